"""How many to read, and what so many can say."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.model.anslag import Metode
from bvaudit.stats.planning import chance_to_see, needed, needed_expecting, plan, rules_out, says, what_it_says
from bvaudit.stats.proportion import upper_count

P95 = Fraction(95, 100)
limits = st.fractions(Fraction(1, 50), Fraction(3, 5), max_denominator=50)
confidences = st.sampled_from([Fraction(80, 100), Fraction(90, 100), P95, Fraction(99, 100)])


@given(most=limits, confidence=confidences, ramme=st.integers(0, 200), allowed=st.integers(0, 5))
def test_one_case_fewer_is_not_enough(most: Fraction, confidence: Fraction, ramme: int, allowed: int) -> None:
    n = needed(most=most, confidence=confidence, ramme=ramme, allowed=allowed)
    if n is None:
        return
    assert allowed < n <= ramme
    assert rules_out(allowed, n, most=most, confidence=confidence, ramme=ramme)
    if n - 1 >= allowed:
        assert not rules_out(allowed, n - 1, most=most, confidence=confidence, ramme=ramme)


@settings(max_examples=40)
@given(most=limits, confidence=confidences, ramme=st.integers(1, 200))
def test_a_known_number_of_cases_never_takes_more_when_none_is_allowed(
    most: Fraction, confidence: Fraction, ramme: int
) -> None:
    n, endless = (needed(most=most, confidence=confidence, ramme=frame) for frame in (ramme, None))
    assert n is not None and endless is not None and n <= endless


@given(most=limits, confidence=confidences, allowed=st.integers(0, 4))
def test_a_fault_more_takes_more_to_read(most: Fraction, confidence: Fraction, allowed: int) -> None:
    fewer, more = (needed(most=most, confidence=confidence, ramme=None, allowed=k) for k in (allowed, allowed + 1))
    assert fewer is not None and more is not None and fewer < more


@settings(max_examples=40)
@given(most=limits, expected=st.fractions(0, Fraction(1, 100)), ramme=st.integers(20, 300))
def test_a_plan_with_expected_faults_is_the_first_that_does(most: Fraction, expected: Fraction, ramme: int) -> None:
    from math import ceil

    n = needed_expecting(most=most, expected=expected, confidence=P95, ramme=ramme)
    tried = (
        m
        for m in range(1, ramme + 1)
        if rules_out(min(ceil(m * expected), m), m, most=most, confidence=P95, ramme=ramme)
    )
    assert n == next(tried, None)


@pytest.mark.parametrize(
    ("ramme", "tillatt", "ventet"),
    [
        pytest.param(140, 0, (48, 26, 13), id="140 saker"),
        pytest.param(None, 0, (59, 29, 14), id="uten et kjent antall"),
        pytest.param(10, 0, (10, 10, 8), id="ti saker: 5 og 10 prosent er én sak, og da må alle leses"),
        pytest.param(10, 1, (None, None, 10), id="ti saker og én feil tillatt: færre enn én av ti kan ikke sies"),
    ],
)
def test_known_plans(ramme: int | None, tillatt: int, ventet: tuple[int | None, ...]) -> None:
    rows = plan(ramme, allowed=(tillatt,))
    assert tuple(row.n for row in rows) == ventet
    assert [row.most for row in rows] == [Fraction(5, 100), Fraction(10, 100), Fraction(20, 100)]


def test_a_plan_has_a_row_for_each_limit_and_number_of_faults() -> None:
    rows = plan(140)
    assert [(row.tillatt, row.n) for row in rows if row.most == Fraction(10, 100)] == [(0, 26), (1, 41), (2, 53)]


@pytest.mark.parametrize(
    "wrong", [{"most": Fraction(0)}, {"most": Fraction(1)}, {"confidence": Fraction(1)}, {"allowed": -1}, {"ramme": -1}]
)
def test_what_is_no_plan_is_refused(wrong: dict[str, object]) -> None:
    asked = {"most": Fraction(1, 10), "confidence": P95, "ramme": 100, "allowed": 0, **wrong}
    with pytest.raises(ValueError):
        needed(**asked)  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        needed_expecting(most=Fraction(1, 10), expected=Fraction(1, 10), confidence=P95, ramme=100)


def test_what_ten_of_140_say() -> None:
    rows = what_it_says(10, 140)
    assert [(row.treff, row.hoyst_antall) for row in rows] == [(0, 35), (1, 53), (2, 69), (3, 83), (5, 107)]
    assert rows[0].hoyst == 35 / 140 and rows[0].andel.metode is Metode.HYPERGEOMETRISK
    assert [row.hoyst_antall for row in what_it_says(10, None)] == [None] * 5
    assert [row.treff for row in what_it_says(2, 10)] == [0, 1, 2]


def test_says_is_one_sided_and_keeps_what_is_certain() -> None:
    found = says(2, 10, 140)
    assert (found.nedre, found.ovre) == (2 / 140, 69 / 140) and found.andel == 0.2
    assert says(2, 10, 140, Fraction(99, 100)).ovre == upper_count(2, 10, 140, Fraction(99, 100)) / 140
    endless = says(0, 10, None)
    assert endless.nedre == 0 and endless.ovre == pytest.approx(1 - 0.05**0.1)
    assert says(3, 8, 8).metode is Metode.FULL and says(3, 8, 8).ovre == 3 / 8
    with pytest.raises(ValueError):
        says(0, 0, 10)


def test_what_ten_cases_may_not_see() -> None:
    seen = chance_to_see(10, None)
    assert [round(one.sjanse, 2) for one in seen] == [0.40, 0.65, 0.89]
    of_140 = chance_to_see(10, 140)
    assert [one.antall for one in of_140] == [7, 14, 28]
    assert all(known.sjanse > unknown.sjanse for known, unknown in zip(of_140, seen, strict=True))
    assert chance_to_see(20, 20)[0].sjanse == 1
    with pytest.raises(ValueError):
        chance_to_see(21, 20)
