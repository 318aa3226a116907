"""Egenkontroll that the service does itself, in rounds: where each round stands, and one round beside the next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.lest import ToRunder


class Rundestand(StrEnum):
    """How far a round has come."""

    IKKE_BEGYNT = "ikke_begynt"
    IKKE_TRUKKET = "ikke_trukket"
    LESES = "leses"
    LAST = "last"
    ENDRET = "endret"  # its answers are others than those that were locked, and none of them is used


@dataclass(frozen=True, slots=True, kw_only=True)
class Runde:
    """``nr`` counts from 1. ``revisjon`` is the audit that is this round, empty before there is one; ``andre`` are
    others of the same checklist. ``lest`` is how many answers there are, ``last`` the day it was locked."""

    nr: int
    sjekkliste: str
    tittel: str
    stand: Rundestand
    revisjon: str = ""
    andre: tuple[str, ...] = ()
    enheter: tuple[str, ...] = ()
    saker: int = 0
    lest: int = 0
    last: date | None = None
    per: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rundepar:
    """A round and the one before it. ``kart``: there is a map between the two checklists."""

    fra: int
    til: int
    kart: bool
    rader: tuple[ToRunder, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gjoremal:
    """What lacks, or is to be sent: in a sentence, with who has it and what is typed."""

    tekst: str
    hvem: str = ""
    gjor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Egenkontroll:
    """The whole course. ``mangler`` is what lacks to begin the next round, or to be done with the last one; ``sendes``
    what is to be sent, ``neste`` the round that is next (0: all are done)."""

    runder: tuple[Runde, ...]
    par: tuple[Rundepar, ...] = ()
    mangler: tuple[Gjoremal, ...] = ()
    sendes: tuple[Gjoremal, ...] = ()
    neste: int = 0
