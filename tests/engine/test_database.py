"""The embedded database: what it holds in memory, where the rest is laid, and that a small extract changes nothing."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import pytest
from vocabulary.judging import PER, Sak, kodelister, load

from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME, TABLES
from tests.engine.test_evaluate import blandede_saker, core

LARGE = "CREATE TABLE sortert AS SELECT hash(n) AS a, hash(n + 1) AS b FROM range(4000000) t(n) ORDER BY 1"


def test_what_does_not_fit_in_memory_is_laid_in_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mellomlager"
    with Database(memory_limit="60MB", temp_folder=folder) as database:
        database.run(LARGE)
        assert sum(file.stat().st_size for file in folder.iterdir()) > 1_000_000
        assert database.run("SELECT COUNT(*), COUNT(DISTINCT a) FROM sortert") == [(4_000_000, 4_000_000)]
    assert not folder.exists() or not list(folder.iterdir())


def test_without_a_folder_nothing_is_laid_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Database(memory_limit="60MB") as database, pytest.raises(duckdb.OutOfMemoryException):
        database.run(LARGE)
    assert list(tmp_path.iterdir()) == []


def test_half_of_the_machine_is_a_limit_it_understands() -> None:
    with Database(memory_limit="50%") as half, Database(memory_limit="25%") as quarter:
        limits = [one.run("SELECT current_setting('memory_limit')")[0][0] for one in (half, quarter)]
    assert limits[0] != limits[1]


def written(cases: Sequence[Sak], rules: Sequence[Rule], folder: Path, *, few: bool) -> Iterator[bytes]:
    folder.mkdir()
    with Database() as database:
        if few:
            database.expect_few_rows()
        for table in TABLES:
            database.empty(table.navn)
        load(database, cases)
        plan = EvaluationPlan(
            regler=tuple(rules), per=PER, periode=None, koder=kodelister(), tabeller=frozenset(BY_NAME)
        )
        results, _ = evaluate(plan, database)
        results.write(folder / "r.csv", folder / "r.parquet")
    yield from (file.read_bytes() for file in sorted(folder.iterdir()))


def test_queries_run_as_they_are_written_give_the_same_bytes(tmp_path: Path) -> None:
    cases, rules = blandede_saker(), core()
    plain, few = (list(written(cases, rules, tmp_path / str(few), few=few)) for few in (False, True))
    assert plain == few
    assert len(plain[0]) > 10_000
