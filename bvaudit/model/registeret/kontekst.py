"""What the register must know of the world around it: the rules, the words, the units and the plans."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.lister import Liste
from bvaudit.model.plans import Arshjul
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.tilsyn import Tilsyn


@dataclass(frozen=True, slots=True, kw_only=True)
class Kontekst:
    """``enheter``: id → name, those that have ceased too; ``etterfolgere`` id → id, and ``opphort`` the last day.
    ``roller`` of the kodeverk stand from the lowest to the highest. ``logikk``: rule → print of its logic, where it is
    not to be reckoned, and ``sammenligninger`` the maps that say what can be held against what."""

    regler: Mapping[str, Rule]
    kodeverk: Kodeverk
    enheter: Mapping[str, str]
    etterfolgere: Mapping[str, str] = field(default_factory=dict)
    opphort: Mapping[str, date] = field(default_factory=dict)
    arshjul: tuple[Arshjul, ...] = ()
    tilsyn: tuple[Tilsyn, ...] = ()
    logikk: Mapping[str, str] = field(default_factory=dict)
    sammenligninger: tuple[Sammenligning, ...] = ()
    begynt: Mapping[str, date] = field(default_factory=dict)  # unit → its first day, where the map says so
    arshjul_for: tuple[Arshjul, ...] = ()  # shipped, and counted until the own one that stands in its place began
    lister: tuple[Liste, ...] = ()  # the municipality's own, of every kind, as general lists

    def enhet(self, id: str) -> str:
        """What the unit is called; the id itself when nobody has named it."""
        return self.enheter.get(id, id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mangel:
    """One reason why something is refused, with a stable code and a sentence. ``gjor`` is the next command, where there
    is one that helps."""

    kode: str
    tekst: str
    gjor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frister:
    """The deadlines of an avvik on a day. ``plan`` is when the plan must be there (None: nothing runs yet, since
    nobody has told the unit), ``lukking`` when it is proposed or set to be closed. ``plan_holdt``: cause, role and date
    are set, and for systemsvikt a measure. ``forfalt`` says which, by «plan», «strakstiltak», «lukking»; empty =
    none. ``lop`` is every deadline that runs, by the same words, put off where it has been."""

    plan: date | None
    plan_holdt: bool
    strakstiltak: date | None
    lukking: date | None
    lukking_satt: bool
    neste: date | None
    neste_hva: str
    forfalt: tuple[str, ...] = ()
    lop: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manedstall:
    """The curve of one unit or (empty) the municipality: ``apne`` and ``forfalt`` are what stood at the end of a month,
    everything else is what happened in it, no running total. Side exits and returns are kept apart, and never added to
    ``lukket``. ``apne`` is that of the month before + ``nye`` + ``kom_tilbake`` +
    ``gjenapnet`` + ``flyttet`` (net, between units) − everything that ended, also what a withdrawn run had opened
    (``trukket``) and what was closed before there was a register (``lukket_for``)."""

    maned: date  # its last day
    enhet: str
    apne: int
    nye: int
    kom_tilbake: int
    lukket: int
    lukket_fa: int
    sideutganger: int
    forfalt: int
    gjenapnet: int = 0
    flyttet: int = 0
    trukket: int = 0
    lukket_for: int = 0
