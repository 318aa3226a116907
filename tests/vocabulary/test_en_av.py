"""en_av: a code among those that satisfy."""

from datetime import date
from random import Random

import pytest

from bvaudit.model.utfall import Utfall

from .judging import Rad, Sak, assert_agrees, en_sak, felt, judge, judge_all, rad, utfall

KRAV = {"en_av": {"felt": "kode", "verdier": ["1", "3.10"], "delvis": ["2"]}}


def en_henvendelse(kode: str | None) -> Rad:
    return rad("henvendelse", start_dato=date(2025, 3, 3), kode=kode)


@pytest.mark.parametrize(
    ("kode", "ventet"),
    [
        pytest.param("1", Utfall.OPPFYLT, id="oppfyller"),
        pytest.param("3.10", Utfall.OPPFYLT, id="koden er tekst, ikke et tall"),
        pytest.param("3.1", Utfall.IKKE_OPPFYLT, id="3.1 er en annen kode enn 3.10"),
        pytest.param("01", Utfall.IKKE_OPPFYLT, id="01 er en annen kode enn 1"),
        pytest.param("1 ", Utfall.IKKE_OPPFYLT, id="et mellomrom er en annen kode"),
        pytest.param("2", Utfall.DELVIS, id="oppfyller delvis"),
        pytest.param("9", Utfall.IKKE_OPPFYLT, id="ingen av dem"),
        pytest.param("", Utfall.IKKE_OPPFYLT, id="tom tekst er en kode ingen har"),
        pytest.param(None, Utfall.UAVKLART, id="koden mangler"),
    ],
)
def test_utfall(kode: str | None, ventet: Utfall) -> None:
    assert utfall(KRAV, en_henvendelse(kode)) == ventet


def test_what_satisfies_goes_before_what_satisfies_in_part() -> None:
    assert utfall({"en_av": {"felt": "kode", "verdier": ["1"], "delvis": ["1"]}}, en_henvendelse("1")) == Utfall.OPPFYLT


def test_explanation() -> None:
    assert judge(KRAV, en_henvendelse(None)).forklaring == "Koden mangler."
    assert judge(KRAV, en_henvendelse("2")).forklaring == ""


def test_agrees_with_a_plain_reading() -> None:
    random = Random("en av")
    saker = [en_sak(en_henvendelse(random.choice(["1", "2", "3.1", "3.10", "x'y", None]))) for _ in range(300)]

    def read(sak: Sak) -> Utfall:
        match felt(sak, "henvendelse")["kode"]:
            case None:
                return Utfall.UAVKLART
            case "1" | "3.10":
                return Utfall.OPPFYLT
            case "2":
                return Utfall.DELVIS
            case _:
                return Utfall.IKKE_OPPFYLT

    assert_agrees(judge_all(KRAV, saker), saker, read)
