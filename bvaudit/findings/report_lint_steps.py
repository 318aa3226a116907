"""What the next sentence makes of the numbers of this one: «27 av 318 … Det er 8,5 prosent.», «412, mot 389 i 2023.
Det er en økning på 23.», «Det var 5 undersøkelser. 40 prosent av dem …».

Only a sentence that begins by pointing back, and that has no numbers of its own to be about.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import WORD_VALUE, numbers
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_D = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_N = rf"(?:{_D}|{'|'.join(sorted(WORD_VALUE, key=len, reverse=True))})"
_PCT = r"(?: ?%| prosent(?!poeng))"
_POINTS_BACK = (
    r"^(?:Det|Dette)(?: \w+)? (?:er|gir|utgjør|tilsvarer|svarer til|svarar til|vil si|vil seie|betyr|blir|"
    r"tilsvarar)\b"
)
_SHARE_BACK = re.compile(rf"{_POINTS_BACK}[^.\d]{{0,60}}?(?P<pst>{_D}){_PCT}", re.I)
_OF = re.compile(
    rf"(?<![\w,.])(?<!\d[ \u00a0\u202f])(?P<av>{_N})(?: [a-zæøå]{{4,}})? av "
    rf"(?:de |dei |totalt |alle |våre )?(?P<n>{_N})\b",
    re.I,
)
_OF_FIRST = re.compile(
    rf"^Av (?:de |dei |alle |våre |totalt )?(?P<n>{_N}) [a-zæøå]+ (?:ble|fikk|hadde|var|har|svarte|vart|"
    rf"fekk) (?:det )?"
    rf"(?P<av>{_N}) [^.\d]{{0,80}}(?:, (?:det vil si|altså|det er|dvs\.?|som er|det vil seie) |\()(?P<pst>{_D}){_PCT}",
    re.I,
)
_COMPARED = re.compile(
    r"\b(?:enn|økning\w*|auke\w*|nedgang\w*|vekst\w*|reduksjon\w*|over|under|minst|inntil|nesten|knapt|drøyt|nærmere|"
    r"poeng|av alle|målet)\b",
    re.I,
)
_ABOUT = re.compile(r"\b(?:ca|om lag|omlag|rundt|omtrent|cirka|vel)\b", re.I)
_AVERAGE = re.compile(r"\b(?:per|pr|hver|hvert|kvart|årlig|snitt|gjennomsnitt\w*|siden|sidan|måned\w*)\b", re.I)
_STEP = (
    r"(?P<hva>økning|auke|nedgang|reduksjon|oppgang|vekst) (?:er )?på "
    rf"(?P<c>{_D})(?!\d|[.,]\d)(?P<enhet>{_PCT}| ?prosentpoeng)?"
)
_STEP_BACK = re.compile(rf"{_POINTS_BACK} (?:altså |dermed )?(?:en|ein|ei) (?:\w+ )?{_STEP}", re.I)
_STEP_HERE = re.compile(rf", (?:altså |dvs\.? |det vil si )?(?:en|ein) {_STEP}", re.I)
_AGAINST = re.compile(
    rf"(?<![\d,])(?P<b>{_D})(?: [a-zæøå]+){{0,2}}?(?: i (?:19|20)\d{{2}})?,? mot (?P<a>{_D})(?: [a-zæøå]+){{0,2}}? "
    r"(?:året før|året føre|i fjor|året i forveien|i (?:19|20)\d{2})",
    re.I,
)
_FROM_TO = re.compile(
    rf"\bfr[aå] (?P<a>{_D})(?: [a-zæøå]+)?(?: i (?:19|20)\d{{2}})? til "
    rf"(?P<b>{_D})(?: [a-zæøå]+)?(?: i (?:19|20)\d{{2}})?(?=,)",
    re.I,
)
_FEW = 10
_OF_FEW_BACK = re.compile(rf"(?<![\d,])(?P<pst>{_D}){_PCT} av (?:dem|disse|desse|dei)\b(?! som\b)", re.I)
_OF_FEW = re.compile(rf"(?<![\d,])(?P<pst>{_D}){_PCT} av (?:de |dei |våre )(?P<n>{_N}) [a-zæøå]{{4,}}", re.I)
_ONES = re.compile(
    r"\w*(?:barn|sak|undersøk|melding|ungdom|ansatt|tilsett|famili|plassering|fosterh|vedtak|unge|gutt|jente|person|"
    r"foreldre)\w*",
    re.I,
)
_BY_MANY = re.compile(
    rf"\b(?:økt|økte|auka|redusert|reduserte|sunket|sank|falt|gått (?:opp|ned)|gikk (?:opp|ned)|steget|"
    rf"steg) (?:med|på) "
    rf"(?P<c>{_D})(?!\d|,\d|{_PCT}|.?prosentpoeng)",
    re.I,
)
_FROM_TO_ANY = re.compile(
    rf"\bfr[aå] (?P<a>{_D})(?: [a-zæøå]+)?(?: i (?:19|20)\d{{2}})? til (?P<b>{_D})(?!\d|,\d|{_PCT})", re.I
)
# «20 flere meldinger: 230 i 2024 mot 205 i 2023»
_MORE = re.compile(
    rf"(?<![\d,])(?P<c>{_D}) (?:flere|færre|"
    rf"fleire) [a-zæøå]+(?: enn [^:,.\d]{{0,20}})?\s?[:,(–] ",
    re.I,
)
_LIKE = Decimal("0.6")  # a step so far from the difference is a step of something else


def steps(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    for indeks, part in enumerate(report.deler):
        if not isinstance(part, Avsnitt) or part.slag in (Slag.INNHOLD, Slag.TOPP):
            continue
        before = ""
        for setning in sentences_of.get(indeks, ()):
            for tegn, told in (
                *_shares(before, setning),
                *_differences(before, setning),
                *_more(setning),
                *_by_so_many(setning),
                *_few(before, setning),
            ):
                yield mark(part, tegn, told, setning)
            before = setning


def _shares(before: str, setning: str) -> Iterator[tuple[Lesetegn, str]]:
    here, back = _OF_FIRST.search(setning), _SHARE_BACK.search(setning)
    if here is not None and len(numbers(setning)) == 3:
        yield from _share(here["av"], here["n"], here["pst"], setning)
    elif back is not None and len(numbers(setning, words=False)) == 1 and not _COMPARED.search(setning):
        found = _OF.search(before)
        if found is not None and len(numbers(before)) == 2:
            yield from _share(found["av"], found["n"], back["pst"], setning)


def _share(some: str, whole: str, said: str, setning: str) -> Iterator[tuple[Lesetegn, str]]:
    a, n, shown = _number(some), _number(whole), _number(said)
    if not n or a > n:
        return
    decimals = _decimals(said)
    slack = Decimal("0.55") / 10**decimals + (Decimal(1) if _ABOUT.search(setning) else 0)
    right = a * 100 / n
    if all(abs(each - shown) > slack for each in (right, 100 - right)):
        yield (
            Lesetegn.ANDEL,
            text("rapportsjekk.andel", av=some, n=whole, riktig=_rounded(right, decimals), skrevet=said),
        )


def _differences(before: str, setning: str) -> Iterator[tuple[Lesetegn, str]]:
    here, back = _STEP_HERE.search(setning), _STEP_BACK.search(setning)
    one = _FROM_TO.search(setning) if here is not None else _AGAINST.search(before) if back is not None else None
    step = here or back
    if one is None or step is None or _ABOUT.search(setning) or _AVERAGE.search(setning[step.start() :]):
        return
    spoken = setning[: step.start()] if here is not None else before
    if len(numbers(spoken)) != 2 or any(each.prosent for each in numbers(spoken)):
        return
    a, b, c = _number(one["a"]), _number(one["b"]), _number(step["c"])
    unit = (step["enhet"] or "").strip()
    if unit.endswith("poeng") or (unit and here is not None) or not a:
        return  # per cent beside from and to are judged as shares
    if unit:
        right = abs(b - a) * 100 / a
        if abs(right - c) > max(Decimal("1.05"), Decimal("0.6") / 10 ** _decimals(step["c"])):
            told = text(
                "rapportsjekk.prosent.endring",
                fra=one["a"],
                til=one["b"],
                c=step["c"],
                riktig=_rounded(right, _decimals(step["c"])),
            )
            yield Lesetegn.PROSENT, told
        return
    off = abs(b - a)
    same = _decimals(one["a"]) == _decimals(one["b"]) == _decimals(step["c"])
    slack = Decimal("1.01") / 10 ** _decimals(step["c"]) if _decimals(step["c"]) else Decimal(0)
    if same and slack < abs(off - c) <= max(off, c) * _LIKE:
        yield (
            Lesetegn.SUM,
            text("rapportsjekk.forskjell", a=one["a"], b=one["b"], riktig=str(off).replace(".", ","), c=step["c"]),
        )


def _more(setning: str) -> Iterator[tuple[Lesetegn, str]]:
    """So many more or fewer, and the two numbers right after it."""
    found = _MORE.search(setning)
    one = _AGAINST.search(setning, found.end()) if found is not None else None
    if found is None or one is None or _ABOUT.search(setning) or len(numbers(setning)) != 3:
        return
    a, b, c = _number(one["a"]), _number(one["b"]), _number(found["c"])
    if 0 < abs(abs(b - a) - c) <= max(abs(b - a), c) * _LIKE:
        yield (
            Lesetegn.SUM,
            text(
                "rapportsjekk.forskjell", a=one["a"], b=one["b"], riktig=str(abs(b - a)).replace(".", ","), c=found["c"]
            ),
        )


def _by_so_many(setning: str) -> Iterator[tuple[Lesetegn, str]]:
    """«redusert med 400, fra 4 200 til 3 900»."""
    found, one = _BY_MANY.search(setning), _FROM_TO_ANY.search(setning)
    if found is None or one is None or _ABOUT.search(setning) or len(numbers(setning)) != 3:
        return
    if any(
        each.prosent or each.ar
        for each in numbers(setning, years=True)
        if each.vist in (found["c"], one["a"], one["b"])
    ):
        return
    a, b, c = _number(one["a"]), _number(one["b"]), _number(found["c"])
    if 0 < abs(abs(b - a) - c) <= max(abs(b - a), c) * _LIKE:
        right = str(abs(b - a)).replace(".", ",")
        yield Lesetegn.SUM, text("rapportsjekk.forskjell", a=one["a"], b=one["b"], riktig=right, c=found["c"])


def _few(before: str, setning: str) -> Iterator[tuple[Lesetegn, str]]:
    here = _OF_FEW.search(setning)
    if here is not None and 0 < _number(here["n"]) < _FEW:
        yield Lesetegn.ANDEL_AV_FA, text("rapportsjekk.prosent_av_fa", pst=here["pst"], n=here["n"])
    back, counts = _OF_FEW_BACK.search(setning), numbers(before)
    if here is not None or back is None or len(counts) != 1 or counts[0].prosent:
        return
    noun = re.match(r"\s+(?:[a-zæøå]+e )?(\S+)", before[counts[0].slutt :])
    if noun is not None and _ONES.match(noun[1]) and 0 < counts[0].verdi < _FEW:
        yield Lesetegn.ANDEL_AV_FA, text("rapportsjekk.prosent_av_fa", pst=back["pst"], n=counts[0].vist.casefold())


def _number(said: str) -> Decimal:
    word = WORD_VALUE.get(said.casefold())
    return Decimal(word) if word is not None else Decimal(re.sub(r"\s", "", said).replace(",", "."))


def _decimals(said: str) -> int:
    return len(said.partition(",")[2])


def _rounded(number: Decimal, decimals: int) -> str:
    return str(number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)).replace(".", ",")
