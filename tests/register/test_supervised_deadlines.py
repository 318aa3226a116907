"""What the authority waits for, and by when: a row for each thing that can happen to a deadline."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from bvaudit.model.kodeverk import Skritt
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.planlagt import Tilsynsfrist, Tilsynsstand
from bvaudit.model.tilsyn import Tilsyn, Tilsynsskritt
from bvaudit.register.supervised import standing, wanted
from tests.register.logs import STAB, D
from tests.register.supervising import DAG, TS, Life, a_supervision, dated, finding, followed, step

VARSEL = step("varsel", D(1, 5), D(2, 2))
DRAFT = step("forelopig-rapport", D(3, 2), D(3, 30))
REPORT = step("endelig-rapport", D(4, 1), D(5, 15))
MOVED = step("svar", D(4, 20), D(6, 15), frist_for="plan-sendt")
WARNED = step("palegg-varslet", D(4, 20), D(5, 4))


def seen(life: Life, dag: date = DAG, tilsyn: Tilsyn | None = None) -> Tilsynsstand:
    return standing(tilsyn or life.kontekst.tilsyn[0], life.reg, life.kontekst, dag)


def of(*steps: TilsynSkritt, dag: date = DAG, tilsyn: Tilsyn | None = None) -> Tilsynsstand:
    return seen(followed(*steps, tilsyn=tilsyn, written=DAG), dag)


def days(frister: tuple[Tilsynsfrist, ...]) -> list[tuple[str, date]]:
    return [(one.skritt, one.dag) for one in frister]


Open = list[tuple[str, date]]
ROWS: list[tuple[str, tuple[TilsynSkritt, ...], Open]] = [
    ("nothing has come", (), []),
    ("a letter with a deadline", (REPORT,), [("plan-sendt", D(5, 15))]),
    ("answered in time", (REPORT, step("plan-sendt", D(5, 10))), []),
    ("answered on its last day", (REPORT, step("plan-sendt", D(5, 15))), []),
    ("answered late", (REPORT, step("plan-sendt", D(5, 20))), []),
    ("something else was sent", (REPORT, step("uttalelse-sendt", D(5, 10))), [("plan-sendt", D(5, 15))]),
    ("a plan sent before the final report", (step("plan-sendt", D(3, 25)), REPORT), [("plan-sendt", D(5, 15))]),
    ("sent the same day, before it came", (step("plan-sendt", D(4, 1)), REPORT), [("plan-sendt", D(5, 15))]),
    ("sent the same day, after it came", (REPORT, step("plan-sendt", D(4, 1))), []),
    ("two letters, two deadlines", (REPORT, WARNED), [("redegjorelse-sendt", D(5, 4)), ("plan-sendt", D(5, 15))]),
    ("one of them answered", (REPORT, WARNED, step("plan-sendt", D(5, 2))), [("redegjorelse-sendt", D(5, 4))]),
    ("moved by a later letter", (REPORT, MOVED), [("plan-sendt", D(6, 15))]),
    (
        "moved by the same kind of letter",
        (REPORT, step("endelig-rapport", D(4, 9), D(6, 1))),
        [("plan-sendt", D(6, 1))],
    ),
    (
        "a letter that wants it sooner leaves both",
        (REPORT, step("svar", D(4, 20), D(5, 1), frist_for="plan-sendt")),
        [("plan-sendt", D(5, 1)), ("plan-sendt", D(5, 15))],
    ),
    (
        "another kind of letter moves nothing",
        (step("svar", D(4, 2), D(5, 1)), step("palegg-varslet", D(4, 20), D(6, 1))),
        [("redegjorelse-sendt", D(5, 1)), ("redegjorelse-sendt", D(6, 1))],
    ),
    ("moved and then answered", (REPORT, MOVED, step("plan-sendt", D(5, 30))), []),
    (
        "moved twice",
        (REPORT, MOVED, step("svar", D(5, 20), D(8, 1), frist_for="plan-sendt")),
        [("plan-sendt", D(8, 1))],
    ),
    (
        "a new deadline after the answer",
        (REPORT, step("plan-sendt", D(5, 10)), step("svar", D(5, 20), D(6, 20), frist_for="plan-sendt")),
        [("plan-sendt", D(6, 20))],
    ),
    ("nobody waits for what the draft has replaced", (VARSEL, DRAFT), [("uttalelse-sendt", D(3, 30))]),
    ("nor for a word on the draft after the final one", (DRAFT, REPORT), [("plan-sendt", D(5, 15))]),
    ("the visit replaces nothing", (VARSEL, step("besok", D(2, 20))), [("egenrapport-sendt", D(2, 2))]),
    ("nothing is awaited after the end", (REPORT, WARNED, step("avsluttet", D(5, 1))), []),
    ("a letter that has not come yet", (REPORT, step("svar", D(6, 1), D(7, 1))), [("plan-sendt", D(5, 15))]),
    (
        "a deadline for one finding",
        (step("svar", D(4, 2), D(5, 1), funn=("lest",)),),
        [("redegjorelse-sendt", D(5, 1))],
    ),
    (
        "an answer about another finding",
        (step("svar", D(4, 2), D(5, 1), funn=("lest",)), step("redegjorelse-sendt", D(4, 9), funn=("framdrift",))),
        [("redegjorelse-sendt", D(5, 1))],
    ),
    (
        "an answer about what it lies in",
        (step("svar", D(4, 2), D(5, 1), funn=("lest",)), step("redegjorelse-sendt", D(4, 9), funn=("styring",))),
        [],
    ),
    (
        "moved for one of two findings",
        (
            step("svar", D(4, 2), D(5, 1), funn=("lest", "rutiner")),
            step("svar", D(4, 9), D(6, 1), funn=("lest",)),
        ),
        [("redegjorelse-sendt", D(5, 1)), ("redegjorelse-sendt", D(6, 1))],
    ),
]


@pytest.mark.parametrize(("steps", "left"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_is_awaited(steps: tuple[TilsynSkritt, ...], left: Open) -> None:
    dag = D(5, 31)
    assert days(of(*steps, dag=dag).frister) == left


def test_late_is_told_and_not_forgotten() -> None:
    late = of(REPORT, step("plan-sendt", D(5, 20))).tidligere
    assert [(one.dag, one.besvart, one.bortfalt) for one in late] == [(D(5, 15), D(5, 20), None)]
    assert late[0].satt_av.skritt == "endelig-rapport"


def test_moved_is_told_with_the_days_before() -> None:
    moved = of(REPORT, MOVED, step("svar", D(5, 20), D(8, 1), frist_for="plan-sendt")).frister
    assert [(one.dag, one.flyttet_fra, one.satt_av.dag) for one in moved] == [(D(8, 1), (D(5, 15), D(6, 15)), D(5, 20))]


def test_what_came_to_nothing_was_not_answered() -> None:
    over = of(DRAFT, REPORT).tidligere
    assert [(one.skritt, one.besvart, one.bortfalt) for one in over] == [("uttalelse-sendt", None, D(4, 1))]


def test_answered_for_some_findings_it_stands_for_the_others() -> None:
    stand = of(REPORT, step("plan-sendt", D(5, 2), funn=("framdrift",)))
    assert [(one.skritt, one.funn) for one in stand.frister] == [("plan-sendt", ("lest", "rutiner"))]
    life = followed(REPORT, step("plan-sendt", D(5, 2), funn=("framdrift",)), written=DAG)
    assert wanted(stand.frister[0], a_supervision(), life.kontekst) == "Send plan for retting (funn 1.2 og 2)"
    life.do(STAB, step("plan-sendt", D(5, 9), funn=("lest",)), DAG)
    life.do(STAB, step("plan-sendt", D(5, 9), funn=("rutiner",)), DAG)
    assert seen(life).frister == ()


def test_a_letter_without_a_deadline_is_asked_about() -> None:
    asked = of(step("endelig-rapport", D(4, 1)))
    assert (asked.frister, [one.skritt for one in asked.uten_frist]) == ((), ["endelig-rapport"])
    assert of(step("endelig-rapport", D(4, 1)), step("plan-sendt", D(5, 1))).uten_frist == ()
    assert of(REPORT).uten_frist == ()
    assert of(step("endelig-rapport", D(4, 1)), step("avsluttet", D(5, 1))).uten_frist == ()


def test_an_egenkontroll_is_not_asked_for_the_deadline_of_what_it_has_not() -> None:
    for forlop, asked in (("tilsyn", ["varsel"]), ("egenkontroll", [])):
        tilsyn = replace(dated(varsel=D(1, 5)), forlop=forlop)
        assert [one.skritt for one in seen(followed(tilsyn=tilsyn), DAG, tilsyn).uten_frist] == asked


def test_a_wrong_day_is_corrected_and_a_step_that_never_was_withdrawn() -> None:
    life = followed(REPORT, WARNED, written=DAG)
    first, second = (one.hendelse for one in life.reg.tilsyn[TS])
    life.do(STAB, step("endelig-rapport", D(4, 2), D(5, 22), retter=first), DAG)
    assert days(seen(life).frister) == [("redegjorelse-sendt", D(5, 4)), ("plan-sendt", D(5, 22))]
    life.do(STAB, step("palegg-varslet", D(4, 20), retter=second, trukket=True, tekst="Gjaldt en annen"), DAG)
    assert days(seen(life).frister) == [("plan-sendt", D(5, 22))]
    assert seen(life).myndighet == "endelig-rapport"
    corrected = life.reg.tilsyn[TS][0].hendelse
    life.do(STAB, step("endelig-rapport", D(4, 2), D(5, 29), retter=corrected), DAG)
    assert [one.frist for one in life.reg.tilsyn[TS]] == [D(5, 29)]
    assert life.asked(STAB, step("endelig-rapport", D(4, 3), retter=first), DAG) == ("ikke-skrittet",)


def test_a_correction_keeps_its_place_among_those_of_the_day() -> None:
    life = followed(REPORT, step("plan-sendt", D(4, 1)), written=DAG)
    life.do(STAB, step("endelig-rapport", D(4, 1), D(5, 22), retter=life.reg.tilsyn[TS][0].hendelse), DAG)
    assert seen(life).frister == ()


def test_a_visit_ahead_is_no_visit_yet_and_does_not_become_one_by_itself() -> None:
    life = followed(VARSEL)
    life.do(STAB, step("besok", D(3, 10)), D(2, 1))
    before, after = seen(life, D(2, 2)), seen(life, D(3, 11))
    assert [(one.skritt, one.dag) for one in before.avtaler] == [("besok", D(3, 10))]
    assert (before.myndighet, after.myndighet) == ("varsel", "varsel")
    assert [one.dag for one in after.avtaler] == [D(3, 10)]
    visit = life.reg.tilsyn[TS][1].hendelse
    assert life.asked(STAB, step("besok", D(3, 10), retter=visit), D(3, 9)) == ("uendret",)
    life.do(STAB, step("besok", D(3, 10), retter=visit), D(3, 11))
    assert (seen(life, D(3, 11)).myndighet, seen(life, D(3, 11)).avtaler) == ("besok", ())


def test_a_letter_found_later_has_its_own_day() -> None:
    stand = of(REPORT, step("plan-sendt", D(5, 10)), VARSEL)
    assert [one.skritt for one in stand.skritt] == ["varsel", "endelig-rapport", "plan-sendt"]
    assert (stand.myndighet, stand.frister) == ("plan-sendt", ())


FILE = dated(varsel=D(1, 5), endelig_rapport=D(4, 1), planfrist=D(5, 15))


def test_the_file_counts_until_the_log_has_steps() -> None:
    stand = seen(followed(tilsyn=FILE), DAG, FILE)
    assert days(stand.frister) == [("plan-sendt", D(5, 15))]
    assert [(one.skritt, one.hendelse) for one in stand.skritt] == [("varsel", 0), ("endelig-rapport", 0)]


def test_a_deadline_of_a_file_without_the_letter_is_not_lost() -> None:
    for tilsyn in (dated(planfrist=D(5, 15)), dated(varsel=D(1, 5), planfrist=D(5, 15))):
        assert days(seen(followed(tilsyn=tilsyn), DAG, tilsyn).frister) == [("plan-sendt", D(5, 15))]
    sent = a_supervision(datoer=FILE.datoer, skritt=(Tilsynsskritt(skritt="plan-sendt", dag=D(5, 1)),))
    assert seen(followed(tilsyn=sent), DAG, sent).frister == ()
    draft = dated(uttalefrist=D(3, 30), endelig_rapport=D(4, 1))
    assert seen(followed(tilsyn=draft), DAG, draft).frister == ()


def test_the_day_a_finding_is_to_be_mended_stands_until_the_authority_has_said_that_it_is() -> None:
    tilsyn = a_supervision(
        funn=(finding("a", frist=D(9, 1)), finding("b", frist=D(9, 1)), finding("c", frist=D(12, 1)), finding("d"))
    )
    life = followed(step("funn-rettet", D(5, 1), funn=("b",)), tilsyn=tilsyn, written=DAG)
    waiting = seen(life).frister
    assert [(one.skritt, one.dag, one.funn) for one in waiting] == [("", D(9, 1), ("a",)), ("", D(12, 1), ("c",))]
    assert wanted(waiting[0], tilsyn, life.kontekst) == "Funn 1 skal være rettet"
    assert [one.godtatt for one in seen(life).funn if one.funn == "b"] == [D(5, 1), D(5, 1)]
    life.do(STAB, step("funn-rettet", D(5, 2)), DAG)
    assert seen(life).frister == ()
    life = followed(step("avsluttet", D(5, 1)), tilsyn=tilsyn, written=DAG)
    assert seen(life).frister == ()


def test_a_finding_over_others_is_mended_when_each_of_them_is() -> None:
    tilsyn = a_supervision(funn=(finding("over", finding("a"), finding("b"), frist=D(5, 1)),))
    life = followed(step("funn-rettet", D(5, 10), funn=("a",)), tilsyn=tilsyn, written=DAG)
    assert [one.funn for one in seen(life).frister] == [("over",)]
    life.do(STAB, step("funn-rettet", D(5, 20), funn=("b",)), DAG)
    assert seen(life).frister == ()
    assert {one.godtatt for one in seen(life).funn if one.funn == "over"} == {D(5, 20)}


def test_the_file_does_not_end_a_supervision_for_some_of_its_findings() -> None:
    for funn, ended in (((), D(5, 20)), (("lest",), None), (("styring", "rutiner"), D(5, 20))):
        tilsyn = a_supervision(datoer=FILE.datoer, skritt=(Tilsynsskritt(skritt="avsluttet", dag=D(5, 20), funn=funn),))
        stand = seen(followed(tilsyn=tilsyn), DAG, tilsyn)
        assert (stand.avsluttet, days(stand.frister)) == (ended, [] if ended else [("plan-sendt", D(5, 15))])


def test_the_last_day_to_complain_is_warned_of_and_is_no_debt_afterwards() -> None:
    order = (step("palegg-gitt", D(5, 4), D(9, 1)), step("palegg-gitt", D(5, 4), D(5, 25), frist_for="klage-sendt"))
    before, after = of(*order, dag=D(5, 25)), of(*order, dag=D(5, 26))
    assert days(before.frister) == [("klage-sendt", D(5, 25)), ("redegjorelse-sendt", D(9, 1))]
    assert days(after.frister) == [("redegjorelse-sendt", D(9, 1))]
    assert [(one.dag, one.bortfalt) for one in after.tidligere] == [(D(5, 25), D(5, 25))]
    assert wanted(before.frister[0], a_supervision(), followed().kontekst) == "Klag, hvis kommunen vil det"


def test_what_a_municipality_adds_to_the_list_works_as_the_rest() -> None:
    life = followed()
    own = (
        Skritt(kode="dialog", tekst="Dialogmøte", forklaring="x", av="myndighet", etter="I dialog", krever="notat"),
        Skritt(kode="notat", tekst="Notat sendt", forklaring="x", av="kommune", etter="Notat er sendt"),
    )
    kodeverk = replace(life.kontekst.kodeverk, tilsynsskritt=(*life.kontekst.kodeverk.tilsynsskritt, *own))
    life.kontekst = replace(life.kontekst, kodeverk=kodeverk)
    life.do(STAB, step("dialog", D(4, 1), D(5, 1)), DAG)
    stand = seen(life)
    assert (days(stand.frister), stand.myndighet) == ([("notat", D(5, 1))], "dialog")
    life.do(STAB, step("notat", D(5, 1)), DAG)
    assert seen(life).frister == ()


def test_no_deadline_is_ever_lost_in_any_order_of_letters_and_answers() -> None:
    """Every deadline a letter has set is open, answered, moved or come to nothing; and one that is open was not
    answered by anything that was sent after it for all."""
    random = Random(12)
    letters = {"varsel": "egenrapport-sendt", "forelopig-rapport": "uttalelse-sendt", "endelig-rapport": "plan-sendt"}
    letters |= {"svar": "redegjorelse-sendt", "palegg-varslet": "redegjorelse-sendt"}
    for _ in range(60):
        life, said = followed(), 0
        for _ in range(random.randint(1, 9)):
            dag = D(1, 2) + timedelta(random.randint(0, 140))
            if random.random() < 0.6:
                made = step(random.choice(list(letters)), dag, dag + timedelta(random.randint(0, 40)))
                said += not life.asked(STAB, made, DAG)
            else:
                made = step(random.choice(list(letters.values())), dag)
            if not life.asked(STAB, made, DAG):
                life.do(STAB, made, DAG)
        stand = seen(life)
        told = [*stand.frister, *stand.tidligere]
        assert sum(1 + len(one.flyttet_fra) for one in told) == said
        for one in stand.frister:
            after = [s for s in stand.skritt if s.skritt == one.skritt and s.dag > one.satt_av.dag]
            assert not after, (one, after)
        assert [one.dag for one in stand.frister] == sorted(one.dag for one in stand.frister)
