"""Judge an extract: every rule, the register, and one plan per unit."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from bvaudit.diagnostics import Problem, has_errors
from bvaudit.disk.private import write_private
from bvaudit.engine.controls import Controlled, run_controls
from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import Judged, evaluate
from bvaudit.engine.results import Results
from bvaudit.errors import ContentError, NothingExamined
from bvaudit.model.mappe import Mappe
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.utvalg import Rolle, Utvalg
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.lint import check_template
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.plan_blocks import PLAN
from bvaudit.reports.plan_view import plan_view
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.xlsx.register import write_register
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.from_folder import (
    another_municipality,
    as_known,
    results_in,
    take,
    with_defaults,
    with_own_roles,
)
from bvaudit.workflows.frozen_draw import draw_as_read
from bvaudit.workflows.gather import Run, as_warning, gather
from bvaudit.workflows.inputs import (
    ImportInputs,
    Prepared,
    Progress,
    keys_lying_in,
    refuse_key_inside,
    snapshot_of,
)
from bvaudit.workflows.overview import page_of
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.plan_editions import Remembered, lies_there, memory_for, name_of
from bvaudit.workflows.progress import begin, counting
from bvaudit.workflows.put_in_place import Place, place_for
from bvaudit.workflows.register_run import JudgedRun, Met, Writing, meet_run, memory_of_run
from bvaudit.workflows.rule_language import said_in_bokmal
from bvaudit.workflows.run_plan import MEMORY, plan_for, when


@dataclass(frozen=True, slots=True, kw_only=True)
class VurderRequest:
    """What to judge, on which day, for which period, and where the papers go.

    ``mappe`` is the municipality's folder. What is not said is taken from it: the extract when ``inputs`` has no
    sources, and a place for the papers when ``ut`` is None. ``skriving``: whether what is found is written in its
    register; ``bare_register``: nothing is wanted but that and the results, no controls of the data and no papers.
    """

    inputs: ImportInputs
    ut: Path | None
    mappe: Mappe | None = None
    per: date | None = None
    periode: tuple[date, date] | Literal["alle"] | None = None
    utvalg: Path | None = None
    regler: tuple[Path, ...] = ()
    overskriv: bool = False
    mal: Path | None = None
    skriving: Writing = field(default_factory=Writing)
    bare_register: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class VurderOutcome:
    revisjon: Revisjon
    filer: tuple[Path, ...]
    problems: tuple[Problem, ...]
    beskjeder: tuple[str, ...]
    register: Met | None = None  # None: outside a municipality's folder
    uten_navn: tuple[Problem, ...] | None = None  # without the names of files, for what is sent on; None: none had any


def evaluate_cases(request: VurderRequest, *, now: datetime, home: Path, progress: Progress | None) -> VurderOutcome:
    """Everything, or nothing: the folder is as it was when the run cannot be carried through."""
    content = content_or_stop(own_content(request.mappe, request.regler))
    if request.mappe is not None:
        content = with_own_roles(content, request.mappe.kommune)
        request = replace(request, mal=request.mal or request.mappe.brevmal)
    _check_template(request.mal)
    if request.mappe is not None:
        return _from_folder(request, request.mappe, content, now=now, home=home, progress=progress)
    assert request.ut is not None, "without a folder the papers have a place of their own"
    return _put(request, request.ut, content, now=now, home=home, progress=progress)


def _from_folder(
    request: VurderRequest, mappe: Mappe, content: Content, *, now: datetime, home: Path, progress: Progress | None
) -> VurderOutcome:
    ut = request.ut
    if ut is not None and request.inputs.kilder:
        request = replace(request, inputs=with_defaults(request.inputs, mappe))
        return _put(request, ut, content, now=now, home=home, progress=progress)
    taken = take(mappe, request.inputs, content.koder, now=now, home=home, progress=progress)
    with taken.told_also_when_it_stops():
        per, _, _ = when(request, taken.manifest)
        ut = ut or results_in(mappe, per, request.utvalg)
        outcome = _put(replace(request, inputs=taken.inputs), ut, content, now=now, home=home, progress=progress)
    return replace(
        outcome,
        problems=(*taken.problems, *outcome.problems),
        uten_navn=(*taken.uten_navn, *(outcome.uten_navn or ())),
        beskjeder=(*taken.beskjeder, *outcome.beskjeder),
    )


def _put(
    request: VurderRequest, ut: Path, content: Content, *, now: datetime, home: Path, progress: Progress | None
) -> VurderOutcome:
    """Judge, and put every paper in ``ut``."""
    refuse_key_inside(request.inputs, ut, home)
    notes = () if request.inputs.eksempel else keys_lying_in(ut)
    with place_for(ut, overskriv=request.overskriv) as place:
        revisjon, prepared, met = _judged(request, content, place, now=now, home=home, progress=progress)
        names = sorted(p.name for p in place.stage.iterdir())
    return VurderOutcome(
        revisjon=revisjon,
        filer=tuple(ut / name for name in names),
        problems=prepared.problems,
        uten_navn=prepared.uten_navn,
        beskjeder=(*prepared.beskjeder, *place.beskjeder, *notes, *_of_register(request, met)),
        register=met,
    )


def _of_register(request: VurderRequest, met: Met | None) -> tuple[str, ...]:
    return met.linjer if met is not None else (text("registeret_mote.utenfor"),) if request.mappe is None else ()


def _judged(
    request: VurderRequest, content: Content, place: Place, *, now: datetime, home: Path, progress: Progress | None
) -> tuple[Revisjon, Prepared, Met | None]:
    """Judge, let the register know, and write every paper in the stage of ``place``."""
    utvalg = draw_as_read(request.utvalg)
    with (
        snapshot_of(request.inputs, content.koder, now=now, home=home, work=place.work, progress=progress) as prepared,
        # What does not fit in memory is laid among the run's own files, which nobody else can open and which go away.
        Database(memory_limit=MEMORY, temp_folder=place.work / "mellomlager") as database,
    ):
        per, periode, advarsler = when(request, prepared.manifest)
        database.attach(prepared.mappe)
        database.lock((prepared.mappe, place.work))
        plan = plan_for(content, prepared.manifest, per, periode, utvalg)
        kommune = request.mappe.kommune if request.mappe else None
        begin(progress, text("terminal.steg.vurderer"))
        results, judged = evaluate(plan, database, counting(progress, sum(not r.manuell for r in plan.regler)))
        begin(progress, text("terminal.steg.samler"))
        manifest = as_known(prepared.manifest, kommune)
        lest = None
        if request.mappe is not None:
            from bvaudit.workflows.answers_in_folder import answers_beside

            lest = answers_beside(request.mappe, content, plan, manifest, prepared.avtrykk, results, database)
        advarsler += (*what_to_know(utvalg, results, judged), *another_municipality(prepared.manifest, kommune))
        run = Run(
            manifest=manifest,
            lest=lest,
            dokumentklasse=kommune.dokumentklasse if kommune else "",
            per=per,
            periode=periode,
            utvalg=utvalg,
            advarsler=advarsler,
            uttrekk_avtrykk=prepared.avtrykk,
            results=results,
            judged=judged,
            controlled=Controlled(kjort=(), funn=(), ikke_kjort=())
            if request.bare_register
            else run_controls(plan, database),
        )
        revisjon = gather(run, content)
        met = None
        if request.mappe is not None:
            over = JudgedRun(
                run=run, revisjon=revisjon, plan=plan, prepared=prepared, database=database, ekstra=bool(request.regler)
            )
            met = meet_run(request.mappe, content, over, request.skriving, now)
        if request.bare_register:
            _write_results(results, revisjon, place.stage)
            return revisjon, prepared, met
        begin(progress, text("terminal.steg.skriver"))
        her = _remembered(request, met, place, now)
        minne = memory_of_run(request.mappe, met, content, now.date()) if request.mappe is not None else None
        _write(revisjon, results, content, request.mal, place.stage, her, minne, progress)
    return revisjon, prepared, met


def _remembered(request: VurderRequest, met: Met | None, place: Place, now: datetime) -> Remembered | None:
    """What the plans are told of the register, as it is after the run."""
    if request.mappe is None or met is None or met.reg is None:
        return None
    return Remembered(
        mappe=request.mappe,
        reg=met.reg,
        hendelser=met.hendelser,
        kontekst=met.kontekst,
        dag=now.date(),
        ut=place.folder,
        forsok=met.forelopig,
    )


def _check_template(mal: Path | None) -> None:
    problems = check_template(mal, report=PLAN) if mal else []
    if has_errors(problems):
        raise ContentError(
            text("workflows.evaluate_cases.malen_kan_ikke_brukes_for_dette"),
            hint=text("workflows.evaluate_cases.kjor_bvaudit_mal_sjekk"),
            problems=problems,
        )


def what_to_know(utvalg: Utvalg | None, results: Results, judged: Judged) -> tuple[str, ...]:
    """What the user should be warned of about the results. Raises NothingExamined when there are none."""
    if judged.rader == 0:
        raise NothingExamined(
            text("workflows.evaluate_cases.ingenting_ble_undersokt_ingen_saker_i"),
            hint=text("workflows.evaluate_cases.prov_periode_alle_en_annen_per"),
        )
    return (*_missing_from_extract(utvalg, results), *(as_warning(hull.vist) for hull in judged.hull))


def _missing_from_extract(utvalg: Utvalg | None, results: Results) -> tuple[str, ...]:
    if utvalg is None:
        return ()
    wanted = sum(1 for t in utvalg.trekk if t.rolle is Rolle.TRUKKET)
    missing = wanted - sum(results.sampled_per_unit().values())
    if missing <= 0:
        return ()
    return (text("workflows.evaluate_cases.av_saker_i_utvalget_finnes_ikke", missing=missing, wanted=wanted),)


def _write_results(results: Results, revisjon: Revisjon, folder: Path) -> None:
    results.write(folder / "resultater.csv", folder / "resultater.parquet", revisjon.kjoring)


def _write(
    revisjon: Revisjon,
    results: Results,
    content: Content,
    mal: Path | None,
    folder: Path,
    her: Remembered | None,
    minne: Minne | None,
    progress: Progress | None,
) -> None:
    assert content.kodeverk is not None, "checked with the rest of the content"
    _write_results(results, revisjon, folder)
    write_register(revisjon, content.kodeverk, folder / "avviksregister.xlsx", minne)
    if minne is not None:
        write_private(folder / "oversikt.html", page_of(minne, content))
    template = open_template(PLAN, mal, bokmal=said_in_bokmal())
    begun = counting(progress, len(revisjon.enheter_med_plan))
    for enhet in revisjon.enheter_med_plan:
        if begun is not None:
            begun(enhet)
        husket = memory_for(enhet, her)
        if lies_there(enhet, husket, her, revisjon.kjoring):
            continue
        view = plan_view(revisjon, enhet.navn, content.kodeverk, husket)
        plan = template.fill(view, revisjon.per, revisjon.kjoring)
        write_beside(plan, folder / name_of(enhet, husket, her.ut if her else folder))
