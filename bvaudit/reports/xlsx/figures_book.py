"""The workbook of key figures on paper and screen: numbers as numbers, and a chart beside each table."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.chart_view import Graf
from bvaudit.reports.figure_book import Bokdel, Forside, Tallbok, Temaark
from bvaudit.reports.figure_grids import Rutelinje, Rutenett
from bvaudit.reports.figure_words import periode, tilstand
from bvaudit.reports.xlsx.book import INDENT, LINE, LINK, Book, check
from bvaudit.reports.xlsx.charts import SHARE, WHOLE, Grafark, height
from bvaudit.reports.xlsx.hidden_sheets import long_text_table
from bvaudit.reports.xlsx.language import with_language
from bvaudit.reports.xlsx.page import set_up_page
from bvaudit.reports.xlsx.save import refuse_if_open, save
from bvaudit.reports.xlsx.table_sheet import write_table_sheet
from bvaudit.reports.xlsx.text import lines_in
from bvaudit.texts import spoken, text

_NAME, _CELL, _LAST = 25.0, 8.6, 13  # widths in characters, and the last column: 1 040 pixels, a screen has 1 366
_WIDE = _NAME + _CELL * _LAST
_BESIDE = 7  # a table of so many columns has room for a chart to its right
_CHART_WIDE = 450  # pixels
_PIXELS = 20  # a row of 15 points
_PAGE_HIGH = 620  # points of a page across, at the size below
_SCALE = 75  # per cent: letters of 11 points come out above 8, and all columns fit on a page, in wider letters too
_DAY = re.compile(r"^(\d\d\.\d\d\.)(\d{4})$")
_TEXT: dict[str, Any] = {"quote_prefix": True, "align": "left", "indent": 1}


def write_figures_book(bok: Tallbok, output: Path) -> None:
    """The same view gives the same bytes. SurroundingsError when the file is open or cannot be written."""
    refuse_if_open(output)
    save(figures_book(bok), output)


def figures_book(bok: Tallbok) -> bytes:
    fakta = bok.fakta
    title = bok.forside.tittel
    book = Book(title=title, company=fakta.kommune, author=f"bvaudit {fakta.programversjon}", per=fakta.per)
    grafark = Grafark(book, text("nokkeltall.ark.grafer"))
    sheets = [_front(book, bok.forside)]
    themes = [_Theme(book, tema, grafark, fakta.per) for tema in bok.temaer]
    across = [theme.write() for theme in themes]
    sheets += [write_table_sheet(book, table) for table in bok.tabeller]
    sheets += [sheet for sheet in (grafark.write(),) if sheet is not None]
    if long_texts := long_text_table(book):
        sheets.append(write_table_sheet(book, long_texts))
    for sheet in (*sheets, *across):
        set_up_page(sheet, title=title, per=fakta.per, klasse=fakta.dokumentklasse)
    for theme, sheet in zip(themes, across, strict=True):
        theme.pages(sheet)
    return with_language(book.close(), f"{spoken()}-NO")


def _front(book: Book, view: Forside) -> Any:
    sheet = book.workbook.add_worksheet(text("nokkeltall.ark.forside"))
    sheet.hide_gridlines(2)
    widths = (46.0, 26.0, 18.0, 26.0, 34.0)
    for number, width in enumerate(widths):
        check(sheet.set_column(number, number, width), "en kolonnebredde")
    book.write(sheet, 0, 0, view.tittel, book.look("tittel"))
    check(sheet.set_row(0, 28), "en radhøyde")
    book.write(sheet, 1, 0, view.undertittel, book.look("undertittel"))
    row = 2
    for sentence in view.setninger:
        _across(book, sheet, row, len(widths) - 1, sentence, sum(widths))
        row += 1
    row = _pairs(book, sheet, row + 1, text("nokkeltall.bok.kilde_tittel"), view.kilde, sum(widths[1:]))
    row = _contents(book, sheet, row + 1, view)
    if view.ikke_undersokt:
        title = text("nokkeltall.bok.ikke_undersokt")
        _pairs(book, sheet, row + 1, title, view.ikke_undersokt, sum(widths[1:]))
    return sheet


def _across(book: Book, sheet: Any, row: int, last: int, sentence: str, width: float, look: str = "setning") -> float:
    """Merged cells do not grow by themselves in Excel, so their heights are reckoned here, and returned."""
    height = lines_in(sentence, width) * LINE + 2
    check(sheet.merge_range(row, 0, row, last, "", book.look(look)), "sammenslåtte celler")
    check(sheet.set_row(row, height), "en radhøyde")
    book.write(sheet, row, 0, sentence, book.look(look))
    return height


def _pairs(book: Book, sheet: Any, row: int, title: str, pairs: tuple[tuple[str, str], ...], width: float) -> int:
    book.write(sheet, row, 0, title, book.look("hode", align="left", indent=1))
    check(sheet.merge_range(row, 1, row, 4, "", book.look("hode")), "sammenslåtte celler")
    for label, words in pairs:
        row += 1
        look = book.look("celle", **_TEXT)
        book.write(sheet, row, 0, label, look)
        check(sheet.merge_range(row, 1, row, 4, "", look), "sammenslåtte celler")
        book.write(sheet, row, 1, words, look)
        lines = max(lines_in(words, width - INDENT), lines_in(label, 46 - INDENT))
        check(sheet.set_row(row, lines * LINE + 2), "en radhøyde")
    return row + 1


def _contents(book: Book, sheet: Any, row: int, view: Forside) -> int:
    for number, name in enumerate(("navn", "vist", "periode", "ark")):
        book.write(sheet, row, number, text(f"nokkeltall.kol.{name}"), book.look("hode", align="left", indent=1))
    for navn, vist, naar, ark in view.innhold:
        row += 1
        for number, value in enumerate((navn, vist, naar)):
            book.write(sheet, row, number, value, book.look("celle", **_TEXT))
        check(sheet.set_row(row, lines_in(navn, 46 - INDENT) * LINE + 2), "en radhøyde")
        look = book.look("celle", font_color=LINK, underline=1)
        check(sheet.write_url(row, 3, f"internal:'{ark}'!A1", look, ark), "en lenke")
    return row + 1


def _narrow(head: str) -> str:
    """A day on two lines: no column is wide enough for it on one."""
    return _DAY.sub("\\1\n\\2", head)


class _Theme:
    """The sheet of a subject, written from the top. ``tops`` are the rows where something begins that is
    not to be cut in two: a figure, and each of its tables with its chart."""

    def __init__(self, book: Book, tema: Temaark, grafark: Grafark, per: date) -> None:
        self.book, self.tema, self.grafark, self.per = book, tema, grafark, per
        self.tops: list[int] = []
        self.heights: dict[int, float] = {}
        self.last = 0

    def write(self) -> Any:
        self.sheet = self.book.workbook.add_worksheet(self.tema.ark)
        self.sheet.hide_gridlines(2)
        check(self.sheet.set_column(0, 0, _NAME), "en kolonnebredde")
        check(self.sheet.set_column(1, _LAST, _CELL), "en kolonnebredde")
        self._put(0, 0, self.tema.tittel, "tittel")
        check(self.sheet.set_row(0, 28), "en radhøyde")
        row = 2
        for part in self.tema.deler:
            self.tops.append(row)
            row = self._figure(row, part) + 1
        self.last = row
        return self.sheet

    def pages(self, sheet: Any) -> None:
        """A figure is not cut in two on paper when it fits on a page."""
        sheet.fit_page = 0
        sheet.set_print_scale(_SCALE)
        check(sheet.print_area(0, 0, self.last, _LAST), "utskriftsområdet")
        breaks, begun = [], 0
        for top, after in pairwise([*self.tops, self.last]):
            if self._high(begun, after) > _PAGE_HIGH and top > begun:
                breaks.append(top)
                begun = top
        check(sheet.set_h_pagebreaks(breaks), "sideskift")

    def _high(self, first: int, after: int) -> float:
        return sum(self.heights.get(row, LINE) for row in range(first, after))

    def _figure(self, row: int, part: Bokdel) -> int:
        self._put(row, 0, part.tittel, "overskrift")
        for column in range(1, _LAST + 1):
            self._put(row, column, None, "overskrift")
        for sentence in part.setninger:
            row += 1
            self.heights[row] = _across(self.book, self.sheet, row, _LAST, sentence, _WIDE)
        row += 2
        for number, (grid, graf) in enumerate(part.nett):
            if number:
                self.tops.append(row)
            row = self._grid(row, grid, part.desimaler, graf)
        for sentence in part.under:
            _across(self.book, self.sheet, row, _LAST, sentence, _WIDE, "kilde")
            row += 1
        return row

    def _grid(self, row: int, grid: Rutenett, desimaler: int, graf: Graf | None) -> int:
        """The table, with its chart to the right where there is room, else below; returns the row after both."""
        first = row
        heads = list(grid.kolonner) or [_narrow(periode(*one, self.per)) for one in grid.perioder]
        shares = grid.andel and not grid.kolonner
        of = [text("nokkeltall.hode.av", periode=head) for head in heads] if shares else []
        self._put(row, 0, grid.hode, "hode", align="left", indent=1)
        for number, head in enumerate([*heads, *of], start=1):
            self._put(row, number, head, "hode", align="right")
        lines = max((lines_in(head, _CELL - 1) for head in [*heads, *of]), default=1)
        self._height(row, lines * LINE + 3)
        for line in grid.linjer:
            row += 1
            self._line(row, line, grid, desimaler)
        after = row + 2  # one empty row
        if graf is None:
            return after
        columns = 1 + len(heads) + len(of)
        chart = self.grafark.chart(graf)
        high = height(graf)
        chart.set_size({"width": _CHART_WIDE, "height": high})
        place = (first, _BESIDE) if columns <= _BESIDE else (after - 1, 0)
        options = {"description": graf.alt, "x_offset": 6, "y_offset": 3, "object_position": 2}
        check(self.sheet.insert_chart(*place, chart, options), "et diagram")
        end = max(after, place[0] + -(-high // _PIXELS) + 1)
        if place[1] == 0 and self._high(first, end) > _PAGE_HIGH:  # they do not fit on a page together
            self.tops.append(place[0])
        return end

    def _line(self, row: int, line: Rutelinje, grid: Rutenett, desimaler: int) -> None:
        kind = "sum" if line.sum else "celle"
        self._put(row, 0, line.navn, kind, **_TEXT)
        lines = lines_in(line.navn, _NAME - 2 * INDENT)
        for number, rad in enumerate(line.rader, start=1):
            self._number(row, number, rad, kind, desimaler)
            if grid.andel and not grid.kolonner:
                nevner = rad.nevner if rad is not None and rad.tilstand is Tilstand.VERDI else None
                self._put(row, number + len(grid.perioder), nevner, kind, align="right", num_format=WHOLE)
            if rad is not None and rad.tilstand is not Tilstand.VERDI:
                lines = max(lines, lines_in(tilstand(rad.tilstand), _CELL - 1))
        self._height(row, lines * LINE + 1)

    def _height(self, row: int, points: float) -> None:
        check(self.sheet.set_row(row, points), "en radhøyde")
        self.heights[row] = points

    def _number(self, row: int, column: int, rad: Nokkelrad | None, kind: str, desimaler: int) -> None:
        if rad is None:
            self._put(row, column, None, kind)
        elif rad.tilstand is not Tilstand.VERDI or rad.verdi is None:
            self._put(row, column, tilstand(rad.tilstand), kind, align="right", italic=True, font_color="#595959")
        else:
            whole = float(rad.verdi).is_integer()
            shown = SHARE if rad.storrelse == "andel" else WHOLE if whole else f"#,##0.{'0' * desimaler}"
            self._put(row, column, rad.verdi, kind, align="right", num_format=shown)

    def _put(self, row: int, column: int, value: Any, look: str, **extra: Any) -> None:
        self.book.write(self.sheet, row, column, value, self.book.look(look, **extra))
