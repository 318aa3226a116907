"""A table of figures before it is laid out."""

from dataclasses import dataclass, replace

from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.rapport import Tallvalg
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.report_select import Utvalg


@dataclass(frozen=True, slots=True, kw_only=True)
class Rutenett:
    """A table before it is laid out: what its lines and columns are called, and a row of figures in each cell, or None.
    ``valg`` is the figure of each column, or of each line when ``nedover``. ``spenn`` are the periods the other way,
    where that is what they are."""

    linjer: tuple[str, ...]
    kolonner: tuple[str, ...]
    celler: tuple[tuple[Nokkelrad | None, ...], ...]
    valg: tuple[Tallvalg, ...]
    nedover: bool = False
    spenn: tuple[Periode, ...] = ()

    def turned(self) -> "Rutenett":
        turned = tuple(zip(*self.celler, strict=True)) if self.celler else ()
        return replace(self, linjer=self.kolonner, kolonner=self.linjer, celler=turned, nedover=not self.nedover)

    @property
    def rader(self) -> list[Nokkelrad]:
        return [row for line in self.celler for row in line if row is not None]


def name_of(valg: Tallvalg, utvalg: Utvalg) -> str:
    return valg.navn or utvalg.words(valg.tall).tittel


def span_of(grid: Rutenett, at: int, down: int) -> Periode | None:
    """The period the cell is for; where the table does not say so, the one that most of its cells are of."""
    if grid.spenn:
        return grid.spenn[at if grid.nedover else down]
    found = [Periode(row.periode_fra, row.periode_til) for row in grid.rader]
    return max(sorted(set(found)), key=found.count) if found else None


def own_spans(grid: Rutenett) -> list[Periode | None]:
    """For each figure the period all its numbers are of, where that is another than the table's."""
    figures = grid.celler if grid.nedover else tuple(zip(*grid.celler, strict=True))
    if grid.spenn:
        return [None for _ in grid.valg]
    found: list[Periode | None] = []
    for line in figures:
        spans = {Periode(row.periode_fra, row.periode_til) for row in line if row is not None}
        table = span_of(grid, 0, 0)
        one = spans.pop() if len(spans) == 1 else None
        same = one is None or table is None or one in (table, Periode(table.til, table.til))
        found.append(None if same else one)
    return found
