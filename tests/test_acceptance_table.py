"""docs/akseptanse.md: every row of the acceptance list with the command and the tests that show it. The tests are
there, the commands too, and nothing is said to be shown that has no test."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.cli.test_cli_help import COMMANDS

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "akseptanse.md"
ROWS = {"S0": 17, "S1": 50, "S2": 18, "S3": 20, "S4": 12, "X": 12}
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


@cache
def table() -> dict[str, list[str]]:
    """Row → its cells: what, command, tests, shown."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines if re.match(r"\| (S\d|X)-\d\d ", line)
    ]
    return {row[0]: row[1:] for row in cells}


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_all_129_rows_are_there_once_and_in_order() -> None:
    wanted = [f"{source}-{number:02d}" for source, many in ROWS.items() for number in range(1, many + 1)]
    assert list(table()) == wanted and len(wanted) == 129


@pytest.mark.parametrize("row", table())
def test_a_row_names_a_command_and_tests_that_are_there(row: str) -> None:
    what, command, tests, shown = table()[row]
    assert what and shown.partition(":")[0] in ("ja", "delvis", "nei")
    words = command.strip("`").removeprefix("bvaudit ").split()
    assert " ".join(words[:2]) in COMMANDS or words[0] in COMMANDS, command
    named = TEST.findall(tests)
    assert named or shown.startswith("nei"), row
    for file, name in named:
        assert name in names_in(file), f"{file}::{name}"


def test_what_is_not_wholly_shown_says_what_lacks() -> None:
    for row, (*_, shown) in table().items():
        word, _, why = shown.partition(":")
        assert word == "ja" or why.strip(), row
