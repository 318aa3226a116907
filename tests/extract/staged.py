"""Staged rows, which are text, as a test wants to look at them: by column, each value of the type the table has."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from bvaudit.extract.normalise.staging import STAGED
from bvaudit.model.tables import Type

_VALUE: dict[Type, Callable[[str], Any]] = {
    Type.TEKST: str,
    Type.DATO: date.fromisoformat,
    Type.TID: datetime.fromisoformat,
    Type.HELTALL: int,
    Type.BOOL: {"True": True, "False": False}.__getitem__,
}


def dicts(table: str, rows: Iterable[Sequence[str]]) -> list[dict[str, Any]]:
    """The rows of ``table``; an empty text is None."""
    return [
        {c.navn: _VALUE[c.type](text) if text else None for c, text in zip(STAGED[table], row, strict=True)}
        for row in rows
    ]
