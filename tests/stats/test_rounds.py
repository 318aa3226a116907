"""Two rounds: Fisher and Barnard, against scipy, every table counted, and what must hold for any counts."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.stats.rounds import barnard, fisher, told_apart


@st.composite
def two_rounds(draw: st.DrawFn, most: int = 60) -> tuple[int, int, int, int]:
    n1, n2 = draw(st.integers(0, most)), draw(st.integers(0, most))
    return draw(st.integers(0, n1)), n1, draw(st.integers(0, n2)), n2


@pytest.mark.parametrize(
    ("for_", "na", "skiller"),
    [
        pytest.param(4, 8, False, id="4 til 8 av 10 kan være tilfeldig"),
        pytest.param(3, 8, False, id="3 til 8 av 10 kan være tilfeldig"),
        pytest.param(2, 8, True, id="2 til 8 av 10 er mer enn tilfeldig"),
        pytest.param(0, 10, True, id="fra ingen til alle"),
        pytest.param(5, 5, False, id="ingen endring"),
    ],
)
def test_ten_of_each(for_: int, na: int, skiller: bool) -> None:
    assert told_apart(for_, 10, na, 10) is skiller


@given(two_rounds())
def test_the_order_of_rounds_and_of_answers_does_not_matter(rounds: tuple[int, int, int, int]) -> None:
    k1, n1, k2, n2 = rounds
    for test in (fisher, barnard):
        p = test(*rounds)
        assert 0 < p <= 1
        assert test(k2, n2, k1, n1) == pytest.approx(p, rel=1e-9)
        assert test(n1 - k1, n1, n2 - k2, n2) == pytest.approx(p, rel=1e-9)


@given(st.integers(0, 40), st.integers(0, 40))
def test_nothing_read_or_nothing_different_is_no_difference(n1: int, n2: int) -> None:
    for test in (fisher, barnard):
        assert test(0, n1, 0, n2) == test(n1, n1, n2, n2) == test(0, 0, n2 // 2, n2) == 1


@pytest.mark.parametrize("counts", [(-1, 5, 0, 5), (6, 5, 0, 5), (0, 5, 6, 5)])
def test_impossible_counts_are_refused(counts: tuple[int, int, int, int]) -> None:
    for test in (fisher, barnard):
        with pytest.raises(ValueError):
            test(*counts)


@pytest.mark.lang
def test_fisher_is_scipys_on_every_table_up_to_twelve() -> None:
    from scipy.stats import fisher_exact

    for n1, n2 in product((1, 2, 5, 8, 12), repeat=2):
        for k1, k2 in product(range(n1 + 1), range(n2 + 1)):
            theirs = fisher_exact([[k1, n1 - k1], [k2, n2 - k2]]).pvalue
            assert fisher(k1, n1, k2, n2) == pytest.approx(theirs, rel=1e-9), (k1, n1, k2, n2)


@pytest.mark.lang
def test_barnard_is_never_below_scipys_and_not_far_above() -> None:
    """scipy's leaves out tables whose scores are equal but for the last digits of a float."""
    from scipy.stats import barnard_exact

    for k1, n1, k2, n2 in ((1, 6, 4, 7), (2, 9, 8, 10), (4, 10, 8, 10), (7, 15, 12, 15), (3, 12, 9, 20)):
        theirs = float(barnard_exact([[k1, k2], [n1 - k1, n2 - k2]]).pvalue)
        assert theirs - 1e-6 <= barnard(k1, n1, k2, n2) <= theirs * 1.25


@pytest.mark.parametrize("test", [fisher, barnard])
@pytest.mark.parametrize("n", [5, 8, 10])
def test_chance_alone_is_seldom_called_a_difference(test, n: int) -> None:  # type: ignore[no-untyped-def]
    """At most one in twenty, whatever share both rounds have: every outcome counted."""
    from math import comb

    far = [(a, b) for a, b in product(range(n + 1), repeat=2) if test(a, n, b, n) < 0.05]
    for p in (i / 40 for i in range(1, 40)):
        assert sum(comb(n, a) * comb(n, b) * p ** (a + b) * (1 - p) ** (2 * n - a - b) for a, b in far) <= 0.05
