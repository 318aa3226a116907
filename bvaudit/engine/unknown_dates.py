"""Dates that were written and that nobody can have: a rule that looks at one of them cannot be answered.

An empty date means «not done» to most rules, and these are not that. What the rule came to is replaced by ``uavklart``
for the object itself when the date is its own, and for every object of the case when it belongs to another row.
"""

from bvaudit.engine.compile import Compiled
from bvaudit.engine.database import Database
from bvaudit.model.tables import UKJENT_DATO
from bvaudit.model.utfall import Utfall

FORKLARING = "En dato som er skrevet i saken, er umulig (som 01.01.0001) og er lest som ukjent."


def leave_open(compiled: Compiled, database: Database) -> None:
    """Called when the rule's rows are written. Where no version of the rule applies, there is nothing to doubt."""
    own = compiled.regel.gjelder.objekt
    names = [(t, k) for t, k in compiled.datoer]
    if not names or not _any(database):
        return
    marks = ", ".join("(?, ?)" for _ in names)
    database.run(
        f"""UPDATE resultat SET utfall = ?, dager_over = NULL, forklaring = ?
        WHERE regel = ? AND regelversjon IS NOT NULL AND utfall <> ? AND EXISTS (
            SELECT 1 FROM {UKJENT_DATO} u WHERE u.sak_id = resultat.sak AND NOT coalesce(u.er_slettet, FALSE)
            AND (u.tabell, u.kolonne) IN ({marks})
            AND (u.tabell <> ? OR u.objekt_id IS NULL OR u.objekt_id = resultat.objekt_id))""",
        [
            *(Utfall.UAVKLART.value, FORKLARING, compiled.regel.id, Utfall.UAVKLART.value),
            *(name for pair in names for name in pair),
            own,
        ],
    )


def _any(database: Database) -> bool:
    return bool(database.run(f"SELECT 1 FROM {UKJENT_DATO} LIMIT 1"))
