"""An avvik as the register knows it now, and everything else the events add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bvaudit.model.registeret.effekt import Forsok, Utgangspunkt
from bvaudit.model.registeret.kjoring import Skrevet
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.registeret.planlagt import Signatur, Skrittet
from bvaudit.model.registeret.ting import Slag, Ting
from bvaudit.model.rule import Effektmal, SamlesPer
from bvaudit.model.utfall import Alvorlighetsgrad


class Kilde(StrEnum):
    """Where an avvik was found."""

    KJORING = "kjoring"  # judged by the machine in an extract
    LESING = "lesing"  # confirmed by a reader
    TILSYN = "tilsyn"
    KLAGE = "klage"
    ANSATTMELDING = "ansattmelding"
    HMS = "hms"
    FORVALTNINGSREVISJON = "forvaltningsrevisjon"
    INTERNKONTROLL = "internkontroll"  # a control of the årshjul that was not done; ``punkt`` is the task's number
    FORELDER = "forelder"  # the same systemsvikt in three units; has no evidence of its own, and is not counted
    IMPORT = "import"  # taken in from a register that was kept before


class Omfang(StrEnum):
    """How far it reaches: one or two objects, or three or more."""

    ENKELTHENDELSE = "enkelthendelse"
    SYSTEMSVIKT = "systemsvikt"


class Objekttilstand(StrEnum):
    """What has become of one object in evidence. The last two and ``fortsatt`` are not settled."""

    RETTET = "rettet"
    FOR_SENT = "gjort-for-sent"
    BORTFALT = "bortfalt"
    IKKE_BRUDD = "ikke-brudd"
    KAN_IKKE_RETTES = "kan-ikke-rettes"  # a person has written why
    FORTSATT = "fortsatt-brudd"
    IKKE_KONTROLLERT = "ikke-kontrollert"

    @property
    def avgjort(self) -> bool:
        return self not in (Objekttilstand.FORTSATT, Objekttilstand.IKKE_KONTROLLERT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bevis:
    """An object in evidence. ``enhet`` was counted with it (id). ``dag`` is the judging day it was first found on, and
    ``kjoring`` the print of that run (``revisjon`` for what was read). ``tilstand`` is of ``tilstand_dag``, with a
    reason where it has one. ``for_tiltak`` is False for what started after the decisive measure was in use: on the
    case list, but no evidence that has to be settled. Keys are empty once they are struck."""

    sak: str
    objekt: str
    objekt_id: str
    enhet: str
    start: date | None
    dag: date
    kjoring: str
    tilstand: Objekttilstand = Objekttilstand.FORTSATT
    tilstand_dag: date | None = None
    grunn: str = ""
    feiltype: str = ""
    for_tiltak: bool = True
    tilstand_hendelse: int = 0  # the event that said so


class Stilling(StrEnum):
    """Where an avvik stands. ``APENT`` and ``UTSATT`` are open; the first two kinds of closed are counted as lukket,
    each in a column of its own, the rest are side exits."""

    APENT = "apent"
    UTSATT = "utsatt"
    LUKKET = "lukket"
    LUKKET_FA = "lukket-fa-saker"
    LUKKET_FOR = "lukket-for-registeret"  # closed under old habits, in an imported register
    AVSLUTTET_FA = "avsluttet-for-fa-saker"
    AVSLUTTET_UTEN = "avsluttet-uten-maling"
    AVVIST = "avvist"
    SLATT_SAMMEN = "slatt-sammen"
    REGEL_UTGATT = "regel-utgatt"
    TRUKKET = "trukket"  # the run that opened it was withdrawn

    @property
    def apen(self) -> bool:
        return self in (Stilling.APENT, Stilling.UTSATT)

    @property
    def lukket(self) -> bool:
        return self in (Stilling.LUKKET, Stilling.LUKKET_FA)


class Slekt(StrEnum):
    """How an avvik is related to the one it points at (``slekt_til``)."""

    INGEN = ""
    KOM_TILBAKE = "kom-tilbake"
    NY_ENKELTHENDELSE = "ny-enkelthendelse"  # too little to have come back
    SPREDNING = "spredning"  # closed or open in another unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Utsettelse:
    til: date
    fra: date
    giver: str
    grunn: str
    hendelse: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Slutt:
    """How and when it ended. ``siste_start`` is the last start day counted in the measurement, and ``brukt`` the
    objects that were missed there, which open nothing later unless they have been oppfylt since (``oppfylt_siden``).
    ``neste_kontroll`` is for the side exits of few cases."""

    stilling: Stilling
    dag: date
    hvem: str
    hendelse: int
    grunn: str = ""
    til: str = ""  # what it was merged into
    siste_start: date | None = None
    brukt: tuple[str, ...] = ()
    oppfylt_siden: tuple[str, ...] = ()
    neste_kontroll: date | None = None
    samme_person: bool = False  # «samme person i en annen rolle», declared


@dataclass(frozen=True, slots=True, kw_only=True)
class Avvik:
    """One rule in one unit, or in one case where ``samles_per`` says so; without a rule, what a person registered.

    ``ting`` has the number, the owner, the fields and the comments. ``logikk`` is the print of the rule's logic the
    evidence was judged by. ``krever_lesing``: the effect can only be read in folders. ``varslet`` is when the unit was
    told. ``tiltak`` are the linked measures, the decisive one in ``avgjorende``. ``slutter`` are every ending; the
    last one counts while ``stilling`` is not open. ``forste_lukking`` stays when it is opened again.
    """

    ting: Ting
    regel: str
    variant: str
    sak: str
    samles_per: SamlesPer
    kilde: Kilde
    alvor: Alvorlighetsgrad
    omfang: Omfang
    stilling: Stilling
    mal: Effektmal
    logikk: str = ""
    krever_lesing: bool = False
    bevis: tuple[Bevis, ...] = ()
    utgangspunkt: Utgangspunkt | None = None  # None: «ikke målt»
    kjoring: str = ""
    varslet: date | None = None
    tiltak: tuple[str, ...] = ()
    avgjorende: str = ""
    forsok: tuple[Forsok, ...] = ()
    utsettelser: tuple[Utsettelse, ...] = ()
    slutter: tuple[Slutt, ...] = ()
    gjenapnet: tuple[date, ...] = ()
    slekt: Slekt = Slekt.INGEN
    slekt_til: str = ""
    slekt_maneder: int | None = None
    forelder: str = ""
    felles_start: date | None = None
    endret_mal: tuple[int, ...] = ()  # events that made the goal softer or other than shipped
    endret_alvor: tuple[int, ...] = ()
    endret_svar: tuple[int, ...] = ()  # answers that were changed after an audit was opened again
    punkter: tuple[str, ...] = ()  # findings of supervisions it answers for besides the one it was opened by
    kan_ikke: str = ""  # one written reason for all objects of a rule that cannot be corrected
    maling_fra: int = 0  # attempts begun before this event count no more: other decisive measure, or opened again
    under: tuple[Bevis, ...] = ()  # objects that are told under a wider rule's avvik now; no evidence of this one
    slatt_inn: tuple[str, ...] = ()  # the numbers that were merged into this one
    punkt: str = ""  # the finding of a supervision, «<tilsyn>/<funn>»
    avgjort_av_folk: bool = False  # a person has settled objects of it, or given it to another owner
    annen_logikk: frozenset[str] = frozenset()  # found broken by an earlier logic, and not by the one there is now

    @property
    def nr(self) -> str:
        return self.ting.nr

    @property
    def enhet(self) -> str:
        return self.ting.enhet

    @property
    def apen(self) -> bool:
        return self.stilling.apen

    def stilling_pa(self, dag: date) -> Stilling:
        """Where it stands on a day: what was put off is open as the others when that has run out, and when it has
        become kritisk since."""
        runs = self.alvor is not Alvorlighetsgrad.KRITISK and any(one.til >= dag for one in self.utsettelser)
        return Stilling.APENT if self.stilling is Stilling.UTSATT and not runs else self.stilling

    @property
    def telles(self) -> bool:
        """A parent is followed and not counted, and so is what a withdrawn run opened."""
        return self.kilde is not Kilde.FORELDER and self.stilling is not Stilling.TRUKKET

    @property
    def slutt(self) -> Slutt | None:
        return self.slutter[-1] if self.slutter and not self.apen else None

    @property
    def uavgjort(self) -> tuple[Bevis, ...]:
        """The evidence that still has to be settled."""
        return tuple(one for one in self.bevis if one.for_tiltak and not one.tilstand.avgjort)


@dataclass(frozen=True, slots=True, kw_only=True)
class Registeret:
    """What every event adds up to. ``ting`` has everything that is followed by its number, the avvik too.
    ``kjoringer`` are the runs that were written, in order, the withdrawn among them. ``nokkel`` is the print of the key
    the pseudonyms are made with, since the event ``nokkel_fra`` when it was changed, and ``oversatt`` are those that
    had another name before that. ``etterfolgere``: a unit that has ceased → the one that took over. ``for_kjoring``:
    run → the avvik it changed, as they were before it, so that it can be withdrawn. ``merket``: (rule or empty, case) →
    the day a person says it was mended. ``tilsyn``: the number of a supervision → its steps that stand, in the order
    they were written. ``signert``: every time a year was signed for. ``begynt`` is the day the register was begun."""

    hode: Hode = Hode()
    ting: Mapping[str, Ting] = field(default_factory=dict)
    avvik: Mapping[str, Avvik] = field(default_factory=dict)
    kjoringer: tuple[Skrevet, ...] = ()
    nokkel: str = ""
    nokkel_fra: int = 0
    oversatt: frozenset[str] = frozenset()
    etterfolgere: Mapping[str, str] = field(default_factory=dict)
    for_kjoring: Mapping[str, Mapping[str, Avvik]] = field(default_factory=dict)
    merket: Mapping[tuple[str, str], date] = field(default_factory=dict)
    tilsyn: Mapping[str, tuple[Skrittet, ...]] = field(default_factory=dict)
    signert: tuple[Signatur, ...] = ()
    begynt: date | None = None

    def av_slag(self, slag: Slag) -> tuple[Ting, ...]:
        return tuple(ting for ting in self.ting.values() if ting.slag is slag)

    @property
    def apne(self) -> tuple[Avvik, ...]:
        return tuple(avvik for avvik in self.avvik.values() if avvik.apen)

    @property
    def siste(self) -> Skrevet | None:
        """The last written run that stands."""
        return next((one for one in reversed(self.kjoringer) if not one.trukket), None)
