"""The share that has a fault, with bounds that hold: exact when cases are read one by one, careful when they cluster or
strata were drawn unequally, and none where they have not been shown to hold."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from bvaudit.model.anslag import Anslag, Metode, Stratumtall
from bvaudit.stats.proportion import CONFIDENCE, clopper_pearson, count_bounds, upper_count, upper_share
from bvaudit.stats.strata import strata_bounds

# The grid the coverage is shown on (tests/stats/test_coverage.py, docs/statistikk.md). Outside it nothing is given.
LEAST_CASES, MOST_CASES = 8, 500
MOST_OBJECTS = 4
MOST_STRATA = 8
_DOUBT = 4  # hits the largest design effect weighs as much as; chosen by coverage, see docs/statistikk.md


def share(k: int, n: int, ramme: int | None, confidence: Fraction = CONFIDENCE) -> Anslag:
    """``k`` of ``n`` read, from ``ramme`` cases (None: a source without end). Exact two-sided bounds.

    ValueError when nothing is read: nothing is no share.
    """
    _check(k, n, ramme)
    if ramme is None:
        low, high = clopper_pearson(k, n, confidence)
        return Anslag(andel=k / n, nedre=low, ovre=high, metode=Metode.BINOMISK)
    if n == ramme:
        return Anslag(andel=k / n, nedre=k / n, ovre=k / n, metode=Metode.FULL)
    fewest, most = count_bounds(k, n, ramme, confidence)
    return Anslag(andel=k / n, nedre=fewest / ramme, ovre=most / ramme, metode=Metode.HYPERGEOMETRISK)


def at_most(k: int, n: int, ramme: int | None, confidence: Fraction = CONFIDENCE) -> float:
    """The largest share that is not ruled out: one-sided, exact. ValueError when nothing is read."""
    _check(k, n, ramme)
    return upper_share(k, n, confidence) if ramme is None else upper_count(k, n, ramme, confidence) / ramme


def clustered(cases: Sequence[tuple[int, int]], ramme: int | None, confidence: Fraction = CONFIDENCE) -> Anslag:
    """The share of objects, when a case has several: ``cases`` are (hits, objects) of each case read, ``ramme`` the
    cases they were drawn from. Cases without objects tell nothing and are left out, also of the frame.

    The objects of a case are alike, so four in one case say less than four in four. What they are worth together is
    between the number of cases and the number of objects, and the exact bounds are taken for that many. ValueError when
    nothing is read.
    """
    read = [(hits, objects) for hits, objects in cases if objects]
    frame = None if ramme is None else ramme - (len(cases) - len(read))
    if not read or not all(0 <= hits <= objects for hits, objects in read) or (frame is not None and frame < len(read)):
        raise ValueError(f"{cases} are not cases read out of {ramme}")
    k, n = sum(hits for hits, _ in read), sum(objects for _, objects in read)
    if frame == len(read):
        return Anslag(andel=k / n, nedre=k / n, ovre=k / n, metode=Metode.FULL)
    if n == len(read):
        return share(k, n, frame, confidence)
    if grunn := _outside_the_grid(read):
        return Anslag(andel=k / n, grunn=grunn)
    worth = _worth(read, k, n)
    low, high = clopper_pearson(k / n * worth, worth, confidence)
    # What is read is known: bounds draw in as less is left, counting one case more than there is.
    left = 1.0 if frame is None else math.sqrt((frame - len(read) + 1) / frame)
    return Anslag(
        andel=k / n, nedre=k / n - (k / n - low) * left, ovre=k / n + (high - k / n) * left, metode=Metode.KLYNGE
    )


def _outside_the_grid(read: Sequence[tuple[int, int]]) -> str:
    if len(read) < LEAST_CASES:
        return "for_faa_saker"
    if len(read) > MOST_CASES:
        return "for_mange_saker"
    return "for_mange_i_en_sak" if max(objects for _, objects in read) > MOST_OBJECTS else ""


def _worth(read: Sequence[tuple[int, int]], k: int, n: int) -> float:
    """How many objects in as many cases would say the same (the effective sample size).

    The design effect is the variance by case over that of a draw object by object, never below 1, and never above what
    it is when all in a case are alike. With few hits it is hardly known: it is then drawn towards the largest.
    """
    largest = sum(objects * objects for _, objects in read) / n
    few = min(k, n - k)
    if few == 0:
        return n / largest
    # In whole numbers as long as possible, so that the order of the cases does not change the last digit.
    apart = sum((n * hits - k * objects) ** 2 for hits, objects in read) * len(read)
    seen = min(max(apart / ((len(read) - 1) * n * k * (n - k)), 1.0), largest)
    return n / ((few * seen + _DOUBT * largest) / (few + _DOUBT))


def weighted(strata: Sequence[Stratumtall], confidence: Fraction = CONFIDENCE) -> Anslag:
    """The share in all strata together, each counted by how many cases it has and not by how many were read.

    A stratum nothing is read from says nothing: then the share is of the others, without bounds. ValueError when
    nothing is read that the question is about.
    """
    for s in strata:
        if not (0 <= s.treff <= s.lest and s.gjelder_ikke >= 0 and s.lest + s.gjelder_ikke <= s.ramme):
            raise ValueError(f"{s.treff} of {s.lest} read, {s.gjelder_ikke} besides, {s.ramme} in the frame")
    strata = [s for s in strata if s.ramme]
    read = [s for s in strata if s.lest + s.gjelder_ikke]
    if not any(s.lest for s in read):
        raise ValueError("nothing is read")
    andel = float(_of_the_strata(read, lambda s: s.treff) / _of_the_strata(read, lambda s: s.lest))
    if len(read) < len(strata):
        return Anslag(andel=andel, grunn="gruppe_uten_leste")
    if all(s.lest + s.gjelder_ikke == s.ramme for s in read):
        return Anslag(andel=andel, nedre=andel, ovre=andel, metode=Metode.FULL)
    if len(read) == 1:
        return share(read[0].treff, read[0].lest, read[0].ramme - read[0].gjelder_ikke, confidence)
    if len(read) > MOST_STRATA:
        return Anslag(andel=andel, grunn="for_mange_grupper")
    low, high = strata_bounds(read, float((1 - confidence) / 2))
    return Anslag(andel=andel, nedre=low, ovre=high, metode=Metode.VEKTET)


def weighted_at_most(strata: Sequence[Stratumtall], confidence: Fraction = CONFIDENCE) -> float | None:
    """The largest share in all strata that is not ruled out: one-sided. None where ``weighted`` has no bounds."""
    return weighted(strata, 1 - 2 * (1 - confidence)).ovre


def _of_the_strata(read: Sequence[Stratumtall], counted: Callable[[Stratumtall], int]) -> Fraction:
    """How many there would be in all, were the rest of each stratum like what was read of it."""
    return sum((Fraction(counted(s) * s.ramme, s.lest + s.gjelder_ikke) for s in read), start=Fraction(0))


def _check(k: int, n: int, ramme: int | None) -> None:
    if n < 1:
        raise ValueError("nothing is read")
    if not 0 <= k <= n or (ramme is not None and n > ramme):
        raise ValueError(f"{k} of {n} read, {ramme} in the frame")
