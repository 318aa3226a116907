"""What a plan has of the register, as plain text: the blanks that are read back, and what is known already."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Valgord:
    """A choice in a list: the code that is kept, and the word people see."""

    kode: str
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skrivefelt:
    """A blank that is read back: the field ``felt`` of the thing ``nr`` in the register. ``verdi`` is what it holds,
    as it is shown; ``plass`` is what stands there until somebody writes. ``slag`` is tekst, dato or valg, and ``valg``
    what is chosen from. All empty: no blank."""

    nr: str = ""
    felt: str = ""
    ledetekst: str = ""
    plass: str = ""
    verdi: str = ""
    slag: str = ""
    valg: tuple[Valgord, ...] = ()


INGEN = Skrivefelt()


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppfolging:
    """An avvik of the register: its number, and what the enhet writes of it; what was done at once only where that is
    asked. ``sagt`` is what the register knows of its deadlines, its effect and how it stands, a sentence each."""

    nr: str
    ansvarlig: Skrivefelt
    arsak: Skrivefelt
    frist_plan: Skrivefelt
    frist_lukking: Skrivefelt
    straks_hva: Skrivefelt = INGEN
    straks_dag: Skrivefelt = INGEN
    straks_hvem: Skrivefelt = INGEN
    sagt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTiltak:
    """A measure that is in the register already, under the avvik ``avvik``. ``felles`` is «ja» when it belongs to
    others too, or to another enhet: then only the link is written here."""

    nr: str
    tittel: str
    avvik: str
    felles: str
    beskrivelse: Skrivefelt
    eier: Skrivefelt
    frist: Skrivefelt
    status: Skrivefelt
    i_bruk: Skrivefelt
    belegg: Skrivefelt
    avgjorende: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnetAvvik:
    """An open avvik of the register that this run found nothing new of."""

    tittel: str
    oppfolging: Oppfolging
    registertiltak: tuple[RegisterTiltak, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merke:
    """What the plan keeps of itself: the head of the log in full, whom it is for, the id of the enhet, which edition it
    is, of what day and of which run."""

    hode: str = ""
    mottaker: str = ""
    enhet: str = ""
    utgave: str = ""
    dag: str = ""
    kjoring: str = ""


UMERKET = Merke()
