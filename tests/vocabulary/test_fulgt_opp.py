"""fulgt_opp: followed up inside a limit, unless it ended before the limit was out."""

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from bvaudit.model import kalender
from bvaudit.model.utfall import Utfall
from bvaudit.model.varighet import Varighet

from .judging import PER, Rad, Sak, assert_agrees, en_sak, judge, judge_all, rad, some_day, utfall

DAG = timedelta(1)
START, SISTE = date(2025, 3, 1), date(2025, 3, 15)
BEGJAERING = {
    "tidligste": {
        "tabell": "oversendelse_nemnd",
        "der": {"dato_oversendt_fylkesnemnd": {"tidligst": "objekt.start_dato"}},
    }
}
AVSLAG = {"tidligste": {"tabell": "vedtak_status", "der": {"kode": {"en_av": ["4"]}}}}
TO_UKER: dict[str, Any] = {
    "start": "start_dato",
    "frister": [{"lengde": "P2W"}],
    "gjort": [BEGJAERING],
    "slutt": [
        {"dato": "slutt_dato"},
        {"dato": AVSLAG},
        {"dato": "ny_bortfallsdato_vedtak", "ellers": "bortfallsdato_vedtak"},
    ],
}


def krav(**endret: object) -> dict[str, Any]:
    return {"fulgt_opp": {**TO_UKER, **endret}}


def vedtak(start: date | None = START, *status: date | None, **felt: object) -> Rad:
    rows = (rad("vedtak_status", kode="4", endret_dato=day) for day in status)
    return rad("vedtak", *rows, start_dato=start, **felt)


def sendt(dag: date | None) -> Rad:
    return rad("oversendelse_nemnd", dato_oversendt_fylkesnemnd=dag)


@pytest.mark.parametrize(
    ("rader", "per", "ventet"),
    [
        pytest.param([vedtak(), sendt(SISTE)], PER, Utfall.OPPFYLT, id="siste dag holder"),
        pytest.param([vedtak(), sendt(SISTE + DAG)], PER, Utfall.IKKE_OPPFYLT, id="dagen etter er for sent"),
        pytest.param([vedtak(), sendt(START)], PER, Utfall.OPPFYLT, id="samme dag holder"),
        pytest.param([vedtak(), sendt(START - DAG)], PER, Utfall.IKKE_OPPFYLT, id="dagen før hører ikke til"),
        pytest.param([vedtak(), sendt(SISTE)], SISTE - DAG, Utfall.IKKE_AKTUELT, id="gjort etter vurderingsdagen"),
        pytest.param([vedtak()], SISTE, Utfall.IKKE_AKTUELT, id="fristen er ikke ute"),
        pytest.param([vedtak()], SISTE + DAG, Utfall.IKKE_OPPFYLT, id="fristen er ute"),
        pytest.param([vedtak(slutt_dato=SISTE)], PER, Utfall.IKKE_AKTUELT, id="tok slutt på siste dag"),
        pytest.param([vedtak(slutt_dato=SISTE + DAG)], PER, Utfall.IKKE_OPPFYLT, id="tok slutt dagen etter"),
        pytest.param([vedtak(slutt_dato=START)], PER, Utfall.IKKE_AKTUELT, id="tok slutt samme dag"),
        pytest.param([vedtak(slutt_dato=START - DAG)], PER, Utfall.UAVKLART, id="tok slutt før det begynte"),
        pytest.param([vedtak(slutt_dato=START - DAG), sendt(START)], PER, Utfall.OPPFYLT, id="gjort uansett slutt"),
        pytest.param([vedtak(START, SISTE)], PER, Utfall.IKKE_AKTUELT, id="avslått i tide"),
        pytest.param([vedtak(START, START - DAG)], PER, Utfall.UAVKLART, id="avslått før vedtaket"),
        pytest.param([vedtak(START, SISTE + DAG)], PER, Utfall.IKKE_OPPFYLT, id="avslått for sent"),
        pytest.param([vedtak(START, None)], PER, Utfall.UAVKLART, id="avslaget mangler dato"),
        pytest.param([vedtak(START, None)], SISTE, Utfall.IKKE_AKTUELT, id="avslag uten dato før fristen er ute"),
        pytest.param([vedtak(), sendt(None)], PER, Utfall.UAVKLART, id="begjæringen mangler dato"),
        pytest.param([vedtak(), sendt(None), sendt(SISTE)], PER, Utfall.OPPFYLT, id="en sikker er nok"),
        pytest.param([vedtak(), sendt(None), sendt(PER)], PER, Utfall.UAVKLART, id="en for sen og en uten dato"),
        pytest.param([vedtak(bortfallsdato_vedtak=SISTE)], PER, Utfall.IKKE_AKTUELT, id="falt bort i tide"),
        pytest.param(
            [vedtak(bortfallsdato_vedtak=SISTE, ny_bortfallsdato_vedtak=PER)],
            PER,
            Utfall.IKKE_OPPFYLT,
            id="bortfallet ble utsatt forbi fristen",
        ),
        pytest.param(
            [vedtak(date(2025, 12, 1), bortfallsdato_vedtak=date(2025, 12, 15))],
            date(2025, 12, 14),
            Utfall.IKKE_AKTUELT,
            id="et bortfall som kommer, har ikke skjedd",
        ),
        pytest.param([vedtak(None), sendt(SISTE)], PER, Utfall.UAVKLART, id="start mangler"),
    ],
)
def test_utfall(rader: list[Rad], per: date, ventet: Utfall) -> None:
    assert utfall(krav(), *rader, per=per, objekt="vedtak") == ventet


