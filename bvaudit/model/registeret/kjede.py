"""What hangs together: what is advised or feared, what is done about it, the avvik it shows in, and the figures."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.lister import Listeslag


class Ledd(StrEnum):
    """What part a list plays: what asks for something, what is done, or something else that is tied to it."""

    ANBEFALING = "anbefaling"
    RISIKO = "risiko"
    KRAV = "krav"  # a challenge, a theme of complaints, a priority
    TILTAK = "tiltak"
    ANNET = "annet"


LEDD: dict[Listeslag, Ledd] = {
    Listeslag.ANBEFALINGER: Ledd.ANBEFALING,
    Listeslag.RISIKOER: Ledd.RISIKO,
    Listeslag.ROS: Ledd.RISIKO,
    Listeslag.BEREDSKAP: Ledd.RISIKO,
    Listeslag.UTFORDRINGER: Ledd.KRAV,
    Listeslag.KLAGER: Ledd.KRAV,
    Listeslag.PRIORITERINGER: Ledd.KRAV,
    Listeslag.TILTAK: Ledd.TILTAK,
    Listeslag.PILOTER: Ledd.TILTAK,
    Listeslag.PROGRAM: Ledd.TILTAK,
    Listeslag.UTRULLING: Ledd.TILTAK,
    Listeslag.KOMPETANSE: Ledd.TILTAK,
    Listeslag.RUTINER: Ledd.TILTAK,
    Listeslag.HMS: Ledd.TILTAK,  # an answer only where a person has said so
}


class Bindes(StrEnum):
    """What ties two together: a person has linked them, or they share a checkpoint."""

    KOBLET = "koblet"
    REGLER = "regler"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kjedeledd:
    """Something a row is tied to: a point of a list, or a measure of the register (``liste`` empty). ``via`` is the
    number of the point it is linked through, and ``regler`` the checkpoints they share. ``teller``: it is about the
    law as the row is, or a person has linked the two; the others are shown, and are no answer."""

    nr: str
    liste: str
    tekst: str
    status: str
    bindes: Bindes
    regler: tuple[str, ...] = ()
    via: str = ""
    teller: bool = True


class Virkning(StrEnum):
    """What is known of an effect. Only the first is measured and reached; the second is what somebody has written."""

    MALT = "malt"
    SAGT = "sagt"
    MALT_IKKE_NADD = "malt-ikke-nadd"
    MALT_UVISST = "malt-uvisst"  # few cases, or none yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Kjedevirkning:
    """``nr`` is the avvik that was measured, or the point that says it. ``n`` were counted and ``brudd`` of them
    missed; both 0 for what is said."""

    virkning: Virkning
    nr: str
    tekst: str = ""
    dag: date | None = None
    n: int = 0
    brudd: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Kjedetall:
    """What an avvik was found with: ``brudd`` of ``n``, on a day. None: it was not measured."""

    avvik: str
    regel: str
    enhet: str
    apent: bool
    n: int | None = None
    brudd: int | None = None
    per: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kjederad:
    """A point that asks for something, or a measure, with everything tied to it. For a measure ``tiltak`` is empty,
    and ``svarer_pa`` are what it answers. ``mangler`` are codes: «uten-tiltak», «bare-sjekkpunkt», «bare-forslag»,
    «ikke-begynt», «uten-virkning», «malt-ikke-nadd», «svarer-ikke»; each has a text in the catalogue."""

    nr: str
    liste: str
    punkt: str
    tekst: str
    ledd: Ledd
    status: str
    tiltak: tuple[Kjedeledd, ...] = ()
    svarer_pa: tuple[Kjedeledd, ...] = ()
    andre: tuple[Kjedeledd, ...] = ()
    avvik: tuple[Kjedetall, ...] = ()
    nokkeltall: tuple[str, ...] = ()
    virkning: tuple[Kjedevirkning, ...] = ()
    mangler: tuple[str, ...] = ()
