"""Two counts of everything there was: known values, and that the test and the bounds say the same."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.stats.change import count_change, share_change

COUNT = st.integers(0, 80)


@pytest.mark.parametrize(
    ("k1", "k2", "p", "low", "high"),
    [  # exact test of two rates with as many days: Clopper and Pearson's tables for the later among both
        (10, 20, 0.0987, 0.4719 / 0.5281, 0.8271 / 0.1729),
        (5, 15, 0.0414, 0.5090 / 0.4910, 0.9134 / 0.0866),
        (100, 100, 1.0, 0.4287 / 0.5713, 0.5713 / 0.4287),
    ],
)
def test_counts_against_poisson_test(k1: int, k2: int, p: float, low: float, high: float) -> None:
    found = count_change(k1, 365, k2, 365)
    assert found.p == pytest.approx(p, abs=5e-4)
    assert (found.lower, found.upper) == pytest.approx((low, high), rel=2e-3)


def test_days_count() -> None:
    """Twice as many in twice as many days is no change."""
    found = count_change(30, 90, 60, 180)
    assert not found.told
    assert found.lower < 1 < found.upper


def test_nothing_both_times() -> None:
    found = count_change(0, 365, 0, 365)
    assert (found.p, found.told, found.possible, found.upper) == (1.0, False, False, math.inf)


@settings(max_examples=40)
@given(COUNT, st.integers(1, 400), COUNT, st.integers(1, 400))
def test_the_bounds_of_a_count_agree_with_its_test(k1: int, d1: int, k2: int, d2: int) -> None:
    found = count_change(k1, d1, k2, d2)
    assert found.told == (not found.lower <= 1 <= found.upper)
    assert found.possible or not found.told


@given(COUNT, COUNT, COUNT, COUNT)
def test_the_bounds_of_a_share_agree_with_its_test(a: int, x: int, b: int, y: int) -> None:
    if not a + x or not b + y:
        with pytest.raises(ValueError, match="share of nothing"):
            share_change(a, a + x, b, b + y)
        return
    found = share_change(a, a + x, b, b + y)
    assert found.told == (not found.lower <= 0 <= found.upper)
    assert found.possible or not found.told
    assert -1 <= found.lower <= b / (b + y) - a / (a + x) <= found.upper <= 1


def test_what_is_no_count() -> None:
    with pytest.raises(ValueError, match="are not counts"):
        count_change(1, 0, 1, 365)


@pytest.mark.parametrize(("sann", "n"), [(0.05, 40), (0.1, 60), (0.3, 30), (0.5, 20)])
def test_the_interval_of_a_difference_holds_what_it_promises(sann: float, n: int) -> None:
    """Every pair of outcomes with its chance, where nothing has changed: 0 is inside in at least 95 of 100."""
    chance = [math.comb(n, k) * sann**k * (1 - sann) ** (n - k) for k in range(n + 1)]
    held = sum(
        chance[a] * chance[b]
        for a in range(n + 1)
        for b in range(n + 1)
        if chance[a] * chance[b] > 1e-9 and not share_change(a, n, b, n).told
    )
    assert held >= 0.95
