"""Parts that do not make the whole, in running text.

Only where the text itself says that the parts are all there is: «fordelt på», «til sammen», boys and girls, under and
over 18. A list of some of them adds up to less, and that is no fault. What is far from the whole is not meant to be it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import Tall, numbers
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_ALL_PARTS = re.compile(
    r"\b(?:er |ble |var |blir )?(?:fordelt[ea]? (?:på|mellom|slik|seg)|fordeler seg|fordelte seg|"
    r"\w*fordelinge?[na] (?:er|"
    r"var)|fordelingen|delt (?:i|på|mellom)|"
    r"består av|bestående av)\b",
    re.I,
)
_TOTAL_FIRST = re.compile(r"(?:Totalt|I alt|Til sammen|Til saman|Samlet|Samla)\b[^:.]{0,40}:")
_SOME_PARTS = re.compile(r"\b(?:hvorav|herav|derav|av disse|av dem|hvor|der)\b|:|\(", re.I)
_OF_THEM = re.compile(r"Av (?:de |alle |totalt |til sammen )?\d[\d\s]*(?= [a-zæøå])")
_BACK = re.compile(
    r"^\s*(?:Disse|De|Dette|Stillingene|Sakene|Meldingene|Undersøkelsene|Barna|Fordelingen|Årsverkene|Ansatte|"
    r"Av disse|Tallet)\b"
)
_TOGETHER = re.compile(
    r"\b(?:til sammen|tilsammen|til saman|totalt|i alt|sammenlagt|samlet|samla|sum)\b:?\s*(?:\w+ ){0,2}$", re.I
)
_PER_HUNDRED = re.compile(r"\bav (?:de )?(?:100|hundre) [a-zæøå]+", re.I)
_ROUNDED = re.compile(r"\bavrund|\bomtrent\b|\bom lag\b|\bca\b|\bcirka\b|\brundt\b", re.I)
# Two sides of one thing: when both are named there is no third.
_SIDES = tuple(
    (re.compile(one, re.I), re.compile(other, re.I))
    for one, other in (
        (r"\bunder \d+|\byngre enn|\w*år eller yngre", r"\bover(?: \d+|\W*$)|\beldre enn|\w*år eller eldre|\bfylt \d+"),
        (r"\bgut(?:t|ar|ane|en)", r"\bjent"),
        (r"\bmenn\b|\bmannl", r"\bkvinne"),
        (r"\binnen(?:for)? frist", r"\better frist|\bover frist|\butenfor frist|\bfristbrudd|\bfor sent"),
        (r"\bmed samtykke", r"\buten samtykke"),
        (r"\bhjemme\b", r"\butenfor hjemmet"),
        (r"\bi hjemmet", r"\butenfor hjemmet"),
        (r"\bkorttid", r"\blangtid"),
        (r"\begenmeldt", r"\blegemeldt"),
    )
)
# What explains that the two sides are more than the whole.
_IN_BOTH = re.compile(
    r"\bbegge (?:tall\w*|tala|grupp\w*|sted\w*|stad\w*|kategori\w*|kolonn\w*)|\btel(?:t|les|le|jast) (?:to|"
    r"begge|flere|fleire)|"
    r"\b(?:fylte|fyller|blei? \d+) \d*|\bmer enn én gang",
    re.I,
)
# Two ways a report of concern may go; a third is that nobody has decided yet, so that they may be too few.
_TWO_WAYS = (re.compile(r"\bhenlagt", re.I), re.compile(r"\bundersøkelse", re.I))
_A_NOUN = 2  # words after the last number, where nothing else says that the numbers are parts
_NEAR = Decimal("0.2")  # of the whole
_MOST_LIKE = Decimal("0.02")
_BACK_LOOK = 4  # paragraphs back to the whole that a list of parts is of


def sums_in_text(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    before: list[tuple[Avsnitt, str]] = []
    for indeks, part in enumerate(report.deler):
        if not isinstance(part, Avsnitt) or part.slag in (Slag.INNHOLD, Slag.TOPP):
            continue
        for setning in sentences_of.get(indeks, ()):
            told = _in_sentence(setning, before, part)
            if told:
                yield mark(part, Lesetegn.SUM, told, setning)
            before.append((part, setning))
    yield from _lines(report)


def _in_sentence(setning: str, before: Sequence[tuple[Avsnitt, str]], part: Avsnitt) -> str:
    rounded = bool(_ROUNDED.search(setning))
    for judge in (_hundred, _split, _sides, _ending, _plain_sum):
        told = judge(setning, before, part)
        if told:
            return "" if rounded and judge is not _sides and judge is not _plain_sum else told
    return ""


def _hundred(setning: str, before: Sequence[tuple[Avsnitt, str]], part: Avsnitt) -> str:
    """«Av 100 undersøkelser …», also when the list goes on in the sentences after it: judged where it ends."""
    found = _PER_HUNDRED.search(setning)
    if found is None:
        return ""
    spoken = [said for where, said in before if where.seksjon == part.seksjon and part.nr - where.nr <= 1]
    start = next((i for i, said in enumerate(spoken) if _PER_HUNDRED.search(said)), len(spoken))
    parts = [one for said in (*spoken[start:], setning) for one in numbers(said) if not one.prosent and one.verdi < 100]
    if len(parts) < 3:
        return ""
    total = sum((one.verdi for one in parts), Decimal(0))
    rounded = "avrund" in part.tekst.casefold() or any(_ROUNDED.search(said) for said in spoken[start:])
    if total == 100 or abs(total - 100) > 10 or rounded:
        return ""
    return text("rapportsjekk.sum.av_hundre", sum=_shown(total))


def _split(setning: str, before: Sequence[tuple[Avsnitt, str]], part: Avsnitt) -> str:
    """«342,2 stillinger, fordelt på 148,9 …»; the whole may stand in the sentence before."""
    found = _ALL_PARTS.search(setning) or _TOTAL_FIRST.match(setning)
    if found is None:
        return _long_list(setning, before, part)
    whole = [one for one in numbers(setning) if one.slutt <= found.end()]
    parts = [one for one in numbers(setning) if one.start >= found.end()]
    if not whole and _BACK.match(setning):
        near = [said for where, said in before[-2:] if part.nr - where.nr <= 1]
        whole = [one for said in near for one in numbers(said)][-1:]
    if len(parts) < 2:
        return ""
    if all(one.prosent for one in parts):
        return _percents(parts)
    return _told(whole[-1], parts) if whole else ""


def _percents(parts: Sequence[Tall]) -> str:
    total = sum((one.verdi for one in parts), Decimal(0))
    slack = max(_slack(parts), Decimal(1) if len(parts) > 2 else Decimal(0))
    if len(parts) < 2 or abs(total - 100) <= slack or abs(total - 100) > 15:
        return ""
    return text("rapportsjekk.sum.prosent", sum=_shown(total))


def _long_list(setning: str, before: Sequence[tuple[Avsnitt, str]], part: Avsnitt) -> str:
    """Four numbers or more that come within two per cent of a whole that was told just before, and not to it."""
    parts = [one for one in numbers(setning, words=False) if not one.prosent]
    if len(parts) < 4 or not all(one.desimaler for one in parts):
        return ""
    total, slack = sum((one.verdi for one in parts), Decimal(0)), _slack(parts)
    near = [said for where, said in before if part.nr - where.nr <= _BACK_LOOK and where.seksjon == part.seksjon]
    for said in near:
        for one in numbers(said, words=False):
            off = abs(one.verdi - total)
            if not one.prosent and one.verdi > max(p.verdi for p in parts) and slack < off <= one.verdi * _MOST_LIKE:
                return text("rapportsjekk.sum.deler", sum=_shown(total), hele=one.vist)
    return ""


def _sides(setning: str, before: Sequence[tuple[Avsnitt, str]], part: Avsnitt) -> str:
    """«61 barn, hvor 44 var under 18 og 22 over 18»; two sides, each with its number."""
    found = _OF_THEM.match(setning) or _SOME_PARTS.search(setning) or re.search(r"(?<=\w)[,;](?= \d)", setning)
    if found is None:
        return ""
    whole = [one for one in numbers(setning) if one.slutt <= found.end()]
    parts = [one for one in numbers(setning) if one.start >= found.end()]
    if not whole and _BACK.match(setning) and before:
        whole = numbers(before[-1][1])[-1:]
    rest = setning[found.end() :]
    if not whole or len(parts) != 2 or (found[0] in (",", ";") and len(setning[parts[1].slutt :].split()) > _A_NOUN):
        return ""
    over = sum(one.verdi for one in parts) > whole[-1].verdi and all(each.search(rest) for each in _TWO_WAYS)
    sides = any(one.search(rest) and other.search(rest) for one, other in _SIDES)
    if _IN_BOTH.search(part.tekst):
        return ""
    if found[0] == "(" and whole[-1].prosent and not any(one.prosent for one in parts):
        whole = [*whole[:-1], replace(whole[-1], prosent=False)]  # «12,4 prosent (korttid 2,8 og langtid 9,6)»
    return _told(whole[-1], parts) if sides or over else ""


def _ending(setning: str, before: Sequence[tuple[Avsnitt, str]], part: Avsnitt) -> str:
    """«44 gutter og 22 jenter, til sammen 61»: the last number is the whole."""
    found = numbers(setning)
    if len(found) < 3 or not _TOGETHER.search(setning[: found[-1].start]):
        return ""
    last = next((one for one in reversed(found[:-1]) if one.slutt < found[-1].start), None)
    if last is None or re.search(r"[.;]|\bhver|\bganger\b|\bmed \d|\bà\b", setning[found[0].slutt : found[-1].start]):
        return ""
    if len({one.prosent for one in found}) > 1:
        return ""
    return _told(found[-1], found[:-1])


def _plain_sum(setning: str, before: Sequence[tuple[Avsnitt, str]], part: Avsnitt) -> str:
    """«2,8 + 14,8 = 17,6»."""
    found = re.search(r"(\d[\d\s,]*(?:\s*\+\s*\d[\d\s,]*)+)\s*=\s*(\d[\d\s]*(?:,\d+)?)", setning)
    if found is None:
        return ""
    parts = [one for said in found[1].split("+") for one in numbers(said, years=True)]
    whole = numbers(found[2], years=True)
    return _told(whole[0], parts, near=Decimal(10)) if whole and len(parts) >= 2 else ""


def _lines(report: Fremmedrapport) -> Iterator[Lesemerke]:
    """Short lines with a word and a number, and a last one with the total."""
    run: list[tuple[Avsnitt, Tall]] = []
    for part in report.deler:
        found = (
            re.fullmatch(r"([A-ZÆØÅ][\wæøåÆØÅ /–-]{2,40}?)[: .]+(\d[\d\s]*(?:,\d+)?\s?%?)", getattr(part, "tekst", ""))
            if isinstance(part, Avsnitt)
            else None
        )
        number = numbers(found[2]) if found else []
        if found is None or len(number) != 1 or not isinstance(part, Avsnitt):
            run = []
            continue
        if re.match(r"(?:total\w*|sum|til sammen|i alt)\b", found[1], re.I):
            told = _told(number[0], [one for _, one in run]) if len(run) >= 2 else ""
            if told:
                yield mark(part, Lesetegn.SUM, told, part.tekst)
            run = []
        else:
            run.append((part, number[0]))


def _told(whole: Tall, parts: Sequence[Tall], *, near: Decimal = _NEAR) -> str:
    total = sum((one.verdi for one in parts), Decimal(0))
    off = abs(total - whole.verdi)
    slack = _slack(parts) if any(one.desimaler or one.prosent for one in parts) else Decimal(0)
    if (
        len({one.prosent for one in (whole, *parts)}) > 1
        or not whole.verdi
        or max(one.verdi for one in parts) > whole.verdi
    ):
        return ""
    if off <= slack or off > max(whole.verdi * near, Decimal(2)):
        return ""
    return text("rapportsjekk.sum.deler", sum=_shown(total), hele=whole.vist)


def _slack(parts: Sequence[Tall]) -> Decimal:
    """What rounding of each part may come to."""
    return Decimal(len(parts)) * Decimal(5) / Decimal(10) ** (max(one.desimaler for one in parts) + 1)


def _shown(number: Decimal | int) -> str:
    said = f"{Decimal(number):f}"
    return (said.rstrip("0").rstrip(".") if "." in said else said).replace(".", ",")
