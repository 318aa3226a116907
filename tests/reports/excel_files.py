"""Reading an avviksregister back in the tests."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

Write = Callable[..., Path]
EMPTY = {"svar": (), "tilsyn": (), "datakvalitet": (), "ikke_undersokt": (), "advarsler": ()}


def column_numbers(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def every_cell(bok: Any) -> list[Any]:
    return [cell for sheet in bok for row in sheet.iter_rows() for cell in row if cell.value is not None]
