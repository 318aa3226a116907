"""The log of the register: what an event is, and what the file keeps of it.

An event is a frozen record of its own kind (``hendelser*.py``). Its fields are facts, unless they are marked as
``tekst`` (what a person wrote) or ``nokler`` (which cases and objects): those two can be struck later, and only they.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar

REGISTER_SQLITE = "register.sqlite"
FORMAT = 1  # of the file; later programs open every earlier one
MASKINEN = "bvaudit"  # who did it, when no person did
SLAG = "slag"  # the key of a field's metadata that says which part of the event it belongs to


class Del(StrEnum):
    """The part of an event a field belongs to. Each part has a salted print of its own in the chain."""

    FAKTA = "fakta"  # never struck
    TEKST = "tekst"  # what a person wrote
    NOKLER = "nokler"  # which cases and objects it was about


def fri_tekst(*, default: str = "") -> Any:
    """A field that holds what a person wrote: empty once it is struck."""
    return field(default=default, metadata={SLAG: Del.TEKST})


def saksnokler() -> Any:
    """A field that holds keys of cases and objects: empty once they are struck."""
    return field(default=(), metadata={SLAG: Del.NOKLER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hendelse:
    """What happened. ``kode`` is the word in the file, never renamed; every kind has one sentence in the catalogue,
    ``registeret.hendelse.<kode>`` with ``_`` for the hyphens, filled in with its fields. ``om`` are the numbers of the
    things it is about, the one it happened to first."""

    kode: ClassVar[str] = ""

    @property
    def om(self) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Logget:
    """One event in the log. ``nr`` counts from 1, ``tid`` is ISO in UTC with seconds, ``hvem`` is ``rolle@enhet`` (the
    unit's id; a role of the whole municipality stands alone) or ``MASKINEN``: declared by who wrote, never proven.
    ``dag`` is the day it counts from, which the event gives; else the day of ``tid``. ``sladdet`` are the parts of it
    that have been struck, and ``sum`` its own print, which covers ``forrige``."""

    nr: int
    tid: datetime
    hvem: str
    hendelse: Hendelse
    forrige: str
    sum: str
    sladdet: tuple[Del, ...] = ()

    @property
    def dag(self) -> date:
        given: date | None = getattr(self.hendelse, "dag", None)
        return given or self.tid.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ny:
    """An event that is to be written, and who does it."""

    hvem: str
    hendelse: Hendelse


@dataclass(frozen=True, slots=True, kw_only=True)
class Hode:
    """The head of the log: the number and the print of its last event. Printed in every paper; ``nr`` 0 = an empty
    log."""

    nr: int = 0
    sum: str = ""

    @property
    def vist(self) -> str:
        """As it stands in papers, «17·3f9a-20cc-81d4-7be0»: the first 16 characters of the print in groups of four."""
        short = self.sum[:16]
        return f"{self.nr}·{'-'.join(short[at : at + 4] for at in range(0, len(short), 4))}" if self.nr else "0"
