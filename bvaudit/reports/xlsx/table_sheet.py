"""One Excel table: on a sheet of its own, or further down on another."""

from dataclasses import replace
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from bvaudit.model.registeret.bokmeta import INGEN
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable, Verdi
from bvaudit.reports.register_values import summed_row
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx import formulas
from bvaudit.reports.xlsx.book import HIGHEST, INDENT, LINE, Book, Sheet, check
from bvaudit.reports.xlsx.marks import mark, validate
from bvaudit.reports.xlsx.text import lines_in

_BUTTON = 1.5  # characters the filter button takes of a heading
_HEAD_LINES = 3


def write_table_sheet(book: Book, table: SheetTable) -> Any:
    """The sheet, for whoever sets up its page. Without rows: the headings and one honest line, and no Excel table."""
    sheet = book.workbook.add_worksheet(table.ark, worksheet_class=Sheet)
    set_columns(sheet, table)
    sheet.freeze_panes(1, table.frys)
    check(sheet.repeat_rows(0), "rader som gjentas")
    write_table(book, sheet, table, 0)
    return sheet


def set_columns(sheet: Any, table: SheetTable) -> None:
    """Widths, and the folded group: what opens it stands over the last column before it."""
    sheet.outline_settings(symbols_right=False)
    for number, column in enumerate(table.kolonner):
        following = table.kolonner[number + 1 : number + 2]
        options: dict[str, Any] = {"hidden": column.skjult or column.foldet}
        if column.foldet:
            options["level"] = 1
        elif following and following[0].foldet:
            options["collapsed"] = True
        check(sheet.set_column(number, number, column.bredde, None, options), "en kolonnebredde")


def write_table(book: Book, sheet: Any, table: SheetTable, top: int) -> None:
    """The headings in row ``top``, counted from 0."""
    lines = max(lines_in(column.navn, column.bredde - _BUTTON) for column in table.vist)
    check(sheet.set_row(top, min(max(lines, 2), _HEAD_LINES) * LINE + 3), "en radhøyde")
    if not table.rader:
        for number, column in enumerate(table.kolonner):
            book.write(sheet, top, number, column.navn, book.header_look(column))
        _write_nothing(book, sheet, table, top + 1)
        return
    first, last = top + 1, top + len(table.rader)
    _add_table(book, sheet, table, top)
    for row_number, row in enumerate(table.rader, start=first):
        _write_row(book, sheet, table, row_number, row)
    if table.lases:
        locked = xl_col_to_name(table.place("_last")) if table.has("_last") else ""
        for number, column in enumerate(table.kolonner):
            validate(sheet, number, column, first, last, locked)
    mark(book, sheet, table, first, last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last + 1}"})


def _write_nothing(book: Book, sheet: Any, table: SheetTable, row: int) -> None:
    """One honest line; where people fill in rows, with a sum, so that the line is not taken for something typed."""
    book.write(sheet, row, 0, table.tomt, book.look("tomt"))
    if table.lases:
        shown = [column for column in table.kolonner if not column.id.startswith("_")]
        seen = (table.tomt, *(None,) * (len(shown) - 1))
        total = summed_row(shown, INGEN, seen)
        for id, value in zip(("_id", "_sum"), total, strict=True):
            book.write(sheet, row, table.place(id), value, book.look("tomt"))


def _add_table(book: Book, sheet: Any, table: SheetTable, top: int) -> None:
    columns = []
    for column in table.kolonner:
        setting = {
            "header": column.navn,
            "header_format": book.header_look(column),
            "format": book.cell_look(column),
        }
        if column.kind is CellKind.FORFALT:  # for rows people add; a link is written once, in its cell
            setting["formula"] = _formula(table, column)
        columns.append(setting)
    options = {
        "name": table.navn,
        "title": table.navn,
        "description": table.beskrivelse,
        "style": None,
        "columns": columns,
    }
    area = (top, 0, top + len(table.rader), len(table.kolonner) - 1)
    check(sheet.add_table(*area, options), f"tabellen {table.navn}")


def _formula(table: SheetTable, column: SheetColumn) -> str:
    return formulas.link(table, column.lenke) if column.lenke else formulas.overdue(table)


def _write_row(book: Book, sheet: Any, table: SheetTable, row_number: int, row: tuple[Verdi, ...]) -> None:
    texts = (
        (value, column.bredde)
        for column, value in zip(table.kolonner, row, strict=True)
        if isinstance(value, str) and not column.skjult and not (table.lav and column.foldet)
    )
    lines = max((lines_in(text, width - INDENT) for text, width in texts), default=1)
    check(sheet.set_row(row_number, min(max(lines, table.linjer) * LINE + 2, HIGHEST)), "en radhøyde")
    closed = str(row[table.place("_last")] or "").split() if table.has("_last") else ()
    for number, (each, value) in enumerate(zip(table.kolonner, row, strict=True)):
        column = replace(each, fylles_ut=False) if each.id in closed else each
        if column.kind.worked_out and value is not None:
            answer = clean(value) if isinstance(value, str) else value
            code = sheet.write_formula(row_number, number, _formula(table, column), book.cell_look(column), answer)
            check(code, "en formel")
        else:
            book.write(sheet, row_number, number, value, book.cell_look(column, value))
