"""Checklists, the year's controls, supervisions and what follows from them: YAML becomes plans, or problems with their
place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from bvaudit.diagnostics import Problem, has_errors, in_order
from bvaudit.loading.content import forbedring, plan_names, rapport, sammenligning
from bvaudit.loading.content.files import Loaded, as_record, exists_already, listed_twice, misnamed, missing_folder
from bvaudit.loading.content.kinds import kind_name, kind_of
from bvaudit.loading.content.lister import faults_in_list
from bvaudit.loading.content.nokkeltall import faults_in_figure
from bvaudit.loading.content.place import shown_path, yaml_files
from bvaudit.loading.content.serier import faults_in_series
from bvaudit.loading.content.tilsyn import faults_in_supervision
from bvaudit.loading.content.trekking import faults_in_draw
from bvaudit.loading.yaml.reader import Document, read_yaml
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.koder import Kodelister
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.lister import Liste
from bvaudit.model.nokkeltall import Nokkeltall
from bvaudit.model.plans import Arshjul, Plans, Sjekkliste
from bvaudit.model.rapport import Rapport
from bvaudit.model.rule import Lov, Rule
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.serie import Serie
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.texts import text

T = TypeVar("T")
_NEW_ID = text("loading.plans.gi_den_en_id_som_ikke")
PLAN_KINDS: Mapping[str, type] = {
    "sjekkliste": Sjekkliste,
    "arshjul": Arshjul,
    "tilsyn": Tilsyn,
    "anbefalinger": Anbefalinger,
    "risikoliste": Risikoliste,
    "forbedringstiltak": Tiltaksliste,
    "liste": Liste,
    "serie": Serie,
    "sammenlign": Sammenligning,
    "nokkeltall": Nokkeltall,
    "rapport": Rapport,
}


def read_plans(
    folders: Sequence[Path],
    rules: Mapping[str, Rule],
    lover: Mapping[str, Lov],
    koder: Kodelister,
    kodeverk: Kodeverk | None = None,
) -> tuple[Plans, list[Problem]]:
    """Every plan in the folders. A plan with an error is left out; so is the second one with the same id."""
    read: list[Loaded[Any]] = []
    problems: list[Problem] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(missing_folder(folder))
            continue
        for path in yaml_files(folder):
            plan, found = _read_file(path, shown_path(path, folder))
            problems += found
            first = next((other for other in read if plan and _same(other.record, plan.record)), None)
            if plan and first:
                sted, hint = plan.document.place(("id",)), text("loading.plans.gi_den_egne_filen_et_annet")
                problems.append(exists_already(sted, f"«{plan.record.id}»", first.record.fil, hint))
            elif plan:
                read.append(plan)
    usable = []
    records = [plan.record for plan in read]
    for plan in read:
        wrong = list(plan_names.unknown_names(plan, rules, lover, koder, records, kodeverk))
        problems += wrong
        if not has_errors(wrong):
            usable.append(plan.record)
    return plans_of(usable), in_order(problems)


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one.id == other.id)


def _read_file(path: Path, shown: str) -> tuple[Loaded[Any] | None, list[Problem]]:
    document, problems = read_yaml(path, shown)
    if document is None or has_errors(problems):
        return None, problems
    slag, problem = kind_of(document)
    if slag not in PLAN_KINDS:
        return None, [*problems, problem or _no_plan(document, slag)]
    plan, found = plan_of(document, path, slag)
    return plan, problems + found


def plan_of(document: Document, path: Path, slag: str) -> tuple[Loaded[Any] | None, list[Problem]]:
    """The document as a plan of the kind, or every problem within it."""
    plan: Loaded[Any] | None
    plan, problems = as_record(document, PLAN_KINDS[slag])
    if plan is not None:
        problems = [*problems, *misnamed(document, path), *faults_within(slag, plan)]
    return None if has_errors(problems) else plan, problems


def faults_within(slag: str, plan: Loaded[Any]) -> Iterator[Problem]:
    """What the schema cannot see within the file; nothing for a kind that is no plan."""
    if slag in _CONTRADICTIONS:
        yield from _CONTRADICTIONS[slag](plan.record, plan.document)


def _no_plan(document: Document, slag: str) -> Problem:
    return document.problem((), "feil-mappe", text("innhold.ingen_plan", slag=kind_name(slag)))


# --- what the schema cannot see within a file ------------------------------------------------------------------------


def _faults_in_checklist(liste: Sjekkliste, document: Document) -> Iterator[Problem]:
    used = [punkt.regel for punkt in liste.punkter]
    yield from listed_twice(document, ("punkter",), "regel", used, text("loading.plans.ta_bort_den_ene"))
    yield from faults_in_draw(liste, document)


def _faults_in_year(arshjul: Arshjul, document: Document) -> Iterator[Problem]:
    return listed_twice(document, ("oppgaver",), "id", [oppgave.id for oppgave in arshjul.oppgaver], _NEW_ID)


_CONTRADICTIONS: Mapping[str, Callable[[Any, Document], Iterator[Problem]]] = {
    "sjekkliste": _faults_in_checklist,
    "arshjul": _faults_in_year,
    "tilsyn": faults_in_supervision,
    "anbefalinger": forbedring.faults_in_recommendations,
    "risikoliste": forbedring.faults_in_risks,
    "forbedringstiltak": forbedring.faults_in_measures,
    "liste": faults_in_list,
    "serie": faults_in_series,
    "sammenlign": sammenligning.faults_in_map,
    "nokkeltall": faults_in_figure,
    "rapport": rapport.faults_in_report,
}


def plans_of(read: Sequence[Any]) -> Plans:
    """The plans by kind: the municipality's own first, then by id."""
    by_id = sorted(read, key=lambda plan: (not plan.egen, plan.id))

    def every(kind: type[T]) -> tuple[T, ...]:
        return tuple(plan for plan in by_id if isinstance(plan, kind))

    return Plans(
        sjekklister=every(Sjekkliste),
        arshjul=every(Arshjul),
        tilsyn=every(Tilsyn),
        anbefalinger=every(Anbefalinger),
        risikolister=every(Risikoliste),
        forbedringstiltak=every(Tiltaksliste),
        lister=every(Liste),
        serier=every(Serie),
        sammenligninger=every(Sammenligning),
        nokkeltall=every(Nokkeltall),
        rapporter=every(Rapport),
    )
