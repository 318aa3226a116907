"""A workbook or a text file as cells with places: the first step of reading a series. The file is never changed."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted
from bvaudit.errors import CONTAINER_ERRORS
from bvaudit.intake.workbook_cells import SheetCells, read_cells
from bvaudit.intake.workbook_xml import Place
from bvaudit.texts import text

_SEPARATORS = (";", "\t", ",", "|")
_MOST_BYTES = 20_000_000
_HEAD = 20
_DAMAGED: tuple[type[Exception], ...] = (*CONTAINER_ERRORS, SyntaxError, TypeError, AttributeError, AssertionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """``rader`` from the first row of the file, ragged to the right. ``linjer`` are the lines of a text file;
    ``prosent`` are the cells with the format of per cent, ``uten_svar`` those with a formula nobody has worked out."""

    fil: str
    ark: str = ""
    rader: tuple[tuple[object, ...], ...]
    linjer: tuple[int, ...] = ()
    prosent: frozenset[Place] = field(default_factory=frozenset)
    uten_svar: frozenset[Place] = field(default_factory=frozenset)

    def value(self, row: int, column: int) -> object:
        cells = self.rader[row]
        return cells[column] if column < len(cells) else None

    def sted(self, row: int, column: int) -> Sted:
        if self.ark:
            return SheetCells(fil=self.fil, navn=self.ark, rader=()).sted(row, column)
        return Sted(fil=self.fil, linje=self.linjer[row] if row < len(self.linjer) else row + 1, kolonne=column + 1)


def said(key: str, sted: Sted, /, **values: object) -> Problem:
    tekst, hint = text(f"serier.les.{key}", **values), text(f"serier.les.{key}_hint")
    return Problem(sted=sted, kode=f"serie-{key.replace('_', '-')}", tekst=tekst, hint=hint)


def read_table(path: Path, shown: str, ark: str, headings: Sequence[str]) -> tuple[Cells | None, list[Problem]]:
    """The cells, or why the file cannot be read. ``headings``: those wanted, which tell how a text file is
    parted."""
    if path.suffix.casefold() == ".xlsx":
        return _workbook(path, shown, ark)
    return _text_file(path, shown, headings)


def _workbook(path: Path, shown: str, ark: str) -> tuple[Cells | None, list[Problem]]:
    sheets, problems = read_cells(path, shown)
    if sheets is None:
        return None, problems
    names = [navn for navn in sheets if not navn.startswith("_")]
    navn = ark or (names[0] if names else "")
    if navn not in sheets:
        shown_names = ", ".join(names)
        return None, [*problems, said("mangler_ark", Sted(fil=shown), ark=ark, arkene=shown_names)]
    found = sheets[navn]
    return Cells(
        fil=shown, ark=navn, rader=found.rader, prosent=_per_cent(path, navn), uten_svar=found.uten_svar
    ), problems


def _per_cent(path: Path, ark: str) -> frozenset[Place]:
    """The numbers shown in per cent: 0,1969 is 19,69 % there."""
    from openpyxl import load_workbook  # slow to import, and a text file has no formats

    try:
        book = load_workbook(path, read_only=True)
    except _DAMAGED:
        return frozenset()
    try:
        return frozenset(
            (cell.row - 1, cell.column - 1)
            for row in book[ark].iter_rows()
            for cell in row
            if isinstance(cell.value, int | float | str) and "%" in str(cell.number_format)
        )
    except _DAMAGED:
        return frozenset()
    finally:
        book.close()


def _text_file(path: Path, shown: str, headings: Sequence[str]) -> tuple[Cells | None, list[Problem]]:
    sted = Sted(fil=shown)
    if not path.is_file():
        return None, [said("finnes_ikke", sted)]
    try:
        content = path.read_bytes()
    except OSError:
        return None, [said("utilgjengelig", sted)]
    written = _decoded(content) if len(content) <= _MOST_BYTES else None
    if written is None:
        return None, [said("tegnsett", sted)]
    stated, rest, skipped = _stated(written)
    separator = stated or _likely(rest, headings)
    try:
        rows, lines = _rows(rest, separator)
    except csv.Error:
        return None, [said("ikke_csv", sted)]
    return Cells(fil=shown, rader=rows, linjer=tuple(line + skipped for line in lines)), []


def _decoded(content: bytes) -> str | None:
    """UTF-8, or else what Excel saves on Windows in Norway; None for what is neither."""
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    sets = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1252")
    for name in sets:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return None


def _stated(written: str) -> tuple[str, str, int]:
    first, _, rest = written.partition("\n")
    first = first.strip()
    if first.casefold().startswith("sep=") and len(first) == 5:
        return first[-1], rest, 1
    return "", written, 0


def _likely(written: str, headings: Sequence[str]) -> str:
    """The sign that makes most of the wanted headings out of the first lines."""
    head = written.splitlines()[:_HEAD]
    wanted = set(map(heading_key, headings))

    def found(separator: str) -> int:
        try:
            rows = list(csv.reader(head, delimiter=separator))
        except csv.Error:
            return 0
        return max((len(wanted & {heading_key(cell) for cell in row}) for row in rows), default=0)

    return max(_SEPARATORS, key=found)


def _rows(written: str, separator: str) -> tuple[tuple[tuple[object, ...], ...], tuple[int, ...]]:
    rows: list[tuple[object, ...]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator, strict=True)
    before = 0
    for row in reader:
        rows.append(tuple(cell if cell.strip() else None for cell in row))
        lines.append(before + 1)
        before = reader.line_num
    return tuple(rows), tuple(lines)


def heading_key(written: object) -> str:
    """The same for headings that differ in case, spaces, and the signs a report puts beside them."""
    return "".join(letter for letter in str(written).casefold() if letter.isalnum() or letter == "%")


def find_headings(cells: Cells, wanted: Sequence[str]) -> tuple[int, Mapping[int, str]] | None:
    """The first row under the headings, and each column's heading. The headings stand in one row, or in two under each
    other: then the lower one counts where there is one, else the upper. None when no row has all of them."""
    keys = set(map(heading_key, wanted))
    for height in (1, 2):
        for first in range(min(_HEAD, len(cells.rader)) - height + 1):
            found = _joined(cells, first, height, keys)
            if keys <= set(map(heading_key, found.values())):
                return first + height, found
    return None


def _joined(cells: Cells, first: int, height: int, wanted: set[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for row in range(first, first + height):
        for column, cell in enumerate(cells.rader[row]):
            said_above = heading_key(found.get(column, "")) in wanted
            if cell is not None and not (said_above and heading_key(cell) not in wanted):
                found[column] = _plain_heading(cell)
    return dict(sorted(found.items()))


def _plain_heading(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def most_alike(cells: Cells, wanted: Sequence[str]) -> tuple[int, list[str]]:
    """The row with most of the headings, and those it lacks."""
    keys = {heading_key(one): one for one in wanted}
    rows = range(min(_HEAD, len(cells.rader)))
    there = [{heading_key(cell) for cell in cells.rader[row] if cell is not None} for row in rows]
    best = max(rows, key=lambda row: len(there[row] & keys.keys()), default=0)
    return best, [name for key, name in keys.items() if not there or key not in there[best]]
