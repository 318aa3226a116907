"""«6 av 68 (8,8 %)»: shares that are not what their numbers come to, per cent where points are meant, and shares of so
few that a per cent tells of each of them."""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import WORD_VALUE
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag, Tabell
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_N = rf"(?:\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+|\d+|{'|'.join(sorted(WORD_VALUE, key=len, reverse=True))})"
_P = r"(?P<pst>\d{1,3}(?:[.,]\d+)?)(?: ?%| prosent(?!poeng))"
_LINK = (
    r"(?:,? ?(?:\(|–|-|,)? ?(?:altså|dvs\.?|det vil si|tilsvarer|noe som tilsvarer|det tilsvarer|tilsvarende|"
    r"svarende til|noe som gir|det er|"
    r"noe som er|som er|som utgjør|det utgjør|eller|=)? ?(?:ca\.? |om lag |rundt )?)"
)
_OF = rf"(?<![\w,.])(?<!\d[ \u00a0\u202f])(?P<av>{_N})(?: [a-zæøå]{{4,}})? av "
_OF += rf"(?:de |totalt |til sammen |alle |våre )?(?P<n>{_N})\b"
_SHARE = (
    re.compile(
        rf"{_OF}(?: [a-zæøå]+)?,? (?:noe som gir |det gir |som gir |noko som gir )?(?:en|ein|ei) \w*(?:prosent|"
        rf"andel|del|grad) "
        r"på (?P<pst>\d{1,3}(?:[.,]\d+)?)(?: ?%| prosent(?!poeng)|(?=[.,;]? |[.,;]?$))",
        re.I,
    ),
    re.compile(rf"{_OF}(?: [a-zæøå]+)?{_LINK}(?<=[ (=]){_P}", re.I),
    re.compile(rf"{_OF}(?: [a-zæøå]+){{1,7}} \({_P}\)", re.I),
    re.compile(
        rf"{_OF}(?: [a-zæøå]+){{1,7}}, (?:det vil si|det vil seie|altså|dvs\.?|det er|noe som tilsvarer|det tilsvarer) "
        rf"(?:ca\.? |om lag |rundt )?{_P}(?! av\b)",
        re.I,
    ),
    re.compile(rf"(?<![\d,.–-]){_P}(?: av [a-zæøå]+)? ?\((?:[a-zæøå]+ )?{_OF}[^)]{{0,40}}\)", re.I),
)
_CHANGE = re.compile(
    r"\bfr[aå] (?P<a>\d{1,3}(?:[ \u00a0]\d{3})+|\d+(?:[.,]\d+)?)(?P<ap> ?%|"
    r" prosent)? (?:[^.;:()\d]{0,40}?(?:i (?:19|20)\d{2} )?)?til (?P<b>\d{1,3}(?:[ \u00a0]\d{3})+|"
    r"\d+(?:[.,]\d+)?)(?P<bp> ?%| prosent)?",
    re.I,
)
_BY = re.compile(
    r"(?P<hva>økning(?:en)?|nedgang(?:en)?|auke(?:n)?|auka|reduksjon(?:en)?|oppgang(?:en)?|vekst(?:en)?|økt|"
    r"økte|sunket|sank|"
    r"falt|falt|gått (?:opp|ned)|redusert|steget|steg|endring(?:en)?)"
    r"(?: er| var| tilsvarer)? (?:på|med) (?:ca\.? |om lag |rundt |nesten |vel |over |"
    r"nærmere )?(?P<c>\d+(?:[.,]\d+)?) ?(?P<enhet>%|prosentpoeng|prosent(?!poeng))",
    re.I,
)
# «fra 120 til 150, det vil si 20 prosent»; not «80 prosent av målet»
_THAT_IS = re.compile(
    r"[,(] ?(?P<hva>det vil si|det vil seie|altså|dvs\.?|som tilsvarer|noe som tilsvarer|som er|tilsvarende|eller) "
    r"(?:ca\.? |om lag |rundt )?(?P<c>\d+(?:[.,]\d+)?)(?P<enhet> ?%| prosent(?!poeng))(?! av\b| i\b)",
    re.I,
)
_CELL = re.compile(rf"{_P} ?\(\d+ av \d+\)", re.I)
_FEW = 10
_BESIDE = 40  # signs


