"""Rows that are not there for the early years make no breach in a run of rules; what is there makes its own."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from bvaudit.engine.beginnings import looked_in
from bvaudit.engine.database import Database
from bvaudit.engine.effect_rows import effect_rows
from bvaudit.engine.evaluate import Judged, evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.extract.normalise.snapshot import open_snapshot
from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.run_plan import plan_for
from tests.conftest import Demo

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


def _plan(regel: str, per: date, kilder: Sequence[Kilde] = ()) -> EvaluationPlan:
    return EvaluationPlan(
        regler=(innhold().regler[regel],),
        per=per,
        periode=None,
        koder=innhold().koder,
        tabeller=frozenset(),
        kilder=tuple(kilder) or (everything(),),
        uttrekksdato=PER,
    )


def judge(
    t: Tabeller, regel: str, per: date = PER, kilder: Sequence[Kilde] = (), *, variant: str = "lov"
) -> tuple[dict[str, tuple[str, str]], Judged]:
    """Object → outcome and explanation."""
    _, judged = evaluate(_plan(regel, per, kilder), t.database)
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
    assert hull.hos == dict.fromkeys(hull.enheter, hull.vist) and sum(hull.enheter.values()) == 3
    assert judge(t, "OMS-01")[1].hull == ()


def test_an_effect_knows_the_breaches_that_were_left_open(t: Tabeller) -> None:
    """Else a new journal system, without the older visits, would make the practice look mended."""
    tre_hjem(t)
    for per, apne in ((date(2023, 12, 31), 3), (PER, 0)):
        results, judged = evaluate(_plan("OMS-01", per), t.database)
        begun = [hull.merknad for hull in judged.hull]
        (rows,) = effect_rows(results, t.database, judged.regler, {}, (), begun).values()
        assert [row.apnet for row in rows] == [row.utfall is Utfall.UAVKLART for row in rows]
        assert sum(row.apnet for row in rows) == apne


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


def test_homes_that_are_new_have_no_visits_before_the_first(t: Tabeller) -> None:
    """Thirty homes that began in the same weeks, all visited for the first time too late: that is no beginning."""
    for i in range(30):
        start = date(2025, 1, 6) + timedelta(days=i)
        hjem(t, start.isoformat(), hvert_kvartal(start + timedelta(days=60)))
    assert set(outcomes(t, "OMS-22", variant="lokal")) == {BRUTT}


# --- what the outcome rests on ----------------------------------------------------------------------------------------


def begun(**tabeller: date) -> Kilde:
    """A source whose rows of these tables are known to begin on a day."""
    kilde = everything()
    found = {navn: replace(kilde.leverer[navn], begynner=dag) for navn, dag in tabeller.items()}
    return replace(kilde, leverer={**kilde.leverer, **found})


def answers(t: Tabeller, regel: str, kilde: Kilde, variant: str) -> list[str]:
    plan = EvaluationPlan(
        regler=(innhold().regler[regel],),
        per=PER,
        periode=None,
        koder=innhold().koder,
        tabeller=frozenset(),
        kilder=(kilde,),
        begynt=True,
    )
    evaluate(plan, t.database)
    return [u for (u,) in t.database.run("SELECT utfall FROM resultat WHERE variant = ? ORDER BY objekt_id", [variant])]


def test_another_table_that_begins_changes_nothing(t: Tabeller) -> None:
    t.row("henvendelse", sak_nr=t.sak(start_dato="2020-01-01"), start_dato="2020-02-01")
    assert answers(t, "MEL-01", begun(oppfolging_utfort=date(2024, 3, 3)), "lov") == [BRUTT]


def test_who_is_responsible_may_have_been_so_before_the_measure(t: Tabeller) -> None:
    gammel, ny = (t.sak(start_dato=fra, fyller_18_dato="2036-01-01") for fra in ("2020-01-01", "2025-06-01"))
    for sak in (gammel, ny):
        t.row("tiltak", sak_nr=sak, start_dato="2025-08-01", kode="2.2", lov="BVL2021", kapittel="5", paragraf="1")
    assert answers(t, "TIL-01", begun(tilsyn_ansvarlig=date(2025, 4, 1)), "lov") == [APENT, BRUTT]


def test_rows_under_a_plan_that_is_not_there_are_not_there_either(t: Tabeller) -> None:
    """Evaluations go far enough back, but the plans they are of do not."""
    sak = t.sak(start_dato="2020-01-01")
    t.row("tiltak", sak_nr=sak, start_dato="2020-08-01", kode="4.6", lov="BVL2021", kapittel="3", paragraf="1")
    late, early = begun(plan=date(2025, 4, 1)), begun(plan_evaluering=date(2024, 1, 1))
    assert [answers(t, "HJE-04", kilde, "retningslinje") for kilde in (late, early)] == [[APENT], [BRUTT]]


def test_who_the_rule_is_about_for_want_of_a_row_is_no_breach(t: Tabeller) -> None:
    """Both the demand and the rule's own limits look for rows that begin late: ENM-01 is not about a case that has a
    melding in hand."""
    for start in ("2020-01-01", "2025-08-01"):
        sak = t.sak(start_dato=start)
        t.row("personalia", sak_nr=sak, gjeldende=True, duf_pseudonym="D", start_dato=start)
    dag = date(2025, 6, 1)
    for kilde in (begun(henvendelse=dag), begun(vedtak=dag), begun(henvendelse=dag, vedtak=dag)):
        assert answers(t, "ENM-01", kilde, "register") == [APENT, BRUTT]


def test_a_control_is_about_what_was_sent(t: Tabeller) -> None:
    control = next(rule for rule in innhold().regler.values() if rule.kontroll is not None)
    one, other = begun(plan=date(2024, 1, 1)), everything()
    plan = EvaluationPlan(
        regler=(), per=PER, periode=None, koder=innhold().koder, tabeller=frozenset(), kilder=(one,), begynt=True
    )
    found = [replace(plan, kilder=(kilde,)).compiled(control, t.database.dialect).sql for kilde in (one, other)]
    assert found[0] == found[1]


# --- rows beside the object -------------------------------------------------------------------------------------------


def planer(t: Tabeller, fra: date) -> None:
    """Twenty-five cases since 2018, and from some day on a plan every ten days."""
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
        pytest.param("2018-01-01", "2025-09-01", APENT, id="planen kan være eldre enn tiltaket, og gjelder ennå"),
        pytest.param("2025-04-01", "2025-06-01", BRUTT, id="saken er nyere enn planene"),
    ],
)
def test_a_plan_older_than_the_plans_there_are(t: Tabeller, sak_fra: str, tiltak_fra: str, ventet: str) -> None:
    planer(t, date(2025, 2, 1))
    hjelp(t, sak_fra, tiltak_fra)
    assert outcomes(t, "HJE-01") == [ventet]


def test_a_plan_is_not_looked_for_so_far_back_as_a_case_can_go(t: Tabeller) -> None:
    """The plans began four years ago: who has none today, has none."""
    planer(t, date(2022, 1, 10))
    hjelp(t, "2018-01-01", "2020-01-01")
    assert outcomes(t, "HJE-01") == [BRUTT]
    assert outcomes(t, "HJE-01", date(2022, 12, 31)) == [APENT]


# --- rows taken away -------------------------------------------------------------------------------------------------


@pytest.mark.lang
@pytest.mark.parametrize(
    ("tabell", "dag"),
    [
        pytest.param("oppfolging_utfort", date(2024, 7, 1), id="besøk"),
        pytest.param("oppfolging_hyppighet", date(2025, 7, 1), id="bestemt hyppighet"),
        pytest.param("tilsyn_utfort", date(2025, 7, 1), id="tilsyn"),
        pytest.param("tilsyn_ansvarlig", date(2025, 1, 1), id="ansvarlig for tilsyn"),
        pytest.param("plan", date(2025, 1, 1), id="planer"),
        pytest.param("plan_evaluering", date(2025, 7, 1), id="evalueringer"),
        pytest.param("vedtak", date(2025, 1, 1), id="vedtak"),
        pytest.param("vedtak_status", date(2025, 1, 1), id="det som skjer med vedtak"),
    ],
)
def test_an_extract_without_the_older_rows_has_no_breach_more(made_demo: Demo, tabell: str, dag: date) -> None:
    """Every rule that looks in the table, on the whole example, on its own day and a year before."""
    mappe = made_demo.ut / "uttrekk" / "2025-12-31"
    with Database() as database:
        database.attach(mappe)
        manifest, _ = open_snapshot(mappe)
        whole = plan_for(innhold(), manifest, PER, None, None)
        rules = tuple(rule for rule in whole.regler if not rule.manuell and tabell in looked_in(rule))
        plans = [replace(whole, regler=rules, kontroller=(), per=per) for per in (PER, date(2024, 12, 31))]
        before = [broken(database, plan) for plan in plans]
        start = BY_NAME[tabell].start
        database.run(f"CREATE TABLE rester AS SELECT * FROM {tabell} WHERE {start} IS NULL OR {start} >= '{dag}'")
        database.run(f"CREATE OR REPLACE VIEW {tabell} AS SELECT * FROM rester")
        assert rules and any(before)
        for plan, there in zip(plans, before, strict=True):
            assert broken(database, plan) <= there


def broken(database: Database, plan: EvaluationPlan) -> set[tuple[str, str, str]]:
    evaluate(plan, database)
    return set(database.run("SELECT regel, variant, objekt_id FROM resultat WHERE utfall = ?", [BRUTT]))


# --- the day a limit is counted from ----------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", ["lov", "ssb", "dl-analogi"])
def test_an_older_melding_would_only_make_the_limit_earlier(t: Tabeller, variant: str) -> None:
    """Cases since 2018 without a melding before May 2025: a breach is one whatever came in before."""
    for i in range(25):
        sak = t.sak(start_dato="2018-01-01")
        melding = t.row("henvendelse", sak_nr=sak, kode="2", start_dato=date(2025, 5, 1) + timedelta(days=i))
        und = t.row("undersokelse", sak_nr=sak, start_dato=date(2025, 5, 3) + timedelta(days=i))
        t.row("relasjon", sak_nr=sak, fra_type="henvendelse", fra_nr=melding, til_type="undersokelse", til_nr=und)
    assert outcomes(t, "UND-03", variant=variant) == [BRUTT] * 25
