"""Changes of whole numbers that keep every sum they are in: what could as well have been true."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from bvaudit.model.skjerming import Likning

_TRIES = 30
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
        from scipy.optimize import Bounds, LinearConstraint, milp

        free = [v for v, cost in costs.items() if not cost]
        priced = [v for v, cost in costs.items() if cost]
        lines = sorted({number for v in (*costs, *given) for number in self.of[v]})
        right = [-sum(f * given[v] for v, f in self.likninger[n] if v in given) for n in lines]
        if not costs:
            return None if any(right) else dict(given)
        matrix = self.matrix[:, [*free, *priced, *priced]][lines]
        if priced:
            matrix[:, len(costs) :] *= -1.0
        most = sum(abs(up) for up in (*given.values(), *wanted.values())) * 4
        fall = [min(self.values[v], most) for v in costs]
        down = dict(zip(costs, fall, strict=True))
        bounds = Bounds(
            [-down[v] for v in free] + [0] * (2 * len(priced)),
            [wanted.get(v, most) for v in free] + [most] * len(priced) + [down[v] for v in priced],
        )
        price = [-_worth(n) if v in wanted else 0.0 for n, v in enumerate(free)] + [costs[v] for v in priced] * 2
        asked = {"bounds": bounds, "constraints": LinearConstraint(matrix, right, right)}
        solved: Any = milp(price, options={"presolve": False}, **asked)  # most often whole numbers of itself
        if solved.x is not None and abs(solved.x - solved.x.round()).max() > _WHOLE:
            options = {"mip_rel_gap": 0.01, "node_limit": 20} if wanted else {}
            solved = milp(price, integrality=[1] * len(price), options=options, **asked)
        if solved.x is None:
            return None
        steps = [int(step) for step in solved.x.round()]
        changed = dict(zip(free, steps, strict=False))
        for n, v in enumerate(priced, start=len(free)):
            changed[v] = steps[n] - steps[n + len(priced)]
        return {**{v: up for v, up in changed.items() if up}, **given}


def _worth(number: int) -> float:
    """Some are worth more than others to see grow: with all alike, all would grow by one and none far enough."""
    return 1.0 + number * _GOLDEN % 1