def shares(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    for indeks, part in enumerate(report.deler):
        if isinstance(part, Avsnitt) and part.slag in (Slag.INNHOLD, Slag.TOPP):
            continue
        for setning in sentences_of.get(indeks, ()):
            beside = isinstance(part, Tabell) and _CELL.fullmatch(setning.strip()) is not None
            for tegn, told in (*_shares(setning), *_points(setning)):
                if beside and tegn is Lesetegn.ANDEL_AV_FA:
                    continue  # a column of shares with the counts beside them
                yield mark(part, tegn, told, setning)


def _shares(setning: str) -> Iterator[tuple[Lesetegn, str]]:
    for pattern in _SHARE:
        for found in pattern.finditer(setning):
            some, whole, said = _number(found["av"]), _number(found["n"]), _number(found["pst"])
            if not whole or some > whole:
                continue
            if whole < _FEW and found["n"].isdigit():
                yield Lesetegn.ANDEL_AV_FA, text("rapportsjekk.andel_av_fa", av=found["av"], n=found["n"])
            decimals = _decimals(found["pst"])
            right = some * 100 / whole
            if abs(right - said) > Decimal("0.5") / 10**decimals + Decimal("0.05") / 10**decimals:
                shown = _rounded(right, max(decimals, 0))
                told = text("rapportsjekk.andel", av=found["av"], n=found["n"], riktig=shown, skrevet=found["pst"])
                yield Lesetegn.ANDEL, told


def _points(setning: str) -> Iterator[tuple[Lesetegn, str]]:
    changes, steps = list(_CHANGE.finditer(setning)), list(_BY.finditer(setning))
    steps = steps or list(_THAT_IS.finditer(setning))
    if len(changes) != 1 or len(steps) != 1:
        return
    a, b, c = _number(changes[0]["a"]), _number(changes[0]["b"]), _number(steps[0]["c"])
    shares_, points = bool(changes[0]["bp"]), steps[0]["enhet"].strip() == "prosentpoeng"
    if not _near(setning, changes[0], steps[0]):
        return
    if not a or _is_year(changes[0]["a"]) or _is_year(changes[0]["b"]):
        return
    off, relative = abs(b - a), abs(b - a) * 100 / a
    step = Decimal("0.6") / 10 ** _decimals(steps[0]["c"])
    if shares_ and not points and abs(off - c) < Decimal("0.051") and abs(relative - c) > step:
        yield (
            Lesetegn.PROSENT,
            text("rapportsjekk.prosent.poeng", fra=changes[0]["a"], til=changes[0]["b"], c=steps[0]["c"]),
        )
    elif points and shares_ and abs(off - c) > step and abs(relative - c) <= step:
        yield (
            Lesetegn.PROSENT,
            text("rapportsjekk.prosent.prosent", fra=changes[0]["a"], til=changes[0]["b"], c=steps[0]["c"]),
        )
    elif not points and not shares_ and abs(relative - c) > max(step, Decimal("1.05")):
        told = text(
            "rapportsjekk.prosent.endring",
            fra=changes[0]["a"],
            til=changes[0]["b"],
            riktig=_rounded(relative, _decimals(steps[0]["c"])),
            c=steps[0]["c"],
        )
        yield Lesetegn.PROSENT, told


def _near(setning: str, change: re.Match[str], step: re.Match[str]) -> bool:
    """Whether the step is said of the change: beside it, and not of something else in the same sentence."""
    first, second = sorted((change, step), key=lambda one: one.start())
    between = re.sub(r"\b(?:19|20)\d{2}\b", "", setning[first.end() : second.start()])
    return len(between) <= _BESIDE and not re.search(r"\d|;|\b(?:mens|men|og|samtidig)\b", between)


def _is_year(said: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{2}", said) is not None


def _number(said: str) -> Decimal:
    word = WORD_VALUE.get(said.casefold())
    return Decimal(word) if word is not None else Decimal(re.sub(r"\s", "", said).replace(",", "."))


def _decimals(said: str) -> int:
    return len(said.replace(",", ".").partition(".")[2])


def _rounded(number: Decimal, decimals: int) -> str:
    return str(number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)).replace(".", ",")
