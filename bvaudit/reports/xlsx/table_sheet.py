"""One sheet with one Excel table."""

from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable, Verdi
from bvaudit.reports.xlsx.book import HIGHEST, INDENT, LINE, Book, check
from bvaudit.reports.xlsx.text import lines_in

_HEADER_HEIGHT = 48
_LOCKED = {
    "validate": "custom",
    "value": "=FALSE",
    "ignore_blank": False,
    "error_title": "Kan ikke endres her",
    "error_message": "Denne kolonnen fylles ut av bvaudit. Velg Avbryt. "
    "Det dere skal fylle ut, står i de lyse gule kolonnene i arket Avvik.",
}
_RED = {"bg_color": "#F4B4B4", "font_color": "#7A0010", "bold": True}
_ORANGE = {"bg_color": "#FBDCC4", "font_color": "#7A2E00", "bold": True}
_YELLOW = {"bg_color": "#FFF2CC", "font_color": "#5C4400"}
_GREY = {"bg_color": "#E7E6E6", "font_color": "#3B3838"}
# Which words in which column are marked. The word itself always stands in the cell.
_MARKED: dict[str, tuple[tuple[str, str, dict[str, Any]], ...]] = {
    "Alvorlighetsgrad": (
        ("==", "kritisk", _RED),
        ("==", "høy", _ORANGE),
        ("==", "middels", _YELLOW),
        ("==", "lav", _GREY),
    ),
    "Sikkerhet": (("!=", "høy", _YELLOW),),
    "Utfall": (("!=", "ikke oppfylt", _YELLOW),),
    "Hva vi vet": (("==", "Ikke undersøkt", _GREY),),
}


def write_table_sheet(book: Book, table: SheetTable) -> Any:
    """The sheet, for whoever sets up its page. Without rows: the headings and one honest line, and no Excel table."""
    sheet = book.workbook.add_worksheet(table.ark)
    for number, column in enumerate(table.kolonner):
        check(sheet.set_column(number, number, column.bredde, None, {"hidden": column.skjult}), "en kolonnebredde")
    check(sheet.set_row(0, _HEADER_HEIGHT), "en radhøyde")
    sheet.freeze_panes(1, table.frys)
    check(sheet.repeat_rows(0), "rader som gjentas")
    if not table.rader:
        for number, column in enumerate(table.kolonner):
            book.write(sheet, 0, number, column.navn, book.header_look(column))
        book.write(sheet, 1, 0, table.tomt, book.look("tomt"))
        return sheet
    _add_table(book, sheet, table)
    for row_number, row in enumerate(table.rader, start=1):
        _write_row(book, sheet, table, row_number, row)
    for number, column in enumerate(table.kolonner):
        _validate(sheet, number, column, len(table.rader))
        _mark(book, sheet, number, column.navn, len(table.rader))
    _mark_overdue(book, sheet, table)
    return sheet


def _add_table(book: Book, sheet: Any, table: SheetTable) -> None:
    columns = []
    for column in table.kolonner:
        setting = {
            "header": column.navn,
            "header_format": book.header_look(column),
            "format": book.cell_look(column),
        }
        if column.kind is CellKind.FORFALT:
            setting["formula"] = _overdue(table)
        columns.append(setting)
    options = {
        "name": table.navn,
        "title": table.navn,
        "description": table.beskrivelse,
        "style": None,
        "columns": columns,
    }
    check(sheet.add_table(0, 0, len(table.rader), len(table.kolonner) - 1, options), f"tabellen {table.navn}")


def _overdue(table: SheetTable) -> str:
    """The text beside the colour. Excel works it out when the file is opened; until then the answer on «per» stands."""
    status, frist = (f"{table.navn}[[#This Row],[{navn}]]" for navn in ("Status", "Frist"))
    return (
        f'=IF(COUNTIF(AvsluttetValg,{status})>0,"Avsluttet",'
        f'IF({frist}="","Uten dato",IF({frist}<TODAY(),"FORFALT","Innen frist")))'
    )


def _write_row(book: Book, sheet: Any, table: SheetTable, row_number: int, row: tuple[Verdi, ...]) -> None:
    texts = (
        (value, column.bredde)
        for column, value in zip(table.kolonner, row, strict=True)
        if isinstance(value, str) and not column.skjult
    )
    lines = max((lines_in(text, width - INDENT) for text, width in texts), default=1)
    check(sheet.set_row(row_number, min(lines * LINE + 2, HIGHEST)), "en radhøyde")
    for number, (column, value) in enumerate(zip(table.kolonner, row, strict=True)):
        if column.kind is CellKind.FORFALT:
            code = sheet.write_formula(row_number, number, _overdue(table), book.cell_look(column), value)
            check(code, "en formel")
        else:
            book.write(sheet, row_number, number, value, book.cell_look(column, value))


def _validate(sheet: Any, number: int, column: SheetColumn, rows: int) -> None:
    if not column.fylles_ut:
        rule: dict[str, Any] = _LOCKED
    elif column.liste:
        rule = {
            "validate": "list",
            "source": f"={column.liste}",
            "show_error": not column.fri,
            "error_title": "Velg fra listen",
            "error_message": "Velg en av verdiene i listen. De er forklart i arket Kodeverk.",
        }
    elif column.kind is CellKind.DATO:
        rule = {
            "validate": "date",
            "criteria": ">=",
            "value": date(2000, 1, 1),
            "error_title": "Skriv en dato",
            "error_message": "Skriv datoen som dag, måned og år: 31.12.2025.",
        }
    else:
        rule = {"validate": "any"}
    if column.ledetekst:
        rule = {**rule, "input_title": column.navn, "input_message": column.ledetekst}
    check(sheet.data_validation(1, number, rows, number, rule), f"kontroll av kolonnen {column.navn}")


def _mark(book: Book, sheet: Any, number: int, name: str, rows: int) -> None:
    for criteria, word, look in _MARKED.get(name, ()):
        rule = {"type": "cell", "criteria": criteria, "value": f'"{word}"', "format": book.conditional(**look)}
        check(sheet.conditional_format(1, number, rows, number, rule), f"farge i kolonnen {name}")


def _mark_overdue(book: Book, sheet: Any, table: SheetTable) -> None:
    at = {column.navn: number for number, column in enumerate(table.kolonner)}
    if "Forfalt" not in at:
        return
    frist, status = xl_col_to_name(at["Frist"]), xl_col_to_name(at["Status"])
    rule = {
        "type": "formula",
        "criteria": f"=AND(ISNUMBER(${frist}2),${frist}2<TODAY(),COUNTIF(AvsluttetValg,${status}2)=0)",
        "format": book.conditional(**_RED),
    }
    check(sheet.conditional_format(1, at["Frist"], len(table.rader), at["Forfalt"], rule), "farge på forfalte")
