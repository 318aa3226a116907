"""Is a municipality's own Word template fit for use."""

from pathlib import Path

from bvaudit.diagnostics import Problem, in_order
from bvaudit.reports.docx import lint
from bvaudit.reports.plan_blocks import PLAN


def check_template(fil: Path) -> tuple[Problem, ...]:
    return tuple(in_order(lint.check_template(fil, report=PLAN)))
