"""kart.yaml: which heading in the municipality's spreadsheets is which column."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.schemas_extract import KART_SCHEMA
from bvaudit.loading.yaml.reader import Document, KeyPath, read_yaml
from bvaudit.model.kart import Kart, TabellKart, looks_personal
from bvaudit.model.tables import BY_NAME

_OWNERS = ("henvendelse", "undersokelse", "tiltak", "tiltak_evaluering", "vedtak", "oversendelse_nemnd")


def load_kart(path: Path, shown: str | None = None) -> tuple[Kart | None, list[Problem]]:
    """The map in ``path`` and every problem; no map when one of the problems is an error. Never raises for content."""
    document, problems = read_yaml(path, shown)
    if document is None:
        return None, problems
    problems = problems + check_schema(document, KART_SCHEMA)
    if not has_errors(problems):
        problems += _two_orders(document)
        for tabell, entry in document.data["tabeller"].items():
            problems += [*_table_problems(tabell, entry, document), *_missing_owners(tabell, entry, document)]
    return None if has_errors(problems) else _kart(document), in_order(problems)


def _kart(document: Document) -> Kart:
    data = document.data
    kommune, uttrekk = data["kommune"], data["uttrekk"]
    return Kart(
        fil=document.fil,
        kommunenummer=kommune["nummer"],
        kommunenavn=kommune["navn"],
        organisasjonsnummer=kommune["organisasjonsnummer"],
        uttrekk_dato=date.fromisoformat(uttrekk["dato"]) if "dato" in uttrekk else None,
        uttrekk_felt=uttrekk.get("felt", ""),
        datoformat=tuple(data.get("datoformat", ("iso", "norsk", "excel"))),
        desimal=data.get("desimal", "komma"),
        tomme=tuple(data.get("tomme", ())),
        tabeller=tuple(
            TabellKart(
                tabell=tabell,
                fil=entry["fil"],
                ark=entry.get("ark", ""),
                kolonner=entry["kolonner"],
                faste=entry.get("faste", {}),
                koder=entry.get("koder", {}),
                tomme={kolonne: tuple(texts) for kolonne, texts in entry.get("tomme", {}).items()},
                overskriftsrad=entry.get("overskriftsrad", 0),
                **_coverage(entry),
            )
            for tabell, entry in data["tabeller"].items()
        ),
    )


def _coverage(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The days the sheet has rows for, and how many it has room for."""
    days = {f"dekker_{end}": date.fromisoformat(entry["dekker"][end]) for end in entry.get("dekker", {})}
    return {**days, "kapasitet": entry.get("kapasitet")}


def _table_problems(tabell: str, entry: Mapping[str, Any], document: Document) -> Iterator[Problem]:
    path: KeyPath = ("tabeller", tabell)
    yield from _personal_headings(entry, path, document)
    yield from _missing_pointers(tabell, entry, path, document)
    kolonner, faste = entry["kolonner"], entry.get("faste", {})
    for kolonne in faste:
        if kolonne in kolonner:
            yield Problem(
                sted=_key_place(document, (*path, "faste", kolonne)),
                kode="dobbel-kolonne",
                tekst=f"«{kolonne}» står både under kolonner og faste",
                hint="behold den ene",
            )
    for part, said in (("koder", "koder"), ("tomme", "tomme")):
        for kolonne in entry.get(part, {}):
            if kolonne not in kolonner:
                yield Problem(
                    sted=_key_place(document, (*path, part, kolonne)),
                    kode="kode-uten-kolonne",
                    tekst=f"«{kolonne}» har {said}, men står ikke under kolonner",
                    hint=f"legg den til under kolonner, eller ta den bort fra {said}",
                )
    if faste.get("eier_type", _OWNERS[0]) not in _OWNERS:
        yield Problem(
            sted=document.place((*path, "faste", "eier_type")),
            kode="verdi-valg",
            tekst="«eier_type» er ikke en tabell som kan eie rader",
            hint=f"velg blant: {', '.join(_OWNERS)}",
        )


def _two_orders(document: Document) -> Iterator[Problem]:
    if {"britisk", "amerikansk"} <= set(document.data.get("datoformat", ())):
        yield Problem(
            sted=_key_place(document, ("datoformat",)),
            kode="verdi-flertydig",
            tekst="datoformat kan ikke være både britisk og amerikansk",
            hint="britisk er dag/måned/år, amerikansk er måned/dag/år; behold det som gjelder",
        )


def _personal_headings(entry: Mapping[str, Any], path: KeyPath, document: Document) -> Iterator[Problem]:
    for kolonne, heading in entry["kolonner"].items():
        if looks_personal(heading) and not kolonne.endswith("presisering_utfylt"):
            yield Problem(
                sted=document.place((*path, "kolonner", kolonne)),
                kode="personkolonne",
                tekst=f"overskriften «{heading}» ser ut til å gjelde navn eller adresse, og slikt leses aldri",
                hint="ta kolonnen ut av kartet; heter den noe annet enn den er, gi den nytt navn i arket",
            )


def _missing_pointers(tabell: str, entry: Mapping[str, Any], path: KeyPath, document: Document) -> Iterator[Problem]:
    """What a row of this table cannot be without: the owner it lies under, or both ends of a relation."""
    table = BY_NAME[tabell]
    needed = [f"{table.forelder}_id"] if table.forelder not in (None, "sak") else []
    needed += ["eier_type", "eier_id"] if table.eid else []
    needed += ["fra_type", "fra_id", "til_type", "til_id"] if tabell == "relasjon" else []
    needed += ["element_id", "type"] if tabell == "slettet" else []
    needed += ["enhet", "fra"] if tabell == "sak_enhet" else []
    for kolonne in needed:
        if kolonne not in entry["kolonner"] and kolonne not in entry.get("faste", {}):
            yield Problem(
                sted=_key_place(document, (*path, "kolonner")),
                kode="mangler-nokkel",
                tekst=f"tabellen «{tabell}» mangler kolonnen «{kolonne}»",
                hint=f"skriv overskriften den har i arket: {kolonne}: …",
            )


def _missing_owners(tabell: str, entry: Mapping[str, Any], document: Document) -> Iterator[Problem]:
    """The tables a row of this table points into must be in the kart too."""
    owners = {BY_NAME[tabell].forelder, entry.get("faste", {}).get("eier_type")}
    if tabell == "undersokelse" and "henvendelse_id" in entry["kolonner"]:
        owners.add("henvendelse")
    for owner in sorted(owner for owner in owners if owner in _OWNERS or owner == "plan"):
        if owner not in document.data["tabeller"]:
            yield Problem(
                sted=_key_place(document, ("tabeller", tabell)),
                kode="mangler-tabell",
                tekst=f"tabellen «{tabell}» hører til «{owner}», som ikke er i kartet",
                hint=f"legg til tabellen {owner}",
            )


def _key_place(document: Document, path: KeyPath) -> Sted:
    return document.key_places.get(path) or document.place(path)
