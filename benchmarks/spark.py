"""Spark beside DuckDB: the same rows from every statement, and what it costs. Writes docs/spark-samsvar.md.

    pip install -e '.[spark]'
    python -m benchmarks.spark [--saker 100000] [--skriv]

Spark runs on this machine with two threads. Its time is told, not aimed at.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.children import ROOT
from benchmarks.contestants import plan_of
from benchmarks.data import write_extract
from benchmarks.import_walk import import_all, write_documents
from benchmarks.rounds import say
from benchmarks.spark_conformance import Line, compared
from bvaudit.engine.database import Database
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.extract.normalise.snapshot import read_manifest
from bvaudit.model.tables import TABLES
from bvaudit.spark.database import SparkDatabase
from bvaudit.spark.session import spark_session
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.run_plan import plan_for

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PER = date(2025, 12, 31)
PAGE = ROOT / "docs" / "spark-samsvar.md"
# Two threads, no web page, and no more parts than a laptop has use for.
_LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.memory": "3g",
    "spark.driver.extraJavaOptions": "-XX:+UseSerialGC",
}
_SMALL = {
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.ui.explainMode": "simple",
    "spark.sql.shuffle.partitions": "1",
}
# Room for rows is taken a page at a time, and Spark keeps what it has told of the last thousand queries.
_SMALL_JAVA = {
    "spark.driver.extraJavaOptions": "-XX:+UseSerialGC -XX:TieredStopAtLevel=1",
    "spark.buffer.pageSize": "1m",
    "spark.sql.ui.retainedExecutions": "1",
    "spark.ui.retainedJobs": "1",
    "spark.ui.retainedStages": "1",
}


@contextmanager
def local_spark(*, small: bool = False) -> "Iterator[SparkSession]":
    """Spark on this machine. ``small``: set up for a few thousand rows, where compiling a query takes longer than
    running it uncompiled."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("bvaudit-test").master("local[2]")
    for name, value in {**_LOCAL, **(_SMALL | _SMALL_JAVA if small else {})}.items():
        builder = builder.config(name, value)
    started = builder.getOrCreate()
    try:
        with spark_session() as session:
            for name, value in (_SMALL if small else {}).items():
                session.conf.set(name, value)
            yield session
    finally:
        started.stop()


def example_snapshot(folder: Path) -> Path:
    """The example municipality, imported."""
    write_documents(folder / "dokumenter")
    import_all(folder / "dokumenter", content_or_stop().koder, folder / "uttrekk")
    return folder / "uttrekk"


def example_plan(content: Content, snapshot: Path, periode: tuple[date, date] | None = None) -> EvaluationPlan:
    return plan_for(content, read_manifest(snapshot), PER, periode, None)


def made_up_plan(content: Content, rules: Sequence[str] = ()) -> EvaluationPlan:
    """Every rule and control, or some rules only, on an extract from ``benchmarks.data``."""
    every = tuple(id_ for id_, rule in content.regler.items() if rule.kontroll is None and not rule.utgatt)
    plan = plan_of(content, tuple(rules) or every, controls=not rules)
    return replace(plan, per=PER)


def compare(
    plan: EvaluationPlan, folder: Path, session: "SparkSession", told: Callable[[str], None] = lambda name: None
) -> list[Line]:
    """Every statement of ``plan`` on the snapshot ``folder``, in Spark and in DuckDB."""
    spark = SparkDatabase(session)
    spark.attach({table.navn: str(folder / f"{table.navn}.parquet") for table in TABLES})
    with tempfile.TemporaryDirectory() as scratch, Database() as duckdb:
        duckdb.attach(folder)
        return compared(plan, duckdb, spark, Path(scratch) / "rader", told)


def cpu_of(session: "SparkSession") -> float:
    """CPU seconds of the Java process so far."""
    java: Any = session.sparkContext._jvm
    return float(java.java.lang.ProcessHandle.current().info().totalCpuDuration().get().toMillis()) / 1000


def page(runs: dict[str, list[Line]]) -> str:
    """docs/spark-samsvar.md: a row for each statement, and a column for each extract."""
    lines = [
        "# Samsvar mellom DuckDB og Spark",
        "",
        "Skrevet av `python -m benchmarks.spark --skriv`; ikke endre for hånd. Hver setning er kjørt i begge, og",
        "radene er sammenlignet én for én. Tallet er antall rader; «lik» betyr samme rader i samme rekkefølge.",
        "En setning uten rader viser bare at Spark forstår den. En regel som er kommet til siden, mangler her til",
        "neste gang.",
        "",
    ]
    for name, found in runs.items():
        same = sum(not line.forskjell for line in found)
        with_rows = sum(line.rader > 0 for line in found)
        lines.append(f"- {name}: {same} av {len(found)} setninger er like; {with_rows} av dem gir rader")
    lines += ["", f"| setning | {' | '.join(runs)} |", f"|---|{'---|' * len(runs)}"]
    by_name = {name: {line.setning: line for line in found} for name, found in runs.items()}
    for setning in dict.fromkeys(line.setning for found in runs.values() for line in found):
        cells = [_cell(found.get(setning)) for found in by_name.values()]
        lines.append(f"| {setning} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(line: Line | None) -> str:
    if line is None:
        return "–"
    return f"{line.rader} {'lik' if not line.forskjell else '**' + line.forskjell.replace('|', '/') + '**'}"


def main(arguments: Sequence[str]) -> int:
    tolk = argparse.ArgumentParser(description="Sammenligner Spark med DuckDB, setning for setning.")
    tolk.add_argument("--saker", type=int, default=100_000, help="oppdiktede saker ved siden av eksempelet; 0 = ingen")
    tolk.add_argument("--skriv", action="store_true", help=f"skriv {PAGE.relative_to(ROOT)}")
    valg = tolk.parse_args(arguments)
    content = content_or_stop()
    runs: dict[str, list[Line]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        snapshot = example_snapshot(Path(scratch))
        with local_spark(small=True) as session:
            runs["eksempelet, 842 dokumenter"] = _timed(session, example_plan(content, snapshot), snapshot)
        if valg.saker:
            made_up = Path(scratch) / "saker"
            write_extract(made_up, valg.saker)
            with local_spark() as session:
                runs[f"{valg.saker} oppdiktede saker"] = _timed(session, made_up_plan(content), made_up)
    if valg.skriv:
        PAGE.write_text(page(runs), encoding="utf-8")
    wrong = [line for found in runs.values() for line in found if line.forskjell]
    say(*(f"{line.setning}: {line.forskjell}" for line in wrong))
    return 1 if wrong else 0


def _timed(session: "SparkSession", plan: EvaluationPlan, folder: Path) -> list[Line]:
    begun, cpu = time.monotonic(), cpu_of(session)
    found = compare(plan, folder, session, lambda name: say(f"  {time.monotonic() - begun:6.0f} s  {name}"))
    same = sum(not line.forskjell for line in found)
    say(
        f"{datetime.now(UTC):%H:%M} {folder.name}: {same} av {len(found)} setninger er like; begge brukte "
        f"{time.monotonic() - begun:.0f} s, Spark {cpu_of(session) - cpu:.0f} CPU-s"
    )
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
