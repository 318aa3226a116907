"""Checklists, the year's controls and supervisions that have kept to their schema, as records."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bvaudit.loading.schema.read import read_record
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.plans import (
    Arshjul,
    Delfunn,
    Kvote,
    Oppgave,
    Overordnet,
    Punkt,
    Sjekkliste,
    Tilsyn,
    Trekking,
)
from bvaudit.model.rule import Hjemmel


def checklist(document: Document) -> Sjekkliste:
    data = dict(document.data)
    return Sjekkliste(
        **data
        | {
            "gjelder_fra": date.fromisoformat(data["gjelder_fra"]),
            "utvalg": _trekking(data["utvalg"]),
            "punkter": tuple(Punkt(**punkt) for punkt in data["punkter"]),
        },
        fil=document.fil,
    )


def _trekking(data: Mapping[str, Any]) -> Trekking:
    kvoter = tuple(Kvote(**{**kvote, "koder": tuple(kvote.get("koder", ()))}) for kvote in data.get("kvoter", ()))
    return Trekking(**{**data, "kvoter": kvoter})


def year(document: Document) -> Arshjul:
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


def supervision(document: Document) -> Tilsyn:
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
    return tuple(read_record(hjemmel, Hjemmel) for hjemmel in data.get("hjemmel", ()))
