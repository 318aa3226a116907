"""What stands in one row of a sheet belongs together: the visit to its placement, the undersøkelse to its melding."""

from bvaudit.diagnostics import Problem
from bvaudit.extract.sheets.reading import SheetLayout, SheetReading, SheetRow
from bvaudit.model.tables import BY_NAME
from bvaudit.model.words.lookup import tabell_omtale
from bvaudit.texts import text


def note_made(row: SheetRow, layout: SheetLayout, index: int, reading: SheetReading) -> None:
    """Remember the id of what was read from this row, for what belongs to it."""
    nokkel = BY_NAME[layout.tabell].nokkel
    if nokkel and not layout.rader:
        reading.made[(layout.tabell, layout.sheet.fil, layout.sheet.ark, index)] = row[nokkel]


def finds_owner(row: SheetRow, layout: SheetLayout, index: int, reading: SheetReading) -> bool:
    """Gives the row the id of its owner: in the same row, or the nearest above that one value stands for both of.

    False, and told, when there is none. An undersøkelse comes of the melding in its own row, and of none above: without
    one nothing leads to it.
    """
    if not layout.eier:
        return True
    owner = _above(layout, index, reading)
    if layout.tabell == "undersokelse":
        row["henvendelse_id"] = owner
    elif BY_NAME[layout.tabell].eid:
        row["eier_type"], row["eier_id"] = layout.eier, owner
    else:
        row[f"{layout.eier}_id"] = owner
    if owner is not None or layout.tabell == "undersokelse":
        return True
    if layout.eier in reading.complete:
        tekst = text("kart_lesing.eier_mangler", eier=tabell_omtale(layout.eier).navn.lower())
        hint = text("kart_lesing.eier_mangler_hint")
        reading.tell(Problem(sted=row["_sted"], kode="mangler-eier", tekst=tekst, hint=hint))
    return False


def _above(layout: SheetLayout, index: int, reading: SheetReading) -> str | None:
    above = layout.fyll_ned if layout.tabell != "undersokelse" else ()
    top = min((layout.value_row(index, column) for column in above), default=index)
    for row in range(index, top - 1, -1):
        made = reading.made.get((layout.eier, layout.sheet.fil, layout.sheet.ark, row))
        if made is not None:
            return made
    return None
