"""What statistics give back: an estimate with its bounds, how far two readers agree, and what a plan takes."""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Enighetstall:
    """How far two readers agree on one point. ``like`` of ``n`` answered alike. Each of the three has its value and
    bounds, None when it cannot be reckoned. ``dominert``: one answer is so common that kappa says little."""

    n: int
    like: int
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
    """One stratum: ``ramme`` cases in it, ``lest`` of them read, ``treff`` with the fault."""

    navn: str
    ramme: int
    lest: int
    treff: int
