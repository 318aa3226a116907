"""The cells of a workbook people have saved, sheet by sheet. The file is never changed."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.errors import CONTAINER_ERRORS
from bvaudit.intake.workbook_xml import Place, read_grids
from bvaudit.texts import text

_MOST_BYTES, _MOST_UNPACKED, _MOST_PARTS = 20_000_000, 100_000_000, 2_000
_PROLOGUE = 65_536
_DAMAGED: tuple[type[Exception], ...] = (*CONTAINER_ERRORS, SyntaxError, TypeError, AttributeError, AssertionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetCells:
    """``rader`` are the values from A1, ragged to the right. ``uten_svar`` are cells with a formula nobody has let
    Excel work out, ``dekket`` cells that are merged into another, and ``regnet`` those a formula has worked out.
    ``former``, ``skjulte`` and ``skjult`` are as those of ``Grid``."""

    fil: str
    navn: str
    rader: tuple[tuple[object, ...], ...]
    uten_svar: frozenset[Place] = field(default_factory=frozenset)
    dekket: Mapping[Place, Place] = field(default_factory=dict)
    regnet: frozenset[Place] = field(default_factory=frozenset)
    former: Mapping[Place, str] = field(default_factory=dict)
    skjulte: frozenset[int] = field(default_factory=frozenset)
    skjult: bool = False

    def value(self, row: int, column: int) -> object:
        """Both count from 0; None outside what is written."""
        cells = self.rader[row] if 0 <= row < len(self.rader) else ()
        return cells[column] if 0 <= column < len(cells) else None

    def sted(self, row: int, column: int) -> Sted:
        return Sted(fil=self.fil, ark=self.navn, celle=f"{letters_of(column)}{row + 1}")


def read_cells(path: Path, fil: str) -> tuple[Mapping[str, SheetCells] | None, list[Problem]]:
    """Every sheet by its name, or why the file cannot be read. Never raises for what is in it or for a missing one."""
    if path.is_dir():
        return None, [_whole(fil, "mappe")]
    if not path.is_file():
        return None, [_whole(fil, "mangler_fil")]
    try:
        if not _is_safe(path):
            return None, [_whole(fil, "ikke_xlsx")]
        sheets = _sheets(path, fil)
    except PermissionError:
        return None, [_whole(fil, "utilgjengelig")]
    except _DAMAGED:
        return None, [_whole(fil, "ikke_xlsx")]
    return sheets, [_whole(fil, "apen", Grad.ADVARSEL)] if _is_open(path) else []


def _whole(fil: str, key: str, grad: Grad = Grad.FEIL) -> Problem:
    said, hint = text(f"skjema.les.{key}"), text(f"skjema.les.{key}_hint")
    return Problem(sted=Sted(fil=fil), kode=f"skjema-{key.replace('_', '-')}", tekst=said, hint=hint, grad=grad)


def _is_open(path: Path) -> bool:
    return any(path.with_name(sign).exists() for sign in (f"~${path.name}", f".~lock.{path.name}#"))


def _is_safe(path: Path) -> bool:
    """Whether the packing is what a form can be: not too big when unpacked, and no document type in its XML."""
    if path.stat().st_size > _MOST_BYTES:
        return False
    with zipfile.ZipFile(path) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
            return False
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    if b"<!DOCTYPE" in stream.read(_PROLOGUE):
                        return False
    return True


def _sheets(path: Path, fil: str) -> dict[str, SheetCells]:
    return {
        navn: SheetCells(
            fil=fil,
            navn=navn,
            rader=grid.rader,
            uten_svar=grid.uten_svar,
            dekket=grid.dekket,
            regnet=grid.regnet,
            former=grid.former,
            skjulte=grid.skjulte,
            skjult=grid.skjult,
        )
        for navn, grid in read_grids(path).items()
    }


@cache
def letters_of(column: int) -> str:
    """A, B, … Z, AA: ``column`` counts from 0."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
