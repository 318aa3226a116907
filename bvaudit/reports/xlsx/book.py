"""One workbook being written. Whatever XlsxWriter refuses to write is raised, never lost."""

from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from bvaudit import texts
from bvaudit.reports.register_sheets import CellKind, SheetColumn, Verdi
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx.text import fits_in_cell

LINE = 15  # points
HIGHEST = 400  # points; Excel stops at 409
INDENT = 1.5  # characters a text cell loses to the space before the text
_CUT = 300  # what is left in the cell of a text that had to move
LINK = "#0B5394"
_NUMBER = {CellKind.HELTALL: "0", CellKind.ANDEL: "0.0 %", CellKind.DATO: "dd.mm.yyyy"}
_LOOK: dict[str, dict[str, Any]] = {
    "tittel": {"bold": True, "font_size": 18, "font_color": "#1F3A5F"},
    "undertittel": {"font_size": 11, "font_color": "#404040"},
    "overskrift": {"bold": True, "font_size": 13, "font_color": "#1F3A5F", "bottom": 1, "bottom_color": "#1F3A5F"},
    "setning": {"text_wrap": True, "valign": "top"},
    # Text at the top: the filter button lies in the lower corner.
    "hode": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#1F3A5F", "font_color": "#FFFFFF"},
    "hode_fylles_ut": {
        "bold": True,
        "text_wrap": True,
        "valign": "top",
        "bg_color": "#FFE699",
        "font_color": "#1F1F1F",
    },
    "tomt": {"italic": True},
    "kilde": {"italic": True, "font_color": "#404040", "font_size": 10, "text_wrap": True, "valign": "top"},
    "lenke": {"font_color": LINK, "underline": 1},
    "celle": {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter", "text_wrap": True},
    "sum": {
        "border": 1,
        "border_color": "#BFBFBF",
        "valign": "vcenter",
        "text_wrap": True,
        "bold": True,
        "bg_color": "#E9EEF5",
    },
    "blank": {"border": 1, "border_color": "#BFBFBF", "bg_color": "#FFF9E5"},
}
_CELL: dict[str, Any] = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"}


class Sheet(Worksheet):  # type: ignore[misc]
    """A sheet with the same formula in many rows: it is made ready for the file once. XlsxWriter looks for thirty new
    functions in each."""

    def __init__(self) -> None:
        super().__init__()
        self._ready: dict[tuple[Any, ...], Any] = {}

    def _prepare_formula(self, *asked: Any) -> Any:
        if asked not in self._ready:
            self._ready[asked] = super()._prepare_formula(*asked)
        return self._ready[asked]


@dataclass(frozen=True, slots=True, kw_only=True)
class LongText:
    """A text that did not fit in its cell, and where it belongs."""

    ark: str
    celle: str
    tekst: str


class Book:
    """XlsxWriter's workbook in memory. Every refusal from the library is raised as RuntimeError, never passed over."""

    def __init__(self, *, title: str, company: str, author: str, per: date) -> None:
        self._buffer = BytesIO()
        self.workbook = xlsxwriter.Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": _NUMBER[CellKind.DATO],
            },
        )
        self.workbook.set_properties(
            {
                "title": clean(title)[:255],
                "company": clean(company)[:255],
                "author": author,
                "created": datetime.combine(per, time()),
            }
        )
        self._formats: dict[str, Any] = {}
        self._cells: dict[tuple[bool, CellKind, bool, bool], Any] = {}
        self.long_texts: list[LongText] = []
        self.texts_written: set[str] = set()

    def look(self, name: str, **extra: Any) -> Any:
        """A named look, made once."""
        return self._format(f"{name} {sorted(extra.items())}", {**_LOOK[name], **extra})

    def conditional(self, **look: Any) -> Any:
        return self._format(f"betinget {sorted(look.items())}", look)

    def cell_look(self, column: SheetColumn, value: Verdi = None) -> Any:
        """The look of a value in a column, made once for each kind of both."""
        kinds = (column.fylles_ut, column.kind, isinstance(value, str), column.som_tekst)
        if kinds not in self._cells:
            self._cells[kinds] = self._cell_look(column, value)
        return self._cells[kinds]

    def _cell_look(self, column: SheetColumn, value: Verdi) -> Any:
        look = dict(_CELL)
        if column.fylles_ut:
            look["bg_color"] = "#FFF9E5"
        if column.som_tekst:
            look["num_format"] = "@"
        if column.kind.worked_out:  # a formula: with a quote prefix Excel would show it instead of its answer
            look.update(align="left", indent=1)
            if column.kind is CellKind.LENKE:
                look.update(font_color=LINK, underline=1)
        elif isinstance(value, str):
            look["quote_prefix"] = True  # stays text also after F2 and Enter
            look.update(align="left", indent=1)
        elif column.kind in _NUMBER:
            look["num_format"] = _NUMBER[column.kind]
        return self._format(f"celle {sorted(look.items())}", look)

    def header_look(self, column: SheetColumn) -> Any:
        side = {"align": "right"} if column.kind in _NUMBER else {"align": "left", "indent": 1}
        return self.look("hode_fylles_ut" if column.fylles_ut else "hode", **side)

    def _format(self, key: str, look: dict[str, Any]) -> Any:
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format(look)
        return self._formats[key]

    def write(self, sheet: Any, row: int, col: int, value: Verdi, look: Any) -> None:
        """Writes ``value`` by its type: a text is never taken for a number, a link or a formula."""
        if value is None or value == "":
            code = sheet.write_blank(row, col, None, look)
        elif isinstance(value, str):
            self.texts_written.add(value)
            code = _write_text(sheet, row, col, self._fitting(sheet, row, col, clean(value)), look)
        elif isinstance(value, date):
            code = sheet.write_datetime(row, col, datetime.combine(value, time()), look)
        else:
            code = sheet.write_number(row, col, value, look)
        check(code, "en celle")

    def _fitting(self, sheet: Any, row: int, col: int, text: str) -> str:
        if fits_in_cell(text):
            return text
        cell = f"{xlsxwriter.utility.xl_col_to_name(col)}{row + 1}"
        self.long_texts.append(LongText(ark=sheet.get_name(), celle=cell, tekst=text))
        return texts.text(
            "register.utelatt_tekst",
            tekst=text[:_CUT],
            ark=texts.text("register.ark.lange"),
            her=sheet.get_name(),
            celle=cell,
        )

    def close(self) -> bytes:
        self.workbook.close()
        return self._buffer.getvalue()


def _write_text(sheet: Any, row: int, col: int, text: str, look: Any) -> int:
    if text == "":
        return int(sheet.write_blank(row, col, None, look))
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter takes such a text for its own markup and puts it in the file unescaped; in pieces it is text again.
        return int(sheet.write_rich_string(row, col, "<", "r>", text[3:], look))
    return int(sheet.write_string(row, col, text, look))


def check(code: int | None, what: str) -> None:
    """RuntimeError when ``code`` is negative: so XlsxWriter tells that it left something out and went on."""
    if code is not None and code < 0:
        raise RuntimeError(f"arbeidsboken kunne ikke skrives: {what} (kode {code})")
