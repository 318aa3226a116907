"""What is compared for speed says the same; how fast it is, is measured elsewhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import contestants, hand_sql
from benchmarks.content_sums import COLUMNS, Sums, sums, table_of
from benchmarks.data import write_extract
from bvaudit.model.resultat import CONTRACT_NAMES
from tests.oracle import plain_loop

pytestmark = pytest.mark.lang

CASES = 200


@pytest.fixture(scope="module")
def uttrekk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("uttrekk")
    write_extract(folder, CASES)
    return folder


@pytest.fixture(scope="module")
def found(uttrekk: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sums]:
    """What three say: the rules, SQL written by hand, and plain Python loops that share nothing with either."""
    ours = {name: contestants.run(name, uttrekk, content_sums=True)["innhold"] for name in ("bvaudit", "sql")}
    scratch = tmp_path_factory.mktemp("løkken") / "rader.csv"
    return {**ours, "lokke": sums(table_of(plain_loop.judge(uttrekk), scratch))}


def test_the_rules_the_sql_and_the_loop_say_the_same(found: dict[str, Sums]) -> None:
    assert contestants.differences(found) == []


def test_every_core_rule_has_rows(found: dict[str, Sums]) -> None:
    assert {name: set(one) for name, one in found.items()} == {name: set(contestants.CORE) for name in found}


def test_the_columns_are_those_of_the_contract() -> None:
    assert CONTRACT_NAMES == COLUMNS


def test_the_extract_has_the_flaws_that_make_the_rules_hard(uttrekk: Path) -> None:
    connection = hand_sql.judge(uttrekk)
    said = connection.execute("SELECT DISTINCT regel, utfall FROM resultat").fetchall()
    assert {utfall for _, utfall in said} == {"oppfylt", "ikke oppfylt", "uavklart", "ikke aktuelt"}
    others = connection.execute("SELECT COUNT(*) FROM resultat WHERE forklaring LIKE '%annen kommune%'").fetchone()
    assert others != (0,)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda rows: rows[1:], id="en rad mangler"),
        pytest.param(lambda rows: [rows[1], rows[0], *rows[2:]], id="to rader har byttet plass"),
        pytest.param(lambda rows: [(*rows[0][:-1], "annet"), *rows[1:]], id="en forklaring er en annen"),
        pytest.param(lambda rows: [(*rows[0][:10], None, *rows[0][11:]), *rows[1:]], id="en dato er borte"),
    ],
)
def test_the_sums_see(
    change: Callable[[list[plain_loop.Row]], list[plain_loop.Row]], uttrekk: Path, tmp_path: Path
) -> None:
    rows = sorted(plain_loop.judge(uttrekk), key=lambda r: r[10] is None)
    plain = sums(table_of(rows, tmp_path / "rader.csv"))
    other = sums(table_of(change(rows), tmp_path / "rader.csv"))
    assert len(contestants.differences({"én": plain, "to": other})) == 1


def test_the_same_size_gives_the_same_extract(uttrekk: Path, found: dict[str, Sums], tmp_path: Path) -> None:
    write_extract(tmp_path, CASES)
    assert sums(hand_sql.judge(tmp_path)) == {rule: tuple(one) for rule, one in found["sql"].items()}


def test_every_measured_thing_runs(uttrekk: Path) -> None:
    told = {name: contestants.run(name, uttrekk) for name in contestants.NAMES}
    assert all(facts["cpu"] > 0 for facts in told.values())
    assert told["filer"]["rader"] == told["sql"]["rader"] > 0
