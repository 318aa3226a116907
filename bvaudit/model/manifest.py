"""What a snapshot of case data was made from, so that its figures can be explained later."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.kilde import Kilde


@dataclass(frozen=True, slots=True, kw_only=True)
class Kildefil:
    """One file that was read: its name, its sha256, and its size in bytes. In a snapshot the name is only a number and
    a short print («fil 3 (a1b2c3d4)»): vendors name files after the child."""

    navn: str
    sha256: str
    byte: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Utelatt:
    """Documents left out for one reason. ``eksempler`` are file names as in Kildefil, at most five."""

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
class Tabellfil:
    """One table of the snapshot as it was written: the sha256 of its file, and its rows."""

    navn: str
    sha256: str
    rader: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """``nokkel_avtrykk`` recognises the key without revealing it. ``tabeller`` maps every delivered table to its rows;
    a table the source cannot show is absent, and rules that need it are not examined. ``kilder`` says the same of each
    sender, by column. ``dokumenter_lest`` is all that was handed in, also what could not be opened, so that it is the
    sum of those used and those left out."""

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
    kilder: tuple[Kilde, ...] = ()
    tabellfiler: tuple[Tabellfil, ...] = ()  # every table of the snapshot, also those the source could not deliver

    @property
    def kilde_sha256(self) -> str:
        """One sha256 over all source files, in any order: this extract and no other."""
        return hashlib.sha256("\n".join(sorted(f.sha256 for f in self.filer)).encode()).hexdigest()

    @property
    def avtrykk(self) -> str:
        """The print of the snapshot: the same when the same extract is imported again with the same key and program,
        another when any row is, or when the map of sheets says that they hold something else. Nothing that depends on
        when the import was done is part of it."""
        lines = [f"{fil.navn} {fil.sha256} {fil.rader}" for fil in sorted(self.tabellfiler, key=lambda f: f.navn)]
        facts = [
            self.kilde_sha256,
            self.nokkel_avtrykk,
            str(self.uttrekksdato),
            *sorted(self.tabeller),
            *lines,
            *self._held(),
        ]
        return hashlib.sha256("\n".join(facts).encode()).hexdigest()

    def _held(self) -> list[str]:
        """What sheets hold, as their map says it: the same rows answer other questions under another map."""
        return [
            f"{tabell} {sorted(one.kolonner)} {sorted(one.eiere)} {sorted((k, *v) for k, v in one.koder.items())} "
            f"{one.fra} {one.til} {one.kapasitet}"
            for kilde in self.kilder
            if kilde.regneark
            for tabell, one in sorted(kilde.leverer.items())
        ]
