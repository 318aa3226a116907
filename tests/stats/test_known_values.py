"""Values published by others, or worked out by other means (``independent``): each row of ``kjente_verdier.csv`` has
its source. As many decimals must be right as the row has."""

import csv
import math
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from bvaudit.model.anslag import Anslag, Stratumtall
from bvaudit.stats import agreement, planning, proportion, rounds, series, shares
from tests.stats import independent

ROWS = list(csv.DictReader((Path(__file__).parent / "kjente_verdier.csv").open(encoding="utf-8"), delimiter=";"))


def given(question: str) -> dict[str, str]:
    return dict(part.split("=") for part in question.split())


def percent(value: str) -> Fraction:
    return Fraction(value) / 100


def frame(question: dict[str, str]) -> int | None:
    return int(question["ramme"]) if "ramme" in question else None


def to_read(question: str) -> int | None:
    q = given(question)
    return planning.needed(
        most=percent(q["hoyst"]), confidence=percent(q["sikkerhet"]), ramme=frame(q), allowed=int(q["tillatt"])
    )


def to_read_expecting(question: str) -> int | None:
    q = given(question)
    return planning.needed_expecting(
        most=percent(q["hoyst"]), expected=percent(q["ventet"]), confidence=percent(q["sikkerhet"]), ramme=frame(q)
    )


def rounded_up(question: str) -> float:
    q = given(question)
    share = proportion.upper_share(int(q["k"]), int(q["n"]), percent(q["sikkerhet"]))
    return math.ceil(share * 1000) / 10


def most_of_the_frame(question: str) -> int:
    q = given(question)
    return proportion.upper_count(int(q["k"]), int(q["n"]), int(q["ramme"]), percent(q["sikkerhet"]))


def interval(question: str) -> tuple[float, float]:
    q = given(question)
    return proportion.clopper_pearson(int(q["k"]), int(q["n"]))


def split(question: str) -> tuple[int, int, int, int]:
    q = given(question)
    return int(q["k1"]), int(q["n1"]), int(q["k2"]), int(q["n2"])


def pairs(question: str) -> list[tuple[str, str]]:
    """«13,0/7,56»: a row per answer of the first reader, a column per answer of the second."""
    table = [[int(times) for times in row.split(",")] for row in question.split("/")]
    return [("abc"[i], "abc"[j]) for i, row in enumerate(table) for j, times in enumerate(row) for _ in range(times)]


def coefficient(
    question: str, of: Callable[[list[tuple[str, str]]], agreement.Coefficient | None]
) -> tuple[float, float]:
    found = of(pairs(question))
    assert found is not None
    return found.value, math.sqrt(found.variance)


def cases(question: str) -> list[tuple[int, int]]:
    """«4/4x2 0/4x8»: two cases with four hits of four objects, and eight with none of four."""
    found = []
    for part in question.split():
        case, _, times = part.partition("x")
        hits, objects = case.split("/")
        found += [(int(hits), int(objects))] * int(times)
    return found


def by_case(question: str) -> Anslag:
    return shares.clustered(cases(question), None)


def strata(question: str) -> list[tuple[int, int, int]]:
    """«60:5:0 80:5:2»: cases, read and hits of each stratum."""
    numbers = [part.split(":") for part in question.split()]
    return [(int(a), int(b), int(c)) for a, b, c in numbers]


def over_strata(question: str) -> tuple[Anslag, int]:
    numbers = strata(question)
    drawn = [Stratumtall(navn=str(i), ramme=a, lest=b, treff=c) for i, (a, b, c) in enumerate(numbers)]
    return shares.weighted(drawn), sum(a for a, _, _ in numbers)


def values(question: str) -> list[float]:
    return [float(value) for value in question.split()]


def chance_limits(question: str) -> tuple[int, int]:
    q = given(question)
    return series.limits(int(q["n"]), float(q["andel"]), float(q["hale"]))


def of(bound: float | None, whole: int = 1) -> float:
    assert bound is not None
    return bound * whole


ANSWERS: dict[str, Callable[[str], float | None]] = {
    "antall_a_lese": to_read,
    "antall_a_lese_ventet": to_read_expecting,
    "ovre_grense_rundet_opp": rounded_up,
    "nedre_andel": lambda q: interval(q)[0],
    "ovre_andel": lambda q: interval(q)[1],
    "hoyst_antall": most_of_the_frame,
    "fisher": lambda q: rounds.fisher(*split(q)),
    "barnard": lambda q: rounds.barnard(*split(q)),
    "kappa": lambda q: agreement.agreement(pairs(q)).kappa,
    "kappa_feil": lambda q: coefficient(q, agreement.cohen)[1],
    "ac1": lambda q: agreement.agreement(pairs(q)).ac1,
    "ac1_feil": lambda q: coefficient(q, agreement.gwet)[1],
    "andel_like": lambda q: agreement.agreement(pairs(q)).andel,
    "klynge_nedre": lambda q: by_case(q).nedre,
    "klynge_ovre": lambda q: by_case(q).ovre,
    "vektet_andel": lambda q: over_strata(q)[0].andel,
    "vektet_nedre_antall": lambda q: of(over_strata(q)[0].nedre, over_strata(q)[1]),
    "vektet_ovre_antall": lambda q: of(over_strata(q)[0].ovre, over_strata(q)[1]),
    "xmr_snitt": lambda q: series.xmr(values(q)).snitt,
    "xmr_nedre": lambda q: series.xmr(values(q)).nedre,
    "xmr_ovre": lambda q: series.xmr(values(q)).ovre,
    "grense_nedre": lambda q: chance_limits(q)[0],
    "grense_ovre": lambda q: chance_limits(q)[1],
}


