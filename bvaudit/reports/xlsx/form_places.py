"""Where everything of a form stands, so that its formulas can be written before its sheets are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import quote_sheetname, xl_range_abs, xl_rowcol_to_cell

from bvaudit.reports.forms import Form, TableSheet

_WAY = "Ark_"
_NAMED = re.compile(r"\[(#?)([a-z0-9:_-]+)(?:([.!/])([^\]]+))?\]")
_ID = "id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One table. ``hode`` are its named lines over the table, ``kolonner`` its columns, as numbers from 0."""

    navn: str
    hode: Mapping[str, int]
    overskrift: int
    forste: int
    siste: int
    kolonner: Mapping[str, int]
    rader: Mapping[str, int]


Places = Mapping[str, Place]


def place_of(view: TableSheet) -> Place:
    lines = 1 + len(view.hode) + len(view.innledning)
    helped, over = any(c.hjelp for c in view.kolonner), any(c.over for c in view.kolonner)
    head = lines + helped + over
    return Place(
        navn=view.navn,
        hode={"tittel": 0, **{fact.key: row for row, fact in enumerate(view.hode, start=1) if fact.key}},
        overskrift=head,
        forste=head + 1,
        siste=head + max(len(view.rader) + view.ledige, 1),
        kolonner={_ID: 0, **{column.spurt.key: at for at, column in enumerate(view.kolonner, start=1)}},
        rader={row.id: at for at, row in enumerate(view.rader, start=head + 1) if row.id},
    )


def places_of(form: Form) -> Places:
    return {sheet.key: place_of(sheet) for sheet in form.ark if isinstance(sheet, TableSheet)}


def way_name(sheet: str, row: str = "") -> str:
    """The name that leads to a sheet, or a row of it: it goes on leading there when the sheet is given another name."""
    return _WAY + re.sub(r"\W", "_", f"{sheet}_{row}" if row else sheet)


def ways_in(said: str) -> set[tuple[str, str]]:
    """The sheets, and the rows of them, a formula leads to."""
    return {(found[2], found[4] or "") for found in _NAMED.finditer(said) if found[1]}


def formula(said: str, places: Places, own: Place, row: int) -> str:
    """The formula of a cell in ``row``, with the places by their addresses."""

    def address(found: re.Match[str]) -> str:
        way, first, kind, rest = found.groups()
        if way:
            return way_name(first, rest or "")
        if kind == ".":
            sheet = places[first]
            column = sheet.kolonner[rest]
            area = xl_range_abs(sheet.forste, column, sheet.siste, column)
            return f"{quote_sheetname(sheet.navn)}!{area}" if sheet is not own else area
        if kind == "!":
            sheet = places[first]
            cell = xl_rowcol_to_cell(sheet.hode[rest], 1, True, True)
            return f"{quote_sheetname(sheet.navn)}!{cell}" if sheet is not own else str(cell)
        return str(xl_rowcol_to_cell(row, own.kolonner[first], col_abs=True))

    return _NAMED.sub(address, said)
