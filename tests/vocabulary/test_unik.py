"""unik: nothing is written twice in a case."""

from collections import Counter
from datetime import date
from itertools import permutations
from random import Random

import pytest

from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.frame import RuleFault

from .judging import Rad, en_sak, judge_all, rad

KRAV = {"unik": {"under": ["melder", "saksinnhold"]}}
DAG = date(2025, 3, 1)
LIK, ALENE = Utfall.IKKE_OPPFYLT, Utfall.OPPFYLT


def en_melding(navn: str, *koder: str, tema: tuple[str, ...] = (), **felt: object) -> Rad:
    meldere = (rad("melder", kode=kode, lopenr=n) for n, kode in enumerate(koder))
    temaer = (rad("saksinnhold", kode=kode) for kode in tema)
    return rad("henvendelse", *meldere, *temaer, id=navn, **{"start_dato": DAG, **felt})


def answers(*rader: Rad) -> dict[str, Utfall]:
    return {a.objekt_id: a.utfall for a in judge_all(KRAV, [en_sak(*rader)])}


@pytest.mark.parametrize(
    ("andre", "ventet"),
    [
        pytest.param(en_melding("b", "1", "7"), LIK, id="helt like"),
        pytest.param(en_melding("b", "7", "1"), LIK, id="radene i annen rekkefølge"),
        pytest.param(en_melding("b", "1"), ALENE, id="en rad mindre"),
        pytest.param(en_melding("b", "1", "7", "7"), ALENE, id="samme rad to ganger"),
        pytest.param(en_melding("b", "1", "7", tema=("1",)), ALENE, id="en rad i en annen tabell"),
        pytest.param(en_melding("b", "1", "7", konklusjon_kode=""), LIK, id="tomt og uten verdi er likt"),
        pytest.param(en_melding("b", "1", "7", start_dato=None), ALENE, id="dato mangler på den ene"),
        pytest.param(en_melding("b", "1", "7", migrert_id="x"), ALENE, id="id fra eldre system på den ene"),
        pytest.param(en_melding("b", "1", "7", er_slettet=True), ALENE, id="den andre er slettet"),
        pytest.param(rad("plan", id="b", start_dato=DAG), ALENE, id="noe annet med samme dato"),
    ],
)
def test_two_in_a_case(andre: Rad, ventet: Utfall) -> None:
    assert answers(en_melding("a", "1", "7"), andre)["a"] == ventet


def test_all_that_are_alike_are_counted() -> None:
    found = judge_all(KRAV, [en_sak(*(en_melding(navn) for navn in "abc"), en_melding("d", "1"))])
    assert {a.objekt_id: (a.utfall, a.krav, a.funnet) for a in found} == {
        **dict.fromkeys("abc", (LIK, 1, 3)),
        "d": (ALENE, 1, 1),
    }


def test_a_value_cannot_slide_from_one_field_to_the_next() -> None:
    """«1» in one field and nothing in the next is not the same as the other way round."""
    assert answers(en_melding("a", kode="1"), en_melding("b", konklusjon_kode="1"))["a"] == ALENE


def test_other_cases_do_not_matter() -> None:
    saker = [en_sak(en_melding("a", "1")), en_sak(en_melding("a", "1"))]
    assert {a.utfall for a in judge_all(KRAV, saker)} == {ALENE}


def test_the_order_of_the_rows_does_not_matter() -> None:
    rader = [en_melding("a", "1", "7"), en_melding("b", "7", "1"), en_melding("c", "7")]
    assert len({tuple(sorted(answers(*order).items())) for order in permutations(rader)}) == 1


def test_only_rows_that_lie_under_the_object() -> None:
    with pytest.raises(RuleFault, match="ligger ikke under"):
        judge_all({"unik": {"under": ["plan"]}}, [])


def test_agrees_with_a_plain_reading() -> None:
    random = Random("unik")
    saker, wanted = [], {}
    for number in range(300):
        contents = [
            (
                random.choice([DAG, None]),
                random.choice(["1", None]),
                tuple(random.choices("12", k=random.randint(0, 3))),
            )
            for _ in range(random.randint(1, 5))
        ]
        rader = (
            en_melding(str(n), *meldere, start_dato=dag, kode=kode) for n, (dag, kode, meldere) in enumerate(contents)
        )
        saker.append(en_sak(*rader))
        alike = Counter((dag, kode, tuple(sorted(meldere))) for dag, kode, meldere in contents)
        for n, (dag, kode, meldere) in enumerate(contents):
            wanted[number, str(n)] = alike[dag, kode, tuple(sorted(meldere))]
    assert {(a.sak, a.objekt_id): a.funnet for a in judge_all(KRAV, saker)} == wanted
