"""The overview: one page for the browser, of the register as it stands."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bvaudit.disk.private import write_private
from bvaudit.errors import UsageError
from bvaudit.model.enhet import slug
from bvaudit.model.mappe import Mappe
from bvaudit.reports.html.overview_page import overview_page
from bvaudit.reports.overview_view import overview_view
from bvaudit.reports.register_memory import Minne, of_unit
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.unit_typed import unit_named


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewMade:
    """``apne`` is how many avvik the page tells of."""

    fil: Path
    apne: int
    beskjeder: tuple[str, ...] = ()


def page_of(minne: Minne, content: Content) -> bytes:
    """The file."""
    machine = [rule for rule in content.regler.values() if rule.kontroll is None and not rule.manuell]
    return overview_page(overview_view(minne, Counter(rule.tema for rule in machine))).encode()


def make_overview(
    mappe: Mappe, content: Content, *, dag: date, enhet: str = "", ut: Path | None = None
) -> OverviewMade:
    """Of the whole municipality, or of one unit by id or name with nothing of any other. ``ut`` is the file or the
    folder it is put in. UsageError when there is no register, or no such unit."""
    from bvaudit.workflows.register_export import memory_of

    minne = memory_of(mappe, content, dag=dag)
    if minne is None:
        raise UsageError(text("registeret_bok.eksport.ingen"), hint=text("registeret_bok.eksport.ingen_hint"))
    id = unit_named(enhet, minne.kontekst)
    shown = of_unit(minne, id) if id else minne
    to_file = ut is not None and ut.suffix.lower() == ".html"
    folder = (ut.parent if to_file else ut) if ut is not None else mappe.utgaver
    unit = slug(minne.vist(id)) if id else ""
    name = ut.name if ut is not None and to_file else "-".join(filter(None, ("oversikt", unit, dag.isoformat())))
    name = name if to_file else f"{name}.html"
    with place_for(folder) as place:
        write_private(place.stage / name, page_of(shown, content))
    open_ones = sum(avvik.telles for avvik in shown.apne)
    return OverviewMade(fil=folder / name, apne=open_ones, beskjeder=place.beskjeder)
