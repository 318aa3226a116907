"""The end of a rule's statement: the rows of its results, or what a control found, made of the query's last step."""

from collections.abc import Collection, Sequence
from datetime import date

from bvaudit.engine.query import FACTS, LAST_DAY, LINES, CompiledVariant, QueryBuilder
from bvaudit.model.resultat import KEPT, OUTCOME_NUMBERS, RESULT, KeptColumn, ResultColumn
from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.answer import literal
from bvaudit.vocabulary.sql import NO_DATE, sql


def result(query: QueryBuilder, periode: tuple[date, date] | None, sample: bool) -> str:
    """The whole statement that gives a row for each object and variant, as text, in the contract's order."""
    # The same order as variant, enhet, sak, objekt_id by code point, told in numbers: half the time on a million.
    return _rows(query, RESULT, periode, sample) + "\nORDER BY r.variant_nr, s.rekke, r.objekt_nr"


def kept(
    query: QueryBuilder, periode: tuple[date, date] | None, sample: bool, number: int, made: Collection[str]
) -> str:
    """The same rows, as they are kept while a run lasts, in any order: what reads them sorts them. Sorted here too,
    five million cases took a quarter more time and did not fit in four gigabytes. ``number`` is the rule's own.
    ``made``: tables whose living rows are in the database already."""
    return _rows(query, KEPT, periode, sample, number, made)


def _rows(
    query: QueryBuilder,
    columns: Sequence[ResultColumn | KeptColumn],
    periode: tuple[date, date] | None,
    sample: bool,
    number: int = 0,
    made: Collection[str] = (),
) -> str:
    ordered = sorted(query.variants, key=lambda c: c.navn)
    values = _values(query, number)
    text = any(column.navn == "objekt_id" for column in columns)
    body = "\nUNION ALL\n".join(_variant_rows(query, c, n, periode, text) for n, c in enumerate(ordered, start=1))
    where = "\nWHERE EXISTS (SELECT 1 FROM utvalg u WHERE u.sak_nr = r.sak_nr)" if sample else ""
    wanted = LINES.join(f"{values[column.navn]} AS {column.navn}" for column in columns)
    return (
        f"{query.with_clause(made=made)}\nSELECT {wanted}\nFROM (\n{body}\n) r "
        f"JOIN saksrekke s ON s.sak_nr = r.sak_nr AND r.telles >= s.fra AND r.telles <= s.til{where}"
    )


def _values(query: QueryBuilder, number: int) -> dict[str, str]:
    """Every column a row can have, as text and as what is kept → its value. The unit comes in here, once for all
    variants."""
    d = query.scope.dialect
    broken = f"r.utfall = {literal(Utfall.IKKE_OPPFYLT)} AND r.frist_dato IS NOT NULL"
    over = d.days_between(sql("r.frist_dato"), sql("COALESCE(r.faktisk_dato, {})", query.scope.per))
    outcomes = " ".join(f"WHEN {literal(utfall)} THEN {nr}" for utfall, nr in OUTCOME_NUMBERS.items())
    own = ("regelversjon", "variant", "objekt_id", "utfall", *FACTS, "forklaring", "annen_ansvarlig", "telles")
    return {
        **{name: f"r.{name}" for name in own},
        "regel": str(d.text(query.rule.id)),
        "enhet": "s.enhet",
        "sak": "s.sak_id",
        "objekt": str(d.text(query.rule.gjelder.objekt)),
        "dager_over": f"CASE WHEN {broken} THEN CAST({over} AS INTEGER) END",
        "regel_nr": f"CAST({number} AS SMALLINT)",
        "variant_nr": "CAST(r.variant_nr AS SMALLINT)",
        "rekke": "CAST(s.rekke AS INTEGER)",
        "objekt_nr": "r.objekt_nr",
        "utfall_nr": f"CAST(CASE r.utfall {outcomes} END AS TINYINT)",
    }


def faults(query: QueryBuilder, sample: bool, examples: int, made: Collection[str] = ()) -> str:
    """What a control found, counted per unit and grade, with the first cases of each. No grade: it cannot tell."""
    found, broken, unclear = f"m.{query.variants[0].utfall}", literal(Utfall.IKKE_OPPFYLT), literal(Utfall.UAVKLART)
    where = " AND EXISTS (SELECT 1 FROM utvalg u WHERE u.sak_nr = f.sak_nr)" if sample else ""
    group = "PARTITION BY enhet, grad"
    return (
        f"{query.with_clause(made=made)},\n"
        f"funn AS (\nSELECT m.sak_nr, m.{query.grade} AS alvorlighet, {found} AS utfall\nFROM m\n),\n"
        f"saker AS (\nSELECT s.enhet, CASE f.utfall WHEN {broken} THEN f.alvorlighet ELSE '' END AS grad, "
        "s.sak_id AS sak, COUNT(*) AS antall\n"
        f"FROM funn f JOIN saksrekke s ON s.sak_nr = f.sak_nr AND s.til = {LAST_DAY}\n"
        f"WHERE f.utfall IN ({broken}, {unclear}){where}\nGROUP BY 1, 2, 3\n)\n"
        f"SELECT enhet, grad, antall, sak\nFROM (\nSELECT enhet, grad, sak, "
        f"CAST(SUM(antall) OVER ({group}) AS INTEGER) AS antall,\n"
        f"ROW_NUMBER() OVER ({group} ORDER BY sak) AS plass\nFROM saker\n) p\n"
        f"WHERE plass <= {examples}\nORDER BY enhet, grad, plass"
    )


