"""How many cases must be read, and what those that are read can say."""

import math
from collections.abc import Sequence
from fractions import Fraction

from bvaudit.model.anslag import Anslag, Metode, Planrad, Sierad, Synsjanse
from bvaudit.stats.proportion import CONFIDENCE, upper_count, upper_share
from bvaudit.stats.shares import share

MOST = (Fraction(5, 100), Fraction(10, 100), Fraction(20, 100))
_WITHOUT_END = 1 << 40  # more than anyone reads: a plan that needs this is no plan


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


def _without_end(most: Fraction, alpha: Fraction, allowed: int) -> int | None:
    low, high = allowed, allowed + 1
    while not _ruled_out(high, most, alpha, allowed):
        low, high = high, 2 * high
        if high > _WITHOUT_END:
            return None
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _ruled_out(middle, most, alpha, allowed) else (middle, high)
    return high


def _ruled_out(n: int, most: Fraction, alpha: Fraction, allowed: int) -> bool:
    """Whether P(X ≤ allowed) ≤ alpha when X is binomial (n, most), in whole numbers."""
    hit, whole = most.numerator, most.denominator
    ways: int = sum(math.comb(n, i) * hit**i * (whole - hit) ** (n - i) for i in range(min(allowed, n) + 1))
    return ways * alpha.denominator <= alpha.numerator * int(whole**n)
