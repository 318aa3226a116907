"""The register's own words: causes, measures, roles, statuses, and what each grade demands."""

from dataclasses import dataclass

from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.model.varighet import Varighet


@dataclass(frozen=True, slots=True, kw_only=True)
class Valg:
    """One choice in a list. ``kode`` is stable, ``tekst`` is what people pick. ``avslutter`` is for statuses after
    which no deadline runs."""

    kode: str
    tekst: str
    forklaring: str
    avslutter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gradfrist:
    """What a grade means. ``frist`` counts from the judging day; None = no date, see ``frist_tekst``.
    ``ansvarlig_rolle`` is the ``kode`` of a role."""

    grad: Alvorlighetsgrad
    forklaring: str
    frist: Varighet | None
    frist_tekst: str
    ansvarlig_rolle: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kodeverk:
    """The lists in the order they were written; the first status is the one a new avvik gets."""

    arsaker: tuple[Valg, ...]
    feiltyper: tuple[Valg, ...]
    tiltakstyper: tuple[Valg, ...]
    roller: tuple[Valg, ...]
    statuser: tuple[Valg, ...]
    grader: tuple[Gradfrist, ...]

    def gradfrist(self, grad: Alvorlighetsgrad) -> Gradfrist:
        """KeyError when the table of grades lacks ``grad``; the loader refuses such a table."""
        return {row.grad: row for row in self.grader}[grad]

    def rolle(self, kode: str) -> Valg:
        return {valg.kode: valg for valg in self.roller}[kode]
