"""Rows that come before a day, as an offer of aftercare does: expected by then, and not all through a case."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from .figure_cases import Tabeller
from .test_beginnings import APENT, BRUTT, MOTT, judge


@pytest.fixture
def t() -> Iterator[Tabeller]:
    tabeller = Tabeller()
    with tabeller.database:
        yield tabeller


def ungdom(t: Tabeller, atten: date, tilbud: date | None) -> str:
    """A home since the child was small, and perhaps an offer; the id of the case."""
    sak = t.sak(start_dato="2012-01-01", fyller_18_dato=atten, format_versjon="v4")
    t.row("tiltak", sak_nr=sak, start_dato="2012-01-01", kode="2.2", lov="BVL2021", kapittel="5", paragraf="1")
    if tilbud is not None:
        t.row("ettervern", sak_nr=sak, tilbud_sendt_dato=tilbud)
    return f"S{sak}"


def to_hver_maned(t: Tabeller, fra: int, med_tilbud_fra: int) -> None:
    """Two children a month turn 18 from one year on; from another they had an offer half a year before."""
    for ar in range(fra, 2026):
        for maned in range(1, 13):
            for dag in (5, 20):
                atten = date(ar, maned, dag)
                ungdom(t, atten, atten - timedelta(days=180) if ar >= med_tilbud_fra else None)


def test_the_cases_that_are_left_were_once_those_of_small_children(t: Tabeller) -> None:
    """Nobody in the extract turned 18 before 2024, though every case is older: nothing is missing from before."""
    to_hver_maned(t, 2024, 2024)
    uten = ungdom(t, date(2024, 3, 3), None)
    found, _ = judge(t, "ETT-01")
    assert {sak: utfall for sak, (utfall, _) in found.items() if utfall != MOTT} == {uten: BRUTT}


@pytest.mark.parametrize(
    ("atten", "ventet"),
    [
        pytest.param(date(2024, 3, 3), APENT, id="året før dagen begynner før tilbudene"),
        pytest.param(date(2025, 3, 3), BRUTT, id="året før dagen er etter"),
    ],
)
def test_an_offer_is_looked_for_in_the_year_before_the_day_it_is_for(t: Tabeller, atten: date, ventet: str) -> None:
    """Children have turned 18 since 2020, but there are offers only to those who did in 2024 and later."""
    to_hver_maned(t, 2020, 2024)
    uten = ungdom(t, atten, None)
    found, _ = judge(t, "ETT-01")
    assert found[uten][0] == ventet
