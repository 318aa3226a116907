"""The last sheet: sentences and small tables on the grid of the table of rules, which stands under them."""

from typing import Any

from bvaudit.reports.register_sheets import Grunnlag, Section, Verdi
from bvaudit.reports.xlsx.book import HIGHEST, INDENT, LINE, Book, check
from bvaudit.reports.xlsx.table_sheet import set_columns, write_table
from bvaudit.reports.xlsx.text import lines_in

_ACROSS = 7  # columns of the grid a sentence takes: as wide as a screen


def write_grunnlag_sheet(book: Book, grunnlag: Grunnlag) -> Any:
    """Merged cells do not grow by themselves in Excel, so their heights are reckoned here."""
    sheet = book.workbook.add_worksheet(grunnlag.regler.ark)
    set_columns(sheet, grunnlag.regler)
    sheet.hide_gridlines(2)
    grid = _Grid(book, sheet, [column.bredde for column in grunnlag.regler.kolonner])
    top = 2 + sum(_rows_of(section) for section in grunnlag.seksjoner)
    check(sheet.set_row(0, 24), "en radhøyde")
    book.write(sheet, 0, 0, grunnlag.regler.ark, book.look("tittel"))
    row = 1
    for section in grunnlag.seksjoner:
        row = _write_section(grid, row, section) + 1
    grid.heading(row, grunnlag.regler.beskrivelse)
    write_table(book, sheet, grunnlag.regler, top)
    check(sheet.repeat_rows(top), "rader som gjentas")
    there = book.look("lenke")
    check(
        sheet.write_url(0, 3, f"internal:'{grunnlag.regler.ark}'!A{top + 1}", there, grunnlag.regler.beskrivelse),
        "en lenke",
    )
    return sheet


def _rows_of(section: Section) -> int:
    return 2 + len(section.setninger) + len(section.rader) + bool(section.rader and section.hoder)


class _Grid:
    """Cells merged over the columns of a sheet."""

    def __init__(self, book: Book, sheet: Any, widths: list[float]) -> None:
        self.book, self.sheet, self._widths = book, sheet, widths

    def heading(self, row: int, tittel: str) -> None:
        check(self.sheet.set_row(row, 22), "en radhøyde")
        for number in range(_ACROSS):
            self.book.write(self.sheet, row, number, tittel if number == 0 else None, self.book.look("overskrift"))

    def write(self, row: int, first: int, columns: int, value: Verdi, look: Any) -> int:
        """How many lines it takes."""
        last = first + columns - 1
        if columns > 1:
            check(self.sheet.merge_range(row, first, row, last, "", look), "sammenslåtte celler")
        self.book.write(self.sheet, row, first, value, look)
        return lines_in(str(value or ""), sum(self._widths[first : last + 1]) - INDENT)

    def set_height(self, row: int, lines: int) -> None:
        check(self.sheet.set_row(row, min(lines * LINE + 2, HIGHEST)), "en radhøyde")


def _write_section(grid: _Grid, row: int, section: Section) -> int:
    grid.heading(row, section.tittel)
    row += 1
    for sentence in section.setninger:
        grid.set_height(row, grid.write(row, 0, _ACROSS, sentence, grid.book.look("setning", quote_prefix=True)))
        row += 1
    if section.rader and section.hoder:
        _write_cells(grid, row, section, tuple(column.navn for column in section.kolonner), head=True)
        row += 1
    for values in section.rader:
        _write_cells(grid, row, section, values)
        row += 1
    return row


def _write_cells(grid: _Grid, row: int, section: Section, values: tuple[Verdi, ...], *, head: bool = False) -> None:
    at, height = 0, 1
    for column, columns, value in zip(section.kolonner, section.spenn, values, strict=True):
        look = grid.book.header_look(column) if head else grid.book.cell_look(column, value)
        height = max(height, grid.write(row, at, columns, value, look))
        at += columns
    grid.set_height(row, height)
