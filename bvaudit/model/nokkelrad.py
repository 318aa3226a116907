"""One row of the long table of key figures: the contract ``nokkeltall.csv``.

Everything a report prints is such a row: figures of the extract, imported series, counts of the register and of lists.
That is why one function can hide small cells in all of it, and why every number in Word can be looked up in Excel.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Tilstand(StrEnum):
    """Whether there is a number, and if not, why. ``INGEN``: a share with nothing in the denominator."""

    VERDI = "verdi"
    INGEN = "ingen å regne av"
    MANGLER_SYSTEM = "mangler system"
    IKKE_UNDERSOKT = "ikke undersøkt"
    SKJULT = "skjult"


class Celle(NamedTuple):
    """What makes a row the only one of its kind. ``gruppe`` is ``axis=code;axis=code``; empty = the whole."""

    tall: str
    variant: str
    storrelse: str
    periode_fra: date
    periode_til: date
    enhet: str
    kommune: str
    gruppe: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nokkelrad:
    """A number, or why there is none.

    ``tall`` is the id of the figure, ``variant`` its reading, ``storrelse`` what is measured (``antall``,
    ``antall_barn``, ``andel``, ``sum``, ``dogn``, ``gjennomsnitt``, ``minst``, ``storst``, ``median``). A stock has
    the same day in both ends of its period. ``enhet`` is the unit's name as in resultater.csv; empty = all, counted
    and never summed. ``kommune`` is four digits, empty = all; a row of a municipality has no unit. ``verdi`` of a
    share lies between 0 and 1. ``teller`` and ``nevner`` are given for shares and ratios, ``n_saker`` is the number of
    cases behind. ``kilde`` says where it comes from, ``merknad`` what a reader must know. Columns in this order.
    """

    tall: str
    variant: str
    storrelse: str
    periode_fra: date
    periode_til: date
    enhet: str = ""
    kommune: str = ""
    gruppe: str = ""
    verdi: float | None = None
    teller: float | None = None
    nevner: float | None = None
    n_saker: int | None = None
    tilstand: Tilstand = Tilstand.VERDI
    kilde: str = ""
    merknad: str = ""

    @property
    def celle(self) -> Celle:
        return Celle(
            tall=self.tall,
            variant=self.variant,
            storrelse=self.storrelse,
            periode_fra=self.periode_fra,
            periode_til=self.periode_til,
            enhet=self.enhet,
            kommune=self.kommune,
            gruppe=self.gruppe,
        )

    @property
    def akser(self) -> dict[str, str]:
        """``gruppe`` as axis → code."""
        return dict(part.split("=", 1) for part in self.gruppe.split(";") if part)


def gruppe(**akser: str) -> str:
    """Axes and codes as they are written in a row, in the order given: ``gruppe(maned="2024-03", kode="1.3")``."""
    return ";".join(f"{akse}={kode}" for akse, kode in akser.items())
