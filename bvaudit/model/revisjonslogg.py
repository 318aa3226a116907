"""What has happened in an audit, line by line: ``revisjoner/<navn>/logg.csv``. Only added to, never changed."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

LOGG_CSV = "logg.csv"


class Hendelse(StrEnum):
    """What can happen. The codes stand in the file."""

    OPPRETTET = "opprettet"
    TRUKKET = "trukket"
    UTGATT = "utgatt"  # a drawn case is struck, with a reason from the list; the next in reserve takes its place
    UTVIDET = "utvidet"  # more cases from the reserve, under the plan that was set before
    MALRETTET = "malrettet"  # a case somebody points at is read too, and is in no statistics
    SKJEMA_UT = "skjema-ut"
    SKJEMA_INN = "skjema-inn"
    KONTROLLERT = "kontrollert"  # a second level has gone through a form
    EGEN_SAK = "egen-sak"  # a reader read a case of their own, by the exception for small services
    MERKNADER = "merknader"  # what the unit has to say, with the day it was given
    LAST = "last"
    APNET = "apnet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Logglinje:
    """``nr`` counts from 1. ``tid`` is ISO with minutes. ``rolle`` is who, as a role («stab», «leder@Østbyen»). ``sak``
    is the full pseudonym, ``grunn`` a code of the list of reasons where there is one, ``tekst`` what was written, and
    ``fil`` the form. ``erstatning`` is the case in reserve that the reader's own form put in the place of a struck one;
    empty: the next in order. ``forrige`` is the print of the line before, so that a line that is taken out is found."""

    nr: int
    tid: str
    rolle: str
    hva: Hendelse
    enhet: str = ""
    sak: str = ""
    leser: str = ""
    grunn: str = ""
    tekst: str = ""
    fil: str = ""
    erstatning: str = ""
    forrige: str = ""

    @property
    def avtrykk(self) -> str:
        told = "\x1f".join(str(getattr(self, field.name)) for field in fields(self))
        return hashlib.sha256(told.encode()).hexdigest()[:16]

    def has_print(self, noted: str) -> bool:
        """Whether the print somebody noted, with or without spaces, is this line's."""
        return "".join(noted.split()).replace("-", "").casefold() == self.avtrykk


LOGG_KOLONNER = tuple(field.name for field in fields(Logglinje))
LOGG_AVTRYKK = "avtrykk"  # the last column of the file: the print of the line itself
_UT = re.compile(r"lesing=(\S+) enhet=(\d+) plasser=([\d,:]*) reserve=([\d,:]*)")
_LAST = re.compile(r"svar=([0-9a-f]{64}) lest=(\d+) av=(\d+)(?: uferdig=(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utdelt:
    """What a form that went out held, as the log keeps it: the number of each place in use and in reserve, with how
    many questions it asks; ``enhet`` is how many it asks about the service itself."""

    lesing: str
    plasser: Mapping[int, int]
    reserve: Mapping[int, int]
    enhet: int = 0

    @property
    def skrevet(self) -> str:
        used, kept = (",".join(f"{nr}:{n}" for nr, n in each.items()) for each in (self.plasser, self.reserve))
        return f"lesing={self.lesing} enhet={self.enhet} plasser={used} reserve={kept}"


def utdelt(linje: Logglinje) -> Utdelt | None:
    """What a line about a form that went out says it held; None for any other line."""
    found = _UT.fullmatch(linje.tekst) if linje.hva is Hendelse.SKJEMA_UT else None
    if found is None:
        return None
    used, kept = (_numbers(part) for part in found.group(3, 4))
    return Utdelt(lesing=found[1], enhet=int(found[2]), plasser=used, reserve=kept)


def _numbers(written: str) -> dict[int, int]:
    pairs = (part.split(":") for part in written.split(",") if part)
    return {int(nr): int(n) for nr, n in pairs}


@dataclass(frozen=True, slots=True, kw_only=True)
class Frosset:
    """The answers as they were locked: the sha256 of their file, how many of the questions were answered, and why it
    was locked with some of them unread."""

    svar: str
    lest: int
    av: int
    uferdig: str = ""

    @property
    def skrevet(self) -> str:
        return f"svar={self.svar} lest={self.lest} av={self.av}" + (f" uferdig={self.uferdig}" if self.uferdig else "")


def frosset(linje: Logglinje) -> Frosset | None:
    """What a line about locking says of the answers; None for any other line."""
    found = _LAST.fullmatch(linje.tekst) if linje.hva is Hendelse.LAST else None
    if found is None:
        return None
    return Frosset(svar=found[1], lest=int(found[2]), av=int(found[3]), uferdig=found[4] or "")
