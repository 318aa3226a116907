"""The answer key against figures worked out by hand, and the generator against the published schemas."""

import os
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from .cases import (
    PER_DATES,
    Besok,
    Case,
    Henvendelse,
    Hjemmel,
    Hyppighet,
    Personalia,
    Plan,
    Relasjon,
    Sletting,
    Tiltak,
    Undersokelse,
    documents,
    generate_cases,
    months_after,
    to_xml,
    write_documents,
)
from .key import VARIANTS, Row, kept, key

pytestmark = pytest.mark.lang

SJEKK = date(2025, 12, 31)
LENGE_SIDEN = date(2019, 1, 1)
HJELPETILTAK = Hjemmel(lov="BVL2021", kapittel="3", paragraf="1")
OMSORG = Hjemmel(lov="BVL2021", kapittel="5", paragraf="1")


def en_sak(**changes: Any) -> Case:
    case = Case(
        navn="test",
        versjon="v4",
        innsending_id="i",
        uttrekk=datetime(2026, 4, 1, tzinfo=UTC),
        sak_id="s",
        start=LENGE_SIDEN,
        personalia=(Personalia(id="p", start=LENGE_SIDEN, fodt=date(2015, 5, 17)),),
    )
    return replace(case, **changes)


def en_undersokelse(mottatt: date, relasjon: Relasjon | None = None, **changes: Any) -> Case:
    """One melding, the investigation it led to a week later, and the relation between them."""
    return en_sak(
        henvendelser=(Henvendelse(id="h", start=mottatt),),
        undersokelser=(replace(Undersokelse(id="u", start=mottatt + timedelta(7)), **changes),),
        relasjoner=(relasjon or Relasjon(id="r", fra_id="H", til_id="u"),),
    )


def et_fosterhjem(**changes: Any) -> Case:
    return en_sak(tiltak=(replace(Tiltak(id="t", start=LENGE_SIDEN, kode="2.1", hjemmel=OMSORG), **changes),))


def et_hjelpetiltak(*planer: Plan, **changes: Any) -> Case:
    tiltak = replace(Tiltak(id="t", start=LENGE_SIDEN, kode="4.1", hjemmel=HJELPETILTAK), **changes)
    return en_sak(tiltak=(tiltak,), planer=planer)


def hyppighet(*changes: tuple[date, int]) -> Besok:
    return Besok(hyppighet=tuple(Hyppighet(id=str(n), start=d, antall=a) for n, (d, a) in enumerate(changes)))


@pytest.mark.parametrize(
    ("mottatt", "lov_3", "ssb_97", "lov_6", "ssb_187"),
    [
        pytest.param("2026-03-02", "2026-06-09", "2026-06-07", "2026-09-09", "2026-09-05", id="vanlig måned"),
        pytest.param("2025-11-23", "2026-02-28", "2026-02-28", "2026-05-30", "2026-05-29", id="30. november"),
        pytest.param("2025-08-21", "2025-11-28", "2025-11-26", "2026-02-28", "2026-02-24", id="28. august"),
    ],
)
def test_limits_of_an_investigation(mottatt: str, lov_3: str, ssb_97: str, lov_6: str, ssb_187: str) -> None:
    day = date.fromisoformat(mottatt)
    per = day + timedelta(10)
    ordinary, extended = en_undersokelse(day), en_undersokelse(day, utvidet=day + timedelta(60), innvilget=True)
    limits = [
        key(case, per)["UND-03", name, "u"].frist_dato for case in (ordinary, extended) for name in ("lov", "ssb")
    ]
    assert [str(limit) for limit in limits] == [lov_3, ssb_97, lov_6, ssb_187]


