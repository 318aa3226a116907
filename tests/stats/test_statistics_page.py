"""docs/statistikk.md says what the program says: each number on its first page is reckoned again."""

from collections.abc import Callable
from fractions import Fraction
from math import comb, prod
from pathlib import Path

import pytest

from bvaudit.model.anslag import Stratumtall
from bvaudit.stats.agreement import agreement
from bvaudit.stats.planning import chance_to_see, needed, what_it_says
from bvaudit.stats.rounds import fisher
from bvaudit.stats.series import funnel
from bvaudit.stats.shares import weighted
from tests.stats import coverage

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "statistikk.md").read_text(encoding="utf-8")
FIRST = PAGE.split("\n---\n")[0]


def row(n: int, ramme: int, treff: int) -> tuple[int, int, int]:
    """Fewest, most and at most, in cases."""
    (found,) = what_it_says(n, ramme, hits=[treff])
    assert found.andel.nedre is not None and found.andel.ovre is not None and found.hoyst_antall is not None
    return round(found.andel.nedre * ramme), round(found.andel.ovre * ramme), found.hoyst_antall


def plan(percent: int) -> str:
    return str(needed(most=Fraction(percent, 100), confidence=Fraction(95, 100), ramme=140))


def unseen(percent: int) -> str:
    (chance,) = chance_to_see(10, 140, shares=[Fraction(percent, 100)])
    return f"{1 - chance.sjanse:.0%}".replace("%", " prosent")


def weighed() -> float:
    groups = ((20, 5, 3), (120, 5, 0))
    return weighted([Stratumtall(navn="", ramme=a, lest=b, treff=c) for a, b, c in groups]).andel


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("mellom {0[0]} og {0[1]} saker (3–54 %) | {0[2]} saker (49 %)", lambda: row(10, 140, 2)),
        ("fra ingen til {0[1]} saker (0–29 %) | {0[2]} saker (25 %)", lambda: row(10, 140, 0)),
        ("mellom {0[0]} og {0[1]} saker (78–90 %) | {0[2]} saker (90 %)", lambda: row(80, 210, 68)),
        ("det {0} sjanse for at ti leste saker ikke viser", lambda: unseen(10)),
        ("av 140 saker må {0} leses", lambda: plan(10)),
        ("og {0} for færre enn 5 prosent", lambda: plan(5)),
        ("så stor forskjell i {0:.0f} av 100", lambda: 100 * fisher(4, 10, 8, 10)),
        ("mer enn tilfeldig ({0:.0f} av 100)", lambda: 100 * fisher(2, 10, 8, 10)),
        ("30 prosent av alle, men {0:.0f}", lambda: 100 * weighed()),
    ],
)
def test_the_page_says_what_the_program_says(sentence: str, number: Callable[[], object]) -> None:
    assert sentence.format(number()) in " ".join(FIRST.split())


def test_the_example_of_two_readers() -> None:
    found = agreement([("ja", "ja")] * 18 + [("ja", "nei"), ("nei", "ja")])
    assert found.kappa is not None and found.ac1 is not None and found.dominert
    assert f"kappa −{-found.kappa:.2f}".replace(".", ",") in FIRST
    assert f"AC1 (her {found.ac1:.2f})".replace(".", ",") in " ".join(FIRST.split())


def test_two_and_six_of_ten_are_within_chance() -> None:
    assert not any(point.utenfor or point.varsel for point in funnel([("a", 2, 10), ("b", 6, 10)]).punkter)


@pytest.mark.lang
def test_thirty_in_each_round_have_a_good_chance_to_show_forty_become_eighty_percent() -> None:
    def chance(n: int) -> float:
        apart = [(a, b) for a in range(n + 1) for b in range(n + 1) if fisher(a, n, b, n) < 0.05]
        return sum(comb(n, a) * 0.4**a * 0.6 ** (n - a) * comb(n, b) * 0.8**b * 0.2 ** (n - b) for a, b in apart)

    assert chance(10) < 0.3 and 0.8 < chance(30) < 0.9


def test_how_often_a_goal_is_reached_by_chance() -> None:
    def reached(wanted: int, n: int, share: float) -> int:
        return round(100 * sum(comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(wanted, n + 1)))

    page = " ".join(PAGE.split())
    by_chance = [reached(wanted, n, 0.7) for wanted, n in ((9, 10), (18, 20), (27, 30))]
    assert (
        "når ti nye saker 9 av 10 i {} av 100 tilfeller, 20 saker når 18 av 20 i {}, og 30".format(*by_chance) in page
    )
    assert (
        f"27 av 30 i {by_chance[2]}. Er 95 av 100 i orden, når ti saker målet i {reached(9, 10, 0.95)} av 100." in page
    )


def test_the_grid_on_the_page_is_the_one_that_is_tried() -> None:
    cells = prod(len(values) for values in coverage.GRID)
    assert f"{cells} celler" in PAGE
    rows = (Path(__file__).parent / "kjente_verdier.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert f"har {len(rows)} verdier" in PAGE
