"""Two rounds that were each drawn from the same strata: Fisher's exact test within every stratum at once."""

import math
from collections.abc import Sequence
from fractions import Fraction

_Counts = Sequence[tuple[int, int]]


def stratified_fisher(first: _Counts, second: _Counts) -> float:
    """The chance of a split at least as uneven, were there no difference in any stratum. ``first`` and ``second`` are
    (hits, read) for the same strata in the same order. With one stratum it is Fisher's test. In whole numbers
    throughout. ValueError when the strata are not as many, or a count is none."""
    if len(first) != len(second):
        raise ValueError(f"{len(first)} strata and {len(second)}")
    ways, observed = [1], 0
    for (k1, n1), (k2, n2) in zip(first, second, strict=True):
        if not (0 <= k1 <= n1 and 0 <= k2 <= n2):
            raise ValueError(f"{k1} of {n1} and {k2} of {n2} are not counts")
        ways = _together(ways, [math.comb(n1, x) * math.comb(n2, k1 + k2 - x) for x in range(k1 + k2 + 1)])
        observed += k1
    return float(Fraction(sum(way for way in ways if way <= ways[observed]), sum(ways)))


def _together(a: Sequence[int], b: Sequence[int]) -> list[int]:
    """How many ways each sum can come about."""
    found = [0] * (len(a) + len(b) - 1)
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            found[i + j] += one * other
    return found
