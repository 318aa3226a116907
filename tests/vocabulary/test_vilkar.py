"""vilkar: a condition on the object that must hold, and what cannot be known."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.dialects import DUCKDB
from bvaudit.model.kilde import everything
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Utfall

from .judging import PER, Sak, assert_agrees, en_regel, en_sak, felt, judge, judge_all, kobling, rad, some_day, utfall

OPPFYLT, _, IKKE_OPPFYLT, UAVKLART, _ = Utfall
SKILLE = date(2023, 1, 1)


def krav(**holder: Any) -> dict[str, object]:
    return {"vilkar": {"holder": holder}}


@pytest.mark.parametrize(
    ("holder", "felter", "ventet"),
    [
        pytest.param({"avsluttet": {"er": True}}, {"avsluttet": True}, OPPFYLT, id="ja/nei-felt er ja"),
        pytest.param({"avsluttet": {"er": True}}, {"avsluttet": False}, IKKE_OPPFYLT, id="ja/nei-felt er nei"),
        pytest.param({"avsluttet": {"er": True}}, {}, UAVKLART, id="ja/nei-felt er tomt"),
        pytest.param({"slutt_dato": {"utfylt": False}}, {}, OPPFYLT, id="skal være tomt"),
        pytest.param(
            {"start_dato": {"senest": {"dag": SKILLE.isoformat()}}}, {"start_dato": SKILLE}, OPPFYLT, id="dag"
        ),
        pytest.param(
            {"start_dato": {"senest": {"dag": "2022-12-31"}}}, {"start_dato": SKILLE}, IKKE_OPPFYLT, id="dagen etter"
        ),
        pytest.param(
            {"start_dato": {"senest": {"dag": "2022-12-30", "pluss": "P1M"}}},
            {"start_dato": date(2023, 1, 30)},
            OPPFYLT,
            id="dag med tid lagt til",
        ),
        pytest.param(
            {"kommunenummer": {"lik": "bydelsnummer"}}, {"kommunenummer": "1"}, UAVKLART, id="det ene er tomt"
        ),
        pytest.param(
            {"kommunenummer": {"lik": "bydelsnummer"}},
            {"kommunenummer": "1", "bydelsnummer": "1"},
            OPPFYLT,
            id="to like felt",
        ),
        pytest.param(
            {"kommunenummer": {"lik": "bydelsnummer"}},
            {"kommunenummer": "1", "bydelsnummer": "2"},
            IKKE_OPPFYLT,
            id="to ulike felt",
        ),
    ],
)
def test_utfall(holder: dict[str, Any], felter: dict[str, Any], ventet: Utfall) -> None:
    assert utfall(krav(**holder), objekt="sak", **felter) == ventet


@pytest.mark.parametrize(
    ("ledd", "ventet"),
    [
        pytest.param("2", OPPFYLT, id="alene"),
        pytest.param("1,2", OPPFYLT, id="sist"),
        pytest.param("2,4", OPPFYLT, id="først"),
        pytest.param("1,3,4", OPPFYLT, id="i midten, et annet av dem"),
        pytest.param("12", IKKE_OPPFYLT, id="et annet tall med sifferet i"),
        pytest.param("1,22", IKKE_OPPFYLT, id="ingen av dem"),
        pytest.param(None, UAVKLART, id="tomt"),
    ],
)
def test_one_of_a_list_with_commas(ledd: str | None, ventet: Utfall) -> None:
    hjemmel = rad("lovhjemmel", ledd=ledd)
    finnes = {"tabell": "lovhjemmel", "der": {"ledd": {"har_en_av": ["2", "3"]}}}
    assert utfall(krav(finnes=finnes), rad("tiltak", hjemmel), objekt="tiltak") == ventet


def test_rows_that_must_not_be_there_and_columns_compared_with_the_object() -> None:
    ulik = {"tabell": "vedtak", "via": "relasjon", "der": {"ikke": {"lov": {"lik": "objekt.lov"}}}}
    for lov, ventet in (("BVL", OPPFYLT), ("BVL2021", IKKE_OPPFYLT), (None, UAVKLART)):
        rader = (rad("vedtak", id="v", lov=lov), rad("tiltak", id="t", lov="BVL"), kobling("v", "t"))
        assert utfall(krav(ikke={"finnes": ulik}), *rader, objekt="tiltak") == ventet


def test_what_is_missing_is_said() -> None:
    svar = judge(krav(avsluttet={"er": True}), objekt="sak")
    assert svar.forklaring == "En opplysning som trengs, mangler."


@pytest.mark.parametrize(
    ("mangler", "ventet"),
    [
        pytest.param({"plan"}, [], id="en av tabellene det sees i, er nok"),
        pytest.param({"plan", "tiltak"}, ["planer eller tiltak"], id="ingen av dem"),
        pytest.param({"vedtak"}, ["vedtak"], id="en som trengs"),
        pytest.param({"sak"}, ["saker"], id="det som vurderes"),
    ],
)
def test_the_extract_must_have_one_of_the_tables_seen_and_all_that_are_asked_for(
    mangler: set[str], ventet: list[str]
) -> None:
    holder = {"minst_en": [{"finnes": {"tabell": "plan"}}, {"ikke": {"finnes": {"tabell": "tiltak"}}}]}
    rule = en_regel({"vilkar": {"holder": holder, "trenger": ["vedtak"]}}, "sak")
    kilder = (everything(set(BY_NAME) - mangler),)
    assert list(compile_rule(rule, DUCKDB, per=PER, koder={}, periode=None, kilder=kilder).mangler) == ventet


def test_agrees_with_a_plain_reading() -> None:
    """Old law after its last day, or new law before its first: neither may be."""
    random = Random("vilkar")
    gammel = {"start_dato": {"tidligst": {"dag": "2023-01-01"}}, "lov": {"en_av": ["BVL"]}}
    ny = {"start_dato": {"senest": {"dag": "2022-12-31"}}, "lov": {"en_av": ["BVL2021"]}}
    saker = [
        en_sak(
            rad(
                "vedtak", start_dato=some_day(random, SKILLE, 40), lov=random.choice(["BVL", "BVL2021", "BL1981", None])
            )
        )
        for _ in range(600)
    ]

    def read(sak: Sak) -> Utfall:
        row = felt(sak, "vedtak")
        start, lov = row["start_dato"], row["lov"]
        old = None if start is None else start < SKILLE
        wrong = _or(_and(_not(old), _is(lov, "BVL")), _and(old, _is(lov, "BVL2021")))
        return UAVKLART if wrong is None else IKKE_OPPFYLT if wrong else OPPFYLT

    krav_ = krav(ikke={"minst_en": [gammel, ny]})
    assert_agrees(judge_all(krav_, saker, objekt="vedtak"), saker, read)


def _is(value: str | None, wanted: str) -> bool | None:
    return None if value is None else value == wanted


def _not(a: bool | None) -> bool | None:
    return None if a is None else not a


def _and(a: bool | None, b: bool | None) -> bool | None:
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def _or(a: bool | None, b: bool | None) -> bool | None:
    return _not(_and(_not(a), _not(b)))


def test_the_day_after_and_the_day_before_differ() -> None:
    start = {"start_dato": {"tidligst": {"dag": "2023-01-01"}}}
    for dag, ventet in ((SKILLE, OPPFYLT), (SKILLE - timedelta(1), IKKE_OPPFYLT)):
        assert utfall(krav(**start), rad("vedtak", start_dato=dag), objekt="vedtak") == ventet
