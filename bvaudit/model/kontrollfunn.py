"""What the national register's own controls found, one unit at a time, and what has been done about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontrollsak:
    """``rettet``: the day a person says the case was mended, by this control or altogether."""

    sak: str
    rettet: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontrollfunn:
    """One control in one unit. ``nr`` is that of its thing in the register, whether anybody has written of it or not.
    ``antall`` are the objects, ``saker`` every case they are in; none and 0: it has been followed, and is not found any
    more. ``grad`` is the national register's own (empty: the control cannot tell)."""

    nr: str
    regel: str
    tekst: str
    enhet: str  # its id
    grad: str = ""
    antall: int = 0
    saker: tuple[Kontrollsak, ...] = ()
    status: str = ""
    eier: str = ""
    frist: date | None = None
    belegg: str = ""
    grunn: str = ""

    @property
    def apne(self) -> int:
        """The cases nobody says are mended."""
        return sum(one.rettet is None for one in self.saker)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontrollert:
    """Everything the controls found on ``per``, and how many were run, and could not be."""

    per: date
    kommune: str
    kjort: int
    ikke_kjort: int
    funn: tuple[Kontrollfunn, ...]
