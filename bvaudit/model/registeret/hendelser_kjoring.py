"""The events of runs and of the register as a whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from bvaudit.model.registeret.logg import Hendelse, fri_tekst, saksnokler


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterBegynt(Hendelse):
    """The first event of every log. ``nokkel`` is the print of the key the pseudonyms are made with."""

    kode: ClassVar[str] = "register-begynt"
    kommune: str
    kommunenummer: str
    nokkel: str = ""
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KjoringSkrevet(Hendelse):
    """A run, or a locked audit (``revisjon``), was taken in. ``enheter``: unit → objects judged there. ``nokkel`` is
    the print of the key, which is the register's own when nobody has said another."""

    kode: ClassVar[str] = "kjoring-skrevet"
    kjoring: str
    dag: date  # the judging day
    uttrekk: str
    antall_objekter: int
    enheter: Mapping[str, int] = field(default_factory=dict)
    logikk: Mapping[str, str] = field(default_factory=dict)
    kart: Mapping[str, str] = field(default_factory=dict)
    revisjon: str = ""
    nokkel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KjoringTrukket(Hendelse):
    """The extract was wrong. Only while nobody has written in what it opened."""

    kode: ClassVar[str] = "kjoring-trukket"
    kjoring: str
    grunn: str = fri_tekst()
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FellesStart(Hendelse):
    """One common day the deadlines of the first written run count from, at most 30 days off; not for kritisk."""

    kode: ClassVar[str] = "felles-start"
    kjoring: str
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class EnheterEndret(Hendelse):
    """The unit map has grown by dated lines."""

    kode: ClassVar[str] = "enheter-endret"
    kart: Mapping[str, str] = field(default_factory=dict)
    etterfolgere: Mapping[str, str] = field(default_factory=dict)
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Nokkelpar:
    """A case or an object by its pseudonym before and after."""

    gammel: str
    ny: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NokkelByttet(Hendelse):
    """The pseudonyms are made with another key from now on; the lists of both lie with their owner. ``par`` is what the
    register follows, as both lists have it, and ``uten`` how many of them are not in both."""

    kode: ClassVar[str] = "nokkel-byttet"
    fra: str
    til: str
    grunn: str = fri_tekst()
    par: tuple[Nokkelpar, ...] = saksnokler()
    uten: int = 0
    dag: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RegelUtgatt(Hendelse):
    """A rule was retired, or the municipality put its own in its place."""

    kode: ClassVar[str] = "regel-utgatt"
    regel: str
    erstattet_av: str = ""
    numre: tuple[str, ...] = ()
    grunn: str = fri_tekst()
    dag: date

    @property
    def om(self) -> tuple[str, ...]:
        return self.numre


@dataclass(frozen=True, slots=True, kw_only=True)
class SakMerket(Hendelse):
    """A person says that everything, or what one rule asks for, is mended in a case. It changes the list of cases, and
    never what is measured. ``rettet`` is the day; None takes the mark away."""

    kode: ClassVar[str] = "sak-merket"
    enhet: str
    regel: str = ""  # empty = everything in the case
    sak: tuple[str, ...] = saksnokler()
    rettet: date | None = None
    fil: str = ""
