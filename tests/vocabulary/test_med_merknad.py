"""med_merknad: a demand, and a sentence on the row."""

from datetime import date
from typing import Any

import pytest

from bvaudit.model.utfall import Utfall

from .judging import judge, rad

SETNING = "Loven hadde ikke meldingsuken."
TILTAK = rad("tiltak", kode="1", start_dato=date(2025, 1, 1))


@pytest.mark.parametrize(
    ("krav", "utfall", "sies"),
    [
        pytest.param({"en_av": {"felt": "kode", "verdier": ["1"]}}, Utfall.OPPFYLT, True, id="oppfylt"),
        pytest.param(
            {"en_av": {"felt": "kode", "verdier": ["9"], "delvis": ["1"]}}, Utfall.DELVIS, True, id="delvis oppfylt"
        ),
        pytest.param({"en_av": {"felt": "kode", "verdier": ["9"]}}, Utfall.IKKE_OPPFYLT, True, id="brutt"),
        pytest.param({"en_av": {"felt": "lov", "verdier": ["9"]}}, Utfall.UAVKLART, False, id="uavklart"),
    ],
)
def test_the_sentence_stands_where_the_demand_was_judged(krav: Any, utfall: Utfall, sies: bool) -> None:
    found = judge({"med_merknad": {"krav": krav, "sier": SETNING}}, TILTAK, objekt="tiltak")
    assert found.utfall == utfall
    assert (SETNING in found.forklaring) == sies


def test_the_dates_are_those_of_the_demand() -> None:
    frist = {"innen_frist": {"start": "start_dato", "slutt": "slutt_dato", "lengde": "P1W"}}
    found = judge({"med_merknad": {"krav": frist, "sier": SETNING}}, TILTAK, objekt="tiltak")
    assert (found.frist_dato, found.forklaring) == (date(2025, 1, 8), f"Brutt. {SETNING}")
