"""The year in the municipality's folder: how far its controls have come."""

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches

from bvaudit.errors import UsageError
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.register.planned_tasks import known_unit
from bvaudit.register.year import year
from bvaudit.reports.year_facts import YearFacts
from bvaudit.texts import text
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


def unit_named(typed: str, kontekst: Kontekst) -> str:
    """The id of a unit that was typed by its id or name. UsageError says which there are."""
    found = known_unit(kontekst, typed.strip())
    if not found:
        names = list(kontekst.enheter.values())
        near = get_close_matches(typed, names, n=1)
        hint = text("felles.mente_du", naer=near[0]) if near else text("aret.enhet_hint", enheter=", ".join(names))
        raise UsageError(text("aret.ukjent_enhet", enhet=typed), hint=hint)
    return found
