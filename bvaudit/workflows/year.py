"""The year in the municipality's folder: how far its controls have come, and what a person writes of one of them."""

from datetime import date

from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.register.year import year
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_folder import context_of, state_of


def year_of(mappe: Mappe, content: Content, ar: int, dag: date) -> tuple[Oppgavestand, ...]:
    """Every control of the year, as the log has it on ``dag``."""
    return year(state_of(mappe), context_of(mappe, content), ar, dag)
