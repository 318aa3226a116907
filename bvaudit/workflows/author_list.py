"""Lists, checklists, the year's controls and the units: which kinds can be written in Excel, and their forms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from bvaudit.errors import UsageError
from bvaudit.loading.content.enheter import load_enheter
from bvaudit.loading.yaml.writer import as_data
from bvaudit.model.enhet import Enheter, slug
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.lister import Liste
from bvaudit.model.mappe import ENHETER, Mappe
from bvaudit.model.plans import Arshjul, Plans, Sjekkliste
from bvaudit.reports.forms import Form
from bvaudit.reports.list_form import ListForm, list_form
from bvaudit.texts import text
from bvaudit.workflows.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class ListKind:
    """``mappe`` is the folder of the municipality's its files lie in; empty for the one file in its root."""

    record: Any
    skjema: str
    mappe: str
    planer: str = ""  # where such records lie among the plans


KINDS: Mapping[str, ListKind] = {
    "risikoliste": ListKind(record=Risikoliste, skjema="risikoliste", mappe="lister", planer="risikolister"),
    "anbefalinger": ListKind(record=Anbefalinger, skjema="anbefalinger", mappe="lister", planer="anbefalinger"),
    "forbedringstiltak": ListKind(
        record=Tiltaksliste, skjema="forbedringstiltak", mappe="lister", planer="forbedringstiltak"
    ),
    "liste": ListKind(record=Liste, skjema="liste", mappe="lister", planer="lister"),
    "arshjul": ListKind(record=Arshjul, skjema="arshjul", mappe="arshjul", planer="arshjul"),
    "sjekkliste": ListKind(record=Sjekkliste, skjema="sjekkliste", mappe="sjekklister", planer="sjekklister"),
    "enheter": ListKind(record=Enheter, skjema="enheter", mappe=""),
}


def kind_named(skrevet: str) -> str:
    """The kind a person typed: «Årshjul» is arshjul."""
    name = slug(skrevet)
    if name not in KINDS:
        shown = ", ".join(text(f"listeskjema.slag.{one}") for one in KINDS)
        raise UsageError(
            text("listeskjema.ukjent_slag", slag=skrevet), hint=text("listeskjema.ukjent_slag_hint", slag=shown)
        )
    return name


def list_form_for(slag: str, content: Content, mappe: Mappe | None, id_: str, *, program: str, dag: date) -> Form:
    """Empty, or filled in with the one called ``id_``; the units always with those there are."""
    kind = KINDS[slag]
    known = _written(kind, content.planer, mappe)
    record = _find(slag, id_, known) if id_ else known[0] if kind.record is Enheter and known else None
    data = as_data(record) if record is not None else {}
    if record is not None and kind.planer and record in getattr(content.lag.under.planer, kind.planer):
        data["erstatter"] = record.id  # the one that came with the program is not changed: their own takes its place
    return list_form(
        ListForm(
            slag=slag,
            kind=kind.record,
            program=program,
            dag=dag,
            regler=content.regler,
            lover=content.lover,
            data=data,
            kodeverk=content.kodeverk,
            gitt={"kommune": mappe.kommune.navn} if mappe is not None else {},
        )
    )


def place_of(slag: str, id_: str, mappe: Mappe | None, til: Path | None, otherwise: Path) -> Path:
    """The file such a list is written in."""
    kind = KINDS[slag]
    if kind.record is Enheter:
        own = (mappe.enheter or mappe.rot / ENHETER) if mappe is not None else otherwise / ENHETER
        return til / ENHETER if til is not None else own
    folder = til or (mappe.rot / kind.mappe if mappe is not None else otherwise)
    return folder / f"{id_}.yaml"


def _written(kind: ListKind, planer: Plans, mappe: Mappe | None) -> Sequence[Any]:
    if kind.planer:
        found: Sequence[Any] = getattr(planer, kind.planer)
        return found
    loaded = load_enheter(mappe.enheter)[0] if mappe is not None and mappe.enheter is not None else None
    return (loaded,) if loaded is not None else ()


def _find(slag: str, id_: str, known: Sequence[Any]) -> Any:
    ids = [getattr(one, "id", "") for one in known]
    if id_ in ids:
        return known[ids.index(id_)]
    near = get_close_matches(id_, ids, n=1, cutoff=0.3)
    hint = text("felles.mente_du", naer=near[0]) if near and near[0] else text("listeskjema.finnes_ikke_hint")
    raise UsageError(text("listeskjema.finnes_ikke", slag=text(f"listeskjema.slag.{slag}"), id=id_), hint=hint)
