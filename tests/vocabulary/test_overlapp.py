"""overlapp: two of a kind in force at the same time, for how many days."""

from datetime import date, timedelta
from itertools import permutations
from random import Random

import pytest

from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.frame import RuleFault

from .judging import PER, Rad, en_sak, judge_all, rad, some_day

FORST = date(2025, 1, 1)
KRAV = {"overlapp": {"med": {"tabell": "tiltak", "der": {"kode": {"en_av": ["2.1"]}}}, "hoyst_dager": 10}}
Rader = list[tuple[date | None, date | None]]


def et_tiltak(
    start: date | None, slutt: date | None = None, kode: str = "2.1", navn: str = "", **resten: object
) -> Rad:
    return rad("tiltak", id=navn, start_dato=start, slutt_dato=slutt, kode=kode, **resten)


def answers(*tiltak: Rad) -> dict[str, tuple[str, int | None]]:
    return {a.objekt_id: (a.utfall.value, a.funnet) for a in judge_all(KRAV, [en_sak(*tiltak)], objekt="tiltak")}


@pytest.mark.parametrize(
    ("slutt", "ventet"),
    [
        pytest.param(date(2025, 5, 31), ("oppfylt", 0), id="sluttet dagen før den neste begynte"),
        pytest.param(date(2025, 6, 1), ("oppfylt", 1), id="samme dag er én dag sammen"),
        pytest.param(date(2025, 6, 10), ("oppfylt", 10), id="ti dager er lov"),
        pytest.param(date(2025, 6, 11), ("ikke oppfylt", 11), id="elleve dager er for mye"),
        pytest.param(None, ("ikke oppfylt", 214), id="begge åpne til vurderingsdagen"),
        pytest.param(date(2026, 6, 1), ("ikke oppfylt", 214), id="slutter etter vurderingsdagen er åpen"),
    ],
)
def test_the_pair_is_judged_on_the_one_that_began_last(slutt: date | None, ventet: tuple[str, int]) -> None:
    forste, neste = et_tiltak(FORST, slutt, navn="første"), et_tiltak(date(2025, 6, 1), navn="neste")
    assert answers(forste, neste) == {"første": ("oppfylt", 0), "neste": ventet}
    assert answers(neste, forste) == {"første": ("oppfylt", 0), "neste": ventet}


def test_the_longest_of_several_overlaps_counts() -> None:
    tiltak = [
        et_tiltak(FORST, date(2025, 6, 3), navn="a"),
        et_tiltak(FORST + timedelta(1), date(2025, 6, 20), navn="b"),
        et_tiltak(date(2025, 6, 1), date(2025, 6, 30), navn="c"),
    ]
    assert answers(*tiltak)["c"] == ("ikke oppfylt", 20)


def test_the_same_day_is_judged_once() -> None:
    found = answers(et_tiltak(FORST, date(2025, 1, 20), navn="a"), et_tiltak(FORST, date(2025, 1, 20), navn="b"))
    assert sorted(found.values()) == [("ikke oppfylt", 20), ("oppfylt", 0)]


@pytest.mark.parametrize(
    ("andre", "ventet"),
    [
        pytest.param([], ("oppfylt", 0), id="alene i saken"),
        pytest.param([et_tiltak(FORST, kode="8.1")], ("oppfylt", 0), id="annen type teller ikke"),
        pytest.param([et_tiltak(FORST, er_slettet=True)], ("oppfylt", 0), id="slettet teller ikke"),
        pytest.param([et_tiltak(FORST)], ("ikke oppfylt", 214), id="likt tiltak"),
    ],
)
def test_what_it_is_compared_with(andre: list[Rad], ventet: tuple[str, int]) -> None:
    assert answers(*andre, et_tiltak(date(2025, 6, 1), navn="dette"))["dette"] == ventet


def test_another_case_does_not_count() -> None:
    saker = [en_sak(et_tiltak(FORST)), en_sak(et_tiltak(FORST))]
    assert {a.utfall for a in judge_all(KRAV, saker, objekt="tiltak")} == {Utfall.OPPFYLT}


def test_without_a_start_it_is_unsettled() -> None:
    (svar,) = judge_all(KRAV, [en_sak(et_tiltak(None))], objekt="tiltak")
    assert (svar.utfall, svar.forklaring) == (Utfall.UAVKLART, "Startdatoen mangler.")


@pytest.mark.parametrize(
    ("andre", "dette"),
    [
        pytest.param([], et_tiltak(date(2025, 6, 1), FORST, navn="dette"), id="sluttet før det startet"),
        pytest.param([et_tiltak(None)], et_tiltak(FORST, navn="dette"), id="et annet mangler start"),
    ],
)
def test_wrong_dates_are_unsettled(andre: list[Rad], dette: Rad) -> None:
    assert answers(*andre, dette)["dette"][0] == "uavklart"


