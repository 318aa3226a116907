"""Whether two rounds can be told from chance: exact tests of two shares, both two-sided.

Both count tables in whole numbers, where two are exactly as rare or exactly as far apart. scipy has both tests, but
they compare floats (its Barnard's gives 0.0945 for 4 and 8 of 10, and 0.0949 when every table is counted), and they
take a second to import.
"""

import math
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TOLD_APART = Fraction(5, 100)
_POINTS = 512  # of the true share, between 0 and 1; then as many again around the highest, twice


def fisher(k1: int, n1: int, k2: int, n2: int) -> float:
    """Fisher's exact test: the chance of a split at least as uneven, were there no difference; 1 if nothing is read."""
    _check(k1, n1, k2, n2)
    hits = k1 + k2
    first, last = max(0, hits - n2), min(n1, hits)
    ways = [math.comb(n1, first) * math.comb(n2, hits - first)]
    for a in range(first, last):  # each from the one before: thousands of cases, and nothing is rounded
        ways.append(ways[-1] * (n1 - a) * (hits - a) // ((a + 1) * (n2 - hits + a + 1)))
    return sum(way for way in ways if way <= ways[k1 - first]) / math.comb(n1 + n2, hits)


def told_apart(k1: int, n1: int, k2: int, n2: int, level: Fraction = TOLD_APART) -> bool:
    """Whether the rounds differ by more than chance would give, by Fisher's test: 4 and 8 of 10 do not."""
    return fisher(k1, n1, k2, n2) < float(level)


def barnard(k1: int, n1: int, k2: int, n2: int) -> float:
    """Barnard's exact test with the pooled score, which finds a difference more easily than Fisher's when few are read.

    The highest chance, over every true share both could have, of two counts at least as far apart. 1 if nothing is read
    or nothing differs.
    """
    _check(k1, n1, k2, n2)
    if k1 * n2 == k2 * n1:
        return 1.0
    import numpy as np

    ways = [_ways_as_far(total, k1, n1, k2, n2) for total in range(n1 + n2 + 1)]
    logs = np.array([math.log(way) if way else -math.inf for way in ways])
    low, high, highest = 0.0, 1.0, 0.0
    for _ in range(3):
        shares = np.linspace(low, high, _POINTS + 1)[1:-1]
        chances = _chances(shares, logs)
        at = int(chances.argmax())
        highest = max(highest, float(chances[at]))
        step = (high - low) / _POINTS
        low, high = max(0.0, float(shares[at]) - step), min(1.0, float(shares[at]) + step)
    return min(1.0, highest)


def _ways_as_far(total: int, k1: int, n1: int, k2: int, n2: int) -> int:
    """In how many ways ``total`` hits can fall so that the two shares are at least as far apart, by the pooled score.

    The square of the score is (a·n2 − b·n1)² over total · (n − total), times what is the same for all: whole numbers.
    """
    n, found = n1 + n2, k1 + k2
    bound = (k1 * n2 - k2 * n1) ** 2 * total * (n - total)
    counts = range(max(0, total - n2), min(n1, total) + 1) if 0 < total < n else ()
    return sum(
        math.comb(n1, a) * math.comb(n2, total - a)
        for a in counts
        if (a * n2 - (total - a) * n1) ** 2 * found * (n - found) >= bound
    )


def _chances(shares: "NDArray[np.float64]", logs: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """For each true share, the chance of a table that is counted: ``logs`` are of how many have each number of hits."""
    import numpy as np

    hits = np.arange(len(logs))
    terms = logs + hits * np.log(shares)[:, None] + (len(logs) - 1 - hits) * np.log1p(-shares)[:, None]
    chances: NDArray[np.float64] = np.exp(terms).sum(axis=1)
    return chances


def _check(k1: int, n1: int, k2: int, n2: int) -> None:
    if not (0 <= k1 <= n1 and 0 <= k2 <= n2):
        raise ValueError(f"{k1} of {n1} and {k2} of {n2} are not counts")
