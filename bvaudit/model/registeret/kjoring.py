"""What a run over an extract, or a locked audit, brings to the register."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.funn import Tall
from bvaudit.model.rule import Effektmal
from bvaudit.model.tilsyn import NI_AV_TI
from bvaudit.model.utfall import Utfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Objektrad:
    """How one object stands by the standard variant of a rule. ``enhet`` is the unit the breach is counted with and
    ``hos`` the one that has the case now, both by id. ``under`` is the wider rule it is told under. ``slutt`` is
    the day the object ended. ``uavgjort_fordi`` is why nothing could be said of it now («uttrekket har ikke …»,
    uavklart); ``grunn`` why it does not apply any more. ``slettet``: it is not in the extract, or deleted there."""

    regel: str
    variant: str
    enhet: str
    sak: str
    objekt: str
    objekt_id: str
    utfall: Utfall | None = None
    hos: str = ""
    start: date | None = None
    frist: date | None = None
    utfort: date | None = None
    slutt: date | None = None
    under: str = ""
    grunn: str = ""
    uavgjort_fordi: str = ""
    slettet: bool = False
    lest: str = ""  # the audit a reader's settled answer is from; then that decides
    feiltype: str = ""
    apnet: bool = False  # uavklart only because rows that may be older than any there are could undo a breach


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsynsfunn:
    """A finding of a supervision that is a breach of the law, in one unit it names, by id; ``enhet`` empty = it names
    none. ``punkt`` is «<tilsyn>/<funn>». ``regler`` are those tied to it itself; the findings within it are findings by
    themselves, and a finding that only holds others is none."""

    punkt: str
    tittel: str
    enhet: str
    regler: tuple[str, ...] = ()
    mal: Effektmal = NI_AV_TI


@dataclass(frozen=True, slots=True, kw_only=True)
class Kjoringsfakta:
    """A run, as the register meets it.

    ``kjoring`` is the print of the run. ``hel`` says that it may change the register, else ``hvorfor_ikke`` says why
    not. ``kart`` is unit id → print of its lines in enheter.yaml, with dates; ``enheter`` id → name, and
    ``etterfolgere`` id → successor with ``opphort`` the last day. ``logikk``: rule → print of its logic, without its
    texts. ``brudd`` are every breach of the run by the standard variant, ``tall`` (rule, unit) → figures, ``bevis``
    how the evidence of the register stands now, whatever the period, by (rule, object). ``kontrollert`` are the rules
    that were judged; a rule that was not is «ikke kontrollert nå». ``saker`` are the living cases of each unit.
    ``lest`` are the figures that are readers', and ``ikke_tilfeldig`` those that stand for no more than what was read.
    ``kart`` has for each unit its place, its first and last day and a print of the rest, «3|2020-01-01||<print>».
    """

    kjoring: str
    per: date
    uttrekk: str
    nokkel: str
    hel: bool
    hvorfor_ikke: str = ""
    revisjon: str = ""  # the audit whose locking this is; empty for a run
    enheter: Mapping[str, str] = field(default_factory=dict)
    kart: Mapping[str, str] = field(default_factory=dict)
    etterfolgere: Mapping[str, str] = field(default_factory=dict)
    opphort: Mapping[str, date] = field(default_factory=dict)
    logikk: Mapping[str, str] = field(default_factory=dict)
    kontrollert: frozenset[str] = frozenset()
    antall_objekter: int = 0
    brudd: tuple[Objektrad, ...] = ()
    tall: Mapping[tuple[str, str], Tall] = field(default_factory=dict)
    bevis: Mapping[tuple[str, str], Objektrad] = field(default_factory=dict)
    saker: Mapping[str, int] = field(default_factory=dict)
    lest: frozenset[tuple[str, str]] = frozenset()
    ikke_tilfeldig: frozenset[tuple[str, str]] = frozenset()
    tilsyn: tuple[Tilsynsfunn, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skrevet:
    """A run the register has taken in."""

    kjoring: str
    per: date
    uttrekk: str
    hendelse: int
    antall_objekter: int
    enheter: Mapping[str, int]  # unit → objects judged there
    logikk: Mapping[str, str]
    kart: Mapping[str, str] = field(default_factory=dict)
    trukket: bool = False
    trukket_ved: int = 0  # the event it was withdrawn by
    revisjon: str = ""
