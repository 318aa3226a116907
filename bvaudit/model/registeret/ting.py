"""The things a register follows. One mechanism for all of them: an avvik, a measure, the plan of a unit, and whatever
comes later (a task of the årshjul, a supervision, a risk) are opened, get fields, comments and links, and end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Slag(StrEnum):
    """The kinds of things, with what their numbers begin with. A new kind is a line here and in ``felter.py``."""

    AVVIK = "avvik"
    TILTAK = "tiltak"
    KOBLING = "kobling"  # between an avvik and a measure; its number is both, «AV-2026-0041/TI-2026-0003»
    PLAN = "plan"  # what a unit answers once for its whole plan; its number is «PLAN-» and the unit's id
    OPPGAVE = "oppgave"  # a control of the årshjul in one month and unit, «OP-2026-04:internrevisjon:midtbyen»
    LISTEPUNKT = "listepunkt"  # a point of a list of the municipality's, «LP-avtaler-2026:barnevernvakt»
    TILSYN = "tilsyn"  # the course of a supervision, «TS-tilsyn-lerkendal-2021»
    KONTROLL = "registerkontroll"  # what a control of the national register found in a unit, «RK-SSB-123:midtbyen»


FORSTAVELSER = {
    Slag.AVVIK: "AV",
    Slag.TILTAK: "TI",
    Slag.PLAN: "PLAN",
    Slag.OPPGAVE: "OP",
    Slag.LISTEPUNKT: "LP",
    Slag.TILSYN: "TS",
    Slag.KONTROLL: "RK",
}
# What the content already names: it has its number before anything is written of it, and is opened by the first event.
PLANLAGTE = (Slag.PLAN, Slag.OPPGAVE, Slag.LISTEPUNKT, Slag.TILSYN, Slag.KONTROLL)


def numbered(slag: Slag, ar: int, lopenummer: int) -> str:
    """``AV-2026-0041``. Never used again, whatever becomes of the thing."""
    return f"{FORSTAVELSER[slag]}-{ar}-{lopenummer:04d}"


def link_number(avvik: str, tiltak: str) -> str:
    return f"{avvik}/{tiltak}"


def plan_number(enhet: str) -> str:
    return f"{FORSTAVELSER[Slag.PLAN]}-{enhet}"


def task_number(maned: date, oppgave: str, enhet: str) -> str:
    """``maned`` is any day of the month it is planned in; ``enhet`` empty = done once for the whole municipality."""
    whole = f"{FORSTAVELSER[Slag.OPPGAVE]}-{maned:%Y-%m}:{oppgave}"
    return f"{whole}:{enhet}" if enhet else whole


def point_number(liste: str, punkt: str) -> str:
    return f"{FORSTAVELSER[Slag.LISTEPUNKT]}-{liste}:{punkt}"


def supervision_number(tilsyn: str) -> str:
    return f"{FORSTAVELSER[Slag.TILSYN]}-{tilsyn}"


def control_number(regel: str, enhet: str) -> str:
    return f"{FORSTAVELSER[Slag.KONTROLL]}-{regel}:{enhet}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feltverdi:
    """What a field holds now: ``verdi`` in its canonical text (``felter.py``), and the event that set it."""

    verdi: str
    hendelse: int
    hvem: str
    tid: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Kommentar:
    hendelse: int
    hvem: str
    tid: datetime
    tekst: str  # empty when it is struck


@dataclass(frozen=True, slots=True, kw_only=True)
class Ting:
    """A thing that is followed. ``enhet`` is the id of the unit it is with now; empty = the whole municipality.
    ``eier`` is ``rolle@enhet``, or a role alone. ``felt`` are what people set, by the field's name. ``hendelser`` are
    the numbers of every event about it."""

    nr: str
    slag: Slag
    tittel: str
    enhet: str
    eier: str
    apnet: date
    felt: Mapping[str, Feltverdi] = field(default_factory=dict)
    kommentarer: tuple[Kommentar, ...] = ()
    hendelser: tuple[int, ...] = ()
    avsluttet: date | None = None

    def verdi(self, navn: str) -> str:
        """What the field holds; empty when nobody has set it."""
        found = self.felt.get(navn)
        return found.verdi if found else ""

    def dato(self, navn: str) -> date | None:
        verdi = self.verdi(navn)
        return date.fromisoformat(verdi) if verdi else None
