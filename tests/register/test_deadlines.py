"""The deadlines, reckoned by hand: by severity, at the ends of months, put off, opened again, few cases."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.plans import Arshjul, Oppgave
from bvaudit.model.registeret.avvik import Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvvikAvsluttet,
    Gjenapnet,
    Strakstiltak,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.model.registeret.hendelser_kjoring import FellesStart
from bvaudit.model.registeret.kontekst import Frister, Kontekst
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.deadlines import deadlines, last_of_month, next_control, proposed_closing
from bvaudit.register.measure import Maling, measurement
from tests.register.logs import AV, LEDER, LINK, STAB, TI, D, Life, context, found, opened

A = Alvorlighetsgrad


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def wheel(*months: int, regel: str = "UND-03", fra: date = date(2020, 1, 1)) -> tuple[Arshjul, ...]:
    task = Oppgave(
        id="k",
        tittel="Kontroll",
        beskrivelse="",
        maneder=months,
        eier="stab",
        enheter="alle",
        dokumentasjon="",
        regler=(regel,),
    )
    return (Arshjul(id="a", tittel="", gjelder_fra=fra, kilde="", oppgaver=(task,), fil=""),)


def told(kontekst: Kontekst, alvor: Alvorlighetsgrad, dag: date, **values: object) -> Life:
    life = Life(kontekst).begun().run().found("1", "2", "3", alvor=alvor, **values)
    life.do(STAB, Varslet(nr=AV, dag=dag), dag)
    return life


def on(life: Life, dag: date) -> Frister:
    return deadlines(life.avvik, life.reg, life.kontekst, dag)


PLANS: list[tuple[str, Alvorlighetsgrad, date, date]] = [
    ("høy: a week", A.HOY, D(2, 3), D(2, 10)),
    ("middels: four weeks", A.MIDDELS, D(2, 3), D(3, 3)),
    ("middels over the end of the year", A.MIDDELS, D(12, 20), date(2027, 1, 17)),
    ("kritisk: as høy", A.KRITISK, D(2, 3), D(2, 10)),
    ("lav: the end of the next month with a control", A.LAV, D(2, 3), D(5, 31)),
    ("lav: told in such a month, the one after", A.LAV, D(5, 1), D(11, 30)),
    ("lav: the last day before it", A.LAV, D(10, 31), D(11, 30)),
    ("lav: over the end of the year", A.LAV, D(11, 2), date(2027, 5, 31)),
]


@pytest.mark.parametrize(("alvor", "day", "plan"), [row[1:] for row in PLANS], ids=[row[0] for row in PLANS])
def test_the_plan(kontekst: Kontekst, alvor: Alvorlighetsgrad, day: date, plan: date) -> None:
    life = told(replace(kontekst, arshjul=wheel(5, 11)), alvor, day)
    assert on(life, day).plan == plan
    assert "plan" not in on(life, plan).forfalt
    assert "plan" in on(life, date.fromordinal(plan.toordinal() + 1)).forfalt


def test_a_rule_no_control_holds_has_twelve_months() -> None:
    assert next_control("UND-03", wheel(5, regel="MEL-01"), D(2, 28)) == date(2027, 2, 28)
    assert next_control("UND-03", wheel(5), date(2024, 2, 29)) == date(2024, 5, 31)
    assert next_control("UND-03", (), date(2024, 2, 29)) == date(2025, 2, 28)
    assert next_control("UND-03", wheel(2), date(2027, 12, 5)) == date(2028, 2, 29)


def test_a_wheel_that_begins_later_is_not_used_before() -> None:
    assert next_control("UND-03", wheel(5, 11, fra=D(6, 1)), D(2, 3)) == D(11, 30)


def test_only_the_årshjul_that_counts_gives_the_plan_its_day(kontekst: Kontekst) -> None:
    """Not the shipped one where they have their own, and not a control that was there for another year alone."""
    (shipped,), (own,) = wheel(3), wheel(11)
    life = told(replace(kontekst, arshjul=(shipped, replace(own, id="eget", egen=True))), A.LAV, D(2, 3))
    assert on(life, D(2, 3)).plan == D(11, 30)
    (once,) = wheel(3)
    gone = replace(once, oppgaver=tuple(replace(one, gjelder_til_og_med=date(2025, 12, 31)) for one in once.oppgaver))
    assert next_control("UND-03", (gone,), D(2, 3)) == date(2027, 2, 3)


def test_the_last_day_of_a_month() -> None:
    assert [last_of_month(date(year, 2, 3)).day for year in (2024, 2026)] == [29, 28]
    assert last_of_month(date(2026, 12, 31)) == date(2026, 12, 31)


def test_nothing_runs_before_the_unit_is_told(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun().run().found("1", "2", "3")
    seen = on(life, D(12, 31))
    assert (seen.plan, seen.lukking, seen.neste, seen.neste_hva, seen.forfalt) == (None, None, None, "", ())


def test_the_plan_is_met_when_cause_role_date_and_measure_are_there(kontekst: Kontekst) -> None:
    life = told(kontekst, A.HOY, D(2, 3))
    seen = [on(life, D(2, 11)).plan_holdt]
    life.written("arsak", "kapasitet", D(2, 4))
    seen.append(on(life, D(2, 11)).plan_holdt)
    life.written("frist_plan", "2026-03-01", D(2, 4))
    seen.append(on(life, D(2, 11)).plan_holdt)
    assert seen == [False, False, False]
    life.measure(D(2, 4))
    assert on(life, D(2, 11)).plan_holdt
    assert on(life, D(2, 11)).forfalt == ()
    life.written("arsak", "ukjent", D(2, 5))
    assert not on(life, D(2, 11)).plan_holdt


def test_an_enkelthendelse_needs_no_measure_in_its_plan(kontekst: Kontekst) -> None:
    life = told(kontekst, A.HOY, D(2, 3), omfang=Omfang.ENKELTHENDELSE)
    life.written("arsak", "registrering", D(2, 4)).written("frist_plan", "2026-03-01", D(2, 4))
    assert on(life, D(2, 11)).plan_holdt


def test_kritisk_is_done_at_once_the_day_it_was_told(kontekst: Kontekst) -> None:
    life = told(kontekst, A.KRITISK, D(2, 3))
    assert (on(life, D(2, 3)).strakstiltak, on(life, D(2, 3)).forfalt) == (D(2, 3), ())
    assert (on(life, D(2, 3)).neste, on(life, D(2, 3)).neste_hva) == (D(2, 3), "strakstiltak")
    assert on(life, D(2, 4)).forfalt == ("strakstiltak",)
    life.do(LEDER, Strakstiltak(nr=AV, dag=D(2, 3), hva="Fulgt opp.", rolle=LEDER), D(2, 4))
    assert (on(life, D(2, 4)).forfalt, on(life, D(2, 4)).neste_hva) == ((), "plan")


def test_only_kritisk_is_done_at_once(kontekst: Kontekst) -> None:
    assert on(told(kontekst, A.HOY, D(2, 3)), D(2, 28)).strakstiltak is None


def test_one_common_start_for_the_first_run_but_not_for_kritisk(kontekst: Kontekst) -> None:
    life = told(kontekst, A.HOY, D(1, 3))
    life.do("bvaudit", opened("AV-2026-0002", alvor=A.KRITISK), D(1, 3))
    life.do(STAB, Varslet(nr="AV-2026-0002", dag=D(1, 3)), D(1, 3))
    life.do(STAB, FellesStart(kjoring="k1", dag=D(2, 1)), D(1, 3))
    assert on(life, D(2, 8)).plan == D(2, 8)
    kritisk = deadlines(life.reg.avvik["AV-2026-0002"], life.reg, kontekst, D(1, 4))
    assert (kritisk.plan, kritisk.strakstiltak) == (D(1, 10), D(1, 3))


def test_put_off_nothing_is_forfalt_until_it_ends_and_then_at_once(kontekst: Kontekst) -> None:
    life = told(kontekst, A.HOY, D(2, 3))
    assert on(life, D(2, 20)).forfalt == ("plan",)
    life.do(STAB, UtsattMedGrunn(nr=AV, til=D(6, 30), giver=STAB, grunn="Ny leder.", dag=D(2, 20)), D(2, 20))
    assert life.avvik.stilling is Stilling.UTSATT
    assert (on(life, D(6, 30)).forfalt, on(life, D(6, 30)).neste) == ((), D(6, 30))
    assert on(life, D(7, 1)).forfalt == ("plan",)
    assert (life.avvik.stilling_pa(D(6, 30)), life.avvik.stilling_pa(D(7, 1))) == (Stilling.UTSATT, Stilling.APENT)
    assert on(life, D(7, 1)).plan == D(2, 10)  # the demand's own day is not moved


def test_opened_again_a_new_deadline_runs_and_the_old_promises_are_gone(kontekst: Kontekst) -> None:
    life = told(kontekst, A.HOY, D(2, 3)).written("arsak", "kapasitet", D(2, 4))
    life.written("frist_plan", "2026-03-01", D(2, 4)).written("frist_lukking", "2026-04-01", D(2, 4)).measure(D(2, 4))
    life.do(STAB, UtsattMedGrunn(nr=AV, til=D(3, 30), giver=STAB, grunn="Ny leder.", dag=D(2, 20)), D(2, 20))
    life.force(STAB, AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, dag=D(3, 1)), D(3, 1))
    shut = on(life, D(5, 1))
    assert (shut.plan, shut.lukking, shut.neste, shut.forfalt) == (None, None, None, ())
    life.do(STAB, Gjenapnet(nr=AV, grunn="Feil.", dag=D(5, 4)), D(5, 4))
    again = on(life, D(5, 11))
    assert (again.plan, again.plan_holdt, again.lukking, again.forfalt) == (D(5, 11), False, None, ())
    assert on(life, D(5, 12)).forfalt == ("plan",)


def test_closing_is_proposed_from_the_decisive_measure(kontekst: Kontekst) -> None:
    """UND-03 gives a week and then three months, six when it is extended. In use 31 January: three months on is 30
    April, a week on 7 May, six months on 7 November."""
    life = told(kontekst, A.MIDDELS, D(1, 20)).measure(D(1, 20))
    assert on(life, D(2, 1)).lukking is None
    life.in_use(D(1, 31), D(2, 1))
    seen = on(life, D(2, 2))
    assert (seen.lukking, seen.lukking_satt) == (D(11, 7), False)
    assert "lukking" not in on(life, D(11, 7)).forfalt
    assert "lukking" in on(life, D(11, 8)).forfalt


def test_a_state_adds_its_window_and_one_without_adds_nothing(kontekst: Kontekst) -> None:
    """OMS-16 looks a year back, OMS-19 at one day. In use 30 November: 28 February, and a year on."""
    for regel, day in (("OMS-16", date(2028, 2, 28)), ("OMS-19", date(2027, 2, 28))):
        life = told(kontekst, A.MIDDELS, D(1, 20), regel=regel).measure(D(1, 20)).in_use(D(11, 30), D(11, 30))
        assert on(life, D(12, 1)).lukking == day


def test_a_day_a_person_has_set_is_the_day(kontekst: Kontekst) -> None:
    life = told(kontekst, A.MIDDELS, D(1, 20)).measure(D(1, 20)).in_use(D(1, 31), D(2, 1))
    life.written("frist_lukking", "2026-09-01", D(2, 2))
    assert (on(life, D(2, 3)).lukking, on(life, D(2, 3)).lukking_satt) == (D(9, 1), True)
    life.do(LEDER, FeltSatt(nr=AV, felt="frist_lukking"), D(2, 4))
    assert on(life, D(2, 5)).lukking == D(11, 7)


def test_waiting_for_cases_it_is_not_overdue_before_the_next_check(kontekst: Kontekst) -> None:
    life = told(kontekst, A.MIDDELS, D(1, 20)).measure(D(1, 20)).in_use(D(1, 31), D(2, 1))
    life.written("arsak", "kapasitet", D(2, 1)).written("frist_plan", "2026-03-01", D(2, 1))
    waits = {"n": 3, "brudd": 0, "utfall": Forsoksutfall.VENTER, "neste_kontroll": date(2027, 2, 1)}
    life.attempt(D(11, 20), **waits)
    assert on(life, date(2027, 2, 1)).forfalt == ()
    assert (on(life, D(12, 1)).neste, on(life, D(12, 1)).neste_hva) == (date(2027, 2, 1), "lukking")
    assert on(life, date(2027, 2, 2)).forfalt == ("lukking",)


def test_an_enkelthendelse_is_to_be_closed_by_the_next_full_run_after_the_plan(kontekst: Kontekst) -> None:
    life = told(kontekst, A.MIDDELS, D(2, 3), omfang=Omfang.ENKELTHENDELSE)  # the plan is due 3 March
    assert on(life, D(6, 1)).lukking is None
    life.run("k2", D(3, 3), D(3, 4))
    assert on(life, D(6, 1)).lukking is None
    life.run("k3", D(3, 31), D(4, 1)).run("k4", D(4, 30), D(5, 2))
    assert on(life, D(6, 1)).lukking == D(3, 31)


def test_ended_for_few_cases_is_looked_at_again(kontekst: Kontekst) -> None:
    life = told(kontekst, A.MIDDELS, D(2, 3))
    day = date(2028, 6, 1)
    shut = AvvikAvsluttet(nr=AV, stilling=Stilling.AVSLUTTET_UTEN, grunn="x", neste_kontroll=day, dag=D(3, 1))
    life.force(STAB, shut, D(3, 1))
    assert (on(life, D(4, 1)).neste, on(life, D(4, 1)).neste_hva) == (day, "kontroll")


def test_merged_the_earliest_start_counts(kontekst: Kontekst) -> None:
    life = told(kontekst, A.HOY, D(2, 20))
    second = "AV-2026-0002"
    life.do("bvaudit", opened(second, alvor=A.HOY), D(2, 20))
    life.do("bvaudit", found("9", nr=second), D(2, 20))
    life.do(STAB, Varslet(nr=second, dag=D(2, 3)), D(2, 20))
    merged = AvvikAvsluttet(nr=second, stilling=Stilling.SLATT_SAMMEN, til=AV, grunn="Det samme.", dag=D(2, 21))
    life.do(STAB, merged, D(2, 21))
    assert on(life, D(2, 22)).plan == D(2, 10)


def test_the_link_the_days_are_read_from(kontekst: Kontekst) -> None:
    life = told(kontekst, A.MIDDELS, D(1, 20)).measure(D(1, 20)).in_use(D(1, 31), D(2, 1))
    assert (life.reg.ting[LINK].dato("i_bruk"), life.avvik.avgjorende) == (D(1, 31), TI)


def test_what_has_become_kritisk_is_put_off_no_more(kontekst: Kontekst) -> None:
    life = told(kontekst, A.HOY, D(2, 3))
    life.do(STAB, UtsattMedGrunn(nr=AV, til=D(6, 30), giver=STAB, grunn="Ny leder.", dag=D(2, 5)), D(2, 5))
    life.do(STAB, AlvorEndret(nr=AV, alvor=A.KRITISK, grunn="Et barn ble skadet.", dag=D(3, 1)), D(3, 1))
    assert on(life, D(3, 2)).forfalt == ("strakstiltak", "plan")
    assert life.avvik.stilling_pa(D(3, 2)) is Stilling.APENT


def test_a_common_start_is_not_for_what_has_become_kritisk(kontekst: Kontekst) -> None:
    life = told(kontekst, A.HOY, D(1, 3))
    life.do(STAB, FellesStart(kjoring="k1", dag=D(2, 1)), D(1, 3))
    life.do(STAB, AlvorEndret(nr=AV, alvor=A.KRITISK, grunn="Et barn ble skadet.", dag=D(1, 4)), D(1, 4))
    assert on(life, D(1, 4)).plan == D(1, 10)


def test_no_closing_is_proposed_before_the_effect_can_be_measured(kontekst: Kontekst) -> None:
    """Of every rule a machine measures: in-use day, what it must have worked, and the rule's window; of an event its
    limit, since nothing is counted before that has run out."""
    life = Life(kontekst).begun().run().found("1", "2", "3").measure(D(1, 20)).in_use(D(1, 31), D(2, 1))
    for regel in kontekst.regler:
        avvik = replace(life.avvik, regel=regel)
        found = measurement(life.reg, avvik, kontekst, D(2, 1))
        assert isinstance(found, Maling)
        proposed = proposed_closing(avvik, life.reg, kontekst)
        assert proposed is not None and proposed >= found.tidligst, regel


def test_merged_the_earliest_day_people_have_set_holds_until_they_set_another(kontekst: Kontekst) -> None:
    two = "AV-2026-0002"
    life = told(kontekst, A.MIDDELS, D(1, 20)).measure(D(1, 20)).in_use(D(1, 31), D(2, 1))
    life.do("bvaudit", opened(two), D(2, 1))
    life.do("bvaudit", found("9", nr=two), D(2, 1))
    life.written("frist_lukking", "2026-09-01", D(2, 2)).written("frist_lukking", "2026-06-01", D(2, 2), nr=two)
    gone = AvvikAvsluttet(nr=two, stilling=Stilling.SLATT_SAMMEN, til=AV, grunn="Det samme.", dag=D(2, 3))
    life.do(STAB, gone, D(2, 3))
    assert (on(life, D(2, 3)).lukking, on(life, D(2, 3)).lukking_satt) == (D(6, 1), True)
    life.written("frist_lukking", "2026-10-01", D(2, 4))
    assert on(life, D(2, 4)).lukking == D(10, 1)
