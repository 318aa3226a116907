"""Which source each case came from, told to the database once a run."""

from collections.abc import Sequence

from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.kilde import Kilde

_LISTED = (("nr", "INTEGER"), ("versjon", "VARCHAR"), ("fagsystem", "VARCHAR"), ("kommune", "VARCHAR"))
_BY_SUBMISSION = """
    SELECT s.sak_nr, MIN(k.nr) AS nr
    FROM sak s
    JOIN innsending i ON i.innsending_id = s.innsending_id AND i.sak_id = s.sak_id
    JOIN kildeliste k ON k.versjon = i.format_versjon
        AND k.fagsystem = COALESCE(i.fagsystem_navn, '') AND k.kommune = COALESCE(i.kommunenummer, '')
    GROUP BY s.sak_nr"""


def load_sources(database: SqlEngine, kilder: Sequence[Kilde]) -> None:
    """The table ``sakskilde``: a row for each case. With one source every case is its."""
    if len(kilder) == 1:
        database.make("sakskilde", f"SELECT sak_nr, {kilder[0].nr} AS nr FROM sak")
        return
    database.create("kildeliste", _LISTED)
    rows = [(k.nr, k.format_versjon, k.fagsystem, k.kommunenummer) for k in kilder]
    database.insert("kildeliste", [name for name, _ in _LISTED], rows)
    database.make("sakskilde", _BY_SUBMISSION)
