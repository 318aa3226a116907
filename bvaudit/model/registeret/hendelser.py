"""The events that can happen to anything a register follows: opened, a field set, a comment, a link, moved, ended.

None of them knows what kind of thing it is about, so that a new kind needs no events of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from bvaudit.model.registeret.logg import Hendelse, fri_tekst
from bvaudit.model.registeret.ting import Slag


@dataclass(frozen=True, slots=True, kw_only=True)
class TingOpprettet(Hendelse):
    """Anything but an avvik: a measure, the plan of a unit, a task. ``felt`` are facts it is born with, such as the
    file and the id of the list it comes from; what people write is set by ``FeltSatt``. ``fil`` is the document it was
    written in."""

    kode: ClassVar[str] = "ting-opprettet"
    nr: str
    slag: Slag
    tittel: str = fri_tekst()
    enhet: str = ""
    eier: str = ""
    dag: date
    felt: Mapping[str, str] = field(default_factory=dict)
    fil: str = ""

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr,)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeltSatt(Hendelse):
    """A person set a field: a date, a choice or a role. ``verdi`` empty = erased. ``fil`` is the name of the document
    it came from. The free text of a field is ``tekst``, so that it can be struck."""

    kode: ClassVar[str] = "felt-satt"
    nr: str
    felt: str
    verdi: str = ""
    tekst: str = fri_tekst()
    fil: str = ""

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kommentert(Hendelse):
    kode: ClassVar[str] = "kommentar"
    nr: str
    tekst: str = fri_tekst()
    fil: str = ""

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Koblet(Hendelse):
    """A measure is meant for an avvik. The link is a thing of its own, with the fields the unit writes."""

    kode: ClassVar[str] = "koblet"
    avvik: str
    tiltak: str
    dag: date

    @property
    def om(self) -> tuple[str, ...]:
        return (self.avvik, self.tiltak)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frakoblet(Hendelse):
    kode: ClassVar[str] = "frakoblet"
    avvik: str
    tiltak: str
    grunn: str = fri_tekst()

    @property
    def om(self) -> tuple[str, ...]:
        return (self.avvik, self.tiltak)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overfort(Hendelse):
    """Another owner takes it on, under the same number. ``enhet`` is empty when it stays in the unit."""

    kode: ClassVar[str] = "overfort"
    nr: str
    eier: str
    enhet: str = ""
    grunn: str = fri_tekst()
    dag: date

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Avsluttet(Hendelse):
    """Any thing but an avvik has come to its end."""

    kode: ClassVar[str] = "ting-avsluttet"
    nr: str
    grunn: str = fri_tekst()
    dag: date

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sladdet(Hendelse):
    """A part of an earlier event was struck, by whom, why and when."""

    kode: ClassVar[str] = "sladdet"
    hendelse: int
    del_: str  # «tekst» or «nokler»
    grunn: str = ""
    nr: str = ""

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr,) if self.nr else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UtgaveSendt(Hendelse):
    """A paper was sent: which, to whom, and what it was the print of."""

    kode: ClassVar[str] = "utgave-sendt"
    fil: str
    sha256: str
    mottaker: str
    enhet: str = ""
    dag: date
    numre: tuple[str, ...] = ()

    @property
    def om(self) -> tuple[str, ...]:
        return self.numre


@dataclass(frozen=True, slots=True, kw_only=True)
class KonfliktAvgjort(Hendelse):
    """Two had changed the same field, and a person chose. ``forkastet`` is the value that gave way."""

    kode: ClassVar[str] = "konflikt-avgjort"
    nr: str
    felt: str
    valgt: str = ""  # «register» or «dokument»
    fil: str = ""
    forkastet: str = fri_tekst()

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr,)
