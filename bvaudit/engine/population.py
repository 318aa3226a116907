"""The objects a draw can be made among, or a point asks about: the vocabulary of rules, without a rule.

Every row of the table is accounted for: it is in, or it is left out for one reason that is counted.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bvaudit.engine.living import living_tables, objects
from bvaudit.engine.plan import not_held
from bvaudit.engine.run_tables import make_run_tables
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.engine.unknown_dates import unknown_fields
from bvaudit.errors import NothingExamined
from bvaudit.model.kilde import Behov, Kilde, not_examined
from bvaudit.model.koder import Kodelister
from bvaudit.model.objekt import Objekt, Utelatt
from bvaudit.model.rule import ENHET, Gjelder
from bvaudit.model.tables import BY_NAME, UKJENT_DATO
from bvaudit.vocabulary.frame import read_together, written
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Sql, sql

_ALL_CASES = Gjelder(objekt="sak")
_FOUND = "befolkning"
_IN = "med"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which objects: see ``Trekking``. ``startet_etter`` is the day after which they must have begun."""

    gjelder: Gjelder | None = None
    per: date
    koder: Kodelister = field(default_factory=dict)
    kilder: Sequence[Kilde] = ()
    periode: tuple[date, date] | None = None
    telles_etter: tuple[str, ...] = ()
    startet: str = ""
    startet_etter: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """``utelatt`` counts the rows of the table that are not in, by the first reason that holds."""

    objekter: tuple[Objekt, ...]
    utelatt: dict[Utelatt, int]


def population(
    database: SqlEngine,
    gjelder: Gjelder | None,
    *,
    per: date,
    koder: Kodelister,
    kilder: Sequence[Kilde] = (),
    periode: tuple[date, date] | None = None,
    telles_etter: tuple[str, ...] = (),
    saker: frozenset[str] | None = None,
) -> tuple[Objekt, ...]:
    """The objects ``gjelder`` is about, of ``saker`` or of every case, in order of unit, case, counting date and id.
    Without a period all of them; none when it is about the unit itself. Raises NothingExamined when no source has
    what it takes to know."""
    asked = Asked(gjelder=gjelder, per=per, koder=koder, kilder=kilder, periode=periode, telles_etter=telles_etter)
    return look(database, asked, saker).objekter


def look(database: SqlEngine, asked: Asked, saker: frozenset[str] | None = None) -> Population:
    """As ``population``, with what was left out and why."""
    gjelder = asked.gjelder or _ALL_CASES
    if gjelder.objekt == ENHET:
        return Population(objekter=(), utelatt={})
    make_run_tables(database, tuple(asked.kilder), saker)
    database.make(_FOUND, _statement(database, gjelder, asked, sample=saker is not None))
    counted = Counter[Utelatt]()
    for status, antall in database.run(f"SELECT status, COUNT(*) FROM {_FOUND} WHERE status <> '{_IN}' GROUP BY 1"):
        counted[Utelatt(status)] = antall
    rows = database.run(_READ)
    database.drop(_FOUND)
    return Population(
        objekter=tuple(_object(gjelder.objekt, row, dated=bool(asked.telles_etter)) for row in rows),
        utelatt={reason: counted[reason] for reason in Utelatt if counted[reason]},
    )


_READ = (
    f"SELECT s.enhet, s.sak_id, b.objekt_id, COALESCE(e.kommunenummer, k.kommunenummer, ''), b.start, b.slutt, "
    f"COALESCE(b.kode, ''), b.telles FROM {_FOUND} b "
    "JOIN saksrekke s ON s.sak_nr = b.sak_nr AND b.telles >= s.fra AND b.telles <= s.til "
    "JOIN sak k ON k.sak_nr = b.sak_nr "
    "LEFT JOIN (SELECT DISTINCT sak_nr, kommunenummer, fra, til FROM sak_enhet) e ON e.sak_nr = b.sak_nr "
    "AND (e.fra IS NULL OR e.fra <= b.telles) AND (e.til IS NULL OR e.til >= b.telles) "
    f"WHERE b.status = '{_IN}' ORDER BY s.enhet, s.sak_id, b.telles, b.start NULLS FIRST, b.objekt_id"
)


def _object(tabell: str, row: tuple[Any, ...], *, dated: bool) -> Objekt:
    enhet, sak, objekt_id, kommune, start, slutt, kode, telles = row
    return Objekt(
        enhet=enhet,
        sak=sak,
        objekt=tabell,
        objekt_id=objekt_id,
        kommune=kommune,
        start=start,
        slutt=slutt,
        kode=kode,
        telles=telles if dated else None,
    )


