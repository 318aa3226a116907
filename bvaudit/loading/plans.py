"""Checklists, the year's controls and supervisions: YAML becomes plans, or problems with their place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.loading.content import shown_path, yaml_files
from bvaudit.loading.rules import read_hjemmel
from bvaudit.loading.schema_check import Schema, check_schema
from bvaudit.loading.schema_hints import nearest
from bvaudit.loading.schemas_plans import ARSHJUL_SCHEMA, SJEKKLISTE_SCHEMA, TILSYN_SCHEMA
from bvaudit.loading.yaml_reader import Document, KeyPath, read_yaml
from bvaudit.model.plans import Arshjul, Delfunn, Oppgave, Overordnet, Plans, Punkt, Sjekkliste, Tilsyn, Trekking
from bvaudit.model.rule import Hjemmel, Lov, Rule

__all__ = ["Plans", "read_plans"]

_SCHEMAS: Mapping[str, Schema] = {"sjekkliste": SJEKKLISTE_SCHEMA, "arshjul": ARSHJUL_SCHEMA, "tilsyn": TILSYN_SCHEMA}
_TELLING_KEYS = {"punkter": "sjekkliste", "oppgaver": "arshjul", "delfunn": "tilsyn"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """A file that keeps to its schema and its own name."""

    slag: str
    document: Document

    @property
    def id(self) -> str:
        return str(self.document.data["id"])


def read_plans(
    folders: Sequence[Path], rules: Mapping[str, Rule], lover: Mapping[str, Lov]
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
    checklists = [p.id for p in read if p.slag == "sjekkliste"]
    usable = []
    for plan in read:
        wrong = list(_unknown_names(plan, rules, lover, checklists))
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
        problems += _contradictions(document, path, slag)
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
        tekst="filen er verken en sjekkliste, et årshjul eller et tilsyn",
        hint="en sjekkliste har «punkter», et årshjul «oppgaver» og et tilsyn «delfunn»",
    )


def _contradictions(document: Document, path: Path, slag: str) -> Iterator[Problem]:
    """What the schema cannot see: a name that is not the file's, and the same thing listed twice."""
    data = document.data
    if data["id"] != path.stem:
        tekst = f"id er «{data['id']}», men filen heter «{path.name}»"
        yield Problem(sted=document.place(("id",)), kode="id-og-filnavn", tekst=tekst, hint="la dem være like")
    liste = next(key for key, kind in _TELLING_KEYS.items() if kind == slag)
    felt = "regel" if slag == "sjekkliste" else "id"
    seen = [data["overordnet"]["id"]] if slag == "tilsyn" else []
    for i, row in enumerate(data[liste]):
        if row[felt] in seen:
            tekst = f"«{row[felt]}» står to ganger"
            hint = "ta bort den ene" if slag == "sjekkliste" else "gi den en id som ikke er brukt"
            yield Problem(sted=document.place((liste, i, felt)), kode="dobbel-id", tekst=tekst, hint=hint)
        seen.append(row[felt])


def _twice(plan: _Plan, first: _Plan) -> Problem:
    return Problem(
        sted=plan.document.place(("id",)),
        kode="id-to-ganger",
        tekst=f"«{plan.id}» finnes allerede i {first.document.fil}",
        hint="gi den egne filen et annet navn og en annen id",
    )


# --- names that must exist elsewhere ---------------------------------------------------------------------------------


def _unknown_names(
    plan: _Plan, rules: Mapping[str, Rule], lover: Mapping[str, Lov], checklists: Collection[str]
) -> Iterator[Problem]:
    document = plan.document
    for path, regel in _used_rules(plan):
        if regel not in rules:
            yield _unknown(document, path, "ukjent-regel", f"regelen «{regel}» finnes ikke", regel, rules)
        elif plan.slag == "tilsyn" and rules[regel].manuell != (path[-2] == "manuelle"):
            yield _wrong_list(document, path, regel, manuell=rules[regel].manuell)
    for path, lov in _used_acts(plan):
        if lov not in lover:
            yield _unknown(document, path, "ukjent-lov", f"loven «{lov}» finnes ikke", lov, lover)
    for i, oppgave in enumerate(document.data.get("oppgaver", ())):
        navn = oppgave.get("sjekkliste")
        if navn and navn not in checklists:
            path = ("oppgaver", i, "sjekkliste")
            yield _unknown(document, path, "ukjent-sjekkliste", f"sjekklisten «{navn}» finnes ikke", navn, checklists)


