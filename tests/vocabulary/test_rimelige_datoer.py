"""rimelige_datoer: no date in the case is unreasonably far away."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from bvaudit.model.tables import TABLES, Type
from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.frame import RuleFault

from .judging import PER, Rad, Sak, assert_agrees, en_sak, judge_all, rad, utfall

KRAV = {"rimelige_datoer": {"rundt": "dato_uttrekk_lokal", "ar": 26}}
UTTREKK = date(2025, 6, 15)
FORSTE, SISTE, DAG = date(1999, 1, 1), date(2051, 12, 31), timedelta(1)
OPPFYLT, _, IKKE_OPPFYLT, UAVKLART, _ = Utfall


def svar(*rader: Rad, **sak: Any) -> Utfall:
    return utfall(KRAV, *rader, objekt="sak", **{"dato_uttrekk_lokal": UTTREKK, **sak})


@pytest.mark.parametrize(
    ("dag", "ventet"),
    [
        pytest.param(FORSTE, OPPFYLT, id="første dag"),
        pytest.param(FORSTE - DAG, IKKE_OPPFYLT, id="dagen før"),
        pytest.param(PER, OPPFYLT, id="i dag"),
        pytest.param(None, OPPFYLT, id="ingen dato"),
    ],
)
def test_the_case_itself(dag: date | None, ventet: Utfall) -> None:
    assert svar(start_dato=dag) == ventet


@pytest.mark.parametrize("uttrekk", [date(2025, 1, 1), UTTREKK, date(2025, 12, 31)], ids=str)
def test_only_the_year_of_the_extract_counts(uttrekk: date) -> None:
    rader = (rad("vedtak", bortfallsdato_vedtak=dag) for dag in (SISTE, SISTE + DAG))
    assert [svar(r, dato_uttrekk_lokal=uttrekk) for r in rader] == [OPPFYLT, IKKE_OPPFYLT]


# Every date a source can give of what happened in the case lies in one of these; who had it is not about the child.
_NOT_THESE = ("innsending", "sak", "sak_enhet")
DATOER = [
    (table, column.navn)
    for table in TABLES
    for column in table.kolonner
    if column.type is Type.DATO and table.navn not in _NOT_THESE and not column.navn.startswith("fyller_")
]


@pytest.mark.parametrize(("table", "felt"), [pytest.param(t, f, id=f"{t.navn}.{f}") for t, f in DATOER])
def test_every_date_is_seen(table: Any, felt: str) -> None:
    row = rad(table.navn, **{felt: FORSTE - DAG})
    under = table.forelder not in ("sak", None)
    assert svar(rad(table.forelder, row) if under else row) == IKKE_OPPFYLT


def test_the_birth_date_is_known_by_its_year() -> None:
    fyller = {"1998": date(2016, 12, 31), "1999": date(2017, 1, 1)}
    assert svar(rad("personalia", fyller_18_dato=fyller["1998"])) == IKKE_OPPFYLT
    # Turning 25 lies 25 years later, and is nobody's date.
    assert svar(rad("personalia", fyller_18_dato=fyller["1999"], fyller_25_dato=date(2060, 1, 1))) == OPPFYLT


def test_without_the_day_of_the_extract_it_is_unsettled() -> None:
    assert svar(dato_uttrekk_lokal=None, start_dato=PER) == UAVKLART


def test_only_for_the_whole_case() -> None:
    with pytest.raises(RuleFault, match="objektet må være «sak»"):
        judge_all(KRAV, [], objekt="tiltak")


def test_agrees_with_a_plain_reading() -> None:
    random = Random("rimelig")

    def a_day() -> date | None:
        edge = random.choice([FORSTE, UTTREKK, None])
        return edge and edge + timedelta(random.randint(-2, 2))

    saker = [
        en_sak(
            *(
                rad("tiltak", rad("tilsyn_utfort", utfort_dato=a_day()), start_dato=a_day())
                for _ in range(random.randint(0, 2))
            ),
            start_dato=a_day(),
            dato_uttrekk_lokal=UTTREKK,
        )
        for _ in range(400)
    ]

    def read(sak: Sak) -> Utfall | None:
        if sak.felt["start_dato"] is not None and sak.felt["start_dato"] > PER:
            return None
        rows = [*sak.rader, *(child for r in sak.rader for child in r.barn)]
        days = [sak.felt["start_dato"], *(day for r in rows for day in r.felt.values())]
        return OPPFYLT if all(day is None or abs(day.year - 2025) <= 26 for day in days) else IKKE_OPPFYLT

    assert_agrees(judge_all(KRAV, saker, objekt="sak"), saker, read)
