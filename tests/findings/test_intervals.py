"""What a draw says of the whole unit, and where it would not be true to say anything."""

import pytest

from bvaudit.findings.intervals import Draw, interval
from bvaudit.model.funn import Tall
from bvaudit.model.revisjon import EnhetTall
from bvaudit.stats.proportion import count_bounds


def et_utvalg(enhet: str = "Alfa", ramme: int = 100) -> Draw:
    return Draw(ramme={enhet: ramme}, bounds=count_bounds)


def alfa(trukket: int, saker: int = 100) -> EnhetTall:
    return EnhetTall(navn="Alfa", slug="alfa", saker=saker, undersokt=trukket)


def test_the_frame_has_an_end() -> None:
    """5 of 50 drawn of 100: P(X ≥ 5) is 0.028 with 5 in the frame and P(X ≤ 5) is 0.033 with 18, 0.020 with 19."""
    bounds, grunn = interval(Tall(oppfylt=45, ikke_oppfylt=5, saker=50), "sak", alfa(50), et_utvalg())
    assert bounds is not None and grunn == ""
    assert (bounds.nedre, bounds.ovre) == (0.05, 0.18)


@pytest.mark.parametrize(
    ("tall", "enhet", "utvalg", "begynner"),
    [
        pytest.param(Tall(oppfylt=9, ikke_oppfylt=1, saker=10), alfa(100), None, "", id="alle saker"),
        pytest.param(Tall(oppfylt=90, ikke_oppfylt=10, saker=100), alfa(100), et_utvalg(), "", id="alle er trukket"),
        pytest.param(Tall(uavklart=3), alfa(50), et_utvalg(), "", id="ingen å vurdere"),
        pytest.param(
            Tall(oppfylt=9, ikke_oppfylt=1, saker=8),
            alfa(50),
            et_utvalg(),
            "Intervall er ikke regnet ut: det er saker som er trukket, og 10 plasseringer ligger i 8 saker",
            id="flere i samme sak",
        ),
        pytest.param(
            Tall(oppfylt=9, ikke_oppfylt=1, saker=10),
            alfa(50),
            et_utvalg("Beta"),
            "Intervall er ikke regnet ut: enheten var ikke med",
            id="enheten er ny",
        ),
    ],
)
def test_no_interval_is_given_where_it_would_not_be_true(
    tall: Tall, enhet: EnhetTall, utvalg: Draw | None, begynner: str
) -> None:
    bounds, grunn = interval(tall, "plassering", enhet, utvalg)
    assert bounds is None
    assert grunn.startswith(begynner) and bool(grunn) is bool(begynner)


@pytest.mark.parametrize(
    ("tall", "trukket", "ventet"),
    [
        pytest.param(Tall(oppfylt=45, ikke_oppfylt=5, saker=50), 50, (5, 50, 100), id="alle trukne er avgjort"),
        pytest.param(
            Tall(oppfylt=20, delvis=5, ikke_oppfylt=5, uavklart=9, saker=30), 50, (5, 30, 80), id="tjue er ikke"
        ),
        pytest.param(Tall(oppfylt=1, saker=1), 99, (0, 1, 2), id="én er ikke trukket"),
        pytest.param(Tall(ikke_oppfylt=1, andre_kommuner=7, saker=1), 1, (1, 1, 100), id="andre kommuner er ikke med"),
    ],
)
def test_the_bounds_are_for_the_judged_and_all_that_were_not_drawn(
    tall: Tall, trukket: int, ventet: tuple[int, int, int]
) -> None:
    asked: list[tuple[int, ...]] = []

    def bounds(k: int, n: int, whole: int) -> tuple[int, int]:
        asked.append((k, n, whole))
        return 0, whole

    found, _ = interval(tall, "sak", alfa(trukket), Draw(ramme={"Alfa": 100}, bounds=bounds))
    assert asked == [ventet]
    assert found is not None and (found.nedre, found.ovre) == (0.0, 1.0)
