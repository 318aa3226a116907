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
    def sort_key(self) -> tuple[str, int, int, str, str, str]:
        return (self.fil, self.linje or 0, self.kolonne or 0, self.ark or "", self.celle or "", self.sti or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. ``kode`` is stable (``verdi-type``); ``tekst`` is bokmål, no full stop, never case data."""

    sted: Sted
    kode: str
    tekst: str
    hint: str = ""
    grad: Grad = Grad.FEIL

    def __str__(self) -> str:
        line = f"{self.sted}: {self.grad} [{self.kode}]: {self.tekst}"
        return f"{line}\n  hint: {self.hint}" if self.hint else line


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sorted by place, each problem once: what the user reads does not depend on who found it first."""
    return sorted(set(problems), key=lambda p: (p.sted.sort_key, p.kode, p.tekst))


def has_errors(problems: Iterable[Problem]) -> bool:
    return any(problem.grad is Grad.FEIL for problem in problems)
