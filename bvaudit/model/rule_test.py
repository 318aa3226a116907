"""A rule's test: a small fictional case, and what the rule should say of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bvaudit.model.fields import arg, described
from bvaudit.model.kilde import Kilde

IKKE_UNDERSOKT = "ikke undersøkt"


@described("Tidsrommet kilden har rader for.")
@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDays:
    """The first and last day the source has rows for; empty = no limit that way."""

    fra: date | None = arg(default=None)
    til: date | None = arg(default=None)


@described("Det kilden har, når den ikke har alt.")
@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenSource:
    """What the source holds in a test, when it is not everything: tables and columns it does not have, what the sender
    has never sent, the days and the codes it has rows for, and its room for rows under each object."""

    mangler: tuple[str, ...] = arg("Tabeller og kolonner kilden ikke har: plan, plan.kode.", empty=True, default=())
    aldri: tuple[str, ...] = arg("Tabeller formatet har, men som avsenderen aldri har sendt.", empty=True, default=())
    dekker: Mapping[str, WrittenDays] = arg("Dagene tabellen har rader for.", default_factory=dict)
    koder: Mapping[str, tuple[str, ...]] = arg("Kodene tabellen har rader av.", default_factory=dict)
    kapasitet: Mapping[str, int] = arg("Så mange rader det er plass til under hvert objekt.", default_factory=dict)


@described("En oppdiktet sak, og det regelen skal si om den.", title="bvaudit: regelprøver")
@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenTest:
    """A test as it stands in the file. ``gitt`` is table → its rows; ``forventet`` is variant → outcome, or the id of
    a row → variant → outcome. What they may name depends on the rule, so they are checked where they are read."""

    navn: str = arg("Hva prøven viser, i noen få ord.")
    gitt: Mapping[str, Any] | None = arg("Tabellene i saken, og radene i hver.", empty=True)
    per: date = arg("Dagen saken vurderes.")
    forventet: Mapping[str, Any] = arg("Varianten og utfallet den skal gi, eller «ingen rad».", empty=True)
    hvorfor: str = arg("Hvorfor svaret er slik.", default="")
    kilde: WrittenSource | None = arg(default=None)


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
