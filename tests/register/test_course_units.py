"""Courses about units that are merged, and about more time."""

from dataclasses import replace
from datetime import date

from bvaudit.model.registeret.avvik import Kilde, Omfang, Stilling
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, AvvikOpprettet, UtsattMedGrunn
from bvaudit.model.rule import Effektmal
from bvaudit.model.utfall import Alvorlighetsgrad

from .course import ENHETER, SJEF, STAB, Course, head, late, leader

JUNI = date(2026, 6, 30)


def test_two_units_become_one_and_their_avvik_follow_along() -> None:
    first = (*late("M", date(2025, 3, 3), 3), *late("V", date(2025, 4, 7), 4))
    more = (*late("V", date(2026, 5, 4), 1, "ny"), *late("M", date(2026, 8, 3), 1, "ny"))
    c = Course((*first, *more)).begun(date(2026, 1, 2))
    c.run(date(2025, 12, 31), date(2026, 1, 5))
    m, v = c.of("M"), c.of("V")
    low, high = sorted((m, v))
    c.told(date(2026, 1, 10), v)
    c.told(date(2026, 1, 20), m)

    c.kontekst = replace(c.kontekst, etterfolgere={"V": "M"}, opphort={"V": JUNI})
    kart = {enhet: f"{at}|2020-01-01||x" for at, enhet in enumerate(ENHETER)} | {"V": "1|2020-01-01|2026-06-30|x"}
    c.run(date(2026, 9, 30), date(2026, 10, 1), kart=kart, etterfolgere={"V": "M"}, opphort={"V": JUNI})
    moved = c.avvik(v)
    assert (moved.enhet, moved.ting.eier) == ("M", leader("M"))
    assert v in (m, v) and c.avvik(v).apen, "under the same number"
    assert len(c.avvik(low).bevis) == {m: 3, v: 4}[low] + 2, "what is new joins the lowest number, wherever it arose"
    assert len(c.avvik(high).bevis) == {m: 3, v: 4}[high]

    wrong = AvvikAvsluttet(nr=low, stilling=Stilling.SLATT_SAMMEN, til=high, grunn="Samme svikt", dag=date(2026, 10, 5))
    assert c.refuses(date(2026, 10, 5), STAB, wrong), "the lowest number is the one that stays"
    c.does(date(2026, 10, 5), STAB, replace(wrong, nr=high, til=low))
    kept = c.avvik(low)
    assert (len(kept.bevis), kept.slatt_inn, kept.omfang) == (9, (high,), Omfang.SYSTEMSVIKT)
    assert kept.varslet == date(2026, 1, 10)
    assert c.frister(date(2026, 10, 5), low).plan == date(2026, 1, 17), "the earliest of the two"
    told = c.month(date(2026, 10, 31))
    assert (told.apne, told.lukket, told.sideutganger) == (1, 0, 1)


def test_more_time_is_given_by_another_and_ends_on_its_day() -> None:
    c = Course(late("M", date(2025, 3, 3), 3)).begun(date(2026, 1, 2))
    c.run(date(2025, 12, 31), date(2026, 1, 5))
    nr = c.of("M")
    c.told(date(2026, 1, 12), nr)
    dag = date(2026, 1, 26)
    assert c.frister(dag, nr).forfalt == ("plan",)
    given = UtsattMedGrunn(nr=nr, til=date(2026, 3, 31), giver=head("M"), grunn="To stillinger står tomme", dag=dag)
    assert c.refuses(dag, leader("M"), replace(given, giver=leader("M"))), "not by the one who owns it"
    assert c.refuses(dag, head("M"), replace(given, til=date(2026, 7, 27))), "at most six months"
    assert c.refuses(dag, head("M"), replace(given, grunn=""))
    c.does(dag, head("M"), given)
    assert c.avvik(nr).stilling is Stilling.UTSATT
    assert c.frister(date(2026, 2, 15), nr).forfalt == ()
    assert c.frister(date(2026, 3, 31), nr).forfalt == (), "the last day is with it"
    assert c.frister(date(2026, 4, 1), nr).forfalt == ("plan",), "overdue before, and so the day after"

    again = UtsattMedGrunn(nr=nr, til=date(2026, 6, 30), giver=head("M"), grunn="Fortsatt tomme", dag=date(2026, 4, 1))
    assert c.refuses(date(2026, 4, 1), head("M"), again), "again only by a role above"
    c.does(date(2026, 4, 1), SJEF, replace(again, giver=SJEF))
    assert c.frister(date(2026, 6, 1), nr).forfalt == ()
    assert c.frister(date(2026, 7, 1), nr).forfalt == ("plan",)
    assert c.month(date(2026, 6, 30)).apne == 1, "it is open all the time"


def test_what_is_critical_cannot_wait() -> None:
    c = Course(()).begun(date(2026, 1, 2))
    dag = date(2026, 2, 2)
    critical = AvvikOpprettet(
        nr="AV-2026-0001",
        tekst="Et barn ble sendt hjem uten at noen hadde snakket med det",
        enhet="M",
        kilde=Kilde.ANSATTMELDING,
        alvor=Alvorlighetsgrad.KRITISK,
        omfang=Omfang.SYSTEMSVIKT,
        eier=leader("M"),
        mal=Effektmal(minst=9, av=10, utvides_til=20, minst_utvidet=18),
        krever_lesing=True,
        dag=dag,
    )
    c.does(dag, leader("M"), critical)
    c.told(dag, "AV-2026-0001")
    frister = c.frister(dag, "AV-2026-0001")
    assert (frister.strakstiltak, frister.plan) == (dag, date(2026, 2, 9)), "something the same day, a plan in a week"
    assert c.frister(date(2026, 2, 3), "AV-2026-0001").forfalt == ("strakstiltak",)
    later = UtsattMedGrunn(nr="AV-2026-0001", til=date(2026, 2, 28), giver=SJEF, grunn="Ferie", dag=dag)
    assert c.refuses(dag, SJEF, later)
