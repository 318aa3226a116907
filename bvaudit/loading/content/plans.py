"""Checklists, the year's controls and supervisions: YAML becomes plans, or problems with their place."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.loading.content import forbedring, kodepar, plan_records, sammenligning
from bvaudit.loading.content.place import shown_path, yaml_files
from bvaudit.loading.content.plan_problems import listed_twice, unknown, unknown_rule
from bvaudit.loading.schema.check import Schema, check_schema
from bvaudit.loading.schema.schemas_forbedring import (
    ANBEFALINGER_SCHEMA,
    FORBEDRINGSTILTAK_SCHEMA,
    RISIKOLISTE_SCHEMA,
    SAMMENLIGN_SCHEMA,
)
from bvaudit.loading.schema.schemas_plans import ARSHJUL_SCHEMA, SJEKKLISTE_SCHEMA, TILSYN_SCHEMA
from bvaudit.loading.yaml.reader import Document, KeyPath, read_yaml
from bvaudit.model.koder import Kodelister
from bvaudit.model.plans import Plans
from bvaudit.model.rule import Lov, Rule

_SCHEMAS: Mapping[str, Schema] = {
    "sjekkliste": SJEKKLISTE_SCHEMA,
    "arshjul": ARSHJUL_SCHEMA,
    "tilsyn": TILSYN_SCHEMA,
    "anbefalinger": ANBEFALINGER_SCHEMA,
    "risikoliste": RISIKOLISTE_SCHEMA,
    "forbedringstiltak": FORBEDRINGSTILTAK_SCHEMA,
    "sammenlign": SAMMENLIGN_SCHEMA,
}
_TELLING_KEYS = {
    "punkter": "sjekkliste",
    "oppgaver": "arshjul",
    "delfunn": "tilsyn",
    "anbefalinger": "anbefalinger",
    "risikoer": "risikoliste",
    "tiltak": "forbedringstiltak",
    "punktpar": "sammenlign",
    "versjonspar": "sammenlign",
    "kodepar": "sammenlign",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A file that keeps to its schema and its own name."""

    slag: str
    document: Document

    @property
    def id(self) -> str:
        return str(self.document.data["id"])


def read_plans(
    folders: Sequence[Path], rules: Mapping[str, Rule], lover: Mapping[str, Lov], koder: Kodelister
) -> tuple[Plans, list[Problem]]:
    """Every plan in the folders. A plan with an error is left out; so is the second one with the same id."""
    read: list[_Plan] = []
    problems: list[Problem] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(Problem(sted=Sted(fil=str(folder)), kode="mangler-mappe", tekst="mappen finnes ikke"))
            continue
        for path in yaml_files(folder):
            plan, found = _read_file(path, shown_path(path, folder))
            problems += found
            first = next((p for p in read if plan and (p.slag, p.id) == (plan.slag, plan.id)), None)
            if plan and first:
                problems.append(_twice(plan, first))
            elif plan:
                read.append(plan)
    usable = []
    for plan in read:
        wrong = list(_unknown_names(plan, rules, lover, koder, read))
        problems += wrong
        if not has_errors(wrong):
            usable.append(plan)
    return _plans(usable), in_order(problems)


def _read_file(path: Path, shown: str) -> tuple[_Plan | None, list[Problem]]:
    document, problems = read_yaml(path, shown)
    if document is None or has_errors(problems):
        return None, problems
    slag = _kind(document)
    if not slag:
        return None, [*problems, _unknown_kind(document)]
    problems = problems + check_schema(document, _SCHEMAS[slag])
    if not has_errors(problems):
        problems += _name_is_not_the_files(document, path)
        problems += _CONTRADICTIONS[slag](document)
    return (None if has_errors(problems) else _Plan(slag=slag, document=document)), problems


def _kind(document: Document) -> str:
    """What the file says it is on its first lines, or else what its keys show; empty when nobody can tell."""
    for line in document.comments:
        for slag in _SCHEMAS:
            if line.rstrip().endswith(f"/{slag}.schema.json"):
                return slag
    keys = document.data if isinstance(document.data, dict) else {}
    return next((slag for key, slag in _TELLING_KEYS.items() if key in keys), "")


