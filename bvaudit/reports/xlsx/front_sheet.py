"""The first sheet: headings, sentences and small tables on one shared grid."""

from typing import Any

from bvaudit.reports.register_sheets import CellKind, RegisterView, Section, Verdi
from bvaudit.reports.wording import dato
from bvaudit.reports.xlsx.book import HIGHEST, INDENT, LINE, Book, check
from bvaudit.reports.xlsx.text import lines_in

NAME = "Les først"
_WIDTHS = (22, 44, 13, 13, 11, 11, 11, 11)
_LAST = len(_WIDTHS) - 1


def write_front_sheet(book: Book, view: RegisterView) -> Any:
    """Merged cells do not grow by themselves in Excel, so their heights are reckoned here."""
    sheet = book.workbook.add_worksheet(NAME)
    sheet.hide_gridlines(2)
    for number, width in enumerate(_WIDTHS):
        check(sheet.set_column(number, number, width), "en kolonnebredde")
    check(sheet.set_row(0, 30), "en radhøyde")
    book.write(sheet, 0, 0, view.tittel, book.look("tittel"))
    book.write(
        sheet, 1, 0, f"Vurdert per {dato(view.per)} · laget med bvaudit {view.programversjon}", book.look("undertittel")
    )
    row = 3
    for section in view.seksjoner:
        row = _write_section(book, sheet, row, section) + 1
    return sheet


def _write_section(book: Book, sheet: Any, row: int, section: Section) -> int:
    check(sheet.set_row(row, 22), "en radhøyde")
    for number in range(_LAST + 1):
        book.write(sheet, row, number, section.tittel if number == 0 else None, book.look("overskrift"))
    row += 1
    for sentence in section.setninger:
        _write_across(book, sheet, row, 0, sentence, book.look("setning", quote_prefix=True))
        _set_height(sheet, row, _lines(sentence, 0))
        row += 1
    if section.rader and section.hoder:
        _write_headings(book, sheet, row, section)
        row += 1
    for values in section.rader:
        _write_values(book, sheet, row, section, values)
        row += 1
    return row


def _write_headings(book: Book, sheet: Any, row: int, section: Section) -> None:
    narrow = any(column.kind is not CellKind.TEKST for column in section.kolonner)
    _set_height(sheet, row, 2 if narrow else 1)
    for number, column in enumerate(section.kolonner):
        if _reaches_edge(section, number):
            _write_across(book, sheet, row, number, column.navn, book.header_look(column))
        else:
            book.write(sheet, row, number, column.navn, book.header_look(column))


def _write_values(book: Book, sheet: Any, row: int, section: Section, values: tuple[Verdi, ...]) -> None:
    height = 1
    for number, (column, value) in enumerate(zip(section.kolonner, values, strict=True)):
        look = book.cell_look(column, value)
        if _reaches_edge(section, number):
            _write_across(book, sheet, row, number, value, look)
            height = max(height, _lines(str(value or ""), number))
        else:
            book.write(sheet, row, number, value, look)
            height = max(height, _lines(str(value or ""), number, number))
    _set_height(sheet, row, height)


def _reaches_edge(section: Section, number: int) -> bool:
    """The last column takes the rest of the width when it holds text."""
    last = len(section.kolonner) - 1
    return number == last < _LAST and section.kolonner[number].kind is CellKind.TEKST


def _write_across(book: Book, sheet: Any, row: int, first: int, value: Verdi, look: Any) -> None:
    check(sheet.merge_range(row, first, row, _LAST, "", look), "sammenslåtte celler")
    book.write(sheet, row, first, value, look)


def _lines(text: str, first: int, last: int = _LAST) -> int:
    return lines_in(text, sum(_WIDTHS[first : last + 1]) - INDENT)


def _set_height(sheet: Any, row: int, lines: int) -> None:
    check(sheet.set_row(row, min(lines * LINE + 2, HIGHEST)), "en radhøyde")
