"""«Nedgang» where the numbers rise: in the sentence itself, between two years of a paragraph, and in the table that is
cited."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from bvaudit.findings.report_lint_figures import TABELL, Figurtekst, captions, references
from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import Tall, numbers, stems, value_of, years
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag, Tabell
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_DOWN = re.compile(
    r"\b(?:\w*nedgang(?:en)?|\w*reduksjon(?:en)?|redusert|sunket|sank|synker|gått ned|gikk ned|går ned|falt|"
    r"falt|faller|fall|minket|minka|minkar|gjekk ned|søkk|sokke|lågare|avtatt|avtok|færre|"
    r"lavere|"
    r"synke|synkende|falle|fallende|minke|minkende|avtar|avtakende|minkande|søkkande|tilbakegang|svekket|svekt|"
    r"ned fr[aå])\b",
    re.I,
)
_UP = re.compile(
    r"\b(?:\w*økning(?:en)?|økt|økte|øker|steget|steg|stiger|gått opp|gikk opp|går opp|vokst|vokste|"
    r"oppgang(?:en)?|"
    r"øke|økende|stige|stigende|vokser|veks|aukande|stigande|styrket|styrkt|styrka|flere|høyere|vekst(?:en)?|"
    r"auke(?:n|r)?|auka|aukar|gjekk opp|steig|"
    r"fleire|høgare)\b",
    re.I,
)
_NOT = re.compile(
    r"\b(?:ikke|ingen|ikkje|verken|hverken|uten|mindre|liten|lite|forvente\w*|mål(?:et|sett\w*)?|budsjett\w*|"
    r"bør|skal|vil|må|kan|dersom|hvis|unntak\w*|snudd\w*|etterfulgt|først|deretter)\b",
    re.I,
)
_VALUE = r"(?P<{0}>\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?P<{0}p> ?%| prosent)?"
_FROM_TO = re.compile(
    rf"\bfr[aå] {_VALUE.format('a')}(?!\d|\.\d|-)(?P<mellom> [^.;:()\d]{{0,30}}?(?:i |per |pr\.? )?(?:(?:19|"
    rf"20)\d{{2}})?[^.;:()\d]{{0,15}}?) ?\btil {_VALUE.format('b')}(?!\d|\.\d|-)(?P<etter> ?(?:år|dager|uker|"
    rf"måneder|timer|mnd)\b)?",
    re.I,
)
_TO_FROM = re.compile(
    rf"\btil {_VALUE.format('b')}(?!\d|\.\d|-)(?: i (?:19|20)\d{{2}})?,? (?:opp |"
    rf"ned )?fr[aå] {_VALUE.format('a')}(?!\d|\.\d|-)"
    r"(?P<etter> ?(?:år|dager|uker|måneder|timer|mnd)\b(?! før))?",
    re.I,
)
_WAS_BEFORE = re.compile(
    r"(?:,| –| -|som|og) (?:\w+ ){0,4}?(?:(?P<hva>nedgang|reduksjon|økning|auke|oppgang|ned|opp) fr[aå]|"
    rf"(?P<enn>færre|flere|fleire|lavere|høyere|lågare|høgare) enn) "
    rf"(?:de )?{_VALUE.format('b')}(?!\d|\.\d|-)(?P<for> (?:i (?:19|20)\d{{2}}|året før|i fjor))?",
    re.I,
)
_CLAIM = re.compile(
    r"^(?:Det|Dette|Antallet|Talet|Andelen|Tallene|Tallet|Utviklingen|Altså|Samlet)\b[^.]{0,40}?\b(?:er|var|betyr|"
    r"gir|viser|har|vil seie|syner|innebærer|utgjør|tilsvarer)\b[^.]{0,40}",
    re.I,
)
_PAIR = re.compile(
    rf"{_VALUE.format('v')}(?: [a-zæøå]+){{0,3}}? (?:i|for|ved utgangen av|pr\.?|"
    rf"per) (?:\d{{1,2}}\. ?kvartal )?(?P<ar>(?:19|20)\d{{2}})(?!\d|\.\d)"
    rf"|\bi (?P<ar2>(?:19|20)\d{{2}}),? (?:var|hadde|mottok|ble|kom|utgjorde|"
    rf"lå)(?: [a-zæøå]+){{0,5}}? {_VALUE.format('w')}",
    re.I,
)
_CLAUSE = re.compile(r"[;:–]|, (?:og|men|mens|samtidig)\b")
# «14 i 2024 mot 10 året før»
_AGAINST = re.compile(
    rf"{_VALUE.format('b')}(?: [a-zæøå]+){{0,2}}?(?: i (?:19|"
    rf"20)\d{{2}})?,? mot {_VALUE.format('a')}(?: [a-zæøå]+){{0,2}}? "
    r"(?:året før|i fjor|året føre|året i forveien|i (?:19|20)\d{2})",
    re.I,
)
_AGES = re.compile(r"\balder|\bklasse|\btrinn|\bbarn \w* ?$|\bfødt", re.I)
_BIG = 60  # signs between the word and the numbers it is about


def claims_against_numbers(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    for indeks, part in enumerate(report.deler):
        if isinstance(part, Avsnitt) and part.slag in (Slag.INNHOLD, Slag.TOPP):
            continue
        said = sentences_of.get(indeks, [])
        for place, setning in enumerate(said):
            after = said[place + 1 : place + 2]
            told = _from_to(setning) or _was_before(setning) or _two_years(setning, after) or _against(setning, after)
            if told:
                yield mark(part, Lesetegn.RETNING, told, setning)
    yield from _against_table(report, sentences_of)


def direction(said: str) -> int:
    """-1, 1, or 0 where both or neither are said, or it is denied or hoped for."""
    down, up = bool(_DOWN.search(said)), bool(_UP.search(said))
    return 0 if down == up or _NOT.search(said) else (-1 if down else 1)


def _from_to(setning: str) -> str:
    found = [*_FROM_TO.finditer(setning), *_TO_FROM.finditer(setning)]
    if len(found) != 1 or found[0]["etter"] or (bool(found[0]["ap"]) and not found[0]["bp"]):
        return ""
    one = found[0]
    a, b = _value(one["a"]), _value(one["b"])
    if _is_year(one["a"]) or _is_year(one["b"]) or a == b:
        return ""
    before = _CLAUSE.split(setning[max(0, one.start() - _BIG) : one.start()])[-1]
    if _AGES.search(before):
        return ""
    towards = direction(before)
    if not towards or direction(setning) != towards or towards == (1 if b > a else -1):
        return ""
    return _told(towards, one["a"], one["b"])


def _was_before(setning: str) -> str:
    """«14 fristbrudd i 2024, en nedgang fra 10 i 2023»."""
    found = _WAS_BEFORE.search(setning)
    if found is None or _FROM_TO.search(setning) or _is_year(found["b"]) or (found["enn"] and not found["for"]):
        return ""
    before = [one for one in numbers(setning[: found.start()]) if not one.ord]
    if len(before) != 1 or before[0].prosent != bool(found["bp"]):
        return ""
    hva = (found["hva"] or found["enn"]).casefold()
    towards = {"ned": -1, "opp": 1}.get(hva) or direction(hva)
    a, b = _value(found["b"]), before[0].verdi
    if not towards or _NOT.search(found[0]) or a == b or towards == (1 if b > a else -1):
        return ""
    return _told(towards, found["b"], before[0].vist)


def _two_years(setning: str, after: Sequence[str]) -> str:
    """«5 i 2023 og 8 i 2024», and the claim in it or in the sentence after it."""
    pairs = sorted({(one["ar"] or one["ar2"], one["v"] or one["w"]) for one in _PAIR.finditer(setning)})
    pairs = [(ar, value) for ar, value in pairs if not _is_year(value)]
    if len(pairs) != 2 or pairs[0][0] == pairs[1][0] or len(numbers(setning, words=False)) != 2:
        return ""
    a, b = _value(pairs[0][1]), _value(pairs[1][1])
    claim = setning if direction(setning) else next((one for one in after if _CLAIM.match(one)), "")
    towards = direction(claim)
    if not towards or a == b or (claim is not setning and numbers(claim)) or towards == (1 if b > a else -1):
        return ""
    return _told(towards, pairs[0][1], pairs[1][1])


def _against(setning: str, after: Sequence[str]) -> str:
    """The claim stands in the sentence, or in the one after it."""
    found = _AGAINST.search(setning)
    if found is None or len(numbers(setning, words=False)) != 2 or bool(found["ap"]) != bool(found["bp"]):
        return ""
    a, b = _value(found["a"]), _value(found["b"])
    claim = setning if direction(setning) else next((one for one in after if _CLAIM.match(one)), "")
    towards = direction(claim)
    if not towards or a == b or (claim is not setning and numbers(claim)) or towards == (1 if b > a else -1):
        return ""
    return _told(towards, found["a"], found["b"])


def _against_table(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    tables = _tables_by_number(report, captions(report))
    for one in references(report, dict(sentences_of)):
        table = tables.get(one.nr) if one.familie == TABELL else None
        towards = direction(one.setning)
        if table is None or not towards or numbers(one.setning, words=False) or one.utenfor:
            continue
        series = _series(table, one.setning)
        if (
            series is None
            or series[0].verdi == series[1].verdi
            or towards == (1 if series[1].verdi > series[0].verdi else -1)
        ):
            continue
        yield mark(one.del_, Lesetegn.RETNING, _told(towards, series[0].vist, series[1].vist), one.setning)


def _tables_by_number(report: Fremmedrapport, named: Sequence[Figurtekst]) -> dict[str, Tabell]:
    """The table a text of a table is set on: the nearest one, above or below it."""
    found: dict[str, Tabell] = {}
    for one in named:
        if one.familie != TABELL:
            continue
        near = [one.indeks, one.indeks + 1, one.indeks - 1, one.indeks + 2]
        parts = [report.deler[i] for i in near if 0 <= i < len(report.deler)]
        table = next((part for part in parts if isinstance(part, Tabell)), None)
        if table is not None:
            found.setdefault(one.nr, table)
    return found


def _series(table: Tabell, setning: str) -> tuple[Tall, Tall] | None:
    """The first and the last year of the row the sentence is about: the one whose name it says, or the only one."""
    head = table.rader[0]
    columns = [(int(cell), i) for i, cell in enumerate(head) if _is_year(cell.strip())]
    asked = [int(ar) for ar in years(setning)]
    columns = sorted(one for one in columns if not asked or min(asked) <= one[0] <= max(asked))
    if len(columns) < 2 or (asked and (columns[0][0] != min(asked) or columns[-1][0] != max(asked))):
        return None
    rows = [row for row in table.rader[1:] if len(row) > columns[-1][1] and row[0].strip()]
    if len(rows) > 1:
        said = stems(setning)
        rows = [row for row in rows if stems(row[0]) and stems(row[0]) <= said]
    if len(rows) != 1:
        return None
    first, last = value_of(rows[0][columns[0][1]]), value_of(rows[0][columns[-1][1]])
    return (first, last) if first is not None and last is not None else None


def _told(towards: int, a: str, b: str) -> str:
    return text(f"rapportsjekk.retning.{'opp' if towards > 0 else 'ned'}", fra=a, til=b)


def _is_year(said: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d{2}", said) is not None


def _value(said: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", said).replace(",", "."))
