"""The avviksregister as a workbook."""

from functools import partial
from pathlib import Path

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_view import memory_view, planned_view
from bvaudit.reports.register_sheets import RegisterView
from bvaudit.reports.register_values import row_sum
from bvaudit.reports.register_view import register_view
from bvaudit.reports.xlsx.book import Book
from bvaudit.reports.xlsx.hidden_sheets import long_text_table, write_lists, write_meta
from bvaudit.reports.xlsx.language import with_language
from bvaudit.reports.xlsx.memory_overview import CHARTED, MemoryOverviewSheet, pages_of_charts, write_charts
from bvaudit.reports.xlsx.overview_sheet import OverviewSheet
from bvaudit.reports.xlsx.page import new_page_for_each, set_up_page
from bvaudit.reports.xlsx.save import refuse_if_open, save
from bvaudit.reports.xlsx.sections_sheet import write_grunnlag_sheet
from bvaudit.reports.xlsx.table_sheet import write_table_sheet
from bvaudit.texts import language_tag, text


def write_register(revisjon: Revisjon, kodeverk: Kodeverk, output: Path, minne: Minne | None = None) -> None:
    """The papers of a run: with everything the register remembers when the run is in it, else as of this run alone. The
    same run and the same register give the same bytes. SurroundingsError when the file is open or cannot be written;
    then the old file stands as it was."""
    refuse_if_open(output)
    if minne is not None and minne.has(revisjon.kjoring):
        view = memory_view(minne, revisjon)
    else:
        view = register_view(revisjon, kodeverk, utenfor=minne is not None)
    save(register_book(view), output)


def write_memory(minne: Minne, output: Path) -> None:
    """The register alone, of the municipality or of one unit. SurroundingsError as above."""
    refuse_if_open(output)
    save(register_book(memory_view(minne)), output)


def write_planned(minne: Minne, output: Path) -> None:
    """What the content plans alone. SurroundingsError as above."""
    refuse_if_open(output)
    save(register_book(planned_view(minne)), output)


def register_book(view: RegisterView) -> bytes:
    book = Book(title=view.tittel, company=view.kommune, author=f"bvaudit {view.programversjon}", per=view.per)
    page = partial(set_up_page, title=view.tittel, per=view.per, klasse=view.dokumentklasse)
    first = _first_sheet(book, view)
    if first is not None:
        page(first.write(), high=1)
    for table in view.tabeller:
        sheet = write_table_sheet(book, table)
        page(sheet)
        if table.side_for:
            new_page_for_each(sheet, table)
        if table.id == CHARTED and view.kurver:
            charts = write_charts(book, view)
            page(charts)
            pages_of_charts(charts, view)
    if view.grunnlag is not None:
        page(write_grunnlag_sheet(book, view.grunnlag))
    if long_texts := long_text_table(book):
        page(write_table_sheet(book, long_texts))
    write_lists(book, view)
    write_meta(book, {**view.meta, **_laid_out(view, first)})
    return with_language(book.close(), language_tag())


def _first_sheet(book: Book, view: RegisterView) -> OverviewSheet | None:
    if view.oversikt is None:
        return None
    kind = MemoryOverviewSheet if view.oversikt.apart_tittel else OverviewSheet
    return kind(book, view.oversikt, view.tabeller)


def _laid_out(view: RegisterView, first: OverviewSheet | None) -> dict[str, str]:
    """What an import finds its way by: the sheets that are filled in, their columns in order (letter and heading) and
    the blanks of the first sheet (cell and sum). Columns the sheet works out by itself are not among them."""
    found = {"ark lange": text("register.ark.lange")}
    if view.oversikt is not None:
        found["ark oversikt"] = view.oversikt.ark
    for table in view.tabeller:
        if not table.lases:
            continue
        found[f"ark {table.id}"] = table.ark
        for number, column in enumerate(table.kolonner):
            if not column.id.startswith("_") and not column.kind.worked_out:
                found[f"kolonne {table.id} {column.id}"] = f"{xl_col_to_name(number)} {column.navn}"
    for id, place in first.felt.items() if first is not None else ():
        found[f"felt {id}"] = f"{xl_rowcol_to_cell(*place)} {row_sum((id, None))}"
    return found
