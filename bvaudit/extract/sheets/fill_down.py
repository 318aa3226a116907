"""A value that stands once for several rows: in a merged cell, or in the topmost of them."""

from collections.abc import Collection, Iterator

from bvaudit.extract.sheets.cells import is_empty
from bvaudit.extract.sheets.files import Sheet
from bvaudit.extract.sheets.totals import is_no_case

Cell = tuple[int, int]  # row and column, from 0


def filled_from(sheet: Sheet, header: int, columns: Collection[int]) -> dict[Cell, int]:
    """For each cell of ``columns`` that has its value from a row above: that row.

    Where cells of the column are merged, only those are filled; an empty cell beside them is one that lacks its value.
    Where none are, each empty cell has the value above it, until a row with nothing in it, or a total.
    """
    found: dict[Cell, int] = {}
    for column in columns:
        merged = [
            (first_row, last_row)
            for first_row, first, last_row, last in sheet.facts.merged
            if first == last == column and first_row > header
        ]
        for first, last in merged:
            found |= {(row, column): first for row in range(first + 1, min(last + 1, len(sheet.rows)))}
        if not merged:
            found |= dict(_from_above(sheet, header, column))
    return found


def _from_above(sheet: Sheet, header: int, column: int) -> Iterator[tuple[Cell, int]]:
    above: int | None = None
    for row in range(header + 1, len(sheet.rows)):
        cells = sheet.rows[row]
        if column < len(cells) and not is_empty(cells[column]):
            above = None if row in sheet.facts.totals or is_no_case(cells, column) else row
        elif all(is_empty(cell) for cell in cells) or row in sheet.facts.totals:
            above = None
        elif above is not None:
            yield (row, column), above