def _unknown_kind(document: Document) -> Problem:
    return Problem(
        sted=document.place(()),
        kode="ukjent-slag",
        tekst="det går ikke fram hva slags fil dette er",
        hint=(
            "en sjekkliste har «punkter», et årshjul «oppgaver», et tilsyn «delfunn», en liste med anbefalinger "
            "«anbefalinger», en risikoliste «risikoer», forbedringstiltak «tiltak» og et kart «punktpar», "
            "«versjonspar» eller «kodepar»"
        ),
    )


def _name_is_not_the_files(document: Document, path: Path) -> Iterator[Problem]:
    navn = document.data["id"]
    if navn != path.stem:
        tekst = f"id er «{navn}», men filen heter «{path.name}»"
        yield Problem(sted=document.place(("id",)), kode="id-og-filnavn", tekst=tekst, hint="la dem være like")


def _faults_in_checklist(document: Document) -> Iterator[Problem]:
    yield from listed_twice(document, ("punkter",), "regel", "ta bort den ene")
    utvalg = document.data["utvalg"]
    if "kvoter" in utvalg:
        yield from listed_twice(document, ("utvalg", "kvoter"), "id", _NEW_ID)
    for i, kvote in enumerate(utvalg.get("kvoter", ())):
        fault = _wrong_quota(kvote, utvalg["per_enhet"])
        if fault:
            path = ("utvalg", "kvoter", i)
            yield Problem(sted=document.place(path), kode="feil-kvote", tekst=fault[0], hint=fault[1])


def _wrong_quota(kvote: Mapping[str, Any], per_enhet: int) -> tuple[str, str] | None:
    if ("minst" in kvote) == ("minst_prosent" in kvote):
        return "en kvote har enten «minst» eller «minst_prosent»", "skriv én av dem"
    if kvote.get("minst", 0) > per_enhet:
        return f"kvoten er {kvote['minst']}, men det trekkes bare {per_enhet}", "sett den ned"
    if (kvote["slag"] == "kommune") == bool(kvote.get("koder")):
        if kvote["slag"] == "kommune":
            return "en kvote for kommuner har ikke «koder»", "ta dem bort"
        return f"en kvote av slag «{kvote['slag']}» må ha «koder»", "skriv konklusjonene som teller med"
    return None


def _faults_in_year(document: Document) -> Iterator[Problem]:
    yield from listed_twice(document, ("oppgaver",), "id", _NEW_ID)


def _faults_in_supervision(document: Document) -> Iterator[Problem]:
    yield from listed_twice(document, ("delfunn",), "id", _NEW_ID, taken=[document.data["overordnet"]["id"]])


_NEW_ID = "gi den en id som ikke er brukt"
# What the schema cannot see within a file.
_CONTRADICTIONS: Mapping[str, Callable[[Document], Iterator[Problem]]] = {
    "sjekkliste": _faults_in_checklist,
    "arshjul": _faults_in_year,
    "tilsyn": _faults_in_supervision,
    "anbefalinger": forbedring.faults_in_recommendations,
    "risikoliste": forbedring.faults_in_risks,
    "forbedringstiltak": forbedring.faults_in_measures,
    "sammenlign": sammenligning.faults_in_map,
}


def _twice(plan: _Plan, first: _Plan) -> Problem:
    return Problem(
        sted=plan.document.place(("id",)),
        kode="id-to-ganger",
        tekst=f"«{plan.id}» finnes allerede i {first.document.fil}",
        hint="gi den egne filen et annet navn og en annen id",
    )


# --- names that must exist elsewhere ---------------------------------------------------------------------------------


