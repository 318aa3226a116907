"""med_unntak: a demand, and when it does not apply."""

from datetime import date, timedelta
from typing import Any

import pytest

from bvaudit.model.utfall import Utfall

from .judging import PER, Rad, Svar, judge, rad

OPPFYLT, DELVIS, IKKE_OPPFYLT, UAVKLART, IKKE_AKTUELT = Utfall
START = date(2025, 1, 1)
MYNDIG = "Ungdommen er fylt 18 år."
VARIG = "Varig fosterhjem."
# One measure, and for each outcome a demand that gets it.
SOM: dict[Utfall, Any] = {
    OPPFYLT: {"en_av": {"felt": "kode", "verdier": ["1"]}},
    DELVIS: {"en_av": {"felt": "kode", "verdier": ["9"], "delvis": ["1"]}},
    IKKE_OPPFYLT: {"en_av": {"felt": "kode", "verdier": ["9"]}},
    UAVKLART: {"en_av": {"felt": "lov", "verdier": ["9"]}},
    IKKE_AKTUELT: {
        "innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": "P1W", "bare": "avsluttede"}
    },
}


def tiltak(**felt: object) -> Rad:
    return rad("tiltak", **{"kode": "1", "start_dato": START, **felt})


def svar(krav: Any, fyller_18: date | None, **unntak: object) -> Svar:
    ett = {"der": {"sak.fyller_18_dato": {"senest": "per"}}, "sier": MYNDIG, **unntak}
    return judge({"med_unntak": {"krav": krav, "unntak": [ett]}}, tiltak(), objekt="tiltak", fyller_18_dato=fyller_18)


@pytest.mark.parametrize("utfall", SOM, ids=str)
def test_without_the_exception_the_demand_is_itself(utfall: Utfall) -> None:
    found = svar(SOM[utfall], PER + timedelta(1))
    assert found.utfall == utfall
    assert MYNDIG not in found.forklaring


@pytest.mark.parametrize("utfall", SOM, ids=str)
def test_the_exception_makes_it_not_applicable_and_says_why(utfall: Utfall) -> None:
    found = svar(SOM[utfall], PER)
    assert (found.utfall, found.forklaring) == (IKKE_AKTUELT, MYNDIG)


@pytest.mark.parametrize("utfall", SOM, ids=str)
def test_what_cannot_be_known_is_unsettled_where_it_matters(utfall: Utfall) -> None:
    assert svar(SOM[utfall], None).utfall == (IKKE_AKTUELT if utfall == IKKE_AKTUELT else UAVKLART)
    assert svar(SOM[utfall], None, ukjent="kravet gjelder").utfall == utfall


@pytest.mark.parametrize(
    ("utfall", "fyller_18", "ventet"),
    [
        pytest.param(OPPFYLT, PER, OPPFYLT, id="oppfylt står"),
        pytest.param(DELVIS, PER, DELVIS, id="delvis oppfylt står"),
        pytest.param(OPPFYLT, None, OPPFYLT, id="oppfylt står også når ingen vet"),
        pytest.param(IKKE_OPPFYLT, PER, IKKE_AKTUELT, id="bruddet faller bort"),
        pytest.param(IKKE_OPPFYLT, None, UAVKLART, id="bruddet er usikkert når ingen vet"),
        pytest.param(UAVKLART, PER, IKKE_AKTUELT, id="det uavklarte faller bort"),
    ],
)
def test_only_where_the_demand_is_not_kept(utfall: Utfall, fyller_18: date | None, ventet: Utfall) -> None:
    assert svar(SOM[utfall], fyller_18, bare_ved="brudd").utfall == ventet


@pytest.mark.parametrize("utfall", SOM, ids=str)
def test_what_the_register_cannot_show_is_unsettled(utfall: Utfall) -> None:
    found = svar(SOM[utfall], PER, svar="uavklart")
    assert found.utfall == (IKKE_AKTUELT if utfall == IKKE_AKTUELT else UAVKLART)
    assert svar(SOM[utfall], PER + timedelta(1), svar="uavklart").utfall == utfall
    assert MYNDIG in found.forklaring


def test_an_unsettled_row_does_not_carry_the_sentence_of_the_breach() -> None:
    found = svar(SOM[IKKE_OPPFYLT], None)
    assert found.forklaring == "En opplysning som avgjør om kravet gjelder, mangler."


@pytest.mark.parametrize(
    ("paragraf", "fyller_18", "utfall"),
    [
        pytest.param("12", PER + timedelta(1), IKKE_AKTUELT, id="det andre unntaket"),
        pytest.param("12", None, IKKE_AKTUELT, id="ett som holder er nok når et annet ikke kan vites"),
        pytest.param("1", PER, IKKE_AKTUELT, id="det første"),
        pytest.param("1", PER + timedelta(1), IKKE_OPPFYLT, id="ingen av dem"),
        pytest.param(None, PER + timedelta(1), UAVKLART, id="paragrafen mangler"),
    ],
)
def test_one_of_several_is_enough(paragraf: str | None, fyller_18: date | None, utfall: Utfall) -> None:
    unntak = [
        {"der": {"sak.fyller_18_dato": {"senest": "per"}}, "sier": MYNDIG},
        {"der": {"paragraf": {"en_av": ["12"]}}, "sier": VARIG},
    ]
    krav = {"med_unntak": {"krav": SOM[IKKE_OPPFYLT], "unntak": unntak}}
    assert judge(krav, tiltak(paragraf=paragraf), objekt="tiltak", fyller_18_dato=fyller_18).utfall == utfall


def test_rows_can_make_the_exception_and_exceptions_stand_inside_each_other() -> None:
    plan = {"der": {"finnes": {"tabell": "plan", "der": {"kode": {"en_av": ["4"]}}}}, "sier": "Det er en plan."}
    inner = {"med_unntak": {"krav": SOM[IKKE_OPPFYLT], "unntak": [plan]}}
    outer = {
        "med_unntak": {
            "krav": {"alle": [inner, SOM[OPPFYLT]]},
            "unntak": [{"der": {"sak.fyller_18_dato": {"senest": "per"}}, "sier": MYNDIG}],
        }
    }
    found = [
        judge(outer, tiltak(), *rows, objekt="tiltak", fyller_18_dato=fyller_18).utfall
        for rows in ([], [rad("plan", kode="4", start_dato=START)])
        for fyller_18 in (PER, PER + timedelta(1))
    ]
    assert found == [IKKE_AKTUELT, IKKE_OPPFYLT, IKKE_AKTUELT, OPPFYLT]


def test_the_dates_of_the_demand_are_kept() -> None:
    frist = {"innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": "P1W"}}
    found = svar(frist, PER)
    assert (found.utfall, found.start_dato, found.frist_dato) == (IKKE_AKTUELT, START, START + timedelta(7))
