"""A table of a form: its head, its headings, and rows that can be sorted, folded and written in."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from bvaudit.intake.form_layout import ROW_MARK
from bvaudit.reports.forms import Celle, Faktum, FormColumn, Formel, FormRow, Linje, Merke, TableSheet
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx.book import HIGHEST, INDENT, LINE, LINK, Book, check
from bvaudit.reports.xlsx.form_places import Place, Places, formula
from bvaudit.reports.xlsx.form_sheets import (
    BOLD,
    HELP,
    cell_look,
    fitting_widths,
    label,
    new_sheet,
    validate,
    write_sentences,
)
from bvaudit.reports.xlsx.text import lines_in

_LEAST_LINES = 3
_MARKS: dict[Merke, dict[str, Any]] = {
    Merke.MANGLER: {"bg_color": "#F4B4B4", "font_color": "#7A0010", "bold": True},
    Merke.BESVART: {"font_color": "#1E5631"},
    Merke.UTE: {"bg_color": "#E7E6E6", "font_color": "#595959"},
}
_LINES: dict[Linje, dict[str, Any]] = {
    Linje.VANLIG: {},
    Linje.STOR: {"bold": True, "font_size": 14, "font_color": "#1F3A5F"},
    Linje.LENKE: {"font_color": LINK, "underline": 1},
}
_LINE_HEIGHTS = {Linje.STOR: 22.0}
_OVER = {
    "align": "left",
    "indent": 1,
    "bg_color": "#E9EEF5",
    "font_color": "#1F3A5F",
    "bold": True,
    "border": 1,
    "border_color": "#BFBFBF",
}


def write_form_table(book: Book, view: TableSheet, places: Places) -> Any:
    """The hidden ids stand in the first column and go with their rows when the whole table is sorted."""
    at = places[view.key]
    sheet = _sheet(book, view)
    table = _Table(book, sheet, view, places, at)
    table.head()
    table.rows()
    sheet.freeze_panes(at.overskrift + 1, view.frys + 1)
    check(sheet.repeat_rows(at.overskrift), "rader som gjentas")
    first = next((n for n, one in enumerate(view.kolonner, start=1) if not (one.spurt.fast or one.skjult)), 0)
    if view.voks and first:
        sheet.set_selection(at.forste, first, at.forste, first)  # where one begins to write
    return sheet


def _sheet(book: Book, view: TableSheet) -> Any:
    title = view.tittel if isinstance(view.tittel, str) else ""
    sheet = new_sheet(book, view.navn, title, tuple(column.bredde for column in view.kolonner))
    for number, column in enumerate((*view.kolonner, None), start=1):
        width = column.bredde if column else None
        options: dict[str, Any] = {"hidden": True} if column and (column.skjult or column.foldet) else {}
        if column and column.foldet:
            options["level"] = 1
        elif number > 1 and view.kolonner[number - 2].foldet:
            options["collapsed"] = True  # the sign that opens them stands over this one
        if options:
            check(sheet.set_column(number, number, width, None, options), "en kolonnebredde")
    if view.fane:
        sheet.set_tab_color(view.fane)
    return sheet


class _Table:
    """What is written to the sheet, part by part."""

    def __init__(self, book: Book, sheet: Any, view: TableSheet, places: Places, at: Place) -> None:
        self.book, self.sheet, self.view, self.places, self.at = book, sheet, view, places, at

    def head(self) -> None:
        if isinstance(self.view.tittel, Formel):
            self.write(0, 1, self.view.tittel, self.book.look("tittel"))
        widths = fitting_widths(tuple(c.bredde for c in self.view.kolonner if not (c.skjult or c.foldet)))
        for row, fact in enumerate(self.view.hode, start=1):
            self._fact(row, fact, widths)
        row = write_sentences(self.book, self.sheet, self.view.innledning, 1 + len(self.view.hode), widths)
        if any(column.hjelp for column in self.view.kolonner):
            _write_column_help(self.book, self.sheet, row, self.view.kolonner)
            row += 1
        if any(column.over for column in self.view.kolonner):
            self._over(row)
        self._headings()

    def _fact(self, row: int, fact: Faktum, widths: tuple[float, ...]) -> None:
        """A line across the columns one reads; merged cells do not grow, so their height is reckoned here."""
        extra = _LINES[fact.linje]
        look = self.book.look("setning", **extra)
        first = 1
        if fact.navn:
            first += self.view.hode_navn
            way = isinstance(fact.navn, Formel) and fact.navn.lenke
            named = self.book.look("setning", **(_LINES[Linje.LENKE] if way else {"bold": True}))
            self._across(row, 1, first - 1, fact.navn, named)
        last = max(first, len(widths))
        lines = lines_in(_shown(fact.verdi), sum(widths[first - 1 :]) - INDENT)
        check(self.sheet.set_row(row, max(lines * LINE + 3, _LINE_HEIGHTS.get(fact.linje, 0))), "en radhøyde")
        self._across(row, first, last, fact.verdi, look)
        if fact.id:
            self.book.write(self.sheet, row, 0, fact.id, self.book.look("tomt"))

    def _across(self, row: int, first: int, last: int, value: Celle, look: Any) -> None:
        if last > first:
            check(self.sheet.merge_range(row, first, row, last, "", look), "sammenslåtte celler")
        self.write(row, first, value, look)

    def _over(self, row: int) -> None:
        lines = 1
        for said, first, last in _bands(self.view.kolonner):
            look = self.book.look("setning", **_OVER, **({"underline": 1} if isinstance(said, Formel) else {}))
            seen = [c.bredde for c in self.view.kolonner[first - 1 : last] if not c.foldet]
            lines = max(lines, lines_in(_shown(said), sum(seen) * BOLD - INDENT))
            self._across(row, first, last, said, look)
        check(self.sheet.set_row(row, min(lines * LINE + 4, HIGHEST)), "en radhøyde")

    def _headings(self) -> None:
        view, at, look = self.view, self.at, self.book.look
        lines = max(lines_in(label(c.spurt), c.bredde * BOLD - 2) for c in view.kolonner if not c.skjult)
        check(self.sheet.set_row(at.overskrift, lines * LINE + 6), "en radhøyde")
        hidden = {"header": f"{ROW_MARK}{view.key}", "header_format": look("hode")}
        columns = [
            {
                "header": label(column.spurt),
                "header_format": look("hode" if column.spurt.fast else "hode_fylles_ut", align="left", indent=1),
                "format": cell_look(self.book, column, None),
            }
            for column in view.kolonner
        ]
        self.book.texts_written.update(one["header"] for one in (hidden, *columns))
        name = f"Tabell_{view.key.replace('-', '_')}"
        title = view.tittel if isinstance(view.tittel, str) else str(view.tittel.verdi)
        options = {"name": name, "title": title, "description": title, "style": None}
        area = (at.overskrift, 0, at.siste, len(view.kolonner))
        check(self.sheet.add_table(*area, {**options, "columns": [hidden, *columns]}), f"tabellen {name}")

    def rows(self) -> None:
        view, at = self.view, self.at
        for row, one in enumerate(_rows(view), start=at.forste):
            if one.verdier:
                check(self.sheet.set_row(row, _height(one, view)), "en radhøyde")  # empty rows grow by themselves
            self.book.write(self.sheet, row, 0, one.id, self.book.look("tomt"))
            for number, column in enumerate(view.kolonner, start=1):
                value = one.verdier.get(column.spurt.key)
                self.write(row, number, value, cell_look(self.book, column, value))
        for number, column in enumerate(view.kolonner, start=1):
            named = at.kolonner[column.lister_i] if column.lister_i else 0
            validate(self.sheet, (at.forste, number, at.siste, number), column.spurt, named=named, locked=view.voks)
            for marking in column.merking:
                said = formula(marking.nar, self.places, at, at.forste)
                rule = {
                    "type": "formula",
                    "criteria": f"={said}",
                    "format": self.book.conditional(**_MARKS[marking.merke]),
                }
                check(self.sheet.conditional_format(at.forste, number, at.siste, number, rule), "en merking")

    def write(self, row: int, column: int, value: Celle, look: Any) -> None:
        if not isinstance(value, Formel):
            self.book.write(self.sheet, row, column, value, look)
            return
        if isinstance(value.verdi, str):
            self.book.texts_written.add(value.verdi)  # as it stands where values are pasted over the formulas
        said = formula(value.uttrykk, self.places, self.at, row)
        check(self.sheet.write_formula(row, column, f"={said}", look, _stored(value.verdi)), "en formel")


def _stored(value: Verdi) -> object:
    """The answer as it is stored beside the formula."""
    if isinstance(value, date):
        return (datetime.combine(value, time()) - datetime(1899, 12, 30)).days  # noqa: DTZ001
    return clean(value) if isinstance(value, str) else "" if value is None else value


def _bands(columns: tuple[FormColumn, ...]) -> Iterator[tuple[Celle, int, int]]:
    """The headings over the headings: what is said, and the first and last column it stands over."""
    first = 0
    while first < len(columns):
        last = first
        while last + 1 < len(columns) and columns[last + 1].over == columns[first].over:
            last += 1
        if columns[first].over:
            yield columns[first].over, first + 1, last + 1
        first = last + 1


def _rows(view: TableSheet) -> tuple[FormRow, ...]:
    return (*view.rader, *(FormRow(id="", verdier={}) for _ in range(view.ledige)))


def _height(row: FormRow, view: TableSheet) -> float:
    """Room for what is written, and where something is to be chosen from a list of the row's own, for a choice."""
    seen = [column for column in view.kolonner if not (column.skjult or column.foldet)]
    texts = ((_shown(row.verdier.get(c.spurt.key)), c.bredde - INDENT) for c in seen)
    least = _LEAST_LINES if any(c.spurt.etter_rad and not c.lister_i for c in seen) else view.minst
    return min(max(least, *(lines_in(one, width) for one, width in texts)) * LINE + 3, HIGHEST)


def _shown(value: Celle) -> str:
    value = value.verdi if isinstance(value, Formel) else value
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value or "")


def _write_column_help(book: Book, sheet: Any, row: int, columns: tuple[FormColumn, ...]) -> None:
    lines = max(lines_in(column.hjelp, column.bredde * 1.15) for column in columns if not column.skjult)
    check(sheet.set_row(row, lines * 12 + 4), "en radhøyde")
    for number, column in enumerate(columns, start=1):
        book.write(sheet, row, number, column.hjelp, book.look("setning", **HELP))