def _unknown_names(
    plan: _Plan, rules: Mapping[str, Rule], lover: Mapping[str, Lov], koder: Kodelister, read: Sequence[_Plan]
) -> Iterator[Problem]:
    document = plan.document
    for path, regel in _used_rules(plan):
        if regel not in rules:
            yield unknown_rule(document, path, regel, rules)
        elif plan.slag == "tilsyn" and rules[regel].manuell != (path[-2] == "manuelle"):
            yield _wrong_list(document, path, regel, manuell=rules[regel].manuell)
    for path, lov in _used_acts(plan):
        if lov not in lover:
            yield unknown(document, path, "ukjent-lov", f"loven «{lov}» finnes ikke", lov, lover)
    checklists = {p.id: p.document for p in read if p.slag == "sjekkliste"}
    for i, oppgave in enumerate(document.data.get("oppgaver", ())):
        navn = oppgave.get("sjekkliste")
        if navn and navn not in checklists:
            path = ("oppgaver", i, "sjekkliste")
            yield unknown(document, path, "ukjent-sjekkliste", f"sjekklisten «{navn}» finnes ikke", navn, checklists)
    if plan.slag == "risikoliste":
        earlier = {p.id: p.document for p in read if p.slag == "risikoliste" and p is not plan}
        yield from forbedring.faults_against_earlier(document, earlier)
    if plan.slag == "sammenlign":
        yield from sammenligning.faults_against_lists(document, checklists)
        yield from sammenligning.faults_against_rules(document, rules)
        yield from kodepar.faults_against_codes(document, koder)


def _used_rules(plan: _Plan) -> Iterator[tuple[KeyPath, str]]:
    data = plan.document.data
    for i, punkt in enumerate(data.get("punkter", ())):
        yield ("punkter", i, "regel"), punkt["regel"]
    for liste in ("oppgaver", "anbefalinger", "risikoer", "tiltak"):
        for i, row in enumerate(data.get(liste, ())):
            for j, regel in enumerate(row.get("regler", ())):
                yield (liste, i, "regler", j), regel
    for i, par in enumerate(data.get("versjonspar", ())):
        yield ("versjonspar", i, "regel"), par["regel"]
    for i, delfunn in enumerate(data.get("delfunn", ())):
        for liste in ("regler", "manuelle"):
            for j, regel in enumerate(delfunn["males_med"].get(liste, ())):
                yield ("delfunn", i, "males_med", liste, j), regel


def _used_acts(plan: _Plan) -> Iterator[tuple[KeyPath, str]]:
    data = plan.document.data
    places: list[tuple[KeyPath, Any]] = [(("overordnet",), data.get("overordnet", {}))]
    for liste in ("oppgaver", "delfunn"):
        places += [((liste, i), row) for i, row in enumerate(data.get(liste, ()))]
    for path, row in places:
        for j, hjemmel in enumerate(row.get("hjemmel", ())):
            yield (*path, "hjemmel", j, "lov"), hjemmel["lov"]


def _wrong_list(document: Document, path: KeyPath, regel: str, *, manuell: bool) -> Problem:
    tekst = f"«{regel}» besvares av et menneske" if manuell else f"«{regel}» regnes av programmet"
    hint = f"flytt den til «{'manuelle' if manuell else 'regler'}»"
    return Problem(sted=document.place(path), kode="feil-liste", tekst=tekst, hint=hint)


# --- records ---------------------------------------------------------------------------------------------------------


def _plans(read: Sequence[_Plan]) -> Plans:
    of = {slag: [p.document for p in sorted(read, key=lambda p: p.id) if p.slag == slag] for slag in _SCHEMAS}
    return Plans(
        sjekklister=tuple(map(plan_records.checklist, of["sjekkliste"])),
        arshjul=tuple(map(plan_records.year, of["arshjul"])),
        tilsyn=tuple(map(plan_records.supervision, of["tilsyn"])),
        anbefalinger=tuple(map(forbedring.recommendations, of["anbefalinger"])),
        risikolister=tuple(map(forbedring.risks, of["risikoliste"])),
        forbedringstiltak=tuple(map(forbedring.measures, of["forbedringstiltak"])),
        sammenligninger=tuple(map(sammenligning.comparison, of["sammenlign"])),
    )
