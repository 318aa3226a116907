"""The first sheet of the workbook that remembers, and its native charts."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from bvaudit.reports.register_sheets import Diagram, Known, RegisterView, SheetTable
from bvaudit.reports.xlsx.book import LINE, LINK, Book, check
from bvaudit.reports.xlsx.overview_sheet import OverviewSheet
from bvaudit.reports.xlsx.text import lines_in
from bvaudit.texts import text

CHARTED = "utvikling"  # the id of the table behind the charts
_UNIT, _COUNT, _GAP, _LABEL, _NUMBER, _WAY = 22, 7.6, 2, 37, 8, 16  # widths in characters
_TEXT: dict[str, Any] = {"quote_prefix": True, "align": "left", "indent": 1}
_TITLE, _ROW = 27, 15  # heights in points
_WIDE, _HIGH = 690, 235  # of the chart on the first sheet, in pixels
_UNIT_WIDE, _UNIT_HIGH, _ACROSS, _ROWS = 620, 254, 2, 13  # of the charts of the units, and rows each takes
_DOWN, _SCALE = 3, 80  # rows of charts on a page, and how much smaller they are there, in per cent


class MemoryOverviewSheet(OverviewSheet):
    """To the left the matrix, with the chart under it; to the right where it is from, what is counted apart, and what
    nobody knows."""

    def write(self) -> Any:
        sheet = self.sheet
        widths = (_UNIT, *(_COUNT,) * self._counts, _GAP, _LABEL, _NUMBER, _WAY)
        sheet.hide_gridlines(2)
        for number, width in enumerate(widths):
            check(sheet.set_column(number, number, width), "en kolonnebredde")
        self._height(0, _TITLE)
        self._put(0, 0, self._oversikt.tittel, "tittel")
        self._put(1, 0, self._oversikt.undertittel, "undertittel")
        row = 2
        for sentence in self._oversikt.setninger:
            self._across(row, 0, self._right + 2, sentence, "setning", quote_prefix=True)
            self._height(row, lines_in(sentence, sum(widths) * 1.1) * LINE + 1)
            row += 1
        row += 1
        below = self._matrix(row)
        self._beside(row)
        if self._oversikt.diagram:
            chart = chart_of(self._book, self._oversikt.diagram, _table(self._tables))
            chart.set_size({"width": _WIDE, "height": _HIGH})
            self._insert(below + 1, chart, self._oversikt.diagram)
        return sheet

    def _insert(self, row: int, chart: Any, diagram: Diagram) -> None:
        check(self.sheet.insert_chart(row, 0, chart, {"description": diagram.beskrivelse}), "et diagram")

    def _beside(self, row: int) -> None:
        o = self._oversikt
        self._across(row, self._right, self._right + 2, o.kilde_tittel, "hode", align="left", indent=1)
        for label, value in o.kilde:
            row += 1
            self._put(row, self._right, label, "celle", **_TEXT)
            self._across(row, self._right + 1, self._right + 2, value, "celle", **_TEXT)
        for id, label in o.fylles_ut:
            row += 1
            self._put(row, self._right, label, "celle", **_TEXT)
            check(self.sheet.merge_range(row, self._right + 1, row, self._right + 2, "", self._look("blank")), "celler")
            self.felt[id] = (row, self._right + 1)
        row = self._list(row + 1, o.apart_tittel, o.apart)
        self._list(row + 1, o.ukjent_tittel, o.ukjent)

    def _list(self, row: int, title: str, lines: Iterable[Known]) -> int:
        self._across(row, self._right, self._right + 2, title, "hode", align="left", indent=1, valign="vcenter")
        for known in lines:
            row += 1
            self._put(row, self._right, known.tekst, "celle", **_TEXT)
            strong = {"bold": True} if known.verdi else {"font_color": "#595959"}
            self._put(row, self._right + 1, known.verdi, "celle", align="center", **strong)
            look = self._look("celle", font_color=LINK, underline=1)
            place = f"internal:'{known.ark}'!A1"
            check(self.sheet.write_url(row, self._right + 2, place, look, known.ark), "en lenke")
        return row


def _table(tables: Iterable[SheetTable]) -> SheetTable:
    return next(table for table in tables if table.id == CHARTED)


def chart_of(book: Book, diagram: Diagram, table: SheetTable) -> Any:
    """Columns that stand on each other, and a line over them. Every series has its word beside it and a border, so that
    colours are not needed to tell them apart."""
    bars: Any = book.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for id, colour in diagram.soyler:
        bars.add_series({**_series(diagram, table, id), "fill": {"color": colour}, "border": {"color": "#FFFFFF"}})
    line: Any = book.workbook.add_chart({"type": "line"})
    id, colour = diagram.linje
    marker = {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}}
    line.add_series({**_series(diagram, table, id), "line": {"color": colour, "width": 2.25}, "marker": marker})
    bars.combine(line)
    bars.set_title({"name": diagram.tittel, "name_font": {"size": 11}})
    bars.set_legend({"position": "bottom", "font": {"size": 9}})
    bars.set_x_axis({"num_format": "mm.yy", "num_font": {"size": 9}, "text_axis": True})
    bars.set_y_axis(
        {
            "num_format": "0",
            "num_font": {"size": 9},
            "min": 0,
            "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}},
        }
    )
    return bars


def _series(diagram: Diagram, table: SheetTable, id: str) -> dict[str, Any]:
    """With the values stored, so that it is drawn also where nothing is worked out."""
    sheet, at = table.ark.replace("'", "''"), table.place(id)
    letter, month = xl_col_to_name(at), xl_col_to_name(table.place("maned"))
    return {
        "name": table.kolonner[at].navn,
        "categories": f"='{sheet}'!${month}${diagram.fra + 1}:${month}${diagram.til + 1}",
        "values": f"='{sheet}'!${letter}${diagram.fra + 1}:${letter}${diagram.til + 1}",
        "gap": 60,
    }


def write_charts(book: Book, view: RegisterView) -> Any:
    """A chart for each unit, two beside each other."""
    sheet = book.workbook.add_worksheet(text("registeret_bok.ark.kurver"))
    sheet.hide_gridlines(2)
    table = _table(view.tabeller)
    for number, diagram in enumerate(view.kurver):
        chart = chart_of(book, diagram, table)
        chart.set_size({"width": _UNIT_WIDE, "height": _UNIT_HIGH})
        row, column = divmod(number, _ACROSS)
        place = (row * _ROWS, column * 10)
        check(sheet.insert_chart(*place, chart, {"description": diagram.beskrivelse}), "et diagram")
    return sheet


def pages_of_charts(sheet: Any, view: RegisterView) -> None:
    """No chart is cut in two on paper."""
    rows = -(-len(view.kurver) // _ACROSS)
    sheet.fit_page = 0
    sheet.set_print_scale(_SCALE)
    check(sheet.print_area(0, 0, max(rows, 1) * _ROWS - 1, _ACROSS * 10 - 1), "utskriftsområdet")
    check(sheet.set_h_pagebreaks([row * _ROWS for row in range(_DOWN, rows, _DOWN)]), "sideskift")
