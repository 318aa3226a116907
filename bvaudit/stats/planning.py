"""How many cases must be read, and what those that are read can say."""

import math
from collections.abc import Sequence
from fractions import Fraction

from bvaudit.model.anslag import Anslag, Metode, Planrad, Sierad, Synsjanse
from bvaudit.stats.proportion import CONFIDENCE, upper_count, upper_share
from bvaudit.stats.shares import share

MOST = (Fraction(5, 100), Fraction(10, 100), Fraction(20, 100))
_MOST_READ = 10_000  # a plan that needs more is no plan


def needed(*, most: Fraction, confidence: Fraction, ramme: int | None, allowed: int = 0) -> int | None:
    """The fewest cases to read that rule out, with ``confidence``, that ``most`` or more have the fault, when at most
    ``allowed`` of those read have it. None when no number does.

    Hypergeometric when the number of cases is known, else binomial, in whole numbers throughout. The count to rule out
    is ``most`` of the frame rounded up: 6 % of 100 is 6. ValueError unless 0 < most < 1 and 0 < confidence < 1.
    """
    if not (0 < most < 1 and 0 < confidence < 1 and allowed >= 0 and (ramme is None or ramme >= 0)):
        raise ValueError(f"no plan for {most} with {confidence}, {allowed} allowed, {ramme} cases")
    if ramme is None:
        return _without_end(most, 1 - confidence, allowed)
    faults = math.ceil(most * ramme)
    if allowed >= faults:
        return None
    # With faults > allowed a full count always rules it out, and more read never says less.
    low, high = allowed + 1, ramme
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if upper_count(allowed, middle, ramme, confidence) < faults else (middle + 1, high)
    return low


def needed_expecting(*, most: Fraction, expected: Fraction, confidence: Fraction, ramme: int | None) -> int | None:
    """As ``needed``, when the share ``expected`` of those read may have the fault, rounded up to whole cases.

    None when no number up to the frame does, or more than 10 000 must be read. ValueError as for needed, and unless
    0 ≤ expected < most.
    """
    if not 0 <= expected < most:
        raise ValueError(f"{expected} is expected, and {most} is to be ruled out")
    n = needed(most=most, confidence=confidence, ramme=ramme)
    end = _MOST_READ if ramme is None else min(ramme, _MOST_READ)
    while n is not None and n <= end:
        allowed = math.ceil(expected * n)
        if rules_out(allowed, n, most=most, confidence=confidence, ramme=ramme):
            return n
        # So many faults take at least this many cases, whatever share they are.
        fewest = needed(most=most, confidence=confidence, ramme=ramme, allowed=allowed)
        n = None if fewest is None else max(n + 1, fewest)
    return None


def rules_out(k: int, n: int, *, most: Fraction, confidence: Fraction, ramme: int | None) -> bool:
    """Whether ``k`` of ``n`` rule out, with ``confidence``, that ``most`` or more have the fault."""
    if ramme is None:
        return _ruled_out(n, most, 1 - confidence, k)
    return upper_count(k, n, ramme, confidence) < math.ceil(most * ramme)


def says(k: int, n: int, ramme: int | None, confidence: Fraction = CONFIDENCE) -> Anslag:
    """What ``k`` of ``n`` say one way: at most ``ovre`` have it, with ``confidence``. ``nedre`` is what is certain:
    those found. ValueError when nothing is read."""
    if n < 1:
        raise ValueError("nothing is read")
    if ramme is None:
        return Anslag(andel=k / n, nedre=0.0, ovre=upper_share(k, n, confidence), metode=Metode.BINOMISK)
    metode = Metode.FULL if n == ramme else Metode.HYPERGEOMETRISK
    return Anslag(andel=k / n, nedre=k / ramme, ovre=upper_count(k, n, ramme, confidence) / ramme, metode=metode)


def plan(
    ramme: int | None,
    *,
    confidence: Fraction = CONFIDENCE,
    most: Sequence[Fraction] = MOST,
    allowed: Sequence[int] = (0, 1, 2),
) -> tuple[Planrad, ...]:
    """The table of a plan: every limit with every number of faults allowed."""
    return tuple(
        Planrad(
            most=limit,
            sikkerhet=confidence,
            ramme=ramme,
            tillatt=faults,
            n=needed(most=limit, confidence=confidence, ramme=ramme, allowed=faults),
        )
        for limit in most
        for faults in allowed
    )


def what_it_says(
    n: int, ramme: int | None, *, confidence: Fraction = CONFIDENCE, hits: Sequence[int] | None = None
) -> tuple[Sierad, ...]:
    """What ``n`` read cases can say, for each number of faults found (0, 1, 2, 3 and half of them when not given)."""
    found = sorted({k for k in (0, 1, 2, 3, n // 2) if k <= n}) if hits is None else hits
    return tuple(
        Sierad(
            n=n,
            treff=k,
            ramme=ramme,
            andel=share(k, n, ramme),
            hoyst=upper_share(k, n, confidence) if ramme is None else upper_count(k, n, ramme, confidence) / ramme,
            hoyst_antall=None if ramme is None else upper_count(k, n, ramme, confidence),
        )
        for k in found
    )


def chance_to_see(n: int, ramme: int | None, *, shares: Sequence[Fraction] = MOST) -> tuple[Synsjanse, ...]:
    """How likely ``n`` read cases hold a fault at all, for each true share. What they cannot see, they cannot say."""
    return tuple(_chance(n, ramme, true) for true in shares)


def _chance(n: int, ramme: int | None, true: Fraction) -> Synsjanse:
    if ramme is None:
        return Synsjanse(n=n, andel=true, antall=None, sjanse=float(1 - (1 - true) ** n))
    if n > ramme:
        raise ValueError(f"{n} drawn from {ramme}")
    faults = math.ceil(true * ramme)
    missed = Fraction(math.comb(ramme - faults, n), math.comb(ramme, n))
    return Synsjanse(n=n, andel=true, antall=faults, sjanse=float(1 - missed))


def _without_end(most: Fraction, alpha: Fraction, allowed: int) -> int:
    low, high = allowed, allowed + 1
    while not _ruled_out(high, most, alpha, allowed):
        low, high = high, 2 * high
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _ruled_out(middle, most, alpha, allowed) else (middle, high)
    return high


def _ruled_out(n: int, most: Fraction, alpha: Fraction, allowed: int) -> bool:
    """Whether P(X ≤ allowed) ≤ alpha when X is binomial (n, most), in whole numbers."""
    hit, whole = most.numerator, most.denominator
    ways: int = sum(math.comb(n, i) * hit**i * (whole - hit) ** (n - i) for i in range(min(allowed, n) + 1))
    return ways * alpha.denominator <= alpha.numerator * int(whole**n)
