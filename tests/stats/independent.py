"""The same questions answered by other means: every possible draw counted, exact fractions, a sum under a curve.

Nothing here uses scipy, numpy or ``bvaudit``; it is slow, and it is meant to be read."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import product

Pairs = Sequence[tuple[str, str]]


def hypergeometric(x: int, N: int, K: int, n: int) -> Fraction:  # noqa: N803
    """The chance of exactly ``x`` hits among ``n`` drawn from ``N`` cases of which ``K`` are hits."""
    if not (0 <= x <= K and 0 <= n - x <= N - K):
        return Fraction(0)
    return Fraction(math.comb(K, x) * math.comb(N - K, n - x), math.comb(N, n))


def binomial(x: int, n: int, p: Fraction) -> Fraction:
    return math.comb(n, x) * p**x * (1 - p) ** (n - x)


def largest_count(k: int, n: int, N: int, alpha: Fraction) -> int:  # noqa: N803
    """The most hits that leave more than ``alpha`` for as few as ``k``: every possible count tried."""
    return max(K for K in range(k, N - n + k + 1) if sum(hypergeometric(x, N, K, n) for x in range(k + 1)) > alpha)


def cases_to_read(most: Fraction, alpha: Fraction, N: int | None, allowed: int) -> int | None:  # noqa: N803
    """One case more at a time, until ``allowed`` faults rule out ``most``."""
    if N is not None:
        K = math.ceil(most * N)  # noqa: N806
        tried = range(allowed + 1, N + 1)
        return next((n for n in tried if sum(hypergeometric(x, N, K, n) for x in range(allowed + 1)) <= alpha), None)
    n = allowed + 1
    while sum(binomial(x, n, most) for x in range(allowed + 1)) > alpha:
        n += 1
    return n


def bisect(below: Callable[[Fraction], bool], steps: int = 45) -> float:
    """Where ``below`` turns from true to false between 0 and 1, in exact fractions."""
    low, high = Fraction(0), Fraction(1)
    for _ in range(steps):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) else (low, middle)
    return float((low + high) / 2)


def exact_bounds(k: int, n: int, alpha: Fraction) -> tuple[float, float]:
    """Clopper and Pearson's definition: each tail summed term by term."""
    lower = 0.0 if k == 0 else bisect(lambda p: sum(binomial(x, n, p) for x in range(k, n + 1)) <= alpha)
    upper = 1.0 if k == n else bisect(lambda p: sum(binomial(x, n, p) for x in range(k + 1)) > alpha)
    return lower, upper


def under_the_curve(a: float, b: float, tail: float) -> float:
    """The quantile of a beta distribution (a and b at least 1): the density added up in thin strips."""
    strips = 20_000
    density = [(((i + 0.5) / strips) ** (a - 1)) * ((1 - (i + 0.5) / strips) ** (b - 1)) for i in range(strips)]
    goal, total = tail * sum(density), 0.0
    for i, strip in enumerate(density):
        if total + strip >= goal:
            return (i + (goal - total) / strip) / strips
        total += strip
    return 1.0


def fisher_two_sided(k1: int, n1: int, k2: int, n2: int) -> float:
    """Every split with the same sums that is as rare as this one or rarer."""
    chances = [hypergeometric(x, n1 + n2, k1 + k2, n1) for x in range(min(n1, k1 + k2) + 1)]
    return float(sum(p for p in chances if p <= chances[k1]))


def barnard_two_sided(k1: int, n1: int, k2: int, n2: int, points: int = 4000) -> float:
    """Every pair of counts as far apart by the pooled score, at every true share of a fine grid."""

    def score(a: int, b: int) -> float:
        p = Fraction(a + b, n1 + n2)
        if p in (0, 1):
            return 0.0
        return abs(a / n1 - b / n2) / math.sqrt(p * (1 - p) * (Fraction(1, n1) + Fraction(1, n2)))

    found = score(k1, k2)
    far = [(a, b) for a, b in product(range(n1 + 1), range(n2 + 1)) if score(a, b) >= found - 1e-12]
    return max(
        sum(math.comb(n1, a) * math.comb(n2, b) * p ** (a + b) * (1 - p) ** (n1 + n2 - a - b) for a, b in far)
        for p in (i / points for i in range(1, points))
    )


