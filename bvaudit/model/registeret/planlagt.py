"""What the content plans, and where it stands: a control in the year, a supervision, a point of a list, and everything
that falls due. Views over the log and the content, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bvaudit.model.lister import Listeendring


@dataclass(frozen=True, slots=True, kw_only=True)
class Skrittet:
    """One step of a supervision that stands. ``hendelse`` is the number of its event, 0 = it stands in the file of the
    supervision and nobody has written it in the log. ``hvem`` wrote it. ``frist_for`` is what its deadline is for,
    where that is not what the list of steps says. ``avtalt``: its day lay ahead when it was written, and nobody has
    written since that it came to pass."""

    skritt: str
    dag: date
    frist: date | None = None
    funn: tuple[str, ...] = ()
    tekst: str = ""
    hendelse: int = 0
    hvem: str = ""
    frist_for: str = ""
    avtalt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Signatur:
    """A year somebody has signed for, with the counts as they were then. See ``AretSignert``."""

    ar: int
    enhet: str
    hvem: str
    dag: date
    planlagt: int
    utfort: int
    ikke_utfort: int
    ikke_aktuelt: int
    uten_status: int
    hendelse: int
    tekst: str = ""


class Oppgavemerknad(StrEnum):
    """Why a control is not as the others. None of these is ever over its deadline."""

    UTE_AV_ARSHJULET = "ute-av-arshjulet"  # written of, and not planned any more; counted where it got an end
    OVERTATT = "overtatt"  # its unit ceased before the deadline: the successor has it under a number of its own
    FOR_REGISTERET = "for-registeret"  # its day was over before the register began, and nobody has written of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Arstall:
    """The year in five numbers; the last four add up to the first. ``uten_status``: nobody has said how it ended."""

    planlagt: int
    utfort: int
    ikke_utfort: int
    ikke_aktuelt: int
    uten_status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppgavestand:
    """One control in one month and unit. ``nr`` is that of its thing in the register, opened or not. ``maned`` is the
    first day of its month, ``frist`` its last day in time (moved by a person: ``flyttet``). ``status`` is the code of
    ``oppgavestatuser``; ``satt`` is when and ``hvem`` who said so (nobody: None and empty). ``forfalt``: the deadline
    is over, and it is neither done nor of no use. ``avvik`` is the open avvik somebody has made of it. ``planlagt`` is
    the deadline of the årshjul, also where it has been moved. ``merknad`` is a code where it is not as the others
    (``Oppgavemerknad``); ``teller``: it is counted in the year."""

    nr: str
    arshjul: str
    oppgave: str
    tittel: str
    maned: date
    frist: date
    enhet: str
    eier: str  # rolle@enhet, or the words of the årshjul where it names no role of the kodeverk
    status: str
    forfalt: bool
    flyttet: bool = False
    utfort: date | None = None
    belegg: str = ""
    grunn: str = ""
    satt: datetime | None = None
    hvem: str = ""
    avvik: str = ""
    planlagt: date | None = None
    merknad: str = ""
    teller: bool = True


class Varsel(StrEnum):
    """How near it is: what is over, then due today, within 1, 7 and 30 days."""

    OVER = "over"
    I_DAG = "i_dag"
    EN = "1"
    SJU = "7"
    TRETTI = "30"


class Forfallslag(StrEnum):
    AVVIK = "avvik"
    TILTAK = "tiltak"
    OPPGAVE = "oppgave"
    TILSYN = "tilsyn"
    LISTE = "liste"
    KONTROLL = "kontroll"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forfall:
    """Something that is followed and has a day. ``hva`` is what it is about and ``gjor`` what is to be done, both as
    people say it; ``dager`` are left (negative = so many over). ``enhet`` is an id, empty = the whole municipality;
    ``enheter`` are those it concerns when they are several. ``kommando`` are the words after «bvaudit» that take it
    further."""

    slag: Forfallslag
    nr: str
    hva: str
    gjor: str
    enhet: str
    eier: str
    dag: date
    dager: int
    varsel: Varsel
    kommando: tuple[str, ...] = ()
    enheter: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsynsfrist:
    """Something the authority waits for: ``skritt`` is the code of the step that answers it, ``satt_av`` the step that
    set it (or moved it, from the days in ``flyttet_fra``). ``skritt`` empty = a finding is to be mended by then.
    ``funn``: what is still not answered for, none = all. ``besvart``: the day we answered, also when that was late;
    ``bortfalt``: the day the case had come so far that nobody waits for it."""

    skritt: str
    dag: date
    satt_av: Skrittet
    funn: tuple[str, ...] = ()
    flyttet_fra: tuple[date, ...] = ()
    besvart: date | None = None
    bortfalt: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Regeltall:
    """What a rule came to in one unit in the newest run, and on which day: ``n`` judged, ``brudd`` of them not met.
    ``lest``: by people who read the cases, never added to what is counted in the extract."""

    n: int
    brudd: int
    per: date
    lest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnstand:
    """One finding in one unit. ``n`` and ``brudd`` are of the finding's own numbers in the newest run or reading (None:
    nobody has looked, or nobody knows how many there are, said in ``tall``). ``avvik`` are the numbers that answer for
    it, ``gjort`` and ``gjenstar`` sentences, ``frist`` the authority's own and ``vi`` the day we have set. ``lukket``:
    every avvik of it is closed by us; ``godtatt``: the authority has said that it is corrected."""

    funn: str
    tekst: str
    enhet: str
    avvik: tuple[str, ...]
    n: int | None = None
    brudd: int | None = None
    tall: str = ""
    alder: int | None = None  # days since the final report
    gjort: tuple[str, ...] = ()
    gjenstar: tuple[str, ...] = ()
    frist: date | None = None
    vi: date | None = None
    belegg: tuple[str, ...] = ()
    lukket: bool = False
    godtatt: date | None = None
    inni: int = 0  # how many findings it lies in


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsynsstand:
    """Where a supervision stands on a day. ``egen`` is our own status (``tilsynsstatuser``), ``myndighet`` the code of
    the last step that was taken in the case with the authority, whose ``etter`` says where it stands there (empty:
    nothing has happened); the two never decide each other. ``skritt`` are in the order of their days, those ahead
    too. ``frister`` are those nobody has answered, the nearest first, and ``tidligere`` those that were answered or
    came to nothing. ``avtaler``: agreed and not come to pass, also when their day is over. ``uten_frist``: the last
    letter waits for something, and nobody has written by when. ``avvik_fra_fil``: the file says otherwise than the
    log, in sentences."""

    nr: str
    tilsyn: str
    tittel: str
    egen: str
    myndighet: str
    skritt: tuple[Skrittet, ...]
    frister: tuple[Tilsynsfrist, ...] = ()
    funn: tuple[Funnstand, ...] = ()
    avsluttet: date | None = None
    eier: str = ""
    avvik_fra_fil: tuple[str, ...] = ()
    tidligere: tuple[Tilsynsfrist, ...] = ()
    avtaler: tuple[Skrittet, ...] = ()
    uten_frist: tuple[Skrittet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Punktstand:
    """Where a point of a list stands: the list says, and what people have written since goes before it. ``neste`` is
    when it must be gone through next (sist + hvert, or the day the list gives). ``advarsler`` are codes:
    «over-fristen», «utlopt», «utloper», «ikke-gjennomgatt», «uten-gjennomgang», «uten-kilde», «uten-eier»,
    «uten-slutt», … each with a text in the catalogue.
    ``lenker``: kind («anbefaling», «tiltak», «risiko», «avvik», «tall», …) → ids."""

    nr: str
    liste: str
    punkt: str
    status: str
    eier: str = ""
    frist: date | None = None
    sist: date | None = None
    neste: date | None = None
    slutt: date | None = None
    beslutning: str = ""
    effekt: str = ""
    belegg: str = ""
    grunn: str = ""
    endring: Listeendring | None = None  # None: there is no list before
    tidligere: str = ""  # the text it had, when it was reworded
    kommentar: str = ""  # the last one
    advarsler: tuple[str, ...] = ()
    lenker: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
