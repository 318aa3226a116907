"""Figures of the extract and imported series, for a report."""

from collections.abc import Sequence
from datetime import date

from bvaudit.model.mappe import Mappe
from bvaudit.model.rapport import Rapport
from bvaudit.workflows.content import Content
from bvaudit.workflows.report_facts import More


def figures_for(
    mappe: Mappe, content: Content, rapport: Rapport, dag: date, spans: Sequence[tuple[date, date]]
) -> More:
    """Those the outline names, in the periods of the report."""
    return More()
