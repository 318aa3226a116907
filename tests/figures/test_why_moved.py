"""How much each count moved a share, a mean or a ratio: worked out by hand, and that the parts are the difference."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.figures.why_changed import by_child, one_child
from bvaudit.figures.why_moved import (
    Brok,
    apportioned,
    brok,
    of_a_hundred,
    of_months,
    of_parts,
    printed_otherwise,
    quotient,
)
from bvaudit.model.arsak import Hva, Maling, Medlem
from bvaudit.model.tallperiode import Periode

MONTHS = [Periode(date(2025, n, 1), date(2025, n, 28)) for n in range(1, 5)]


def moved(maling: Maling) -> dict[Hva, Fraction]:
    return {one.hva: one.endring for one in maling.virkninger}


def test_a_share_is_moved_by_what_is_above_the_line_and_by_what_is_below() -> None:
    """10 of 20 becomes 12 of 30: two more of 20 is ten points, of 30 six and two thirds."""
    found = quotient("andel", brok(10, 20), brok(12, 30))
    assert (found.fra, found.til) == (Fraction(1, 2), Fraction(2, 5))
    assert moved(found) == {Hva.TELLER: Fraction(1, 12), Hva.NEVNER: Fraction(-11, 60)}


def test_a_ratio_tells_the_series_from_the_count() -> None:
    same_series = quotient("gjennomsnitt", brok(124, 12.4), brok(155, 12.4), under=Hva.SERIE)
    assert moved(same_series) == {Hva.TELLER: Fraction(5, 2)}
    same_count = quotient("gjennomsnitt", brok(124, 12.4), brok(124, 10), under=Hva.SERIE)
    assert moved(same_count) == {Hva.SERIE: Fraction(12, 5)}


def test_nothing_to_divide_by_is_no_change() -> None:
    found = quotient("andel", brok(0, 0), brok(3, 4))
    assert (found.fra, found.til, found.forskjell, found.virkninger) == (None, Fraction(3, 4), None, ())


def test_a_rounded_share_has_the_rounding_as_a_part() -> None:
    """1 of 8 is 12.5, shown as 13; 1 of 9 is 11.1, shown as 11."""
    found = of_a_hundred("antall", brok(1, 8), brok(1, 9))
    assert (found.fra, found.til) == (13, 11)
    assert moved(found) == {Hva.NEVNER: Fraction(-25, 18), Hva.AVRUNDING: Fraction(-11, 18)}


def test_the_least_month_is_told_by_its_own_change_and_by_being_another() -> None:
    before = dict(zip(MONTHS, (3, 5, 4, 4), strict=True))
    now = dict(zip(MONTHS, (6, 5, 1, 4), strict=True))
    found = of_months("minst", before, now, greatest=False)
    assert (found.fra, found.til, moved(found)) == (3, 1, {Hva.MANEDEN: -3, Hva.ANNEN: 1})


def test_of_months_alike_the_one_that_was_least_before_is_told() -> None:
    before, now = (dict(zip(MONTHS, numbers, strict=True)) for numbers in ((4, 2, 2, 3), (2, 2, 5, 3)))
    found = of_months("minst", before, now, greatest=False)
    assert (found.forskjell, found.virkninger) == (0, ())


def test_a_number_printed_in_another_way_says_so() -> None:
    found = printed_otherwise(quotient("gjennomsnitt", brok(12, 4), brok(16, 4)), 2.5)
    assert (found.fra, found.forskjell) == (Fraction(5, 2), Fraction(3, 2))
    assert moved(found) == {Hva.TELLER: 1, Hva.INNHOLD: Fraction(1, 2)}
    assert printed_otherwise(found, 2.5) == found


def test_a_child_is_the_same_although_it_has_one_more_case() -> None:
    children = one_child({"S5": {"S5"}}, {"S2": {"S2", "S5"}})
    before = by_child([Medlem(nokkel="S5", sak="S5", steder={"": 1})], children)
    now = by_child([Medlem(nokkel="S2", sak="S2", steder={"": 1})], children)
    assert [one.nokkel for one in before] == [one.nokkel for one in now] == ["S2"]


def test_two_that_turn_out_to_be_one_child_count_as_they_did() -> None:
    children = one_child({"S1": {"S1"}, "S2": {"S2"}}, {"S1": {"S1", "S2"}})
    two = [Medlem(nokkel=k, sak=k, steder={"": 1, "Havna": 1}) for k in ("S1", "S2")]
    (one,) = by_child(two, children)
    assert one.steder == {"": 2, "Havna": 2}


COUNT = st.integers(0, 400)
BROK = st.builds(lambda a, b: Brok(teller=Fraction(a), nevner=Fraction(b, 2)), COUNT, COUNT)


@given(BROK, BROK)
def test_the_parts_of_a_quotient_are_the_difference(fra: Brok, til: Brok) -> None:
    for found in (quotient("andel", fra, til), of_a_hundred("antall", fra, til)):
        if found.forskjell is not None:
            assert sum((one.endring for one in found.virkninger), Fraction()) == found.forskjell


@given(st.lists(COUNT, min_size=4, max_size=4), st.lists(COUNT, min_size=4, max_size=4), st.booleans())
def test_the_parts_of_months_are_the_difference(before: list[int], now: list[int], greatest: bool) -> None:
    fra, til = (dict(zip(MONTHS, numbers, strict=True)) for numbers in (before, now))
    chosen = max if greatest else min
    found = of_months("minst", fra, til, greatest=greatest)
    assert found.forskjell == chosen(now) - chosen(before)
    assert sum((one.endring for one in found.virkninger), Fraction()) == found.forskjell


@given(st.dictionaries(st.sampled_from("abc"), COUNT), st.dictionaries(st.sampled_from("abc"), COUNT))
def test_the_parts_of_a_sum_are_the_difference(fra: dict[str, int], til: dict[str, int]) -> None:
    found = of_parts("sum", *({k: Fraction(v) for k, v in one.items()} for one in (fra, til)))
    if found.forskjell is not None:
        assert sum((one.endring for one in found.virkninger), Fraction()) == found.forskjell


@given(st.lists(st.fractions(-50, 50), min_size=1, max_size=5), st.integers(0, 3))
def test_what_is_shown_adds_up_to_what_is_shown(parts: list[Fraction], desimaler: int) -> None:
    step = Fraction(1, 10**desimaler)
    whole = round(sum(parts, Fraction()) / step) * step
    shown = apportioned(parts, whole, desimaler)
    assert sum(shown, Fraction()) == whole
    assert all(abs(a - b) <= step * 2 for a, b in zip(parts, shown, strict=True))


@pytest.mark.parametrize(("parts", "shown"), [((Fraction(25, 3), Fraction(-55, 3)), ("8.3", "-18.3"))])
def test_parts_as_they_are_shown(parts: tuple[Fraction, ...], shown: tuple[str, ...]) -> None:
    assert apportioned(parts, Fraction(-10), 1) == [Fraction(one) for one in shown]