def _used_rules(plan: _Plan) -> Iterator[tuple[KeyPath, str]]:
    data = plan.document.data
    for i, punkt in enumerate(data.get("punkter", ())):
        yield ("punkter", i, "regel"), punkt["regel"]
    for i, oppgave in enumerate(data.get("oppgaver", ())):
        for j, regel in enumerate(oppgave.get("regler", ())):
            yield ("oppgaver", i, "regler", j), regel
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


def _unknown(document: Document, path: KeyPath, kode: str, tekst: str, navn: str, known: Iterable[str]) -> Problem:
    near = nearest(navn, sorted(known))
    return Problem(sted=document.place(path), kode=kode, tekst=tekst, hint=f"mente du «{near}»?" if near else "")


def _wrong_list(document: Document, path: KeyPath, regel: str, *, manuell: bool) -> Problem:
    tekst = f"«{regel}» besvares av et menneske" if manuell else f"«{regel}» regnes av programmet"
    hint = f"flytt den til «{'manuelle' if manuell else 'regler'}»"
    return Problem(sted=document.place(path), kode="feil-liste", tekst=tekst, hint=hint)


# --- records ---------------------------------------------------------------------------------------------------------


def _plans(read: Sequence[_Plan]) -> Plans:
    ordered = sorted(read, key=lambda plan: plan.id)
    return Plans(
        sjekklister=tuple(_sjekkliste(p.document) for p in ordered if p.slag == "sjekkliste"),
        arshjul=tuple(_arshjul(p.document) for p in ordered if p.slag == "arshjul"),
        tilsyn=tuple(_tilsyn(p.document) for p in ordered if p.slag == "tilsyn"),
    )


def _sjekkliste(document: Document) -> Sjekkliste:
    data = dict(document.data)
    return Sjekkliste(
        **data
        | {
            "gjelder_fra": date.fromisoformat(data["gjelder_fra"]),
            "utvalg": Trekking(**data["utvalg"]),
            "punkter": tuple(Punkt(**punkt) for punkt in data["punkter"]),
        },
        fil=document.fil,
    )


def _arshjul(document: Document) -> Arshjul:
    data = dict(document.data)
    return Arshjul(
        **data
        | {
            "gjelder_fra": date.fromisoformat(data["gjelder_fra"]),
            "oppgaver": tuple(_oppgave(oppgave) for oppgave in data["oppgaver"]),
        },
        fil=document.fil,
    )


def _oppgave(data: Mapping[str, Any]) -> Oppgave:
    return Oppgave(
        **{
            **data,
            "maneder": tuple(data["maneder"]),
            "regler": tuple(data.get("regler", ())),
            "hjemmel": _hjemler(data),
        }
    )


def _tilsyn(document: Document) -> Tilsyn:
    data = dict(document.data)
    overordnet = data["overordnet"]
    return Tilsyn(
        **data
        | {
            "enheter": tuple(data["enheter"]),
            "overordnet": Overordnet(**{**overordnet, "hjemmel": _hjemler(overordnet)}),
            "delfunn": tuple(_delfunn(funn) for funn in data["delfunn"]),
        },
        fil=document.fil,
    )


def _delfunn(data: Mapping[str, Any]) -> Delfunn:
    return Delfunn(
        id=data["id"],
        tekst=data["tekst"],
        hjemmel=_hjemler(data),
        regler=tuple(data["males_med"].get("regler", ())),
        manuelle=tuple(data["males_med"].get("manuelle", ())),
        lukkekriterium=data["lukkekriterium"],
    )


def _hjemler(data: Mapping[str, Any]) -> tuple[Hjemmel, ...]:
    return tuple(read_hjemmel(hjemmel) for hjemmel in data.get("hjemmel", ()))