PARAGRAFER = [
    {"nar": {"paragraf": {"en_av": ["2"]}}, "lengde": "P6W"},
    {"nar": {"paragraf": {"en_av": ["4"]}}, "lengde": "P2W"},
]


@pytest.mark.parametrize(
    ("paragraf", "frist", "ventet"),
    [
        pytest.param("2", date(2025, 4, 12), Utfall.IKKE_OPPFYLT, id="seks uker"),
        pytest.param("4", SISTE, Utfall.IKKE_OPPFYLT, id="to uker"),
        pytest.param("9", None, Utfall.UAVKLART, id="ingen frist passer"),
        pytest.param(None, None, Utfall.UAVKLART, id="paragrafen mangler"),
    ],
)
def test_the_first_limit_that_fits(paragraf: str | None, frist: date | None, ventet: Utfall) -> None:
    svar = judge(krav(frister=PARAGRAFER), vedtak(paragraf=paragraf), objekt="vedtak")
    assert (svar.utfall, svar.frist_dato) == (ventet, frist)


@pytest.mark.parametrize(
    ("dag", "ventet"),
    [
        pytest.param(SISTE + timedelta(60), Utfall.OPPFYLT, id="sent, men loven har ikke tall"),
        pytest.param(None, Utfall.IKKE_OPPFYLT, id="aldri"),
    ],
)
def test_no_number_in_the_law(dag: date | None, ventet: Utfall) -> None:
    rader = [sendt(dag)] if dag else []
    svar = judge(krav(for_sent="oppfylt"), vedtak(), *rader, objekt="vedtak")
    assert (svar.utfall, svar.frist_dato, svar.dager_over) == (ventet, None, None)


def test_done_before_it_began_cannot_be_right() -> None:
    svar = judge(krav(gjort=["slutt_dato"], slutt=[]), vedtak(slutt_dato=START - DAG), objekt="vedtak")
    assert (svar.utfall, svar.forklaring) == (Utfall.UAVKLART, "Gjort før det startet; datoene må rettes.")


FLYTTET = {"tidligste": {"tabell": "flytting", "der": {"flyttet_dato": {"tidligst": "objekt.start_dato"}}}}


@pytest.mark.parametrize(
    ("flytting", "ventet"),
    [
        pytest.param(rad("flytting", flyttet_dato=SISTE), Utfall.DELVIS, id="i tide"),
        pytest.param(rad("flytting", flyttet_dato=SISTE + DAG), Utfall.IKKE_OPPFYLT, id="for sent"),
        pytest.param(rad("flytting", flyttet_dato=None), Utfall.UAVKLART, id="uten dato"),
    ],
)
def test_partly(flytting: Rad, ventet: Utfall) -> None:
    assert utfall(krav(delvis=[FLYTTET]), vedtak(), flytting, objekt="vedtak") == ventet


