"""Spark gives the same rows as DuckDB, in the same order: every statement on the example, and some on made-up cases.

All statements on 100 000 made-up cases take long, so that is done by hand: ``python -m benchmarks.spark --skriv``.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks import spark as bench
from benchmarks.data import write_extract
from benchmarks.spark_conformance import FILE, Line, _differences, difference
from bvaudit.engine.database import Database
from bvaudit.workflows.content import content_or_stop

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.lang
CASES = 5000


@pytest.fixture(scope="module")
def on_the_example(spark: "SparkSession", snapshot: Path) -> list[Line]:
    return bench.compare(bench.example_plan(content_or_stop(), snapshot), snapshot, spark)


@pytest.mark.helt
def test_every_statement_gives_the_same_rows_on_the_example(on_the_example: list[Line]) -> None:
    assert [line for line in on_the_example if line.forskjell] == []


@pytest.mark.helt
def test_every_machine_rule_and_control_is_compared(on_the_example: list[Line]) -> None:
    regler = content_or_stop().regler.values()
    wanted = {r.id for r in regler if r.utgatt is None and (r.kontroll is not None or not r.manuell)}
    assert wanted | {FILE} == {line.setning for line in on_the_example}
    assert sum(line.rader for line in on_the_example if line.setning == FILE) > 10_000


@pytest.mark.helt
def test_the_page_is_about_statements_there_are(on_the_example: list[Line]) -> None:
    told = {row.split("|")[1].strip() for row in bench.PAGE.read_text(encoding="utf-8").splitlines() if row[:2] == "| "}
    assert len(told) > 100
    assert told - {"setning"} <= {line.setning for line in on_the_example}  # a newer rule waits for the next writing


@pytest.mark.parametrize("rules", [("MEL-01", "UND-03", "OMS-01", "TIL-02")], ids=" ".join)
def test_more_cases_give_the_same_too(rules: tuple[str, ...], spark: "SparkSession", tmp_path: Path) -> None:
    write_extract(tmp_path, CASES)
    found = bench.compare(bench.made_up_plan(content_or_stop(), rules), tmp_path, spark)
    assert {line.setning for line in found} == {*rules, FILE}
    assert [line for line in found if line.forskjell] == []
    assert all(line.rader > 1000 for line in found)


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        pytest.param([(1, "a"), (2, None)], [(1, "a"), (2, None)], "", id="like"),
        pytest.param(
            [(1, "a"), (2, None)],
            [(2, None), (1, "a")],
            "rad 1 er (1, 'a') i DuckDB og (2, None) i Spark",
            id="orden",
        ),
        pytest.param([(1, "a"), (2, None)], [(1, "a")], "Spark ga 1 rader", id="en mangler"),
        pytest.param([(1, "a")], [(1, "b")], "rad 1 er (1, 'a') i DuckDB og (1, 'b') i Spark", id="en annen"),
    ],
)
def test_a_difference_is_seen(ours: list[tuple[object, ...]], theirs: list[tuple[object, ...]], said: str) -> None:
    assert difference(ours, theirs) == said


@pytest.mark.parametrize(
    ("theirs", "counted"),
    [
        pytest.param(["(1, 'a'), (1, 'b')", "(2, NULL)"], [(1, 2, 2, 0), (2, 1, 1, 0)], id="like"),
        pytest.param(["(1, 'b'), (1, 'a')", "(2, NULL)"], [(1, 2, 2, 2), (2, 1, 1, 0)], id="orden"),
        pytest.param(["(1, 'a'), (1, 'b')", "(2, '')"], [(1, 2, 2, 0), (2, 1, 1, 1)], id="tom for ingen"),
        pytest.param(["(1, 'a')", "(2, NULL)"], [(1, 2, 1, 1), (2, 1, 1, 0)], id="en mangler"),
        pytest.param(
            ["(1, 'a'), (1, 'b')", "(2, NULL), (3, 'c')"], [(1, 2, 2, 0), (2, 1, 1, 0), (3, 0, 1, 1)], id="en til"
        ),
    ],
)
def test_files_are_compared_row_by_row(theirs: list[str], counted: list[tuple[int, ...]], tmp_path: Path) -> None:
    """Ours is one file, and Spark's several whose names stand in the order of the rows."""
    (tmp_path / "x-spark").mkdir()
    with Database() as database:
        save = "SELECT * FROM (VALUES {}) t(regel_nr, tekst)".format
        database.save_parquet(save("(1, 'a'), (1, 'b'), (2, NULL)"), tmp_path / "x-duckdb.parquet", {})
        for number, rows in enumerate(theirs):
            database.save_parquet(save(rows), tmp_path / "x-spark" / f"part-{number}.parquet", {})
        assert _differences(database, tmp_path, "x", "regel_nr") == counted
