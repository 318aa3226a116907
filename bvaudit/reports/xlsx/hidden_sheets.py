"""The sheets behind the others: lists for the drop-downs, facts an import needs, and texts too long for a cell."""

from collections.abc import Mapping

from xlsxwriter.utility import xl_col_to_name

from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_sheets import RegisterView, SheetTable
from bvaudit.reports.xlsx.book import Book, check
from bvaudit.reports.xlsx.marks import NOTHING
from bvaudit.reports.xlsx.text import pieces
from bvaudit.texts import text

LISTS = "_lister"
META = "_meta"


def write_lists(book: Book, view: RegisterView) -> None:
    """One column per list on a hidden sheet, each with a defined name."""
    sheet = book.workbook.add_worksheet(LISTS)
    sheet.hide()
    some = any(column.betinget for table in view.tabeller for column in table.kolonner)
    lists = {**view.lister, **({NOTHING: (text("register.feil.last_tittel"),)} if some else {})}
    for number, (name, choices) in enumerate(lists.items()):
        letter = xl_col_to_name(number)
        book.write(sheet, 0, number, name, book.look("hode"))
        for row, choice in enumerate(choices, start=1):
            book.write(sheet, row, number, choice, book.look("setning", quote_prefix=True))
        area = f"='{LISTS}'!${letter}$2:${letter}${max(len(choices), 1) + 1}"
        check(book.workbook.define_name(name, area), f"navnet {name}")


def write_meta(book: Book, meta: Mapping[str, str]) -> None:
    """Key and value in columns A and B on a sheet that cannot be shown from Excel's menus."""
    sheet = book.workbook.add_worksheet(META)
    sheet.very_hidden()
    for row, (key, value) in enumerate(meta.items()):
        for number, told in enumerate((key, value)):
            book.write(sheet, row, number, told, book.look("setning", quote_prefix=True))


def long_text_table(book: Book) -> SheetTable | None:
    """Texts that did not fit in their cell, in parts that do; None when every text fitted."""
    rows = tuple(
        (long.ark, long.celle, number, part)
        for long in book.long_texts
        for number, part in enumerate(pieces(long.tekst), start=1)
    )
    if not rows:
        return None
    return SheetTable(
        ark=text("register.ark.lange"),
        id="lange",
        navn="LangeTekster",
        beskrivelse=text("register.om.lange"),
        kolonner=columns.lange(),
        rader=rows,
        tomt="",
    )
