"""The reports made here hold: all there is to read over in those of the demo is what a person has yet to fill in."""

from pathlib import Path

import pytest

from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.workflows.report_lint import lint_report
from tests.conftest import Demo

pytestmark = pytest.mark.lang


def _reports(ut: Path) -> list[Path]:
    return sorted([*ut.glob("revisjoner/*/rapporter/*.docx"), *ut.glob("utgaver/**/*.docx")])


def _is_a_blank(one: Lesemerke) -> bool:
    return one.tegn is Lesetegn.NOTAT and one.utdrag.startswith("[")


def test_our_own_reports_are_left_alone(made_demo: Demo) -> None:
    paths = _reports(made_demo.ut)
    assert len(paths) >= 10
    told = [(path.name, one.tekst) for path in paths for one in lint_report(path).merker if not _is_a_blank(one)]
    assert told == []
