"""The summary against what the chapters tell in numbers: «færre» where the series rises, «ingen» where somebody counted
seven, «alle» where it is 31 of 44, «halvert» from 12 to 10.

Only a clause of the summary that has no numbers of its own, names no unit and hedges nothing; and only when every
series in the report that is of the same thing says otherwise.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bvaudit.findings.report_lint_changes import direction
from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_series import GENERIC, Serie, is_named, series, subject
from bvaudit.findings.report_lint_words import Tall, numbers, quoted, stem, stems, value_of, years
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_SUMMARY = re.compile(
    r"sammendrag|samandrag|oppsummer|hovedtrekk|hovudtrekk|hovedfunn|hovudfunn|hovedpunkt|hovudpunkt|konklusjon|"
    r"kort (?:fortalt|sagt|om)|i korte trekk|hovedbilde|hovudbilete",
    re.I,
)
_OPENS = re.compile(r"^(?:Oppsummert|Kort sagt|Kort fortalt|Samlet sett|Sammendrag|Samandrag)\b[:.,]?\s*")
_CLAUSE = re.compile(r"[;–]|, (?:og|men|mens|samtidig|samstundes)\b|\bmens\b|\bsamtidig som\b")
_PART_OF = re.compile(
    r"\b(?:enkelte|noen|nokre|flere av|fleire av|de fleste|dei fleste|unntatt|unntak\w*|del av|deler av|kvartal\w*|"
    r"halvår\w*|måned\w*|månad\w*|høst\w*|vår\w*|sommer\w*|siden|sidan|toppen|tertial\w*|andre kommuner|landet|"
    r"forhold|"
    r"hovedsak|hovudsak|nesten|i stor grad|stort sett|i underkant|bortsett|alvorlig\w*)\b",
    re.I,
)
_LATEST = re.compile(r"\b(?:siste år(?:et)?|året før|året føre|i fjor|fra året|enn i (?:19|20)\d{2})\b", re.I)
_COUNT = re.compile(r"\b(?:antall|antallet|talet på|tallet på)\b", re.I)
_SHARE = re.compile(r"\b(?:andel\w*|delen|prosent\w*)\b", re.I)
_TIMES = (
    (re.compile(r"\bhalvert\b", re.I), Decimal("0.65")),
    (re.compile(r"\b(?:for)?dobl(?:et|a)\b", re.I), Decimal("1.6")),
)
_NONE = re.compile(
    r"\b[Ii]n(?:gen|kje) (?:(?:av (?:de |dei )?(?P<hvem>[a-zæøå]+) )(?:hadde|har|fikk|"
    r"fekk) )?(?:[a-zæøå]+e )?(?P<hva>[a-zæøå]{4,})"
)
_ALL = re.compile(r"^(?:[Aa]lle|[Ss]amtlige|[Ss]amtlege) (?:de |dei )?[a-zæøå]{3,}")
_OF = re.compile(
    r"(?<![\w,.])(?P<a>\d+|[a-zæøå]{2,7})(?: [a-zæøå]{4,})? av (?:de |dei |alle |"
    r"våre )?(?P<b>\d+) (?P<hva>[a-zæøå]{4,})",
    re.I,
)
_PERCENT_OF = re.compile(
    r"(?<![\d,])(?P<a>\d{1,2}(?:,\d+)?)(?: ?%|"
    r" prosent) av (?:alle )?(?P<hva>[a-zæøå]{4,})",
    re.I,
)
_OF_FIRST = re.compile(
    r"^Av (?:de |dei |alle |våre )?(?P<b>\d+) (?P<hva>[a-zæøå]{4,}) (?:ble|er|har|hadde|var|vart|blei|fikk|fekk) "
    r"(?:det )?(?P<a>\d+)\b",
    re.I,
)
_LACKING = re.compile(r"(?<![\w,.])(?P<a>\d+) (?P<hva>[a-zæøå]{4,}) (?:mangler|manglar|manglet|mangla)\b", re.I)
_COMPARES = re.compile(
    r"\b(?:mot|fra|frå|i fjor|året før|tidligere|tidlegare|mål\w*|dersom|hvis|kan|skal|risiko\w*|ikke|ikkje|enn|"
    r"forrige|"
    r"førre)\b",
    re.I,
)
_SOURCE = re.compile(r"\W*(?:kilde|kjelde|tallene er hentet|tala er henta)", re.I)
_DAY = re.compile(r"\b(?:(?!31\.12)\d{1,2}\.\d{1,2}\.|\d{1,2}\. [a-z]{3,9} )(?:19|20)\d{2}")
_DONE = frozenset(
    stem(word)
    for word in ("mangler", "manglar", "gjennomført", "gjennomførte", "utført", "gjort", "innen", "fire", "alle")
)
_HOLDERS = frozenset(("barn", "unge", "ungdommer"))
_EVERYBODY = frozenset(
    stem(word) for word in ("kommunene", "kommunane", "enhetene", "einingane", "avdelingene", "bydelene")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sagt:
    del_: Avsnitt
    setning: str
    ledd: str
    sammendrag: bool


def summary_against_numbers(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    claims = list(_claims(report, sentences_of))
    if not claims:
        return
    told = [one for one in series(report, sentences_of) if one.om]
    said = (part.tekst for part in report.avsnitt if not _SOURCE.match(part.tekst))
    latest = max((ar for one in said for ar in years(_DAY.sub(" ", one))), default="")
    for one in claims:
        yield from _direction(one, told)
        if not one.sammendrag:
            continue
        yield from _none(one, report, sentences_of, latest)
        yield from _every(one, report, sentences_of, latest)


def _claims(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[_Sagt]:
    for indeks, part in enumerate(report.deler):
        if not isinstance(part, Avsnitt) or part.slag not in (Slag.AVSNITT, Slag.LISTE, Slag.RAMME):
            continue
        here = _is_summary(part)
        for setning in sentences_of.get(indeks, ()):
            here = here or _OPENS.match(setning) is not None
            for ledd in _CLAUSE.split(_OPENS.sub("", setning)):
                plain = ledd.strip(" .,:")
                if plain and not is_named(plain) and not _PART_OF.search(plain):
                    yield _Sagt(del_=part, setning=setning, ledd=plain, sammendrag=here)


def _is_summary(part: Avsnitt) -> bool:
    return bool(_SUMMARY.search(part.overskrift))


def _direction(one: _Sagt, told: Sequence[Serie]) -> Iterator[Lesemerke]:
    times = next(((word, limit) for word, limit in _TIMES if word.search(one.ledd)), None)
    towards = direction(one.ledd)
    if times is not None:
        towards = -1 if times[1] < 1 else 1
    om = subject(one.ledd)
    if not towards or not om or numbers(one.ledd):
        return
    fits = [each for each in told if _is_elsewhere(one, each) and _same(one.ledd, om, each)]
    wrong = [each for each in fits if _opposite(one.ledd, towards, each)]
    if fits and len(wrong) == len(fits):
        a, b = _ends(one.ledd, wrong[0])[0]
        yield mark(one.del_, Lesetegn.RETNING, _told(towards, a[2], b[2]), one.setning)
    elif times is not None and fits and all(_too_little(times[1], each, one.ledd) for each in fits):
        a, b = _ends(one.ledd, fits[0])[0]
        her, der = quoted(one.ledd), f"{a[2]} → {b[2]}"
        yield mark(one.del_, Lesetegn.ULIKT, text("rapportsjekk.ulikt", her=her, der=der), one.setning)


def _is_elsewhere(one: _Sagt, each: Serie) -> bool:
    """What a summary says is held against the chapters, and what another paragraph says against its own numbers."""
    return each.seksjon != one.del_.seksjon if one.sammendrag else bool(each.nr) and each.nr == one.del_.nr


def _same(ledd: str, om: frozenset[str], each: Serie) -> bool:
    if each.navn or (_COUNT.search(ledd) and each.prosent) or (_SHARE.search(ledd) and not each.prosent):
        return False
    return om == each.om


def _ends(ledd: str, each: Serie) -> list[tuple[tuple[int, Decimal, str], tuple[int, Decimal, str]]]:
    """The steps the clause can be about: the last one, the whole way, or what its own years say."""
    asked = [int(ar) for ar in years(ledd)]
    points = [one for one in each.punkter if not asked or one[0] <= max(asked)]
    if len(asked) > 1:
        points = [one for one in points if one[0] >= min(asked)]
        return [(points[0], points[-1])] if len(points) > 1 else []
    if len(points) < 2 or (asked and points[-1][0] != asked[0]):
        return []
    last = (points[-2], points[-1])
    return [last] if _LATEST.search(ledd) or asked else list(dict.fromkeys((last, (points[0], points[-1]))))


def _opposite(ledd: str, towards: int, each: Serie) -> bool:
    ends = _ends(ledd, each)
    return bool(ends) and all((b[1] > a[1]) if towards < 0 else (b[1] < a[1]) for a, b in ends)


def _too_little(limit: Decimal, each: Serie, ledd: str) -> bool:
    ends = _ends(ledd, each)
    if not ends or any(not a[1] for a, _ in ends):
        return False
    return all((b[1] / a[1] > limit) if limit < 1 else (b[1] / a[1] < limit) for a, b in ends)


def _told(towards: int, a: str, b: str) -> str:
    return text(f"rapportsjekk.retning.{'opp' if towards > 0 else 'ned'}", fra=a, til=b)


def _elsewhere(
    one: _Sagt, report: Fremmedrapport, sentences_of: Mapping[int, list[str]], latest: str
) -> Iterator[tuple[Avsnitt, str]]:
    """The sentences of the chapters that are of the same year as the claim."""
    asked = set(years(one.ledd)) or ({latest} if latest else set())
    for indeks, part in enumerate(report.deler):
        if not isinstance(part, Avsnitt) or part.seksjon == one.del_.seksjon or _is_summary(part):
            continue
        if part.slag not in (Slag.AVSNITT, Slag.LISTE, Slag.RAMME, Slag.FOTNOTE):
            continue
        for setning in sentences_of.get(indeks, ()):
            if set(years(setning)) <= asked and not _COMPARES.search(setning) and not is_named(setning):
                yield part, setning


def _none(
    one: _Sagt, report: Fremmedrapport, sentences_of: Mapping[int, list[str]], latest: str
) -> Iterator[Lesemerke]:
    found = _NONE.search(one.ledd)
    if found is None or [each for each in numbers(one.ledd) if each.verdi]:
        return
    thing = stem(found["hva"])
    rest = subject(one.ledd) - {thing, "ing", stem("ingen")} - ({stem(found["hvem"])} if found["hvem"] else set())
    for part, setning in _elsewhere(one, report, sentences_of, latest):
        count = _counted(setning, thing)
        if count is not None and _is_of_same(setning, part, rest | {thing}):
            told = text("rapportsjekk.motsagt", der=quoted(setning))
            yield mark(one.del_, Lesetegn.MOTSATT, told, one.setning)
            return
    row = _row_of(report, thing, rest)
    if row:
        yield mark(one.del_, Lesetegn.MOTSATT, text("rapportsjekk.motsagt", der=row), one.setning)


def _counted(setning: str, thing: str) -> Tall | None:
    """«sju fristbrudd», «Sju av dem hadde fristbrudd», «fire stillinger vakante»."""
    counts = [each for each in numbers(setning) if not each.prosent]
    if len(counts) != 1 or not counts[0].verdi:
        return None
    after = [stem(word) for word in re.findall(r"[a-zæøå]{3,}", setning[counts[0].slutt :].casefold())][:5]
    of_them = re.match(r" av (?:dem|disse|desse|dei|de) (?:\w+ )?hadde ", setning[counts[0].slutt :])
    return counts[0] if thing in after[:2] or (of_them and thing in after) else None


def _is_of_same(setning: str, part: Avsnitt, om: frozenset[str]) -> bool:
    """Whether a sentence, under its heading, is of what the claim is of, and of nothing narrower."""
    own, heading = subject(setning), subject(part.overskrift)
    return own <= om | heading | _DONE and om - _HOLDERS <= own | heading


def _row_of(report: Fremmedrapport, thing: str, rest: frozenset[str]) -> str:
    """The only row of that name in a table, with something in it; of one time, and not of years."""
    rows = [(table, row) for table in report.tabeller for row in table.rader[1:] if row and stems(row[0]) == {thing}]
    if not rows or (len(rows) > 1 and rest) or any(years(cell) for table, _ in rows for cell in table.rader[0]):
        return ""
    for _, row in rows:
        values = [one for cell in row[1:] if (one := value_of(cell)) is not None]
        if _of_a_column(report, row, rest):
            return quoted(" ".join(row))
        if any(one.verdi for one in values) and not rest - GENERIC - _EVERYBODY:
            return quoted(" ".join(row))
    return ""


def _of_a_column(report: Fremmedrapport, row: Sequence[str], rest: frozenset[str]) -> bool:
    """«Stjørdal hadde ingen …», and something else in the column of that name."""
    table = next(each for each in report.tabeller if any(row is one for one in each.rader))
    for head, cell in zip(table.rader[0][1:], row[1:], strict=False):
        value = value_of(cell)
        if head and rest and rest == stems(head) and value is not None and value.verdi:
            return True
    return False


def _every(
    one: _Sagt, report: Fremmedrapport, sentences_of: Mapping[int, list[str]], latest: str
) -> Iterator[Lesemerke]:
    om = subject(one.ledd)
    if (
        not _ALL.match(one.ledd)
        or numbers(one.ledd, words=False)
        or len(om) < 2
        or re.search(r"\b(?:ikke|ikkje|kan|skal|bør|må)\b", one.ledd)
    ):
        return
    for part, setning in _elsewhere(one, report, sentences_of, latest):
        for found in (
            *_OF_FIRST.finditer(setning),
            *_OF.finditer(setning),
            *_PERCENT_OF.finditer(setning),
            *_LACKING.finditer(setning),
        ):
            of, all_of_it = next(iter(subject(found["hva"])), ""), "b" in found.groupdict() and found["a"] == found["b"]
            if of in om and not all_of_it and _is_of_same(setning, part, om) and len(subject(setning) & om) >= 2:
                yield mark(one.del_, Lesetegn.MOTSATT, text("rapportsjekk.motsagt", der=quoted(setning)), one.setning)
                return
