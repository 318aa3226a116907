"""Every list of the content: which there are, one of them to read, and one of them on paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bvaudit.errors import UsageError
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.mappe import Mappe
from bvaudit.model.plans import Arshjul, Sjekkliste
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.lists.list_checks import checklist_view, year_view
from bvaudit.reports.lists.list_others import (
    comparison_view,
    measures_view,
    recommendations_view,
    risks_view,
    supervision_view,
)
from bvaudit.reports.lists.list_outputs import list_book, list_report
from bvaudit.reports.lists.list_view import Content as Pointed
from bvaudit.reports.lists.list_view import ListView
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.texts import text
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.own_content import own_content

_VIEWS: Mapping[type, Callable[[Any, Pointed], ListView]] = {
    Sjekkliste: checklist_view,
    Arshjul: year_view,
    Tilsyn: supervision_view,
    Anbefalinger: recommendations_view,
    Risikoliste: risks_view,
    Tiltaksliste: measures_view,
    Sammenligning: comparison_view,
}
EXCEL, WORD = ".xlsx", ".docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One list there is. ``egen``: the municipality's own."""

    view: ListView
    egen: bool
    fil: str


def lists(mappe: Mappe | None, regler: Sequence[Path], per: date, kind: type | None = None) -> tuple[Listed, ...]:
    """Every list of the content, the municipality's own first within each kind; ``kind``: only such lists."""
    content = content_or_stop(own_content(mappe, regler))
    pointed = Pointed(regler=content.regler, lover=content.lover, per=per)
    return tuple(
        Listed(view=_VIEWS[type(plan)](plan, pointed), egen=plan.egen, fil=plan.fil)
        for plan in content.planer.alle
        if kind is None or isinstance(plan, kind)
    )


def find_list(id_: str, known: Sequence[Listed], word: str) -> ListView:
    """The list with that id, or a UsageError that says which was probably meant. ``word`` is the command typed."""
    for one in known:
        if one.view.id == id_:
            return one.view
    near = get_close_matches(id_, [one.view.id for one in known], n=1)
    hint = text("felles.mente_du", naer=near[0]) if near else text("lister.se_alle", ord=word)
    raise UsageError(text("lister.ukjent", id=id_), hint=hint)


def write_list(view: ListView, ut: Path, *, mappe: Mappe | None, mal: Path | None, per: date) -> None:
    """As a workbook or a Word document, by what the name of the file ends on."""
    kind = ut.suffix.lower()
    if kind not in (EXCEL, WORD):
        raise UsageError(text("lister.filslag", fil=ut), hint=text("lister.filslag_hint", navn=view.id))
    if kind == EXCEL:
        write_tables(list_book(view, mappe.kommune.navn if mappe else "", per), ut)
        return
    report = list_report(per)
    template = open_template(report, mal or (mappe.brevmal if mappe else None))
    write_beside(template.fill(view, per), ut)
