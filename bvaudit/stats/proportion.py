"""What a count in a sample says about all the cases: exact bounds, never the normal approximation."""

import math
from collections.abc import Callable
from fractions import Fraction

CONFIDENCE = Fraction(95, 100)

_TINY = 1e-300  # stands in for a denominator of zero in the continued fraction
_EPSILON = 4e-16  # two units in the last place: closer than this the factor may never come
_MOST_TERMS = 100_000


def clopper_pearson(k: int, n: int, confidence: Fraction = CONFIDENCE) -> tuple[float, float]:
    """Exact two-sided bounds for the share when ``k`` of ``n`` have it, as (lower, upper) between 0 and 1.

    Nothing examined says nothing: ``n`` = 0 gives (0, 1). ValueError unless 0 ≤ k ≤ n and 0 < confidence < 1.
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


def _check(k: int, n: int, confidence: Fraction) -> None:
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n} is not a count")
    if not 0 < confidence < 1:
        raise ValueError(f"confidence {confidence} is not between 0 and 1")


def _lower(k: int, n: int, alpha: float) -> float:
    if k == 0:
        return 0.0
    if k == n:
        return math.exp(math.log(alpha) / n)
    # P(X ≥ k) = I_p(k, n − k + 1) grows with p.
    return _bisect(lambda p: _beta(k, n - k + 1, p, math.log(p), math.log1p(-p)) <= alpha, 0.0, k / n)


def _upper(k: int, n: int, alpha: float) -> float:
    if k == n:
        return 1.0
    if k == 0:
        return -math.expm1(math.log(alpha) / n)
    # P(X ≤ k) = I_{1−p}(n − k, k + 1) falls with p.
    return _bisect(lambda p: _beta(n - k, k + 1, 1.0 - p, math.log1p(-p), math.log(p)) > alpha, k / n, 1.0)


def _bisect(is_below: Callable[[float], bool], low: float, high: float) -> float:
    """Where ``is_below`` turns from true to false, to the last bit a float has."""
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return high


def _beta(a: int, b: int, x: float, log_x: float, log_y: float) -> float:
    """Regularised incomplete beta I_x(a, b) for x at or below the mean, where the fraction is quick.

    The logarithms of x and 1 − x are given because log(1 − p) loses digits that log1p keeps.
    """
    log_front = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * log_x + b * log_y
    return math.exp(log_front) / a * _fraction(a, b, x)


def _fraction(a: int, b: int, x: float) -> float:
    """The continued fraction of the incomplete beta (NIST DLMF 8.17.22), by Lentz's method."""
    d = 1.0 / (1.0 - (a + b) * x / (a + 1) or _TINY)
    c, value = 1.0, d
    for m in range(1, _MOST_TERMS):
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        d = 1.0 / (1.0 + even * d or _TINY)
        c = 1.0 + even / c or _TINY
        value *= c * d
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1.0 / (1.0 + odd * d or _TINY)
        c = 1.0 + odd / c or _TINY
        value *= c * d
        if abs(c * d - 1.0) <= _EPSILON:
            break
    return value


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
