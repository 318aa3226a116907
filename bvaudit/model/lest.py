"""What an audit of people's answers says, ready to be shown: no reckoning is left to the one who prints it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.anslag import Anslag, Enighetstall, Stratumtall
from bvaudit.model.lesesvar import Avgjort
from bvaudit.model.ordbruk import Grad
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall


@dataclass(frozen=True, slots=True, kw_only=True)
class LestPunkt:
    """One point in one unit. ``svar``: answer → how many; ``ikke_lest`` of the places in use have no answer. ``saker``
    are the cases the answers lie in. ``n`` is what the share is of: ja, delvis and nei, from the random draw only
    (``malrettede`` are the answers outside it). ``andel`` is of nei; ``delvis`` is never averaged in. ``vektet`` is the
    share when strata were drawn unequally. ``setning`` is what may be said (the wording gate), ``nivaa`` its id."""

    regel: Rule
    enhet: str
    svar: Mapping[str, int]
    ikke_lest: int
    n: int
    saker: int
    nei: int
    ramme: int | None
    andel: Anslag | None
    hoyst: float | None = None  # one-sided upper bound of the share of nei
    vektet: Anslag | None = None
    strata: tuple[Stratumtall, ...] = ()
    malrettede: int = 0
    grad: Grad | None = None
    nivaa: str = ""
    setning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MotMappe:
    """The extract against the folder, for one machine rule in one unit, over the objects a person has read and both
    could decide. ``feil``: kind of fault → how many the reader answered otherwise than the extract, or confirmed."""

    regel: Rule
    enhet: str
    n: int
    oppfylt_register: int
    oppfylt_mappe: int
    begge: int  # oppfylt in both
    feil: Mapping[str, int] = field(default_factory=dict)
    register: Anslag | None = None
    mappe: Anslag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToLesere:
    """``skriv_om``: agreement is under the limit, so the question should be written anew."""

    regel: Rule
    tall: Enighetstall
    skriv_om: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRunder:
    """One point in one unit, in this audit and the one before. ``sammenlignbar`` False: ``setning`` says why not."""

    regel: Rule
    enhet: str
    nei_for: int
    n_for: int
    nei_na: int
    n_na: int
    p: float | None = None
    sammenlignbar: bool = True
    setning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LestRevisjon:
    """Everything one audit says. ``last`` is the day it was locked, None = preliminary. ``merknader``: unit → what it
    had to say, with the day. ``uenige`` wait to be settled."""

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
    uenige: tuple[Avgjort, ...] = ()
    merknader: tuple[tuple[str, date, str], ...] = ()
    egne_saker: tuple[str, ...] = ()  # what is printed of readers who read their own, with the reason
    forbehold: tuple[str, ...] = ()  # what the reader of the paper must know: quotas, targeted cases, struck ones
    kilde_endret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LestRad:
    """A settled answer as a row among the results (variant ``lest``), from the latest locked audit that has it."""

    revisjon: str
    avgjort: Avgjort
    utfall: Utfall
    kilde_endret: bool = False
