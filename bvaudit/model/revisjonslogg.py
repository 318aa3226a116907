"""What has happened in an audit, line by line: ``revisjoner/<navn>/logg.csv``. Only added to, never changed."""

import hashlib
import re
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


LOGG_KOLONNER = tuple(field.name for field in fields(Logglinje))
LOGG_AVTRYKK = "avtrykk"  # the last column of the file: the print of the line itself
_TEXT = re.compile(r"lesing=(\S+) punkter=(\d+) plasser=([\d,]*) reserve=([\d,]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Utdelt:
    """What a form that went out held, as the log keeps it: places in use and in reserve, and how many questions those
    in use ask."""

    lesing: str
    plasser: tuple[int, ...]
    reserve: tuple[int, ...]
    punkter: int

    @property
    def skrevet(self) -> str:
        used, kept = (",".join(map(str, each)) for each in (self.plasser, self.reserve))
        return f"lesing={self.lesing} punkter={self.punkter} plasser={used} reserve={kept}"


def utdelt(linje: Logglinje) -> Utdelt | None:
    """What a line about a form that went out says it held; None for any other line."""
    found = _TEXT.fullmatch(linje.tekst) if linje.hva is Hendelse.SKJEMA_UT else None
    if found is None:
        return None
    used, kept = (tuple(int(each) for each in part.split(",") if each) for part in found.group(3, 4))
    return Utdelt(lesing=found[1], punkter=int(found[2]), plasser=used, reserve=kept)
