"""The same thing in two sheets: a report carried over to the next month's list, a placement in the list of each year.

It is known by its case and its id, or else the day it began. Read as two, the older line would look like
something that was never done.
"""

from dataclasses import dataclass

from bvaudit.diagnostics import Problem
from bvaudit.extract.sheets.reading import SheetLayout, SheetReading, SheetRow
from bvaudit.extract.sheets.texts import heading_key
from bvaudit.model.tables import BY_NAME
from bvaudit.model.words.lookup import kolonne_omtale, tabell_omtale
from bvaudit.texts import text

Where = tuple[str, str]  # file and sheet


@dataclass(slots=True, kw_only=True)
class Begun:
    """Something that began, the sheets it has been met in, and the headings of the first."""

    row: SheetRow
    sheets: set[Where]
    headings: tuple[str, ...]


def is_carried_over(row: SheetRow, layout: SheetLayout, index: int, reading: SheetReading) -> bool:
    """Whether another sheet has the row. What that one did not say is taken from this; what both say must be the same,
    or it is told. Two rows of one sheet are never one."""
    table = BY_NAME[layout.tabell]
    own = row.get(table.nokkel or "")
    known_by = own or row.get(table.start or "")
    if not table.nokkel or layout.rader or known_by is None or layout.tabell in ("sak", "personalia"):
        return False
    where = (layout.sheet.fil, layout.sheet.ark)
    headings = tuple(field.overskrift for _, field in layout.fields)
    key = (layout.tabell, heading_key(row.get("sak_id") or ""), heading_key(known_by))
    found: list[Begun] = reading.begun.setdefault(key, [])
    likely = [one for one in found if where not in one.sheets and not _is_another(one, row, headings)]
    before = max(likely, key=lambda one: _likeness(one.row, row), default=None)
    if before is None:
        found.append(Begun(row=row, sheets={where}, headings=headings))
        return False
    before.sheets.add(where)
    _join(before.row, row, layout, reading)
    reading.made[(layout.tabell, *where, index)] = before.row[table.nokkel]
    return True


def _is_another(before: Begun, row: SheetRow, headings: tuple[str, ...]) -> bool:
    """Whether it is of another kind, told of in another list: two measures may begin on one day."""
    kinds = (before.row.get("kode"), row.get("kode"))
    return before.headings != headings and None not in kinds and kinds[0] != kinds[1]


def _likeness(before: SheetRow, row: SheetRow) -> tuple[bool, int]:
    """How well two rows that began on one day go together: nothing that differs, then as much as possible the same."""
    said = [(before.get(name), value) for name, value in _said(row).items()]
    return all(one in (None, value) for one, value in said), sum(one == value for one, value in said)


def _said(row: SheetRow) -> SheetRow:
    """What the row says of itself, without what it points to."""
    return {name: value for name, value in row.items() if value is not None and name[0] != "_" and name[-3:] != "_id"}


def _join(before: SheetRow, row: SheetRow, layout: SheetLayout, reading: SheetReading) -> None:
    said = _said(row)
    differing = [name for name, value in said.items() if before.get(name) not in (None, value)]
    before |= {name: value for name, value in said.items() if before.get(name) is None}
    before["_mangler"] = tuple(name for name in before.get("_mangler", ()) if name in row.get("_mangler", ()))
    unknown = [name for name in row.get("_ukjent", ()) if before.get(name) is None]
    if unknown:
        before["_ukjent"] = tuple(dict.fromkeys((*before.get("_ukjent", ()), *unknown)))
    if differing:
        felt = ", ".join(kolonne_omtale(layout.tabell, name).navn.lower() for name in differing)
        hva = tabell_omtale(layout.tabell).en
        tekst = text("kart_lesing.ulik_rad", hva=hva, felt=felt, sted=before["_sted"])
        hint = text("kart_lesing.ulik_rad_hint")
        reading.tell(Problem(sted=row["_sted"], kode="ulik-rad", tekst=tekst, hint=hint))
