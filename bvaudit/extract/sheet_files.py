"""Sheets as rows of cells, from Excel, LibreOffice or text, with a place for every cell."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.errors import SurroundingsError
from bvaudit.extract.sheet_cells import heading_key
from bvaudit.extract.workbook_check import check_container, error_cells

HEADER_ROWS = 10  # the header is among the first ten
SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """``rows`` begin at the first cell. ``lines`` has each row's line in a text file, and is empty for workbooks."""

    fil: str
    ark: str
    rows: Sequence[Sequence[object]]
    lines: Sequence[int] = ()
    merged: Sequence[tuple[int, int, int, int]] = ()  # first row, first column, last row, last column; from 0
    errors: Sequence[str] = ()  # cells: D14

    def place(self, row: int, column: int) -> Sted:
        """The place of a cell, counted from 0."""
        if self.lines:
            return Sted(fil=self.fil, linje=self.lines[row], kolonne=column + 1)
        return Sted(fil=self.fil, ark=self.ark, celle=f"{_letters(column)}{row + 1}")

    @property
    def whole(self) -> Sted:
        return Sted(fil=self.fil, ark=self.ark or None)

    def row_name(self, row: int) -> str:
        return f"linje {self.lines[row]}" if self.lines else f"rad {row + 1}"


def read_sheet(path: Path, ark: str, headings: frozenset[str], problems: list[Problem]) -> Sheet | None:
    """One sheet of a file, or None and the reason in ``problems``. Raises SurroundingsError when the file is locked.

    ``headings`` (as ``heading_key`` gives them) tell the separator of a text file.
    """
    shown = str(path)
    if path.suffix.lower() not in SUFFIXES:
        hint = "lagre den som .xlsx eller .csv"
        problems.append(
            Problem(sted=Sted(fil=shown), kode="ukjent-filtype", tekst="filtypen kan ikke leses", hint=hint)
        )
        return None
    try:
        faults = check_container(path, shown)
        problems += faults
        if faults:
            return None
        if path.suffix.lower() == ".csv":
            return _text(path.read_bytes(), shown, headings, problems)
        return _workbook(path, shown, ark, problems)
    except PermissionError as error:
        raise SurroundingsError(f"kan ikke lese «{shown}»", hint="lukk filen i Excel og prøv igjen") from error
    except OSError as error:
        raise SurroundingsError(f"kan ikke lese «{shown}»", hint="sjekk at filen finnes og kan åpnes") from error


def _workbook(path: Path, shown: str, ark: str, problems: list[Problem]) -> Sheet | None:
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = [s.name for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
            name = _choose(names, ark, shown, problems)
            if name is None:
                return None
            sheet = book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    except PasswordError:
        tekst = "arbeidsboken er beskyttet med passord"
        problems.append(
            Problem(sted=Sted(fil=shown), kode="laast-arbeidsbok", tekst=tekst, hint="lagre den uten passord")
        )
        return None
    except (CalamineError, ValueError):
        tekst, hint = "filen er ikke et regneark som kan leses", "lagre den som .xlsx eller .csv på nytt"
        problems.append(Problem(sted=Sted(fil=shown), kode="ikke-regneark", tekst=tekst, hint=hint))
        return None
    if path.suffix.lower() in (".xls", ".ods"):
        # Empty is read as «not registered», so this may look like a deviation that is not there.
        tekst, hint = "celler med feil (#N/A) eller slått sammen kan se tomme ut i dette filformatet", "lagre som .xlsx"
        problems.append(Problem(sted=Sted(fil=shown), kode="feilceller", tekst=tekst, hint=hint, grad=Grad.ADVARSEL))
    return Sheet(fil=shown, ark=name, rows=rows, merged=merged, errors=error_cells(path, name))


def _choose(names: list[str], ark: str, shown: str, problems: list[Problem]) -> str | None:
    found = [name for name in names if heading_key(name) == heading_key(ark)] if ark else names
    if len(found) == 1:
        return found[0]
    tekst = f"fant ikke arket «{ark}»" if ark else "arbeidsboken har flere ark, og kartet sier ikke hvilket"
    hint = f"skriv ett av disse under «ark» i kartet: {', '.join(names)}" if names else ""
    problems.append(Problem(sted=Sted(fil=shown), kode="ukjent-ark", tekst=tekst, hint=hint))
    return None


def _text(content: bytes, shown: str, headings: frozenset[str], problems: list[Problem]) -> Sheet | None:
    text = _decoded(content, shown, problems)
    if text is None:
        return None
    rows: list[list[object]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text, headings), strict=True)
    try:
        line = 1
        for row in reader:
            rows.append(list(row))
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error:
        tekst, hint = "anførselstegnene stemmer ikke fra denne linjen", "lagre filen på nytt fra Excel som CSV UTF-8"
        problems.append(Problem(sted=Sted(fil=shown, linje=line), kode="csv-form", tekst=tekst, hint=hint))
        return None
    return Sheet(fil=shown, ark="", rows=rows, lines=lines)


def _decoded(content: bytes, shown: str, problems: list[Problem]) -> str | None:
    sted = Sted(fil=shown)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        tekst, hint = "tegnsettet kan ikke leses", "lagre filen som CSV UTF-8"
        problems.append(Problem(sted=sted, kode="tegnkoding", tekst=tekst, hint=hint))
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst, hint = "filen er ikke lagret som UTF-8; den er lest med Windows-tegnsett", "se etter feil i æ, ø og å"
        problems.append(Problem(sted=sted, kode="tegnkoding", tekst=tekst, hint=hint, grad=Grad.MERKNAD))
        return content.decode("cp1252", errors="replace")


def _separator(text: str, headings: frozenset[str]) -> str:
    """The separator that makes most of the wanted headings out of one of the first lines."""
    start = text.splitlines()[:HEADER_ROWS]

    def found(separator: str) -> int:
        try:
            rows = list(csv.reader(start, delimiter=separator))
        except csv.Error:
            return 0
        return max((len(headings & {heading_key(cell) for cell in row}) for row in rows), default=0)

    return max(_SEPARATORS, key=found)


def _letters(column: int) -> str:
    letters = ""
    while column >= 0:
        column, last = divmod(column, 26)
        letters = chr(65 + last) + letters
        column -= 1
    return letters
