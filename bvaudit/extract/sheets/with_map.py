"""Spreadsheets through a kart: rows of the source's own values, or every problem with the cell it stands in."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Samlet
from bvaudit.extract.people.person_numbers import looks_like_number
from bvaudit.extract.sheets.cells import convert, is_empty
from bvaudit.extract.sheets.columns import ERROR_CELL, UNCOUNTED, CellFault, Field, Value
from bvaudit.extract.sheets.headings import layout_of
from bvaudit.extract.sheets.keys import (
    RowNumbers,
    is_repeated,
    mark,
    number_if_keyless,
    points_to_what_is_there,
    with_relations,
)
from bvaudit.extract.sheets.reading import SheetLayout, SheetReading, SheetRow, find_files
from bvaudit.extract.sheets.rows import rows_of_cases
from bvaudit.extract.sheets.texts import unwrapped
from bvaudit.model.kart import Kart, TabellKart, mappable_tables
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import BY_NAME

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


def _table_rows(tabell: TabellKart, reading: SheetReading) -> Iterator[tuple[str, SheetRow]]:
    layout = layout_of(tabell, reading)
    if layout is None:
        return
    _tell_merged(layout, reading)
    repeated, faults = 0, sum(problem.grad is Grad.FEIL for problem in reading.noted)
    numbers = RowNumbers()
    for index in rows_of_cases(layout, reading):
        row = _row(layout, index, reading)
        if row is None:
            continue
        number_if_keyless(row, layout, numbers)
        if is_repeated(row, layout, index, reading):
            repeated += 1
            continue
        if points_to_what_is_there(row, layout, index, reading):
            yield from with_relations(tabell.tabell, row)
    if (
        sum(problem.grad is Grad.FEIL for problem in reading.noted) == faults
    ):  # else a row left out would look like a missing owner to those that point to it
        reading.complete.add(tabell.tabell)
    if repeated:
        tekst = f"{repeated} rader er helt like en rad over og er lest én gang i tabellen {tabell.tabell}"
        reading.tell(Problem(sted=layout.sheet.whole, kode="like-rader", tekst=tekst, grad=Grad.MERKNAD))
    reading.tell_rest()


def _tell_merged(layout: SheetLayout, reading: SheetReading) -> None:
    used = {index for index, _ in layout.fields}
    for first_row, first, last_row, last in layout.sheet.facts.merged:
        if last_row > layout.header and used & set(range(first, last + 1)):
            tekst, hint = (
                "flere celler er slått sammen, så bare den første har verdien",
                "del cellene og fyll inn verdien i hver rad",
            )
            reading.tell(
                Problem(sted=layout.sheet.place(first_row, first), kode="sammenslatte-celler", tekst=tekst, hint=hint)
            )


def _row(layout: SheetLayout, index: int, reading: SheetReading) -> SheetRow | None:
    """The values of one row; None when it is empty or has a fault, which is then told."""
    cells = layout.sheet.rows[index]
    given = {f.kolonne for i, f in layout.fields if _is_given(layout, index, i)}
    if not given or (layout.tabell != "sak" and given == {"sak_id"} and len(layout.fields) > 1):
        return None  # a line between, or a case without anything of this kind
    row: SheetRow = {"_sted": layout.sheet.place(index, layout.cell("sak_id")), **layout.faste}
    sound = True
    for i, reader in layout.fields:
        value = _unknown(layout, index, i) or _value(cells[i] if i < len(cells) else None, reader)
        if isinstance(value, CellFault):
            reading.tell(_problem(value, layout, index, i, reader))
            if value.grad is Grad.FEIL:
                sound = False
                continue
            value = None
        if value is not None or reader.kolonne not in row:
            row[reader.kolonne] = value
    if sound and not row.get("sak_id"):
        tekst, hint = "raden mangler sakens id", "fyll den inn, eller ta raden ut av arket"
        felt = next((f.overskrift for _, f in layout.fields if f.kolonne == "sak_id"), "sak_id")
        samlet = Samlet(felt=felt, flere="mangler sakens id", verdi="")
        reading.tell(Problem(sted=row["_sted"], kode="mangler-sak", tekst=tekst, hint=hint, samlet=samlet))
        return None
    return row if sound else None


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
    value = convert(cell, reader)
    if isinstance(value, str) and reader.kolonne not in _PERSON_COLUMNS and looks_like_number(value):
        return CellFault(
            kode="fodselsnummer-i-feil-felt",
            tekst="verdien i «{felt}» kan være et fødselsnummer",
            hint="bruk fagsystemets egen id her; fødselsnummer leses bare i kolonnen fodselsnummer",
            flere="kan være fødselsnumre",
        )
    return value
