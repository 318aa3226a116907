"""Months to quarters to years, and two periods from the same day: cut at every day one of them begins or ends, each is
the sum of the pieces in it. A piece nobody prints can still be worked out, and is a number like the others."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from bvaudit.figures.suppress_cells import Antall, Sort
from bvaudit.figures.suppress_sums import Sum, Ukjent

Period = tuple[date, date]


def periods(told: dict[Antall, int | None], every: dict[Antall, None]) -> Iterator[Sum]:
    """The sums over time. Pieces that are not printed are put into ``told`` and ``every``."""
    by_sort: dict[Sort, list[Antall]] = defaultdict(list)
    for antall in told:
        if antall.sted.fra < antall.sted.til:
            by_sort[antall.sort].append(antall)
    for there in by_sort.values():
        yield from _cut(there, told, every)


def _cut(there: Sequence[Antall], told: dict[Antall, int | None], every: dict[Antall, None]) -> Iterator[Sum]:
    days = sorted({one.sted.fra for one in there} | {one.sted.til + timedelta(1) for one in there})
    pieces = [(first, last - timedelta(1)) for first, last in pairwise(days)]
    inside = {
        one: [_at(one, p) for p in pieces if one.sted.fra <= p[0] and p[1] <= one.sted.til]
        for one in sorted(there, key=lambda one: one.sted)
    }
    if all(len(parts) == 1 for parts in inside.values()):
        return
    adds_up = _adds_up(inside, told)
    for one, parts in inside.items():
        if len(parts) > 1 and adds_up:
            for part in parts:
                told.setdefault(part, None)
                every[part] = None
            yield Sum(helhet=one, deler=tuple(parts))
        elif len(parts) > 1:
            yield from _no_more_than(one, parts, told)


def _at(one: Antall, period: Period) -> Antall:
    return Antall(one.sort, one.sted._replace(fra=period[0], til=period[1]))


def _no_more_than(one: Antall, parts: Sequence[Antall], told: Mapping[Antall, int | None]) -> Iterator[Sum]:
    """One child in two months: a month is no more than the year."""
    whole = told[one]
    for part in parts:
        month = told.get(part)
        if part in told and (month is None or whole is None or month <= whole):
            yield Sum(helhet=one, deler=(part, Ukjent("utenfor", one, part, vern=False)))


def _adds_up(inside: Mapping[Antall, Sequence[Antall]], told: Mapping[Antall, int | None]) -> bool:
    """Whether no period says otherwise: those that lie in it are never more, and as many where they fill it."""
    for one, parts in inside.items():
        known = [told.get(part) for part in parts]
        total, whole = sum(value or 0 for value in known), told[one]
        if whole is not None and len(parts) > 1 and (total > whole or (None not in known and total != whole)):
            return False
    return not any(
        first < second and a > b
        for there in _by_place(inside, told).values()
        for first, a in there
        for second, b in there
    )


def _by_place(
    inside: Mapping[Antall, Sequence[Antall]], told: Mapping[Antall, int | None]
) -> Mapping[Antall, list[tuple[frozenset[Antall], int]]]:
    found: dict[Antall, list[tuple[frozenset[Antall], int]]] = defaultdict(list)
    for one, parts in inside.items():
        value = told[one]
        if value is not None:
            found[_at(one, (date.min, date.min))].append((frozenset(parts), value))
    return found
