"""How a sheet comes out on paper."""

from datetime import date
from typing import Any

from bvaudit.reports.wording import clean, dato

_A4 = 9
_FOOTER_ROOM = 120  # of the 255 characters a footer may have


def set_up_page(sheet: Any, *, title: str, per: date) -> None:
    """A4 across, one page wide, with the page number and the judging day on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.7)
    shown = clean(title).replace("\n", " ")[:_FOOTER_ROOM].replace("&", "&&")
    sheet.set_footer(f"&L{shown}&CSide &P av &N&RPer {dato(per)}")
