"""The year as a file for the calendars people have."""

from datetime import date
from pathlib import Path

from bvaudit.model.mappe import Mappe
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.year.stand_words import unit_of
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.unit_typed import unit_named
from bvaudit.workflows.year_page import kind_of, year_papers

CALENDAR = ".ics"


def write_calendar(
    mappe: Mappe, content: Content, ut: Path, *, ar: int, dag: date, enhet: str = "", alt: bool = False
) -> int:
    """How many days were written. ``enhet`` is an id or a name, empty = the whole municipality; ``alt``: the deadlines
    of avvik and measures too."""
    from bvaudit.reports.calendar import calendar_file  # a run needs no calendar
    from bvaudit.reports.year.calendar_days import calendar_days

    kind_of(ut, (CALENDAR,))
    aret = year_papers(mappe, content, (ar,), dag)
    unit = unit_named(enhet, aret.kontekst)
    days = tuple(calendar_days(aret, enhet=unit, alt=alt))
    name = text("sider.kalender.navn", ar=ar, enhet=unit_of(unit, aret.kontekst))
    kommune = mappe.kommune.kommunenummer or mappe.kommune.navn
    write_beside(calendar_file(days, navn=name, kommune=kommune), ut)
    return len(days)