def _variant_rows(
    query: QueryBuilder, c: CompiledVariant, number: int, periode: tuple[date, date] | None, text: bool
) -> str:
    """What ``_values`` calls ``r``. ``text``: with the texts that are kept as numbers."""
    columns = [
        f"{number} AS variant_nr",
        *([f"{query.scope.dialect.text(c.navn)} AS variant", "m.objekt_id AS objekt_id"] if text else []),
        "m.sak_nr AS sak_nr",
        "m.nr AS objekt_nr",
        f"{_rule_version(query)} AS regelversjon",
        f"m.{c.utfall} AS utfall",
        *(f"m.{expression} AS {name}" for name, expression in c.facts.items()),
        f"m.{query.explanation_column(c)} AS forklaring",
        f"{f'm.{c.annen_ansvarlig}' if c.annen_ansvarlig is not None else 'FALSE'} AS annen_ansvarlig",
        f"{_counted_on(query, c)} AS telles",
    ]
    within = ""
    if periode is not None and query.rule.telles_etter:
        within = f" WHERE {_in_period(query, c, periode)}"
    return f"SELECT {', '.join(columns)}\nFROM m{within}"


def _counted_on(query: QueryBuilder, c: CompiledVariant) -> str:
    """The day that decides whose the row is: what happened, on its day; a state, and what is not done, on ``per``.

    A date that is there only when the thing is done stands first in ``telles_etter``; the dates after it say how an
    open object comes into a period, not whose it is. A limit without a day it was met is not done either.
    """
    per, frist, done = str(query.scope.per), f"m.{c.facts['frist_dato']}", f"m.{c.facts['faktisk_dato']}"
    dates = [frist if navn == "frist_dato" else f"m.{query.counted_by(navn)}" for navn in query.rule.telles_etter]
    if not dates:
        return per
    column = query.scope.root.table.column(query.rule.telles_etter[0])
    if column is not None and column.hendt == column.navn:
        return f"COALESCE({dates[0]}, {per})"
    happened = f"COALESCE({', '.join([*dates, per])})"
    return f"CASE WHEN {frist} IS NOT NULL AND {done} IS NULL THEN {per} ELSE {happened} END"


def _rule_version(query: QueryBuilder) -> str:
    d, versions = query.scope.dialect, query.rule.versjoner
    if isinstance(query.version, int):
        return str(d.date(versions[query.version].gjelder_fra) if query.version >= 0 else NO_DATE)
    branches = " ".join(f"WHEN {i} THEN {d.date(v.gjelder_fra)}" for i, v in enumerate(versions))
    return f"CASE m.{query.version} {branches} END"


def _in_period(query: QueryBuilder, c: CompiledVariant, periode: tuple[date, date]) -> str:
    """Kept when the counting date lies in the period, or is not known: nothing is lost in silence. What is not done
    by the judging day is kept in every period since it began, however old: the oldest must be seen first."""
    d, frist = query.scope.dialect, f"m.{c.facts['frist_dato']}"
    dates = [frist if navn == "frist_dato" else f"m.{query.counted_by(navn)}" for navn in query.rule.telles_etter]
    when = f"COALESCE({', '.join(dates)})" if len(dates) > 1 else dates[0]
    inside = f"{when} IS NULL OR ({when} >= {d.date(periode[0])} AND {when} <= {d.date(periode[1])})"
    table, end = query.scope.root.table, query.scope.root.table.slutt
    unsettled = f"m.{c.utfall} IN ({literal(Utfall.IKKE_OPPFYLT)}, {literal(Utfall.UAVKLART)})"
    due = f"{frist} IS NOT NULL AND m.{c.facts['faktisk_dato']} IS NULL"
    due += f" AND ({unsettled} OR {frist} >= {query.scope.per})"
    # Counted by when it ended, else by another date: without an end it is open. And open is what has not ended, and
    # has a limit for something that is not done.
    waiting = [f"{dates[0]} IS NULL"] if len(dates) > 1 else []
    waiting += [f"(m.{query.counted_by(end)} IS NULL AND {due})"] if end else []
    begun = f"COALESCE(m.{query.counted_by(table.start)} <= {d.date(periode[1])}, TRUE)" if table.start else "TRUE"
    if not waiting:
        return f"({inside})"
    return f"({inside} OR ({' OR '.join(waiting)}) AND {begun})"
