"""What a column lets people type, and which words in it are marked. The word itself always stands in the cell."""

from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from bvaudit.model.utfall import Alvorlighetsgrad, Sikkerhet
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable
from bvaudit.reports.xlsx.book import Book, check
from bvaudit.reports.xlsx.formulas import quoted
from bvaudit.texts import text

_RED = {"bg_color": "#F4B4B4", "font_color": "#7A0010", "bold": True}
_ORANGE = {"bg_color": "#FBDCC4", "font_color": "#7A2E00", "bold": True}
_YELLOW = {"bg_color": "#FFF2CC", "font_color": "#5C4400"}
_GREY = {"bg_color": "#E7E6E6", "font_color": "#3B3838"}
GRADES: dict[Alvorlighetsgrad, dict[str, Any]] = {
    Alvorlighetsgrad.KRITISK: _RED,
    Alvorlighetsgrad.HOY: _ORANGE,
    Alvorlighetsgrad.MIDDELS: _YELLOW,
    Alvorlighetsgrad.LAV: _GREY,
}
NOTHING = "IngenValg"  # a list with one word: that nothing is chosen here
_FIRST_DAY = 36526  # 1 January 2000, as Excel counts
_SHORT = 32  # characters of a heading beside a cell


def validate(sheet: Any, number: int, column: SheetColumn, first: int, last: int, locked: str = "") -> None:
    """A list, a date or anything for what is filled in; nothing for the rest. It stops typing, never sorting.
    ``locked`` is the letter of the column that names what is not typed in on a row."""
    rule = _rule(column)
    if column.betinget and locked:
        rule = _unless_locked(column, rule, xl_col_to_name(number), locked, first + 1)
    if column.ledetekst:
        rule = {**rule, "input_title": column.navn[:_SHORT], "input_message": column.ledetekst}
    check(sheet.data_validation(first, number, last, number, rule), f"kontroll av kolonnen {column.navn}")


def _rule(column: SheetColumn) -> dict[str, Any]:
    if not column.fylles_ut:
        return {
            "validate": "custom",
            "value": "=FALSE",
            "ignore_blank": False,
            "error_title": text("register.feil.last_tittel"),
            "error_message": text("register.feil.last"),
        }
    if column.liste:
        return {
            "validate": "list",
            "source": f"={column.liste}",
            "show_error": not column.fri,
            "error_title": text("register.feil.liste_tittel"),
            "error_message": text("register.feil.liste", ark=text("register.ark.grunnlag")),
        }
    if column.kind is CellKind.DATO:
        return {
            "validate": "date",
            "criteria": ">=",
            "value": date(2000, 1, 1),
            "error_title": text("register.feil.dato_tittel"),
            "error_message": text("register.feil.dato"),
        }
    return {"validate": "any"}


def _unless_locked(column: SheetColumn, rule: dict[str, Any], own: str, locked: str, row: int) -> dict[str, Any]:
    """The rule where the row is open for this column, and nothing at all where it is not."""
    is_open = f'ISERROR(SEARCH(" {column.id} "," "&${locked}{row}&" "))'
    told = {"error_title": text("register.feil.last_tittel"), "error_message": text("register.feil.last")}
    if column.liste:
        return {**rule, "source": f"=IF({is_open},{column.liste},{NOTHING})"}
    if column.kind is CellKind.DATO:
        kept = {key: value for key, value in rule.items() if key != "criteria"}
        return {**kept, "validate": "custom", "value": f"=AND({is_open},ISNUMBER({own}{row}),{own}{row}>={_FIRST_DAY})"}
    return {"validate": "custom", "value": f"={is_open}", "ignore_blank": False, **told}


def mark(book: Book, sheet: Any, table: SheetTable, first: int, last: int) -> None:
    for number, column in enumerate(table.kolonner):
        for criteria, word, look in _marked(column.id) if table.lases or column.id != "alvor" else ():
            rule = {"type": "cell", "criteria": criteria, "value": quoted(word), "format": book.conditional(**look)}
            check(sheet.conditional_format(first, number, last, number, rule), f"farge i kolonnen {column.navn}")
        if column.id == "kappa":  # in brackets: it says little
            rule = {"type": "text", "criteria": "begins with", "value": "(", "format": book.conditional(**_GREY)}
            check(sheet.conditional_format(first, number, last, number, rule), f"farge i kolonnen {column.navn}")
        if column.kind is CellKind.FORFALT:
            _mark_overdue(book, sheet, table, first, last)


def _marked(id: str) -> list[tuple[str, str, dict[str, Any]]]:
    if id in ("alvor", "verst"):
        return [("==", grad.vist, look) for grad, look in GRADES.items()]
    if id == "sikkerhet":
        return [("!=", Sikkerhet.HOY.vist, _YELLOW)]
    if id == "grad":
        return [("==", text("lest.bok.grad.systemsvikt"), _ORANGE)]
    if id == "skriv_om":
        return [("==", text("lest.bok.skriv_om"), _YELLOW)]
    if id == "kjent":
        return [("==", text("register.tilsyn.ikke_undersokt"), _GREY)]
    if id == "slag":
        return [("==", text("register.slag.uavklart"), _YELLOW)]
    return []


def _mark_overdue(book: Book, sheet: Any, table: SheetTable, first: int, last: int) -> None:
    at = table.place("neste_frist")
    shown = next(number for number, column in enumerate(table.kolonner) if column.kind is CellKind.FORFALT)
    frist = f"${xl_col_to_name(at)}{first + 1}"
    rule = {
        "type": "formula",
        "criteria": f"=AND(ISNUMBER({frist}),{frist}<TODAY())",
        "format": book.conditional(**_RED),
    }
    check(sheet.conditional_format(first, at, last, shown, rule), "farge på forfalte")
