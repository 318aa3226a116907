"""Days that no child or case can have, kept as what they are: a field that is there and says nothing.

In the tables the date is empty, like one that was never written. So that nobody reads it as «not done», each is also a
row of its own, and every rule that looks at the field leaves the case open.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bvaudit.extract.documents.fields import Felt
from bvaudit.extract.normalise.staging import STAGED, Row, nokkel, positions, staged_row
from bvaudit.model.tables import UKJENT_DATO

_BIRTHDAYS = ("fyller_15_dato", "fyller_18_dato", "fyller_25_dato")
# One date in the format is two in the tables.
_BOTH = {("vedtak_krav", name) for name in ("konklusjon_slutt_dato", "dato_oversendt_fylkesnemnd")}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownDay:
    """A field of an element with such a day, and the row it is kept in."""

    element: str
    felt: Felt
    row: Row


def unknown_rows(found: Sequence[UnknownDay], read: Mapping[str, Sequence[Row]], dok: str) -> list[Row]:
    """One staged row for each column the days would have filled. ``read`` are all rows of the document by table."""
    table_of = {id(row): table for table, each in read.items() for row in each}
    rows: list[Row] = []
    for each in found:
        lies_in = table_of[id(each.row)]
        own = positions(lies_in).get(nokkel(lies_in))
        for table, column in _columns(each, lies_in):
            values: dict[str, object] = {
                "dok": dok,
                "rad": len(rows),
                "tabell": table,
                "kolonne": column,
                "objekt_id": each.row[own] if own is not None and table == lies_in else None,
                "felt": "/".join(part for part in (each.element, each.felt.navn.lstrip("@")) if part),
            }
            rows.append(staged_row(UKJENT_DATO, values))
    return rows


def _columns(each: UnknownDay, table: str) -> Iterator[tuple[str, str]]:
    column = each.felt.kolonne
    if column == "fodselsdato":
        given = table == "personalia" and each.row[positions("personalia")["fyller_18_dato"]]
        if not given:  # else the number gave the day
            yield from ((t, name) for t in ("sak", "personalia") for name in _BIRTHDAYS)
    elif (table, column) in _BOTH:
        yield from sorted(_BOTH)
    elif any(column == c.navn for c in STAGED[table]):
        yield table, column
