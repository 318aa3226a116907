"""The bounds hold as often as is said. The whole grid, and how wide they are, stands in docs/statistikk.md."""

import pytest

from tests.stats import coverage


def short(held: coverage.Held) -> str:
    return f"{held.where}: {held.coverage:.1%}"


@pytest.mark.parametrize("frame", [pytest.param(N, id=f"{N} i rammen") for N in (1, 2, 3, 5, 8, 12, 20, 40, 77)])
def test_exact_bounds_hold_at_least_95_of_100_times_whatever_is_true(frame: int) -> None:
    sizes = sorted({n for n in (1, 2, 5, 10, frame // 2, frame - 1, frame) if 0 < n <= frame})
    assert not [short(one) for one in coverage.of_a_frame([(frame, n) for n in sizes]) if one.coverage < 0.95 - 1e-9]


@pytest.mark.lang
@pytest.mark.helt
def test_bounds_by_case_hold_at_least_93_of_100_times() -> None:
    """A part of the grid that has its worst corners; 800 draws of each, so a cell may be two points off by chance."""
    grid = ((8, 20, 80), tuple(coverage.SIZES), (0.02, 0.1, 0.35, 0.5), (0.0, 0.6, 0.9), coverage.FRAMES)
    held = list(coverage.by_case(800, grid))
    assert not [short(one) for one in held if one.coverage < 0.93]
    assert sum(one.coverage for one in held) / len(held) > 0.97
    assert sum(one.width for one in held) / len(held) < 0.30


@pytest.mark.lang
@pytest.mark.helt
def test_bounds_over_strata_hold_at_least_95_of_100_times() -> None:
    held = list(coverage.over_strata())
    assert not [short(one) for one in held if one.coverage < 0.95]


@pytest.mark.lang
@pytest.mark.helt
def test_bounds_over_strata_hold_when_the_question_is_about_some_of_the_cases() -> None:
    assert not [short(one) for one in coverage.over_parts(300) if one.coverage < 0.93]


@pytest.mark.lang
@pytest.mark.helt
@pytest.mark.parametrize("which", ["kappa", "ac1"])
def test_bounds_of_two_readers_hold_at_least_93_of_100_times(which: str) -> None:
    assert not [short(one) for one in coverage.of_readers(3000, which) if one.coverage < 0.93]
