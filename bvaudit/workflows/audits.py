"""What lies in the folder's ``revisjoner/``: results of runs, and draws."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bvaudit.intake.register_rows import read_register_rows
from bvaudit.intake.workbook_facts import facts_in
from bvaudit.model.mappe import Mappe
from bvaudit.reports.register_values import row_sum

_REGISTER = "avviksregister.xlsx"
_AVVIK, _SAKER = "avvik", "saker"  # the sheets people write in
_DRAW = "utvalg.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Resultat:
    """The papers of one run. ``per`` is None when the register cannot be read; ``uttrekk`` is the print of the
    snapshot it was made from, and ``innhold`` of the rules."""

    mappe: Path
    per: date | None
    utvalg: str
    uttrekk: str
    innhold: str

    @property
    def register(self) -> Path:
        return self.mappe / _REGISTER


def results_of(mappe: Mappe) -> tuple[Resultat, ...]:
    """The results, those of the latest judging day first."""
    found = [_result(path.parent) for path in sorted(mappe.revisjoner.glob(f"*/resultat/{_REGISTER}"))]
    return tuple(sorted(found, key=lambda each: (each.per or date.min, each.mappe.as_posix()), reverse=True))


def draws_of(mappe: Mappe) -> tuple[Path, ...]:
    """The files of the draws, those in the last folder by name first."""
    return tuple(sorted(mappe.revisjoner.glob(f"*/utvalg/{_DRAW}"), reverse=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Utfylling:
    """How many rows there are of each, and how many of them people have written in; ``rort``: anything anywhere."""

    avvik: int
    avvik_fylt: int
    saker: int
    saker_fylt: int
    rort: bool


def filled_in(register: Path) -> Utfylling | None:
    """None when the register cannot be read."""
    rows = read_register_rows(register)
    if rows is None:
        return None
    changed = [row for row in rows if row.sum != row_sum((row.id, *row.verdier))]
    return Utfylling(
        avvik=sum(row.ark == _AVVIK for row in rows),
        avvik_fylt=sum(row.ark == _AVVIK for row in changed),
        saker=sum(row.ark == _SAKER for row in rows),
        saker_fylt=sum(row.ark == _SAKER for row in changed),
        rort=bool(changed),
    )


def _result(folder: Path) -> Resultat:
    facts = facts_in(folder / _REGISTER) or {}
    return Resultat(
        mappe=folder,
        per=_day(facts.get("per", "")),
        utvalg=facts.get("utvalg", ""),
        uttrekk=facts.get("uttrekk_avtrykk", ""),
        innhold=facts.get("innhold_sha256", ""),
    )


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
