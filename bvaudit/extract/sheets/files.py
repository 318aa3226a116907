"""Sheets as rows of cells, from Excel, LibreOffice or text, with a place for every cell."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from bvaudit import texts
from bvaudit.diagnostics import Problem, Sted
from bvaudit.errors import SurroundingsError
from bvaudit.extract.file_kinds import SHEETS
from bvaudit.extract.sheets.csv_text import decoded, likely_separator, stated_separator
from bvaudit.extract.sheets.workbook import read_workbook, visible_sheets
from bvaudit.extract.sheets.workbook_check import check_container
from bvaudit.extract.sheets.workbook_scan import Facts, letters

T = TypeVar("T")
HEADER_ROWS = 10  # the header is among the first ten
_FARTHEST = 1_000  # lines that may tell the separator


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """``rows`` begin at the first cell. ``lines`` has each row's line in a text file, and is empty for workbooks."""

    fil: str
    ark: str
    rows: Sequence[Sequence[object]]
    lines: Sequence[int] = ()
    facts: Facts = field(default_factory=Facts)
    day_zero: date | None = date(1899, 12, 30)

    def place(self, row: int, column: int) -> Sted:
        """The place of a cell, counted from 0."""
        if self.lines:
            return Sted(fil=self.fil, linje=self.lines[row], kolonne=column + 1)
        return Sted(fil=self.fil, ark=self.ark, celle=f"{letters(column)}{row + 1}")

    @property
    def whole(self) -> Sted:
        return Sted(fil=self.fil, ark=self.ark or None)

    def row_name(self, row: int) -> str:
        return f"linje {self.lines[row]}" if self.lines else f"rad {row + 1}"


def read_sheet(path: Path, ark: str, headings: frozenset[str], problems: list[Problem]) -> Sheet | None:
    """One sheet of a file, or None and the reason in ``problems``. Raises SurroundingsError when the file is locked.

    ``headings`` (as ``heading_key`` gives them) tell the separator of a text file.
    """
    return _opened(path, problems, lambda: _sheet(path, ark, headings, problems))


def sheet_names(path: Path, problems: list[Problem]) -> tuple[str, ...] | None:
    """The sheets of a file that people can see, or None and the reason. A text file has one without a name."""
    is_text = path.suffix.lower() == ".csv"
    return _opened(path, problems, lambda: ("",) if is_text else visible_sheets(path, str(path), problems))


def _sheet(path: Path, ark: str, headings: frozenset[str], problems: list[Problem]) -> Sheet | None:
    shown = str(path)
    if path.suffix.lower() == ".csv":
        return _text(path.read_bytes(), shown, headings, problems)
    book = read_workbook(path, shown, ark, problems)
    if book is None:
        return None
    return Sheet(fil=shown, ark=book.ark, rows=book.rows, facts=book.facts, day_zero=book.day_zero)


def _opened(path: Path, problems: list[Problem], read: Callable[[], T | None]) -> T | None:
    shown = str(path)
    if path.suffix.lower() not in SHEETS:
        hint = texts.text("extract.files.lagre_den_som_xlsx_eller_csv")
        problems.append(
            Problem(
                sted=Sted(fil=shown),
                kode="ukjent-filtype",
                tekst=texts.text("extract.files.filtypen_kan_ikke_leses"),
                hint=hint,
            )
        )
        return None
    try:
        faults = check_container(path, shown)
        problems += faults
        return None if faults else read()
    except PermissionError as error:
        raise SurroundingsError(
            texts.text("extract.files.kan_ikke_lese", shown=shown),
            hint=texts.text("extract.files.lukk_filen_i_excel_og_prov"),
        ) from error
    except OSError as error:
        raise SurroundingsError(
            texts.text("extract.files.kan_ikke_lese", shown=shown),
            hint=texts.text("extract.files.sjekk_at_filen_finnes_og_kan"),
        ) from error


def _text(content: bytes, shown: str, headings: frozenset[str], problems: list[Problem]) -> Sheet | None:
    text = decoded(content, Sted(fil=shown), problems)
    if text is None:
        return None
    rows: list[list[object]] = []
    lines: list[int] = []
    separator = stated_separator(text) or likely_separator(text.splitlines()[:_FARTHEST], headings)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        line = 1
        for row in reader:
            rows.append(list(row))
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error:
        tekst, hint = (
            texts.text("extract.files.anforselstegnene_stemmer_ikke_fra"),
            texts.text("extract.files.lagre_filen_pa_nytt_fra_excel"),
        )
        problems.append(Problem(sted=Sted(fil=shown, linje=line), kode="csv-form", tekst=tekst, hint=hint))
        return None
    return Sheet(fil=shown, ark="", rows=rows, lines=lines)
