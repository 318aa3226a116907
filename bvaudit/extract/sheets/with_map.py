"""Spreadsheets through a kart: rows of the source's own values, or every problem with the cell it stands in."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Grad, Problem, Samlet, Sted
from bvaudit.extract.people.person_numbers import looks_like_number
from bvaudit.extract.sheets.cells import ERROR_CELL, UNCOUNTED, Fault, Field, Value, convert, is_empty
from bvaudit.extract.sheets.headings import plan_for
from bvaudit.extract.sheets.reading import Plan, Reading, find_files
from bvaudit.extract.sheets.rows import rows_of_cases
from bvaudit.extract.sheets.texts import difference, heading_key, loose, unwrapped
from bvaudit.model.kart import Kart, TabellKart, mappable_tables
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import BY_NAME

Row = dict[str, Any]

_PERSON_COLUMNS = frozenset({"fodselsnummer", "duf_nummer"})  # the only places for such a number
_SAME_FOR_ALL = frozenset({"plassholder", "feilcelle", "formel-uten-verdi"})  # the text says all there is to say
_FILLED_WITH_ZEROS = {"bydelsnummer": 2, "kommunenummer": 4, "fodselsnummer": 11}
_OWNER_ID = {"henvendelse_id": "henvendelse"}  # the shortcut in undersokelse


def sheet_rows(
    sources: Sequence[Path], kart: Kart, *, koder: Kodelister, problems: list[Problem]
) -> Iterator[tuple[str, Row]]:
    """(table, row) for every row of every mapped sheet, cases first and owners before what they own.

    Values are typed (date, int, bool, text) and still the source's own, person numbers too: the caller pseudonymises
    them. A row has ``_sted``; one with a fault is left out and told of in ``problems``, which the caller must look
    through before trusting any row. Raises SurroundingsError when a file is locked.
    """
    reading = Reading(kart=kart, koder=koder, problems=problems, paths=find_files(sources, kart, problems))
    order = mappable_tables()
    # What can lie under several kinds of row comes after them all.
    for tabell in sorted(kart.tabeller, key=lambda t: (BY_NAME[t.tabell].eid, order.index(t.tabell))):
        yield from _table_rows(tabell, reading)


def _table_rows(tabell: TabellKart, reading: Reading) -> Iterator[tuple[str, Row]]:
    plan = plan_for(tabell, reading)
    if plan is None:
        return
    _tell_merged(plan, reading)
    repeated, faults = 0, sum(problem.grad is Grad.FEIL for problem in reading.noted)
    numbers = _Numbers()
    for index in rows_of_cases(plan, reading):
        row = _row(plan, index, reading)
        if row is None:
            continue
        _number_if_keyless(row, plan, numbers)
        if _is_repeated(row, plan, index, reading):
            repeated += 1
            continue
        if _is_sound(row, plan, index, reading):
            yield from _with_relations(tabell.tabell, row)
    if (
        sum(problem.grad is Grad.FEIL for problem in reading.noted) == faults
    ):  # else a row left out would look like a missing owner to those that point to it
        reading.complete.add(tabell.tabell)
    if repeated:
        tekst = f"{repeated} rader er helt like en rad over og er lest én gang i tabellen {tabell.tabell}"
        reading.tell(Problem(sted=plan.sheet.whole, kode="like-rader", tekst=tekst, grad=Grad.MERKNAD))
    reading.tell_rest()


def _tell_merged(plan: Plan, reading: Reading) -> None:
    used = {index for index, _ in plan.fields}
    for first_row, first, last_row, last in plan.sheet.facts.merged:
        if last_row > plan.header and used & set(range(first, last + 1)):
            tekst, hint = (
                "flere celler er slått sammen, så bare den første har verdien",
                "del cellene og fyll inn verdien i hver rad",
            )
            reading.tell(
                Problem(sted=plan.sheet.place(first_row, first), kode="sammenslatte-celler", tekst=tekst, hint=hint)
            )


def _row(plan: Plan, index: int, reading: Reading) -> Row | None:
    """The values of one row; None when it is empty or has a fault, which is then told."""
    cells = plan.sheet.rows[index]
    given = {f.kolonne for i, f in plan.fields if _is_given(plan, index, i)}
    if not given or (plan.tabell != "sak" and given == {"sak_id"} and len(plan.fields) > 1):
        return None  # a line between, or a case without anything of this kind
    row: Row = {"_sted": plan.sheet.place(index, plan.cell("sak_id")), **plan.faste}
    sound = True
    for i, reader in plan.fields:
        value = _unknown(plan, index, i) or _value(cells[i] if i < len(cells) else None, reader)
        if isinstance(value, Fault):
            reading.tell(_problem(value, plan, index, i, reader))
            if value.grad is Grad.FEIL:
                sound = False
                continue
            value = None
        if value is not None or reader.kolonne not in row:
            row[reader.kolonne] = value
    if sound and not row.get("sak_id"):
        tekst, hint = "raden mangler sakens id", "fyll den inn, eller ta raden ut av arket"
        felt = next((f.overskrift for _, f in plan.fields if f.kolonne == "sak_id"), "sak_id")
        samlet = Samlet(felt=felt, flere="mangler sakens id", verdi="")
        reading.tell(Problem(sted=row["_sted"], kode="mangler-sak", tekst=tekst, hint=hint, samlet=samlet))
        return None
    return row if sound else None


def _is_given(plan: Plan, index: int, column: int) -> bool:
    cells = plan.sheet.rows[index]
    return (column < len(cells) and not is_empty(cells[column])) or _unknown(plan, index, column) is not None


def _unknown(plan: Plan, index: int, column: int) -> Fault | None:
    """What the fast reader takes for an empty cell though it is not."""
    if (index, column) in plan.sheet.facts.errors:
        return ERROR_CELL
    return UNCOUNTED if (index, column) in plan.sheet.facts.uncounted else None


def _problem(fault: Fault, plan: Plan, index: int, column: int, reader: Field) -> Problem:
    cells = plan.sheet.rows[index]
    found = cells[column] if column < len(cells) and not is_empty(cells[column]) else None
    verdi = _mark(str(found)) if found is not None and fault.kode not in _SAME_FOR_ALL else ""
    return Problem(
        sted=plan.sheet.place(index, column),
        kode=fault.kode,
        tekst=fault.tekst.replace("{felt}", reader.overskrift),
        hint=fault.hint,
        grad=fault.grad,
        samlet=Samlet(felt=reader.overskrift, flere=fault.flere, verdi=verdi),
    )


def _mark(text: str) -> str:
    """Something that tells values apart and shows none of them."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _value(cell: object, reader: Field) -> Value | Fault:
    cell = unwrapped(cell)
    if isinstance(cell, str | int | float) and not isinstance(cell, bool) and reader.kolonne in _FILLED_WITH_ZEROS:
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
        cell = text.zfill(_FILLED_WITH_ZEROS[reader.kolonne]) if text.isdigit() else text
    value = convert(cell, reader)
    if isinstance(value, str) and reader.kolonne not in _PERSON_COLUMNS and looks_like_number(value):
        return Fault(
            kode="fodselsnummer-i-feil-felt",
            tekst="verdien i «{felt}» kan være et fødselsnummer",
            hint="bruk fagsystemets egen id her; fødselsnummer leses bare i kolonnen fodselsnummer",
            flere="kan være fødselsnumre",
        )
    return value


