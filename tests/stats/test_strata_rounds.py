"""Fisher's test over several strata: as scipy's with one, as every split counted by hand with two."""

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.stats.rounds import fisher
from bvaudit.stats.strata_rounds import stratified_fisher

COUNT = st.integers(0, 12).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_four_of_ten_to_eight_of_ten_is_the_published_value() -> None:
    # C(20,10) = 184756 ways; 12 hits in all. P = 2 · Σ_{k≤4} C(12,k)·C(8,10−k)/184756.
    by_hand = Fraction(2 * sum(math.comb(12, k) * math.comb(8, 10 - k) for k in range(2, 5)), math.comb(20, 10))
    assert stratified_fisher([(4, 10)], [(8, 10)]) == pytest.approx(float(by_hand), abs=1e-12)
    assert round(float(by_hand), 4) == 0.1698


@given(COUNT, COUNT)
@settings(deadline=None)  # the first call imports scipy
def test_one_stratum_is_fishers_test(first: tuple[int, int], second: tuple[int, int]) -> None:
    assert stratified_fisher([first], [second]) == pytest.approx(fisher(*first, *second), abs=1e-9)


@given(st.lists(st.tuples(COUNT, COUNT), min_size=2, max_size=2))
def test_two_strata_are_every_split_of_both(strata: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    chances: dict[int, int] = {}
    for split in itertools.product(*(range(k1 + k2 + 1) for (k1, _), (k2, _) in strata)):
        ways = math.prod(
            math.comb(n1, x) * math.comb(n2, k1 + k2 - x) for x, ((k1, n1), (k2, n2)) in zip(split, strata, strict=True)
        )
        chances[sum(split)] = chances.get(sum(split), 0) + ways
    seen = sum(k1 for (k1, _), _ in strata)
    by_hand = sum(w for w in chances.values() if w <= chances[seen]) / sum(chances.values())
    assert stratified_fisher([a for a, _ in strata], [b for _, b in strata]) == pytest.approx(by_hand, abs=1e-12)


def test_strata_hide_what_a_sum_would_show() -> None:
    """Simpson: within each stratum nothing has happened; only the mix of cases has."""
    first, second = [(9, 10), (1, 10)], [(27, 30), (1, 10)]
    assert stratified_fisher(first, second) == 1.0
    assert fisher(10, 20, 28, 40) < 0.2


def test_what_is_not_counts_is_refused() -> None:
    with pytest.raises(ValueError, match="strata"):
        stratified_fisher([(1, 2)], [])
    with pytest.raises(ValueError, match="not counts"):
        stratified_fisher([(3, 2)], [(0, 1)])