@pytest.mark.parametrize(
    ("rader", "ventet"),
    [
        pytest.param([vedtak(), sendt(SISTE)], "", id="ingenting å si"),
        pytest.param([vedtak()], "Brutt.", id="regelens egen setning"),
        pytest.param([vedtak(None)], "Datoen fristen regnes fra, mangler.", id="start mangler"),
        pytest.param([vedtak(slutt_dato=SISTE)], "Det tok slutt innen fristen.", id="tok slutt"),
        pytest.param(
            [vedtak(slutt_dato=START - DAG)], "Avsluttet før det startet; datoene må rettes.", id="bakvendt slutt"
        ),
        pytest.param([vedtak(slutt_dato=START - DAG), sendt(START)], "", id="en bakvendt slutt som ikke avgjør"),
        pytest.param([vedtak(), sendt(None)], "En opplysning som trengs, mangler.", id="dato mangler"),
    ],
)
def test_explanation(rader: list[Rad], ventet: str) -> None:
    assert judge(krav(), *rader, objekt="vedtak").forklaring == ventet


def test_a_late_answer_has_its_day_and_the_days_over() -> None:
    svar = judge(krav(), vedtak(), sendt(SISTE + timedelta(5)), objekt="vedtak")
    assert (svar.start_dato, svar.frist_dato, svar.dager_over) == (START, SISTE, 5)
    assert svar.faktisk_dato == SISTE + timedelta(5)


# --- against a plain reading ---------------------------------------------------------------------------------------


def reading(sak: Sak, per: date) -> Utfall | None:
    (row,) = (r for r in sak.rader if r.tabell == "vedtak")
    start = row.felt["start_dato"]
    assert start is None or isinstance(start, date)
    if start is None:
        return Utfall.UAVKLART
    if start > per:
        return None
    limit = kalender.pluss(start, Varighet(antall=2, enhet="W"))
    sent = [r.felt["dato_oversendt_fylkesnemnd"] for r in sak.rader if r.tabell == "oversendelse_nemnd"]
    if any(isinstance(day, date) and start <= day <= min(limit, per) for day in sent):
        return Utfall.OPPFYLT
    if None in sent:
        return Utfall.UAVKLART
    refused = [r.felt["endret_dato"] for r in row.barn]
    lapse = row.felt.get("ny_bortfallsdato_vedtak") or row.felt.get("bortfallsdato_vedtak")
    known = (row.felt.get("slutt_dato"), lapse, *refused)
    ends = [day for day in known if isinstance(day, date) and day <= per]
    if ends and min(ends) < start:
        return Utfall.UAVKLART
    if ends and min(ends) <= limit:
        return Utfall.IKKE_AKTUELT
    if per <= limit:
        return Utfall.IKKE_AKTUELT
    return Utfall.UAVKLART if None in refused else Utfall.IKKE_OPPFYLT


@pytest.mark.parametrize("per", [date(2025, 6, 30), PER, date(2024, 2, 29)], ids=str)
def test_agrees_with_a_plain_reading(per: date) -> None:
    random = Random(f"fulgt opp {per}")

    def some(missing: float) -> date | None:
        return some_day(random, per, 40, missing)

    saker = []
    for _ in range(400):
        status = [some(0.1) for _ in range(random.choice((0, 0, 1, 2)))]
        lapse = {"bortfallsdato_vedtak": some(0.7), "ny_bortfallsdato_vedtak": some(0.8)}
        begjaeringer = [sendt(some(0.1)) for _ in range(random.choice((0, 0, 1, 2)))]
        saker.append(en_sak(vedtak(some(0.1), *status, slutt_dato=some(0.6), **lapse), *begjaeringer))
    assert_agrees(judge_all(krav(), saker, per=per, objekt="vedtak"), saker, lambda sak: reading(sak, per))