@pytest.mark.parametrize(
    ("konkludert", "per", "lov", "ssb", "dager"),
    [
        pytest.param("2025-11-30", "2025-12-31", "oppfylt", "oppfylt", None, id="dag 7 er i tide"),
        pytest.param("2025-12-01", "2025-12-31", "ikke oppfylt", "ikke oppfylt", 1, id="dag 8 er en dag over"),
        pytest.param(None, "2025-11-30", "ikke aktuelt", "ikke aktuelt", None, id="åpen på siste dag"),
        pytest.param(None, "2025-12-01", "ikke oppfylt", "ikke aktuelt", 1, id="åpen dagen etter"),
        pytest.param("2025-12-05", "2025-12-03", "ikke oppfylt", "ikke aktuelt", 3, id="konkludert etter per"),
        pytest.param("2025-11-22", "2025-12-31", "uavklart", "uavklart", None, id="konkludert før mottatt"),
    ],
)
def test_report_within_a_week(konkludert: str | None, per: str, lov: str, ssb: str, dager: int | None) -> None:
    done = date.fromisoformat(konkludert) if konkludert else None
    case = en_sak(henvendelser=(Henvendelse(id="H", start=date(2025, 11, 23), konkludert=done),))
    rows = key(case, date.fromisoformat(per))
    assert (rows["MEL-01", "lov", "h"].utfall, rows["MEL-01", "ssb", "h"].utfall) == (lov, ssb)
    assert rows["MEL-01", "lov", "h"].dager_over == dager


@pytest.mark.parametrize(
    ("henvendelse", "per", "rader"),
    [
        pytest.param({"kode": "1"}, SJEKK, 0, id="søknad"),
        pytest.param({"kode": "2"}, SJEKK, 2, id="bekymringsmelding"),
        pytest.param({"kode": None}, SJEKK, 2, id="uten kode"),
        pytest.param({"slettet": True}, SJEKK, 0, id="slettet"),
        pytest.param({}, date(2024, 12, 31), 0, id="mottatt etter per"),
        pytest.param({}, date(2025, 1, 1), 2, id="mottatt samme dag som per"),
    ],
)
def test_which_reports_get_a_row(henvendelse: dict[str, Any], per: date, rader: int) -> None:
    case = en_sak(henvendelser=(replace(Henvendelse(id="h", start=date(2025, 1, 1)), **henvendelse),))
    assert len(key(case, per)) == rader


def test_withdrawn_conclusion_is_none_and_a_report_before_1993_is_not_judged() -> None:
    report = Henvendelse(id="h", start=date(2025, 12, 1), konkludert=date(2025, 12, 2), konklusjon_slettet=True)
    assert key(en_sak(henvendelser=(report,)), SJEKK)["MEL-01", "lov", "h"].utfall == "ikke oppfylt"
    old = replace(report, start=date(1992, 12, 31))
    assert key(en_sak(henvendelser=(old,)), SJEKK)["MEL-01", "lov", "h"].utfall == "ikke aktuelt"


@pytest.mark.parametrize(
    "sletting",
    [
        pytest.param(date(2020, 1, 1), id="slettet før per"),
        pytest.param(date(2026, 1, 15), id="slettet etter per"),
    ],
)
def test_a_deletion_counts_whatever_its_date(sletting: date) -> None:
    case = en_undersokelse(date(2025, 6, 1))
    assert ("UND-03", "lov", "u") in key(case, SJEKK)
    of_other_kind = replace(case, slettinger=(Sletting(id="u", type="Vedtak", dato=sletting),))
    assert key(of_other_kind, SJEKK) == key(case, SJEKK)
    gone = replace(case, slettinger=(Sletting(id="U", type="Undersokelse", dato=sletting),))
    assert {regel for regel, _, _ in key(gone, SJEKK)} == {"MEL-01"}
    assert key(replace(case, slettet=True), SJEKK) == {}


