"""How far apart the lowest and highest a hidden number can be, given all sums it is in, and what must be hidden besides
for it to be far enough.

The certificate is another set of whole numbers, none below 0, with the same sums and the same printed numbers, in which
the hidden one differs. Whoever sees the paper cannot tell which of the two is true. Nothing rests on a heuristic being
right: what is not certified is told of (``uten_vern``).
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, overload

from bvaudit.model.skjerming import Likning, Likninger, Vernet
from bvaudit.stats.changes import Sums
from bvaudit.stats.least import least

_ROUNDS, _TOGETHER, _ATONCE = 20, 6, 200
_HOPS = (3, 1000)


def completed(system: Likninger) -> tuple[Likninger, int]:
    """Whole numbers for those that have none, so that all sums hold. Sums that cannot hold together, as when something
    was counted anew since it was printed, are left out, as few as can be; how many is told."""
    found = list(system.verdier)
    broken: set[Likning] = set()
    for part in _parts(system.likninger, [v for v, value in enumerate(found) if value is None]):
        solved = _solve_unknown(part, found)
        if solved is None:
            solved = _solve_unknown(part, found, loose=True)
            values = [solved.get(v, value) if value is None else value for v, value in enumerate(found)]
            broken |= {line for line in part if sum(f * (values[v] or 0) for v, f in line)}
        for v, value in solved.items():
            found[v] = value
    kept = tuple(line for line in system.likninger if line not in broken)
    whole = tuple(0 if value is None else value for value in found)
    return Likninger(verdier=whole, likninger=kept), len(broken)


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
    work.all_at_once(vern)
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
        self.sums = Sums(self.system.likninger, self.values)
        self.lines = self.sums.of

    def all_at_once(self, vern: Sequence[int]) -> None:
        """Few other solutions with what is hidden already, in which as many as possible are larger."""
        left = [v for v in vern if v in self.lines and not self._wide(v)]
        for _ in range(_ROUNDS):
            before = len(left)
            self._grow(left[:_ATONCE])
            left = [v for v in (*left[_ATONCE:], *left[:_ATONCE]) if not self._wide(v)]
            if before - len(left) < _TOGETHER:
                return

    def _grow(self, vern: Sequence[int]) -> None:
        if len(vern) < _TOGETHER:
            return
        near = self._near(vern, _HOPS[-1], hidden_only=True) & self.hidden
        wanted = {v: self.bredde for v in vern if v in near}
        self._take(self.sums.cheapest(dict.fromkeys(sorted(near), 0.0), {}, wanted) or {})

    def covered(self, v: int) -> bool:
        if self._wide(v) or v not in self.lines:  # in no sum: nothing to work it out from
            return True
        for hidden_only in (True, False):  # first without hiding more
            tried: set[int] = set()
            for hops in _HOPS:
                near = self._near([v], hops, hidden_only=hidden_only)
                if near != tried and self._covered_near(v, near):
                    return True
                tried = near
        return False

    def _covered_near(self, v: int, near: set[int]) -> bool:
        for ups in self._ways(v):
            moves = [self._move(v, up, near) for up in ups]
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

    def _near(self, of: Sequence[int], hops: int, *, hidden_only: bool) -> set[int]:
        """The numbers that may change along with them, so many sums away."""
        seen, edge = set(of), set(of)
        for _ in range(hops):
            there = {other for v in edge for number in self.lines[v] for other, _ in self.system.likninger[number]}
            edge = {v for v in there - seen if self._may_change(v, hidden_only=hidden_only)}
            seen |= edge
            if not edge:
                break
        return seen

    def _may_change(self, v: int, *, hidden_only: bool) -> bool:
        return v in self.hidden or (not hidden_only and v in self.pris)

    def _move(self, v: int, up: int, near: set[int]) -> dict[int, int] | None:
        """The cheapest change of the others that goes with this one; None when there is none."""
        others = near - {v}
        if others <= self.hidden and (found := self.sums.balanced(others, {v: up})) is not None:
            return found
        costs = {o: 0.0 if o in self.hidden else self.pris[o] for o in sorted(others)}
        return self.sums.cheapest(costs, {v: up})

    def _take(self, move: Mapping[int, int]) -> None:
        for v, change in move.items():
            self.low[v] = min(self.low[v], self.values[v] + change)
            self.high[v] = max(self.high[v], self.values[v] + change)
            if v not in self.hidden:
                self.hidden |= {v, *self.med(v)}


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


@overload
def _solve_unknown(
    lines: Sequence[Likning], values: Sequence[int | None], *, loose: Literal[True]
) -> dict[int, int]: ...
@overload
def _solve_unknown(lines: Sequence[Likning], values: Sequence[int | None]) -> dict[int, int] | None: ...
def _solve_unknown(
    lines: Sequence[Likning], values: Sequence[int | None], *, loose: bool = False
) -> dict[int, int] | None:
    """``loose``: a sum may be off, at a cost."""
    from scipy.optimize import Bounds
    from scipy.sparse import csr_array, eye_array, hstack

    order = list(dict.fromkeys(v for line in lines for v, _ in line if values[v] is None))
    place = {v: n for n, v in enumerate(order)}
    right = [-float(sum(f * (values[v] or 0) for v, f in line if v not in place)) for line in lines]
    entries = [(n, place[v], float(f)) for n, line in enumerate(lines) for v, f in line if v in place]
    rows, columns, factors = zip(*entries, strict=True)
    matrix = csr_array((factors, (rows, columns)), shape=(len(lines), len(order)))
    cost = [0.0] * len(order)
    if loose:
        off = eye_array(len(lines))
        matrix, cost = hstack([matrix, off, -off]), cost + [1.0] * (2 * len(lines))
    solved = least(cost, matrix=matrix, right=right, bounds=Bounds(0.0, float("inf")))
    return None if solved is None else {v: round(solved[n]) for v, n in place.items()}


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
                value = -sum(f * (found[o] or 0) for o, f in line if o != v) // factor
                found[v] = value if value >= 0 else None  # below 0: something was counted anew since
            elif unknown:
                left.append(line)
        if len(left) == len(waiting):
            return tuple(found)
        waiting = left
