"""rekkefolge: one thing after another, or on the same day."""

from datetime import date, timedelta
from random import Random

import pytest

from bvaudit.model.utfall import Utfall

from .judging import PER, Rad, Sak, assert_agrees, en_sak, felt, judge, judge_all, rad, some_day, utfall

DAG = timedelta(1)
DAGEN = date(2025, 6, 15)


def krav(skal: str, **endret: object) -> dict[str, object]:
    return {"rekkefolge": {"forst": "start_dato", "sa": "utvidet_frist_start_dato", "skal": skal, **endret}}


def en_undersokelse(forst: date | None, sa: date | None) -> Rad:
    return rad("undersokelse", start_dato=forst, utvidet_frist_start_dato=sa)


@pytest.mark.parametrize(
    ("skal", "forst", "sa", "ventet"),
    [
        pytest.param("etter", DAGEN, DAGEN + DAG, Utfall.OPPFYLT, id="etter: dagen etter"),
        pytest.param("etter", DAGEN, DAGEN, Utfall.IKKE_OPPFYLT, id="etter: samme dag er ikke etter"),
        pytest.param("etter", DAGEN, DAGEN - DAG, Utfall.IKKE_OPPFYLT, id="etter: dagen før"),
        pytest.param("ikke_for", DAGEN, DAGEN + DAG, Utfall.OPPFYLT, id="ikke før: dagen etter"),
        pytest.param("ikke_for", DAGEN, DAGEN, Utfall.OPPFYLT, id="ikke før: samme dag holder"),
        pytest.param("ikke_for", DAGEN, DAGEN - DAG, Utfall.IKKE_OPPFYLT, id="ikke før: dagen før"),
        pytest.param("samme_dag", DAGEN, DAGEN, Utfall.OPPFYLT, id="samme dag"),
        pytest.param("samme_dag", DAGEN, DAGEN + DAG, Utfall.IKKE_OPPFYLT, id="samme dag: dagen etter"),
        pytest.param("samme_dag", DAGEN, DAGEN - DAG, Utfall.IKKE_OPPFYLT, id="samme dag: dagen før"),
        pytest.param("etter", None, DAGEN, Utfall.UAVKLART, id="den første datoen mangler"),
        pytest.param("ikke_for", DAGEN, None, Utfall.UAVKLART, id="den andre datoen mangler"),
        pytest.param("samme_dag", None, None, Utfall.UAVKLART, id="begge mangler"),
    ],
)
def test_utfall(skal: str, forst: date | None, sa: date | None, ventet: Utfall) -> None:
    assert utfall(krav(skal), en_undersokelse(forst, sa), objekt="undersokelse") == ventet


def test_durations_are_added_in_the_order_written() -> None:
    """31 January + a month + a day is 1 March; a day first would give 1 March in another way: 1 February + a month."""
    start, sa = date(2025, 1, 31), date(2025, 3, 1)
    for pluss in (["P1M", "P1D"], ["P1D", "P1M"]):
        ledd = {"felt": "start_dato", "pluss": pluss}
        assert judge(krav("samme_dag", forst=ledd), en_undersokelse(start, sa), objekt="undersokelse").start_dato == sa
    skudd = {"felt": "start_dato", "pluss": ["P1M"], "minus": ["P1D"]}
    assert judge(krav("etter", forst=skudd), en_undersokelse(start, sa), objekt="undersokelse").start_dato == date(
        2025, 2, 27
    )


def test_explanation() -> None:
    mangler = judge(krav("etter"), en_undersokelse(DAGEN, None), objekt="undersokelse")
    assert mangler.forklaring == "En av datoene mangler."


@pytest.mark.parametrize("skal", ["etter", "ikke_for", "samme_dag"])
def test_agrees_with_a_plain_reading(skal: str) -> None:
    random = Random(skal)
    saker = [en_sak(en_undersokelse(some_day(random, spread=30), some_day(random, spread=30))) for _ in range(400)]

    def read(sak: Sak) -> Utfall | None:
        row = felt(sak, "undersokelse")
        forst, sa = row["start_dato"], row["utvidet_frist_start_dato"]
        if forst is not None and forst > PER:
            return None
        if forst is None or sa is None:
            return Utfall.UAVKLART
        holds = {"etter": sa > forst, "ikke_for": sa >= forst, "samme_dag": sa == forst}[skal]
        return Utfall.OPPFYLT if holds else Utfall.IKKE_OPPFYLT

    assert_agrees(judge_all(krav(skal), saker, objekt="undersokelse"), saker, read)
