"""alder: younger than a limit, or past it, on a day."""

from datetime import date, timedelta
from random import Random

import pytest

from bvaudit.model.utfall import Utfall

from .judging import PER, Rad, Sak, assert_agrees, en_sak, felt, judge, judge_all, rad, some_day, utfall

DAG, DAGEN = timedelta(1), date(2025, 6, 15)


def krav(skal: str, ved: object = "start_dato") -> dict[str, object]:
    return {"alder": {"grense": "sak.fyller_18_dato", "ved": ved, "skal": skal}}


def et_tiltak(start: date | None) -> Rad:
    return rad("tiltak", start_dato=start)


@pytest.mark.parametrize(
    ("skal", "fyller", "dag", "ventet"),
    [
        pytest.param("under", DAGEN, DAGEN - DAG, Utfall.OPPFYLT, id="dagen før fødselsdagen er under"),
        pytest.param("under", DAGEN, DAGEN, Utfall.IKKE_OPPFYLT, id="fødselsdagen er ikke under"),
        pytest.param("under", DAGEN, DAGEN + DAG, Utfall.IKKE_OPPFYLT, id="dagen etter er ikke under"),
        pytest.param("fylt", DAGEN, DAGEN - DAG, Utfall.IKKE_OPPFYLT, id="dagen før er ikke fylt"),
        pytest.param("fylt", DAGEN, DAGEN, Utfall.OPPFYLT, id="fødselsdagen er fylt"),
        pytest.param("fylt", DAGEN, DAGEN + DAG, Utfall.OPPFYLT, id="dagen etter er fylt"),
        pytest.param("under", None, DAGEN, Utfall.UAVKLART, id="fødselsdato mangler"),
        pytest.param("fylt", DAGEN, None, Utfall.UAVKLART, id="dagen mangler"),
        pytest.param("fylt", None, None, Utfall.UAVKLART, id="begge mangler"),
    ],
)
def test_utfall(skal: str, fyller: date | None, dag: date | None, ventet: Utfall) -> None:
    assert utfall(krav(skal), et_tiltak(dag), objekt="tiltak", fyller_18_dato=fyller) == ventet


def test_on_the_judging_day() -> None:
    for per, ventet in ((DAGEN - DAG, Utfall.OPPFYLT), (DAGEN, Utfall.IKKE_OPPFYLT)):
        sak = {"fyller_18_dato": DAGEN}
        assert utfall(krav("under", "per"), et_tiltak(date(2025, 1, 1)), objekt="tiltak", per=per, **sak) == ventet


def test_facts_and_explanation() -> None:
    svar = judge(krav("under"), et_tiltak(DAGEN), objekt="tiltak", fyller_18_dato=DAGEN)
    assert (svar.frist_dato, svar.forklaring) == (DAGEN - DAG, "Brutt.")
    ukjent = judge(krav("under"), et_tiltak(DAGEN), objekt="tiltak")
    assert ukjent.forklaring == "Fødselsdato mangler, så alderen kan ikke regnes."


@pytest.mark.parametrize("skal", ["under", "fylt"])
def test_agrees_with_a_plain_reading(skal: str) -> None:
    random = Random(skal)
    saker = [
        en_sak(et_tiltak(some_day(random, spread=20)), fyller_18_dato=some_day(random, spread=20)) for _ in range(400)
    ]

    def read(sak: Sak) -> Utfall | None:
        dag, fyller = felt(sak, "tiltak")["start_dato"], sak.felt["fyller_18_dato"]
        if dag is not None and dag > PER:
            return None
        if dag is None or not isinstance(fyller, date):
            return Utfall.UAVKLART
        return Utfall.OPPFYLT if (dag < fyller) == (skal == "under") else Utfall.IKKE_OPPFYLT

    assert_agrees(judge_all(krav(skal), saker, objekt="tiltak"), saker, read)