def _statement(database: SqlEngine, gjelder: Gjelder, asked: Asked, *, sample: bool) -> str:
    """Every row of the table that a case of the extract (or of the sample) has, with what became of it."""
    scope = Scope(database.dialect, gjelder.objekt, asked.per, asked.koder, asked.kilder)
    table, d = scope.root.table, database.dialect
    with scope.reading() as reads:
        applies = scope.condition(gjelder.der) if gjelder.der is not None else None
        dates = [scope.column(navn) for navn in asked.telles_etter]
        begun = scope.column(asked.startet or str(table.start)) if asked.startet_etter is not None else None
    needs = [Behov(tabell=gjelder.objekt, objekt=True), *reads.direct]
    sure = {rader.tabell for rader in (gjelder.der.finnes if gjelder.der else ())}
    looking = [need for need in reads.rows if isinstance(need, Behov) and need.tabell in sure]
    if lacking := not_examined([*needs, *looking], scope.held.kilder):
        raise NothingExamined(not_held(lacking))
    unseen = scope.held.lacking(needs)
    with scope.reading():
        shown = {
            "start": scope.column(table.start) if table.start else None,
            "slutt": scope.column(table.slutt) if table.slutt else None,
            "kode": next((scope.column(k) for k in ("konklusjon_kode", "kode") if table.column(k)), None),
        }
    telles = sql("COALESCE({}, {})", Sql(", ".join(map(str, dates))), scope.per) if dates else scope.per
    known = {"gjelder": applies if applies is not None else Sql("TRUE"), "telles": telles, **shown}
    columns = [f"{value if value is not None else 'NULL'} AS {name}" for name, value in known.items()]
    columns.append(f"{_any_date(dates)} AS har_dato")
    columns.append(f"{begun if begun is not None else 'NULL'} AS begynt")
    columns.append(f"{unseen if unseen is not None else 'FALSE'} AS uvisst")
    own, case = _doubts(database, scope)
    ctes = [*living_tables(scope, whole=False, made=()), f"o AS (\n{objects(scope, None, '')}\n)"]
    inner = f"SELECT o.nr, {', '.join(columns)} FROM o{_joins(scope)}"
    ctes.append(f"svar AS (\n{inner}\n)")
    limit = " WHERE EXISTS (SELECT 1 FROM utvalg u WHERE u.sak_nr = t.sak_nr)" if sample else ""
    return (
        "WITH " + ",\n".join(ctes) + f"\nSELECT t.sak_nr, t.{d.identifier(str(table.nokkel))} AS objekt_id, "
        f"COALESCE(svar.telles, {scope.per}) AS telles, svar.start, svar.slutt, svar.kode, "
        f"{_status(asked, scope, own, case)} AS status\n"
        f"FROM {d.identifier(table.navn)} t JOIN sak k ON k.sak_nr = t.sak_nr "
        f"LEFT JOIN svar ON svar.nr = t.{table.nr}{limit}"
    )


def _status(asked: Asked, scope: Scope, own: str, case: str) -> str:
    """The first reason that holds. A row that is not living and not deleted begins after the judging day."""
    day = scope.dialect.date
    branches = [
        ("COALESCE(t.er_slettet, FALSE) OR COALESCE(k.er_slettet, FALSE)", Utelatt.SLETTET),
        ("svar.nr IS NULL", Utelatt.IKKE_BEGYNT),
        (f"svar.uvisst OR svar.gjelder IS NULL OR {own} OR ({case} AND svar.gjelder)", Utelatt.UKJENT),
        ("NOT svar.gjelder", Utelatt.UTENFOR),
    ]
    if asked.periode is not None and asked.telles_etter:
        fra, til = asked.periode
        branches.append(("NOT svar.har_dato", Utelatt.UTEN_DATO))
        branches.append((f"svar.telles < {day(fra)} OR svar.telles > {day(til)}", Utelatt.UTENFOR_PERIODEN))
    if asked.startet_etter is not None:
        branches.append(("svar.begynt IS NULL", Utelatt.UKJENT))
        branches.append((f"svar.begynt <= {day(asked.startet_etter)}", Utelatt.BEGYNT_FOR))
    whens = " ".join(f"WHEN {when} THEN '{reason}'" for when, reason in branches)
    return f"CASE {whens} ELSE '{_IN}' END"


def _any_date(dates: Sequence[Sql]) -> str:
    return f"COALESCE({', '.join(map(str, dates))}) IS NOT NULL" if dates else "TRUE"


def _joins(scope: Scope) -> str:
    joins = [
        f"\nLEFT JOIN {written(together)} ON {together[0].alias}.nr = o.{together[0].on}"
        for together in read_together(scope.joins.values())
    ]
    return "".join(joins)


def _doubts(database: SqlEngine, scope: Scope) -> tuple[str, str]:
    """SQL for: the object itself has a date nobody can have among what was asked, and: some other row of its case."""
    read = scope.looked_at | {(navn, start) for navn in scope.tables if (start := BY_NAME[navn].start)}
    named = sorted(read & unknown_fields(database))
    if not named:
        return "FALSE", "FALSE"
    root = scope.root.table
    where = f"FROM {UKJENT_DATO} u WHERE NOT COALESCE(u.er_slettet, FALSE) AND u.sak_nr = t.sak_nr AND "
    mine = " OR ".join(_is(t, k) for t, k in named if t == root.navn) or "FALSE"
    others = " OR ".join(_is(t, k) for t, k in named if t != root.navn) or "FALSE"
    key = scope.dialect.identifier(str(root.nokkel))
    own = f"EXISTS (SELECT 1 {where}({mine}) AND (u.objekt_id IS NULL OR u.objekt_id = t.{key}))"
    return own, f"EXISTS (SELECT 1 {where}({others}))"


def _is(tabell: str, kolonne: str) -> str:
    return f"(u.tabell = '{tabell}' AND u.kolonne = '{kolonne}')"
