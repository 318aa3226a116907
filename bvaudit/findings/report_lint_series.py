"""What a report tells of one thing in several years: «310 meldinger i 2023 og 344 i 2024», the rows of a table.

A series is kept only when each number has its own year beside it, and none stands over.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bvaudit.findings.report_lint_figures import TABELL, captions
from bvaudit.findings.report_lint_words import WORD_VALUE, YEAR, Tall, masked, numbers, stem, stems, value_of
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag, Tabell

# What is said of nearly everything, and tells nothing of what a number is of.
GENERIC = frozenset(
    stem(word)
    for word in re.split(
        r"\|",
        r"falt|økte|økt|øker|økning|auka|auke|aukar|gikk|gjekk|går|gått|sunket|sank|synker|redusert|reduksjon|"
        r"nedgang|"
        r"fortsatt|framleis|fremdeles|noe|noko|litt|klart|tydelig|betydelig|markert|svakt|stadig|lavere|lågare|"
        r"høyere|"
        r"høgare|færre|flere|fleire|mindre|større|hadde|hatt|mottok|mottatt|tok|imot|fekk|fikk|fått|registrert|"
        r"registrerte|meldt|kom|inn|lå|var|er|vart|blei|vore|vært|årsskiftet|årsskifte|utgangen|slutten|løpet|"
        r"åra|årene|"
        r"siste|førre|forrige|tidligere|tidlegare|fjor|føre|sammenlignet|samanlikna|utviklingen|utviklinga|utvikling|"
        r"viser|syner|tjenesten|tjeneste|tenesta|barnevernstjenesten|barneverntjenesten|barnevernet|barnevern|"
        r"kommunen|"
        r"kommunens|antall|antallet|talet|tal|tallet|tall|andel|andelen|delen|prosent|samlet|samla|totalt|total|alt|"
        r"året|denne|dette|talt|kort|fortalt|sagt|oppsummert|dei|det|den|ein|eit|frå|som|ved|per|perioden|vokst|"
        r"vekst|"
        r"steget|stiger|steg|faller|fall|opp|ned|halvert|doblet|dobla|fordoblet|økende|øke|synkende|synke|fallende|falle|stigende|stige|minkende|minke|avtakende|avtar|aukande|minkande|stigande|veks|fortsetter|fortset|held|fram|stabilt|jevnt|jamt|gradvis|dem|disse|desse|dei|samtlige|samtlege|fattet|fatta|ser|nær|nesten|tilnærmet|bor|bodde|"
        r"bur|budde|hatt|har|styrket|styrkt|svekket|svekt|vært|halvveis|klar|relativt|samtidig|mill|"
        r"millioner|millionar|kroner",
    )
)
_PREFIX = re.compile(r"^(?:bekymrings|barneverns?|syke|sjuke)(?=[a-zæøå]{5,})")
# Short nouns keep their endings, and some things have two names.
_SAME = {
    **dict.fromkeys(("saker", "sakene", "saken", "saka", "sakane"), "sak"),
    **dict.fromkeys(("bemanning", "bemanninga"), "årsverk"),
    **dict.fromkeys(("barn", "born", "barna", "borna"), "barn"),
    "fråvær": "fravær",
}
_ONE_YEAR_BACK = re.compile(r"\b(?:året før|året føre|i fjor|året i forveien)\b", re.I)
_GOES_ON = re.compile(r"^(?:I|Ved utgangen av|I løpet av) (?:19|20)\d{2}\b")
_NAME = re.compile(r"(?<=[\wæøåÆØÅ,)»] )[A-ZÆØÅ][\wæøå-]+")
_ROUGH = re.compile(
    r"\b(?:mål\w*|budsjett\w*|forvent\w*|norm\w*|landet|nasjonal\w*|snitt\w*|gjennomsnitt\w*|hvorav)\b", re.I
)
_HEADING_OF_COUNT = re.compile(
    r"\W*(?:antall|antal|tal|tall|n|prosent|andel|%|verdi|resultat|barn|born|saker)?\W*", re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Serie:
    """``om``: the stems of what it is of. ``punkter``: year, value and how it is written, by year. ``navn``: whether a
    unit or a place is named, so that it is not of all of them."""

    om: frozenset[str]
    punkter: tuple[tuple[int, Decimal, str], ...]
    prosent: bool
    navn: bool
    seksjon: int
    nr: int = 0


def series(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> list[Serie]:
    found: list[Serie] = []
    for indeks, part in enumerate(report.deler):
        if isinstance(part, Tabell):
            found += _of_table(report, part, indeks)
        elif part.slag in (Slag.AVSNITT, Slag.LISTE, Slag.RAMME):
            found += _of_text(sentences_of.get(indeks, []), part)
    return found


def subject(said: str) -> frozenset[str]:
    """What a sentence is of: its stems without those every sentence has, and compounds by what they end in."""
    found = (_PREFIX.sub("", one) for one in stems(said) if one not in GENERIC and one not in WORD_VALUE)
    return frozenset(_SAME.get(one, one) for one in found)


def is_named(said: str) -> bool:
    return _NAME.search(said) is not None


def _of_text(said: Sequence[str], part: Avsnitt) -> Iterator[Serie]:
    place = 0
    while place < len(said):
        joined = said[place]
        if place + 1 < len(said) and _GOES_ON.match(said[place + 1]):
            joined = f"{joined} {said[place + 1]}"
        one = _serie(joined, part)
        if one is not None:
            yield one
        place += 1


def _serie(said: str, part: Avsnitt) -> Serie | None:
    if _ROUGH.search(said):
        return None
    pairs = _pairs(said)
    if pairs is None:
        return None
    return Serie(
        om=subject(masked(said)),
        punkter=tuple(sorted((year, one.verdi, one.vist) for year, one in pairs)),
        prosent=pairs[0][1].prosent,
        navn=is_named(said),
        seksjon=part.seksjon,
        nr=part.nr,
    )


def _pairs(said: str) -> list[tuple[int, Tall]] | None:
    """Each number with the year beside it; None when one of them has none."""
    counts = numbers(said)
    marks: list[tuple[int, int]] = [
        (one.start(), int(one[0])) for one in re.finditer(r"(?<![\d,.])(?:19|20)\d{2}(?!\d|,\d)", said)
    ]
    back = _ONE_YEAR_BACK.search(said)
    if back is not None and len(marks) == 1:
        marks.append((back.start(), marks[0][1] - 1))
    if len(counts) < 2 or len(counts) != len(marks) or len({one.prosent for one in counts}) > 1:
        return None
    order = "".join(kind for _, kind in sorted([*((c.start, "N") for c in counts), *((at, "Y") for at, _ in marks)]))
    if order not in ("NYNY", "YNYN", "YNNY", "NYYN", "NYNYNY", "YNYNYN"):
        return None
    by_place = [year for _, year in sorted(marks)]
    if len(set(by_place)) != len(by_place):
        return None
    return list(zip(by_place, counts, strict=True))


def _of_table(report: Fremmedrapport, table: Tabell, indeks: int) -> Iterator[Serie]:
    head = table.rader[0]
    about = _caption_of(report, table, indeks)
    across = [(int(cell.strip()), i) for i, cell in enumerate(head) if YEAR.fullmatch(cell.strip())]
    rows = table.rader[1:]
    if len(across) >= 2:
        for row in rows:
            values = [(year, value_of(row[i])) for year, i in across if i < len(row)]
            yield from _row(row[0], values, about, table, alone=len(rows) == 1)
        return
    down = [(int(row[0].strip()), row) for row in rows if row and YEAR.fullmatch(row[0].strip())]
    if len(down) < 2 or len(down) != len(rows):
        return
    for column in range(1, len(head)):
        values = [(year, value_of(row[column])) for year, row in down if column < len(row)]
        yield from _row(head[column], values, about, table, alone=len(head) == 2)


def _row(
    label: str, values: Sequence[tuple[int, Tall | None]], about: str, table: Tabell, *, alone: bool
) -> Iterator[Serie]:
    points = sorted((year, one.verdi, one.vist) for year, one in values if one is not None)
    if len(points) < 2 or len(points) != len(values) or len({year for year, *_ in points}) != len(points):
        return
    said = f"{about} {label}" if alone and _HEADING_OF_COUNT.fullmatch(label) else label
    share = any(one.prosent for _, one in values if one is not None) or bool(
        re.search(r"prosent|andel|%", f"{label}", re.I)
    )
    yield Serie(
        om=subject(said),
        punkter=tuple(points),
        prosent=share,
        navn=is_named(f"x {said}") and not about,
        seksjon=table.seksjon,
    )


def _caption_of(report: Fremmedrapport, table: Tabell, indeks: int) -> str:
    """The text over or under a table, or the heading it stands under."""
    near = [one for one in captions(report) if one.familie == TABELL and abs(one.indeks - indeks) <= 1 and one.tekst]
    return near[0].tekst if near else table.overskrift
