"""Whole years, halves and quarters of a year, and what they are called."""

from collections.abc import Iterator
from datetime import date, timedelta

from bvaudit.model.rapport import Periode
from bvaudit.model.tallperiode import Periode as Spenn

_MONTHS = {Periode.AR: 12, Periode.HALVAR: 6, Periode.KVARTAL: 3}


def periods(slag: Periode, dag: date, count: int) -> tuple[Spenn, ...]:
    """The newest ones that are over on ``dag``, the newest first; both ends are inside."""
    return tuple(span for span, _ in zip(_backwards(slag, dag), range(count), strict=False))


def _backwards(slag: Periode, dag: date) -> Iterator[Spenn]:
    months = _MONTHS[slag]
    day_after = dag + timedelta(days=1)
    end = date(day_after.year, day_after.month - (day_after.month - 1) % months, 1)  # the day after the newest
    while True:
        number = end.year * 12 + end.month - 1 - months
        start = date(number // 12, number % 12 + 1, 1)
        yield Spenn(start, end - timedelta(days=1))
        end = start


def slag_of(span: Spenn) -> Periode | None:
    """None: no whole year, half or quarter."""
    fra, til = span
    for slag in Periode:
        if (fra, til) == next(_backwards(slag, til)):
            return slag
    return None
