"""What is wrong, and where: the one record every reader of files collects."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Grad(StrEnum):
    """How serious a problem is for the run that met it."""

    FEIL = "feil"  # the thing cannot be used
    ADVARSEL = "advarsel"  # used, but a person should look
    MERKNAD = "merknad"  # said for the record


@dataclass(frozen=True, slots=True, kw_only=True)
class Sted:
    """A place a user can open: a line in a file, a cell in a sheet, or an element in a document.

    ``fil`` is the path as the user gave it. ``linje`` and ``kolonne`` count from 1. ``ark`` and ``celle`` are for
    workbooks (``saker.xlsx:Ark1!D14``), ``sti`` for XML (``a.xml: Sak/Melding[2]/@StartDato``).
    """

    fil: str
    linje: int | None = None
    kolonne: int | None = None
    ark: str | None = None
    celle: str | None = None
    sti: str | None = None

    def __str__(self) -> str:
        if self.sti is not None:
            return f"{self.fil}: {self.sti}"
        if self.ark is not None:
            return f"{self.fil}:{self.ark}" + (f"!{self.celle}" if self.celle else "")
        parts = [self.fil]
        if self.linje is not None:
            parts.append(str(self.linje))
            if self.kolonne is not None:
                parts.append(str(self.kolonne))
        return ":".join(parts)

    @property
    def sort_key(self) -> tuple[str, int, int, str, int, str, int, str]:
        """Lines and cells in the order of their numbers: E2 before E10, and Z before AA."""
        letters = (self.celle or "").rstrip("0123456789")
        row = (self.celle or "")[len(letters) :]
        cell = (len(letters), letters, int(row) if row else 0)
        return (self.fil, self.linje or 0, self.kolonne or 0, self.ark or "", *cell, self.sti or "")

    @property
    def is_whole(self) -> bool:
        """Whether it is a whole file or sheet, and no place in it."""
        return self.linje is None and self.celle is None and self.sti is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Samlet:
    """How many problems of one kind in one column are told as one: «Utfall: 2 ulike verdier i 200 rader er ikke koder».

    ``felt`` is the column as the user calls it and ``flere`` the end of the sentence. ``verdi`` only tells values
    apart; it is never shown.
    """

    felt: str
    flere: str
    verdi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. ``kode`` is stable (``verdi-type``); ``tekst`` is bokmål, no full stop, never case data.

    ``forst``: it may be the reason for many others, so it is shown before them.
    """

    sted: Sted
    kode: str
    tekst: str
    hint: str = ""
    grad: Grad = Grad.FEIL
    samlet: Samlet | None = None
    forst: bool = False

    def __str__(self) -> str:
        line = f"{self.sted}: {self.grad} [{self.kode}]: {self.tekst}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place, each problem once: what the user reads does not depend on who found it first."""
    return sorted(set(problems), key=lambda p: (p.sted.sort_key, p.kode, p.tekst))


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.grad is Grad.FEIL for problem in problems)
