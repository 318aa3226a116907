"""The first sheet: what a leader takes in at a glance, on one screen of 1366 by 768 and on one page."""

from collections.abc import Sequence
from typing import Any

from bvaudit.reports.register_sheets import Known, MatrixRow, Oversikt, SheetTable
from bvaudit.reports.xlsx import formulas
from bvaudit.reports.xlsx.book import HIGHEST, INDENT, LINE, LINK, Book, check
from bvaudit.reports.xlsx.marks import GRADES
from bvaudit.reports.xlsx.text import lines_in

_UNIT, _COUNT, _GAP, _LABEL, _VALUE = 25, 8.5, 2, 20, 43  # widths in characters
_TEXT: dict[str, Any] = {"quote_prefix": True, "align": "left", "indent": 1}
_TITLE, _ROW, _HEAD = 27, 16, 31  # heights in points


class OverviewSheet:
    """Written from the top: title, sentences, the matrix with the source beside it, and what nobody knows."""

    def __init__(self, book: Book, oversikt: Oversikt, tabeller: Sequence[SheetTable]) -> None:
        self._book, self._oversikt, self._tables, self._avvik = book, oversikt, tabeller, tabeller[0]
        self.sheet: Any = book.workbook.add_worksheet(oversikt.ark)
        self._counts = len(oversikt.kolonner)
        self._right = self._counts + 2  # the first column of the source box
        self.felt: dict[str, tuple[int, int]] = {}

    def write(self) -> Any:
        """The sheet; ``felt`` then says where each blank is (row and column from 0)."""
        sheet, widths = self.sheet, (_UNIT, *(_COUNT,) * self._counts, _GAP, _LABEL, _VALUE)
        sheet.hide_gridlines(2)
        for number, width in enumerate(widths):
            check(sheet.set_column(number, number, width), "en kolonnebredde")
        self._height(0, _TITLE)
        self._put(0, 0, self._oversikt.tittel, "tittel")
        self._put(1, 0, self._oversikt.undertittel, "undertittel")
        row = 2
        for sentence in self._oversikt.setninger:
            lines = lines_in(sentence, sum(widths) * 1.1)  # nothing is indented here
            self._across(row, 0, self._right + 1, sentence, "setning", quote_prefix=True)
            self._height(row, lines * LINE + 1)
            row += 1
        below = self._matrix(row + 1)
        self._source(row + 1)
        self._unknown(below + 1)
        return sheet

    def _matrix(self, row: int) -> int:
        self._height(row, _HEAD)
        self._put(row, 0, self._oversikt.enhet, "hode", align="left", indent=1)
        for number, column in enumerate(self._oversikt.kolonner, start=1):
            marked = next((look for grad, look in GRADES.items() if grad.vist == column.grad), {})
            self._put(row, number, column.navn, "hode", align="center", **marked)
        for line in self._oversikt.rader:
            row += 1
            lines = lines_in(line.navn, _UNIT - 2 * INDENT)
            self._height(row, max(_ROW, min(lines * LINE + 1, HIGHEST)))
            self._put(row, 0, line.navn, "sum" if line.sum else "celle", **_TEXT)
            for number in range(self._counts):
                self._count(row, number, line)
        return row + 1

    def _count(self, row: int, number: int, line: MatrixRow) -> None:
        column, value = self._oversikt.kolonner[number], line.tall[number]
        kind = "sum" if line.sum else "celle"
        key = line.nokler[number] if line.nokler else ""
        if column.forfalt and self._avvik.rader and line.enheter:
            formula = formulas.overdue_count(self._avvik, line.enheter)
            code = self.sheet.write_formula(row, number + 1, formula, self._look(kind, align="center"), value)
            check(code, "en formel")
        elif key and value:
            look = self._look(kind, align="center", font_color=LINK, underline=1)
            formula = formulas.opens(column, line, number)
            check(self.sheet.write_formula(row, number + 1, formula, look, value), "en formel")
        else:
            grey = {} if line.sum else {"font_color": "#595959"}
            self._put(row, number + 1, value, kind, align="center", **grey)

    def _source(self, row: int) -> None:
        self._across(row, self._right, self._right + 1, self._oversikt.kilde_tittel, "hode", align="left", indent=1)
        for label, value in self._oversikt.kilde:
            row += 1
            self._put(row, self._right, label, "celle", **_TEXT)
            self._put(row, self._right + 1, value, "celle", **_TEXT)
        for id, label in self._oversikt.fylles_ut:
            row += 1
            self._put(row, self._right, label, "celle", **_TEXT)
            self._put(row, self._right + 1, None, "blank")
            self.felt[id] = (row, self._right + 1)

    def _unknown(self, row: int) -> None:
        for number in range(self._counts + 1):
            title = self._oversikt.ukjent_tittel if number == 0 else None
            self._put(row, number, title, "hode", align="left", indent=1)
        for known in self._oversikt.ukjent:
            row += 1
            self._height(row, _ROW)
            self._known(row, known)

    def _known(self, row: int, known: Known) -> None:
        middle = self._counts - (5 if isinstance(known.verdi, str) else 3)
        self._across(row, 0, middle, known.tekst, "celle", **_TEXT)
        if isinstance(known.verdi, str):
            self._across(row, middle + 1, self._counts, known.verdi, "celle", **_TEXT)
            return
        self._put(row, middle + 1, known.verdi, "celle", align="center", bold=True)
        look = self._look("celle", font_color=LINK, underline=1)
        check(self.sheet.merge_range(row, middle + 2, row, self._counts, "", look), "sammenslåtte celler")
        check(self.sheet.write_url(row, middle + 2, f"internal:'{known.ark}'!A1", look, known.ark), "en lenke")

    def _put(self, row: int, number: int, value: Any, look: str, **extra: Any) -> None:
        self._book.write(self.sheet, row, number, value, self._look(look, **extra))

    def _across(self, row: int, first: int, last: int, value: str, look: str, **extra: Any) -> None:
        check(self.sheet.merge_range(row, first, row, last, "", self._look(look, **extra)), "sammenslåtte celler")
        self._put(row, first, value, look, **extra)

    def _look(self, name: str, **extra: Any) -> Any:
        return self._book.look(name, **extra)

    def _height(self, row: int, points: float) -> None:
        check(self.sheet.set_row(row, points), "en radhøyde")
