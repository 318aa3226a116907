"""A file of numbers nobody has described: where its table is, and what stands under each heading."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.intake.series_headings import Headings, headings_at, last_rows
from bvaudit.intake.series_table import Cells
from bvaudit.model.serieperiode import aret_av, parse_periode
from bvaudit.model.serierad import is_whole
from bvaudit.model.serietall import Lest, parse_tall, uten_tall

_HEAD, _MOST_HIGH = 40, 3
_DASHES = frozenset({"-", "–", "—", "x", "null", "(tom)", "(tomt)", "na", "nan"})
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``celler`` are those under the heading that are not empty, and ``rader`` where they stand."""

    nummer: int
    navn: str
    over: str
    celler: tuple[object, ...]
    rader: tuple[int, ...]

    @property
    def tekster(self) -> list[str]:
        return [" ".join(str(one).split()) for one in self.celler if isinstance(one, str)]

    @property
    def er_tall(self) -> bool:
        known = [one for one in self.celler if not is_no_number(one)]
        return bool(known) and sum(is_number(one) for one in known) * 5 >= len(known) * 4

    @property
    def ulike(self) -> set[str]:
        return {" ".join(str(one).split()).casefold() for one in self.celler}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    cells: Cells
    overskrifter: Headings
    kolonner: tuple[Column, ...]
    over: tuple[str, ...]  # what stands above the headings


def layout_of(cells: Cells) -> Layout | None:
    """None when there is no table: no row with a number and something that says what it is of."""
    first = _first_row(cells)
    if first is None:
        return None
    height = _height(cells, first)
    if not height:
        return None
    headings = headings_at(cells, first - height, height, last_rows(cells))
    columns = tuple(_columns(cells, headings, first))
    above = [str(cell) for row in cells.rader[: first - height] for cell in row if isinstance(cell, str)]
    return Layout(cells=cells, overskrifter=headings, kolonner=columns, over=tuple(above))


def _first_row(cells: Cells) -> int | None:
    for row in range(1, min(_HEAD, len(cells.rader))):
        there = [cell for cell in cells.rader[row] if cell is not None]
        if len(there) > 1 and any(map(is_number, there)):
            return row
        if len(there) == 1 and is_number(there[0]) and _filled(cells, row - 1) == 1:
            return row
    return _first_of_texts(cells)


def _first_of_texts(cells: Cells) -> int | None:
    """The row below the headings where every row is one thing to be counted."""
    most = max((_filled(cells, row) for row in range(min(_HEAD, len(cells.rader)))), default=0)
    heads = (row for row in range(min(_HEAD, len(cells.rader) - 1)) if most > 1 and _filled(cells, row) == most)
    found = next(heads, None)
    return found + 1 if found is not None else None


def _height(cells: Cells, first: int) -> int:
    """How many rows above the numbers are headings: those that follow each other, and not a title of the table."""
    height = 0
    while height < min(_MOST_HIGH, first):
        row = first - height - 1
        places = [n for n, cell in enumerate(cells.rader[row]) if cell is not None]
        if not places or (height and len(places) == 1 and places[0] == 0):
            break
        height += 1
    return height


def _filled(cells: Cells, row: int) -> int:
    return sum(cell is not None for cell in cells.rader[row])


def _columns(cells: Cells, headings: Headings, first: int) -> Iterator[Column]:
    texts: list[str] = [shown.casefold() for shown in headings.tekst.values()]
    for number, shown in headings.tekst.items():
        rows = [row for row in range(first, len(cells.rader)) if cells.value(row, number) is not None]
        own = texts.count(shown.casefold()) == 1
        yield Column(
            nummer=number,
            navn=shown if own else headings.hele[number],
            over=headings.hele[number],
            celler=tuple(cells.value(row, number) for row in rows),
            rader=tuple(rows),
        )


def is_number(cell: object) -> bool:
    """A year alone is when, and not how many."""
    if isinstance(cell, bool | date):
        return False
    if isinstance(cell, int | float):
        return not (float(cell).is_integer() and int(cell) in _YEARS)
    if not isinstance(cell, str) or _is_year(cell):
        return False
    bare = cell.strip().rstrip("%").strip()
    return isinstance(parse_tall(bare, andel=False), Lest)


def is_no_number(cell: object) -> bool:
    """What stands where a number is not: «..», «<5», «-»."""
    return isinstance(cell, str) and (uten_tall(cell) is not None or cell.strip().casefold() in _DASHES)


def dashes_in(columns: Sequence[Column]) -> list[str]:
    """What somebody must have said means that there is no number."""
    texts = (one for column in columns for one in column.tekster)
    return list(dict.fromkeys(one for one in texts if one.casefold() in _DASHES and uten_tall(one) is None))


def _is_year(written: str) -> bool:
    periode = parse_periode(written)
    return periode is not None and aret_av(periode) is None and written.strip()[:4].isdigit()


def is_total(cell: object) -> bool:
    return isinstance(cell, str) and is_whole(cell)
