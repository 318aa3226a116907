"""What is gathered for a supervision: what there is, what lacks and who has it, and the figures of its theme."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Har(StrEnum):
    """How a thing a supervision may ask for stands."""

    MED = "med"  # it lies in the folder, or stands in its workbook
    UTELATT = "utelatt"  # it is there, and was left out since it has cases in it
    MANGLER = "mangler"


@dataclass(frozen=True, slots=True, kw_only=True)
class Innslag:
    """One thing. ``hva`` is what people call it; ``fil`` its name in the folder, with its print in ``sha256``. ``dag``
    is of its content. ``hvem`` has it or makes it, and ``gjor`` is what to do, with the command where there is one.
    ``merknad`` is what a reader must know of it. ``saker``: there are cases in it."""

    hva: str
    har: Har
    fil: str = ""
    sha256: str = ""
    dag: date | None = None
    hvem: str = ""
    gjor: str = ""
    merknad: str = ""
    saker: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Temagruppe:
    """Points that belong together: of a finding (``funn`` is its id), of a round, or of the theme."""

    tittel: str
    regler: tuple[str, ...]
    funn: str = ""
    hjemmel: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Temall:
    """The figures of a point in one unit, by name. ``n`` None: nobody has looked, and ``grunn`` says why. ``lest``:
    readers found it in folders. ``kilde`` says which run, or which audit."""

    regel: str
    enhet: str
    n: int | None = None
    brudd: int | None = None
    delvis: int = 0
    uavklart: int = 0
    lest: bool = False
    kilde: str = ""
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beleggrad:
    """Where what was done can be seen: what it is about, the unit, and what people wrote."""

    nr: str
    om: str
    enhet: str
    belegg: str
    hvem: str = ""
    dag: date | None = None