@pytest.mark.parametrize(
    ("relasjon", "lov", "ssb"),
    [
        pytest.param({}, "ikke oppfylt", "ikke oppfylt", id="hel relasjon, ulik skrivemåte"),
        pytest.param({"slettet": True}, "uavklart", "ikke aktuelt", id="relasjonen er slettet"),
        pytest.param({"fra_type": "Vedtak"}, "uavklart", "ikke aktuelt", id="fra et vedtak med samme id"),
        pytest.param({"til_type": "Tiltak"}, "uavklart", "ikke aktuelt", id="til et tiltak med samme id"),
        pytest.param({"fra_id": "ukjent"}, "uavklart", "ikke aktuelt", id="fra noe som ikke er i saken"),
    ],
)
def test_relation_to_the_report(relasjon: dict[str, Any], lov: str, ssb: str) -> None:
    whole = replace(Relasjon(id="r", fra_id="H", til_id="U"), **relasjon)
    rows = key(en_undersokelse(date(2025, 6, 1), whole), SJEKK)
    assert [rows["UND-03", name, "u"].utfall for name in ("lov", "register", "ssb")] == [lov, "ikke oppfylt", ssb]


def test_the_earliest_living_report_decides() -> None:
    case = en_undersokelse(date(2025, 6, 10))
    earlier = Henvendelse(id="h2", start=date(2025, 6, 1))
    second = Relasjon(id="r2", fra_id="h2", til_id="u")
    case = replace(case, henvendelser=(*case.henvendelser, earlier), relasjoner=(*case.relasjoner, second))
    assert key(case, SJEKK)["UND-03", "lov", "u"].start_dato == date(2025, 6, 8)
    case = replace(case, slettinger=(Sletting(id="h2", type="Henvendelse", dato=SJEKK),))
    assert key(case, SJEKK)["UND-03", "lov", "u"].start_dato == date(2025, 6, 17)


@pytest.mark.parametrize(
    ("innvilget", "utvidet", "frist"),
    [
        pytest.param(True, date(2026, 2, 1), date(2026, 2, 28), id="innvilget, datert etter per"),
        pytest.param(False, date(2025, 9, 1), date(2025, 11, 28), id="avslått"),
        pytest.param(None, date(2025, 9, 1), date(2025, 11, 28), id="uten svar"),
    ],
)
def test_more_time_counts_only_when_granted(innvilget: bool | None, utvidet: date, frist: date) -> None:
    rows = key(en_undersokelse(date(2025, 8, 21), utvidet=utvidet, innvilget=innvilget), SJEKK)
    assert rows["UND-03", "lov", "u"].frist_dato == frist


def test_concluded_before_the_investigation_itself_started() -> None:
    case = en_undersokelse(date(2025, 6, 1), start=date(2025, 6, 5), konkludert=date(2025, 6, 6))
    assert key(case, SJEKK)["UND-03", "lov", "u"].utfall == "oppfylt"
    case = en_undersokelse(date(2025, 6, 1), start=date(2025, 6, 5), konkludert=date(2025, 6, 4))
    rows = key(case, SJEKK)
    utfall = [rows["UND-03", name, "u"].utfall for name in VARIANTS["UND-03"]]
    assert utfall == ["uavklart", "uavklart", "ikke aktuelt"]


@pytest.mark.parametrize(
    ("hjemmel", "rader"),
    [
        pytest.param(("BVL2021", "3", "1"), 2, id="§ 3-1"),
        pytest.param(("BVL2021", "3", "6"), 0, id="§ 3-6"),
        pytest.param(("BVL2021", "5", "1"), 0, id="§ 5-1"),
        pytest.param(("BVL", "4", "4"), 2, id="1992-loven § 4-4"),
        pytest.param(("BVL", "4", "12"), 0, id="1992-loven § 4-12"),
        pytest.param(("BVL2021", "4", "4"), 0, id="§ 4-4 i ny lov"),
        pytest.param(("BVL", "3", "1"), 0, id="1992-loven § 3-1"),
    ],
)
def test_which_acts_are_support(hjemmel: tuple[str, str, str], rader: int) -> None:
    act = Hjemmel(lov=hjemmel[0], kapittel=hjemmel[1], paragraf=hjemmel[2])
    assert len(key(et_hjelpetiltak(hjemmel=act, jmfr=(HJELPETILTAK,)), SJEKK)) == rader


