"""A proposed map: groups of sheets with the same headings, and for each heading the field it most likely is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.extract.proposal.seen import LeftOut, SeenColumn
from bvaudit.model.words.overskrifter import FRITEKST, PERSON


class Sikkerhet(StrEnum):
    """How sure the proposal is."""

    FORESLATT = "foreslatt"
    USIKKER = "usikker"
    UKJENT = "ukjent"
    FRA_KART = "fra_kart"  # the municipality's own map says so


UNREAD = (PERSON, FRITEKST)  # choices that mean the column is not read


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedCode:
    """A text in the column, and the code it most likely is; empty when nobody knows."""

    id: str
    verdi: str
    kode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedColumn:
    """``felt`` is the code of a choice: «tabell.kolonne», two columns with + between, the case's id, or a reason not to
    read; empty: nothing is proposed. ``likner``: one of several columns that differ only in a number. ``ellers``: what
    it may be, when the municipality's own map does not read it.
    """

    id: str
    sett: SeenColumn
    felt: str = ""
    sikkerhet: Sikkerhet = Sikkerhet.UKJENT
    fyll_ned: bool = False
    likner: bool = False
    koder: tuple[ProposedCode, ...] = ()
    ellers: str = ""

    @property
    def leses(self) -> bool:
        return bool(self.felt) and self.felt not in UNREAD

    @property
    def deles(self) -> bool:
        """Whether its cells have several things in them, each for its own column or for none."""
        return self.leses and ("+" in self.felt or self.sett.ord_ved_dato)

    @property
    def tabell(self) -> str:
        return self.felt.partition(".")[0] if "." in self.felt else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedGroup:
    """Sheets read alike. ``navn``: what their names say, as the map writes it; ``navn_valg``: every such reading.
    ``navn_fra_fil``: the names are those of files. ``faste`` are «tabell.kolonne=kode» for all rows."""

    id: str
    fil: str
    ark: tuple[str, ...]
    vist: tuple[str, ...]
    overskriftsrad: int
    hode: int
    rader: int
    kolonner: tuple[ProposedColumn, ...]
    navn: str = ""
    navn_valg: tuple[str, ...] = ()
    navn_fra_fil: bool = False
    samme_rad: bool = False
    faste: tuple[str, ...] = ()
    dekker_fra: date | None = None
    dekker_til: date | None = None
    leses: bool = True

    @property
    def tabeller(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column.tabell for column in self.kolonner if column.leses and column.tabell))


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    grupper: tuple[ProposedGroup, ...]
    utelatt: tuple[LeftOut, ...] = ()
