"""Which sjekkpunkter test a finding of a supervision: the finding's citations read, and points proposed for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from bvaudit.diagnostics import Problem, Sted, has_errors
from bvaudit.errors import ContentError
from bvaudit.findings.proposals import Index, Proposal, index, proposals
from bvaudit.intake.hjemmel import read_hjemler
from bvaudit.intake.hjemmel_law import LawBook, law_book
from bvaudit.loading.content.place import shipped
from bvaudit.loading.content.plikter import read_plikter
from bvaudit.loading.content.tilsynsord import read_tilsynsord
from bvaudit.model.plikt import Plikt
from bvaudit.model.rule import Hjemmel, Lov, Rule
from bvaudit.model.tilsynsord import Tilsynsord
from bvaudit.texts import text

_NOWHERE = Sted(fil="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What proposals rest on, made once for many findings."""

    book: LawBook
    index: Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """What became of one finding. No ``punkter``: it must be read."""

    hjemler: tuple[Hjemmel, ...]
    punkter: tuple[Proposal, ...]
    problems: tuple[Problem, ...]


def grounds(regler: Mapping[str, Rule], lover: Mapping[str, Lov]) -> Grounds:
    """From the rules in use (own and shipped), and the words and duties that came with the program."""
    ord_, plikter = _words(tuple(lover.values()))
    known = _paragraphs(h for rule in regler.values() for v in rule.versjoner for h in v.hjemmel)
    first = law_book(ord_, lover, known)
    duties = _duties(ord_, plikter, first)
    book = law_book(ord_, lover, _paragraphs((*_all(known), *(h for places in duties.values() for h in places))))
    return Grounds(book=book, index=index(regler, lover, _duties(ord_, plikter, book), ord_))


def suggest(
    tekst: str, sitert: str, when: date | int | None, tema: str, grounds: Grounds, sted: Sted, *, over: str = ""
) -> Suggested:
    """``sitert`` is the cell with the legal basis as written; ``over`` the text of the finding this one stands in."""
    hjemler, problems = read_hjemler(sitert, grounds.book, when, sted)
    year = when.year if isinstance(when, date) else when
    points = proposals(tekst, hjemler, year, tema, grounds.index, over=over)
    return Suggested(hjemler=hjemler, punkter=points, problems=tuple(problems))


@lru_cache(maxsize=2)
def _words(lover: tuple[Lov, ...]) -> tuple[Tilsynsord, Mapping[str, Plikt]]:
    folder = shipped().regler[0]
    plikter, problems = read_plikter(folder)
    ord_, found = read_tilsynsord(folder, {lov.id: lov for lov in lover}, plikter)
    if ord_ is None or has_errors(problems):
        raise ContentError(text("tilsynsord.kan_ikke_brukes"), problems=[*problems, *found])
    return ord_, plikter


def _duties(ord_: Tilsynsord, plikter: Mapping[str, Plikt], book: LawBook) -> dict[str, tuple[Hjemmel, ...]]:
    """Where each duty stands today and stood before."""
    today = max(lov.gjelder_fra for lov in book.lover.values() if lov.gjelder_fra)
    places: dict[str, list[Hjemmel]] = defaultdict(list)
    for plikt in plikter.values():
        places[plikt.id] += read_hjemler(plikt.hjemmel, book, today, _NOWHERE)[0]
    for one in ord_.tidligere:
        places[one.plikt] += read_hjemler(one.hjemmel, book, None, _NOWHERE)[0]
    return {plikt: tuple(dict.fromkeys(found)) for plikt, found in places.items()}


def _paragraphs(hjemler: Iterable[Hjemmel]) -> dict[str, frozenset[str]]:
    known: dict[str, set[str]] = defaultdict(set)
    for hjemmel in hjemler:
        known[hjemmel.lov].add(hjemmel.paragraf)
    return {lov: frozenset(paragraphs) for lov, paragraphs in known.items()}


def _all(known: Mapping[str, frozenset[str]]) -> Iterable[Hjemmel]:
    return (Hjemmel(lov=lov, paragraf=p) for lov, paragraphs in known.items() for p in paragraphs)
