"""kode_gyldig: a code that its list allows on the day."""

from datetime import date, timedelta
from random import Random

import pytest

from bvaudit.model.koder import Kode, Kodeliste
from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.frame import RuleFault

from .judging import PER, Rad, Sak, assert_agrees, en_sak, felt, judge, judge_all, kodelister, rad, some_day

FRA, TIL, DAG = date(2022, 1, 1), date(2023, 12, 31), timedelta(1)
KRAV = {"kode_gyldig": {"felt": "kode", "liste": "prove", "dato": "start_dato"}}
LISTE = Kodeliste(
    id="prove",
    tittel="Prøve",
    koder=(
        Kode(kode="1", tittel="alltid"),
        Kode(kode="2", tittel="fra", gyldig_fra=FRA),
        Kode(kode="3", tittel="til", gyldig_til_og_med=TIL),
        Kode(kode="3.10", tittel="i en tid", gyldig_fra=FRA, gyldig_til_og_med=TIL),
        Kode(kode="'; DROP TABLE sak; --", tittel="et vondt ord"),
    ),
)
KODER = {"prove": LISTE}


def en_henvendelse(kode: str | None, start: date | None) -> Rad:
    return rad("henvendelse", kode=kode, start_dato=start)


@pytest.mark.parametrize(
    ("kode", "dag", "ventet"),
    [
        pytest.param("1", date(1999, 1, 1), Utfall.OPPFYLT, id="uten grenser"),
        pytest.param("2", FRA, Utfall.OPPFYLT, id="første dag"),
        pytest.param("2", FRA - DAG, Utfall.IKKE_OPPFYLT, id="dagen før den første"),
        pytest.param("3", TIL, Utfall.OPPFYLT, id="siste dag"),
        pytest.param("3", TIL + DAG, Utfall.IKKE_OPPFYLT, id="dagen etter den siste"),
        pytest.param("3.10", FRA, Utfall.OPPFYLT, id="i tiden den gjelder"),
        pytest.param("3.10", TIL + DAG, Utfall.IKKE_OPPFYLT, id="etter tiden den gjelder"),
        pytest.param("3.1", FRA, Utfall.IKKE_OPPFYLT, id="3.1 er ikke 3.10"),
        pytest.param("99", FRA, Utfall.IKKE_OPPFYLT, id="koden finnes ikke"),
        pytest.param("'; DROP TABLE sak; --", FRA, Utfall.OPPFYLT, id="en kode som ligner på en kommando"),
        pytest.param(None, FRA, Utfall.UAVKLART, id="koden mangler"),
        pytest.param("1", None, Utfall.UAVKLART, id="datoen mangler"),
        pytest.param(None, None, Utfall.UAVKLART, id="begge mangler"),
    ],
)
def test_utfall(kode: str | None, dag: date | None, ventet: Utfall) -> None:
    svar = judge(KRAV, en_henvendelse(kode, dag), koder=KODER)
    assert svar.utfall == ventet
    assert svar.forklaring == {"uavklart": "Koden eller datoen mangler.", "ikke oppfylt": "Brutt."}.get(svar.utfall, "")


def test_an_unknown_list_is_the_rules_fault() -> None:
    with pytest.raises(RuleFault, match="kodelisten «prove» finnes ikke"):
        judge_all(KRAV, [])


def test_the_shipped_lists_agree_with_a_plain_reading() -> None:
    random = Random("kode")
    liste = kodelister()["henvendelse_konklusjon"]
    krav = {"kode_gyldig": {"felt": "konklusjon_kode", "liste": liste.id, "dato": "konklusjon_slutt_dato"}}
    koder = [*(k.kode for k in liste.koder), "99", None]
    saker = [
        en_sak(
            rad(
                "henvendelse", konklusjon_kode=random.choice(koder), konklusjon_slutt_dato=some_day(random, spread=2500)
            )
        )
        for _ in range(500)
    ]

    def read(sak: Sak) -> Utfall:
        row = felt(sak, "henvendelse")
        kode, dag = row["konklusjon_kode"], row["konklusjon_slutt_dato"]
        # A code stays when its date is empty, and goes when its date has not come.
        if kode is None or dag is None or dag > PER:
            return Utfall.UAVKLART
        allowed = [
            k for k in liste.koder if k.kode == kode and (k.gyldig_fra or dag) <= dag <= (k.gyldig_til_og_med or dag)
        ]
        return Utfall.OPPFYLT if allowed else Utfall.IKKE_OPPFYLT

    assert_agrees(judge_all(krav, saker), saker, read)