def counted_out(question: str) -> int:
    q = given(question)
    return independent.largest_count(int(q["k"]), int(q["n"]), int(q["ramme"]), 1 - percent(q["sikkerhet"]))


def one_more_at_a_time(question: str) -> int | None:
    q = given(question)
    return independent.cases_to_read(percent(q["hoyst"]), 1 - percent(q["sikkerhet"]), frame(q), int(q["tillatt"]))


def term_by_term(question: str, side: int) -> float:
    q = given(question)
    return independent.exact_bounds(int(q["k"]), int(q["n"]), HALF)[side]


def in_strips(question: str, side: int) -> float:
    """What the cases are worth, then the area under the curve; where all in a case are alike, one of each case."""
    read = cases(question)
    if all(hits in (0, objects) for hits, objects in read):
        return independent.exact_bounds(sum(hits > 0 for hits, _ in read), len(read), HALF)[side]
    worth = independent.worth(read)
    hits = worth * sum(hits for hits, _ in read) / sum(objects for _, objects in read)
    if side:
        return independent.under_the_curve(hits + 1, worth - hits, 0.975)
    return independent.under_the_curve(hits, worth - hits + 1, 0.025)


def fewest_over_strata(question: str) -> int:
    numbers = strata(question)
    without = [(a, b, b - c) for a, b, c in numbers]
    return sum(a for a, _, _ in numbers) - independent.strata_bound(without, HALF)


def tail_by_tail(question: str, side: int) -> int:
    q = given(question)
    return independent.limits(int(q["n"]), Fraction(q["andel"]), Fraction(q["hale"]))[side]


HALF = Fraction(25, 1000)
OTHERWISE: dict[str, Callable[[str], float | None]] = {
    "antall_a_lese": one_more_at_a_time,
    "nedre_andel": lambda q: term_by_term(q, 0),
    "ovre_andel": lambda q: term_by_term(q, 1),
    "hoyst_antall": counted_out,
    "fisher": lambda q: independent.fisher_two_sided(*split(q)),
    "barnard": lambda q: independent.barnard_two_sided(*split(q)),
    "kappa_feil": lambda q: independent.standard_error(independent.kappa_of_shares, pairs(q)),
    "ac1": lambda q: independent.ac1(pairs(q)),
    "ac1_feil": lambda q: independent.standard_error(independent.ac1_of_shares, pairs(q)),
    "klynge_nedre": lambda q: in_strips(q, 0),
    "klynge_ovre": lambda q: in_strips(q, 1),
    "vektet_andel": lambda q: independent.weighted_share(strata(q)),
    "vektet_nedre_antall": fewest_over_strata,
    "vektet_ovre_antall": lambda q: independent.strata_bound(strata(q), HALF),
    "grense_nedre": lambda q: tail_by_tail(q, 0),
    "grense_ovre": lambda q: tail_by_tail(q, 1),
}
WORKED_OUT = [row for row in ROWS if "(independent." in row["kilde"]]


def right(row: dict[str, str], found: float | None) -> bool:
    decimals = len(row["ventet"].partition(".")[2])
    return found == pytest.approx(float(row["ventet"]), abs=0.51 * 10**-decimals, rel=0)


@pytest.mark.lang
@pytest.mark.parametrize("row", WORKED_OUT, ids=lambda row: f"{row['hva']}: {row['spor']}")
def test_a_value_worked_out_by_other_means_is_what_they_give(row: dict[str, str]) -> None:
    assert right(row, OTHERWISE[row["hva"]](row["spor"]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['hva']}: {row['spor']}")
def test_the_value_is_the_one_the_source_has(row: dict[str, str]) -> None:
    assert right(row, ANSWERS[row["hva"]](row["spor"]))


def test_there_are_enough_rows_and_each_asks_once_and_has_a_source() -> None:
    assert len(ROWS) >= 100
    assert all(row["kilde"].strip() for row in ROWS)
    assert max(Counter((row["hva"], row["spor"], row["ventet"]) for row in ROWS).values()) == 1
    assert {row["hva"] for row in ROWS} == set(ANSWERS)
