"""A form as a workbook that can be sorted, moved and saved by others, and still be read back."""

from pathlib import Path
from typing import Any

from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

from bvaudit.intake.form_layout import LISTS, META, row_list, rows_of_texts, to_rows
from bvaudit.reports.forms import FieldSheet, Form, Formel, TableSheet, TextSheet
from bvaudit.reports.xlsx.book import Book, check
from bvaudit.reports.xlsx.form_places import Places, places_of, way_name, ways_in
from bvaudit.reports.xlsx.form_sheets import list_name, write_field_sheet, write_text_sheet
from bvaudit.reports.xlsx.form_table import write_form_table
from bvaudit.reports.xlsx.language import with_language
from bvaudit.reports.xlsx.page import over_many_pages, set_up_page
from bvaudit.reports.xlsx.save import refuse_if_open, save
from bvaudit.texts import language_tag

_NARROW = {"left": 0.25, "right": 0.25, "top": 0.5, "bottom": 0.7}  # inches


def write_form(form: Form, output: Path) -> None:
    """The same form gives the same bytes. SurroundingsError when the file is open or cannot be written."""
    refuse_if_open(output)
    save(form_bytes(form), output)


def form_bytes(form: Form) -> bytes:
    book = Book(title=form.tittel, company=form.kommune, author=form.program, per=form.dag)
    places = places_of(form)
    for sheet in form.ark:
        written = _write(book, sheet, places)
        standing = isinstance(sheet, TableSheet) and sheet.staende
        set_up_page(written, title=form.tittel, per=form.per or form.dag, klasse=form.dokumentklasse, standing=standing)
        if isinstance(sheet, TableSheet) and sheet.voks:
            written.set_margins(**_NARROW)
        if isinstance(sheet, TableSheet) and sheet.bred:
            over_many_pages(written, sheet.frys)
    _name_the_ways(book, form, places)
    _write_lists(book, form)
    _write_meta(book, form)
    if book.long_texts:
        raise RuntimeError("en tekst er for lang for en celle i et skjema")
    growing = {
        number: places[sheet.key].forste + 1
        for number, sheet in enumerate(form.ark, start=1)
        if isinstance(sheet, TableSheet) and sheet.voks
    }
    return with_language(book.close(), language_tag(), growing)


def _write(book: Book, sheet: FieldSheet | TableSheet | TextSheet, places: Places) -> Any:
    if isinstance(sheet, FieldSheet):
        return write_field_sheet(book, sheet)
    if isinstance(sheet, TableSheet):
        return write_form_table(book, sheet, places)
    return write_text_sheet(book, sheet)


def _name_the_ways(book: Book, form: Form, places: Places) -> None:
    """Names for the sheets and rows that formulas lead to, and only those."""
    for way, row in sorted(_led_to(form)):
        at = places[way]
        cell = xl_rowcol_to_cell(at.rader[row] if row else 0, 1, True, True)
        check(book.workbook.define_name(way_name(way, row), f"={quote_sheetname(at.navn)}!{cell}"), f"navnet {way}")


def _led_to(form: Form) -> set[tuple[str, str]]:
    cells = (
        cell
        for sheet in form.ark
        if isinstance(sheet, TableSheet)
        for cell in (
            sheet.tittel,
            *(cell for fact in sheet.hode for cell in (fact.navn, fact.verdi)),
            *(column.over for column in sheet.kolonner),
            *(cell for row in sheet.rader for cell in row.verdier.values()),
        )
    )
    return {way for cell in cells if isinstance(cell, Formel) for way in ways_in(cell.uttrykk)}


def _write_lists(book: Book, form: Form) -> None:
    """One column for each list of choices on a hidden sheet, each with a name the cells ask for."""
    sheet = book.workbook.add_worksheet(LISTS)
    sheet.hide()
    text = book.look("setning", quote_prefix=True)
    areas: dict[str, str] = {}
    for column, (navn, choices) in enumerate(form.lister.items()):
        book.write(sheet, 0, column, navn, book.look("hode"))
        for row, choice in enumerate(choices, start=1):
            book.write(sheet, row, column, choice.tekst, text)
        first, last = (xl_rowcol_to_cell(row, column, True, True) for row in (1, max(len(choices), 1)))
        areas[navn] = f"='{LISTS}'!{first}:{last}"
    # A row without choices of its own, and a row people add, choose among all. The names stand for the cells
    # themselves: Excel does not look through a name that stands for another one.
    for navn, liste in {**{navn: navn for navn in areas}, **_names_of_rows(form)}.items():
        check(book.workbook.define_name(list_name(navn), areas[liste]), f"navnet {navn}")


def _names_of_rows(form: Form) -> dict[str, str]:
    """The name each row asks for where it has no list of its own → the list it then gets."""
    asked_for: dict[str, str] = {}
    for sheet in form.ark:
        if isinstance(sheet, TableSheet):
            ids = ("", *(row.id for row in sheet.rader))
            lists = {c.spurt.liste for c in sheet.kolonner if c.spurt.etter_rad and not c.lister_i}
            asked_for |= {row_list(liste, row_id): liste for liste in sorted(lists) for row_id in ids}
    return {name: liste for name, liste in asked_for.items() if name not in form.lister}


def _write_meta(book: Book, form: Form) -> None:
    sheet = book.workbook.add_worksheet(META)
    sheet.very_hidden()
    text = book.look("setning", quote_prefix=True)
    layout = form.layout
    ids = {row_id for one in layout.ark for row_id in one.rader}
    rows = [*to_rows(layout), *rows_of_texts(book.texts_written - ids)]
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            book.write(sheet, row, column, value, text)
