"""The first day each sender has rows of a table, and whether so many should have been there before it that chance is no
explanation: found in the rows once, before anything is judged or counted.

A journal system that was taken into use in 2024 sends cases that are older, but none of the visits before it. Nothing
in the extract says so.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date

from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.sources import load_sources
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.kilde import Kilde
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME, Table
from bvaudit.model.uttrykk import Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.arshyppighet import Hyppighet
from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.sql import Sql, latest, sql

# With so many expected and none there, the chance that all is well is below one in a thousand.
_EXPECTED = 7
# Of fewer rows the first says nothing of where they begin. What comes again and again under the same measure, as visits
# do, is expected of those that have any; what comes once can come to anyone, and more of it must be seen.
_AGAIN, _LEAST_AGAIN, LEAST_ONCE = 2, 5, 20
# A year with less than this share of the fullest one, and with no more than that, is a few rows out of place.
_STRAY = 0.01
_A_DAY = Varighet(antall=1, enhet="D")


@dataclass(frozen=True, slots=True, kw_only=True)
class Begynnelse:
    """The first day one sender has rows of a table. ``kilder`` are the numbers of its sources. ``brutt``: there should
    have been rows before it."""

    tabell: str
    dag: date
    brutt: bool
    kilder: frozenset[int]


def plan_as_begun(plan: EvaluationPlan, database: SqlEngine) -> EvaluationPlan:
    """As ``with_beginnings``, for what is judged again and again: the rows are looked at once."""
    load_sources(database, plan.holdt)
    return with_beginnings(plan, database)


def with_beginnings(plan: EvaluationPlan, database: SqlEngine) -> EvaluationPlan:
    """The plan, whose sources say of each table that its rules look in where its rows begin. Needs ``sakskilde``.

    Rows up to the day of the extract are looked at, however early the judging day is: that there are none yet on that
    day is just what must be found. A sheet is a list somebody made for what is asked, and its map can say itself how
    far back it goes (``dekker``); nothing is guessed of it.
    """
    if plan.begynt:
        return plan
    til = max(plan.per, plan.uttrekksdato or plan.per)
    senders = [kilde for kilde in plan.holdt if not kilde.regneark]
    found = beginnings(database, senders, frozenset().union(*map(looked_in, plan.regler)), til)
    first = {(nr, one.tabell): one.dag for one in found if one.brutt for nr in one.kilder}
    return replace(plan, kilder=tuple(_begun(kilde, first) for kilde in plan.holdt), begynt=True)


def _begun(kilde: Kilde, first: Mapping[tuple[int, str], date]) -> Kilde:
    leverer = {
        tabell: replace(levert, begynner=first[kilde.nr, tabell]) if (kilde.nr, tabell) in first else levert
        for tabell, levert in kilde.leverer.items()
    }
    return replace(kilde, leverer=leverer)


def looked_in(rule: Rule) -> frozenset[str]:
    """The tables the rule looks for rows in, besides the one it judges."""
    found = {navn for part in (rule.gjelder, *rule.versjoner) for navn in _named(part)}
    return frozenset(found - {rule.gjelder.objekt})


def _named(value: object) -> Iterator[str]:
    if isinstance(value, (tuple, list)):
        for part in value:
            yield from _named(part)
    elif is_dataclass(value):
        if isinstance(value, Rader):
            yield from (navn for navn in (value.tabell, value.gjennom, BY_NAME[value.tabell].forelder) if navn)
        elif isinstance(value, Hyppighet):
            yield value.tabell
        for field in fields(value):
            yield from _named(getattr(value, field.name))


def systems(kilder: Iterable[Kilde]) -> list[list[Kilde]]:
    """The sources of each sender. It keeps its history when it sends in a newer format."""
    found: dict[tuple[str, str, bool], list[Kilde]] = {}
    for kilde in kilder:
        found.setdefault((kilde.fagsystem, kilde.kommunenummer, kilde.regneark), []).append(kilde)
    return list(found.values())


def beginnings(
    database: SqlEngine, kilder: Sequence[Kilde], tabeller: Collection[str], til: date
) -> tuple[Begynnelse, ...]:
    """Of the tables that have a day of their own, in one query. Needs ``sakskilde``."""
    senders = systems(kilder)
    asked: list[tuple[str, Mapping[int, int]]] = []
    for navn in sorted(tabeller):
        holding = {one.nr: n for n, sender in enumerate(senders) for one in sender if _holds(one, navn)}
        if holding and BY_NAME[navn].start and navn not in ("sak", "personalia"):
            asked.append((navn, holding))
    if not asked:
        return ()
    queries = (f"SELECT * FROM ({_query(database.dialect, BY_NAME[navn], nrs, til)}) q" for navn, nrs in asked)
    by_table = dict(asked)
    rows = database.run(f"SELECT * FROM ({' UNION ALL '.join(queries)}) a ORDER BY tabell, dag, avsender")
    return tuple(
        Begynnelse(
            tabell=tabell,
            dag=dag,
            brutt=antall >= (_LEAST_AGAIN if antall >= _AGAIN * eiere else LEAST_ONCE)
            and cut(antall, int(before or 0), int(after or 0)),
            kilder=frozenset(nr for nr, n in by_table[tabell].items() if n == avsender),
        )
        for tabell, avsender, dag, antall, eiere, before, after in rows
    )


def cut(antall: int, before: int, after: int) -> bool:
    """Whether so many rows in the days ``after`` make none in the days ``before`` more than chance."""
    return (antall - 1) * before > _EXPECTED * max(after, 1)


def _holds(kilde: Kilde, tabell: str) -> bool:
    return tabell in kilde.leverer and tabell not in kilde.aldri


def _expected(d: Dialect, table: Table, owner: Table) -> tuple[Sql, Sql]:
    """From when and until when such rows are to be expected of an owner ``e``: all its time, or the last day before the
    one they come before. A small child has no offer of aftercare, and the cases that are left in an extract
    were once those of small children."""
    begynt = Sql("e.start_dato")
    slutt = Sql(f"e.{d.identifier(owner.slutt)}" if owner.slutt else "CAST(NULL AS DATE)")
    if not table.ventes_for:
        return begynt, slutt
    dag = Sql(f"e.{d.identifier(table.ventes_for)}")
    before = sql("CASE WHEN {} IS NOT NULL THEN {} END", dag, latest([begynt, d.subtract(dag, _A_DAY)]))
    return before, sql("LEAST(COALESCE({}, {}), {})", slutt, dag, dag)


def _query(d: Dialect, table: Table, holding: Mapping[int, int], til: date) -> str:
    """For each sender the first day, how many rows, of how many owners, and the days these were there before it, when
    one was due, and after it. The owners are what the rows come under: of what comes again those that have any, else
    every one."""
    owner, last, start = BY_NAME[table.forelder or "sak"], Sql(str(d.date(til))), d.identifier(str(table.start))
    sender = " ".join(f"WHEN {nr} THEN {n}" for nr, n in holding.items())
    begynt, slutt = _expected(d, table, owner)
    ended = Sql("COALESCE(e.slutt, b.dag)")
    before = d.days_between(Sql("e.begynt"), Sql(f"LEAST(b.dag, {ended})"))
    after = d.days_between(Sql("GREATEST(e.begynt, b.dag)"), Sql(f"LEAST(COALESCE(e.slutt, {last}), {last})"))
    # The first row is not due on the first day: what is new has it after a while, and that is none of a beginning.
    first = d.days_between(Sql("v.begynt"), Sql("v.forste"))
    between = f"CASE WHEN antall < {_AGAIN} * eiere THEN 0 ELSE etter / antall END"
    waited = f"GREATEST(for_dagen - COALESCE(ventet, {between}), 0)"
    return (
        f"WITH s AS (SELECT c.sak_nr, CASE k.nr {sender} END AS avsender FROM sak c "
        f"JOIN sakskilde k ON k.sak_nr = c.sak_nr WHERE k.nr IN ({', '.join(map(str, holding))}) "
        "AND NOT COALESCE(c.er_slettet, FALSE)), "
        f"r AS (SELECT s.avsender, t.{owner.nr} AS eier, t.{start} AS dag FROM {d.identifier(table.navn)} t "
        f"JOIN s ON s.sak_nr = t.sak_nr WHERE NOT COALESCE(t.er_slettet, FALSE) AND t.{start} <= {last}), "
        "ar AS (SELECT avsender, YEAR(dag) AS ar, COUNT(*) AS n FROM r GROUP BY avsender, YEAR(dag)), "
        "m AS (SELECT avsender, MAX(n) AS mest FROM ar GROUP BY avsender), "
        "b AS (SELECT r.avsender, MIN(r.dag) AS dag, COUNT(*) AS antall, COUNT(DISTINCT r.eier) AS eiere FROM r "
        "JOIN ar ON ar.avsender = r.avsender AND ar.ar = YEAR(r.dag) JOIN m ON m.avsender = r.avsender "
        f"WHERE ar.n >= LEAST({LEAST_ONCE}, {_STRAY} * m.mest) GROUP BY r.avsender), "
        "w AS (SELECT DISTINCT avsender, eier FROM r), "
        f"e AS (SELECT s.avsender, e.{owner.nr} AS eier, {begynt} AS begynt, {slutt} AS slutt "
        f"FROM {d.identifier(owner.navn)} e JOIN s ON s.sak_nr = e.sak_nr "
        f"WHERE NOT COALESCE(e.er_slettet, FALSE) AND {begynt} IS NOT NULL) "
        f", x AS (SELECT b.*, GREATEST({before}, 0) AS for_dagen, GREATEST({after}, 0) AS etter_dagen FROM b "
        "LEFT JOIN e ON e.avsender = b.avsender LEFT JOIN w ON w.avsender = e.avsender AND w.eier = e.eier "
        f"WHERE b.antall < {_AGAIN} * b.eiere OR w.eier IS NOT NULL), "
        "v AS (SELECT e.avsender, e.begynt, MIN(r.dag) AS forste FROM e JOIN r ON r.avsender = e.avsender "
        "AND r.eier = e.eier JOIN b ON b.avsender = e.avsender WHERE e.begynt >= b.dag "
        "GROUP BY e.avsender, e.eier, e.begynt), "
        f"u AS (SELECT v.avsender, AVG(GREATEST({first}, 0)) AS ventet FROM v GROUP BY v.avsender), "
        "y AS (SELECT x.*, u.ventet, SUM(etter_dagen) OVER (PARTITION BY x.avsender) AS etter "
        "FROM x LEFT JOIN u ON u.avsender = x.avsender) "
        f"SELECT {d.text(table.navn)} AS tabell, avsender, dag, antall, eiere, SUM({waited}) AS for_dagen, "
        "MAX(etter) AS etter_dagen FROM y GROUP BY avsender, dag, antall, eiere"
    )
