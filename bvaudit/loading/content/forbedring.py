"""Recommendations, risk lists and measures: what must hold within and between the files, and the records."""

from collections.abc import Iterator, Mapping
from typing import Any

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.plan_problems import listed_twice, unknown
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.forbedring import (
    Anbefaling,
    Anbefalinger,
    Avviksart,
    Forbedringstiltak,
    Gruppe,
    Risiko,
    Risikoliste,
    Tiltaksliste,
)

_NEW_ID = "gi den en id som ikke er brukt"

# --- what must hold within a file ------------------------------------------------------------------------------------


def faults_in_recommendations(document: Document) -> Iterator[Problem]:
    """Every recommendation in at least one group, every group with at least one, and no name that leads nowhere."""
    yield from listed_twice(document, ("arbeidsgrupper",), "id", _NEW_ID)
    yield from listed_twice(document, ("anbefalinger",), "id", _NEW_ID)
    yield from listed_twice(document, ("kobling",), "anbefaling", "samle gruppene på én linje")
    data = document.data
    items, groups = _ids(data["anbefalinger"]), _ids(data["arbeidsgrupper"])
    used: set[str] = set()
    for i, row in enumerate(data["kobling"]):
        navn = row["anbefaling"]
        if navn not in items:
            tekst = f"anbefalingen «{navn}» finnes ikke i listen"
            yield unknown(document, ("kobling", i, "anbefaling"), "ukjent-anbefaling", tekst, navn, items)
        for j, gruppe in enumerate(row["grupper"]):
            if gruppe not in groups:
                yield _unknown_group(document, ("kobling", i, "grupper", j), gruppe, groups)
        used |= {navn, *row["grupper"]}
    for i, navn in enumerate(items):
        if navn not in used:
            tekst, hint = f"ingen arbeidsgruppe har anbefalingen «{navn}»", "legg den til under «kobling»"
            yield Problem(sted=document.place(("anbefalinger", i, "id")), kode="ikke-koblet", tekst=tekst, hint=hint)
    yield from _empty_groups(document, "arbeidsgrupper", used)


def faults_in_risks(document: Document) -> Iterator[Problem]:
    """Every risk under a group that exists, and no empty group."""
    yield from listed_twice(document, ("grupper",), "id", _NEW_ID)
    yield from listed_twice(document, ("risikoer",), "id", _NEW_ID)
    groups = _ids(document.data["grupper"])
    for i, risiko in enumerate(document.data["risikoer"]):
        if risiko["gruppe"] not in groups:
            yield _unknown_group(document, ("risikoer", i, "gruppe"), risiko["gruppe"], groups)
    yield from _empty_groups(document, "grupper", {risiko["gruppe"] for risiko in document.data["risikoer"]})


def faults_in_measures(document: Document) -> Iterator[Problem]:
    yield from listed_twice(document, ("tiltak",), "id", _NEW_ID)


def _ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["id"] for row in rows]


def _unknown_group(document: Document, path: tuple[str | int, ...], gruppe: str, groups: list[str]) -> Problem:
    return unknown(document, path, "ukjent-gruppe", f"gruppen «{gruppe}» finnes ikke i listen", gruppe, groups)


def _empty_groups(document: Document, liste: str, used: set[str]) -> Iterator[Problem]:
    for i, gruppe in enumerate(document.data[liste]):
        if gruppe["id"] not in used:
            tekst, hint = f"gruppen «{gruppe['id']}» er tom", "gi den noe å arbeide med, eller ta den bort"
            yield Problem(sted=document.place((liste, i, "id")), kode="tom-gruppe", tekst=tekst, hint=hint)


# --- what must hold between files ------------------------------------------------------------------------------------


def faults_against_earlier(document: Document, lists: Mapping[str, Document]) -> Iterator[Problem]:
    """The list that ``forrige`` names exists and is from an earlier year, and a risk has kept its id since then."""
    navn = document.data.get("forrige")
    if not navn:
        return
    earlier = lists.get(navn)
    if earlier is None:
        tekst = f"risikolisten «{navn}» finnes ikke"
        yield unknown(document, ("forrige",), "ukjent-risikoliste", tekst, navn, lists)
        return
    if earlier.data["ar"] >= document.data["ar"]:
        tekst = f"«{navn}» er fra {earlier.data['ar']} og kan ikke være den forrige"
        hint = "forrige er en liste fra et tidligere år"
        yield Problem(sted=document.place(("forrige",)), kode="feil-rekkefolge", tekst=tekst, hint=hint)
    ids = {risiko["tekst"]: risiko["id"] for risiko in earlier.data["risikoer"]}
    for i, risiko in enumerate(document.data["risikoer"]):
        before = ids.get(risiko["tekst"], risiko["id"])
        if before != risiko["id"]:
            tekst, hint = (
                f"den samme risikoen het «{before}» i «{navn}»",
                "bruk den gamle id-en, så årene kan ses sammen",
            )
            yield Problem(sted=document.place(("risikoer", i, "id")), kode="byttet-id", tekst=tekst, hint=hint)


# --- records ---------------------------------------------------------------------------------------------------------


def recommendations(document: Document) -> Anbefalinger:
    data = dict(document.data)
    return Anbefalinger(
        **data
        | {
            "arbeidsgrupper": _groups(data["arbeidsgrupper"]),
            "anbefalinger": tuple(Anbefaling(**_with_rules(row)) for row in data["anbefalinger"]),
            "kobling": {row["anbefaling"]: tuple(row["grupper"]) for row in data["kobling"]},
        },
        fil=document.fil,
    )


def risks(document: Document) -> Risikoliste:
    data = dict(document.data)
    return Risikoliste(
        **data
        | {
            "grupper": _groups(data["grupper"]),
            "risikoer": tuple(Risiko(**_with_rules(row)) for row in data["risikoer"]),
        },
        fil=document.fil,
    )


def measures(document: Document) -> Tiltaksliste:
    data = dict(document.data)
    return Tiltaksliste(
        **data
        | {
            "avvik": Avviksart(data.get("avvik", Avviksart.LOV)),
            "konsekvenser": tuple(data.get("konsekvenser", ())),
            "tiltak": tuple(Forbedringstiltak(**_with_rules(row)) for row in data["tiltak"]),
        },
        fil=document.fil,
    )


def _groups(rows: list[dict[str, Any]]) -> tuple[Gruppe, ...]:
    return tuple(Gruppe(**row) for row in rows)


def _with_rules(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "regler": tuple(row.get("regler", ()))}
