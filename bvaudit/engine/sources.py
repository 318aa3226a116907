"""Which source each case came from, told to the database once a run."""

from collections.abc import Sequence

from bvaudit.engine.database import Database
from bvaudit.model.kilde import Kilde


def load_sources(database: Database, kilder: Sequence[Kilde]) -> None:
    """The table ``sakskilde``: a row for each case. With one source every case is its."""
    database.run("CREATE OR REPLACE TABLE sakskilde (sak_nr INTEGER, nr INTEGER)")
    if len(kilder) == 1:
        database.run(f"INSERT INTO sakskilde SELECT sak_nr, {kilder[0].nr} FROM sak")
        return
    database.run("CREATE OR REPLACE TABLE kildeliste (nr INTEGER, versjon VARCHAR, fagsystem VARCHAR, kommune VARCHAR)")
    columns = ["nr", "versjon", "fagsystem", "kommune"]
    database.insert("kildeliste", columns, [(k.nr, k.format_versjon, k.fagsystem, k.kommunenummer) for k in kilder])
    database.run("""
        INSERT INTO sakskilde
        SELECT s.sak_nr, MIN(k.nr)
        FROM sak s
        JOIN innsending i ON i.innsending_id = s.innsending_id AND i.sak_id = s.sak_id
        JOIN kildeliste k ON k.versjon = i.format_versjon
            AND k.fagsystem = COALESCE(i.fagsystem_navn, '') AND k.kommune = COALESCE(i.kommunenummer, '')
        GROUP BY s.sak_nr""")
