"""A workbook or a text file as cells with places: the first step of reading a series. The file is never changed."""

import csv
import io
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.workbook_cells import SheetCells, read_cells
from bvaudit.intake.workbook_xml import Place
from bvaudit.texts import text

_SEPARATORS = (";", "\t", ",", "|")
_TEXTS = (".csv", ".txt", ".tsv")
_MOST_BYTES = 20_000_000
_HEAD = 20
_WRAPPED = re.compile(r'="([^"]*)"')  # how some systems keep Excel from reading a code as a number


@dataclass(frozen=True, slots=True, kw_only=True)
class Cells:
    """``rader`` from the first row of the file, ragged to the right. ``linjer`` are the lines of a text file. The rest
    is as ``SheetCells`` says of a sheet."""

    fil: str
    ark: str = ""
    rader: tuple[tuple[object, ...], ...]
    linjer: tuple[int, ...] = ()
    former: Mapping[Place, str] = field(default_factory=dict)
    uten_svar: frozenset[Place] = field(default_factory=frozenset)
    dekket: Mapping[Place, Place] = field(default_factory=dict)
    skjulte: frozenset[int] = field(default_factory=frozenset)
    skjult: bool = False

    def value(self, row: int, column: int) -> object:
        cells = self.rader[row]
        return cells[column] if column < len(cells) else None

    def filled(self, row: int, column: int) -> object:
        """What is seen there: a cell that is merged into another shows what that one has."""
        own = self.value(row, column)
        return own if own is not None or (row, column) not in self.dekket else self.value(*self.dekket[row, column])

    def form(self, row: int, column: int) -> str:
        return self.former.get(self.dekket.get((row, column), (row, column)), "")

    def sted(self, row: int, column: int) -> Sted:
        if self.ark:
            return SheetCells(fil=self.fil, navn=self.ark, rader=()).sted(row, column)
        return Sted(fil=self.fil, linje=self.linjer[row] if row < len(self.linjer) else row + 1, kolonne=column + 1)


def said(key: str, sted: Sted, /, **values: object) -> Problem:
    tekst, hint = text(f"serier.les.{key}", **values), text(f"serier.les.{key}_hint")
    return Problem(sted=sted, kode=f"serie-{key.replace('_', '-')}", tekst=tekst, hint=hint)


def said_softly(key: str, sted: Sted, /, **values: object) -> Problem:
    return replace(said(key, sted, **values), grad=Grad.ADVARSEL)


def read_tables(path: Path, shown: str, headings: Collection[str]) -> tuple[list[Cells], list[Problem]]:
    """The sheets of a workbook, or the one table of a text file; none where the file cannot be read, and why.
    ``headings``: those wanted, which tell how a text file is parted."""
    if path.suffix.casefold() == ".xlsx":
        sheets, problems = read_cells(path, shown)
        return [_of_sheet(one) for one in (sheets or {}).values() if not one.navn.startswith("_")], problems
    if path.suffix.casefold() not in _TEXTS:
        return [], [said("filslag", Sted(fil=shown))]
    cells, problems = _text_file(path, shown, headings)
    return [cells] if cells is not None else [], problems


def _of_sheet(one: SheetCells) -> Cells:
    return Cells(
        fil=one.fil,
        ark=one.navn,
        rader=one.rader,
        former=one.former,
        uten_svar=one.uten_svar,
        dekket=one.dekket,
        skjulte=one.skjulte,
        skjult=one.skjult,
    )


def _text_file(path: Path, shown: str, headings: Collection[str]) -> tuple[Cells | None, list[Problem]]:
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


def _likely(written: str, headings: Collection[str]) -> str:
    """The sign that makes most of the wanted headings out of the first lines."""
    head = written.splitlines()[:_HEAD]
    wanted = set(map(heading_key, headings))

    def found(separator: str) -> tuple[int, int]:
        try:
            rows = list(csv.reader(head, delimiter=separator))
        except csv.Error:
            return 0, 0
        there = max((len(wanted & {heading_key(cell) for cell in row}) for row in rows), default=0)
        lengths = Counter(len(row) for row in rows if len(row) > 1)
        return there, max(lengths.values(), default=0)

    return max(_SEPARATORS, key=found)


def _rows(written: str, separator: str) -> tuple[tuple[tuple[object, ...], ...], tuple[int, ...]]:
    rows: list[tuple[object, ...]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator, strict=True)
    before = 0
    for row in reader:
        rows.append(tuple(_unwrapped(cell) if cell.strip() else None for cell in row))
        lines.append(before + 1)
        before = reader.line_num
    return tuple(rows), tuple(lines)


def _unwrapped(cell: str) -> str:
    found = _WRAPPED.fullmatch(cell.strip())
    return found[1] if found is not None else cell


def heading_key(written: object) -> str:
    """The same for headings that differ in case, spaces, and the signs a report puts beside them."""
    return "".join(letter for letter in str(written).casefold() if letter.isalnum() or letter == "%")
