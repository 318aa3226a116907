"""The year in the municipality's folder: how far its controls have come."""

from collections.abc import Sequence
from datetime import date

from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.register.year import year
from bvaudit.reports.year_facts import YearFacts
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_folder import context_of, state_of


def year_of(mappe: Mappe, content: Content, ar: int, dag: date) -> tuple[Oppgavestand, ...]:
    """Every control of the year, as the log has it on ``dag``."""
    return year(state_of(mappe), context_of(mappe, content), ar, dag)


def facts_of(mappe: Mappe, content: Content, years: Sequence[int], dag: date) -> YearFacts:
    """The years with what their status is told from."""
    reg, kontekst = state_of(mappe), context_of(mappe, content)
    return YearFacts(
        kommune=mappe.kommune.navn,
        reg=reg,
        kontekst=kontekst,
        dag=dag,
        stands=tuple(stand for ar in years for stand in year(reg, kontekst, ar, dag)),
    )
