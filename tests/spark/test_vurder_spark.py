"""The command and its workflow on Spark: what is written, what is said, and what is refused."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest

from bvaudit.cli.run import run
from bvaudit.errors import NothingExamined, SurroundingsError, UsageError
from bvaudit.model.resultat import CONTRACT_NAMES
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.evaluate_on_spark import RESULTS, SparkOutcome, SparkRequest, judge_on_spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

RULES = ("MEL-01", "UND-03", "OMS-22")  # what OMS-22 looks for begins in 2024, and some are older


def _vurder(uttrekk: Path | str, ut: Path | str, rules: tuple[str, ...] = RULES[:1], **more: object) -> SparkOutcome:
    """The real workflow with one or two of the shipped rules, for all of them take minutes."""
    every = content_or_stop()
    content = replace(every, regler={navn: every.regler[navn] for navn in rules})
    request = SparkRequest(uttrekk=uttrekk, ut=ut, periode="alle", **more)  # type: ignore[arg-type]
    return judge_on_spark(request, content, progress=None)


def _rows(source: str) -> tuple[list[str], list[tuple[object, ...]]]:
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT * FROM read_parquet('{source}') WHERE regel IN {RULES}")
        return [d[0] for d in found.description or []], found.fetchall()


@pytest.fixture(scope="module")
def papers(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command writes with DuckDB."""
    ut = tmp_path_factory.mktemp("duckdb") / "ut"
    assert run(["vurder", "--uttrekk", str(snapshot), "--periode", "alle", "--ut", str(ut)]) == 0
    return ut


@pytest.mark.lang
def test_the_same_rows_in_the_same_order_as_the_other_motor(
    spark: "SparkSession", snapshot: Path, papers: Path, tmp_path: Path
) -> None:
    outcome = _vurder(snapshot, tmp_path / "ut", RULES)
    assert outcome.resultat == str(tmp_path / "ut" / RESULTS)
    names, rows = _rows(f"{outcome.resultat}/*.parquet")
    assert tuple(names) == CONTRACT_NAMES
    assert (names, rows) == _rows(str(papers / "resultater.parquet"))
    assert outcome.judged.rader == len(rows) > 1000


@pytest.mark.lang
def test_an_address_of_sparks_own(spark: "SparkSession", snapshot: Path, tmp_path: Path) -> None:
    outcome = _vurder(f"file://{snapshot}", f"file://{tmp_path}/ut/")
    assert outcome.resultat == f"file://{tmp_path}/ut/{RESULTS}"
    assert (tmp_path / "ut" / RESULTS / "_SUCCESS").exists()
    with pytest.raises(UsageError, match="finnes fra før"):
        _vurder(f"file://{snapshot}", f"file://{tmp_path}/ut")


@pytest.mark.lang
@pytest.mark.parametrize("change", ["mangler", "endret"])
def test_an_extract_that_is_not_whole_is_never_judged(
    change: str, spark: "SparkSession", snapshot: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "uttrekk"
    copy.mkdir()
    for file in snapshot.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    if change == "mangler":
        (copy / "plan.parquet").unlink()
    else:
        (copy / "plan.parquet").write_bytes((snapshot / "plan_evaluering.parquet").read_bytes())
    for uttrekk in (copy, f"file://{copy}"):
        with pytest.raises(SurroundingsError):
            _vurder(uttrekk, tmp_path / "ut")
    assert not (tmp_path / "ut").exists()


@pytest.mark.lang
def test_nothing_examined_is_never_an_empty_result(spark: "SparkSession", snapshot: Path, tmp_path: Path) -> None:
    from datetime import date

    with pytest.raises(NothingExamined):
        _vurder(snapshot, tmp_path / "ut", per=date(1995, 1, 1))
    assert not (tmp_path / "ut").exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param(["--json"], "«--json» kan ikke brukes sammen med «--motor spark»", id="json"),
        pytest.param(["--overskriv"], "«--overskriv» kan ikke brukes", id="overskriv"),
        pytest.param(["--feil-ved", "hoy"], "«--feil-ved» kan ikke brukes", id="feil-ved"),
        pytest.param(["--nokkel", "n.txt"], "«--nokkel» kan ikke brukes", id="nokkel"),
        pytest.param(["--behold-id"], "«--behold-id» kan ikke brukes", id="behold-id"),
        pytest.param(["--uttrekk", "to"], "«--motor spark» vurderer ett uttrekk om gangen", id="to uttrekk"),
    ],
)
def test_what_spark_has_no_use_for_is_refused(
    more: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ut = tmp_path / "ut"
    assert run(["vurder", "--motor", "spark", "--uttrekk", "ett", "--ut", str(ut), *more]) == 2
    assert said in capsys.readouterr().err
    assert not ut.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(["--uttrekk", "hdfs://a/b", "--ut", "ut"], "«hdfs://a/b» kan bare brukes med", id="uttrekk"),
        pytest.param(["--uttrekk", "a", "--ut", "s3a://a/ut"], "«s3a://a/ut» kan bare brukes med", id="ut"),
        pytest.param(["--uttrekk", "a", "--ut", "b", "--motor", "oracle"], "fant «oracle»", id="ukjent motor"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["vurder", *arguments]) == 2
    assert said in capsys.readouterr().err


def test_without_pyspark_the_user_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark", None)
    monkeypatch.setitem(__import__("sys").modules, "pyspark.errors", None)
    assert run(["vurder", "--motor", "spark", "--uttrekk", str(tmp_path), "--ut", str(tmp_path / "ut")]) == 4
    said = capsys.readouterr().err
    assert "pyspark er ikke installert" in said
    assert 'pip install "bvaudit[spark]"' in said