def _key(text: object) -> str:
    return heading_key(text or "")


@dataclass(slots=True)
class _Numbers:
    """How many rows without an id each case has had, and which of its persons were among them."""

    last: Counter[str] = field(default_factory=Counter)
    persons: dict[tuple[object, ...], int] = field(default_factory=dict)


def _number_if_keyless(row: Row, plan: Plan, numbers: _Numbers) -> None:
    """A row without an id of its own gets one within its case, in the order of the sheet."""
    nokkel = BY_NAME[plan.tabell].nokkel
    if not nokkel or row.get(nokkel):
        return
    sak = _key(row["sak_id"])
    if plan.tabell == "personalia":
        # The same child on every line of a case is one person; two like reports may be two reports.
        number = numbers.persons.setdefault((sak, *_values(row)), numbers.last[sak] + 1)
        numbers.last[sak] = max(number, numbers.last[sak])
    else:
        numbers.last[sak] += 1
        number = numbers.last[sak]
    row[nokkel] = f"{plan.tabell} {number}"


def _values(row: Row) -> tuple[object, ...]:
    return tuple(value for name, value in row.items() if name != "_sted")


def _is_repeated(row: Row, plan: Plan, index: int, reading: Reading) -> bool:
    """Whether the row stood above in the same words. Told as a problem when only the key is the same."""
    nokkel = BY_NAME[plan.tabell].nokkel
    if nokkel is None:
        return False
    seen = reading.seen.setdefault(plan.tabell, {})
    identity = (_key(row["sak_id"]), _key(row[nokkel]))
    forelder = BY_NAME[plan.tabell].forelder
    if forelder not in (None, "sak") and plan.tabell != "tiltak_evaluering":  # nothing points at these by their id
        identity = (identity[0], f"{_key(row[f'{forelder}_id'])}\x1f{identity[1]}")
    values = _values(row)
    where, before = seen.setdefault(identity, (plan.sheet.row_name(index), values))
    if before is values:
        return False
    if before != values:
        sted = plan.sheet.place(index, plan.cell(nokkel))
        tekst = (
            f"id-en er brukt før, på {where}, med andre opplysninger"
            if plan.sheet.lines
            else (f"id-en er brukt før, i {where}, med andre opplysninger")
        )
        hint = "hver rad må ha sin egen id; slå sammen eller rett radene"
        felt = next((f.overskrift for _, f in plan.fields if f.kolonne == nokkel), nokkel)
        samlet = Samlet(felt=felt, flere="har en id som er brukt før, med andre opplysninger", verdi="")
        reading.tell(Problem(sted=sted, kode="dobbel-nokkel", tekst=tekst, hint=hint, samlet=samlet))
        return False
    return True


