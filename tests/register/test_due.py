"""What falls due, reckoned by hand: avvik and measures, and what the content plans."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.hendelser import Avsluttet, FeltSatt, Koblet, Kommentert, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, UtsattMedGrunn, Varslet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Forfall, Forfallslag, Varsel
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.due import due
from bvaudit.register.due_row import concerns, warned
from bvaudit.register.fold import fold
from tests.register.an_register import a_context, a_story
from tests.register.logs import AV, LEDER, LINK, STAB, TI, D, Life, almost_closed, context

A = Alvorlighetsgrad


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    """Without the controls of the year: they have tests of their own."""
    return replace(context(innhold), arshjul=())


def told(kontekst: Kontekst, dag: date, **values: object) -> Life:
    life = Life(kontekst).begun().run().found("1", "2", "3", **values)
    life.do(STAB, Varslet(nr=AV, dag=dag), dag)
    return life


def on(life: Life, dag: date, ahead: int = 30) -> list[tuple[str, str, date, Varsel]]:
    return [(one.nr, one.gjor, one.dag, one.varsel) for one in due(life.reg, life.kontekst, dag, ahead)]


MARKS = [(-400, Varsel.OVER), (-1, Varsel.OVER), (0, Varsel.I_DAG), (1, Varsel.EN), (2, Varsel.SJU), (7, Varsel.SJU)]
MARKS += [(8, Varsel.TRETTI), (30, Varsel.TRETTI)]


@pytest.mark.parametrize(("left", "mark"), MARKS, ids=[f"{left} dager" for left, _ in MARKS])
def test_the_marks(left: int, mark: Varsel) -> None:
    assert warned(left) is mark


def test_nothing_falls_due_before_the_unit_is_told(kontekst: Kontekst) -> None:
    assert on(Life(kontekst).begun().run().found("1", "2", "3"), D(12, 31)) == []


def test_a_plan_is_warned_of_until_it_is_there(kontekst: Kontekst) -> None:
    """Middels, told on 3 February: four weeks, to 3 March."""
    life = told(kontekst, D(2, 3))
    plan = (AV, "Lag plan: årsak, ansvarlig, frist og tiltak", D(3, 3))
    assert on(life, D(2, 3)) == [(*plan, Varsel.TRETTI)]
    assert on(life, D(3, 3)) == [(*plan, Varsel.I_DAG)]
    assert on(life, D(3, 4)) == [(*plan, Varsel.OVER)]
    assert on(life, D(2, 3), ahead=27) == []
    assert on(life, D(2, 3), ahead=28) == [(*plan, Varsel.TRETTI)]
    life.written("arsak", "kapasitet", D(3, 4)).written("frist_plan", "2026-04-01", D(3, 4)).measure(D(3, 4))
    assert on(life, D(3, 4)) == []


def test_what_is_put_off_falls_due_when_that_runs_out(kontekst: Kontekst) -> None:
    life = told(kontekst, D(2, 3))
    life.do(STAB, UtsattMedGrunn(nr=AV, til=D(6, 30), giver=STAB, grunn="Ny leder", dag=D(2, 10)), D(2, 10))
    assert on(life, D(3, 4)) == []
    assert [row[2:] for row in on(life, D(7, 1))] == [(D(6, 30), Varsel.OVER)]


def test_a_postponement_with_no_deadline_left_is_told_by_itself(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun().run().found("1", "2", "3")
    life.do(STAB, UtsattMedGrunn(nr=AV, til=D(6, 30), giver=STAB, grunn="Ny leder", dag=D(2, 10)), D(2, 10))
    assert on(life, D(6, 1)) == [(AV, "Utsettelsen går ut", D(6, 30), Varsel.TRETTI)]
    assert on(life, D(7, 1)) == []


def test_kritisk_has_what_must_be_done_at_once_and_a_plan(kontekst: Kontekst) -> None:
    life = told(kontekst, D(2, 3), alvor=A.KRITISK)
    assert [row[2:] for row in on(life, D(2, 4))] == [(D(2, 3), Varsel.OVER), (D(2, 10), Varsel.SJU)]


def test_the_closing_and_the_next_check_are_not_told_twice(kontekst: Kontekst) -> None:
    life = almost_closed(kontekst)
    life.attempt(D(11, 30), nr=2, n=4, brudd=0, utfall=Forsoksutfall.VENTER, neste_kontroll=D(12, 20))
    rows = [row for row in on(life, D(12, 1), ahead=365) if row[0] == AV]
    assert len({row[2] for row in rows}) == len(rows)
    assert D(12, 20) in {row[2] for row in rows}


def test_what_ended_for_want_of_cases_is_looked_at_again(kontekst: Kontekst) -> None:
    life = told(kontekst, D(2, 3))
    ended = AvvikAvsluttet(
        nr=AV, stilling=Stilling.AVSLUTTET_UTEN, grunn="Ingen saker", dag=D(5, 1), neste_kontroll=D(11, 1)
    )
    life.force("kommunalsjef", ended, D(5, 1))
    assert on(life, D(9, 1)) == []
    assert on(life, D(10, 30)) == [(AV, "Se på det igjen, og skriv en kommentar", D(11, 1), Varsel.SJU)]
    assert on(life, D(11, 2))[0][3] is Varsel.OVER
    life.do(STAB, Kommentert(nr=AV, tekst="Fortsatt ingen saker"), D(11, 3))
    assert on(life, D(11, 3)) == []


def a_measure(kontekst: Kontekst, enhet: str = "E1") -> Life:
    """Of an avvik whose plan is there; due on 1 May."""
    life = told(kontekst, D(2, 3))
    life.written("arsak", "kapasitet", D(2, 4)).written("frist_plan", "2026-03-01", D(2, 4))
    made = TingOpprettet(nr=TI, slag=Slag.TILTAK, tittel="Ny rutine", enhet=enhet, eier=STAB, dag=D(2, 4))
    life.do(STAB, made, D(2, 4))
    life.do(LEDER, Koblet(avvik=AV, tiltak=TI, dag=D(2, 4)), D(2, 4))
    life.do(STAB, FeltSatt(nr=TI, felt="frist", verdi="2026-05-01"), D(2, 4))
    return life


def test_a_measure_is_due_in_its_unit_until_it_is_in_use(kontekst: Kontekst) -> None:
    life = a_measure(kontekst)
    assert on(life, D(4, 1)) == [(TI, "Ta tiltaket i bruk i enheten", D(5, 1), Varsel.TRETTI)]
    life.in_use(D(4, 2), D(4, 2))
    assert [row for row in on(life, D(6, 1)) if row[0] == TI] == []


def test_a_measure_stab_owns_is_due_for_stab_and_for_each_unit_that_waits(kontekst: Kontekst) -> None:
    life = a_measure(kontekst, enhet="")
    rows = due(life.reg, life.kontekst, D(5, 2))
    assert [(one.enhet, one.eier, one.varsel) for one in rows] == [("", STAB, Varsel.OVER), ("E1", LEDER, Varsel.OVER)]
    life.do(STAB, FeltSatt(nr=TI, felt="tiltaksstatus", verdi="i-bruk"), D(5, 2))
    assert [one.enhet for one in due(life.reg, life.kontekst, D(5, 2))] == ["E1"]
    life.written("tiltaksstatus", "i-bruk", D(5, 3), nr=LINK)
    assert [one for one in due(life.reg, life.kontekst, D(5, 3)) if one.nr == TI] == []


def test_a_measure_that_is_dropped_or_has_ended_has_no_day(kontekst: Kontekst) -> None:
    life = a_measure(kontekst)
    life.do(STAB, FeltSatt(nr=TI, felt="droppet_grunn", tekst="Dekkes av et annet"), D(4, 1))
    life.do("kommunalsjef", FeltSatt(nr=TI, felt="tiltaksstatus", verdi="droppet"), D(4, 1))
    assert [row for row in on(life, D(6, 1)) if row[0] == TI] == []
    other = a_measure(kontekst)
    other.force(STAB, Avsluttet(nr=TI, grunn="Holdt", dag=D(4, 1)), D(4, 1))
    assert [row for row in on(other, D(6, 1)) if row[0] == TI] == []


def test_an_enkelthendelse_is_asked_for_its_plan_only(kontekst: Kontekst) -> None:
    life = told(kontekst, D(2, 3), omfang=Omfang.ENKELTHENDELSE)
    assert [row[1] for row in on(life, D(2, 4))] == ["Lag plan: årsak, ansvarlig, frist og tiltak"]


def row(enhet: str = "", eier: str = "", enheter: tuple[str, ...] = ()) -> Forfall:
    return Forfall(
        slag=Forfallslag.LISTE,
        nr="LP-a:b",
        hva="Avtalen",
        gjor="Går ut",
        enhet=enhet,
        eier=eier,
        dag=D(1, 1),
        dager=0,
        varsel=Varsel.I_DAG,
        enheter=enheter,
    )


OF_A_UNIT = [
    ("its own", row("E1"), True),
    ("another's", row("E2"), False),
    ("another's, though somebody of this unit owns it", row("E2", "teamleder@E1"), False),
    ("the whole municipality's", row(), False),
    ("the whole municipality's, owned here", row(eier="teamleder@E1"), True),
    ("several units, this one too", row(enheter=("E2", "E1")), True),
    ("several others", row(enheter=("E2", "E3")), False),
]


@pytest.mark.parametrize(("one", "there"), [r[1:] for r in OF_A_UNIT], ids=[r[0] for r in OF_A_UNIT])
def test_a_units_list_holds_nothing_of_others(one: Forfall, there: bool) -> None:
    assert concerns(one, "E1") is there


def test_every_day_is_warned_of_on_the_day_and_told_the_day_after(kontekst: Kontekst) -> None:
    """Whatever day it is looked at, an open plan is over, due today or still to come, and never away."""
    life = told(kontekst, D(2, 3))
    for n in range(120):
        dag = D(2, 3) + timedelta(days=n)
        ((_, _, frist, mark),) = on(life, dag)
        assert mark is warned((frist - dag).days)


def test_nothing_is_over_that_was_not_warned_of_thirty_seven_and_one_day_before() -> None:
    """In a register with most of what can happen, on days drawn at random: what is on the list one day, was on it 30, 7
    and 1 day before its day, with that mark, and on the day itself; and whatever is over stays so."""
    reg, world = fold(a_story().events), a_context()
    drawn = random.Random(12)
    marks = {30: Varsel.TRETTI, 7: Varsel.SJU, 1: Varsel.EN, 0: Varsel.I_DAG, -1: Varsel.OVER, -90: Varsel.OVER}
    days = sorted(date(2026, 2, 1) + timedelta(days=drawn.randrange(330)) for _ in range(6))
    every = {(one.nr, one.gjor, one.enhet, one.dag, one.slag) for dag in days for one in due(reg, world, dag)}
    assert len([one for one in every if one[-1] is Forfallslag.AVVIK]) > 20
    shown: dict[date, dict[tuple[str, str, str, date], Varsel]] = {}
    for nr, gjor, enhet, frist, slag in every:
        for left, mark in marks.items():
            dag = frist - timedelta(days=left)
            if slag is Forfallslag.OPPGAVE or gjor == "Utsettelsen går ut":
                continue  # what is before the register began, and what is no deadline but a day, have rows of their own
            if dag not in shown:
                rows = due(reg, world, dag)
                shown[dag] = {(one.nr, one.gjor, one.enhet, one.dag): one.varsel for one in rows}
            assert shown[dag].get((nr, gjor, enhet, frist)) is mark, (nr, gjor, frist, left)
