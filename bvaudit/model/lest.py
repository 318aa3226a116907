"""What an audit of people's answers says, ready to be shown: no reckoning is left to the one who prints it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.anslag import Anslag, Enighetstall, Stratumtall, Traktdiagram
from bvaudit.model.gjennomgang import Gjennomgang
from bvaudit.model.lesesvar import Avgjort
from bvaudit.model.ordbruk import Grad, Ordbruk
from bvaudit.model.revisjonslogg import Logglinje
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Plass, Utvalg

CHANCE = 0.05  # a difference as large as this comes by chance alone less often than so: it is told as one

__all__ = [
    "CHANCE",
    "Grad",
    "LestPunkt",
    "LestRad",
    "LestRevisjon",
    "MotMappe",
    "Serie",
    "ToLesere",
    "ToRunder",
    "Trakt",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LestPunkt:
    """One point in one unit. ``svar``: answer → how many, those somebody pointed at too (``malrettede`` of them);
    ``ikke_lest`` of what is asked about in the places in use have no answer. ``saker`` are the cases the answers lie
    in. ``n`` is what the share is of: ja, delvis and nei, from the random draw only, of which ``nei`` and ``delvis``.

    ``andel`` is of nei, and is reckoned by case (``etter_sak``) when a case has several objects; ``delvis`` is never
    averaged in. ``vektet`` is the share when strata were drawn unequally. Without either, ``uten_andel`` says why.
    ``ramme`` is how many cases the share is of. ``setning`` is what may be said (the wording gate), ``nivaa`` its id.
    ``ikke_spurt``: no form asks about it, for its law was not in force; then ``setning`` says so.
    """

    regel: Rule
    enhet: str
    svar: Mapping[str, int]
    ikke_lest: int
    n: int
    saker: int
    nei: int
    ramme: int | None
    andel: Anslag | None
    delvis: int = 0
    hoyst: float | None = None  # one-sided upper bound of the share of nei
    vektet: Anslag | None = None
    strata: tuple[Stratumtall, ...] = ()
    malrettede: int = 0
    malrettede_nei: int = 0
    saker_n: int = 0  # the cases ``n`` lies in, and those of them with a nei
    saker_nei: int = 0
    etter_sak: bool = False
    alle_lest: bool = False
    uten_andel: str = ""
    ikke_spurt: bool = False
    grad: Grad | None = None
    nivaa: str = ""
    setning: str = ""

    @property
    def anslag(self) -> Anslag | None:
        """What is said of all the cases, when anything can be."""
        return self.vektet or self.andel

    @property
    def funn(self) -> int:
        """Every nei, also where somebody pointed: what the grade counts."""
        return self.nei + self.malrettede_nei


@dataclass(frozen=True, slots=True, kw_only=True)
class MotMappe:
    """The extract against the folder, for one machine rule in one unit, over the drawn objects a person has read and
    both could decide. ``feil``: kind of fault → how many the reader gave it to ("" where none was given), and of them
    ``rettet`` where the extract said breach and the folder shows it met, ``oversett`` the other way, and ``bekreftet``
    where both say breach. ``korrigert`` is the share met in all of the unit's objects, the extract's own figure
    (``register_alle``: met, judged) corrected by what was read; only from a random draw. ``malrettede`` were left out.
    """

    regel: Rule
    enhet: str
    n: int
    oppfylt_register: int
    oppfylt_mappe: int
    begge: int  # oppfylt in both
    feil: Mapping[str, int] = field(default_factory=dict)
    rettet: Mapping[str, int] = field(default_factory=dict)
    oversett: Mapping[str, int] = field(default_factory=dict)
    bekreftet: Mapping[str, int] = field(default_factory=dict)
    register: Anslag | None = None
    mappe: Anslag | None = None
    korrigert: Anslag | None = None
    register_alle: tuple[int, int] | None = None
    malrettede: int = 0
    uten_andel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLesere:
    """``skriv_om``: agreement is under the limit, so the question should be written anew."""

    regel: Rule
    tall: Enighetstall
    skriv_om: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRunder:
    """One point in one unit, in this audit and the one before. ``sammenlignbar`` False: ``setning`` says why not.
    ``etter_sak``: the counts are of cases, since a case has several objects."""

    regel: Rule
    enhet: str
    nei_for: int
    n_for: int
    nei_na: int
    n_na: int
    p: float | None = None
    sammenlignbar: bool = True
    etter_sak: bool = False
    setning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Serie:
    """One point in one unit over three audits or more, oldest first: the cases with a nei, and the cases read."""

    regel: Rule
    enhet: str
    diagram: Traktdiagram


@dataclass(frozen=True, slots=True, kw_only=True)
class Trakt:
    """One point in three units or more, side by side in the order of their names, and never by result: the cases with
    a nei, the cases read, and the limits chance alone gives around the share all have together."""

    regel: Rule
    diagram: Traktdiagram


@dataclass(frozen=True, slots=True, kw_only=True)
class LestRevisjon:
    """Everything one audit says. ``last`` is the day it was locked, None = preliminary. ``merknader``: unit → what it
    had to say, with the day. ``uenige`` wait to be settled. ``enheter`` are by name."""

    id: str
    tittel: str
    sjekkliste: str
    per: date
    periode_fra: date
    periode_til: date
    last: date | None
    enheter: tuple[str, ...]
    punkter: tuple[LestPunkt, ...]
    avgjorte: tuple[Avgjort, ...]
    mot_mappe: tuple[MotMappe, ...] = ()
    to_lesere: tuple[ToLesere, ...] = ()
    to_runder: tuple[ToRunder, ...] = ()
    serier: tuple[Serie, ...] = ()
    trakter: tuple[Trakt, ...] = ()
    uenige: tuple[Avgjort, ...] = ()
    merknader: tuple[tuple[str, date, str], ...] = ()
    egne_saker: tuple[str, ...] = ()  # what is printed of readers who read their own, with the reason
    forbehold: tuple[str, ...] = ()  # what the reader of the paper must know: quotas, targeted cases, struck ones
    kilde_endret: bool = False
    gjennomgang: Gjennomgang | None = None
    utvalg: Utvalg | None = None
    plasser: tuple[Plass, ...] = ()
    logg: tuple[Logglinje, ...] = ()
    ordbruk: Ordbruk | None = None
    regler: Mapping[str, Rule] = field(default_factory=dict)
    grunner: Mapping[str, str] = field(default_factory=dict)  # why a case is struck: code → text
    feiltyper: Mapping[str, str] = field(default_factory=dict)  # the kinds of fault likewise
    forrige: str = ""  # the audit ``to_runder`` is against
    kommune: str = ""
    programversjon: str = ""
    listetittel: str = ""  # of the checklist

    @property
    def hode(self) -> tuple[int, str]:
        """The head of the log: how many lines, and the print of the last."""
        return (self.logg[-1].nr, self.logg[-1].avtrykk) if self.logg else (0, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class LestRad:
    """A settled answer as a row among the results (variant ``lest``), from the latest locked audit that has it."""

    revisjon: str
    avgjort: Avgjort
    utfall: Utfall
    kilde_endret: bool = False
