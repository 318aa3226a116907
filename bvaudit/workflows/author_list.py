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
from bvaudit.model.fields import file_fields
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.mappe import ENHETER, Mappe
from bvaudit.model.plans import Arshjul, Plans, Sjekkliste
from bvaudit.model.serie import Serie
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
    "serie": ListKind(record=Serie, skjema="serie", mappe="serier", planer="serier"),
    "arshjul": ListKind(record=Arshjul, skjema="arshjul", mappe="arshjul", planer="arshjul"),
    "sjekkliste": ListKind(record=Sjekkliste, skjema="sjekkliste", mappe="sjekklister", planer="sjekklister"),
    "enheter": ListKind(record=Enheter, skjema="enheter", mappe=""),
}


# What a point of such a list is asked, beside what every point is: the other columns are shut.
_ASKED: Mapping[Listeslag, tuple[str, ...]] = {
    Listeslag.ROS: ("sannsynlighet", "konsekvensgrad", "konsekvens", "sist", "hvert"),
    Listeslag.RUTINER: ("sist", "hvert", "kjent_av"),
    Listeslag.AVTALER: ("start", "slutt", "sist", "hvert", "konsekvens"),
    Listeslag.LEVERANDORER: ("start", "slutt", "sist", "hvert", "konsekvens"),
    Listeslag.PILOTER: ("start", "start_tekst", "slutt", "hypotese", "effekt", "beslutning"),
    Listeslag.TILTAK: ("start_tekst", "konsekvens", "hypotese", "effekt"),
    Listeslag.PROGRAM: ("start", "slutt", "hypotese", "effekt"),
    Listeslag.UTRULLING: ("start", "hypotese", "effekt"),
    Listeslag.BEREDSKAP: ("sist", "hvert", "kjent_av", "konsekvens"),
    Listeslag.KOMPETANSE: ("sist", "hvert", "effekt"),
    Listeslag.KLAGER: ("antall",),
    Listeslag.LYKKES: ("nokkeltall",),
    Listeslag.UTFORDRINGER: ("nokkeltall", "konsekvens"),
}
_ALWAYS = ("id", "tekst", "beskrivelse", "grupper", "enheter", "status", "eier", "frist", "regler", "kilde", "koblet")


# A list of these has a form of its own.
_ALSO = {Listeslag.TILTAK.value: "forbedringstiltak", Listeslag.RISIKOER.value: "risikoliste"}


def kind_named(skrevet: str) -> tuple[str, Listeslag | None]:
    """The kind a person typed, «Årshjul» is arshjul; for a general list also what it is of, where that was typed."""
    name = _ALSO.get(slug(skrevet), slug(skrevet))
    if name in KINDS:
        return name, None
    if name in set(Listeslag):
        return "liste", Listeslag(name)
    kinds = [text(f"listeskjema.slag.{one}") for one in KINDS]
    shown = ", ".join([*kinds, *(one.value for one in Listeslag if one.value not in (*KINDS, *_ALSO))])
    raise UsageError(
        text("listeskjema.ukjent_slag", slag=skrevet), hint=text("listeskjema.ukjent_slag_hint", slag=shown)
    )


def list_form_for(
    slag: str,
    content: Content,
    mappe: Mappe | None,
    id_: str,
    *,
    program: str,
    dag: date,
    listeslag: Listeslag | None = None,
) -> Form:
    """Empty, or filled in with the one called ``id_``; the units always with those there are. ``listeslag`` is what an
    empty general list is of."""
    kind = KINDS[slag]
    known = _written(kind, content.planer, mappe)
    record = _find(slag, id_, known) if id_ else known[0] if kind.record is Enheter and known else None
    data = as_data(record) if record is not None else {}
    if record is not None and kind.planer and record in getattr(content.lag.under.planer, kind.planer):
        data["erstatter"] = record.id  # the one that came with the program is not changed: their own takes its place
        if isinstance(record, Arshjul):
            data["gjelder_fra"] = dag.isoformat()  # and is their word from now, not for what lies behind
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
            fold=_folded(record.listeslag if isinstance(record, Liste) else listeslag),
            gitt={
                **({"kommune": mappe.kommune.navn} if mappe is not None else {}),
                **({"listeslag": text(f"listeskjema.valg_i.listeslag.{listeslag}")} if listeslag is not None else {}),
            },
        )
    )


def _folded(listeslag: Listeslag | None) -> frozenset[str]:
    if listeslag is None:
        return frozenset()
    return frozenset(field.key for field in file_fields(Listepunkt)) - {*_ALWAYS, *_ASKED.get(listeslag, ())}


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