@pytest.mark.parametrize(
    ("plan", "utfall"),
    [
        pytest.param({"start": SJEKK}, "oppfylt", id="starter på per"),
        pytest.param({"start": SJEKK + timedelta(1)}, "ikke oppfylt", id="starter dagen etter"),
        pytest.param({"slutt": SJEKK}, "oppfylt", id="slutter på per"),
        pytest.param({"slutt": SJEKK - timedelta(1)}, "ikke oppfylt", id="sluttet dagen før"),
        pytest.param({"kode": "2"}, "ikke oppfylt", id="en annen plantype"),
        pytest.param({"slettet": True}, "ikke oppfylt", id="slettet plan"),
    ],
)
def test_a_plan_in_force(plan: dict[str, Any], utfall: str) -> None:
    rows = key(et_hjelpetiltak(replace(Plan(id="l", start=date(2024, 1, 1)), **plan)), SJEKK)
    assert rows["HJE-01", "lov", "t"].utfall == utfall


@pytest.mark.parametrize(
    ("per", "evaluert", "utfall"),
    [
        pytest.param("2025-12-31", "2025-06-30", "ikke oppfylt", id="30. juni er ute 31. desember"),
        pytest.param("2025-12-31", "2025-07-01", "oppfylt", id="1. juli er inne 31. desember"),
        pytest.param("2025-06-30", "2024-12-30", "ikke oppfylt", id="30. desember er ute 30. juni"),
        pytest.param("2025-06-30", "2024-12-31", "oppfylt", id="31. desember er inne 30. juni"),
        pytest.param("2025-06-30", "2025-07-01", "ikke oppfylt", id="etter per har ikke skjedd"),
    ],
)
def test_half_year_back(per: str, evaluert: str, utfall: str) -> None:
    day = date.fromisoformat(evaluert)
    plan = Plan(id="l", start=LENGE_SIDEN, evaluert=(day,), slutt=day)
    assert key(et_hjelpetiltak(plan), date.fromisoformat(per))["HJE-05", "register", "t"].utfall == utfall
    v5 = replace(et_hjelpetiltak(evaluert=(day,)), versjon="v5")
    assert key(v5, date.fromisoformat(per))["HJE-05", "register", "t"].utfall == utfall


@pytest.mark.parametrize(
    ("start", "antall"),
    [
        pytest.param(date(2025, 9, 30), 2, id="tre måneder på per"),
        pytest.param(date(2025, 10, 1), 1, id="en dag for kort"),
    ],
)
def test_review_is_asked_after_three_months(start: date, antall: int) -> None:
    assert len(key(et_hjelpetiltak(start=start), SJEKK)) == antall


@pytest.mark.parametrize(
    ("start", "slutt", "oppfolging", "krav"),
    [
        pytest.param(LENGE_SIDEN, None, None, 4, id="hele året"),
        pytest.param(date(2025, 7, 2), None, None, 2, id="183 dager gir 2"),
        pytest.param(date(2025, 7, 3), None, None, 1, id="182 dager gir 1"),
        pytest.param(LENGE_SIDEN, date(2025, 7, 2), None, 2, id="183 dager før slutt gir 2"),
        pytest.param(LENGE_SIDEN, date(2025, 7, 1), None, 1, id="182 dager før slutt gir 1"),
        pytest.param(LENGE_SIDEN, date(2024, 12, 31), None, 0, id="slutt dagen før vinduet"),
        pytest.param(LENGE_SIDEN, None, hyppighet((date(2025, 7, 3), 2)), 3, id="183 på 4 og 182 på 2 gir 3"),
        pytest.param(LENGE_SIDEN, None, hyppighet((date(2025, 7, 2), 2)), 2, id="182 på 4 og 183 på 2 gir 2"),
        pytest.param(LENGE_SIDEN, None, hyppighet((date(2021, 1, 2), 2)), 2, id="redusert hele året"),
        pytest.param(LENGE_SIDEN, None, hyppighet((date(2021, 1, 1), 2)), 4, id="redusert da det var gått to år"),
        pytest.param(LENGE_SIDEN, None, hyppighet((LENGE_SIDEN, 6)), 4, id="aldri mer enn fire"),
        pytest.param(LENGE_SIDEN, None, hyppighet((date(2021, 1, 2), -1)), 0, id="under null er null"),
        pytest.param(LENGE_SIDEN, None, hyppighet((LENGE_SIDEN, 2), (LENGE_SIDEN, 4)), 4, id="samme dag, høyeste"),
    ],
)
def test_required_visits(start: date, slutt: date | None, oppfolging: Besok | None, krav: int) -> None:
    rows = key(et_fosterhjem(start=start, slutt=slutt, oppfolging=oppfolging), SJEKK)
    for variant in ("lov", "kalenderar"):
        assert rows["OMS-01", variant, "t"].krav == krav
        assert rows["OMS-01", variant, "t"].utfall == ("ikke oppfylt" if krav else "ikke aktuelt")


