"""Spreadsheets through a kart: rows of the source's own values, or every problem with the cell it stands in."""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bvaudit import texts
from bvaudit.diagnostics import Grad, Problem, Samlet, Sted
from bvaudit.extract.people.person_numbers import looks_like_number
from bvaudit.extract.sheets.carried_over import is_carried_over
from bvaudit.extract.sheets.cells import convert, is_empty
from bvaudit.extract.sheets.columns import ERROR_CELL, UNCOUNTED, CellFault, Field, Value
from bvaudit.extract.sheets.headings import layouts_of, tell_unread
from bvaudit.extract.sheets.keys import (
    RowNumbers,
    is_known_case,
    is_repeated,
    mark,
    number_if_keyless,
    points_to_what_is_there,
    with_relations,
)
from bvaudit.extract.sheets.reading import SheetLayout, SheetReading, SheetRow, find_files
from bvaudit.extract.sheets.rows import rows_of_cases
from bvaudit.extract.sheets.same_row import finds_owner, note_made
from bvaudit.extract.sheets.split import part_of
from bvaudit.extract.sheets.texts import unwrapped
from bvaudit.model.kart import WORKED_OUT, Kart, TabellKart, mappable_tables
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import BY_NAME
from bvaudit.texts import text

_PERSON_COLUMNS = frozenset({"fodselsnummer", "duf_nummer"})  # the only places for such a number
_SAME_FOR_ALL = frozenset({"plassholder", "feilcelle", "formel-uten-verdi"})  # the text says all there is to say
_FILLED_WITH_ZEROS = {"bydelsnummer": 2, "kommunenummer": 4, "fodselsnummer": 11}


def sheet_rows(
    sources: Sequence[Path], kart: Kart, *, koder: Kodelister, problems: list[Problem]
) -> Iterator[tuple[str, SheetRow]]:
    """(table, row) for every row of every mapped sheet, cases first and owners before what they own.

    Values are typed (date, int, bool, text) and still the source's own, person numbers too: the caller pseudonymises
    them. A row has ``_sted``; one with a fault is left out and told of in ``problems``, which the caller must look
    through before trusting any row. Raises SurroundingsError when a file is locked.
    """
    reading = SheetReading(kart=kart, koder=koder, problems=problems, paths=find_files(sources, kart, problems))
    order = mappable_tables()
    # What can lie under several kinds of row comes after them all.
    for tabell in sorted(kart.tabeller, key=lambda t: (BY_NAME[t.tabell].eid, order.index(t.tabell))):
        yield from _table_rows(tabell, reading)
    tell_unread(reading)


def _table_rows(tabell: TabellKart, reading: SheetReading) -> Iterator[tuple[str, SheetRow]]:
    places = [layouts_of(place, reading) for place in tabell.steder]
    layouts = [
        replace(layout, mangler=_lacking(place, tabell))
        for place, found in zip(tabell.steder, places, strict=True)
        for layout in found or ()
    ]
    if None in places:
        return
    repeated, faults = 0, sum(problem.grad is Grad.FEIL for problem in reading.noted)
    numbers = RowNumbers()
    for layout in layouts:
        repeated += yield from _sheet_rows(layout, numbers, reading, several=len(places) > 1)
    _tell_lacking_years(layouts, reading)
    if (
        sum(problem.grad is Grad.FEIL for problem in reading.noted) == faults
    ):  # else a row left out would look like a missing owner to those that point to it
        reading.complete.add(tabell.tabell)
    if repeated:
        tekst = texts.text("extract.with_map.rader_er_helt_like_en_rad", repeated=repeated, tabell=tabell.tabell)
        reading.tell(Problem(sted=layouts[0].sheet.whole, kode="like-rader", tekst=tekst, grad=Grad.MERKNAD))
    reading.tell_rest()


def _lacking(place: TabellKart, tabell: TabellKart) -> tuple[str, ...]:
    """The columns that another list has and this one not: nobody knows them of its rows, unless that list has them."""
    table = BY_NAME[tabell.tabell]
    every = {kolonne for each in tabell.steder for kolonne in each.gitt} - place.gitt - WORKED_OUT
    filled = {"kode"} if tabell.tabell == "henvendelse" else set()  # a list of reports has nothing else
    return tuple(sorted(k for k in every - filled if k[-3:] != "_id" and table.column(k) is not None))


def _sheet_rows(
    layout: SheetLayout, numbers: RowNumbers, reading: SheetReading, *, several: bool
) -> Generator[tuple[str, SheetRow], None, int]:
    """The rows of one sheet; returns how many were repeated. ``several``: the table stands in other places too."""
    _tell_merged(layout, reading)
    repeated = 0
    for index in rows_of_cases(layout, reading):
        for fields in layout.rader or ((),):
            row = _row(layout, index, fields, reading)
            if row is None or not finds_owner(row, layout, index, reading):
                continue
            if (several or layout.flere) and is_carried_over(row, layout, index, reading):
                continue
            number_if_keyless(row, layout, numbers)
            note_made(row, layout, index, reading)
            if several and is_known_case(row, layout, reading):
                continue
            if is_repeated(row, layout, index, reading):
                repeated += 1
            elif points_to_what_is_there(row, layout, index, reading):
                yield from with_relations(layout.tabell, row)
    return repeated


