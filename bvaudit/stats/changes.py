"""Changes of whole numbers that keep every sum they are in: what could as well have been true."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bvaudit.model.skjerming import Likning
from bvaudit.stats.least import least

_TRIES = 30
_FAR = 100  # so much further than what is asked for anything can move: many parts grow, and their sum with them
_WHOLE = 1e-6
_GOLDEN = 0.6180339887
NOTHING: Mapping[int, int] = {}


class Sums:
    """The equations, and for each number those it is in."""

    def __init__(self, likninger: Sequence[Likning], values: Sequence[int]) -> None:
        self.likninger = likninger
        self.values = values
        self.of: dict[int, list[int]] = defaultdict(list)
        for number, line in enumerate(likninger):
            for v, _ in line:
                self.of[v].append(number)
        self._matrix: Any = None

    @property
    def matrix(self) -> Any:
        """A row for each equation, a column for each number."""
        if self._matrix is None:
            from scipy.sparse import csc_array

            entries = [(n, v, factor) for n, line in enumerate(self.likninger) for v, factor in line]
            rows, columns, factors = zip(*entries, strict=True)
            shape = (len(self.likninger), len(self.values))
            self._matrix = csc_array((factors, (rows, columns)), shape=shape, dtype=float)
        return self._matrix

    def balanced(self, changes: Collection[int], given: Mapping[int, int]) -> dict[int, int] | None:
        """A change of ``changes`` that goes with ``given``, found by mending one sum at a time with one number each.
        None when there is none so simple: there may still be one."""
        tries = [_TRIES]

        def mend(moved: dict[int, int], near: list[int]) -> dict[int, int] | None:
            for number in near:
                if lacking := sum(factor * moved[v] for v, factor in self.likninger[number] if v in moved):
                    break
            else:
                return moved
            for v, factor in self.likninger[number]:
                up = -lacking // factor
                if v in moved or v not in changes or self.values[v] + up < 0:
                    continue
                tries[0] -= 1
                if tries[0] < 0:
                    return None
                if (found := mend({**moved, v: up}, [*near[near.index(number) :], *self.of[v]])) is not None:
                    return found
            return None

        return mend(dict(given), [number for v in given for number in self.of[v]])

    def cheapest(
        self, costs: Mapping[int, float], given: Mapping[int, int], wanted: Mapping[int, int] = NOTHING
    ) -> dict[int, int] | None:
        """The change that goes with ``given``: no number below 0, the sum of cost times size of change least. Numbers
        without a cost stay, those of cost 0 change freely. ``wanted`` grow up to so much where they can. None when
        there is no such change."""
        import numpy as np
        from scipy.optimize import Bounds
        from scipy.sparse import csr_array

        free = [v for v, cost in costs.items() if not cost]
        priced = [v for v, cost in costs.items() if cost]
        off: dict[int, int] = defaultdict(int)
        for v, up in given.items():
            for number in self.of[v]:
                off[number] += up * sum(factor for other, factor in self.likninger[number] if other == v)
        if not costs:
            return None if any(off.values()) else dict(given)
        entries = self.matrix[:, [*free, *priced, *priced]].tocoo()
        lines, rows = np.unique(entries.row, return_inverse=True)
        if any(up and number not in lines for number, up in off.items()):
            return None  # a sum nothing else in it can mend
        right = [-off[number] for number in lines.tolist()]
        factors = np.where(entries.col < len(costs), entries.data, -entries.data)
        matrix = csr_array((factors, (rows, entries.col)), shape=(len(lines), len(costs) + len(priced)))
        most = _FAR * sum(abs(up) for up in (*given.values(), *wanted.values()))
        fall = [min(self.values[v], most) for v in costs]
        down = dict(zip(costs, fall, strict=True))
        bounds = Bounds(
            [-down[v] for v in free] + [0] * (2 * len(priced)),
            [wanted.get(v, most) for v in free] + [most] * len(priced) + [down[v] for v in priced],
        )
        price = [-_worth(n) if v in wanted else 0.0 for n, v in enumerate(free)] + [costs[v] for v in priced] * 2
        asked = {"matrix": matrix, "right": right, "bounds": bounds}
        solved = least(price, **asked, whole=False, options={"presolve": False})  # most often whole numbers of itself
        if solved is not None and abs(solved - solved.round()).max() > _WHOLE:
            solved = least(price, **asked, options={"mip_rel_gap": 0.01, "node_limit": 20} if wanted else {})
        if solved is None:
            return None
        steps = [int(step) for step in solved.round()]
        changed = dict(zip(free, steps, strict=False))
        for n, v in enumerate(priced, start=len(free)):
            changed[v] = steps[n] - steps[n + len(priced)]
        return {**{v: up for v, up in changed.items() if up}, **given}


def _worth(number: int) -> float:
    """Some are worth more than others to see grow: with all alike, all would grow by one and none far enough."""
    return 1.0 + number * _GOLDEN % 1
