"""How a sheet comes out on paper."""

from datetime import date
from typing import Any

from bvaudit.reports.register_sheets import SheetTable
from bvaudit.reports.wording import clean, dato
from bvaudit.reports.xlsx.book import check
from bvaudit.texts import text

_A4 = 9
_STANDING_ROOM = 48  # characters beside the page number
_FOOTER_ROOM = 120  # of the 255 characters a footer may have
_PAPER = 1045  # pixels across a page at 100 %
_READABLE = 85  # per cent: letters of 11 points come out above 9
_SPARE = 0.91  # on paper, and in other programs, columns come out a little wider than on a screen


def pixels(width: float) -> int:
    """A column of so many characters of Calibri 11 on a screen at 100 %."""
    return int((256 * width + 128 // 7) / 256 * 7) + 5


def set_up_page(sheet: Any, *, title: str, per: date, klasse: str = "", high: int = 0, standing: bool = False) -> None:
    """A4 across or ``standing``, one page wide and ``high`` pages high (0: as many as it takes), with the page number
    and the judging day on every page."""
    if standing:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, high)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    room = (_STANDING_ROOM if standing else _FOOTER_ROOM) - len(klasse)
    shown = clean(title).replace("\n", " ")
    shown = shown if len(shown) <= room else f"{shown[: max(room, 1) - 1]}…"
    shown = clean(f"{shown} · {klasse}" if klasse else shown).replace("&", "&&")
    sheet.set_footer(text("arbeidsbok.bunntekst", tittel=shown, per=dato(per)))


def new_page_for_each(sheet: Any, table: SheetTable) -> None:
    """What is seen of the table, on paper: a page for each unit. Excel heeds page breaks only when it is told how
    much smaller, not how many pages wide."""
    if not table.rader:
        return
    at, last = table.place(table.side_for), table.place(table.vist[-1].id)
    check(sheet.print_area(0, 0, len(table.rader), last), "utskriftsområdet")
    width = sum(pixels(column.bredde) for column in table.vist)
    sheet.fit_page = 0
    sheet.set_print_scale(min(100, int(100 * _PAPER * _SPARE / width)))
    changed = [n for n in range(1, len(table.rader)) if table.rader[n][at] != table.rader[n - 1][at]]
    check(sheet.set_h_pagebreaks([number + 1 for number in changed]), "sideskift")


def over_many_pages(sheet: Any, kept: int) -> None:
    """A table too wide for one page: at a size that can be read, with the first columns on every page."""
    sheet.fit_page = 0
    sheet.set_print_scale(_READABLE)
    sheet.print_across()
    check(sheet.repeat_columns(1, kept), "kolonner som gjentas")
