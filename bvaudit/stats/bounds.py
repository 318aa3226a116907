"""How far apart the lowest and highest a hidden number can be, given all sums it is in, and what must be hidden besides
for it to be far enough.

The certificate is another set of whole numbers, none below 0, with the same sums and the same printed numbers, in which
the hidden one differs. Whoever sees the paper cannot tell which of the two is true. Nothing rests on a heuristic being
right: what is not certified is told of (``uten_vern``).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bvaudit.model.skjerming import Likning, Likninger, Vernet

_TRIES = 60
FREE = 0.001  # what it costs to change a number that is hidden already: little, so that no more than needed is changed


def completed(system: Likninger) -> tuple[int, ...] | None:
    """Whole numbers for those that have none, so that all sums hold; None when there are none such."""
    found = list(system.verdier)
    for part in _parts(system.likninger, [v for v, value in enumerate(found) if value is None]):
        solved = _solve_unknown(part, found)
        if solved is None:
            return None
        for v, value in solved.items():
            found[v] = value
    return tuple(0 if value is None else value for value in found)


def cover(
    system: Likninger,
    *,
    skjult: Collection[int],
    vern: Sequence[int],
    bredde: int,
    pris: Mapping[int, float],
    med: Callable[[int], Iterable[int]] = lambda v: (),
) -> Vernet:
    """What else must be hidden for each of ``vern`` to differ by ``bredde`` or more.

    ``verdier`` of the system are all known. ``skjult``: the numbers nobody is told. ``pris``: what it costs to hide one
    of the others; those without a price cannot be hidden. ``med``: what is hidden along with a number. Few are hidden,
    not provably the fewest: each number is covered as cheaply as it can, the hardest first.
    """
    work = _Cover(system=system, hidden=set(skjult), bredde=bredde, pris=pris, med=med)
    without = {v for v in vern if not work.covered(v)}
    return Vernet(skjul=frozenset(work.hidden - set(skjult)), uten_vern=frozenset(without))


@dataclass(kw_only=True)
class _Cover:
    system: Likninger
    hidden: set[int]
    bredde: int
    pris: Mapping[int, float]
    med: Callable[[int], Iterable[int]]

    def __post_init__(self) -> None:
        self.values: list[int] = [value or 0 for value in self.system.verdier]
        self.low, self.high = list(self.values), list(self.values)  # of all certificates so far
        self.lines: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(self.system.likninger):
            for v, _ in line:
                self.lines[v].append(number)

    def covered(self, v: int) -> bool:
        if self._wide(v) or v not in self.lines:  # in no sum: nothing to work it out from
            return True
        for known in (True, False):  # first without hiding more
            part = self._reach(v, hidden_only=known)
            for ups in self._ways(v):
                moves = [self._move(v, up, part, hidden_only=known) for up in ups]
                if all(move is not None for move in moves):
                    for move in moves:
                        self._take(move or {})
                    return True
        return False

    def _wide(self, v: int) -> bool:
        return self.high[v] - self.low[v] >= self.bredde

    def _ways(self, v: int) -> list[tuple[int, ...]]:
        """Up, down, or some of both: one solution for each part of the way."""
        ways: list[tuple[int, ...]] = [(self.bredde,)]
        if self.values[v] >= self.bredde:
            ways.append((-self.bredde,))
        return [*ways, *((up, up - self.bredde) for up in range(1, self.bredde) if self.values[v] + up >= self.bredde)]

    def _reach(self, v: int, *, hidden_only: bool) -> list[int]:
        """The sums that can tell of it, through numbers that may change."""
        seen_lines: dict[int, None] = {}
        seen, queue = {v}, [v]
        while queue:
            for number in self.lines[queue.pop()]:
                if number in seen_lines:
                    continue
                seen_lines[number] = None
                for other, _ in self.system.likninger[number]:
                    if other not in seen and self._may_change(other, hidden_only=hidden_only):
                        seen.add(other)
                        queue.append(other)
        return list(seen_lines)

    def _may_change(self, v: int, *, hidden_only: bool) -> bool:
        return v in self.hidden or (not hidden_only and v in self.pris)

    def _move(self, v: int, up: int, part: Sequence[int], *, hidden_only: bool) -> dict[int, int] | None:
        """The cheapest change of the others that goes with this one; None when there is none."""
        lines = [self.system.likninger[number] for number in part]
        changes = {o for line in lines for o, _ in line if self._may_change(o, hidden_only=hidden_only)}
        if hidden_only and (found := balanced(lines, changes, self.values, {v: up})) is not None:
            return found
        costs = {o: FREE if o in self.hidden else self.pris[o] for o in sorted(changes - {v})}
        return cheapest_change(lines, costs, self.values, {v: up})

    def _take(self, move: Mapping[int, int]) -> None:
        for v, change in move.items():
            self.low[v] = min(self.low[v], self.values[v] + change)
            self.high[v] = max(self.high[v], self.values[v] + change)
            if v not in self.hidden:
                self.hidden |= {v, *self.med(v)}


def balanced(
    lines: Sequence[Likning], changes: Collection[int], values: Sequence[int], given: Mapping[int, int]
) -> dict[int, int] | None:
    """A change as of ``cheapest_change``, found by mending one sum at a time with one number each. None when there is
    none so simple: there may still be one."""
    of: dict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        for v, _ in line:
            of[v].append(number)
    tries = [_TRIES]

    def off(moved: Mapping[int, int], near: Iterable[int]) -> int | None:
        return next((n for n in near if sum(f * moved.get(v, 0) for v, f in lines[n])), None)

    def mend(moved: dict[int, int], near: list[int]) -> dict[int, int] | None:
        broken = off(moved, near)
        if broken is None:
            return moved
        lacking = sum(f * moved.get(v, 0) for v, f in lines[broken])
        for v, factor in lines[broken]:
            up = -lacking // factor
            if v in moved or v not in changes or values[v] + up < 0:
                continue
            tries[0] -= 1
            if tries[0] < 0:
                return None
            if (found := mend({**moved, v: up}, [*near, *of[v]])) is not None:
                return found
        return None

    return mend(dict(given), [n for v in given for n in of[v]])


def cheapest_change(
    lines: Sequence[Likning], costs: Mapping[int, float], values: Sequence[int], given: Mapping[int, int]
) -> dict[int, int] | None:
    """The change of whole numbers that keeps every sum, none below 0, with ``given`` in it; those without a cost stay.

    The sum of cost times size of change is least. None when there is none.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    order = list(costs)
    place = {v: n for n, v in enumerate(order)}
    rows, columns, factors, right = [], [], [], []
    for number, line in enumerate(lines):
        right.append(-float(sum(factor * given.get(v, 0) for v, factor in line)))
        for v, factor in line:
            if v in place:
                rows += [number, number]
                columns += [place[v], place[v] + len(order)]
                factors += [factor, -factor]
    if not order:
        return None if any(right) else dict(given)
    matrix = csr_array((factors, (rows, columns)), shape=(len(lines), 2 * len(order)), dtype=float)
    price = [costs[v] for v in order] * 2
    most = sum(abs(up) for up in given.values()) * 4
    upper = [float(most)] * len(order) + [float(min(values[v], most)) for v in order]
    solved: Any = milp(
        price,
        integrality=[1] * len(price),
        bounds=Bounds([0.0] * len(price), upper),
        constraints=LinearConstraint(matrix, right, right),
    )
    if solved.x is None:
        return None
    changed = {v: round(solved.x[n]) - round(solved.x[n + len(order)]) for v, n in place.items()}
    return {**{v: up for v, up in changed.items() if up}, **given}


