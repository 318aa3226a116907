"""Bounds for a share when strata were drawn unequally, from the exact bounds of each stratum put together.

In one stratum, the chance of at most as many hits as were found, reckoned for every possible count, falls from 1 to 0:
it is a distribution of how many there may be, and its quantile is the exact upper bound. Strata are drawn apart, so
the sum of theirs is a distribution of how many there may be in all, and its quantile is the bound given here (the
melded intervals of Fay, Proschan and Brittain, Biometrics 2015, over the hypergeometric). With one stratum it is the
exact bound.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from bvaudit.model.anslag import Stratumtall

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Chances = NDArray[np.float64]


def most_hits(strata: Sequence[Stratumtall], alpha: float) -> int:
    """The most hits in all strata together that are not ruled out, with ``alpha`` in the tail."""
    import numpy as np  # late: what only lists or explains rules does not pay for it

    total: Chances = np.ones(1)
    for stratum in strata:
        total = np.convolve(total, _spread(stratum.ramme, stratum.lest, stratum.treff))
    beyond = np.cumsum(total[::-1])[::-1]  # the chance of so many more than were found, or more still
    return sum(s.treff for s in strata) + int(np.nonzero(beyond > alpha)[0][-1])


@lru_cache(maxsize=4096)  # the points of a checklist are read in the same cases, and most have the same counts
def _spread(ramme: int, lest: int, treff: int) -> "Chances":
    """The chance of each count, from those found up to all but those found without."""
    import numpy as np

    hits = np.arange(treff, ramme - (lest - treff) + 1, dtype=float)
    at_most = np.zeros(len(hits))
    for found in range(treff + 1):
        at_most += np.exp(_ways(hits, found) + _ways(ramme - hits, lest - found) - _ways(np.array([ramme]), lest))
    chances = -np.diff(np.append(np.minimum(at_most, 1.0), 0.0))
    return np.maximum(chances, 0.0)


def _ways(of: "Chances", take: int) -> "Chances":
    """The logarithm of «of over take», −∞ where there is no way."""
    import numpy as np
    from scipy.special import gammaln

    possible = of >= take
    left = np.where(possible, of - take, 0.0)
    ways: Chances = np.where(possible, gammaln(of + 1.0) - gammaln(take + 1.0) - gammaln(left + 1.0), -np.inf)
    return ways
