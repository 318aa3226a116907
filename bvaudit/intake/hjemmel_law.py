"""Which act a name means: by its date where it is written, else by what was in force when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.rule import Lov
from bvaudit.model.tilsynsord import Tilsynsord

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
_DATED = re.compile(rf"(\d{{1,2}})\. ({'|'.join(MONTHS)}) (\d{{4}})(?: nr\. (\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class LawBook:
    """What a reader of citations knows: what acts are called, when they were in force, and the paragraphs of each that
    the content speaks of."""

    lover: Mapping[str, Lov]
    navn: Mapping[str, tuple[str, ...]]  # a name in small letters → the ids it may mean
    paragrafer: Mapping[str, frozenset[str]]

    def knows(self, lov: str, paragraf: str) -> bool:
        """Whether the act has the paragraph: the content speaks of it, or of a later one in the same chapter."""
        known = self.paragrafer.get(lov, frozenset())
        chapter, dash, number = paragraf.partition("-")
        if paragraf in known or not dash or not number.isdigit():
            return paragraf in known
        return any(_number_in(chapter, one) >= int(number) for one in known)

    def with_dashes(self, lov: str) -> bool:
        """Whether its paragraphs are numbered by chapter, 4-3, so that 4-3 is not a range."""
        return any("-" in paragraf for paragraf in self.paragrafer.get(lov, ()))


def _number_in(chapter: str, paragraf: str) -> int:
    found = re.match(rf"{re.escape(chapter)}-(\d+)", paragraf)
    return int(found[1]) if found else 0


def law_book(ord_: Tilsynsord, lover: Mapping[str, Lov], places: Mapping[str, frozenset[str]]) -> LawBook:
    """``places``: the paragraphs the content speaks of, by act."""
    names = {name: navn.lover for navn in ord_.lovnavn for name in navn.skrives}
    return LawBook(lover=lover, navn=names, paragrafer=places)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawName:
    """An act as written: ``lover`` are the ids it may mean, none = an act nobody knows."""

    skrevet: str
    lover: tuple[str, ...]


def by_year(book: LawBook, lover: Sequence[str], year: int) -> tuple[str, ...]:
    """Those made in that year: «bvl. (1992)»."""
    return tuple(lov for lov in lover if _made(book.lover[lov])[0] == year)


def by_date(book: LawBook, day: int, month: str, year: int) -> tuple[str, ...]:
    """Those made on that day: «forskrift 18. desember 2003»."""
    wanted = (year, MONTHS.index(month.lower()) + 1, day)
    return tuple(id_ for id_, lov in book.lover.items() if _made(lov) == wanted)


def in_force(lov: Lov, when: date | int) -> bool:
    """On the day, or on any day of the year."""
    first, last = (date(when, 1, 1), date(when, 12, 31)) if isinstance(when, int) else (when, when)
    begun = lov.gjelder_fra is None or lov.gjelder_fra <= last
    return begun and (lov.gjelder_til_og_med is None or lov.gjelder_til_og_med >= first)


def begun(lov: Lov, when: date | int) -> bool:
    """In force then, or earlier."""
    last = date(when, 12, 31) if isinstance(when, int) else when
    return lov.gjelder_fra is None or lov.gjelder_fra <= last


def _made(lov: Lov) -> tuple[int, int, int]:
    found = _DATED.search(lov.navn)
    if found:
        return int(found[3]), MONTHS.index(found[2]) + 1, int(found[1])
    return (0, 0, 0)


def told_apart(lov: Lov) -> str:
    """A short name that means this act alone: «bvl. 1992»."""
    first = lov.kort.split()[0]
    year = _made(lov)[0]
    return f"{first} {year}" if year else lov.kort
