"""The reports made here hold: nothing in those of the demo is for a person to read over again."""

from pathlib import Path

import pytest

from bvaudit.workflows.report_lint import lint_report
from tests.conftest import Demo

pytestmark = pytest.mark.lang


def _reports(ut: Path) -> list[Path]:
    return sorted([*ut.glob("revisjoner/*/rapporter/*.docx"), *ut.glob("utgaver/**/*.docx")])


def test_our_own_reports_are_left_alone(made_demo: Demo) -> None:
    read = {path.name: lint_report(path).merker for path in _reports(made_demo.ut)}
    assert len(read) >= 10
    assert {name: [one.tekst for one in told] for name, told in read.items() if told} == {}
