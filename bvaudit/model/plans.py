"""What the rules are used for: case reviews, the year's controls, and the findings of a supervision."""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.rule import Hjemmel
from bvaudit.model.sammenligning import Sammenligning


@dataclass(frozen=True, slots=True, kw_only=True)
class Punkt:
    """One rule in a checklist, in the order it is gone through."""

    regel: str
    merknad: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kvote:
    """What a draw should hold: ``minst`` cases, or ``minst_prosent`` of them. ``utfall`` and ``tiltak`` are met by
    cases whose undersøkelse ended with one of ``koder``; ``kommune`` by each municipality in the unit."""

    id: str
    slag: str
    tekst: str
    koder: tuple[str, ...] = ()
    minst: int = 0
    minst_prosent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Trekking:
    """How many cases are drawn from each unit, and from which. ``runde`` 0 = the review is not one of several rounds;
    ``kilde`` says where the way of drawing comes from."""

    per_enhet: int
    beskrivelse: str
    reserve: int = 0
    runde: int = 0
    kilde: str = ""
    kvoter: tuple[Kvote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sjekkliste:
    """The rules of a case review. ``versjon`` is text: two rounds can be compared only when it is the same."""

    id: str
    tittel: str
    formal: str
    versjon: str
    gjelder_fra: date
    utvalg: Trekking
    punkter: tuple[Punkt, ...]
    fil: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppgave:
    """A control in the year. ``maneder`` are 1–12; ``sjekkliste`` is the id of one, or empty."""

    id: str
    tittel: str
    beskrivelse: str
    maneder: tuple[int, ...]
    eier: str
    enheter: str
    dokumentasjon: str
    sjekkliste: str = ""
    regler: tuple[str, ...] = ()
    hjemmel: tuple[Hjemmel, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Arshjul:
    """The controls of a year."""

    id: str
    tittel: str
    gjelder_fra: date
    kilde: str
    oppgaver: tuple[Oppgave, ...]
    fil: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overordnet:
    """The overall breach of a supervision: what the parts add up to."""

    id: str
    tekst: str
    hjemmel: tuple[Hjemmel, ...]
    lukkekriterium: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Delfunn:
    """One part of the breach. ``regler`` are judged by the program, ``manuelle`` are answered by people."""

    id: str
    tekst: str
    hjemmel: tuple[Hjemmel, ...]
    regler: tuple[str, ...]
    manuelle: tuple[str, ...]
    lukkekriterium: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsyn:
    """A supervision by the authorities. It is about the municipality, and in it the units named; none named = all."""

    id: str
    tittel: str
    myndighet: str
    tema: str
    ar: str
    kommune: str
    enheter: tuple[str, ...]
    kilde: str
    overordnet: Overordnet
    delfunn: tuple[Delfunn, ...]
    fil: str
    type: str = ""
    kommunenummer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """Everything in ``checklists/``, by id within each kind."""

    sjekklister: tuple[Sjekkliste, ...] = ()
    arshjul: tuple[Arshjul, ...] = ()
    tilsyn: tuple[Tilsyn, ...] = ()
    anbefalinger: tuple[Anbefalinger, ...] = ()
    risikolister: tuple[Risikoliste, ...] = ()
    forbedringstiltak: tuple[Tiltaksliste, ...] = ()
    sammenligninger: tuple[Sammenligning, ...] = ()

    @property
    def antall(self) -> int:
        """How many files they came from."""
        lists = (self.sjekklister, self.arshjul, self.tilsyn, self.anbefalinger, self.risikolister)
        return sum(len(plans) for plans in (*lists, self.forbedringstiltak, self.sammenligninger))
