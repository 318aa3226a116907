"""A rule's test: a small fictional case, and what the rule should say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.model.kilde import Kilde

IKKE_UNDERSOKT = "ikke undersøkt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forventet:
    """``utfall`` empty = no row, ``IKKE_UNDERSOKT`` = the rule is not judged. ``fakta`` are columns of the result row
    that must match, as text."""

    objekt: str  # the row's id in the test, or empty when there is only one
    variant: str
    utfall: str
    fakta: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleTest:
    """``rader`` are tables with rows of column → value, ready for the database; ids are those of the test. ``kilde`` is
    what the source holds; without it, everything."""

    regel: str
    navn: str
    per: date
    rader: Mapping[str, tuple[Mapping[str, object], ...]]
    forventet: tuple[Forventet, ...]
    fil: str
    linje: int
    kilde: Kilde | None = None
