"""Every list of the content: which there are, one of them to read, and one of them on paper."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bvaudit.errors import UsageError
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.lister import Liste
from bvaudit.model.listevisning import som_liste
from bvaudit.model.mappe import Mappe
from bvaudit.model.plans import Arshjul, Sjekkliste
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.ting import point_number
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.list_chain import chain
from bvaudit.register.list_links import links_of_unit, of_unit
from bvaudit.register.listed import before, current, standing
from bvaudit.register.planned_tasks import known_unit
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.lists.list_chain import chain_view
from bvaudit.reports.lists.list_checks import checklist_view, year_view
from bvaudit.reports.lists.list_general import general_view
from bvaudit.reports.lists.list_others import comparison_view, supervision_view
from bvaudit.reports.lists.list_outputs import list_book, list_report
from bvaudit.reports.lists.list_view import Content as Pointed
from bvaudit.reports.lists.list_view import ListView, slag_of
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.register_folder import context_of, own_lists, state_of
from bvaudit.workflows.rule_language import said_in_bokmal

_VIEWS: Mapping[type, Callable[[Any, Pointed], ListView]] = {
    Sjekkliste: checklist_view,
    Arshjul: year_view,
    Tilsyn: supervision_view,
    Sammenligning: comparison_view,
}
_GENERAL = (Anbefalinger, Risikoliste, Tiltaksliste, Liste)
EXCEL, WORD = ".xlsx", ".docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One list there is. ``egen``: the municipality's own."""

    view: ListView
    egen: bool
    fil: str


def lists(
    mappe: Mappe | None, regler: Sequence[Path], per: date, kind: type | None = None, enhet: str = ""
) -> tuple[Listed, ...]:
    """Every list of the content, the municipality's own first within each kind; ``kind``: only such lists. Where there
    is a folder, its points stand as its register has them. ``enhet``, by its name or id: only the points that are for
    it or for all; UsageError when there is no such unit."""
    content = content_or_stop(own_content(mappe, regler))
    kontekst, reg = _around(mappe, content)
    pointed, unit = _pointed(content, kontekst, per), _unit(enhet, kontekst)

    def view(plan: Any) -> ListView:
        return _general(plan, pointed, reg, unit) if isinstance(plan, _GENERAL) else _VIEWS[type(plan)](plan, pointed)

    return tuple(
        Listed(view=view(plan), egen=plan.egen, fil=plan.fil)
        for plan in content.planer.alle
        if (kind is None or isinstance(plan, kind)) and type(plan) in (*_GENERAL, *_VIEWS)
    )


def chain_of(mappe: Mappe | None, regler: Sequence[Path], per: date, id_: str = "") -> ListView:
    """What hangs together in the municipality's own lists, or what is tied to one of them. UsageError where there are
    none, or none with that id."""
    content = content_or_stop(own_content(mappe, regler))
    kontekst, reg = _around(mappe, content)
    chosen = current(kontekst.lister) if not id_ else tuple(one for one in kontekst.lister if one.id == id_)
    if not chosen:
        known = [one.id for one in kontekst.lister]
        near = get_close_matches(id_, known, n=1) if id_ else []
        hint = text("felles.mente_du", naer=near[0]) if near else text("listene.kjede.ingen_hint")
        raise UsageError(text("listene.kjede.ukjent", id=id_) if id_ else text("listene.kjede.ingen"), hint=hint)
    title = text("listene.kjede.tittel_en", tittel=chosen[0].tittel) if id_ else text("listene.kjede.tittel")
    return chain_view(chain(chosen, reg, kontekst), _pointed(content, kontekst, per), title, id_ or "kjede")


def _around(mappe: Mappe | None, content: Content) -> tuple[Kontekst, Registeret]:
    """The world and the register of the folder; without one, what the own content says and nothing written."""
    if mappe is not None:
        return context_of(mappe, content), state_of(mappe)
    assert content.kodeverk is not None, "content that can be used has its lists"
    return Kontekst(
        regler=content.regler, kodeverk=content.kodeverk, enheter={}, lister=own_lists(content.planer)
    ), Registeret()


def _pointed(content: Content, kontekst: Kontekst, per: date) -> Pointed:
    called = {
        point_number(liste.id, punkt.id): text(
            "listene.vis.punkt_i", slag=text(f"lister.slag.{slag_of(liste)}"), tekst=" ".join(punkt.tekst.split())
        )
        for liste in kontekst.lister
        for punkt in liste.innhold
    }
    return Pointed(regler=content.regler, lover=content.lover, per=per, kontekst=kontekst, punkter=called)


def _unit(enhet: str, kontekst: Kontekst) -> str:
    found = known_unit(kontekst, enhet) if enhet else ""
    if enhet and not found:
        near = get_close_matches(enhet, kontekst.enheter.values(), n=1)
        hint = text("felles.mente_du", naer=near[0]) if near else ""
        raise UsageError(text("registeret.nei.ukjent_enhet", enhet=enhet), hint=hint)
    return found


def _general(plan: Any, pointed: Pointed, reg: Registeret, unit: str) -> ListView:
    liste, kontekst = som_liste(plan), pointed.kontekst
    earlier = before(liste, kontekst.lister)
    stands = standing(liste, reg, kontekst, pointed.per, earlier)
    if unit:
        liste = of_unit(liste, unit, kontekst)
        earlier = of_unit(earlier, unit, kontekst) if earlier is not None else None
        there = {(one.id, punkt.id) for one in (liste, earlier) if one is not None for punkt in one.innhold}
        stands = tuple(
            replace(one, lenker=links_of_unit(one.lenker, unit, reg, kontekst))
            for one in stands
            if (one.liste, one.punkt) in there
        )
    return general_view(
        liste,
        stands,
        pointed,
        avsender=plan.avsender if isinstance(plan, Anbefalinger) else "",
        forrige=earlier,
        etter=next((one for one in kontekst.lister if one.forrige == liste.id), None),
    )


def find_list(id_: str, known: Sequence[Listed], word: str) -> ListView:
    """The list with that id, or a UsageError that says which was probably meant. ``word`` is the command typed."""
    for one in known:
        if one.view.id == id_:
            return one.view
    near = get_close_matches(id_, [one.view.id for one in known], n=1)
    near = near or [one.view.id for one in known if id_ and one.view.id.startswith(id_)][:1]
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
    template = open_template(report, mal or (mappe.brevmal if mappe else None), bokmal=said_in_bokmal())
    write_beside(template.fill(view, per), ut)
