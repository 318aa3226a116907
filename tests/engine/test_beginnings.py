"""Rows that are not there for the early years make no breach in a run of rules; what is there makes its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from bvaudit.engine.evaluate import Judged, evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.content import Content, content_or_stop

from .figure_cases import Tabeller

PER = date(2025, 12, 31)
BRUTT, APENT, MOTT = Utfall.IKKE_OPPFYLT.value, Utfall.UAVKLART.value, Utfall.OPPFYLT.value
BEGYNNER = "Kilden til saken har ingen oppfølgingsbesøk fra før 03.03.2024, og det kan finnes eldre."


@pytest.fixture
def t() -> Iterator[Tabeller]:
    tabeller = Tabeller()
    with tabeller.database:
        yield tabeller


@cache
def innhold() -> Content:
    return content_or_stop(())


def hjem(t: Tabeller, start: str, besok: Sequence[date], sak: int = 0) -> int:
    sak = sak or t.sak(start_dato=start, fyller_18_dato="2036-01-01")
    tiltak = t.row("tiltak", sak_nr=sak, start_dato=start, kode="2.2")
    for dag in besok:
        t.row("oppfolging_utfort", sak_nr=sak, tiltak_nr=tiltak, utfort_dato=dag)
    return tiltak


def hvert_kvartal(fra: date, til: date = PER) -> list[date]:
    return [fra + timedelta(days=90 * i) for i in range((til - fra).days // 90 + 1)]


def tre_hjem(t: Tabeller) -> None:
    """Three homes since 2020, and not a visit before March 2024."""
    for dag in (3, 10, 20):
        hjem(t, "2020-05-01", hvert_kvartal(date(2024, 3, dag)))


def judge(
    t: Tabeller, regel: str, per: date = PER, kilder: Sequence[Kilde] = (), *, variant: str = "lov"
) -> tuple[dict[str, tuple[str, str]], Judged]:
    """Object → outcome and explanation."""
    plan = EvaluationPlan(
        regler=(innhold().regler[regel],),
        per=per,
        periode=None,
        koder=innhold().koder,
        tabeller=frozenset(),
        kilder=tuple(kilder) or (everything(),),
        uttrekksdato=PER,
    )
    _, judged = evaluate(plan, t.database)
    rows = t.database.run(
        "SELECT objekt_id, utfall, COALESCE(forklaring, '') FROM resultat WHERE variant = ? ORDER BY 1", [variant]
    )
    return {objekt: (utfall, forklaring) for objekt, utfall, forklaring in rows}, judged


def outcomes(t: Tabeller, regel: str, per: date = PER, kilder: Sequence[Kilde] = (), **mer: str) -> list[str]:
    found, _ = judge(t, regel, per, kilder, **mer)
    return [utfall for utfall, _ in found.values()]


@pytest.mark.parametrize(
    ("per", "ventet"),
    [
        pytest.param(date(2023, 12, 31), APENT, id="året før det finnes noen rader"),
        pytest.param(date(2024, 6, 30), APENT, id="vinduet begynner før radene"),
        pytest.param(PER, MOTT, id="vinduet er etter"),
    ],
)
def test_a_window_that_begins_before_the_rows_makes_no_breach(t: Tabeller, per: date, ventet: str) -> None:
    tre_hjem(t)
    found, _ = judge(t, "OMS-01", per)
    assert [utfall for utfall, _ in found.values()] == [ventet] * 3
    assert {BEGYNNER in forklaring for _, forklaring in found.values()} == {ventet == APENT}


def test_a_home_nobody_visits_is_a_breach_when_the_window_is_after_the_rows_begin(t: Tabeller) -> None:
    tre_hjem(t)
    hjem(t, "2020-05-01", ())
    assert outcomes(t, "OMS-01") == [MOTT, MOTT, MOTT, BRUTT]
    assert outcomes(t, "OMS-01", date(2024, 12, 31)) == [MOTT, MOTT, MOTT, APENT]


def test_a_home_that_is_newer_than_the_rows_has_all_its_visits(t: Tabeller) -> None:
    tre_hjem(t)
    hjem(t, "2024-03-03", ())
    assert outcomes(t, "OMS-01", date(2024, 12, 31)) == [MOTT, MOTT, MOTT, BRUTT]


@pytest.mark.parametrize(
    ("start", "ventet"),
    [
        pytest.param("2024-02-29", APENT, id="tre dager kan ha de tre besøkene"),
        pytest.param("2024-03-01", BRUTT, id="to dager kan ikke"),
    ],
)
def test_what_so_few_days_cannot_hold_is_a_breach(t: Tabeller, start: str, ventet: str) -> None:
    tre_hjem(t)
    hjem(t, start, ())
    assert outcomes(t, "OMS-01", date(2024, 12, 31)) == [MOTT, MOTT, MOTT, ventet]


def test_few_rows_say_nothing_of_a_beginning(t: Tabeller) -> None:
    hjem(t, "2020-05-01", [date(2025, 3, 1), date(2025, 6, 1)])
    assert outcomes(t, "OMS-01") == [BRUTT]
    assert outcomes(t, "OMS-01", date(2023, 12, 31)) == [BRUTT]


def test_the_run_tells_how_many_objects_are_left_open(t: Tabeller) -> None:
    tre_hjem(t)
    _, judged = judge(t, "OMS-01", date(2023, 12, 31))
    (hull,) = judged.hull
    assert (hull.begynner, hull.objekter, hull.regler, hull.merknad) == (date(2024, 3, 3), 3, ("OMS-01",), BEGYNNER)
    assert "3 objekter er derfor uavklart og ikke brudd (OMS-01)" in hull.vist
    assert judge(t, "OMS-01")[1].hull == ()


def test_each_sender_has_its_own_beginning(t: Tabeller) -> None:
    t.database.insert("innsending", ["innsending_id", "sak_id", "format_versjon", "fagsystem_navn"], [
        ("I1", "S1", "v4", "Gammel"), ("I2", "S2", "v4", "Ny"), ("I3", "S3", "v4", "Ny"), ("I4", "S4", "v4", "Gammel"),
    ])  # fmt: skip
    saker = [t.sak(start_dato="2020-05-01", fyller_18_dato="2036-01-01", innsending_id=f"I{i}") for i in range(1, 5)]
    hjem(t, "2020-05-01", hvert_kvartal(date(2020, 6, 1)), saker[0])
    for sak in saker[1:3]:
        hjem(t, "2020-05-01", hvert_kvartal(date(2024, 3, 1)), sak)
    hjem(t, "2020-05-01", (), saker[3])
    kilder = [replace(everything(nr=i, format_versjon="v4"), fagsystem=f) for i, f in ((1, "Gammel"), (2, "Ny"))]
    assert outcomes(t, "OMS-01", date(2023, 12, 31), kilder) == [MOTT, APENT, APENT, BRUTT]


def test_a_first_visit_that_is_late_may_not_be_the_first(t: Tabeller) -> None:
    """The visit that is there is too late; one from before the rows begin may have been in time."""
    tre_hjem(t)
    hjem(t, "2024-02-20", [date(2024, 4, 10)])
    hjem(t, "2024-04-01", [date(2024, 6, 10)])
    found = outcomes(t, "OMS-22", variant="lokal")
    assert found == [APENT, APENT, APENT, APENT, BRUTT]


# --- rows beside the object -------------------------------------------------------------------------------------------


def planer(t: Tabeller, fra: date) -> None:
    """Twenty-five cases since 2018 with a measure each, and from some day on a plan every ten days."""
    saker = [t.sak(start_dato="2018-01-01") for _ in range(25)]
    for i, sak in enumerate(saker):
        t.row("plan", sak_nr=sak, kode="1", start_dato=fra + timedelta(days=10 * i))


def hjelp(t: Tabeller, sak_fra: str, tiltak_fra: str) -> None:
    sak = t.sak(start_dato=sak_fra)
    t.row("tiltak", sak_nr=sak, start_dato=tiltak_fra, kode="4.6", lov="BVL2021", kapittel="3", paragraf="1")


@pytest.mark.parametrize(
    ("sak_fra", "tiltak_fra", "ventet"),
    [
        pytest.param("2018-01-01", "2020-01-01", APENT, id="tiltaket er eldre enn planene"),
        pytest.param("2018-01-01", "2022-12-01", APENT, id="planen kan være eldre enn tiltaket"),
        pytest.param("2018-01-01", "2025-03-01", BRUTT, id="tiltaket er mye nyere enn planene"),
        pytest.param("2022-06-01", "2022-07-01", BRUTT, id="saken er nyere enn planene"),
    ],
)
def test_a_plan_older_than_the_plans_there_are(t: Tabeller, sak_fra: str, tiltak_fra: str, ventet: str) -> None:
    planer(t, date(2022, 1, 10))
    hjelp(t, sak_fra, tiltak_fra)
    assert outcomes(t, "HJE-01") == [ventet]


def test_what_is_there_decides_although_older_may_be_missing(t: Tabeller) -> None:
    """A table that begins says nothing of a breach that does not rest on it."""
    kilde = everything()
    begun = replace(kilde.leverer["oppfolging_utfort"], begynner=date(2024, 3, 3))
    only = replace(kilde, leverer={**kilde.leverer, "oppfolging_utfort": begun})
    t.row("henvendelse", sak_nr=t.sak(start_dato="2020-01-01"), start_dato="2020-02-01")
    assert outcomes(t, "MEL-01", kilder=[only]) == [BRUTT]
