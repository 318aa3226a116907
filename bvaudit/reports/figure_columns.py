"""Several figures beside each other: the periods across, and what each figure says of a place in them.

A figure of what happened has the period itself. A stock has the day it was counted, which is the period's last day, or
the judging day where that comes before; it stands in the same column.
"""

from collections.abc import Sequence
from datetime import date

from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.reports.figure_facts import Tallfakta
from bvaudit.reports.figure_grids import Periode, Tallside


def columns(sider: Sequence[Tallside], per: date) -> tuple[Periode, ...]:
    """The periods of the figures, in order of time; of imported series only where there is nothing else."""
    mine = [side for side in sider if not side.tall.serie] or sider
    every = {one for side in mine for grid in side.steder for one in grid.perioder}
    spans = {one for one in every if one[0] != one[1]}
    ends = {min(til, per) for _, til in spans}
    days = {one for one in every - spans if one[1] not in ends}
    return tuple(sorted(spans | days, key=lambda one: (one[1], one[0])))


def rows_in(fakta: Tallfakta, side: Tallside, shown: Sequence[Periode], sted: str) -> list[Nokkelrad | None]:
    """What the figure says in each column; None where it says nothing. Empty ``sted``: all together."""
    enhet, kommune = ("", sted) if sted in fakta.kommuner else (sted, "")
    rows = {
        (rad.periode_fra, rad.periode_til): rad
        for grid in side.steder
        for rad in fakta.rader
        if (rad.tall, rad.variant, rad.storrelse) == (side.tall.id, grid.lesning, grid.storrelse)
        and (rad.enhet, rad.kommune, rad.gruppe) == (enhet, kommune, "")
    }
    days = [min(til, fakta.per) for _, til in shown]
    return [rows.get(one) or rows.get((day, day)) for one, day in zip(shown, days, strict=True)]


def place_name(fakta: Tallfakta, sted: str) -> str:
    return fakta.kommuner.get(sted, sted)