def test_week_and_month_are_counted_as_four_a_year_and_the_calendar_year_waits_for_its_last_day() -> None:
    for enhet, antall, krav in (("uke", 1, 4), ("maned", 1, 4), ("maned", 0, 0), ("ar", 3, 3)):
        weekly = Hyppighet(id="f", start=date(2022, 1, 1), antall=antall, enhet=enhet)
        case = replace(et_fosterhjem(oppfolging=Besok(hyppighet=(weekly,))), versjon="v5")
        assert key(case, SJEKK)["OMS-01", "lov", "t"].krav == krav
    rows = key(et_fosterhjem(), date(2025, 12, 30))
    assert rows["OMS-01", "kalenderar", "t"].utfall == "ikke aktuelt"
    assert rows["OMS-01", "lov", "t"].utfall == "ikke oppfylt"


def test_visits_are_days_inside_window_and_placement() -> None:
    days = (date(2024, 12, 31), date(2025, 1, 1), date(2025, 1, 1), date(2025, 6, 30), date(2025, 7, 1))
    visits = Besok(hyppighet=(Hyppighet(id="f", start=LENGE_SIDEN, antall=4),), utfort=days)
    rows = key(et_fosterhjem(oppfolging=visits, tilsyn=visits, slutt=date(2025, 6, 30)), SJEKK)
    assert (rows["OMS-01", "lov", "t"].krav, rows["OMS-01", "lov", "t"].funnet) == (1, 2)
    assert rows["TIL-02", "lov", "t"].utfall == "oppfylt"


@pytest.mark.parametrize(
    ("fodt", "krav", "funnet"),
    [
        pytest.param(date(2007, 7, 3), 2, 1, id="fyller 18 etter 183 dager"),
        pytest.param(date(2007, 7, 2), 1, 0, id="fyller 18 etter 182 dager, besøk på dagen teller ikke"),
        pytest.param(date(2007, 1, 1), 0, 0, id="fyller 18 første dag"),
    ],
)
def test_supervision_ends_at_eighteen(fodt: date, krav: int, funnet: int) -> None:
    visits = Besok(hyppighet=(Hyppighet(id="f", start=LENGE_SIDEN, antall=4),), utfort=(date(2025, 7, 2),))
    child = Personalia(id="p", start=LENGE_SIDEN, fodt=fodt)
    row = key(replace(et_fosterhjem(tilsyn=visits), personalia=(child,)), SJEKK)["TIL-02", "lov", "t"]
    assert (row.krav, row.funnet) == (krav, funnet)


def test_born_on_29_february_turns_eighteen_on_the_28th() -> None:
    visits = Besok(hyppighet=(Hyppighet(id="f", start=LENGE_SIDEN, antall=4),), utfort=(date(2026, 2, 28),))
    child = Personalia(id="p", start=LENGE_SIDEN, fodt=date(2008, 2, 29))
    row = key(replace(et_fosterhjem(tilsyn=visits), personalia=(child,)), date(2026, 3, 31))["TIL-02", "lov", "t"]
    assert (row.krav, row.funnet) == (3, 0)


