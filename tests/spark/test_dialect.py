"""What Spark spells otherwise, without Spark: the pieces as text."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from bvaudit.spark.dialect import SPARK_SQL
from bvaudit.vocabulary.sql import Sql

ROOT = Path(__file__).resolve().parents[2] / "bvaudit"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        pytest.param("frist", "'frist'", id="vanlig"),
        pytest.param("O'Hara", "'O\\'Hara'", id="apostrof"),
        pytest.param("a\\b", "'a\\\\b'", id="omvendt skråstrek"),
        pytest.param("\\'", "'\\\\\\''", id="begge"),
    ],
)
def test_text(value: str, written: str) -> None:
    assert str(SPARK_SQL.text(value)) == written


def test_names_and_functions() -> None:
    a, b = Sql("a"), Sql("b")
    assert SPARK_SQL.identifier("lov/frist") == "`lov/frist`"
    assert str(SPARK_SQL.days_between(a, b)) == "DATEDIFF(b, a)"
    assert str(SPARK_SQL.show_date(a)) == "DATE_FORMAT(a, 'dd.MM.yyyy')"


def test_nothing_imports_spark_unless_it_is_asked_for() -> None:
    """Every import of pyspark stands inside a function or is for the type checker only."""
    for path in ROOT.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            assert not any(name.split(".")[0] == "pyspark" for name in names), path
            mine = path.relative_to(ROOT).parts[0]
            if mine != "spark" and path.stem != "evaluate_on_spark":
                assert not any(name.startswith("bvaudit.spark") for name in names), path


def test_a_plain_run_loads_no_spark() -> None:
    """Where Spark is installed too: in a process of its own, for the tests here load it."""
    work = "import sys, bvaudit.cli.app, bvaudit.workflows.evaluate_cases; assert 'pyspark' not in sys.modules"
    subprocess.run([sys.executable, "-c", work], cwd=ROOT.parent, check=True)
