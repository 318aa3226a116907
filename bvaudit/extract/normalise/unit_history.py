"""Which unit had each case on which days, from everything the submissions say about it.

A unit is seen with a case on the day of a submission. It has the case from the first day it is seen until the day
before another unit is; where it ceased to exist before that, the other one has it from the day after. The submission
that counts is always the last word: nothing seen on its day or later moves the case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

from bvaudit.extract.normalise.units import Seen, known_units, spellings
from bvaudit.model.enhet import Enheter, KjentEnhet

FROM_THE_FIRST = "DATE '0001-01-01'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A unit seen with a case in an earlier extract."""

    sak_id: str
    dag: date
    enhet_id: str
    navn: str
    kommunenummer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """The units of the extract, and those written in several ways."""

    kjente: tuple[KjentEnhet, ...]
    skrivemater: tuple[tuple[KjentEnhet, tuple[str, ...]], ...]


def name_units(con: duckdb.DuckDBPyConnection, enheter: Enheter | None, earlier: Iterable[Sighting]) -> Units:
    """Gather what is seen in ``sett``, and give every unit the one name it has everywhere in ``enhetsnavn``."""
    con.execute("CREATE TABLE tidligere (sak_id VARCHAR, dag DATE, enhet_id VARCHAR, enhet VARCHAR, kommune VARCHAR)")
    _insert(con, "tidligere", [(s.sak_id, s.dag, s.enhet_id, s.navn, s.kommunenummer) for s in earlier])
    con.execute(_SEEN)
    rows = con.execute(_COUNTED).fetchall()
    seen = [Seen(enhet_id=r[0], navn=r[1], kommunenummer=r[2], saker=r[3], sist=r[4]) for r in rows]
    units = known_units(seen, enheter)
    con.execute("CREATE TABLE enhetsnavn (enhet_id VARCHAR, enhet VARCHAR, begynte DATE, sluttet DATE)")
    rows = [(unit.id, unit.navn, unit.gjelder_fra, unit.gjelder_til_og_med) for unit in units]
    _insert(con, "enhetsnavn", rows)
    return Units(kjente=units, skrivemater=tuple(spellings(seen, units)))


def date_units(con: duckdb.DuckDBPyConnection) -> None:
    """The table ``sak_enhet``: one row for each time a case was with one unit in one municipality."""
    con.execute(_DATED)


# ``rang``: of what is seen on one day, the submission that counts goes first, then the latest.
_SEEN = f"""
    CREATE TABLE sett AS
    SELECT i.sak_id, i.dato_uttrekk_lokal AS dag, i.enhet_id, i.enhet, i.kommunenummer AS kommune,
        v.dok IS NOT NULL AS na, 2 AS rang, i.dato_uttrekk AS tid
    FROM innsendinger i LEFT JOIN vinner v USING (dok)
    UNION ALL
    SELECT v.sak_id, coalesce(r.fra, {FROM_THE_FIRST}), r.enhet_id, r.enhet, coalesce(r.kommunenummer, i.kommunenummer),
        false, 3, NULL
    FROM inn_sak_enhet r JOIN vinner v USING (dok) JOIN innsendinger i USING (dok)
    WHERE NOT coalesce(r.er_slettet, false)
    UNION ALL
    SELECT v.sak_id, r.til + 1, i.enhet_id, i.enhet, i.kommunenummer, false, 1, NULL
    FROM (SELECT dok, til FROM inn_sak_enhet WHERE NOT coalesce(er_slettet, false)
        QUALIFY row_number() OVER (PARTITION BY dok ORDER BY fra DESC NULLS LAST, rad DESC) = 1) r
    JOIN vinner v USING (dok) JOIN innsendinger i USING (dok) WHERE r.til IS NOT NULL
    UNION ALL
    SELECT t.sak_id, t.dag, t.enhet_id, t.enhet, t.kommune, false, 0, NULL
    FROM tidligere t SEMI JOIN vinner v ON v.sak_id = t.sak_id;
"""
_COUNTED = """
    SELECT enhet_id, enhet, coalesce(kommune, ''), count(*) FILTER (na), max(dag) FROM sett GROUP BY 1, 2, 3
    ORDER BY 1, 2, 3"""
_DATED = f"""
    CREATE TABLE sak_enhet AS
    WITH daglig AS (
        SELECT s.* FROM sett s JOIN sett n ON n.sak_id = s.sak_id AND n.na AND (s.na OR s.dag < n.dag)
        QUALIFY row_number() OVER (
            PARTITION BY s.sak_id, s.dag ORDER BY s.na DESC, s.rang DESC, s.tid DESC NULLS LAST, s.enhet_id) = 1
    ), endret AS (
        SELECT *, lag(enhet_id) OVER w AS fra_enhet, lag(dag) OVER w AS sist,
            lag(enhet_id) OVER w IS DISTINCT FROM enhet_id OR lag(kommune) OVER w IS DISTINCT FROM kommune AS ny
        FROM daglig WINDOW w AS (PARTITION BY sak_id ORDER BY dag)
    ), flyttet AS (
        SELECT e.* REPLACE (CASE WHEN f.sluttet >= e.sist AND f.sluttet < e.dag AND e.fra_enhet <> e.enhet_id
            THEN least(e.dag, greatest(f.sluttet + 1, coalesce(n.begynte, f.sluttet + 1))) ELSE e.dag END AS dag)
        FROM endret e LEFT JOIN enhetsnavn f ON f.enhet_id = e.fra_enhet
        LEFT JOIN enhetsnavn n ON n.enhet_id = e.enhet_id WHERE e.ny
    )
    SELECT s.sak_nr, s.innsending_id, s.sak_id, e.enhet_id, n.enhet, e.kommune AS kommunenummer,
        nullif(e.dag, {FROM_THE_FIRST}) AS fra, lead(e.dag) OVER (PARTITION BY e.sak_id ORDER BY e.dag) - 1 AS til,
        s.er_slettet
    FROM flyttet e JOIN sak_grunn s USING (sak_id) JOIN enhetsnavn n ON n.enhet_id = e.enhet_id"""


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        marks = ", ".join("UNNEST(?)" for _ in rows[0])
        con.execute(f"INSERT INTO {table} SELECT {marks}", [list(column) for column in zip(*rows, strict=True)])
