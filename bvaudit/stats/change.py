"""Whether two counts of everything there was can be told from chance, and how large the change may be.

Nothing is estimated here: all cases are counted, not drawn. What is asked is whether the work can have been the same
both times, and the difference no more than what single cases happen to give. So each case is taken as one that could
have gone either way (shares: Fisher's exact test), and events as coming one by one at an even rate (counts: the exact
test of two rates, which given their sum is binomial). Both are two-sided, and both are cautious when few are counted.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

from bvaudit.stats.proportion import CONFIDENCE, clopper_pearson
from bvaudit.stats.rounds import TOLD_APART, fisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``lower`` and ``upper``: of the difference between two shares, or of how many times more (a ratio; ``upper`` is
    infinite when there were none before). ``told``: by more than chance. ``possible``: whether any split of as many
    could have been told from chance at all."""

    p: float
    lower: float
    upper: float
    told: bool
    possible: bool


def share_change(k1: int, n1: int, k2: int, n2: int, level: Fraction = TOLD_APART) -> Change:
    """``k1`` of ``n1`` before, ``k2`` of ``n2`` now. The bounds put the exact ones of each share together (Newcombe's
    way, with Clopper and Pearson's); where the test tells nothing apart they hold 0. ValueError when either is of
    nothing."""
    if not n1 or not n2:
        raise ValueError("a share of nothing does not change")
    p = fisher(k1, n1, k2, n2)
    low1, high1 = clopper_pearson(k1, n1, CONFIDENCE)
    low2, high2 = clopper_pearson(k2, n2, CONFIDENCE)
    share1, share2 = k1 / n1, k2 / n2
    lower = share2 - share1 - math.hypot(share2 - low2, high1 - share1)
    upper = share2 - share1 + math.hypot(high2 - share2, share1 - low1)
    told = p < float(level) and not lower <= 0 <= upper
    if not told:
        lower, upper = min(lower, 0.0), max(upper, 0.0)
    return Change(
        p=p, lower=max(lower, -1.0), upper=min(upper, 1.0), told=told, possible=_some_split(k1 + k2, n1, n2, level)
    )


def count_change(k1: int, days1: int, k2: int, days2: int, level: Fraction = TOLD_APART) -> Change:
    """``k1`` events in ``days1`` days before, ``k2`` in ``days2`` now. The bounds are of how many times more there are
    a day, and hold 1 exactly when the test tells nothing apart. ValueError when there are no days, or fewer than none.
    """
    if k1 < 0 or k2 < 0 or days1 < 1 or days2 < 1:
        raise ValueError(f"{k1} in {days1} days and {k2} in {days2} days are not counts")
    both, part = k1 + k2, days2 / (days1 + days2)
    if not both:
        return Change(p=1.0, lower=0.0, upper=math.inf, told=False, possible=False)
    low, high = clopper_pearson(k2, both, CONFIDENCE)
    p = min(1.0, 2 * min(_at_most(k2, both, part), _at_most(k1, both, 1 - part)))
    fewest = 2 * min(part, 1 - part) ** both
    return Change(
        p=p,
        lower=_times(low, part),
        upper=_times(high, part),
        told=p < float(level),
        possible=min(1.0, fewest) < float(level),
    )


def _at_most(k: int, n: int, share: float) -> float:
    from scipy.special import bdtr

    return float(bdtr(k, n, share))


def _times(share: float, part: float) -> float:
    """The share of all events that came now, as how many times more a day."""
    return math.inf if share >= 1 else share / (1 - share) * (1 - part) / part


def _some_split(hits: int, n1: int, n2: int, level: Fraction) -> bool:
    """Whether the most uneven way as many hits can fall would be told from chance."""
    first, last = max(0, hits - n2), min(n1, hits)
    return any(fisher(k, n1, hits - k, n2) < float(level) for k in {first, last})
