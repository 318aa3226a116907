"""What the content plans, as the sheets of a workbook need it: the controls of the year, the points of the lists and
the supervisions, each with where it stands. Made from the whole register; a unit's own part is taken out of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from bvaudit.model.registeret.planlagt import Oppgavestand, Punktstand, Tilsynsstand
from bvaudit.reports.register_memory_mask import Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class Oppgaverad:
    """One control in one month and unit, with what it is to leave behind and the law it rests on."""

    stand: Oppgavestand
    dokumentasjon: str = ""
    hjemmel: str = ""

    @property
    def nr(self) -> str:
        return self.stand.nr


@dataclass(frozen=True, slots=True, kw_only=True)
class Punktrad:
    """One point of a list. ``liste`` is what the list is called, ``enhet`` the id of the unit it is with (empty = the
    whole municipality) and ``enheter`` the names of all it is about."""

    stand: Punktstand
    liste: str
    tekst: str
    beskrivelse: str = ""
    grupper: str = ""
    enhet: str = ""
    enheter: str = ""
    kilde: str = ""

    @property
    def nr(self) -> str:
        return self.stand.nr


@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsynsrad:
    """A supervision with its steps. ``ord`` is what it is chosen by in a new row: no two are alike. ``enhet`` is the id
    of the only unit it is about; empty = several, or all. ``venter`` is what the next deadline is for, and ``funn`` are
    the findings, each with its number."""

    stand: Tilsynsstand
    ord: str
    enhet: str = ""
    venter: str = ""
    funn: tuple[tuple[str, str], ...] = ()
    myndighet: str = ""
    saksnummer: str = ""

    @property
    def nr(self) -> str:
        return self.stand.nr


Rad = TypeVar("Rad", bound=Oppgaverad | Punktrad | Tilsynsrad)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planlagt:
    """In the order they are shown."""

    oppgaver: tuple[Oppgaverad, ...] = ()
    punkter: tuple[Punktrad, ...] = ()
    tilsyn: tuple[Tilsynsrad, ...] = ()

    @property
    def numre(self) -> frozenset[str]:
        points, courses = (row.nr for row in self.punkter), (row.nr for row in self.tilsyn)
        return frozenset((*(row.nr for row in self.oppgaver), *points, *courses))


NOTHING_PLANNED = Planlagt()


def planned_of_unit(planlagt: Planlagt, enhet: str, mask: Mask) -> Planlagt:
    """The unit's own rows and no other: what is done once for all, or is about several units, is the municipality's. A
    row whose number names another unit is not for this one."""
    return Planlagt(
        oppgaver=tuple(_masked((row for row in planlagt.oppgaver if row.stand.enhet == enhet), mask)),
        punkter=tuple(_masked((row for row in planlagt.punkter if row.enhet == enhet), mask)),
        tilsyn=tuple(_masked((row for row in planlagt.tilsyn if row.enhet == enhet), mask)),
    )


def _masked(rows: Iterable[Rad], mask: Mask) -> Iterator[Rad]:
    for row in rows:
        if mask.of(row.nr) == row.nr:
            masked: Rad = mask.of(row)
            yield masked
