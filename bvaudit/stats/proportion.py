"""What a count in a sample says about all the cases: exact bounds, never the normal approximation.

The share of a source without end comes from scipy. A count out of a known number of cases is reckoned here in whole
numbers: the answer is a whole number found by a comparison, and where the two sides are equal (none of 1 read, 20 in
the frame: exactly 5 %) a float may fall on either side and give another answer.
"""

import math
from fractions import Fraction

CONFIDENCE = Fraction(95, 100)


def clopper_pearson(k: float, n: float, confidence: Fraction = CONFIDENCE) -> tuple[float, float]:
    """Exact two-sided bounds for the share when ``k`` of ``n`` have it, as (lower, upper) between 0 and 1.

    Neither need be whole: what is read may count for less than its number. Nothing examined says nothing: ``n`` = 0
    gives (0, 1). ValueError unless 0 ≤ k ≤ n and 0 < confidence < 1.
    """
    _check(k, n, confidence)
    alpha = float((1 - confidence) / 2)
    return _lower(k, n, alpha), _upper(k, n, alpha)


def upper_share(k: int, n: int, confidence: Fraction = CONFIDENCE) -> float:
    """Exact one-sided upper bound for the share, for samples from a source without end.

    For cases drawn from a frame use upper_count. It is the tighter one when few of those read have it (always when none
    has), but not everywhere: 2 of 3 read and 59 in the frame gives 58 there and 57.9998 here. ValueError unless
    0 ≤ k ≤ n and 1/2 ≤ confidence < 1.
    """
    _check(k, n, confidence)
    if confidence < Fraction(1, 2):
        raise ValueError(f"confidence {confidence} is below one half")
    return _upper(k, n, float(1 - confidence))


def upper_count(k: int, n: int, N: int, confidence: Fraction = CONFIDENCE) -> int:  # noqa: N803
    """The most cases of ``N`` that can have it, when ``k`` of ``n`` drawn without replacement do: one-sided, exact.

    The largest K with P(X ≤ k) > 1 − confidence, in whole numbers throughout. A full count gives ``k``. The lower
    bound is ``N − upper_count(n − k, n, N)``. ValueError unless 0 ≤ k ≤ n ≤ N and 0 < confidence < 1.
    """
    _check(k, n, confidence)
    if n > N:
        raise ValueError(f"{n} drawn from {N}")
    alpha = 1 - Fraction(confidence)
    # sum > alpha · C(N, n) holds for whole numbers exactly when sum > floor(alpha · C(N, n)).
    limit = alpha.numerator * math.comb(N, n) // alpha.denominator
    low, high = k, N - (n - k)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _at_most_exceeds(k, n, middle, N, limit) else (low, middle - 1)
    return low


def count_bounds(k: int, n: int, N: int, confidence: Fraction = CONFIDENCE) -> tuple[int, int]:  # noqa: N803
    """The fewest and the most cases of ``N`` that can have it, when ``k`` of ``n`` drawn without replacement do.

    Exact and two-sided, in whole numbers throughout; a full count gives (k, k). ValueError as for upper_count.
    """
    one_sided = 1 - (1 - Fraction(confidence)) / 2
    return N - upper_count(n - k, n, N, one_sided), upper_count(k, n, N, one_sided)


def _check(k: float, n: float, confidence: Fraction) -> None:
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a count")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")


def _lower(k: float, n: float, alpha: float) -> float:
    if k == 0:
        return 0.0
    if k == n:
        return math.exp(math.log(alpha) / n)
    from scipy.special import betaincinv  # late: what only lists or explains rules does not pay for it

    return float(betaincinv(k, n - k + 1, alpha))


def _upper(k: float, n: float, alpha: float) -> float:
    if k == n:
        return 1.0
    if k == 0:
        return -math.expm1(math.log(alpha) / n)
    from scipy.special import betainccinv

    return float(betainccinv(k + 1, n - k, alpha))


def _at_most_exceeds(k: int, n: int, K: int, N: int, limit: int) -> bool:  # noqa: N803
    """Whether more than ``limit`` of the possible draws have at most ``k`` hits, when ``K`` of the ``N`` are hits."""
    i = min(k, K)
    term = math.comb(K, i) * math.comb(N - K, n - i)
    total = term
    while total <= limit and i > 0 and term:
        below = term * i * (N - K - n + i) // ((K - i + 1) * (n - i + 1))
        # The terms have one top, so from here on down each is at most as large as this one.
        if below <= term and total + below * i <= limit:
            return False
        i, term = i - 1, below
        total += term
    return total > limit
