"""The same six rules on the same Parquet files, three ways. As a child process: judge once, and tell time and memory.

python -m benchmarks.contestants bvaudit|sql|lokke|alle|kontroller MAPPE [--innhold]
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from benchmarks import hand_sql, plain_loop
from benchmarks.children import answer, measured
from benchmarks.content_sums import Sums, sums, table_of
from bvaudit.engine.controls import run_controls
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.model.tables import TABLES
from bvaudit.workflows.content import Content, content_or_stop

CORE = tuple(sorted(hand_sql.RULES))
NAMES = ("bvaudit", "sql", "lokke")


def judge_with_rules(folder: Path, content: Content, rules: tuple[str, ...], *, controls: bool = False) -> Database:
    """Our own way: attach the extract and judge it. Reading the rules is done before the clock starts. With
    ``controls`` the register's own are run afterwards, as they are in a real run."""
    plan = EvaluationPlan(
        regler=tuple(content.regler[rule] for rule in rules),
        kontroller=tuple(r for r in content.regler.values() if controls and r.kontroll is not None and not r.utgatt),
        per=hand_sql.PER,
        periode=None,
        koder=content.koder,
        tabeller=frozenset(table.navn for table in TABLES),
    )
    database = Database()
    database.attach(folder)
    evaluate(plan, database)
    run_controls(plan, database)
    return database


def run(name: str, folder: Path, *, content_sums: bool = False) -> dict[str, Any]:
    """Judge once. With ``content_sums``, what the rows say too, outside the clock."""
    if name == "lokke":
        rows, facts = measured(lambda: plain_loop.judge(folder))
        facts["rader"] = len(rows)
        if content_sums:
            with tempfile.TemporaryDirectory() as scratch:
                facts["innhold"] = sums(table_of(rows, Path(scratch) / "rader.csv"))
        return facts
    if name == "sql":
        connection, facts = measured(lambda: hand_sql.judge(folder))
    else:
        content = content_or_stop()
        every = tuple(id_ for id_, rule in content.regler.items() if rule.kontroll is None)
        rules = {"bvaudit": CORE, "alle": every, "kontroller": ()}[name]
        database, facts = measured(lambda: judge_with_rules(folder, content, rules, controls=name == "kontroller"))
        connection = database.connection
    facts["rader"] = _rows(connection)
    if content_sums:
        facts["innhold"] = sums(connection)
    return facts


def differences(found: dict[str, Sums]) -> list[str]:
    """Every rule where the contestants do not say the same, in words. Empty when all agree."""
    lines = []
    for rule in sorted({rule for one in found.values() for rule in one}):
        said = {name: tuple(one.get(rule, (0, 0))) for name, one in found.items()}
        if len(set(said.values())) > 1:
            rows = ", ".join(f"{name} {antall} rader (sum {total})" for name, (antall, total) in said.items())
            lines.append(f"{rule}: {rows}")
    return lines


def _rows(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute("SELECT COUNT(*) FROM resultat").fetchone()
    return int(found[0]) if found else 0


if __name__ == "__main__":
    answer(run(sys.argv[1], Path(sys.argv[2]), content_sums="--innhold" in sys.argv))
