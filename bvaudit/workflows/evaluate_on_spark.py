"""Judge an extract with Spark: every rule, and the results where Spark keeps its data."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from bvaudit.engine.evaluate import Judged, evaluate
from bvaudit.errors import UsageError
from bvaudit.spark.database import SparkDatabase
from bvaudit.spark.session import spark_session
from bvaudit.spark.snapshot import find_snapshot
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.evaluate_cases import what_to_know
from bvaudit.workflows.frozen_draw import draw_as_read
from bvaudit.workflows.progress import Progress, counting
from bvaudit.workflows.run_plan import plan_for, when

RESULTS = "resultater.parquet"


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkRequest:
    """``uttrekk`` and ``ut`` are folders, or addresses only Spark knows, as text (``hdfs://…``). ``lokal``: Spark is
    not there already and must be started on this machine."""

    uttrekk: Path | str
    ut: Path | str
    per: date | None = None
    periode: tuple[date, date] | Literal["alle"] | None = None
    utvalg: Path | None = None
    regler: tuple[Path, ...] = ()
    lokal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SparkOutcome:
    """``resultat``: the folder of Parquet files."""

    resultat: str
    judged: Judged
    per: date
    advarsler: tuple[str, ...]


def evaluate_on_spark(request: SparkRequest, *, progress: Progress | None) -> SparkOutcome:
    """The contract's rows in its order, in ``resultater.parquet`` under ``request.ut``. Never written over.

    Raises UsageError when it is there already, and NothingExamined when there is no row.
    """
    return judge_on_spark(request, content_or_stop(request.regler), progress=progress)


def judge_on_spark(request: SparkRequest, content: Content, *, progress: Progress | None) -> SparkOutcome:
    """As ``evaluate_on_spark``, with the rules of ``content``."""
    utvalg = draw_as_read(request.utvalg)
    if isinstance(request.ut, Path):
        target = (request.ut / RESULTS).absolute()
        if target.exists():
            raise _taken(str(request.ut / RESULTS))
        written, shown = f"file://{target}", str(request.ut / RESULTS)
    else:
        written = shown = f"{request.ut.rstrip('/')}/{RESULTS}"
    with spark_session(local=request.lokal) as session:
        database = SparkDatabase(session)
        manifest, tables = find_snapshot(session, request.uttrekk)
        database.attach(tables)
        per, periode, advarsler = when(request, manifest)
        plan = plan_for(content, manifest, per, periode, utvalg)
        results, judged = evaluate(plan, database, counting(progress, sum(not r.manuell for r in plan.regler)))
        advarsler += what_to_know(utvalg, results, judged)
        _save(database, results.contract_rows(), written, shown)
    return SparkOutcome(resultat=shown, judged=judged, per=per, advarsler=advarsler)


def _save(database: SparkDatabase, rows: str, written: str, shown: str) -> None:
    from pyspark.errors import AnalysisException

    try:
        database.save_parquet(rows, written, {})
    except AnalysisException as error:
        if "PATH_ALREADY_EXISTS" in str(error):
            raise _taken(shown) from error
        raise


def _taken(shown: str) -> UsageError:
    return UsageError(
        text("workflows.evaluate_on_spark.finnes_fra_for", shown=shown),
        hint=text("workflows.evaluate_on_spark.velg_en_annen_mappe_med_ut"),
    )
