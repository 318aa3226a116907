"""What a report is made of: every number as a row, and the words around them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.endring import Dom
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.lister import Liste
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.rapport import Rapport
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.rule import Rule
from bvaudit.model.serie import Serie
from bvaudit.model.seriepunkt import Seriekontroll
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.supervised_page import SupervisedView


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesetekst:
    """A reading: what it measures, and in one sentence what is counted."""

    storrelse: str
    forklaring: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Talltekst:
    """What a figure is called. ``variant`` and ``storrelse`` are the ones that are shown unless another is asked for.
    ``brudd`` are days its years cannot be compared across, each with why. ``koder`` are the words of its groups: (axis,
    code) → word. ``merknad`` is what a reader must know of it."""

    tittel: str
    variant: str = ""
    storrelse: str = "antall"
    lesninger: Mapping[str, Lesetekst] = field(default_factory=dict)
    merknad: str = ""
    brudd: tuple[tuple[date, str], ...] = ()
    koder: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def lesning(self, variant: str) -> Lesetekst:
        """The reading of this name; empty = the standard."""
        return self.lesninger.get(variant or self.variant) or Lesetekst(storrelse=self.storrelse)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapportserie:
    """An imported series: what was found when its numbers were held against each other, and the words of its codes."""

    serie: Serie
    kontroller: tuple[Seriekontroll, ...] = ()
    ord: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def word(self, akse: str, kode: str) -> str:
        return self.ord.get((akse, kode), kode)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rapportfakta:
    """``dag`` is the judging day. ``enheter`` are the names of the units and ``kommuner`` the municipalities by their
    four digits, both in the order they are shown. ``kilder`` are what the numbers come from, each a label and words,
    and ``spor`` the marks by which the very same run, rules and register are found again. ``ikke_undersokt`` are what
    could not be counted and why. ``minne`` is None while there is no register, and ``uttrekk`` False while there is no
    extract. ``dom`` says what may be said of the difference between an earlier row and a later one. ``tilsynssider``:
    the id of a supervision → where it stands."""

    kommune: str
    dag: date
    rader: tuple[Nokkelrad, ...]
    tekster: Mapping[str, Talltekst]
    enheter: tuple[str, ...] = ()
    kommuner: Mapping[str, str] = field(default_factory=dict)
    regler: Mapping[str, Rule] = field(default_factory=dict)
    kodeverk: Kodeverk | None = None
    minne: Minne | None = None
    lister: tuple[Liste, ...] = ()
    oppgaver: tuple[Oppgavestand, ...] = ()
    tilsyn: tuple[Tilsyn, ...] = ()
    tilsynssider: Mapping[str, SupervisedView] = field(default_factory=dict)
    kilder: tuple[tuple[str, str], ...] = ()
    spor: tuple[tuple[str, str], ...] = ()
    ikke_undersokt: tuple[tuple[str, str], ...] = ()
    dokumentklasse: str = ""
    dokumentklasse_ut: str = ""
    serier: Mapping[str, Rapportserie] = field(default_factory=dict)
    uttrekk: bool = True
    dom: Callable[[Nokkelrad, Nokkelrad], Dom] = lambda fra, til: Dom.UTEN_PROVE

    def gruppenavn(self, tall: str, gruppe: str) -> str:
        """What the code of the group is called."""
        axis, _, code = gruppe.partition("=")
        if axis == "regel" and code in self.regler:
            return self.regler[code].brudd
        words = self.tekster.get(tall)
        return (words.koder if words else {}).get((axis, code), code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utgave:
    """One paper: for whom, and of which unit or municipality; both empty = all of it. ``perioder`` are first and last
    day of each, the newest first. ``slatt_sammen``, ``skjult``: what was done so that nobody can be recognised."""

    rapport: Rapport
    malgruppe: Malgruppe
    perioder: tuple[tuple[date, date], ...]
    enhet: str = ""
    kommune: str = ""
    slatt_sammen: tuple[str, ...] = ()
    skjult: int = 0

    @property
    def sted(self) -> tuple[str, str]:
        return self.enhet, self.kommune
