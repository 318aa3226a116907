"""The exact bounds, against scipy and against points worked out elsewhere."""

import math
import time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, binom, hypergeom

from bvaudit.stats.proportion import clopper_pearson, count_bounds, upper_count, upper_share

CONFIDENCES = (Fraction(50, 100), Fraction(80, 100), Fraction(95, 100), Fraction(99, 100), Fraction(9999, 10000))
confidences = st.fractions(Fraction(1, 100), Fraction(999, 1000), max_denominator=1000)


@st.composite
def counts(draw: st.DrawFn, most: int = 100_000) -> tuple[int, int]:
    n = draw(st.integers(1, most))
    return draw(st.integers(0, n)), n


@st.composite
def samples(draw: st.DrawFn, most: int = 150) -> tuple[int, int, int]:
    frame = draw(st.integers(1, most))
    n = draw(st.integers(0, frame))
    return draw(st.integers(0, n)), n, frame


def oracle(k: int, n: int, confidence: Fraction) -> tuple[float, float]:
    alpha = float((1 - confidence) / 2)
    lower = 0.0 if k == 0 else float(beta.ppf(alpha, k, n - k + 1))
    return lower, 1.0 if k == n else float(beta.isf(alpha, k + 1, n - k))


@pytest.mark.parametrize("confidence", CONFIDENCES, ids=lambda c: f"sikkerhet {float(c)}")
@pytest.mark.parametrize("n", [1, 2, 3, 5, 10, 30, 80, 140, 1000, 9999, 100_000, 1_000_000])
def test_agrees_with_scipy_on_a_grid(n: int, confidence: Fraction) -> None:
    for k in sorted({k for k in (0, 1, 2, 7, n // 100, n // 10, n // 3, n // 2, n - 7, n - 1, n) if 0 <= k <= n}):
        assert clopper_pearson(k, n, confidence) == pytest.approx(oracle(k, n, confidence), abs=1e-10), k


@given(count=counts(), confidence=confidences)
def test_agrees_with_scipy_anywhere(count: tuple[int, int], confidence: Fraction) -> None:
    assert clopper_pearson(*count, confidence) == pytest.approx(oracle(*count, confidence), abs=1e-10)


@given(count=counts(), confidence=confidences)
def test_the_bounds_contain_the_share_and_mirror_each_other(count: tuple[int, int], confidence: Fraction) -> None:
    k, n = count
    lower, upper = clopper_pearson(k, n, confidence)
    assert 0 <= lower <= k / n <= upper <= 1
    assert clopper_pearson(n - k, n, confidence) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


@given(count=counts(5000), confidence=confidences)
def test_more_deviations_never_lower_a_bound_and_more_cases_never_raise_one(
    count: tuple[int, int], confidence: Fraction
) -> None:
    k, n = count
    lower, upper = clopper_pearson(k, n, confidence)
    if k < n:
        one_more = clopper_pearson(k + 1, n, confidence)
        assert one_more[0] > lower and one_more[1] > upper
    larger = clopper_pearson(k, n + 1, confidence)
    assert larger[0] <= lower and larger[1] <= upper


@pytest.mark.parametrize(
    ("k", "n", "ventet"),
    [
        pytest.param(0, 0, (0.0, 1.0), id="ingenting undersøkt sier ingenting"),
        pytest.param(0, 10, (0.0, 1 - 0.025**0.1), id="ingen av ti"),
        pytest.param(10, 10, (0.025**0.1, 1.0), id="ti av ti"),
        pytest.param(0, 1, (0.0, 0.975), id="ingen av én"),
        pytest.param(1, 1, (0.025, 1.0), id="én av én"),
    ],
)
def test_edges(k: int, n: int, ventet: tuple[float, float]) -> None:
    assert clopper_pearson(k, n) == pytest.approx(ventet, abs=1e-15)


def test_a_million_cases_take_no_time() -> None:
    start = time.perf_counter()
    for k in (1, 1000, 333_333, 500_000, 999_999):
        clopper_pearson(k, 1_000_000)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize(
    ("funnet", "ensidig", "nedre", "ovre"),
    [
        pytest.param(0, 35, 0, 41, id="0 av 10 lest, 140 i rammen"),
        pytest.param(1, 53, 1, 60, id="1 av 10 lest, 140 i rammen"),
        pytest.param(2, 69, 4, 76, id="2 av 10 lest, 140 i rammen"),
        pytest.param(3, 83, 11, 89, id="3 av 10 lest, 140 i rammen"),
    ],
)
def test_known_points_for_ten_of_140(funnet: int, ensidig: int, nedre: int, ovre: int) -> None:
    halv = Fraction(975, 1000)
    assert upper_count(funnet, 10, 140) == ensidig
    assert upper_count(funnet, 10, 140, halv) == ovre
    assert 140 - upper_count(10 - funnet, 10, 140, halv) == nedre


def test_known_point_without_an_end_to_the_frame() -> None:
    assert f"{upper_share(0, 10):.1%}" == "25.9%"


@pytest.mark.parametrize(
    ("ramme", "lest"),
    [
        pytest.param(140, {5: 48, 10: 26, 20: 13}, id="140 saker"),
        pytest.param(100, {6: 39}, id="100 saker, der avrunding av 6 prosent gir feil svar i andre tabeller"),
    ],
)
def test_how_many_must_be_read_without_a_deviation(ramme: int, lest: dict[int, int]) -> None:
    """Reading so many and finding nothing rules out that ``prosent`` of the frame has it; one fewer does not."""
    for prosent, n in lest.items():
        grense = -(-prosent * ramme // 100)
        assert upper_count(0, n, ramme) < grense <= upper_count(0, n - 1, ramme)


@given(sample=samples(), confidence=confidences)
def test_upper_count_is_the_largest_count_not_ruled_out(sample: tuple[int, int, int], confidence: Fraction) -> None:
    k, n, frame = sample
    most = upper_count(k, n, frame, confidence)
    alpha = float(1 - confidence)
    assert k <= most <= frame - (n - k)
    assert hypergeom.cdf(k, frame, most, n) > alpha - 1e-9
    if most < frame - (n - k):
        assert hypergeom.cdf(k, frame, most + 1, n) <= alpha + 1e-9


@given(sample=samples(), confidence=st.fractions(Fraction(1, 2), Fraction(999, 1000), max_denominator=1000))
def test_a_finite_frame_says_no_less_than_an_endless_one(sample: tuple[int, int, int], confidence: Fraction) -> None:
    """Not always: near the share found, the finite count is the wider. Uhlmann (1966) says from where it is not."""
    k, n, frame = sample
    most = upper_count(k, n, frame, confidence)
    if k == 0 or (k < n and most * (n - 1) * (frame + 1) >= (k * frame + n - 1) * frame):
        assert most <= frame * upper_share(k, n, confidence) + 1e-9


def test_when_most_have_it_the_finite_frame_can_be_the_wider() -> None:
    most = upper_count(2, 3, 59)
    assert most == 58 and hypergeom.cdf(2, 59, 58, 3) > 0.05
    assert binom.cdf(2, 3, 58 / 59) < 0.05 and 57.99 < 59 * upper_share(2, 3) < most


@pytest.mark.parametrize("ramme", [20, 40, 140, 500])
def test_in_the_samples_people_read_the_finite_frame_is_never_the_wider(ramme: int) -> None:
    for n in (5, 10, 20):
        for k in range(n // 2 + 1):
            assert upper_count(k, n, ramme) <= ramme * upper_share(k, n) + 1e-9


@given(sample=samples(), confidence=confidences)
def test_upper_count_grows_with_findings_and_shrinks_with_reading(
    sample: tuple[int, int, int], confidence: Fraction
) -> None:
    k, n, frame = sample
    most = upper_count(k, n, frame, confidence)
    if k < n:
        assert upper_count(k + 1, n, frame, confidence) >= most
    if n < frame:
        assert upper_count(k, n + 1, frame, confidence) <= most


@given(st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), confidences)
def test_a_full_count_is_exact(count: tuple[int, int], confidence: Fraction) -> None:
    k, n = count
    assert upper_count(k, n, n, confidence) == k


@pytest.mark.parametrize(
    ("k", "n", "ramme", "sikkerhet"),
    [
        pytest.param(-1, 10, 20, Fraction(95, 100), id="færre enn ingen"),
        pytest.param(11, 10, 20, Fraction(95, 100), id="flere funnet enn lest"),
        pytest.param(1, 21, 20, Fraction(95, 100), id="flere lest enn i rammen"),
        pytest.param(1, 10, 20, Fraction(0), id="ingen sikkerhet"),
        pytest.param(1, 10, 20, Fraction(1), id="full sikkerhet"),
    ],
)
def test_impossible_questions_are_refused(k: int, n: int, ramme: int, sikkerhet: Fraction) -> None:
    with pytest.raises(ValueError):
        upper_count(k, n, ramme, sikkerhet)


def test_an_upper_share_below_even_odds_is_refused() -> None:
    with pytest.raises(ValueError):
        upper_share(1, 10, Fraction(49, 100))


@pytest.mark.parametrize(
    ("k", "n", "N", "ventet"),
    [
        pytest.param(5, 50, 100, (5, 18), id="halve rammen"),
        pytest.param(0, 10, 40, (0, 10), id="ingen funnet"),
        pytest.param(10, 10, 40, (30, 40), id="alle"),
        pytest.param(3, 8, 8, (3, 3), id="alle er lest"),
    ],
)
def test_two_sided_bounds_count_cases_in_a_frame_with_an_end(k: int, n: int, N: int, ventet: tuple[int, int]) -> None:  # noqa: N803
    assert count_bounds(k, n, N) == ventet


def test_two_sided_bounds_are_the_tails_counted_out() -> None:
    """Every K whose two tails both hold more than 2.5 %, summed card by card."""
    for N, n in ((12, 5), (20, 7), (31, 11)):  # noqa: N806
        for k in range(n + 1):
            kept = [
                K
                for K in range(k, N - (n - k) + 1)
                if min(_tail(range(k + 1), K, n, N), _tail(range(k, n + 1), K, n, N)) > Fraction(1, 40)
            ]
            assert count_bounds(k, n, N) == (min(kept), max(kept)), (k, n, N)


def _tail(values: range, K: int, n: int, N: int) -> Fraction:  # noqa: N803
    ways = sum(math.comb(K, x) * math.comb(N - K, n - x) for x in values if 0 <= x <= K and n - x <= N - K)
    return Fraction(ways, math.comb(N, n))