def test_the_latest_living_person_row_decides_and_a_missing_birth_date_is_unclear() -> None:
    first = Personalia(id="p", start=LENGE_SIDEN, fodt=date(2015, 1, 1))
    unknown = Personalia(id="q", start=date(2020, 1, 1), fodt=None)
    case = replace(et_fosterhjem(), personalia=(unknown, first))
    assert key(case, SJEKK)["TIL-02", "lov", "t"].utfall == "uavklart"
    case = replace(case, personalia=(replace(unknown, slettet=True), first))
    assert key(case, SJEKK)["TIL-02", "lov", "t"].utfall == "ikke oppfylt"
    over = replace(et_fosterhjem(slutt=date(2023, 1, 1)), personalia=(unknown, first))
    assert key(over, SJEKK)["TIL-02", "lov", "t"].utfall == "ikke aktuelt"  # nothing is required whatever the age


@pytest.mark.parametrize(
    ("bestemt", "fodt", "oms_01", "til_02"),
    [
        pytest.param(date(2021, 1, 2), date(2006, 1, 1), (2, "oppfylt"), (2, "oppfylt"), id="etter to år og fylt 15"),
        pytest.param(date(2021, 1, 1), date(2006, 1, 1), (4, "uavklart"), (4, "uavklart"), id="to år på dagen"),
        pytest.param(date(2021, 1, 2), date(2006, 1, 3), (2, "oppfylt"), (4, "ikke oppfylt"), id="dagen før 15 år"),
        pytest.param(date(2021, 1, 2), date(2006, 1, 2), (2, "oppfylt"), (2, "oppfylt"), id="dagen man fyller 15"),
    ],
)
def test_when_a_lower_number_counts(
    bestemt: date, fodt: date, oms_01: tuple[int, str], til_02: tuple[int, str]
) -> None:
    visits = replace(hyppighet((bestemt, 2)), utfort=(date(2023, 2, 1), date(2023, 6, 1)))
    child = Personalia(id="p", start=LENGE_SIDEN, fodt=fodt)
    rows = key(replace(et_fosterhjem(oppfolging=visits, tilsyn=visits), personalia=(child,)), date(2023, 12, 31))
    for regel, ventet in (("OMS-01", oms_01), ("TIL-02", til_02)):
        assert (rows[regel, "lov", "t"].krav, rows[regel, "lov", "t"].utfall) == ventet
        assert (rows[regel, "registrert", "t"].krav, rows[regel, "registrert", "t"].utfall) == (2, "oppfylt")


@pytest.mark.parametrize(
    ("per", "krav", "utfall"),
    [
        pytest.param(date(2026, 1, 4), 4, "ikke oppfylt", id="dagen før"),
        pytest.param(date(2026, 1, 5), 3, "ikke oppfylt", id="én dag med to og 364 med fire gir tre"),
        pytest.param(date(2027, 1, 4), 2, "ikke oppfylt", id="hele året med to"),
    ],
)
def test_a_permanent_home_has_its_own_numbers(per: date, krav: int, utfall: str) -> None:
    rows = key(et_fosterhjem(hjemmel=Hjemmel(lov="BVL2021", kapittel="5", paragraf="12")), per)
    assert (rows["TIL-02", "lov", "t"].krav, rows["TIL-02", "lov", "t"].utfall) == (krav, utfall)
    assert rows["OMS-01", "lov", "t"].utfall == ("ikke oppfylt" if per < date(2026, 1, 5) else "ikke aktuelt")


def test_from_eighteen_the_plan_is_another_duty() -> None:
    child = Personalia(id="p", start=LENGE_SIDEN, fodt=date(2007, 12, 31))
    case = replace(et_hjelpetiltak(), personalia=(child,))
    assert {row.utfall for row in key(case, SJEKK).values()} == {"ikke aktuelt"}
    assert {row.utfall for row in key(case, date(2025, 12, 30)).values()} == {"ikke oppfylt"}


