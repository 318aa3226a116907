"""What statistics give back: an estimate with its bounds, how far two readers agree, and what a plan takes."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from bvaudit.texts import text


class Metode(StrEnum):
    """How bounds were found. The words for people are in the catalogue: ``statistikk.metode.<value>``."""

    FULL = "full"  # every case was read: no bounds are needed
    HYPERGEOMETRISK = "hypergeometrisk"  # exact, a known number of cases
    BINOMISK = "binomisk"  # exact, from a source without end
    KLYNGE = "klynge"  # by case, when a case has several objects
    VEKTET = "vektet"  # by design, strata drawn unequally


@dataclass(frozen=True, slots=True, kw_only=True)
class Anslag:
    """A share between 0 and 1 with two-sided bounds. Where bounds cannot be given they are None, and ``grunn`` is a key
    of the catalogue that says why (``statistikk.grunn.<grunn>``)."""

    andel: float
    nedre: float | None = None
    ovre: float | None = None
    metode: Metode | None = None
    grunn: str = ""

    @property
    def forklart(self) -> str:
        """How the bounds were found, or why there are none, as a person reads it; empty when nothing is to be said."""
        if self.grunn:
            return text(f"statistikk.grunn.{self.grunn}")
        return text(f"statistikk.metode.{self.metode.value}") if self.metode else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enighetstall:
    """How far two readers agree on one point. ``like`` of ``n`` answered alike. Each of the three has its value and
    bounds, None when it cannot be reckoned. ``dominert``: one answer is so common that kappa says little."""

    n: int
    like: int
    andel_nedre: float | None = None
    andel_ovre: float | None = None
    kappa: float | None = None
    kappa_nedre: float | None = None
    kappa_ovre: float | None = None
    ac1: float | None = None
    ac1_nedre: float | None = None
    ac1_ovre: float | None = None
    dominert: bool = False

    @property
    def andel(self) -> float | None:
        return self.like / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratumtall:
    """One stratum: ``ramme`` cases in it, ``lest`` of them read, ``treff`` with the fault. ``gjelder_ikke`` were read
    besides, and are not what is asked about: how many more in the stratum are not, nobody knows."""

    navn: str
    ramme: int
    lest: int
    treff: int
    gjelder_ikke: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Planrad:
    """One line of a plan: to say, with ``sikkerhet``, that fewer than ``most`` of the cases have the fault when at most
    ``tillatt`` of those read have it, ``n`` cases must be read. None: it cannot be said, whatever is read."""

    most: Fraction
    sikkerhet: Fraction
    ramme: int | None
    tillatt: int
    n: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sierad:
    """What ``n`` read cases say when ``treff`` have the fault: ``andel`` with two-sided bounds, and at most ``hoyst``
    (one-sided); ``hoyst_antall`` the same in cases, when it is known how many there are."""

    n: int
    treff: int
    ramme: int | None
    andel: Anslag
    hoyst: float
    hoyst_antall: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Synsjanse:
    """How likely ``n`` read cases show a fault at all when ``andel`` of all have it (``antall`` cases of a frame)."""

    n: int
    andel: Fraction
    antall: int | None
    sjanse: float


class Utenfor(StrEnum):
    """Where a point lies against its limits."""

    INNENFOR = ""
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grensepunkt:
    """One unit in a funnel, or one period in a series: ``treff`` of ``n``, between the limits chance alone would give.
    ``utenfor`` is against the outer limits (``nedre``, ``ovre``), ``varsel`` against the inner ones of a funnel."""

    navn: str
    treff: int
    n: int
    nedre: float
    ovre: float
    utenfor: Utenfor = Utenfor.INNENFOR
    indre_nedre: float | None = None
    indre_ovre: float | None = None
    varsel: Utenfor = Utenfor.INNENFOR

    @property
    def andel(self) -> float | None:
        return self.treff / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Traktdiagram:
    """Units side by side, in the order they came in and never by size, or the periods of a series. ``felles`` is the
    share in all of them. ``grunn``: why there are no limits (``statistikk.grunn.<grunn>``)."""

    felles: float | None
    punkter: tuple[Grensepunkt, ...]
    grunn: str = ""

    @property
    def forklart(self) -> str:
        """Why there are no limits, as a person reads it; empty when there are."""
        return text(f"statistikk.grunn.{self.grunn}") if self.grunn else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Xmr:
    """A series of single values: natural limits around the mean, and the limit of the step from one to the next.
    ``utenfor`` and ``sprang`` are indices of values outside, and of values reached by a step that is too long."""

    snitt: float
    nedre: float
    ovre: float
    sprang_ovre: float
    utenfor: tuple[int, ...] = ()
    sprang: tuple[int, ...] = ()
    grunn: str = ""
