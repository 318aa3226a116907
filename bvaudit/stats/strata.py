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


def strata_bounds(strata: Sequence[Stratumtall], alpha: float) -> tuple[float, float]:
    """The lowest and the highest share of hits that are not ruled out, with ``alpha`` in each tail.

    Where all that was read is what the question is about, hits are counted out of all cases. Else nobody knows of how
    many, and the highest share is the most hits with the fewest cases without, each as far as it may go.
    """
    hits = [_counting(s, s.treff) for s in strata]
    without = [_counting(s, s.lest - s.treff) for s in strata]
    most_with, most_without = most_hits(hits, alpha), most_hits(without, alpha)
    frame = sum(s.ramme for s in strata)
    if not any(s.gjelder_ikke for s in strata):
        return (frame - most_without) / frame, most_with / frame
    fewest_with, fewest_without = (
        frame - most_hits([_counting(s, s.lest - s.treff) for s in counts], alpha) for counts in (hits, without)
    )
    return fewest_with / max(fewest_with + most_without, 1), most_with / max(most_with + fewest_without, 1)


def _counting(stratum: Stratumtall, hits: int) -> Stratumtall:
    """The stratum when so many of all that were read in it count."""
    read = stratum.lest + stratum.gjelder_ikke
    return Stratumtall(navn=stratum.navn, ramme=stratum.ramme, lest=read, treff=hits)


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
