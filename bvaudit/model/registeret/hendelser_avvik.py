"""The events of an avvik: found, its evidence, its deadlines, its measures, the attempts, and how it ended."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bvaudit.model.registeret.avvik import Bevis, Kilde, Objekttilstand, Omfang, Slekt, Stilling
from bvaudit.model.registeret.effekt import Forsok, Utgangspunkt
from bvaudit.model.registeret.logg import Hendelse, fri_tekst, saksnokler
from bvaudit.model.rule import Effektmal, SamlesPer
from bvaudit.model.utfall import Alvorlighetsgrad


@dataclass(frozen=True, slots=True, kw_only=True)
class OmAvvik(Hendelse):
    """An event about one avvik."""

    nr: str

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr,)


@dataclass(frozen=True, slots=True, kw_only=True)
class AvvikOpprettet(OmAvvik):
    """``tittel`` is the breach as a heading; of what a person registered it is free text, in ``tekst``. ``sak`` is
    there only when one avvik is about one case. ``punkt`` is the finding of a supervision, «<tilsyn>/<funn>», and
    ``fil`` the document a person registered it in."""

    kode: ClassVar[str] = "avvik-opprettet"
    regel: str = ""
    variant: str = ""
    tittel: str = ""
    tekst: str = fri_tekst()
    enhet: str
    sak: tuple[str, ...] = saksnokler()
    samles_per: SamlesPer = SamlesPer.ENHET
    kilde: Kilde
    alvor: Alvorlighetsgrad
    omfang: Omfang
    eier: str
    mal: Effektmal
    logikk: str = ""
    krever_lesing: bool = False
    utgangspunkt: Utgangspunkt | None = None
    kjoring: str = ""
    dag: date
    slekt: Slekt = Slekt.INGEN
    slekt_til: str = ""
    slekt_maneder: int | None = None
    forelder: str = ""
    punkt: str = ""
    fil: str = ""

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr, self.slekt_til) if self.slekt_til else (self.nr,)


@dataclass(frozen=True, slots=True, kw_only=True)
class BevisLagtTil(OmAvvik):
    kode: ClassVar[str] = "bevis-lagt-til"
    antall: int
    bevis: tuple[Bevis, ...] = saksnokler()
    kjoring: str
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Objektsvar:
    """What has become of one object in evidence."""

    objekt_id: str
    tilstand: Objekttilstand
    grunn: str = ""
    feiltype: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BevisVurdert(OmAvvik):
    """The evidence whose state has changed since it was last judged, by a run, a locked audit (both in ``kjoring``) or
    a person (``kjoring`` empty). The counts stay when the keys are struck."""

    kode: ClassVar[str] = "bevis-vurdert"
    kjoring: str = ""
    dag: date
    avgjort: int
    uavgjort: int
    svar: tuple[Objektsvar, ...] = saksnokler()


@dataclass(frozen=True, slots=True, kw_only=True)
class BevisUnderAnnen(OmAvvik):
    """Objects that are told under a wider rule's avvik from now on, or come back from there."""

    kode: ClassVar[str] = "bevis-under-annen"
    annen: str  # the number of the wider avvik; empty = back again
    antall: int
    objekter: tuple[str, ...] = saksnokler()
    kjoring: str
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KanIkkeRettes(OmAvvik):
    """One written reason for all objects of a rule that cannot be corrected (``rettes: nei``), or for some of them."""

    kode: ClassVar[str] = "kan-ikke-rettes"
    grunn: str = fri_tekst()
    objekter: tuple[str, ...] = saksnokler()  # empty = all
    alle: bool = True
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OmfangLoftet(OmAvvik):
    """From enkelthendelse to systemsvikt. ``sammen_med`` are the closed ones that were counted with it."""

    kode: ClassVar[str] = "omfang-loftet"
    sammen_med: tuple[str, ...] = ()
    objekter: int
    kjoring: str = ""
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LogikkEndret(OmAvvik):
    """The rule's logic is another: the evidence was judged both ways, once."""

    kode: ClassVar[str] = "logikk-endret"
    fra: str
    til: str
    brudd_for: int
    brudd_na: int
    kjoring: str
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KjentBruddOppfylt(OmAvvik):
    """Objects that were missed in the measurement a closing stands on, and are oppfylt by now: should they break the
    rule once more, it is a new breach (``Slutt.oppfylt_siden``)."""

    kode: ClassVar[str] = "kjent-brudd-oppfylt"
    antall: int
    objekter: tuple[str, ...] = saksnokler()
    kjoring: str
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PunktKnyttet(OmAvvik):
    """A finding of a supervision that this avvik answers for, «<tilsyn>/<funn>» (``Avvik.punkter``)."""

    kode: ClassVar[str] = "punkt-knyttet"
    punkt: str
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ForelderSatt(OmAvvik):
    """The same rule fails in three units: stab owns a parent avvik."""

    kode: ClassVar[str] = "forelder-satt"
    forelder: str
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Varslet(OmAvvik):
    """The unit was told: an edition was sent, or somebody said it. The deadline for the plan counts from here."""

    kode: ClassVar[str] = "varslet"
    dag: date
    hvordan: str = fri_tekst()
    utgave: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strakstiltak(OmAvvik):
    kode: ClassVar[str] = "strakstiltak"
    dag: date
    hva: str = fri_tekst()
    rolle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AvgjorendeValgt(OmAvvik):
    """Which measure is the decisive one; changed later, it starts the measurement anew and needs a reason."""

    kode: ClassVar[str] = "avgjorende-valgt"
    tiltak: str
    grunn: str = fri_tekst()
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class MalEndret(OmAvvik):
    """Another goal than the shipped one. ``mykere``: a side exit, with a guard."""

    kode: ClassVar[str] = "mal-endret"
    mal: Effektmal
    mykere: bool
    grunn: str = fri_tekst()
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AlvorEndret(OmAvvik):
    """A lower severity is a side exit, with a guard."""

    kode: ClassVar[str] = "alvor-endret"
    alvor: Alvorlighetsgrad
    grunn: str = fri_tekst()
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SvarEndret(OmAvvik):
    """Answers behind its evidence were changed after the audit was opened again."""

    kode: ClassVar[str] = "svar-endret"
    revisjon: str
    grunn: str = fri_tekst()
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class UtsattMedGrunn(OmAvvik):
    kode: ClassVar[str] = "utsatt"
    til: date
    giver: str
    grunn: str = fri_tekst()
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ForsokBegynt(OmAvvik):
    """Logged before any case is looked at: the criterion, the seed, the days, whom it measures."""

    kode: ClassVar[str] = "forsok-begynt"
    forsok: Forsok
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ForsokFerdig(OmAvvik):
    kode: ClassVar[str] = "forsok-ferdig"
    forsok: Forsok  # without ``brukt``: the keys stand by themselves, so that they can be struck
    brukt: tuple[str, ...] = saksnokler()
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AvvikAvsluttet(OmAvvik):
    """Every way an avvik can end, closed or by a side exit; ``stilling`` says which."""

    kode: ClassVar[str] = "avvik-avsluttet"
    stilling: Stilling
    forsok: int = 0
    grunn: str = fri_tekst()
    til: str = ""  # the number it was merged into
    samme_person: bool = False
    neste_kontroll: date | None = None
    siste_start: date | None = None
    brukt: tuple[str, ...] = saksnokler()
    dag: date

    @property
    def om(self) -> tuple[str, ...]:
        return (self.nr, self.til) if self.til else (self.nr,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gjenapnet(OmAvvik):
    """Only when the closing itself was wrong."""

    kode: ClassVar[str] = "gjenapnet"
    grunn: str = fri_tekst()
    dag: date
