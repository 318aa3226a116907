"""One reading of a key figure as columns of the pass over its population.

The vocabulary is that of rules, and it is three-valued: what cannot be known is neither in nor out, and is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bvaudit.model.kilde import Behov, Trenger
from bvaudit.model.nokkeltall import Inndeling, Lesning, Tid
from bvaudit.model.rule import Gjelder
from bvaudit.model.tables import BY_NAME
from bvaudit.model.tallord import Kraft
from bvaudit.model.uttrykk import Betingelse, Dato
from bvaudit.vocabulary.rows import pairs
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import NO_DATE, TRUE, Sql, all_of, case, first_of, sql

STOCK = (Kraft.SISTE_DAG, Kraft.APEN)  # counted on a day, and so judged on that day
_TODAY = Dato(felt="per")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A reading of a figure, and the objects it counts."""

    tall: str
    lesning: Lesning
    gjelder: Gjelder

    @property
    def tid(self) -> Tid:
        assert self.lesning.tid is not None, "a reading without a time counts no objects"
        return self.lesning.tid

    @property
    def stock(self) -> bool:
        return self.tid.i_kraft in STOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A division as the pass sees it. ``kode``: the code of the object itself, or the number of the first condition
    that holds. ``rader``: a query for number and code, where the codes are of rows beneath it."""

    inndeling: Inndeling
    kode: Sql | None = None
    rader: Sql | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledReading:
    """SQL over the step ``o`` and its joins. ``med``: whether it is counted, null where nobody knows. ``av`` and
    ``der``: in the denominator, and in the numerator. ``dato``: the day of what happened. ``start`` and ``slutt`` are
    the first and last day of what is in force. ``over_18``: the 18th birthday. ``dager``: a query for number and day.
    ``til_andel`` are the tables the share is told by.
    """

    wanted: Wanted
    med: Sql
    av: Sql
    der: Sql
    dato: Sql
    start: Sql
    slutt: Sql
    over_18: Sql
    uten_alder: Sql
    varighet: Sql
    dager: Sql | None
    axes: tuple[Axis, ...]
    trenger: tuple[Trenger, ...]
    felt: frozenset[tuple[str, str]]
    tabeller: frozenset[str]
    til_andel: frozenset[str]


def compile_reading(wanted: Wanted, scope: Scope) -> CompiledReading:
    """Raises RuleFault when the reading says what the tables cannot mean."""
    looked, tables = scope.looked_at, scope.tables
    scope.looked_at, scope.tables = set(), {wanted.gjelder.objekt}
    lesning, tid = wanted.lesning, wanted.tid
    with scope.reading() as reads:
        conditions = [scope.condition(der) for der in (wanted.gjelder.der, lesning.der) if der is not None]
        med = [sql("({})", one) for one in conditions]
        dato = first_of([scope.column(felt) for felt in tid.dato]) if tid.dato else NO_DATE
        start, slutt = _ends(tid, scope)
        med += _in_force(tid, scope) if wanted.stock else _with_known_age(tid, scope)
        varighet = _duration(lesning, scope)
        axes = tuple(_axis(one, scope) for one in lesning.deles)
        before, scope.tables = scope.tables, {wanted.gjelder.objekt}
    with scope.reading() as shares:
        av, der, dager = _share(lesning, scope)
        til_andel = frozenset(scope.tables - {wanted.gjelder.objekt})
        scope.tables |= before
    whole_of = (Behov(tabell=wanted.gjelder.objekt, objekt=True), *reads.direct)
    trenger = (*whole_of, *reads.rows, *shares.direct, *shares.rows)
    with scope.reading():
        over_18 = scope.column("sak.fyller_18_dato") if _by_age(lesning) else NO_DATE
    found = CompiledReading(
        wanted=wanted,
        med=_unless(scope.held.lacking(whole_of), all_of(med)),
        av=av,
        der=_unless(scope.held.lacking(shares.direct), der),
        dato=dato,
        start=start,
        slutt=slutt,
        over_18=over_18,
        uten_alder=_without_age(tid, scope),
        varighet=varighet,
        dager=dager,
        axes=axes,
        trenger=trenger,
        felt=frozenset(scope.looked_at | {(t, s) for t in scope.tables if (s := BY_NAME[t].start)}),
        tabeller=frozenset(scope.tables),
        til_andel=til_andel,
    )
    scope.looked_at, scope.tables = looked | scope.looked_at, tables | scope.tables
    return found


def _unless(lacking: Sql | None, condition: Sql) -> Sql:
    """Unknown where the source lacks what it rests on. Who the reading is not about is still out."""
    return condition if lacking is None else sql("CASE WHEN {} THEN NULL ELSE ({}) END", lacking, condition)


def _by_age(lesning: Lesning) -> bool:
    return any(one.alder for one in lesning.deles)


def _ends(tid: Tid, scope: Scope) -> tuple[Sql, Sql]:
    """The first and last day it is in force, as far as is known by the judging day; no last day = still."""
    if tid.i_kraft is None or tid.i_kraft in STOCK:
        return NO_DATE, NO_DATE
    table = scope.root.table
    start, slutt = scope.column(str(table.start)), scope.column(str(table.slutt))
    if tid.fra_og_med:
        start = sql("GREATEST({}, {})", start, scope.column(tid.fra_og_med))
    if tid.til_for:
        before = sql("CAST({} - INTERVAL 1 DAY AS DATE)", scope.column(tid.til_for))
        slutt = sql("LEAST({}, {})", slutt, before)
    return start, slutt


def _in_force(tid: Tid, scope: Scope) -> list[Sql]:
    """In force on the judging day, between the birthdays."""
    if tid.i_kraft is Kraft.APEN:
        table = scope.root.table
        begun = sql("{} <= {}", scope.column(str(table.start)), scope.per)
        parts = [sql("({})", begun), sql("({})", scope.empty(str(table.slutt)))]
    else:
        parts = [sql("({})", scope.condition(Betingelse(i_kraft=_TODAY)))]
    for felt, kept in ((tid.fra_og_med, "{} <= {}"), (tid.til_for, "{} > {}")):
        if felt:
            parts.append(_known(sql(kept, scope.column(felt), scope.per), tid))
    return parts


def _with_known_age(tid: Tid, scope: Scope) -> list[Sql]:
    """For what is not judged on a day, the birthdays are in its ends; but where they are not known it may be out."""
    limits = [felt for felt in (tid.fra_og_med, tid.til_for) if felt]
    return [sql("({} IS NOT NULL)", scope.column(felt)) for felt in limits] if tid.ukjent == "uten" else []


def _known(condition: Sql, tid: Tid) -> Sql:
    """Where the birthday is not known, the reading says whether the object is in."""
    return sql("COALESCE({}, {})", condition, TRUE if tid.ukjent == "med" else Sql("FALSE"))


def _without_age(tid: Tid, scope: Scope) -> Sql:
    """Counted although the birthday that limits it is not known. What is left out for it is told as well."""
    limits = [felt for felt in (tid.fra_og_med, tid.til_for) if felt]
    if not limits:
        return Sql("FALSE")
    with scope.reading():
        return sql("({})", Sql(" OR ".join(f"{scope.column(felt)} IS NULL" for felt in limits)))


def _share(lesning: Lesning, scope: Scope) -> tuple[Sql, Sql, Sql | None]:
    andel = lesning.andel
    if andel is None:
        return TRUE, TRUE, None
    av = sql("({})", scope.condition(andel.av)) if andel.av is not None else TRUE
    der = sql("({})", scope.condition(andel.der)) if andel.der is not None else TRUE
    return av, der, pairs(scope, andel.dager.rader, "") if andel.dager is not None else None


def _duration(lesning: Lesning, scope: Scope) -> Sql:
    if lesning.varighet is None:
        return Sql("CAST(NULL AS INTEGER)")
    return scope.dialect.days_between(scope.date(lesning.varighet.fra), scope.date(lesning.varighet.til))


def _axis(one: Inndeling, scope: Scope) -> Axis:
    if one.alder:
        return Axis(inndeling=one)
    if one.rader is not None:
        return Axis(inndeling=one, rader=pairs(scope, one.rader, one.felt))
    if one.felt:
        return Axis(inndeling=one, kode=scope.column(one.felt))
    return Axis(inndeling=one, kode=_first_that_holds(one, scope))


def _first_that_holds(one: Inndeling, scope: Scope) -> Sql:
    """The number of the first condition that holds; null where an earlier one is unknown. After them all: the rest."""
    branches: list[tuple[Sql, Sql]] = []
    for number, gruppe in enumerate(one.grupper):
        assert gruppe.der is not None, "checked with the content"
        holds = sql("({})", scope.condition(gruppe.der))
        branches += [(holds, sql("{}", number)), (sql("{} IS NULL", holds), Sql("CAST(NULL AS INTEGER)"))]
    return case(branches, sql("{}", len(one.grupper)))


def all_columns(compiled: Iterable[CompiledReading]) -> dict[str, Sql]:
    """Name → expression, of everything the readings ask of the pass, each expression once."""
    found: dict[Sql, str] = {}
    for one in compiled:
        own = (one.med, one.av, one.der, one.dato, one.start, one.slutt, one.over_18, one.uten_alder, one.varighet)
        for expression in (*own, *(axis.kode for axis in one.axes if axis.kode is not None)):
            found.setdefault(expression, f"v{len(found)}")
    return {name: expression for expression, name in found.items()}