def _parts(lines: Sequence[Likning], unknown: Sequence[int]) -> list[list[Likning]]:
    """The sums with unknown numbers, those that share one together."""
    group = {v: v for v in unknown}

    def root(v: int) -> int:
        while group[v] != v:
            group[v] = group[group[v]]
            v = group[v]
        return v

    with_unknown = [(line, [v for v, _ in line if v in group]) for line in lines]
    for _, there in with_unknown:
        for v in there[1:]:
            group[root(v)] = root(there[0])
    found: dict[int, list[Likning]] = defaultdict(list)
    for line, there in with_unknown:
        if there:
            found[root(there[0])].append(line)
    return list(found.values())


def _solve_unknown(lines: Sequence[Likning], values: Sequence[int | None]) -> dict[int, int] | None:
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    order = list(dict.fromkeys(v for line in lines for v, _ in line if values[v] is None))
    place = {v: n for n, v in enumerate(order)}
    right = [-float(sum(f * (values[v] or 0) for v, f in line if v not in place)) for line in lines]
    rows = [number for number, line in enumerate(lines) for v, _ in line if v in place]
    columns = [place[v] for line in lines for v, _ in line if v in place]
    factors = [float(f) for line in lines for v, f in line if v in place]
    matrix = csr_array((factors, (rows, columns)), shape=(len(lines), len(order)))
    solved: Any = milp(
        [0.0] * len(order),
        integrality=[1] * len(order),
        bounds=Bounds(0.0, float("inf")),
        constraints=LinearConstraint(matrix, right, right),
    )
    return None if solved.x is None else {v: round(solved.x[n]) for v, n in place.items()}


def told_by_sums(system: Likninger) -> tuple[int | None, ...]:
    """The values, with those a sum leaves only one possibility for. None for the rest."""
    found = list(system.verdier)
    waiting = list(system.likninger)
    while True:
        left = []
        for line in waiting:
            unknown = [(v, factor) for v, factor in line if found[v] is None]
            if len(unknown) == 1:
                v, factor = unknown[0]
                found[v] = -sum(f * (found[o] or 0) for o, f in line if o != v) // factor
            elif unknown:
                left.append(line)
        if len(left) == len(waiting):
            return tuple(found)
        waiting = left
