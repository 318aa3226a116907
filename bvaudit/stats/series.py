"""Several periods, and units side by side: limits chance alone would stay within. Never a ranking.

Limits of counts are exact binomial, for p ± 3 standard deviations goes below zero and above one where few are read.
"""

from collections.abc import Sequence
from itertools import pairwise

from bvaudit.model.anslag import Grensepunkt, Traktdiagram, Utenfor, Xmr

OUTER = 0.001  # in each tail of a funnel: 99.8 %
INNER = 0.025  # in each tail of a funnel: 95 %
THREE_SIGMA = 0.00135  # in each tail of a p-chart: what three standard deviations leave out of a normal distribution
LEAST_PERIODS = 12  # fewer periods, and the limits move more than what they are to show
_LAST_DIGITS = 1e-9  # the mean of values that are all alike may differ from them in the last digit
_MEAN, _STEP = 2.66, 3.267  # XmR: 3/d2 and D4 for steps between two values


def funnel(units: Sequence[tuple[str, int, int]]) -> Traktdiagram:
    """``units``: (name, hits, read). Limits around the share all have together, narrower the more that is read."""
    return _chart(units, OUTER, INNER)


def p_chart(periods: Sequence[tuple[str, int, int]]) -> Traktdiagram:
    """``periods``: (name, hits, read), in order of time. No limits before there are enough periods."""
    chart = _chart(periods, THREE_SIGMA, None)
    if chart.felles is not None and sum(1 for _, _, n in periods if n) < LEAST_PERIODS:
        points = tuple(Grensepunkt(navn=p.navn, treff=p.treff, n=p.n, nedre=0.0, ovre=1.0) for p in chart.punkter)
        return Traktdiagram(felles=chart.felles, punkter=points, grunn="for_faa_perioder")
    return chart


def xmr(values: Sequence[float]) -> Xmr:
    """Single values in order of time: mean ± 2.66 times the mean step. ValueError with fewer than two."""
    if len(values) < 2:
        raise ValueError("a series has at least two values")
    steps = [abs(b - a) for a, b in pairwise(values)]
    mean, step = sum(values) / len(values), sum(steps) / len(steps)
    low, high, longest = mean - _MEAN * step, mean + _MEAN * step, _STEP * step
    if len(values) < LEAST_PERIODS:
        return Xmr(snitt=mean, nedre=low, ovre=high, sprang_ovre=longest, grunn="for_faa_perioder")
    room = _LAST_DIGITS * max(abs(value) for value in values)
    return Xmr(
        snitt=mean,
        nedre=low,
        ovre=high,
        sprang_ovre=longest,
        utenfor=tuple(i for i, value in enumerate(values) if value < low - room or value > high + room),
        sprang=tuple(i for i, one in enumerate(steps, start=1) if one > longest + room),
    )


def limits(n: int, share: float, tail: float) -> tuple[int, int]:
    """The fewest and the most of ``n`` that chance alone gives, leaving at most ``tail`` outside on each side."""
    from scipy.special import bdtr

    low = next(k for k in range(n + 1) if bdtr(k, n, share) > tail)
    high = next(k for k in range(n, -1, -1) if 1 - (bdtr(k - 1, n, share) if k else 0.0) > tail)
    return low, high


def _chart(rows: Sequence[tuple[str, int, int]], outer: float, inner: float | None) -> Traktdiagram:
    hits, read = sum(k for _, k, _ in rows), sum(n for _, _, n in rows)
    if not read:
        points = tuple(Grensepunkt(navn=navn, treff=k, n=n, nedre=0.0, ovre=1.0) for navn, k, n in rows)
        return Traktdiagram(felles=None, punkter=points, grunn="ingen_lest")
    share = hits / read
    return Traktdiagram(felles=share, punkter=tuple(_point(row, share, outer, inner) for row in rows))


def _point(row: tuple[str, int, int], share: float, outer: float, inner: float | None) -> Grensepunkt:
    navn, k, n = row
    if not n:
        return Grensepunkt(navn=navn, treff=k, n=n, nedre=0.0, ovre=1.0)
    low, high = limits(n, share, outer)
    if inner is None:
        return Grensepunkt(navn=navn, treff=k, n=n, nedre=low / n, ovre=high / n, utenfor=_where(k, low, high))
    near, far = limits(n, share, inner)
    return Grensepunkt(
        navn=navn,
        treff=k,
        n=n,
        nedre=low / n,
        ovre=high / n,
        utenfor=_where(k, low, high),
        indre_nedre=near / n,
        indre_ovre=far / n,
        varsel=_where(k, near, far),
    )


def _where(k: int, low: int, high: int) -> Utenfor:
    return Utenfor.UNDER if k < low else Utenfor.OVER if k > high else Utenfor.INNENFOR
