"""The rows of an avviksregister as they stand in the file now, so that what people have typed can be found again.

The file says itself, on its hidden sheet ``_meta``, what its sheets and columns were called when it was written, so
nothing is looked for by a word in any language, and a sheet or a column may have been moved or given another name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

_META = "_meta"
_ID, _SUM = "_id", "_sum"
_MOST_ROWS = 100_000
_UNREADABLE = (OSError, BadZipFile, ValueError, KeyError, TypeError, AttributeError, EOFError, SyntaxError)

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """``ark`` is the id of the sheet, and ``verdier`` its columns as they were laid out, without those Excel works out;
    None where a column is gone. ``sum`` is what was written for the row when the file was made; empty for a row
    somebody has added."""

    ark: str
    id: str
    sum: str
    verdier: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    letter: str
    heading: str


def read_register_rows(file: Path) -> tuple[RegisterRow, ...] | None:
    """Every row that people can fill in, and the blanks of the first sheet; None when the file is no register that can
    be read. The file is not changed."""
    from openpyxl import load_workbook  # slow to import, and most runs write where no register lies

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except _UNREADABLE:
        return None
    try:
        return tuple(_rows(book, _facts(book)))
    except _UNREADABLE:
        return None
    finally:
        book.close()


def _facts(book: Any) -> dict[str, str]:
    rows = book[_META].iter_rows(max_col=2, values_only=True)
    return {str(row[0]): str(row[1]) for row in rows if len(row) == 2 and row[0] and row[1] is not None}


def _rows(book: Any, facts: Mapping[str, str]) -> Iterator[RegisterRow]:
    """KeyError when a sheet that is filled in cannot be found, and ValueError when the file names none."""
    layouts: dict[str, list[_Column]] = {}
    for key, value in facts.items():
        word, _, rest = key.partition(" ")
        if word == "kolonne":
            letter, _, heading = value.partition(" ")
            layouts.setdefault(rest.partition(" ")[0], []).append(_Column(letter=letter, heading=heading))
    if not layouts:
        raise ValueError(_META)
    for ark, columns in layouts.items():
        sheet = _sheet(book, facts[f"ark {ark}"], columns)
        yield from _table(ark, sheet, columns, _long_texts(book, facts, facts[f"ark {ark}"]))
    yield from _blanks(book, facts)


def _sheet(book: Any, name: str, columns: Sequence[_Column]) -> Any:
    """By its name; else the one with most of its headings."""
    if name in book.sheetnames:
        return book[name]
    wanted = {column.heading for column in columns}

    def known(sheet: Any) -> int:
        return len(wanted & set(_headings(sheet)))

    found = max(book.worksheets, key=known)
    if known(found) <= len(wanted) // 2:
        raise KeyError(name)
    return found


def _headings(sheet: Any) -> list[Any]:
    return [cell.value for cell in next(sheet.iter_rows(max_row=1), ())]


def _table(ark: str, sheet: Any, columns: Sequence[_Column], long_texts: Mapping[str, str]) -> Iterator[RegisterRow]:
    headings = _headings(sheet)
    if _ID not in headings or _SUM not in headings:
        return  # there was nothing to fill in when it was written
    at_id, at_sum = headings.index(_ID), headings.index(_SUM)
    places = [_place(column, headings, {each.heading for each in columns}) for column in columns]
    for row in sheet.iter_rows(min_row=2, max_row=_MOST_ROWS):
        values = [_value(cell, long_texts) for cell in row] + [None] * (len(headings) - len(row))
        if any(value is not None for value in values):
            yield RegisterRow(
                ark=ark,
                id=str(values[at_id] or ""),
                sum=str(values[at_sum] or ""),
                verdier=tuple(None if place is None else values[place] for place in places),
            )


def _place(column: _Column, headings: Sequence[Any], known: set[str]) -> int | None:
    """Where the heading is now; where it was, when somebody has given it another name."""
    from openpyxl.utils import column_index_from_string

    if column.heading in headings:
        return headings.index(column.heading)
    was = column_index_from_string(column.letter) - 1
    return was if was < len(headings) and headings[was] not in known else None


def _blanks(book: Any, facts: Mapping[str, str]) -> Iterator[RegisterRow]:
    first = facts.get("ark oversikt", "")
    for key, value in facts.items():
        word, _, id = key.partition(" ")
        if word == "felt" and first in book.sheetnames:
            cell, _, total = value.partition(" ")
            yield RegisterRow(ark="oversikt", id=id, sum=total, verdier=(_value(book[first][cell], {}),))


def _value(cell: Any, long_texts: Mapping[str, str]) -> Value:
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str) and long_texts:
        return long_texts.get(cell.coordinate, value)
    return value if isinstance(value, str | int | float | date | None) else str(value)


def _long_texts(book: Any, facts: Mapping[str, str], ark: str) -> dict[str, str]:
    """Cell of the sheet → the whole text, which stands in pieces on a sheet of its own."""
    name = facts.get("ark lange", "")
    if name not in book.sheetnames:
        return {}
    texts: dict[str, str] = {}
    for row in book[name].iter_rows(min_row=2, max_row=_MOST_ROWS, values_only=True):
        facts_of: Sequence[Any] = row[:4]
        if len(facts_of) == 4 and facts_of[0] == ark and isinstance(facts_of[3], str):
            texts[str(facts_of[1])] = texts.get(str(facts_of[1]), "") + facts_of[3]
    return texts
