"""Does Spark say what DuckDB says? Every statement run in both, and the rows compared one by one, in their order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.result_table import ROWS
from bvaudit.engine.run_tables import drop_living, make_living
from bvaudit.engine.sql_engine import SqlEngine

Rows = list[tuple[Any, ...]]
FILE = "resultater.parquet"  # what the rows of all the rules become


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``forskjell`` is empty when Spark gave the same ``rader`` rows in the same order."""

    setning: str
    rader: int
    forskjell: str


def compared(
    plan: EvaluationPlan, duckdb: SqlEngine, spark: SqlEngine, told: Callable[[str], None] | None = None
) -> list[Line]:
    """A line for each rule and control of the plan that the extract can answer, and one for the finished file.
    ``told`` is called with the name of what Spark has come to."""
    ours, theirs = dict(_statements(plan, duckdb, None)), dict(_statements(plan, spark, told))
    assert list(ours) == list(theirs), "the same statements are run in both"
    return [
        Line(setning=name, rader=len(rows), forskjell=difference(rows, theirs[name])) for name, rows in ours.items()
    ]


def difference(ours: Rows, theirs: Rows) -> str:
    """What is not the same, in words; empty when nothing is."""
    if ours == theirs:
        return ""
    if len(ours) != len(theirs):
        return f"Spark ga {len(theirs)} rader"
    place = next(i for i, (one, other) in enumerate(zip(ours, theirs, strict=True)) if one != other)
    if sorted(map(repr, ours)) == sorted(map(repr, theirs)):
        return f"samme rader i en annen rekkefølge, fra rad {place + 1}"
    return f"rad {place + 1} er {ours[place]} i DuckDB og {theirs[place]} i Spark"


def _statements(
    plan: EvaluationPlan, database: SqlEngine, told: Callable[[str], None] | None
) -> Iterator[tuple[str, Rows]]:
    """Name → rows, in the order they were given."""
    results, _ = evaluate(plan, database, (lambda rule: told(rule.id)) if told else None)
    kept = database.run(f"SELECT * FROM {ROWS}")  # as they were added: rule by rule, each in its statement's order
    by_rule: dict[int, Rows] = {}
    for row in kept:
        by_rule.setdefault(row[0], []).append(row)
    for number, compiled in enumerate(plan.rules(database.dialect).kjores, start=1):
        # A rule about a table without rows is not run when judging; here its statement is.
        rows = by_rule[number] if number in by_rule else database.run(compiled.kept_sql(number))
        yield compiled.regel.id, rows
    yield FILE, database.run(results.contract_rows())
    for name, rows in _controls(plan, database):
        if told:
            told(name)
        yield name, rows


def _controls(plan: EvaluationPlan, database: SqlEngine) -> Iterator[tuple[str, Rows]]:
    listed = plan.controls(database.dialect).kjores
    made = make_living(database, listed)
    for compiled in listed:
        if compiled.calendar:
            database.need_calendar()
        yield compiled.regel.id, database.run(compiled.found_sql(made))
    drop_living(database, made)