def strata_bound(strata: Sequence[tuple[int, int, int]], alpha: Fraction) -> int:
    """(frame, read, hits) of each: the chance of every combination of counts, then the largest sum with more than alpha
    above or at it."""
    spreads = []
    for N, n, k in strata:  # noqa: N806
        at_most = [sum(hypergeometric(x, N, K, n) for x in range(k + 1)) for K in range(k, N - n + k + 1)]
        spreads.append(
            [(k + i, p - q) for i, (p, q) in enumerate(zip(at_most, [*at_most[1:], Fraction(0)], strict=True))]
        )
    sums: dict[int, Fraction] = {}
    for combination in product(*spreads):
        total = sum(count for count, _ in combination)
        sums[total] = sums.get(total, Fraction(0)) + math.prod((p for _, p in combination), start=Fraction(1))
    return max(t for t in sums if sum(p for total, p in sums.items() if total >= t) > alpha)


def kappa(pairs: Pairs) -> float:
    """Alike by chance: every answer of the first against every answer of the second."""
    n = len(pairs)
    alike = Fraction(sum(a == b for a, b in pairs), n)
    chance = Fraction(sum(a == b for a, _ in pairs for _, b in pairs), n * n)
    return float((alike - chance) / (1 - chance))


def ac1(pairs: Pairs) -> float:
    """Alike by chance: two answers drawn from all, unlike, spread over the other categories."""
    everything = [answer for pair in pairs for answer in pair]
    n, kinds = len(everything), set(everything)
    alike = Fraction(sum(a == b for a, b in pairs), len(pairs))
    chance = Fraction(sum(a != b for a in everything for b in everything), n * n * max(len(kinds) - 1, 1))
    return float((alike - chance) / (1 - chance))


def standard_error(of: Callable[[dict[tuple[str, str], float]], float], pairs: Pairs, step: float = 1e-6) -> float:
    """The delta method by small steps: how much the value moves when the share of each kind of pair does."""
    n = len(pairs)
    shares = {kind: pairs.count(kind) / n for kind in set(pairs)}
    slopes = {}
    for kind in shares:
        up, down = ({**shares, kind: shares[kind] + sign * step} for sign in (1, -1))
        slopes[kind] = (of(up) - of(down)) / (2 * step)
    mean = sum(shares[kind] * slope for kind, slope in slopes.items())
    return math.sqrt(sum(shares[kind] * (slope - mean) ** 2 for kind, slope in slopes.items()) / n)


def kappa_of_shares(shares: dict[tuple[str, str], float]) -> float:
    whole = sum(shares.values())
    alike = sum(p for (a, b), p in shares.items() if a == b) / whole
    chance = sum(p * q for (a, _), p in shares.items() for (_, b), q in shares.items() if a == b) / whole**2
    return (alike - chance) / (1 - chance)


def ac1_of_shares(shares: dict[tuple[str, str], float]) -> float:
    whole = sum(shares.values())
    kinds = {answer for pair in shares for answer in pair}
    alike = sum(p for (a, b), p in shares.items() if a == b) / whole
    used = {c: sum(p * ((a == c) + (b == c)) / 2 for (a, b), p in shares.items()) / whole for c in kinds}
    chance = sum(p * (1 - p) for p in used.values()) / max(len(kinds) - 1, 1)
    return (alike - chance) / (1 - chance)


def limits(n: int, p: Fraction, tail: Fraction) -> tuple[int, int]:
    """The counts that chance alone gives, when a tail may hold at most so much."""
    inside = [
        k
        for k in range(n + 1)
        if sum(binomial(x, n, p) for x in range(k + 1)) > tail
        and sum(binomial(x, n, p) for x in range(k, n + 1)) > tail
    ]
    return min(inside), max(inside)


def worth(cases: Sequence[tuple[int, int]], doubt: int = 4) -> float:
    """How many objects in as many cases say as much: docs/statistikk.md, written out in fractions."""
    k, n, m = sum(hits for hits, _ in cases), sum(objects for _, objects in cases), len(cases)
    largest = Fraction(sum(objects**2 for _, objects in cases), n)
    few, p = min(k, n - k), Fraction(k, n)
    if few == 0:
        return float(n / largest)
    apart = sum((hits - p * objects) ** 2 for hits, objects in cases) * Fraction(m, m - 1)
    seen = min(max(apart / n**2 / (p * (1 - p) / n), Fraction(1)), largest)
    return float(n / ((few * seen + doubt * largest) / (few + doubt)))


def weighted_share(strata: Sequence[tuple[int, int, int]]) -> float:
    """(frame, read, hits) of each: as many hits as each stratum would have if all of it were like what was read."""
    return float(sum(Fraction(N * k, n) for N, n, k in strata) / sum(N for N, _, _ in strata))
