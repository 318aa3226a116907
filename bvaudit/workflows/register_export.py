"""The register as a workbook: of the whole municipality, or one for each unit with nothing in it of any other."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.findings.citing import law_of
from bvaudit.model.enhet import slug
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.effekt import Forsok
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Logget
from bvaudit.reports.register_memory import Minne, of_unit, shown_ids
from bvaudit.reports.xlsx.register import write_memory
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.planned_rows import Law, law_of_controls, law_of_tasks, planned_of, with_every
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.register_folder import context_of, read_log

STAB = "stab"  # who the workbook of the whole municipality is for, when nobody says
_OWNER = "barnevernleder"  # and a unit's own: who owns the avvik of a unit (kodeverk, «roller»)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportRequest:
    """``enheter`` are ids or names of units, each of which gets its own workbook; ``alle``: every one. With neither,
    the whole municipality in one. ``ut`` is a folder, or the file when it is only one. ``som`` is who it is for: a
    role, and for the whole municipality ``rolle@enhet`` too."""

    mappe: Mappe
    content: Content
    dag: date
    enheter: tuple[str, ...] = ()
    alle: bool = False
    ut: Path | None = None
    som: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """``hode`` is the head of the log as it stands in the workbooks."""

    filer: tuple[Path, ...]
    hode: str
    beskjeder: tuple[str, ...] = ()


def memory_of(
    mappe: Mappe,
    content: Content,
    *,
    dag: date,
    mottaker: str = STAB,
    forelopig: Mapping[str, Forsok] | None = None,
    ar: int | None = None,
    lister: Sequence[str] = (),
    begun: bool = True,
    til: date | None = None,
) -> Minne | None:
    """The whole register as its workbook needs it; None while the folder has no register, unless it need not be
    ``begun``. ``ar`` is the year of the controls, when it is not that of ``dag``, and ``lister`` the ids of the
    lists, when it is not those of now. ``til``: as it was at the end of that day."""
    events = read_log(mappe)
    if events is not None and til is not None:
        events = tuple(one for one in events if one.tid.date() <= til) or None
    if events is None and begun:
        return None
    kontekst = context_of(mappe, content)
    law = {id: law_of(rule, frozenset(), dag, content.lover) for id, rule in content.regler.items()}
    return remembered(
        events or (),
        kontekst,
        dag=dag,
        kommune=mappe.kommune.navn,
        mottaker=mottaker,
        forelopig=forelopig or {},
        hjemmel=law,
        task_law=law_of_tasks(content),
        dokumentklasse=mappe.kommune.dokumentklasse,
        ar=ar,
        lister=lister,
    )


def remembered(
    events: Sequence[Logget],
    kontekst: Kontekst,
    *,
    dag: date,
    kommune: str,
    mottaker: str = STAB,
    forelopig: Mapping[str, Forsok] | None = None,
    hjemmel: Mapping[str, tuple[str, ...]] | None = None,
    task_law: Law | None = None,
    dokumentklasse: str = "",
    ar: int | None = None,
    lister: Sequence[str] = (),
) -> Minne:
    """The same from the events alone: folded, with deadlines and curve as they are on ``dag``."""
    from bvaudit.register.curve import curve
    from bvaudit.register.deadlines import deadlines
    from bvaudit.register.fold import fold

    reg = fold(events)
    planned = planned_of(reg, kontekst, dag, ar=ar, lister=lister, law=task_law)
    return Minne(
        registeret=with_every(reg, kontekst, planned),
        hendelser=tuple(events),
        kontekst=kontekst,
        kommune=kommune,
        dag=dag,
        frister={nr: deadlines(avvik, reg, kontekst, dag) for nr, avvik in reg.avvik.items() if avvik.apen},
        kurve=curve(events, kontekst, dag),
        forelopig=forelopig or {},
        mottaker=mottaker,
        kort=shown_ids(reg),
        hjemmel={**(hjemmel or {}), **law_of_controls(reg, task_law or {})},
        dokumentklasse=dokumentklasse,
        planlagt=planned,
    )


def export(request: ExportRequest) -> Exported:
    """Every workbook, or none of them. A workbook that lies there and has been filled in is kept beside the new one.
    UsageError when there is no register, or no such unit."""
    whole = memory_of(request.mappe, request.content, dag=request.dag, mottaker=request.som or STAB)
    if whole is None:
        raise UsageError(text("registeret_bok.eksport.ingen"), hint=text("registeret_bok.eksport.ingen_hint"))
    return write_each(request, whole, write_memory, "avviksregister")


def write_each(
    request: ExportRequest, whole: Minne, writer: Callable[[Minne, Path], None], kind: str, *, empty: bool = True
) -> Exported:
    """The workbook of the municipality, or one for each unit. ``kind`` begins the name of the file. Without ``empty``
    there is none where nothing is planned."""
    units = tuple(_units(request, whole.kontekst))
    folder, name = _place(request, single=len(units) <= 1)
    with place_for(folder) as place:
        if not units and not request.alle:
            writer(whole, place.stage / (name or _file(kind, "", request.dag)))
        for enhet in units:
            recipient = _recipient(request.som, enhet)
            unit = of_unit(replace(whole, mottaker=recipient), enhet)
            if empty or unit.planlagt.numre:
                writer(unit, place.stage / (name or _file(kind, whole.kontekst.enhet(enhet), request.dag)))
        names = sorted(path.name for path in place.stage.iterdir())
    return Exported(
        filer=tuple(folder / each for each in names),
        hode=whole.registeret.hode.vist,
        beskjeder=place.beskjeder,
    )


def _units(request: ExportRequest, kontekst: Kontekst) -> Iterator[str]:
    """The ids of the units that get a workbook of their own."""
    if request.alle:
        yield from (id for id in kontekst.enheter if id not in kontekst.opphort or kontekst.opphort[id] >= request.dag)
    by_name = {slug(navn): id for id, navn in kontekst.enheter.items()}
    for typed in request.enheter:
        id = typed if typed in kontekst.enheter else by_name.get(slug(typed))
        if id is None:
            known = ", ".join(f"{navn} ({each})" for each, navn in kontekst.enheter.items())
            raise UsageError(
                text("registeret_bok.eksport.ukjent_enhet", enhet=typed),
                hint=text("registeret_bok.eksport.ukjent_enhet_hint", enheter=known),
            )
        yield id


def _recipient(som: str, enhet: str) -> str:
    """``barnevernleder@<enhet>`` unless another role is named; a role that is named with a unit must be of this one."""
    rolle, _, other = (som or _OWNER).partition("@")
    if other and other != enhet:
        raise UsageError(text("registeret_bok.eksport.annen", som=som), hint=text("registeret_bok.eksport.annen_hint"))
    return f"{rolle}@{enhet}"


def _place(request: ExportRequest, *, single: bool) -> tuple[Path, str]:
    """The folder, and the name of the file when one was given."""
    ut = request.ut
    if ut is None:
        return request.mappe.utgaver, ""
    if ut.suffix.lower() != ".xlsx":
        return ut, ""
    if not single or request.alle:
        raise UsageError(text("registeret_bok.eksport.flere"), hint=text("registeret_bok.eksport.flere_hint"))
    return ut.parent, ut.name


def _file(kind: str, enhet: str, dag: date) -> str:
    """«avviksregister-nordvag-2026-11-30.xlsx»."""
    return "-".join(part for part in (kind, slug(enhet) if enhet else "", dag.isoformat()) if part) + ".xlsx"
