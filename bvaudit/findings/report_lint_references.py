"""References that point at nothing, two figures with one number, and a figure that is about something else."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from bvaudit.findings.report_lint_figures import TABELL, Figurtekst, Henvisning, captions, family, references
from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import stem, stems
from bvaudit.model.fremmedrapport import Avsnitt, Fremmedrapport, Slag, Tabell
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

# «Graf 3.9.2 viser utviklingen …»: a whole paragraph that says what one figure is.
_DESCRIBES = re.compile(
    r"(?P<slag>graf|figur|diagram|tabell)\s*(?P<nr>\d{1,3}(?:\.\d{1,3})*)\.? (?:viser|gir) (?!at\b|og\b|også|"
    r"videre|imidlertid|samtidig)(?P<hva>.*)",
    re.I | re.S,
)
# A heading over the figure, which has its own text under it, and what the picture says to those who cannot see it.
_ALSO_NAME = (Slag.OVERSKRIFT, Slag.ALTERNATIV, Slag.TOPP, Slag.FOTNOTE)
_LOST = re.compile(
    r"\b(?:Feil|Error)! ?(?:F[ai]n\w+ ikkj?e|Bokmerke|Ugyldig|Ingen|Reference|Bookmark|Not a valid|Hyperlink)", re.I
)
_NEAR = 3  # paragraphs
_ALIKE = 0.6
_LONG = 5  # letters in a word that can tell one figure from another


def wrong_references(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    named = captions(report)
    cited = list(references(report, dict(sentences_of)))
    yield from _dead(report, named, cited)
    yield from _lost(report, sentences_of)
    yield from _twice(named)
    yield from _described_twice(report)
    yield from _other_subject(report, named, cited)


def _dead(report: Fremmedrapport, named: Sequence[Figurtekst], cited: Sequence[Henvisning]) -> Iterator[Lesemerke]:
    there = {(one.familie, one.nr) for one in named}
    numbers = {one.nr for one in named}
    without = {nr for familie, nr in there if not familie}
    there |= _shown_by_its_picture(report)
    tables = sum(1 for _ in report.tabeller)
    pictures = sum(part.bilder for part in report.avsnitt)
    told: set[tuple[str, str, int]] = set()
    for one in cited:
        key = (one.familie, one.nr, one.indeks)
        if one.utenfor or key in told or (one.familie, one.nr) in there or one.nr in without:
            continue
        if _unnamed(one, named, tables if one.familie == TABELL else pictures):
            continue
        told.add(key)
        key_ = "annet_slag" if one.nr in numbers else "finnes_ikke"
        yield mark(one.del_, Lesetegn.HENVISNING, text(f"rapportsjekk.henvisning.{key_}", hva=one.vist), one.setning)


def _lost(report: Fremmedrapport, sentences_of: Mapping[int, list[str]]) -> Iterator[Lesemerke]:
    """What Word writes where the thing a reference pointed at is gone."""
    for indeks, part in enumerate(report.deler):
        said = " ".join(sentences_of.get(indeks, ()))
        if _LOST.search(said):
            yield mark(part, Lesetegn.HENVISNING, text("rapportsjekk.henvisning.borte"), said)


def _shown_by_its_picture(report: Fremmedrapport) -> set[tuple[str, str]]:
    """«Graf 8.2.1 viser …» right before or after a picture or a table is what names it."""
    found: set[tuple[str, str]] = set()
    for place, part in enumerate(report.deler):
        said = _DESCRIBES.match(part.tekst) if isinstance(part, Avsnitt) else None
        if said is None:
            continue
        near = report.deler[max(0, place - 2) : place + 3]
        if any(isinstance(one, Tabell) or one.bilder for one in near):
            found.add((family(said["slag"]), said["nr"]))
    return found


def _unnamed(one: Henvisning, named: Sequence[Figurtekst], there: int) -> bool:
    """Whether it can be one that has no text of its own: the second table of a report that names none of them."""
    if any(each.familie == one.familie for each in named) or not one.nr.isdigit():
        return False
    return int(one.nr) <= there


def _twice(named: Sequence[Figurtekst]) -> Iterator[Lesemerke]:
    first: dict[tuple[str, str], Figurtekst] = {}
    for one in named:
        if isinstance(one.del_, Avsnitt) and one.del_.slag in _ALSO_NAME:
            continue
        before = first.setdefault((one.familie, one.nr), one)
        if before is one or not one.familie or _same_caption(before, one):
            continue
        hva = f"{one.familie} {one.nr}"
        yield mark(one.del_, Lesetegn.DOBBEL, text("rapportsjekk.dobbel.to_med_samme", hva=hva), f"{hva} {one.tekst}")


def _same_caption(before: Figurtekst, one: Figurtekst) -> bool:
    """A text that is set both over the table and in it, or repeated over the rest of it on the next page."""
    if one.tekst.casefold() == before.tekst.casefold() and one.tekst:
        return True
    return abs(one.indeks - before.indeks) == 1 and isinstance(one.del_, Tabell) and not one.tekst


def _described_twice(report: Fremmedrapport) -> Iterator[Lesemerke]:
    """Two paragraphs near each other that each say what the same figure shows, in nearly the same words."""
    seen: list[tuple[str, str, Avsnitt]] = []
    for part in report.avsnitt:
        found = _DESCRIBES.match(part.tekst)
        if found is None:
            continue
        key, hva = f"{found['slag'].casefold()} {found['nr']}", found["hva"]
        near = [said for other, said, before in seen if other == key and part.nr - before.nr <= _NEAR and said != hva]
        if any(SequenceMatcher(None, said[:200], hva[:200]).ratio() >= _ALIKE for said in near):
            yield mark(part, Lesetegn.DOBBEL, text("rapportsjekk.dobbel.beskrevet_to_ganger", hva=key), part.tekst)
        seen.append((key, hva, part))


def _other_subject(
    report: Fremmedrapport, named: Sequence[Figurtekst], cited: Sequence[Henvisning]
) -> Iterator[Lesemerke]:
    """The figure that is cited shares no word with the sentence, and exactly one other does, by words only it has."""
    of_family: dict[str, list[Figurtekst]] = defaultdict(list)
    for each in named:
        if each.tekst:
            of_family[each.familie].append(each)
    in_part = Counter(one.indeks for one in cited)
    for one in cited:
        among = of_family[one.familie]
        mine = [each for each in among if each.nr == one.nr]
        if one.utenfor or len(mine) != 1 or len(among) < 2 or in_part[one.indeks] > 1:
            continue
        better = _better(report, one, mine[0], among)
        if better is not None:
            told = text("rapportsjekk.feil_figur", hva=one.vist, annen=f"{better.familie} {better.nr}")
            yield mark(one.del_, Lesetegn.FEIL_FIGUR, told, one.setning)


def _better(
    report: Fremmedrapport, one: Henvisning, mine: Figurtekst, among: Sequence[Figurtekst]
) -> Figurtekst | None:
    said = _long(one.setning)
    if not said or _share(said, f"{mine.tekst} {_around(report, mine)}"):
        return None
    hits = [each for each in among if each is not mine and _share(said, each.tekst)]
    if len(hits) != 1:
        return None
    topic, others = _topic(hits[0].tekst), " ".join(each.tekst for each in among if each is not hits[0])
    own = any(word in topic or topic in word for word in said) if topic else False
    around = f"{one.del_.overskrift} {getattr(one.del_, 'tekst', '')}".replace(one.setning, " ")
    if not own or topic in others.casefold() or _share(_long(mine.tekst), around):
        return None
    return hits[0]


def _topic(tekst: str) -> str:
    """The first long word of a text, without its ending: what the figure is of."""
    found = re.search(rf"[^\W\d_]{{{_LONG + 1},}}", tekst)
    return stem(found[0]) if found else ""


def _long(tekst: str) -> frozenset[str]:
    words = {word for word in stems(tekst) if len(word) >= _LONG}
    return frozenset(words - {stem(word) for word in ("tabell", "grafen", "figur", "utvikling", "oversikt")})


def _share(said: frozenset[str], tekst: str) -> bool:
    """Also as part of a longer word: «melding» in «bekymringsmeldinger»."""
    plain = tekst.casefold()
    theirs = _long(tekst)
    whole = " ".join(said)
    return any(word in plain for word in said) or any(word in whole for word in theirs)


def _around(report: Fremmedrapport, one: Figurtekst) -> str:
    """The table itself, and the heading it stands under."""
    near = report.deler[max(one.indeks - 1, 0) : one.indeks + 2]
    cells = " ".join(cell for part in near if isinstance(part, Tabell) for row in part.rader for cell in row)
    return f"{one.del_.overskrift} {cells}"
