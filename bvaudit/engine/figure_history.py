"""How far back the rows of an extract go, so that what is only not there is not counted as not done.

A journal system that was taken into use in 2024 sends cases that are older, but none of the visits before it. Nothing
in the extract says so; the rows do. ``Historikk`` has, for each sender and table, the first day there are rows, and
whether so many would have been expected before it that chance is no explanation. In the same way it has the first day
any case was closed: cases that were closed before it are not in the extract, and everything counted earlier is of
those that were left.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.kilde import Kilde
from bvaudit.model.tables import BY_NAME, Table

# With so many expected and none there, the chance that all is well is below one in a thousand.
_EXPECTED = 7
# Of fewer rows the first says nothing of where they begin. What comes again and again under the same measure, as visits
# do, is expected of those that have any; what comes once can come to anyone, and more of it must be seen.
_AGAIN, _LEAST_AGAIN, _LEAST_ONCE = 2, 5, 20
# A year with less than this share of the fullest one, and with no more than that, is a few rows out of place.
_STRAY = 0.01
_SLACK = timedelta(days=31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begynnelse:
    """The first day one sender has rows of a table. ``brutt``: there should have been rows before it."""

    tabell: str
    dag: date
    brutt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Historikk:
    """``avsluttet`` is the first day a closed case can be from; None where nothing says that any are missing."""

    begynnelser: Mapping[str, tuple[Begynnelse, ...]]
    avsluttet: date | None = None

    def lacking(self, tabell: str, fra: date, til: date, *, every_day: bool = False) -> date | None:
        """The first day there are rows, when the days from ``fra`` to ``til`` cannot be told of for want of older ones.
        ``every_day``: each row in them decides, so that also a few days without are too many."""
        last = min(fra if every_day else fra + _SLACK, til)
        return next((one.dag for one in self.begynnelser.get(tabell, ()) if one.brutt and one.dag > last), None)


def history(database: SqlEngine, kilder: Sequence[Kilde], tabeller: Collection[str], per: date) -> Historikk:
    """Of the tables that have a day of their own. Needs ``sakskilde``."""
    found: dict[str, tuple[Begynnelse, ...]] = {}
    systems = _systems(kilder)
    for navn in sorted(tabeller):
        table = BY_NAME[navn]
        if table.start and navn not in ("sak", "personalia"):
            every = (_begins(database, table, _holding(system, navn), per) for system in systems)
            found[navn] = tuple(one for one in every if one is not None)
    closed = (_first_closed(database, [k.nr for k in system], per) for system in systems)
    return Historikk(begynnelser=found, avsluttet=max((day for day in closed if day is not None), default=None))


def _systems(kilder: Iterable[Kilde]) -> list[list[Kilde]]:
    """A sender keeps its history when it sends in a newer format."""
    found: dict[tuple[str, str, bool], list[Kilde]] = {}
    for kilde in kilder:
        found.setdefault((kilde.fagsystem, kilde.kommunenummer, kilde.regneark), []).append(kilde)
    return list(found.values())


def _holding(system: Iterable[Kilde], tabell: str) -> list[int]:
    return [one.nr for one in system if tabell in one.leverer and tabell not in one.aldri]


def _begins(database: SqlEngine, table: Table, kilder: Sequence[int], per: date) -> Begynnelse | None:
    if not kilder:
        return None
    rows = _rows(database, table, kilder, per)
    ((dag, antall, eiere),) = database.run(
        f"WITH r AS ({rows}), ar AS (SELECT YEAR(dag) AS ar, COUNT(*) AS n FROM r GROUP BY 1) "
        f"SELECT MIN(r.dag), COUNT(*), COUNT(DISTINCT r.eier) FROM r JOIN ar ON ar.ar = YEAR(r.dag) "
        f"WHERE ar.n >= LEAST({_LEAST_ONCE}, {_STRAY} * (SELECT MAX(n) FROM ar))"
    )
    if dag is None:
        return None
    again = antall >= _AGAIN * eiere
    before, after = _exposed(database, _owners(table, rows if again else "", _cases(kilder)), dag, per)
    enough = antall >= (_LEAST_AGAIN if again else _LEAST_ONCE)
    return Begynnelse(tabell=table.navn, dag=dag, brutt=enough and _cut(antall, before, after))


def _first_closed(database: SqlEngine, kilder: Sequence[int], per: date) -> date | None:
    """The first day a case was closed, where older ones should have been."""
    shown = database.dialect.date(per)
    ((dag, antall),) = database.run(
        f"SELECT MIN(s.slutt_dato), COUNT(*) FROM sak s JOIN sakskilde k ON k.sak_nr = s.sak_nr "
        f"WHERE k.nr IN ({_listed(kilder)}) AND NOT COALESCE(s.er_slettet, FALSE) AND s.slutt_dato <= {shown}"
    )
    if dag is None or antall < _LEAST_ONCE:
        return None
    cases = f"SELECT s.start_dato, s.slutt_dato FROM ({_cases(kilder)}) s"
    before, after = _exposed(database, cases, dag, per)
    return dag if _cut(antall, before, after) else None


def _cut(antall: int, before: int, after: int) -> bool:
    return (antall - 1) * before > _EXPECTED * max(after, 1)


def _rows(database: SqlEngine, table: Table, kilder: Sequence[int], per: date) -> str:
    quoted = database.dialect.identifier
    owner = quoted(BY_NAME[table.forelder].nr or "sak_nr") if table.forelder else "sak_nr"
    start = quoted(str(table.start))
    return (
        f"SELECT t.sak_nr, t.{owner} AS eier, t.{start} AS dag FROM {quoted(table.navn)} t "
        f"JOIN ({_cases(kilder)}) s ON s.sak_nr = t.sak_nr WHERE NOT COALESCE(t.er_slettet, FALSE) "
        f"AND t.{start} <= {database.dialect.date(per)}"
    )


def _cases(kilder: Sequence[int]) -> str:
    return (
        "SELECT c.* FROM sak c JOIN sakskilde k ON k.sak_nr = c.sak_nr "
        f"WHERE k.nr IN ({_listed(kilder)}) AND NOT COALESCE(c.er_slettet, FALSE)"
    )


def _owners(table: Table, rows: str, cases: str) -> str:
    """What the rows come under, with its own days: those that have any of ``rows``, or every one."""
    owner = BY_NAME[table.forelder or "sak"]
    slutt = f"e.{owner.slutt}" if owner.slutt else "CAST(NULL AS DATE)"
    those = f" AND e.{owner.nr} IN (SELECT eier FROM ({rows}))" if rows else ""
    return (
        f"SELECT e.start_dato, {slutt} AS slutt_dato FROM {owner.navn} e JOIN ({cases}) c ON c.sak_nr = e.sak_nr "
        f"WHERE NOT COALESCE(e.er_slettet, FALSE){those}"
    )


def _exposed(database: SqlEngine, owners: str, dag: date, per: date) -> tuple[int, int]:
    """The days they were there, before the day and after it."""
    first, last = database.dialect.date(dag), database.dialect.date(per)
    ((before, after),) = database.run(
        f"SELECT SUM(GREATEST(DATE_DIFF('day', start_dato, LEAST({first}, COALESCE(slutt_dato, {first}))), 0)), "
        f"SUM(GREATEST(DATE_DIFF('day', GREATEST(start_dato, {first}), COALESCE(slutt_dato, {last})), 0)) "
        f"FROM ({owners}) WHERE start_dato IS NOT NULL"
    )
    return int(before or 0), int(after or 0)


def _listed(kilder: Iterable[int]) -> str:
    return ", ".join(str(nr) for nr in kilder)
