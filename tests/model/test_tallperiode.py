"""The periods of the calendar."""

from datetime import date

import pytest

from bvaudit.model.tallord import Periodeslag
from bvaudit.model.tallperiode import Periode, kalenderperioder


@pytest.mark.parametrize(
    ("fra", "til", "slag"),
    [
        ((2024, 1, 1), (2024, 12, 31), Periodeslag.AR),
        ((2024, 7, 1), (2024, 12, 31), Periodeslag.HALVAR),
        ((2024, 4, 1), (2024, 6, 30), Periodeslag.KVARTAL),
        ((2024, 2, 1), (2024, 2, 29), Periodeslag.MANED),
        ((2023, 7, 1), (2024, 6, 30), Periodeslag.ANNET),
        ((2024, 2, 1), (2024, 4, 30), Periodeslag.ANNET),
    ],
)
def test_what_the_calendar_calls_it(fra: tuple[int, int, int], til: tuple[int, int, int], slag: Periodeslag) -> None:
    assert Periode(date(*fra), date(*til)).slag is slag


def test_every_period_of_the_years() -> None:
    found = kalenderperioder(2022, 2024, (Periodeslag.AR, Periodeslag.KVARTAL))
    assert len(found) == 3 + 12 and found[0] == Periode(date(2022, 1, 1), date(2022, 12, 31))
    assert found[-1] == Periode(date(2024, 10, 1), date(2024, 12, 31))


def test_whole_months_that_are_over() -> None:
    year = Periode(date(2025, 1, 1), date(2025, 12, 31))
    assert len(year.deler(Periodeslag.MANED, date(2025, 4, 29))) == 3
    assert len(year.deler(Periodeslag.MANED, date(2025, 4, 30))) == 4
    uneven = Periode(date(2025, 1, 15), date(2025, 3, 31))
    assert [one.fra.month for one in uneven.deler(Periodeslag.MANED, date(2026, 1, 1))] == [2, 3]
