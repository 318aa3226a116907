"""siste_innen: at least once in the time up to the judging day."""

from datetime import date, timedelta
from random import Random

import pytest

from bvaudit.model import kalender
from bvaudit.model.utfall import Utfall
from bvaudit.model.varighet import Varighet

from .judging import PER, Rad, Sak, assert_agrees, en_sak, judge, judge_all, rad, some_day, utfall

KRAV = {
    "siste_innen": {
        "vindu": "P6M",
        "hendelser": [
            {
                "tabell": "plan_evaluering",
                "der": {"plan.kode": {"en_av": ["1"]}, "sak.format_versjon": {"en_av": ["v4"]}},
            },
            {"tabell": "tiltak_evaluering", "der": {"sak.format_versjon": {"en_av": ["v5"]}}},
        ],
    }
}
TILTAK = rad("tiltak", start_dato=date(2020, 1, 1))


def en_plan(*evaluert: date | None, kode: str | None = "1", **felt: object) -> Rad:
    return rad("plan", *(rad("plan_evaluering", utfort_dato=dag) for dag in evaluert), kode=kode, **felt)


@pytest.mark.parametrize(
    ("per", "evaluert", "ventet"),
    [
        pytest.param(PER, PER, Utfall.OPPFYLT, id="på vurderingsdagen"),
        pytest.param(PER, date(2025, 7, 1), Utfall.OPPFYLT, id="31. desember: 1. juli er inne"),
        pytest.param(PER, date(2025, 6, 30), Utfall.IKKE_OPPFYLT, id="31. desember: 30. juni er ute"),
        pytest.param(date(2025, 6, 30), date(2024, 12, 31), Utfall.OPPFYLT, id="30. juni: 31. desember er inne"),
        pytest.param(date(2025, 6, 30), date(2024, 12, 30), Utfall.IKKE_OPPFYLT, id="30. juni: 30. desember er ute"),
        pytest.param(date(2025, 8, 31), date(2025, 3, 1), Utfall.OPPFYLT, id="31. august: 1. mars er inne"),
        pytest.param(date(2025, 8, 31), date(2025, 2, 28), Utfall.IKKE_OPPFYLT, id="31. august: 28. februar er ute"),
        pytest.param(date(2024, 8, 31), date(2024, 2, 29), Utfall.IKKE_OPPFYLT, id="31. august: skuddårsdagen er ute"),
        pytest.param(PER, date(2026, 1, 1), Utfall.IKKE_OPPFYLT, id="etter vurderingsdagen er ikke skjedd"),
    ],
)
def test_window(per: date, evaluert: date, ventet: Utfall) -> None:
    assert utfall(KRAV, TILTAK, en_plan(evaluert), objekt="tiltak", per=per) == ventet


@pytest.mark.parametrize(
    ("rader", "ventet", "sist"),
    [
        pytest.param([], Utfall.IKKE_OPPFYLT, None, id="ingenting er registrert"),
        pytest.param([en_plan()], Utfall.IKKE_OPPFYLT, None, id="plan uten evaluering"),
        pytest.param([en_plan(date(2025, 3, 1), PER)], Utfall.OPPFYLT, PER, id="den seneste teller"),
        pytest.param([en_plan(PER, date(2025, 3, 1))], Utfall.OPPFYLT, PER, id="rekkefølgen er likegyldig"),
        pytest.param([en_plan(date(2025, 3, 1)), en_plan(PER)], Utfall.OPPFYLT, PER, id="en annen plan i saken"),
        pytest.param([en_plan(PER, kode="2")], Utfall.IKKE_OPPFYLT, None, id="annen plantype teller ikke"),
        pytest.param([en_plan(PER, slutt_dato=date(2025, 10, 1))], Utfall.OPPFYLT, PER, id="avsluttet plan teller"),
        pytest.param([en_plan(PER, er_slettet=True)], Utfall.IKKE_OPPFYLT, None, id="slettet plan teller ikke"),
        pytest.param([en_plan(None)], Utfall.UAVKLART, None, id="evaluering uten dato"),
        pytest.param([en_plan(PER, kode=None)], Utfall.UAVKLART, None, id="kanskje riktig plantype"),
        pytest.param([en_plan(None, PER)], Utfall.OPPFYLT, PER, id="en sikker veier opp for en uten dato"),
        pytest.param(
            [en_plan(date(2025, 1, 2))], Utfall.IKKE_OPPFYLT, date(2025, 1, 2), id="for lenge siden, datoen vises"
        ),
    ],
)
def test_which_rows_count(rader: list[Rad], ventet: Utfall, sist: date | None) -> None:
    svar = judge(KRAV, TILTAK, *rader, objekt="tiltak")
    assert (svar.utfall, svar.faktisk_dato) == (ventet, sist)


@pytest.mark.parametrize(
    ("versjon", "ventet"),
    [
        pytest.param("v4", date(2025, 11, 1), id="v4 leser planens evalueringer"),
        pytest.param("v5", date(2025, 12, 1), id="v5 leser tiltakets evalueringer"),
    ],
)
def test_several_tables(versjon: str, ventet: date) -> None:
    tiltak = rad("tiltak", rad("tiltak_evaluering", gjennomfort_dato=date(2025, 12, 1)), start_dato=date(2020, 1, 1))
    svar = judge(KRAV, tiltak, en_plan(date(2025, 11, 1)), objekt="tiltak", format_versjon=versjon)
    assert svar.faktisk_dato == ventet


def test_another_measure_in_the_case_does_not_count() -> None:
    andre = rad("tiltak", rad("tiltak_evaluering", gjennomfort_dato=PER), id="andre", start_dato=date(2020, 1, 1))
    sak = en_sak(rad("tiltak", id="dette", start_dato=date(2020, 1, 1)), andre, format_versjon="v5")
    answers = {a.objekt_id: a.utfall for a in judge_all(KRAV, [sak], objekt="tiltak")}
    assert answers == {"dette": Utfall.IKKE_OPPFYLT, "andre": Utfall.OPPFYLT}


def test_another_case_does_not_count() -> None:
    saker = [en_sak(TILTAK), en_sak(TILTAK, en_plan(PER))]
    assert [a.utfall for a in judge_all(KRAV, saker, objekt="tiltak")] == [Utfall.IKKE_OPPFYLT, Utfall.OPPFYLT]


def test_explanation() -> None:
    assert judge(KRAV, TILTAK, objekt="tiltak").forklaring == "Brutt. Ingen er registrert."
    assert judge(KRAV, TILTAK, en_plan(PER), objekt="tiltak").forklaring == ""


@pytest.mark.parametrize("per", [PER, date(2025, 6, 30), date(2024, 8, 31)], ids=str)
def test_agrees_with_a_plain_reading(per: date) -> None:
    random = Random(f"evaluert {per}")
    saker = [
        en_sak(
            TILTAK,
            en_plan(
                *(some_day(random, per, missing=0.05) for _ in range(random.randint(0, 3))), kode=random.choice("12")
            ),
        )
        for _ in range(400)
    ]

    def read(sak: Sak) -> Utfall:
        plan = sak.rader[1]
        dates = [r.felt["utfort_dato"] for r in plan.barn] if plan.felt["kode"] == "1" else []
        limit = kalender.minus(per, Varighet(antall=6, enhet="M"))
        inside = any(isinstance(dag, date) and limit + timedelta(1) <= dag <= per for dag in dates)
        if inside:
            return Utfall.OPPFYLT
        return Utfall.UAVKLART if None in dates else Utfall.IKKE_OPPFYLT

    assert_agrees(judge_all(KRAV, saker, objekt="tiltak", per=per), saker, read)