@pytest.mark.parametrize(
    ("objekt", "tabell"),
    [
        pytest.param("tiltak", "vedtak", id="to forskjellige tabeller"),
        pytest.param("flytting", "flytting", id="tabell uten slutt"),
    ],
)
def test_only_like_objects_with_start_and_end(objekt: str, tabell: str) -> None:
    with pytest.raises(RuleFault, match="samme tabell, med start og slutt"):
        judge_all({"overlapp": {"med": {"tabell": tabell}, "hoyst_dager": 1}}, [], objekt=objekt)


# --- against a plain reading ---------------------------------------------------------------------------------------


def longest(rows: Rader, number: int) -> int:
    """Days together with those that began before, counted on the fingers. Rows are in the order they are numbered."""
    mine, my_end = rows[number]
    assert mine is not None
    found = 0
    for other, (start, slutt) in enumerate(rows):
        if start is None or start > PER or (start, other) >= (mine, number):
            continue
        ends = [end if end is not None and end <= PER else PER for end in (slutt, my_end)]
        found = max(found, (min(ends) - mine).days + 1)
    return max(found, 0)


def test_agrees_with_a_plain_reading() -> None:
    random = Random("overlapp")
    cases: list[Rader] = []
    for _ in range(200):
        starts = [some_day(random, spread=150, missing=0) for _ in range(random.randint(1, 4))]
        cases.append(
            [(s, s + timedelta(random.randint(0, 90)) if s and random.random() < 0.8 else None) for s in starts]
        )
    saker = [en_sak(*(et_tiltak(*row, navn=str(n)) for n, row in enumerate(rows))) for rows in cases]
    found = {(a.sak, int(a.objekt_id)): a.funnet for a in judge_all(KRAV, saker, objekt="tiltak")}
    wanted = {
        (n, i): longest(rows, i)
        for n, rows in enumerate(cases)
        for i, (start, _) in enumerate(rows)
        if start and start <= PER
    }
    assert found == wanted


def test_the_order_of_the_rows_does_not_matter() -> None:
    tiltak = [
        et_tiltak(FORST, date(2025, 3, 1), navn="a"),
        et_tiltak(date(2025, 2, 1), navn="b"),
        et_tiltak(date(2025, 2, 20), navn="c"),
    ]
    assert len({tuple(sorted(answers(*order).items())) for order in permutations(tiltak)}) == 1


@pytest.mark.parametrize(
    ("kode", "ventet"),
    [
        pytest.param("2.1", Utfall.IKKE_OPPFYLT, id="vurderes"),
        pytest.param("8.1", Utfall.IKKE_AKTUELT, id="vurderes ikke"),
        pytest.param(None, Utfall.UAVKLART, id="uvisst om det vurderes"),
    ],
)
def test_only_some_are_judged(kode: str | None, ventet: Utfall) -> None:
    krav = {"overlapp": {**KRAV["overlapp"], "bare": {"kode": {"en_av": ["2.1"]}}}}
    dette = rad("tiltak", id="dette", start_dato=date(2025, 6, 1), kode=kode)
    found = {a.objekt_id: a.utfall for a in judge_all(krav, [en_sak(et_tiltak(FORST), dette)], objekt="tiltak")}
    assert found["dette"] == ventet


@pytest.mark.parametrize(
    ("uttrekk", "ventet"),
    [
        pytest.param(date(2025, 1, 10), Utfall.OPPFYLT, id="ti dager fram til datoen"),
        pytest.param(date(2025, 1, 11), Utfall.IKKE_OPPFYLT, id="elleve dager"),
    ],
)
def test_what_is_open_can_be_reckoned_to_another_day(uttrekk: date, ventet: Utfall) -> None:
    krav = {"overlapp": {**KRAV["overlapp"], "apne_til": "sak.dato_uttrekk_lokal"}}
    sak = en_sak(et_tiltak(FORST, navn="a"), et_tiltak(FORST, navn="b"), dato_uttrekk_lokal=uttrekk)
    found = {a.objekt_id: a.utfall for a in judge_all(krav, [sak], objekt="tiltak")}
    assert found == {"a": Utfall.OPPFYLT, "b": ventet}


@pytest.mark.parametrize(
    ("felt", "ventet"),
    [
        pytest.param({"bortfallsdato_vedtak": date(2025, 3, 10)}, 1, id="bortfalt"),
        pytest.param({"slutt_dato": date(2025, 3, 12), "bortfallsdato_vedtak": date(2025, 3, 10)}, 3, id="første felt"),
        pytest.param({"bortfallsdato_vedtak": PER + timedelta(40)}, (PER - date(2025, 3, 10)).days + 1, id="framtid"),
        pytest.param({}, (PER - date(2025, 3, 10)).days + 1, id="åpent"),
    ],
)
def test_the_end_can_stand_in_several_columns(felt: dict[str, object], ventet: int) -> None:
    krav = {
        "overlapp": {"med": {"tabell": "vedtak"}, "hoyst_dager": 1, "slutt": ["slutt_dato", "bortfallsdato_vedtak"]}
    }
    rader = [rad("vedtak", start_dato=date(2025, 3, 1), **felt), rad("vedtak", start_dato=date(2025, 3, 10))]
    _, andre = judge_all(krav, [en_sak(*rader)], objekt="vedtak")
    assert andre.funnet == ventet
