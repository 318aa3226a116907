"""What a run, or a locked audit, would change in the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bvaudit.model.registeret.avvik import Objekttilstand
from bvaudit.model.registeret.logg import Ny


class Endringsslag(StrEnum):
    """What a meeting changes of one avvik, for those who show it."""

    NYTT = "nytt"
    KOM_TILBAKE = "kom-tilbake"
    NY_ENKELTHENDELSE = "ny-enkelthendelse"
    SPREDNING = "spredning"
    FORELDER = "forelder"
    NYE_OBJEKTER = "nye-objekter"
    VURDERT = "vurdert"
    LOFTET = "loftet"
    UNDER = "under"
    FLYTTET = "flyttet"
    LOGIKK = "logikk"
    PUNKT = "punkt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Endring:
    """``antall`` objects are new, or have another state. ``tilstander``: state → how many of them."""

    nr: str
    slag: Endringsslag
    antall: int = 0
    tilstander: Mapping[Objekttilstand, int] = field(default_factory=dict)
    til: str = ""  # the number it points at, or the unit it went to


@dataclass(frozen=True, slots=True, kw_only=True)
class Mote:
    """``nye`` are the events in the order they are written; none when the register already knows all of it.
    ``ikke_skrevet`` says why nothing may be written, empty = it may. ``apnes`` avvik are opened, parents apart.
    ``forste``: no run was written before."""

    nye: tuple[Ny, ...] = ()
    advarsler: tuple[str, ...] = ()
    ikke_skrevet: str = ""
    apnes: int = 0
    forste: bool = False
    endringer: tuple[Endring, ...] = ()
