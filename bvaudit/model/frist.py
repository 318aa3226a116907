"""What has to be done, and the last day the rule allows it to be done."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.fields import arg, described
from bvaudit.model.utfall import Malestokk, Sikkerhet


class Fristslag(StrEnum):
    """What kind of work it is, in the order a list of deadlines shows it."""

    MELDING = "melding"
    UNDERSOKELSE = "undersokelse"
    NEMND = "nemnd"
    PLAN = "plan"
    EVALUERING = "evaluering"
    BESOK = "besok"
    TILSYN = "tilsyn"


@described("Regelen følges i listen over frister: når det siste, det som skal gjøres, er lovlig.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Fristoppgave:
    """What makes a rule one whose deadlines are listed. ``gjor`` is what is to be done, as people say it."""

    slag: Fristslag = arg("Hva slags arbeid det er.")
    gjor: str = arg("Det som skal gjøres: Avslutt undersøkelsen.")


class Fristgruppe(StrEnum):
    """When it has to be done, seen from the day the list is made."""

    OVER = "over"
    I_DAG = "i_dag"
    UKEN = "uken"
    NESTE_UKE = "neste_uke"
    SENERE = "senere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frist:
    """One thing to do for one object. ``frist`` is the last day that is in time; None where it is over and nobody
    knows since when. ``sist`` is when the same was done last, ``krav`` and ``funnet`` how many there should have been
    and were. ``indikasjon``: the register only hints, and the case must be read."""

    regel: str
    slag: Fristslag
    gjor: str
    enhet: str
    sak: str
    objekt: str
    objekt_id: str
    gruppe: Fristgruppe
    frist: date | None
    dager: int | None
    sist: date | None
    krav: int | None
    funnet: int | None
    hjemmel: tuple[str, ...]
    malestokk: Malestokk
    sikkerhet: Sikkerhet
    indikasjon: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UkjentFrist:
    """A deadline nobody can reckon, and why. ``sak`` is empty where no case's can be."""

    regel: str
    slag: Fristslag
    gjor: str
    grunn: str
    enhet: str = ""
    sak: str = ""
    objekt_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fristliste:
    """What has to be done, the most pressing first. ``til`` is the last day looked at; ``uttrekksdato`` is older than
    ``per`` where what was done since is not in it. ``enheter`` are every unit of the list, also those with nothing."""

    kommune: str
    per: date
    til: date
    uttrekksdato: date | None
    enheter: tuple[str, ...]
    frister: tuple[Frist, ...]
    ukjente: tuple[UkjentFrist, ...]
