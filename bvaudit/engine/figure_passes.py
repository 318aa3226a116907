"""One pass over a population for every reading that counts it: the objects with what each reading asks of them.

What happened is judged on ``per``, once. A stock is judged on the day it is counted on, so that what was in force then
is told by what had happened then; the days are rows of the same table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.engine.figure_readings import CompiledReading, Wanted, all_columns, compile_reading
from bvaudit.engine.living import living_tables, objects
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.engine.unknown_dates import unknown_fields
from bvaudit.model.kilde import Kilde
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import UKJENT_DATO, Table
from bvaudit.vocabulary.frame import read_together, written
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import FALSE, Sql, sql

Field = tuple[str, str]
NO_DAY = "CAST(NULL AS DATE)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What every pass is made from. ``unknown`` are the fields that hold a date nobody can have."""

    koder: Kodelister
    kilder: Sequence[Kilde]
    unknown: frozenset[Field]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """A population counted by some readings. ``navn`` is the table made of it: number, case, day and ``columns``.
    ``rader`` are the queries of rows beneath, each with the table made of it."""

    navn: str
    objekt: str
    readings: tuple[CompiledReading, ...]
    columns: Mapping[Sql, str]
    rader: Mapping[Sql, str]

    def column(self, expression: Sql) -> str:
        return self.columns[expression]


def grounds(database: SqlEngine, koder: Kodelister, kilder: Sequence[Kilde]) -> Grounds:
    return Grounds(koder=koder, kilder=tuple(kilder), unknown=unknown_fields(database))


def compiled(database: SqlEngine, wanted: Sequence[Wanted], basis: Grounds, per: date) -> list[CompiledReading]:
    """The readings as they are judged on the day: all of one table, and so of one scope."""
    return _compiled(_scope(database, wanted, basis, per), wanted, basis)


def make_pass(
    database: SqlEngine, navn: str, wanted: Sequence[Wanted], basis: Grounds, days: Iterable[date], *, stock: bool
) -> Pass:
    """The rows of every day in one table. ``stock``: the rows carry their day."""
    made: Pass | None = None
    for day in days:
        found, statements = statements_of(database, navn, wanted, basis, day, stock=stock)
        for table, query in statements.items():
            _fill(database, table, query, first=made is None)
        made = made or found
    assert made is not None, "a pass has at least one day"
    return made


def statements_of(
    database: SqlEngine, navn: str, wanted: Sequence[Wanted], basis: Grounds, day: date, *, stock: bool
) -> tuple[Pass, dict[str, str]]:
    """The pass as it is on one day, and the queries of its tables."""
    scope = _scope(database, wanted, basis, day)
    readings = _compiled(scope, wanted, basis)
    columns = all_columns(readings)
    before = _before(scope)
    shown = f"{scope.per}" if stock else NO_DAY
    values = "".join(f", {expression} AS {name}" for name, expression in columns.items())
    some = " OR ".join(f"COALESCE({name}, TRUE)" for name in _counted(readings, columns))
    body = f"SELECT o.nr, o.sak_nr, {shown} AS dag{values} FROM o{_joins(scope)}"
    rader = {query: f"{navn}_rad{i}" for i, query in enumerate(_beneath(readings))}
    statements = {navn: f"{before},\nalt AS (\n{body}\n)\nSELECT * FROM alt WHERE {some}"}
    for query, table in rader.items():
        statements[table] = f"{before}\nSELECT r.nr, {shown} AS dag, r.verdi FROM ({query}) r"
    found = Pass(
        navn=navn,
        objekt=wanted[0].gjelder.objekt,
        readings=tuple(readings),
        columns={expression: name for name, expression in columns.items()},
        rader=rader,
    )
    return found, statements


def _scope(database: SqlEngine, wanted: Sequence[Wanted], basis: Grounds, per: date) -> Scope:
    return Scope(database.dialect, wanted[0].gjelder.objekt, per, basis.koder, basis.kilder)


def _compiled(scope: Scope, wanted: Sequence[Wanted], basis: Grounds) -> list[CompiledReading]:
    return [_with_doubt(compile_reading(one, scope), scope, basis) for one in wanted]


def _counted(readings: Iterable[CompiledReading], columns: Mapping[str, Sql]) -> list[str]:
    names = {expression: name for name, expression in columns.items()}
    return list(dict.fromkeys(names[one.med] for one in readings))


def _beneath(readings: Iterable[CompiledReading]) -> list[Sql]:
    queries = (axis.rader for one in readings for axis in one.axes if axis.rader is not None)
    days = (one.dager for one in readings if one.dager is not None)
    return list(dict.fromkeys([*queries, *days]))


def _fill(database: SqlEngine, navn: str, query: str, *, first: bool) -> None:
    if first:
        database.make(navn, query)
    else:
        database.append(navn, query)


def _before(scope: Scope) -> str:
    ctes = [*living_tables(scope, whole=False, made=()), f"o AS (\n{objects(scope, None, '')}\n)"]
    return "WITH " + ",\n".join(ctes)


def _joins(scope: Scope) -> str:
    return "".join(
        f"\nLEFT JOIN {written(together)} ON {together[0].alias}.nr = o.{together[0].on}"
        for together in read_together(scope.joins.values())
    )


def _with_doubt(one: CompiledReading, scope: Scope, basis: Grounds) -> CompiledReading:
    """Nobody knows of an object whose own date, among those the reading looks at, is one that cannot be; nor of one
    that is counted, where such a date stands in another row of its case."""
    named = sorted(one.felt & basis.unknown)
    if not named:
        return one
    own, others = _doubts(named, scope.root.table, scope)
    doubt = sql("({}) OR (({}) AND ({}))", own, others, one.med)
    return replace(one, med=sql("CASE WHEN {} THEN NULL ELSE ({}) END", doubt, one.med))


def _doubts(named: Sequence[Field], root: Table, scope: Scope) -> tuple[Sql, Sql]:
    text, key = scope.dialect.text, scope.dialect.column("o", str(root.nokkel))
    mine = _any(sql("(u.tabell = {} AND u.kolonne = {})", text(t), text(k)) for t, k in named if t == root.navn)
    others = _any(sql("(u.tabell = {} AND u.kolonne = {})", text(t), text(k)) for t, k in named if t != root.navn)
    rows = Sql(f"EXISTS (SELECT 1 FROM {UKJENT_DATO} u WHERE NOT COALESCE(u.er_slettet, FALSE) AND u.sak_nr = o.sak_nr")
    own = sql("{} AND ({}) AND (u.objekt_id IS NULL OR u.objekt_id = {}))", rows, mine, key)
    return own if mine != FALSE else FALSE, sql("{} AND ({}))", rows, others) if others != FALSE else FALSE


def _any(parts: Iterable[Sql]) -> Sql:
    found = list(parts)
    return Sql(" OR ".join(map(str, found))) if found else FALSE
