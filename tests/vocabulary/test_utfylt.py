"""utfylt: the registration itself is the demand."""

from datetime import date
from random import Random

import pytest

from bvaudit.model.utfall import Utfall

from .judging import PER, Rad, Sak, assert_agrees, en_sak, felt, judge, judge_all, rad, some_day, utfall

KRAV = {"utfylt": {"felt": ["kode", "konklusjon_slutt_dato"]}}
ETTER_EN_UKE = {"utfylt": {"felt": ["kode"], "etter": {"felt": "start_dato", "pluss": "P1W"}}}


def en_henvendelse(**felter: object) -> Rad:
    return rad("henvendelse", **{"start_dato": date(2025, 3, 3), **felter})


@pytest.mark.parametrize(
    ("henvendelse", "ventet"),
    [
        pytest.param(en_henvendelse(kode="2", konklusjon_slutt_dato=PER), Utfall.OPPFYLT, id="alt er fylt ut"),
        pytest.param(en_henvendelse(kode="2"), Utfall.IKKE_OPPFYLT, id="det ene mangler"),
        pytest.param(en_henvendelse(), Utfall.IKKE_OPPFYLT, id="begge mangler"),
        pytest.param(
            en_henvendelse(kode="2", konklusjon_slutt_dato=date(2026, 1, 1)),
            Utfall.IKKE_OPPFYLT,
            id="datoen er ikke kommet",
        ),
        pytest.param(
            en_henvendelse(kode="2", konklusjon_slutt_dato=PER, konklusjon_er_slettet=True),
            Utfall.IKKE_OPPFYLT,
            id="trukket konklusjon er ikke fylt ut",
        ),
    ],
)
def test_utfall(henvendelse: Rad, ventet: Utfall) -> None:
    assert utfall(KRAV, henvendelse) == ventet


@pytest.mark.parametrize(
    ("start", "kode", "ventet"),
    [
        pytest.param(date(2025, 12, 24), None, Utfall.IKKE_AKTUELT, id="siste dag i ventetiden"),
        pytest.param(date(2025, 12, 23), None, Utfall.IKKE_OPPFYLT, id="ventetiden er ute"),
        pytest.param(date(2025, 12, 31), "2", Utfall.OPPFYLT, id="fylt ut i ventetiden"),
        pytest.param(None, None, Utfall.IKKE_OPPFYLT, id="uten startdato er det tomme feltet fortsatt tomt"),
    ],
)
def test_not_before_the_wait_is_over(start: date | None, kode: str | None, ventet: Utfall) -> None:
    assert utfall(ETTER_EN_UKE, en_henvendelse(start_dato=start, kode=kode)) == ventet


def test_a_field_of_the_case() -> None:
    krav = {"utfylt": {"felt": ["sak.fyller_18_dato"]}}
    assert utfall(krav, en_henvendelse(), fyller_18_dato=PER) == Utfall.OPPFYLT
    assert utfall(krav, en_henvendelse()) == Utfall.IKKE_OPPFYLT


def test_facts() -> None:
    svar = judge(KRAV, en_henvendelse())
    assert (svar.frist_dato, svar.faktisk_dato, svar.dager_over, svar.forklaring) == (None, None, None, "Brutt.")


def test_agrees_with_a_plain_reading() -> None:
    random = Random("utfylt")
    saker = [
        en_sak(en_henvendelse(kode=random.choice(["1", "2", None]), konklusjon_slutt_dato=some_day(random)))
        for _ in range(400)
    ]

    def read(sak: Sak) -> Utfall:
        row = felt(sak, "henvendelse")
        done = row["konklusjon_slutt_dato"]
        full = row["kode"] is not None and done is not None and done <= PER
        return Utfall.OPPFYLT if full else Utfall.IKKE_OPPFYLT

    assert_agrees(judge_all(KRAV, saker), saker, read)
