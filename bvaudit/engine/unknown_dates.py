"""What was written and cannot be (a date nobody can have, a cell that says nothing clear): a rule that looks at it
cannot be answered.

An empty date means «not done» to most rules, and these are not that. What the rule came to is replaced by ``uavklart``
for the object itself when the date is its own, and for every object of the case when it belongs to another row.
"""

from collections.abc import Collection

from bvaudit.engine.compile import Compiled
from bvaudit.engine.result_table import PLACES, object_ids
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.resultat import KEPT, OUTCOME_NUMBERS
from bvaudit.model.tables import UKJENT_DATO
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text

_UNCLEAR = OUTCOME_NUMBERS[Utfall.UAVKLART]
Field = tuple[str, str]  # table, column


def unknown_fields(database: SqlEngine) -> frozenset[Field]:
    """The fields that hold such a date in some case."""
    rows = database.run(
        f"SELECT DISTINCT u.tabell, u.kolonne FROM {UKJENT_DATO} u WHERE NOT COALESCE(u.er_slettet, FALSE)"
    )
    return frozenset((tabell, kolonne) for tabell, kolonne in rows)


def leave_open(compiled: Compiled, rows: str, unknown: Collection[Field]) -> str:
    """The query that gives the rows of the table ``rows``, those of ``compiled``, with what cannot be answered left
    open. Where no version of the rule applies, there is nothing to doubt."""
    own = compiled.regel.gjelder.objekt
    named = sorted(field for field in compiled.felt if field in unknown)
    written = f"SELECT u.sak_id, u.objekt_id FROM {UKJENT_DATO} u WHERE NOT COALESCE(u.er_slettet, FALSE) AND "
    of_case = [_is(tabell, kolonne, "u.objekt_id IS NULL" if tabell == own else "") for tabell, kolonne in named]
    of_object = [_is(tabell, kolonne) for tabell, kolonne in named if tabell == own] or ["FALSE"]
    doubt = (
        f"r.regelversjon IS NOT NULL AND r.utfall_nr <> {_UNCLEAR} AND (c.sak_id IS NOT NULL OR d.sak_id IS NOT NULL)"
    )
    instead = {
        "utfall_nr": str(_UNCLEAR),
        "dager_over": "NULL",
        "forklaring": f"'{text('engine.unknown_dates.noe_som_er_skrevet_i_saken')}'",
    }
    columns = [
        f"CASE WHEN {doubt} THEN {instead[c.navn]} ELSE r.{c.navn} END AS {c.navn}"
        if c.navn in instead
        else f"r.{c.navn}"
        for c in KEPT
    ]
    return (
        f"SELECT {', '.join(columns)}\nFROM {rows} r\nJOIN {PLACES} p ON p.rekke = r.rekke\n"
        f"JOIN ({object_ids(own)}) o ON o.nr = r.objekt_nr\n"
        f"LEFT JOIN (SELECT DISTINCT sak_id FROM ({written}({' OR '.join(of_case)})) w) c ON c.sak_id = p.sak\n"
        f"LEFT JOIN (SELECT DISTINCT sak_id, objekt_id FROM ({written}({' OR '.join(of_object)})) w) d "
        "ON d.sak_id = p.sak AND d.objekt_id = o.objekt_id"
    )


def _is(tabell: str, kolonne: str, more: str = "") -> str:
    """Both names are our own, from ``model/tables.py``."""
    return f"(u.tabell = '{tabell}' AND u.kolonne = '{kolonne}'{f' AND {more}' if more else ''})"