def _tell_lacking_years(layouts: Sequence[SheetLayout], reading: SheetReading) -> None:
    years = {layout.ar for layout in layouts if layout.ar}
    lacking = [str(year) for year in range(min(years, default=0), max(years, default=0)) if year and year not in years]
    if lacking:
        tekst, hint = text("kart_lesing.ar_mangler", ar=", ".join(lacking)), text("kart_lesing.ar_mangler_hint")
        sted = Sted(fil=layouts[0].sheet.fil)
        reading.tell(Problem(sted=sted, kode="mangler-ar", tekst=tekst, hint=hint, grad=Grad.ADVARSEL))


def _tell_merged(layout: SheetLayout, reading: SheetReading) -> None:
    used = {index for index, _ in layout.every}
    for first_row, first, last_row, last in layout.sheet.facts.merged:
        filled = first == last and first in layout.fyll_ned and first_row > layout.header
        if last_row > layout.header and used & set(range(first, last + 1)) and not filled:
            key = "sammenslatt" if first == last else "sammenslatt_flere_kolonner"
            tekst, hint = text(f"kart_lesing.{key}"), text("kart_lesing.sammenslatt_hint")
            sted = layout.sheet.place(first_row, first)
            reading.tell(Problem(sted=sted, kode="sammenslatte-celler", tekst=tekst, hint=hint))


def _row(
    layout: SheetLayout, index: int, several: Sequence[tuple[int, Field]], reading: SheetReading
) -> SheetRow | None:
    """The values of one row; None when it is empty or has a fault, which is then told. ``several``: the fields of the
    one of its rows that is asked for, when a row of the sheet is several."""
    fields = (*layout.fields, *several)
    given = {f.kolonne for i, f in several or fields if (index, i) not in layout.fylt and _is_given(layout, index, i)}
    if not given or (layout.tabell != "sak" and given == {"sak_id"} and len(fields) > 1):
        return None  # a line between, or a case without anything of this kind
    row: SheetRow = {"_sted": layout.sheet.place(index, layout.cell("sak_id")), **layout.faste}
    if layout.mangler:
        row["_mangler"] = layout.mangler
    sound = True
    for i, reader in fields:
        at = layout.value_row(index, i)
        cells = layout.sheet.rows[at]
        value = _unknown(layout, at, i) or _value(cells[i] if i < len(cells) else None, reader)
        if isinstance(value, CellFault):
            reading.tell(_problem(value, layout, at, i, reader))
            if value.grad is Grad.FEIL:
                sound = False
                continue
            if value.ukjent:
                row["_ukjent"] = (*row.get("_ukjent", ()), reader.kolonne)
            value = None
        if value is not None or reader.kolonne not in row:
            row[reader.kolonne] = value
    if sound and not row.get("sak_id"):
        _tell_no_case(row, layout, reading)
        return None
    return row if sound else None


def _tell_no_case(row: SheetRow, layout: SheetLayout, reading: SheetReading) -> None:
    tekst, hint = (
        texts.text("extract.with_map.raden_mangler_sakens_id"),
        texts.text("extract.with_map.fyll_den_inn_eller_ta_raden"),
    )
    felt = next((f.overskrift for _, f in layout.fields if f.kolonne == "sak_id"), "sak_id")
    samlet = Samlet(felt=felt, flere=texts.text("extract.with_map.mangler_sakens_id"), verdi="")
    reading.tell(Problem(sted=row["_sted"], kode="mangler-sak", tekst=tekst, hint=hint, samlet=samlet))


def _is_given(layout: SheetLayout, index: int, column: int) -> bool:
    cells = layout.sheet.rows[index]
    return (column < len(cells) and not is_empty(cells[column])) or _unknown(layout, index, column) is not None


def _unknown(layout: SheetLayout, index: int, column: int) -> CellFault | None:
    """What the fast reader takes for an empty cell though it is not."""
    if (index, column) in layout.sheet.facts.errors:
        return ERROR_CELL
    return UNCOUNTED if (index, column) in layout.sheet.facts.uncounted else None


def _problem(fault: CellFault, layout: SheetLayout, index: int, column: int, reader: Field) -> Problem:
    cells = layout.sheet.rows[index]
    found = cells[column] if column < len(cells) and not is_empty(cells[column]) else None
    verdi = mark(str(found)) if found is not None and fault.kode not in _SAME_FOR_ALL else ""
    return Problem(
        sted=layout.sheet.place(index, column),
        kode=fault.kode,
        tekst=fault.tekst.replace("{felt}", reader.overskrift),
        hint=fault.hint,
        grad=fault.grad,
        samlet=Samlet(felt=reader.overskrift, flere=fault.flere, verdi=verdi),
    )


def _value(cell: object, reader: Field) -> Value | CellFault:
    cell = unwrapped(cell)
    if isinstance(cell, str | int | float) and not isinstance(cell, bool) and reader.kolonne in _FILLED_WITH_ZEROS:
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
        cell = text.zfill(_FILLED_WITH_ZEROS[reader.kolonne]) if text.isdigit() else text
    value = part_of(cell, reader) if reader.deler else convert(cell, reader)
    if isinstance(value, str) and reader.kolonne not in _PERSON_COLUMNS and looks_like_number(value):
        return CellFault(
            kode="fodselsnummer-i-feil-felt",
            tekst=texts.text("extract.with_map.verdien_i_kan_vaere_et_fodselsnummer"),
            hint=texts.text("extract.with_map.bruk_fagsystemets_egen_id_her"),
            flere=texts.text("extract.with_map.kan_vaere_fodselsnumre"),
        )
    return value
