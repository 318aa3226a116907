"""The formulas of the workbook: they lead from row to row and tell what is overdue. Nothing people wrote is in them but
as a quoted word."""

from collections.abc import Sequence

from bvaudit.reports.register_sheets import CellKind, Link, MatrixColumn, MatrixRow, SheetTable
from bvaudit.reports.wording import clean
from bvaudit.texts import text


def quoted(word: str) -> str:
    """The word as a formula writes it."""
    return '"' + clean(word).replace('"', '""') + '"'


def way_to(til: str, ark: str, der: str, key: str, shown: str) -> str:
    """To the first row of the table ``til`` with this key; to the top of the sheet when it is gone."""
    sheet = ark.replace("'", "''")
    return f"=HYPERLINK(\"#'{sheet}'!A\"&IFERROR(MATCH({key},{til}[{der}],0)+1,1),{shown})"


def link(table: SheetTable, link: Link) -> str:
    return way_to(link.til, link.ark, link.der, _this_row(table, link.her), _this_row(table, link.vist))


def overdue(table: SheetTable) -> str:
    """The text beside the colour. Excel works it out when the file is opened; until then the answer on «per» stands."""
    frist = _this_row(table, table.kolonner[table.place("neste_frist")].navn)
    if table.has("_hva"):
        return _overdue_what(table, frist)
    words = (quoted(text(f"register.forfalt.{word}")) for word in ("uten_dato", "forfalt", "innen"))
    without, late, in_time = words
    return f'=IF({frist}="",{without},IF({frist}<TODAY(),{late},{in_time}))'


def _overdue_what(table: SheetTable, frist: str) -> str:
    """The same with what the deadline is for, which stands in a hidden column."""
    what = _this_row(table, "_hva")
    without, late = quoted(text("register.forfalt.uten_dato")), quoted(_late())
    return f'=IF({frist}="",{without},IF({frist}<TODAY(),{late}&{what},{what}&""))'


def _late() -> str:
    return text("registeret_bok.forfalt", hva="")


def overdue_count(table: SheetTable, enheter: Sequence[str]) -> str:
    """How many rows of these units are overdue today."""
    told = next(column for column in table.kolonner if column.kind is CellKind.FORFALT)
    column = f"{table.navn}[{told.navn}]"
    late = quoted(f"{_late()}*" if table.has("_hva") else text("register.forfalt.forfalt"))
    each = (f"COUNTIFS({table.navn}[_enhet],{quoted(enhet)},{column},{late})" for enhet in enheter)
    return "=" + "+".join(each)


def opens(column: MatrixColumn, row: MatrixRow, number: int) -> str:
    return way_to(column.til, column.ark, column.der, quoted(row.nokler[number]), str(row.tall[number]))


def _this_row(table: SheetTable, name: str) -> str:
    return f"{table.navn}[[#This Row],[{name}]]"
