"""Bounds for a share when strata were drawn unequally, from the exact bounds of each stratum put together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bvaudit.model.anslag import Stratumtall

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Chances = NDArray[np.float64]


def most_hits(strata: Sequence[Stratumtall], alpha: float) -> int:
    """The most cases in all strata together that are not ruled out, ``alpha`` in the tail.

    In each stratum the chance of at most as many hits as were found, for every possible count, is a distribution of how
    many there may be. Their sum has the bound as its quantile: with one stratum it is the exact hypergeometric bound.
    """
    import numpy as np

    total: Chances = np.ones(1)
    least = sum(s.treff for s in strata)
    for stratum in strata:
        total = np.convolve(total, _spread(stratum))
    beyond = np.cumsum(total[::-1])[::-1]  # P(sum ≥ least + i)
    return least + int(np.nonzero(beyond > alpha)[0][-1])


def _spread(stratum: Stratumtall) -> "Chances":
    """The chance of each count from those found up to all but those found without."""
    import numpy as np
    from scipy.special import gammaln

    ramme, lest, treff = stratum.ramme, stratum.lest, stratum.treff
    counts = np.arange(treff, ramme - (lest - treff) + 1, dtype=float)[:, None]
    found = np.arange(0, treff + 1, dtype=float)[None, :]

    def ways(of: "Chances", take: "Chances") -> "Chances":
        """log C(of, take), −∞ where there is no way."""
        possible = (take >= 0) & (take <= of)
        safe = np.where(possible, take, 0.0)
        value: Chances = np.where(possible, gammaln(of + 1) - gammaln(safe + 1) - gammaln(of - safe + 1), -np.inf)
        return value

    whole = ways(np.array(float(ramme)), np.array(float(lest)))
    at_most = np.exp(ways(counts, found) + ways(ramme - counts, lest - found) - whole).sum(axis=1)
    chances: Chances = -np.diff(np.append(np.minimum(at_most, 1.0), 0.0))
    chances[0] += 1.0 - chances.sum()
    return np.maximum(chances, 0.0)