@pytest.mark.parametrize(
    ("kode", "regler"),
    [
        pytest.param("2.4", {"OMS-01"}, id="særlige forutsetninger har ikke tilsyn"),
        pytest.param("2.99", {"OMS-01", "TIL-02"}, id="annet fosterhjem"),
        pytest.param("15.1.5", {"OMS-01", "TIL-02"}, id="ny kode"),
        pytest.param("15.2.1", set(), id="institusjon"),
        pytest.param("8.2", set(), id="bolig"),
    ],
)
def test_which_codes_are_foster_homes(kode: str, regler: set[str]) -> None:
    assert {regel for regel, _, _ in key(et_fosterhjem(kode=kode), SJEKK)} == regler


def test_ended_before_it_started_is_unclear() -> None:
    rows = key(et_fosterhjem(slutt=LENGE_SIDEN - timedelta(1)), SJEKK)
    assert {row.utfall for row in rows.values()} == {"uavklart"}


@pytest.mark.parametrize(
    ("telles", "svar"),
    [
        pytest.param((), True, id="tilstand er alltid med"),
        pytest.param((date(2025, 1, 1),), True, id="første dag"),
        pytest.param((date(2024, 12, 31),), False, id="dagen før"),
        pytest.param((None,), None, id="ukjent dato"),
        pytest.param((date(2025, 1, 1), date(2024, 1, 1)), None, id="lesemåtene er uenige"),
    ],
)
def test_period(telles: tuple[date | None, ...], svar: bool | None) -> None:
    assert kept(Row(utfall="oppfylt", telles=telles), date(2025, 1, 1), SJEKK) is svar


@given(day=st.dates(date(1990, 1, 1), date(2060, 1, 1)), months=st.integers(-400, 400))
def test_month_steps_clamp_and_never_pass_the_month(day: date, months: int) -> None:
    there = months_after(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day == day.day or (there.day < day.day and (there + timedelta(1)).day == 1)


@given(number=st.integers(0, 10_000))
def test_time_never_heals_an_open_report(number: int) -> None:
    (case,) = generate_cases(number, 1)
    before, after = key(case, PER_DATES[0]), key(case, PER_DATES[3])
    for name, row in before.items():
        if name[:2] == ("MEL-01", "lov") and row.utfall == "ikke oppfylt":
            assert after[name].utfall == "ikke oppfylt"


def test_the_generator_is_deterministic_and_does_not_depend_on_the_count(tmp_path: Path) -> None:
    cases = generate_cases(5, 30)
    assert generate_cases(5, 60)[:30] == cases
    assert [to_xml(case) for case in cases] == [to_xml(case) for case in generate_cases(5, 30)]
    assert write_documents(cases, tmp_path) == len(list(tmp_path.iterdir())) == len(list(documents(cases)))


def test_the_generator_reaches_every_outcome() -> None:
    cases = generate_cases(2026, 1000)
    seen = Counter((r, v, row.utfall) for per in PER_DATES for c in cases for (r, v, _), row in key(c, per).items())
    judged = {(regel, variant) for regel, names in VARIANTS.items() for variant in names}
    exists_or_not = {"HJE-01", "HJE-05"}
    for regel, variant in judged:
        utfall = {"oppfylt", "ikke oppfylt"} | (set() if regel in exists_or_not else {"uavklart", "ikke aktuelt"})
        if (regel, variant) == ("UND-03", "ssb"):
            utfall = {"ikke oppfylt", "ikke aktuelt"}
        assert {name for name in utfall if seen[regel, variant, name] < 10} == set(), (regel, variant)


def test_every_document_is_valid() -> None:
    folder = os.environ.get("BVAUDIT_REFERANSE")
    if not folder:
        pytest.skip("BVAUDIT_REFERANSE er ikke satt, så skjemaene finnes ikke her")
    names = {"v4": "Barnevern_v4.xsd", "v5": "Barnevern_v5-skeleton.xsd"}
    schemas = {v: etree.XMLSchema(file=str(Path(folder) / "bvr" / name)) for v, name in names.items()}
    for case in documents(generate_cases(2026, 600)):
        schemas[case.versjon].assertValid(etree.fromstring(to_xml(case)))
