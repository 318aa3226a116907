"""Units side by side and periods after each other: limits, and what is outside."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.model.anslag import Traktdiagram, Utenfor
from bvaudit.stats.series import LEAST_PERIODS, funnel, limits, p_chart, xmr


@st.composite
def units(draw: st.DrawFn) -> list[tuple[str, int, int]]:
    read = draw(st.lists(st.integers(0, 60), min_size=1, max_size=8))
    return [(f"enhet {i}", draw(st.integers(0, n)), n) for i, n in enumerate(read)]


def test_a_unit_of_its_own_kind_is_outside_and_the_order_is_kept() -> None:
    chart = funnel([("Nord", 8, 40), ("Sør", 4, 40), ("Vest", 30, 40), ("Øst", 1, 40)])
    assert [point.navn for point in chart.punkter] == ["Nord", "Sør", "Vest", "Øst"], "never by size"
    outer, inner = ([getattr(point, which) for point in chart.punkter] for which in ("utenfor", "varsel"))
    assert outer == [Utenfor.INNENFOR, Utenfor.INNENFOR, Utenfor.OVER, Utenfor.UNDER]
    assert inner == [Utenfor.INNENFOR, Utenfor.UNDER, Utenfor.OVER, Utenfor.UNDER]
    assert chart.felles == pytest.approx(43 / 160) and chart.forklart == ""


def test_two_and_six_of_ten_are_not_told_apart() -> None:
    chart = funnel([("Nord", 2, 10), ("Sør", 6, 10)])
    assert {point.utenfor for point in chart.punkter} == {point.varsel for point in chart.punkter} == {Utenfor.INNENFOR}


@given(units())
def test_limits_hold_the_common_share_and_the_inner_lie_within_the_outer(rows: list[tuple[str, int, int]]) -> None:
    chart = funnel(rows)
    for point in chart.punkter:
        assert 0 <= point.nedre <= point.ovre <= 1
        if chart.felles is None or not point.n:
            assert (point.nedre, point.ovre, point.utenfor) == (0, 1, Utenfor.INNENFOR)
            continue
        assert point.indre_nedre is not None and point.indre_ovre is not None
        assert point.nedre <= point.indre_nedre <= point.indre_ovre <= point.ovre
        assert point.nedre - 1 / point.n < chart.felles < point.ovre + 1 / point.n
        assert point.utenfor is Utenfor.INNENFOR or point.varsel is point.utenfor


@given(units())
def test_the_same_units_in_another_order_have_the_same_limits(rows: list[tuple[str, int, int]]) -> None:
    assert funnel(rows[::-1]).punkter == funnel(rows).punkter[::-1]


def test_nothing_read_has_no_limits_and_says_so() -> None:
    chart = funnel([("Nord", 0, 0), ("Sør", 0, 0)])
    assert chart.felles is None and chart.grunn == "ingen_lest" and chart.forklart
    assert funnel([]) == Traktdiagram(felles=None, punkter=(), grunn="ingen_lest")
    assert p_chart([]).grunn == "ingen_lest"


def test_a_series_has_no_limits_before_there_are_periods_enough() -> None:
    periods = [(f"{i}. kvartal", 2, 10) for i in range(LEAST_PERIODS)]
    few, enough = p_chart(periods[1:]), p_chart(periods)
    assert few.grunn == "for_faa_perioder" and few.forklart and few.felles == 0.2
    assert {(p.nedre, p.ovre) for p in few.punkter} == {(0.0, 1.0)}
    assert enough.grunn == "" and {(p.nedre, p.ovre) for p in enough.punkter} == {(0.0, 0.6)}


def test_a_period_of_its_own_kind_is_outside() -> None:
    periods = [(str(i), 2, 20) for i in range(LEAST_PERIODS)] + [("siste", 15, 20)]
    assert [p.navn for p in p_chart(periods).punkter if p.utenfor is Utenfor.OVER] == ["siste"]


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_where_all_are_alike_nothing_else_is_chance(share: float) -> None:
    assert limits(10, share, 0.001) == (10 * share, 10 * share)


def test_a_step_and_a_level_in_a_series_of_values() -> None:
    values = [10.0, 11.0, 10.0, 9.0, 10.0, 11.0, 10.0, 9.0, 10.0, 11.0, 10.0, 30.0]
    found = xmr(values)
    assert found.utenfor == (11,) and found.sprang == (11,) and found.grunn == ""
    assert found.nedre < found.snitt < found.ovre
    assert xmr(values[:6]).grunn == "for_faa_perioder" and xmr(values[:6]).utenfor == ()
    with pytest.raises(ValueError):
        xmr([1.0])


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40))
def test_natural_limits_are_around_the_mean(values: list[float]) -> None:
    found = xmr(values)
    step = sum(abs(b - a) for a, b in pairwise(values)) / (len(values) - 1)
    assert found.ovre - found.snitt == pytest.approx(2.66 * step, abs=1e-6)
    assert found.snitt - found.nedre == pytest.approx(2.66 * step, abs=1e-6)
    assert found.sprang_ovre == pytest.approx(3.267 * step)


@given(st.floats(-1e6, 1e6), st.integers(LEAST_PERIODS, 30))
def test_a_level_that_never_moves_is_never_outside(value: float, times: int) -> None:
    found = xmr([value] * times)
    assert found.utenfor == found.sprang == ()
