"""The avviksregister as a workbook."""

from pathlib import Path

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.register_sheets import RegisterView
from bvaudit.reports.register_view import register_view
from bvaudit.reports.xlsx.book import Book
from bvaudit.reports.xlsx.front_sheet import write_front_sheet
from bvaudit.reports.xlsx.hidden_sheets import long_text_table, write_lists, write_meta
from bvaudit.reports.xlsx.page import set_up_page
from bvaudit.reports.xlsx.save import refuse_if_open, save
from bvaudit.reports.xlsx.table_sheet import write_table_sheet


def write_register(revisjon: Revisjon, kodeverk: Kodeverk, output: Path) -> None:
    """The same run gives the same bytes. SurroundingsError when the file is open or cannot be written; then the old
    file stands as it was."""
    refuse_if_open(output)
    save(_workbook(register_view(revisjon, kodeverk)), output)


def _workbook(view: RegisterView) -> bytes:
    book = Book(title=view.tittel, company=view.kommune, author=f"bvaudit {view.programversjon}", per=view.per)
    sheets = [write_front_sheet(book, view), *(write_table_sheet(book, table) for table in view.tabeller)]
    long_texts = long_text_table(book)
    if long_texts:
        sheets.append(write_table_sheet(book, long_texts))
    for sheet in sheets:
        set_up_page(sheet, title=view.tittel, per=view.per)
    write_lists(book, view)
    write_meta(book, view)
    return book.close()
