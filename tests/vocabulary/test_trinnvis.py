"""trinnvis: the first step that fits decides."""

from datetime import date
from typing import Any

import pytest

from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.frame import RuleFault

from .judging import Rad, judge, judge_all, rad, utfall

START, SLUTT = date(2025, 3, 1), date(2025, 4, 1)
APEN = {"nar": {"slutt_dato": {"utfylt": False}}, "svar": "ikke aktuelt", "fordi": "Tiltaket er åpent."}
TRE_ER_UKJENT = {"nar": {"kode": {"en_av": ["3"]}}, "svar": "uavklart", "fordi": "Kode 3 kan ikke vurderes."}
MED_PLAN = {"nar": {"finnes": {"tabell": "plan"}}, "svar": "delvis oppfylt"}
FRIST = {"krav": {"innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": "P3M"}}}


def tiltak(kode: str | None = "1", slutt: date | None = SLUTT) -> Rad:
    return rad("tiltak", kode=kode, start_dato=START, slutt_dato=slutt)


def trinn(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"trinnvis": list(steps)}


@pytest.mark.parametrize(
    ("rader", "ventet", "forklaring"),
    [
        pytest.param([tiltak()], Utfall.OPPFYLT, "", id="kravet til slutt"),
        pytest.param([tiltak(slutt=date(2025, 6, 2))], Utfall.IKKE_OPPFYLT, "Brutt.", id="kravet er brutt"),
        pytest.param([tiltak(slutt=None)], Utfall.IKKE_AKTUELT, "Tiltaket er åpent.", id="første trinn"),
        pytest.param([tiltak("3")], Utfall.UAVKLART, "Kode 3 kan ikke vurderes.", id="andre trinn"),
        pytest.param([tiltak("3", None)], Utfall.IKKE_AKTUELT, "Tiltaket er åpent.", id="det første som passer"),
        pytest.param([tiltak(None)], Utfall.UAVKLART, "En opplysning som trengs, mangler.", id="ukjent vilkår"),
        pytest.param([tiltak(None, None)], Utfall.IKKE_AKTUELT, "Tiltaket er åpent.", id="ukjent, men avgjort før"),
        pytest.param([tiltak(), rad("plan", kode="1")], Utfall.DELVIS, "", id="rader i saken"),
    ],
)
def test_the_first_step_that_fits(rader: list[Rad], ventet: Utfall, forklaring: str) -> None:
    svar = judge(trinn(APEN, TRE_ER_UKJENT, MED_PLAN, FRIST), *rader, objekt="tiltak")
    assert (svar.utfall, svar.forklaring) == (ventet, forklaring)


def test_the_dates_are_there_also_when_a_step_before_decides() -> None:
    svar = judge(trinn(APEN, FRIST), tiltak(slutt=None), objekt="tiltak")
    assert (svar.start_dato, svar.frist_dato, svar.faktisk_dato) == (START, date(2025, 6, 1), None)


def test_the_dates_are_those_of_the_demand_that_fits() -> None:
    kort = {
        "nar": {"kode": {"en_av": ["2"]}},
        "krav": {"innen_frist": FRIST["krav"]["innen_frist"] | {"lengde": "P1W"}},
    }
    assert judge(trinn(kort, FRIST), tiltak("2"), objekt="tiltak").frist_dato == date(2025, 3, 8)
    assert judge(trinn(kort, FRIST), tiltak("1"), objekt="tiltak").frist_dato == date(2025, 6, 1)


def test_no_step_fits() -> None:
    assert utfall(trinn(APEN), tiltak(), objekt="tiltak") == Utfall.IKKE_AKTUELT


def test_inside_another_demand() -> None:
    inne = {"alle": [trinn(APEN, FRIST), {"trinnvis": [TRE_ER_UKJENT, FRIST]}]}
    assert utfall(inne, tiltak(), objekt="tiltak") == Utfall.OPPFYLT
    assert utfall(inne, tiltak("3"), objekt="tiltak") == Utfall.UAVKLART


@pytest.mark.parametrize(
    "step",
    [
        pytest.param({"nar": {"kode": {"en_av": ["3"]}}}, id="verken svar eller krav"),
        pytest.param({"svar": "oppfylt", **FRIST}, id="begge deler"),
    ],
)
def test_a_step_has_an_answer_or_a_demand(step: dict[str, Any]) -> None:
    with pytest.raises(RuleFault, match="enten «svar» eller «krav»"):
        judge_all(trinn(step), [], objekt="tiltak")
