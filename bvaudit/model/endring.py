"""A key figure then and now, and what may be said of the difference."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.nokkelrad import Nokkelrad


class Dom(StrEnum):
    """What is said of the change. Only ``OKT`` and ``REDUSERT`` say that there is one.

    ``TILFELDIG``: it cannot be told from chance. ``FOR_FA``: so few that no change at all could have been. ``BRUDD``:
    the two are not counted the same way, so no change is told. ``RETTET``: the same period counted again, in another
    extract. ``UTEN_PROVE``: a number there is no test for (``grunn`` says why). ``INGEN_TALL``: one of them has none.
    """

    OKT = "okt"
    REDUSERT = "redusert"
    LIKT = "likt"
    TILFELDIG = "tilfeldig"
    FOR_FA = "for_fa"
    BRUDD = "brudd"
    RETTET = "rettet"
    UTEN_PROVE = "uten_prove"
    INGEN_TALL = "ingen_tall"


class Grunn(StrEnum):
    """Why there is no test, or what a reader must know of it."""

    INGEN = ""
    STORRELSE = "storrelse"  # a mean, a smallest, days: the row does not say how it varies
    OVERLAPPER = "overlapper"  # the one period lies in the other
    SAMME_BARN = "samme_barn"  # a stock: many are counted both days, so the test is cautious
    AV_HUNDRE = "av_hundre"  # a share as a whole number of a hundred, which is no count
    LOPER = "loper"  # one of the periods is not over, so there is less to count
    IKKE_HELE = "ikke_hele"  # a share of something that is not counted in whole numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Seriebrudd:
    """From ``dag`` on the figure is not counted as before. ``koder``: only rows of these codes; empty = every row.
    ``variant`` empty = every reading, ``tall`` empty = every figure. ``enhet`` or ``kommune``: only there."""

    tall: str
    dag: date
    grunn: str
    variant: str = ""
    koder: frozenset[str] = frozenset()
    enhet: str = ""
    kommune: str = ""

    def between(self, fra: Nokkelrad, til: Nokkelrad) -> bool:
        """Whether some of ``fra`` lies before the day, and some of ``til`` on it or after."""
        return self.concerns(fra) and fra.periode_fra < self.dag <= til.periode_til

    def concerns(self, rad: Nokkelrad) -> bool:
        if self.tall not in ("", rad.tall) or self.variant not in ("", rad.variant):
            return False
        if self.enhet not in ("", rad.enhet) or self.kommune not in ("", rad.kommune):
            return False
        return not self.koder or bool(self.koder & set(rad.akser.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Endring:
    """``fra`` is the earlier row, ``til`` the later.

    ``endring`` is later minus earlier (of a share: from -1 to 1); of counts over periods of unequal length it is None,
    and ``relativ`` is of the number a day. ``relativ``: -0.14 is 14 per cent fewer. ``nedre`` and ``ovre`` are 95 %
    bounds for ``endring`` of a share, for ``relativ`` of a count. ``p``: the chance of a difference at least as large,
    were there none. None where nothing is told.
    """

    fra: Nokkelrad
    til: Nokkelrad
    dom: Dom
    endring: float | None = None
    relativ: float | None = None
    nedre: float | None = None
    ovre: float | None = None
    p: float | None = None
    grunn: Grunn = Grunn.INGEN
    brudd: tuple[Seriebrudd, ...] = ()
