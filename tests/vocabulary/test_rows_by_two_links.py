"""Rows by way of two links: undersøkelse, vedtak, tiltak. Each link and each row of the way must live."""

from datetime import date, timedelta

import pytest

from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.frame import RuleFault

from .judging import PER, Rad, kobling, rad, utfall

LENGE = date(2025, 1, 1)
FRAM = {"finnes": {"rader": {"tabell": "tiltak", "via": "relasjon", "gjennom": "vedtak", "retning": "til"}}}
TILBAKE = {"finnes": {"rader": {"tabell": "undersokelse", "via": "relasjon", "gjennom": "vedtak"}}}


def en(tabell: str, **felter: object) -> Rad:
    return rad(tabell, id=tabell[0], **{"start_dato": LENGE, **felter})


VEIEN = (kobling("u", "v"), kobling("v", "t"))
STEDER = [
    pytest.param([en("vedtak"), *VEIEN], Utfall.OPPFYLT, id="koblet hele veien"),
    pytest.param([en("vedtak"), VEIEN[0]], Utfall.IKKE_OPPFYLT, id="bare den første koblingen"),
    pytest.param([en("vedtak"), VEIEN[1]], Utfall.IKKE_OPPFYLT, id="bare den andre koblingen"),
    pytest.param([en("vedtak"), kobling("u", "t")], Utfall.IKKE_OPPFYLT, id="koblet rett på"),
    pytest.param([en("vedtak", er_slettet=True), *VEIEN], Utfall.IKKE_OPPFYLT, id="vedtaket er slettet"),
    pytest.param(
        [en("vedtak", start_dato=PER + timedelta(1)), *VEIEN], Utfall.IKKE_OPPFYLT, id="vedtaket finnes ikke ennå"
    ),
    pytest.param(
        [en("vedtak"), VEIEN[0], kobling("v", "t", er_slettet=True)], Utfall.IKKE_OPPFYLT, id="koblingen er slettet"
    ),
    pytest.param([en("vedtak"), *VEIEN, *VEIEN], Utfall.OPPFYLT, id="koblet to ganger"),
]


@pytest.mark.parametrize(("rader", "ventet"), STEDER)
def test_forwards(rader: list[Rad], ventet: Utfall) -> None:
    assert utfall(FRAM, en("undersokelse"), en("tiltak"), *rader, objekt="undersokelse") == ventet


@pytest.mark.parametrize(("rader", "ventet"), STEDER)
def test_backwards(rader: list[Rad], ventet: Utfall) -> None:
    assert utfall(TILBAKE, en("tiltak"), en("undersokelse"), *rader, objekt="tiltak") == ventet


def test_what_the_way_ends_in_must_live_too() -> None:
    rader = [en("vedtak"), *VEIEN]
    borte = en("tiltak", er_slettet=True)
    assert utfall(FRAM, en("undersokelse"), borte, *rader, objekt="undersokelse") == Utfall.IKKE_OPPFYLT


def test_a_table_whose_rows_have_no_number_is_no_way() -> None:
    krav = {"finnes": {"rader": {**FRAM["finnes"]["rader"], "gjennom": "lovhjemmel"}}}
    with pytest.raises(RuleFault, match="lovhjemmel"):
        utfall(krav, en("undersokelse"), objekt="undersokelse")
