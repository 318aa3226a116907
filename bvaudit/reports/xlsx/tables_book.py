"""A workbook that is only to be read: a first sheet that says what it is, and tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bvaudit.reports.register_sheets import SheetTable
from bvaudit.reports.xlsx.book import LINE, Book, check
from bvaudit.reports.xlsx.hidden_sheets import long_text_table
from bvaudit.reports.xlsx.page import set_up_page
from bvaudit.reports.xlsx.save import refuse_if_open, save
from bvaudit.reports.xlsx.table_sheet import set_columns, write_table, write_table_sheet
from bvaudit.reports.xlsx.text import lines_in

_TITLE_HEIGHT = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class TablesView:
    """``om`` are sentences under the title of the first sheet, over its table. ``per`` is on every page."""

    tittel: str
    avsender: str
    programversjon: str
    per: date
    om: tuple[str, ...]
    tabeller: tuple[SheetTable, ...]


def write_tables(view: TablesView, output: Path) -> None:
    """The same view gives the same bytes. SurroundingsError when the file is open or cannot be written."""
    refuse_if_open(output)
    save(tables_book(view), output)


def tables_book(view: TablesView) -> bytes:
    book = Book(title=view.tittel, company=view.avsender, author=f"bvaudit {view.programversjon}", per=view.per)
    first, *rest = view.tabeller
    sheets = [_first_sheet(book, view, first), *(write_table_sheet(book, table) for table in rest)]
    if long_texts := long_text_table(book):
        sheets.append(write_table_sheet(book, long_texts))
    for sheet in sheets:
        set_up_page(sheet, title=view.tittel, per=view.per)
    return book.close()


def _first_sheet(book: Book, view: TablesView, table: SheetTable) -> Any:
    sheet = book.workbook.add_worksheet(table.ark)
    set_columns(sheet, table)
    sheet.hide_gridlines(2)
    check(sheet.set_row(0, _TITLE_HEIGHT), "en radhøyde")
    book.write(sheet, 0, 0, view.tittel, book.look("tittel"))
    _sentences(book, sheet, view.om, table)
    top = len(view.om) + 2
    write_table(book, sheet, table, top)
    check(sheet.repeat_rows(top), "rader som gjentas")
    return sheet


def _sentences(book: Book, sheet: Any, om: Sequence[str], table: SheetTable) -> None:
    """Merged cells do not grow by themselves in Excel, so their heights are reckoned here."""
    width = sum(column.bredde for column in table.vist)
    last = len(table.vist) - 1
    for row, sentence in enumerate(om, start=1):
        if last:
            check(sheet.merge_range(row, 0, row, last, "", book.look("setning")), "sammenslåtte celler")
        check(sheet.set_row(row, lines_in(sentence, width) * LINE + 2), "en radhøyde")
        book.write(sheet, row, 0, sentence, book.look("setning"))
