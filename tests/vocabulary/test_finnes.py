"""finnes: a row that belongs to the object."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from bvaudit.model.utfall import Utfall

from .judging import PER, Rad, Sak, assert_agrees, en_sak, judge, judge_all, rad, some_day, utfall

DAG, LENGE = timedelta(1), date(2020, 1, 1)
PLAN_I_KRAFT = {"tabell": "plan", "der": {"kode": {"en_av": ["1"]}, "i_kraft": "per"}}
TILTAK = rad("tiltak", start_dato=LENGE)


def krav(**endret: object) -> dict[str, object]:
    return {"finnes": {"rader": PLAN_I_KRAFT, **endret}}


def en_plan(kode: str | None = "1", start: date | None = LENGE, slutt: date | None = None, **resten: object) -> Rad:
    return rad("plan", kode=kode, start_dato=start, slutt_dato=slutt, **resten)


@pytest.mark.parametrize(
    ("rader", "ventet"),
    [
        pytest.param([], Utfall.IKKE_OPPFYLT, id="ingen rad"),
        pytest.param([en_plan()], Utfall.OPPFYLT, id="plan i kraft"),
        pytest.param([en_plan("2")], Utfall.IKKE_OPPFYLT, id="annen type"),
        pytest.param([en_plan("2"), en_plan()], Utfall.OPPFYLT, id="én av to er nok"),
        pytest.param([en_plan(start=PER)], Utfall.OPPFYLT, id="startdagen er i kraft"),
        pytest.param([en_plan(start=PER + DAG)], Utfall.IKKE_OPPFYLT, id="starter i morgen"),
        pytest.param([en_plan(slutt=PER)], Utfall.OPPFYLT, id="sluttdagen er i kraft"),
        pytest.param([en_plan(slutt=PER - DAG)], Utfall.IKKE_OPPFYLT, id="sluttet i går"),
        pytest.param([en_plan(slutt=PER + DAG)], Utfall.OPPFYLT, id="slutter i morgen"),
        pytest.param([en_plan(er_slettet=True)], Utfall.IKKE_OPPFYLT, id="slettet"),
        pytest.param([en_plan(None)], Utfall.UAVKLART, id="typen mangler"),
        pytest.param([en_plan(start=None)], Utfall.UAVKLART, id="startdatoen mangler"),
        pytest.param([en_plan(None), en_plan()], Utfall.OPPFYLT, id="en sikker veier opp for en usikker"),
        pytest.param([en_plan(None), en_plan("2")], Utfall.UAVKLART, id="en usikker blant dem som ikke holder"),
        pytest.param([en_plan(None, slutt=PER - DAG)], Utfall.IKKE_OPPFYLT, id="typen mangler, men planen er over"),
        pytest.param([en_plan("2", start=None)], Utfall.IKKE_OPPFYLT, id="datoen mangler, men typen er feil"),
    ],
)
def test_utfall(rader: list[Rad], ventet: Utfall) -> None:
    assert utfall(krav(), TILTAK, *rader, objekt="tiltak") == ventet


@pytest.mark.parametrize(
    ("endret", "start", "ventet"),
    [
        pytest.param(
            {"fra": "start_dato", "vent": "P7D"}, PER - timedelta(7), Utfall.IKKE_AKTUELT, id="siste ventedag"
        ),
        pytest.param(
            {"fra": "start_dato", "vent": "P7D"}, PER - timedelta(8), Utfall.IKKE_OPPFYLT, id="ventetiden er ute"
        ),
        pytest.param(
            {"fra": "start_dato", "vent": "P3M"},
            date(2025, 9, 30),
            Utfall.IKKE_OPPFYLT,
            id="tre måneder er 30. desember",
        ),
        pytest.param({"mangler": "uavklart"}, LENGE, Utfall.UAVKLART, id="det som mangler, må et menneske se etter"),
        pytest.param({"fra": "start_dato", "vent": "P7D"}, None, Utfall.UAVKLART, id="ventetiden har ingen start"),
        pytest.param(
            {"til": {"felt": "start_dato", "pluss": "P1M"}},
            date(2025, 12, 1),
            Utfall.IKKE_AKTUELT,
            id="datoen er ikke kommet",
        ),
        pytest.param(
            {"til": {"felt": "start_dato", "pluss": "P1M"}},
            date(2025, 11, 30),
            Utfall.IKKE_OPPFYLT,
            id="datoen er kommet",
        ),
        pytest.param(
            {"til": {"felt": "start_dato", "pluss": "P30D"}},
            date(2025, 12, 1),
            Utfall.IKKE_OPPFYLT,
            id="datoen er i dag",
        ),
        pytest.param({"til": "slutt_dato"}, LENGE, Utfall.IKKE_AKTUELT, id="tom dato er ikke kommet"),
        pytest.param({"formater": ["v4", "v5"]}, LENGE, Utfall.IKKE_OPPFYLT, id="formatet kan vise raden"),
        pytest.param({"formater": ["v5"]}, LENGE, Utfall.UAVKLART, id="formatet kan ikke vise raden"),
    ],
)
def test_when_a_missing_row_is_a_breach(endret: dict[str, Any], start: date | None, ventet: Utfall) -> None:
    assert utfall(krav(**endret), rad("tiltak", start_dato=start), objekt="tiltak") == ventet
    der = en_plan()
    assert utfall(krav(**endret), rad("tiltak", start_dato=start), der, objekt="tiltak") == Utfall.OPPFYLT


@pytest.mark.parametrize(
    ("rader", "ventet"),
    [
        pytest.param([en_plan("9")], Utfall.DELVIS, id="bare en som oppfyller delvis"),
        pytest.param([en_plan("9"), en_plan()], Utfall.OPPFYLT, id="den hele går foran"),
        pytest.param([en_plan("9", er_slettet=True)], Utfall.IKKE_OPPFYLT, id="slettet teller ikke"),
        pytest.param([en_plan("9"), en_plan(None)], Utfall.UAVKLART, id="en annen er kanskje hel"),
        pytest.param([en_plan("2")], Utfall.IKKE_OPPFYLT, id="ingen av delene"),
    ],
)
def test_partly(rader: list[Rad], ventet: Utfall) -> None:
    delvis = {"tabell": "plan", "der": {"kode": {"en_av": ["9"]}}}
    assert utfall(krav(delvis=delvis), TILTAK, *rader, objekt="tiltak") == ventet


def test_facts_and_explanation() -> None:
    svar = judge(krav(), TILTAK, en_plan(start=PER), en_plan(start=date(2025, 1, 1)), objekt="tiltak")
    assert (svar.faktisk_dato, svar.frist_dato, svar.forklaring) == (date(2025, 1, 1), None, "")
    assert judge(krav(), TILTAK, en_plan(None), objekt="tiltak").forklaring == "En opplysning som trengs, mangler."
    blind = judge(krav(formater=["v5"]), TILTAK, objekt="tiltak")
    assert blind.forklaring == "Formatet saken er sendt i, kan ikke vise dette."


def test_agrees_with_a_plain_reading() -> None:
    random = Random("finnes")

    def en_tilfeldig_plan() -> Rad:
        start, slutt = some_day(random, missing=0.1), some_day(random, spread=200, missing=0.6)
        return en_plan(random.choice(["1", "1", "2", None]), start, slutt, er_slettet=random.random() < 0.1)

    def could_be(plan: Rad) -> bool | None:
        kode, start, slutt = (plan.felt[n] for n in ("kode", "start_dato", "slutt_dato"))
        if plan.felt["er_slettet"] or (isinstance(start, date) and start > PER):
            return False
        if kode == "2" or (isinstance(slutt, date) and slutt < PER):
            return False
        return None if kode is None or start is None else True

    def read(sak: Sak) -> Utfall:
        seen = [could_be(r) for r in sak.rader if r.tabell == "plan"]
        if True in seen:
            return Utfall.OPPFYLT
        return Utfall.UAVKLART if None in seen else Utfall.IKKE_OPPFYLT

    saker = [en_sak(TILTAK, *(en_tilfeldig_plan() for _ in range(random.randint(0, 3)))) for _ in range(500)]
    assert_agrees(judge_all(krav(), saker, objekt="tiltak"), saker, read)
