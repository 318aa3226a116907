"""What a snapshot of case data was made from, so that its figures can be explained later."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bvaudit.model.enhet import KjentEnhet


@dataclass(frozen=True, slots=True, kw_only=True)
class Kildefil:
    """One file that was read: its name as given, its sha256, and its size in bytes."""

    navn: str
    sha256: str
    byte: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Utelatt:
    """Documents left out for one reason. ``eksempler`` are file names, at most five."""

    kode: str
    tekst: str
    antall: int
    eksempler: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemLinje:
    """A problem met when reading, kept for the sheet Datakvalitet. Never case data."""

    sted: str
    grad: str
    kode: str
    tekst: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``nokkel_avtrykk`` recognises the key without revealing it. ``tabeller`` maps every delivered table to its rows;
    a table the source cannot show is absent, and rules that need it are not examined. ``dokumenter_lest`` is all that
    was handed in, also what could not be opened, so that it is the sum of those used and those left out."""

    programversjon: str
    importert: datetime
    nokkel_avtrykk: str
    uttrekksdato: date | None  # the latest Norwegian calendar day among the submissions that count
    dokumenter_lest: int
    dokumenter_brukt: int
    dokumenter_utelatt: int
    formatversjoner: Mapping[str, int]
    tabeller: Mapping[str, int]
    filer: tuple[Kildefil, ...]
    utelatt: tuple[Utelatt, ...] = ()
    antakelser: tuple[str, ...] = ()
    problemer: tuple[ProblemLinje, ...] = ()
    kommuner: tuple[str, ...] = ()
    enheter: tuple[KjentEnhet, ...] = ()  # also those that have no case
    kommunenavn: Mapping[str, str] = field(default_factory=dict)  # by number, of the cases that count

    @property
    def kilde_sha256(self) -> str:
        """One sha256 over all source files, in any order: this extract and no other."""
        return hashlib.sha256("\n".join(sorted(f.sha256 for f in self.filer)).encode()).hexdigest()