def _is_sound(row: Row, plan: Plan, index: int, reading: Reading) -> bool:
    """Whether the case and the owner the row points to are there. Only asked of sheets that were read to the end."""
    if plan.tabell == "sak":
        return True
    sak = _key(row["sak_id"])
    if "sak" in reading.complete and (sak, sak) not in reading.seen.get("sak", {}):
        tekst, hint = "saken finnes ikke blant sakene", "legg saken til, eller rett id-en"
        alike = _look_alike(reading, "sak", sak)
        if alike:
            tekst, hint = f"saken finnes ikke blant sakene, men {alike}", "skriv id-en likt begge steder"
        reading.tell(_pointing("ukjent-sak", tekst, hint, row["_sted"], plan, "sak_id", sak))
        return False
    mapped = {tabell.tabell for tabell in reading.kart.tabeller}
    for kolonne, eier in _owners(row, plan.tabell):
        if eier not in mapped:
            tekst, hint = (
                "eier_type er ikke navnet på en tabell i kartet",
                "skriv for eksempel undersokelse eller tiltak",
            )
            reading.tell(Problem(sted=row["_sted"], kode="ukjent-eiertype", tekst=tekst, hint=hint))
            return False
        if eier not in reading.complete:
            continue
        for identity in _ids(row[kolonne]) or [""]:
            if (sak, _key(identity)) not in reading.seen.get(eier, {}):
                sted = plan.sheet.place(index, plan.cell(kolonne))
                tekst, hint = (
                    f"fant ikke {eier} med denne id-en i saken",
                    "rett id-en, eller legg raden til i arket den hører hjemme i",
                )
                alike = _look_alike(reading, eier, _key(identity), sak)
                if alike:
                    tekst, hint = f"{tekst}, men {alike}", "skriv id-en likt begge steder"
                reading.tell(_pointing("ukjent-eier", tekst, hint, sted, plan, kolonne, str(identity)))
                return False
    return True


def _pointing(kode: str, tekst: str, hint: str, sted: Sted, plan: Plan, kolonne: str, verdi: str) -> Problem:
    felt = next((f.overskrift for _, f in plan.fields if f.kolonne == kolonne), kolonne)
    samlet = Samlet(felt=felt, flere="peker på noe som ikke finnes", verdi=_mark(verdi))
    return Problem(sted=sted, kode=kode, tekst=tekst, hint=hint, samlet=samlet)


def _look_alike(reading: Reading, tabell: str, wanted: str, sak: str = "") -> str:
    """Where an id stands that only differs in what exports change, and what differs; the ids are not shown."""
    known = reading.alike.get(tabell)
    if known is None:
        known = reading.alike[tabell] = {}
        for identity, (where, _) in reading.seen.get(tabell, {}).items():
            known.setdefault(loose(identity[1]), []).append((identity, where))
    for identity, where in known.get(loose(wanted), []):
        if sak in ("", identity[0]) and (what := difference(wanted, identity[1])):
            return f"id-en i {where} ligner; forskjellen er {what}"
    return ""


def _owners(row: Row, tabell: str) -> list[tuple[str, str]]:
    """(column, table it points to) for every pointer the row must have."""
    table = BY_NAME[tabell]
    owners = [(f"{table.forelder}_id", table.forelder)] if table.forelder not in (None, "sak") else []
    if table.eid:
        owners.append(("eier_id", _key(row.get("eier_type"))))
    return [(k, str(e)) for k, e in owners] + [
        (k, e) for k, e in _OWNER_ID.items() if tabell == "undersokelse" and row.get(k)
    ]


def _ids(text: object) -> list[str]:
    """One or several ids in a cell, with semicolon between."""
    return [part.strip() for part in str(text or "").split(";") if part.strip()]


def _with_relations(tabell: str, row: Row) -> Iterator[tuple[str, Row]]:
    """The row, and for an undersokelse the relations its henvendelse_id stands for."""
    pointers = _ids(row.pop("henvendelse_id", None)) if tabell == "undersokelse" else []
    yield tabell, row
    for henvendelse in pointers:
        yield (
            "relasjon",
            {
                "_sted": row["_sted"],
                "sak_id": row["sak_id"],
                "relasjon_id": f"{henvendelse} → {row['undersokelse_id']}",
                "fra_type": "Henvendelse",
                "fra_id": henvendelse,
                "til_type": "Undersokelse",
                "til_id": row["undersokelse_id"],
            },
        )
