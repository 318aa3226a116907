"""What the engine counted, before anything is made of it: numbers for a reading, a period, a place and a part."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.tallperiode import Periode


class Sted(StrEnum):
    """What a number is for."""

    ALLE = "alle"
    ENHET = "enhet"
    KOMMUNE = "kommune"


Plass = tuple[Sted, str]  # what a number is for, and the name of the unit or the municipality's number


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One cell. ``tall`` and ``lesning`` are the figure and its reading. ``navn`` is the unit or the municipality's
    number, empty for all. ``akse`` and ``kode`` are the part of a division; empty = the whole.

    ``antall`` is what was counted, ``teller`` and ``nevner`` the share. ``saker`` are the cases behind ``antall``,
    ``saker_nevner`` those behind ``nevner``. ``uvisst`` could not be placed because something is not known, and
    ``uten_alder`` are counted although their birth date is not. ``usett`` are counted on a day before their case was
    seen in any extract, when nobody knows who had it: they are with the unit that has it now. ``mal`` are the mean,
    median, least and greatest of days, when days are measured. ``apnet`` of the uncertain are so for want of older
    rows: ``begynner`` is the table and the day its rows begin.
    """

    tall: str
    lesning: str
    periode: Periode
    sted: Sted
    navn: str = ""
    akse: str = ""
    kode: str = ""
    antall: int = 0
    teller: int = 0
    nevner: int = 0
    saker: int = 0
    saker_nevner: int = 0
    uvisst: int = 0
    uten_alder: int = 0
    usett: int = 0
    mal: tuple[float, float, float, float] | None = None
    apnet: int = 0
    begynner: tuple[str, date] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IkkeTelt:
    """A reading the extract cannot answer in some period (None: in any), and why, in a user's words. ``bare`` are the
    places it is about (None: all), and ``unntatt`` those whose numbers stand all the same."""

    tall: str
    lesning: str
    grunn: str
    periode: Periode | None = None
    bare: frozenset[Plass] | None = None
    unntatt: frozenset[Plass] = frozenset()

    def about(self, periode: Periode, plass: Plass) -> bool:
        """Whether the number of the place is not told in the period."""
        if self.periode is not None and self.periode != periode:
            return False
        return plass not in self.unntatt and (self.bare is None or plass in self.bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stedskifte:
    """A unit or a municipality that ceased, and one that has its cases from ``dag`` on."""

    sted: Sted
    dag: date
    fra: str
    til: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Talt:
    """Everything the engine counted. ``avsluttet_fra``: cases closed before it are not in the extract, although there
    must have been some, so that what is counted before it is of those that were left. None: nothing says so.
    ``skifter``: the places that were merged into others. ``usett``: how
    many cases are first seen after the first day that is counted, and how many there are."""

    tellinger: tuple[Telling, ...]
    ikke_telt: tuple[IkkeTelt, ...]
    kommuner: tuple[str, ...]
    per: date
    avsluttet_fra: date | None = None
    skifter: tuple[Stedskifte, ...] = ()
    usett: tuple[int, int] = (0, 0)
