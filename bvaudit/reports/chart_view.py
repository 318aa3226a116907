"""A chart free of Excel and Word: what is drawn, and what is said to those who cannot see it."""

from dataclasses import dataclass
from enum import StrEnum

from bvaudit.model.nokkelrad import Nokkelrad


class Grafslag(StrEnum):
    SOYLER = "soyler"
    LINJE = "linje"
    STABLET = "stablet"
    PRIKK = "prikk"


@dataclass(frozen=True, slots=True, kw_only=True)
class Punktrad:
    """One series of the chart: its name, and one row of figures for each category; None where there is none. ``andre``:
    drawn against an axis of its own at the right."""

    navn: str
    rader: tuple[Nokkelrad | None, ...]
    andre: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Graf:
    """``kategorier`` are the words along the axis, ``prosent`` says that values are shares. ``brudd`` are the
    categories before which the series is broken, each with why. ``alt`` is the text for those who hear it; ``kilde``
    the line under it. The same numbers always stand in a table beside it.

    A row that is hidden is drawn as a gap: its number is nowhere in the chart, nor in the sheet embedded in it."""

    tittel: str
    slag: Grafslag
    kategorier: tuple[str, ...]
    serier: tuple[Punktrad, ...]
    alt: str
    kilde: str
    prosent: bool = False
    brudd: tuple[tuple[str, str], ...] = ()
    akse: str = ""
    andre_akse: str = ""
