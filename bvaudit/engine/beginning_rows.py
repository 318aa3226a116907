"""The first row each sender has of a table, how many it has, and the days such rows were to be expected before it and
after it: counted by the database.

The rows are read once, into how many there are under each owner in each year; all the tables are asked together.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.tables import BY_NAME, Table
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.sql import Sql, latest, sql

# What comes again and again under the same measure, as visits do, is expected of those that have any; what comes once
# can come to anyone, and more of it must be seen.
AGAIN, LEAST_ONCE = 2, 20
# A year with less than this share of the fullest one, and with no more than that, is a few rows out of place.
_STRAY = 0.01
_A_DAY = Varighet(antall=1, enhet="D")
_YEARS, _DAYS = "begynnelse_ar", "begynnelse_dager"  # while they are looked for


class First(NamedTuple):
    """``eiere``: how many owners the rows are under. ``for_dagen`` and ``etter_dagen``: the days of all of them
    together, before the day only those when a row was due."""

    tabell: str
    avsender: int
    dag: date
    antall: int
    eiere: int
    for_dagen: int
    etter_dagen: int


def first_rows(database: SqlEngine, asked: Mapping[str, Mapping[int, int]], til: date) -> list[First]:
    """Of each table, by the sender each source that has it belongs to. Rows after ``til`` are not looked at."""
    if not asked:
        return []
    d = database.dialect
    database.make(_YEARS, " UNION ALL ".join(_years(d, BY_NAME[navn], asked[navn], til) for navn in asked))
    owners = " UNION ALL ".join(_owners(d, BY_NAME[navn], asked[navn]) for navn in asked)
    database.make(_DAYS, _days(d, owners, til))
    rows = database.run(_EXPECTED)
    database.drop(_DAYS)
    database.drop(_YEARS)
    return [
        First(tabell, avsender, dag, antall, eiere, round(before or 0), round(after or 0))
        for tabell, avsender, dag, antall, eiere, before, after in rows
    ]


def _from_sender(d: Dialect, table: Table, navn: str, alias: str, holding: Mapping[int, int]) -> str:
    sender = " ".join(f"WHEN {nr} THEN {n}" for nr, n in holding.items())
    return (
        f"SELECT {d.text(table.navn)} AS tabell, CASE k.nr {sender} END AS avsender, {alias}.* "
        f"FROM {d.identifier(navn)} {alias} JOIN sakskilde k ON k.sak_nr = {alias}.sak_nr "
        f"JOIN sak c ON c.sak_nr = {alias}.sak_nr WHERE k.nr IN ({', '.join(map(str, holding))}) "
        f"AND NOT COALESCE(c.er_slettet, FALSE) AND NOT COALESCE({alias}.er_slettet, FALSE)"
    )


def _years(d: Dialect, table: Table, holding: Mapping[int, int], til: date) -> str:
    """How many rows each owner has in each year, and the first of them."""
    owner, start = BY_NAME[table.forelder or "sak"], d.identifier(str(table.start))
    return (
        f"SELECT tabell, avsender, {owner.nr} AS eier, YEAR({start}) AS ar, COUNT(*) AS n, MIN({start}) AS dag "
        f"FROM ({_from_sender(d, table, table.navn, 't', holding)} AND t.{start} <= {d.date(til)}) q "
        f"GROUP BY tabell, avsender, {owner.nr}, YEAR({start})"
    )


def _owners(d: Dialect, table: Table, holding: Mapping[int, int]) -> str:
    """What the rows come under, and from when and until when such rows are to be expected of it."""
    owner = BY_NAME[table.forelder or "sak"]
    begynt, slutt = _due(d, table, owner)
    return (
        f"SELECT e.tabell, e.avsender, e.{owner.nr} AS eier, {begynt} AS begynt, {slutt} AS slutt "
        f"FROM ({_from_sender(d, table, owner.navn, 'o', holding)}) e WHERE {begynt} IS NOT NULL"
    )


def _due(d: Dialect, table: Table, owner: Table) -> tuple[Sql, Sql]:
    """All the time of the owner ``e``, or the last day before the one such rows come before. A small child has no offer
    of aftercare, and the cases that are left in an extract were once those of small children."""
    begynt = Sql("e.start_dato")
    slutt = Sql(f"e.{d.identifier(owner.slutt)}" if owner.slutt else "CAST(NULL AS DATE)")
    if not table.ventes_for:
        return begynt, slutt
    dag = Sql(f"e.{d.identifier(table.ventes_for)}")
    before = sql("CASE WHEN {} IS NOT NULL THEN {} END", dag, latest([begynt, d.subtract(dag, _A_DAY)]))
    return before, sql("LEAST(COALESCE({}, {}), {})", slutt, dag, dag)


def _days(d: Dialect, owners: str, til: date) -> str:
    """For each first row, how many owners have how many days before it, and all their days after it. The owners are
    of what comes again those that have any, else every one. ``ventet``: from the day one that is newer began to its
    first row."""
    last = d.date(til)
    before = d.days_between(Sql("e.begynt"), Sql("LEAST(b.dag, COALESCE(e.slutt, b.dag))"))
    after = d.days_between(Sql("GREATEST(e.begynt, b.dag)"), Sql(f"LEAST(COALESCE(e.slutt, {last}), {last})"))
    wait = d.days_between(Sql("e.begynt"), Sql("w.forste"))
    return (
        f"WITH ar AS (SELECT tabell, avsender, ar, SUM(n) AS n, MIN(dag) AS dag FROM {_YEARS} "
        "GROUP BY tabell, avsender, ar), "
        "m AS (SELECT ar.*, MAX(n) OVER (PARTITION BY tabell, avsender) AS mest FROM ar), "
        "b AS (SELECT m.tabell, m.avsender, MIN(m.dag) AS dag, SUM(y.n) AS antall, COUNT(DISTINCT y.eier) AS eiere "
        f"FROM m JOIN {_YEARS} y ON y.tabell = m.tabell AND y.avsender = m.avsender AND y.ar = m.ar "
        f"WHERE m.n >= LEAST({LEAST_ONCE}, {_STRAY} * m.mest) GROUP BY m.tabell, m.avsender), "
        f"w AS (SELECT tabell, avsender, eier, MIN(dag) AS forste FROM {_YEARS} GROUP BY tabell, avsender, eier), "
        f"x AS (SELECT b.*, GREATEST({before}, 0) AS dager, GREATEST({after}, 0) AS etter, "
        f"CASE WHEN e.begynt >= b.dag THEN GREATEST({wait}, 0) END AS ventet "
        f"FROM b LEFT JOIN ({owners}) e ON e.tabell = b.tabell AND e.avsender = b.avsender "
        "LEFT JOIN w ON w.tabell = e.tabell AND w.avsender = e.avsender AND w.eier = e.eier "
        f"WHERE b.antall < {AGAIN} * b.eiere OR w.eier IS NOT NULL) "
        "SELECT tabell, avsender, dag, antall, eiere, dager, COUNT(*) AS ganger, SUM(etter) AS etter, "
        "SUM(ventet) AS ventet, COUNT(ventet) AS nye FROM x GROUP BY tabell, avsender, dag, antall, eiere, dager"
    )


# The first row is not due on the first day: what is new has it after a while, and that is none of a beginning. Where
# nothing is new, the wait is as long as that between two.
_EXPECTED = f"""
SELECT tabell, avsender, dag, antall, eiere,
  SUM(ganger * GREATEST(dager - CASE WHEN nye > 0 THEN ventet / nye WHEN antall < {AGAIN} * eiere THEN 0
    ELSE etter / antall END, 0)) AS for_dagen,
  MAX(etter) AS etter_dagen
FROM (
  SELECT tabell, avsender, dag, antall, eiere, dager, ganger, SUM(etter) OVER (PARTITION BY tabell, avsender) AS etter,
    SUM(ventet) OVER (PARTITION BY tabell, avsender) AS ventet, SUM(nye) OVER (PARTITION BY tabell, avsender) AS nye
  FROM {_DAYS}
) q
GROUP BY tabell, avsender, dag, antall, eiere
ORDER BY tabell, dag, avsender
"""
