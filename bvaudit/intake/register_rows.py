"""The rows of an avviksregister as they stand in the file now, so that what people have typed can be found again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

SHEET = "Avvik"
_LONG = "Lange tekster"
_ID, _SUM = "_id", "_sum"
_WORKED_OUT = "Forfalt"  # a formula: its answer depends on the day the file was last opened
_MOST_ROWS = 100_000

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterRow:
    """``verdier`` are the visible columns in order, without the one Excel works out. ``sum`` is what was written for
    the row when the file was made; empty for a row somebody has added."""

    id: str
    sum: str
    verdier: tuple[Value, ...]


def read_register_rows(file: Path) -> tuple[RegisterRow, ...] | None:
    """Every row of the sheet Avvik; None when the file is no register that can be read. The file is not changed."""
    from openpyxl import load_workbook  # slow to import, and most runs write where no register lies

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (OSError, BadZipFile, ValueError, KeyError, TypeError, AttributeError, EOFError, SyntaxError):
        return None
    try:
        long_texts = _long_texts(book[_LONG]) if _LONG in book.sheetnames else {}
        return tuple(_rows(book[SHEET], long_texts)) if SHEET in book.sheetnames else None
    except (OSError, BadZipFile, ValueError, KeyError, TypeError, AttributeError, EOFError, SyntaxError):
        return None
    finally:
        book.close()


def _rows(sheet: Any, long_texts: dict[str, str]) -> Iterator[RegisterRow]:
    rows = sheet.iter_rows(max_row=_MOST_ROWS)
    headings = [cell.value for cell in next(rows, ())]
    if _ID not in headings or _SUM not in headings:
        return
    at_id, at_sum = headings.index(_ID), headings.index(_SUM)
    shown = [n for n, heading in enumerate(headings) if heading not in (_ID, _SUM, _WORKED_OUT, None)]
    for row in rows:
        values = [_value(cell, long_texts) for cell in row] + [None] * (len(headings) - len(row))
        if any(value is not None for value in values):
            yield RegisterRow(
                id=str(values[at_id] or ""), sum=str(values[at_sum] or ""), verdier=tuple(values[n] for n in shown)
            )


def _value(cell: Any, long_texts: dict[str, str]) -> Value:
    value = cell.value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str) and long_texts:
        return long_texts.get(cell.coordinate, value)
    return value if isinstance(value, str | int | float | date | None) else str(value)


def _long_texts(sheet: Any) -> dict[str, str]:
    """Cell in Avvik → the whole text, which stands in pieces on a sheet of its own."""
    texts: dict[str, str] = {}
    for row in sheet.iter_rows(min_row=2, max_row=_MOST_ROWS, values_only=True):
        facts: Sequence[Any] = row[:4]
        if len(facts) == 4 and facts[0] == SHEET and isinstance(facts[3], str):
            texts[str(facts[1])] = texts.get(str(facts[1]), "") + facts[3]
    return texts
