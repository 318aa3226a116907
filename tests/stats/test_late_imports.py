"""scipy takes a third of a second to import: only what needs it pays for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = sorted(path.stem for path in (ROOT / "bvaudit" / "stats").glob("*.py") if path.stem != "__init__")


def modules_after(program: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {program}; print(*sys.modules)"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.split())


def test_no_room_of_the_statistics_imports_it_before_it_is_used() -> None:
    program = "; ".join(f"import bvaudit.stats.{room}" for room in ROOMS)
    assert not {"scipy", "numpy"} & modules_after(program)


@pytest.mark.parametrize(
    "program",
    [
        pytest.param(
            "from bvaudit.stats import shares; shares.share(2, 10, 140); shares.at_most(0, 10, 140)", id="ramme"
        ),
        pytest.param(
            "from bvaudit.stats import planning; planning.plan(140); planning.what_it_says(10, 140)", id="plan"
        ),
        pytest.param("from bvaudit.stats import rounds; rounds.fisher(4, 10, 8, 10)", id="to runder"),
    ],
)
def test_what_counts_in_whole_numbers_needs_no_library(program: str) -> None:
    assert not {"scipy", "numpy"} & modules_after(program)


def test_the_special_functions_come_without_the_rest_of_scipy() -> None:
    """scipy.stats takes a second more."""
    program = "from bvaudit.stats import shares; shares.clustered([(1, 2)] * 9, 100)"
    assert "scipy.stats" not in modules_after(program)
