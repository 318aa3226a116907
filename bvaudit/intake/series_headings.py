"""The headings of a table of numbers: in one row, or in two or three under each other with the upper ones over several
columns. Where they stand, which column each is, and which sheets have them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from functools import lru_cache

from bvaudit.diagnostics import Problem, Sted
from bvaudit.intake.series_table import Cells, heading_key, said
from bvaudit.intake.workbook_cells import letters_of
from bvaudit.intake.workbook_formats import length_of
from bvaudit.model.serieperiode import Periode, parse_periode, vist
from bvaudit.model.serieslag import Lengde
from bvaudit.texts import text

_HEAD = 30
_HEIGHTS = (1, 2, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """``forste`` is the first row under them. ``tekst`` is what stands over each column, ``hele`` with what stands over
    several, and ``nokler`` its keys, the one that says most first. A column without a heading is called by its letter:
    «Kolonne A»."""

    forste: int
    tekst: Mapping[int, str]
    hele: Mapping[int, str]
    nokler: Mapping[int, Sequence[str]]

    def columns_of(self, wanted: str, others: Collection[str]) -> list[int]:
        """The columns a heading is written over; ``others`` are those wanted too, that a column may rather be."""
        mine, rest = set(keys_of(wanted)), {key for one in others if one != wanted for key in keys_of(one)}
        found = []
        for column, keys in self.nokler.items():
            first = next((key for key in keys if key in mine or key in rest), "")
            if first in mine:
                found.append(column)
        own = [column for column in found if self.nokler[column][0] in mine]
        return own or found


@lru_cache(maxsize=4096)
def keys_of(written: str) -> tuple[str, ...]:
    """As it is written, and where it is a period, that one however it is written."""
    periode = parse_periode(written)
    return (heading_key(written), *((f"periode {vist(periode)}",) if periode is not None else ()))


def find_headings(cells: Cells, wanted: Sequence[str]) -> Headings | None:
    """None when no rows have all of them."""
    last = last_rows(cells)
    for height in _HEIGHTS:
        for first in range(min(_HEAD, len(cells.rader)) - height + 1):
            found = headings_at(cells, first, height, last)
            there = {key for keys in found.nokler.values() for key in keys}
            if all(there & set(keys_of(one)) for one in wanted):
                return found
    return None


def last_rows(cells: Cells) -> dict[int, int]:
    """Each column that has anything, and the last row that has."""
    return {n: row for row, there in enumerate(cells.rader) for n, cell in enumerate(there) if cell is not None}


def headings_at(cells: Cells, first: int, height: int, last: Mapping[int, int]) -> Headings:
    """What the rows say if they are the headings. A cell of an upper row is over the columns to its right too, as far
    as those have something below and nothing of their own."""
    rows = range(first, first + height)
    texts: dict[int, str] = {}
    wholes: dict[int, str] = {}
    keys: dict[int, list[str]] = {}
    for column in sorted(last):
        own = [shown for row in rows if (shown := _heading(cells, row, column))]
        if not own and last[column] >= first + height:
            own = [text("serier.les.kolonne", bokstav=letters_of(column))]
        if not own:
            continue
        below = _heading(cells, first + height - 1, column)
        over = list(_over(cells, first, first + height - 1, column)) if below else []
        stack = list(dict.fromkeys((*over, *own)))
        said_here = [" ".join(stack[number:]) for number in range(len(stack))]
        texts[column], wholes[column] = own[-1], said_here[0]
        keys[column] = [key for one in dict.fromkeys((*said_here, *reversed(own))) for key in keys_of(one)]
    return Headings(forste=first + height, tekst=texts, hele=wholes, nokler=keys)


def _over(cells: Cells, first: int, last: int, column: int) -> Iterator[str]:
    """What stands over the column in each row above its own heading."""
    for row in range(first, last):
        for left in range(column, -1, -1):
            if shown := _heading(cells, row, left):
                yield shown
                break
            if not _heading(cells, last, left):
                break


def _heading(cells: Cells, row: int, column: int) -> str:
    cell = cells.value(row, column)
    if isinstance(cell, datetime | date):
        return vist(of_day(cell, length_of(cells.form(row, column))))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if cell is not None else ""


def of_day(day: date, lengde: Lengde) -> Periode:
    """The day, or the month or the year it stands for. A day in a heading or a column of months is its month."""
    plain = date(day.year, day.month, day.day)
    written = {Lengde.MANED: f"{plain:%Y-%m}", Lengde.AR: f"{plain:%Y}"}.get(lengde, plain.isoformat())
    found = parse_periode(written)
    return found if found is not None else Periode(plain, plain)


def is_repeated(cells: Cells, row: int, headings: Headings) -> bool:
    """Whether the headings stand there once more, as at the top of a page."""
    there = {column: heading_key(shown) for column in headings.tekst if (shown := _heading(cells, row, column))}
    return len(there) > 1 and all(key == heading_key(headings.tekst[column]) for column, key in there.items())


def most_alike(cells: Cells, wanted: Sequence[str]) -> tuple[int, list[str]]:
    """The row with most of the headings, and those it lacks."""
    last = last_rows(cells)
    rows = [headings_at(cells, row, 1, last) for row in range(min(_HEAD, len(cells.rader)))]
    there = [{key for keys in one.nokler.values() for key in keys} for one in rows]

    def lacking(row: int) -> list[str]:
        return [one for one in wanted if not there or not there[row] & set(keys_of(one))]

    best = min(range(len(rows)), key=lambda row: len(lacking(row)), default=0)
    return best, lacking(best)


def chosen_sheets(tables: Sequence[Cells], ark: str, wanted: Sequence[str]) -> tuple[list[Cells], list[Problem]]:
    """The sheet that is named, or those that a name with a star fits and that have the headings; without a name the
    first one people see that has them."""
    seen = [one for one in tables if not one.skjult] or list(tables)
    named = [one for one in tables if one.ark.casefold() == ark.casefold()] if ark and tables[0].ark else []
    if "*" in ark and not named:
        named = [one for one in seen if fnmatchcase(one.ark.casefold(), ark.casefold())]
    elif not named and (not ark or not tables[0].ark):
        return [next((one for one in seen if find_headings(one, wanted)), seen[0])], []
    if not named:
        arkene = ", ".join(one.ark for one in seen)
        return [], [said("mangler_ark", Sted(fil=tables[0].fil), ark=ark, arkene=arkene)]
    return [one for one in named if find_headings(one, wanted)] or named[:1], []
