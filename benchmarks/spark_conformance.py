"""Does Spark say what DuckDB says? Every statement run in both, and the rows compared one by one, in their order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.result_table import ROWS
from bvaudit.engine.run_tables import drop_living, make_living
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.resultat import ORDER

Rows = list[tuple[Any, ...]]
FILE = "resultater.parquet"  # what the rows of all the rules become


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """``forskjell`` is empty when Spark gave the same ``rader`` rows in the same order."""

    setning: str
    rader: int
    forskjell: str


def compared(
    plan: EvaluationPlan,
    duckdb: Database,
    spark: SqlEngine,
    scratch: Path,
    told: Callable[[str], None] = lambda name: None,
) -> list[Line]:
    """A line for each rule and control of the plan that the extract can answer, and one for the finished file.

    The rules' rows are written to the new folder ``scratch`` by both, and compared there, for there may be millions.
    ``told`` is called with the name of what Spark has come to.
    """
    ours, _ = evaluate(plan, duckdb)
    theirs, _ = evaluate(plan, spark, lambda rule: told(rule.id))
    scratch.mkdir()
    kept = f"SELECT * FROM {ROWS} ORDER BY {', '.join(column.navn for column in ORDER)}"
    _save(duckdb, kept, spark, kept, scratch, "rader")
    _save(duckdb, ours.contract_rows(), spark, theirs.contract_rows(), scratch, "kontrakt")
    by_rule = {row[0]: row[1:] for row in _differences(duckdb, scratch, "rader", "regel_nr")}
    lines = []
    for number, compiled in enumerate(plan.rules(duckdb.dialect).kjores, start=1):
        name = compiled.regel.id
        if number in by_rule:
            lines.append(_counted(name, *by_rule[number]))
        else:  # no rows, or a rule about a table without any, which is not run when judging; here its statement is
            again = plan.compiled(compiled.regel, spark.dialect).sql
            lines.append(_told(name, duckdb.run(compiled.sql), spark.run(again)))
    lines += [_counted(FILE, *row[1:]) for row in _differences(duckdb, scratch, "kontrakt", "1")]
    controls = dict(_controls(plan, duckdb))
    for name, rows in _controls(plan, spark):
        told(name)
        lines.append(_told(name, controls[name], rows))
    return lines


def difference(ours: Rows, theirs: Rows) -> str:
    """What is not the same, in words; empty when nothing is."""
    if ours == theirs:
        return ""
    if len(ours) != len(theirs):
        return f"Spark ga {len(theirs)} rader"
    place = next(i for i, (one, other) in enumerate(zip(ours, theirs, strict=True)) if one != other)
    return f"rad {place + 1} er {ours[place]} i DuckDB og {theirs[place]} i Spark"


def _told(name: str, ours: Rows, theirs: Rows) -> Line:
    return Line(setning=name, rader=len(ours), forskjell=difference(ours, theirs))


def _counted(name: str, ours: int, theirs: int, unlike: int) -> Line:
    wrong = f"Spark ga {theirs} rader" if ours != theirs else f"{unlike} rader er ulike" if unlike else ""
    return Line(setning=name, rader=ours, forskjell=wrong)


def _save(duckdb: Database, mine: str, spark: SqlEngine, other: str, scratch: Path, name: str) -> None:
    duckdb.save_parquet(mine, scratch / f"{name}-duckdb.parquet", {})
    spark.save_parquet(other, scratch / f"{name}-spark", {})


def _differences(duckdb: Database, scratch: Path, name: str, group: str) -> Rows:
    """Group, rows of ours, rows of Spark's, and how many rows are not the same in the same place of the group."""
    numbered = (
        "SELECT {group} AS gruppe, ROW_NUMBER() OVER (PARTITION BY {group} ORDER BY plass) AS nr, rad FROM "
        "(SELECT *, ROW_NUMBER() OVER () AS plass, CAST(t AS VARCHAR) AS rad FROM read_parquet({files}) t)"
    )
    ours = numbered.format(group=group, files=f"'{scratch}/{name}-duckdb.parquet'")
    files = sorted(str(part) for part in (scratch / f"{name}-spark").glob("*.parquet"))
    theirs = numbered.format(group=group, files=files)
    return duckdb.run(
        "SELECT gruppe, COUNT(a.rad), COUNT(b.rad), COUNT(*) FILTER (WHERE a.rad IS DISTINCT FROM b.rad) "
        f"FROM ({ours}) a FULL JOIN ({theirs}) b USING (gruppe, nr) GROUP BY gruppe ORDER BY gruppe"
    )


def _controls(plan: EvaluationPlan, database: SqlEngine) -> Iterator[tuple[str, Rows]]:
    """Name → rows, in the order they were given."""
    listed = plan.controls(database.dialect).kjores
    made = make_living(database, listed)
    for compiled in listed:
        if compiled.calendar:
            database.need_calendar()
        yield compiled.regel.id, database.run(compiled.found_sql(made))
    drop_living(database, made)
