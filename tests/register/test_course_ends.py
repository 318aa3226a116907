"""Courses about what comes after an end: back again, closed by mistake, and found in wrong data."""

from dataclasses import replace
from datetime import date

from bvaudit.model.registeret.avvik import Omfang, Slekt, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, Gjenapnet
from bvaudit.model.registeret.hendelser_kjoring import KjoringTrukket
from bvaudit.model.registeret.ting import link_number

from .course import SJEF, STAB, Course, Lest, Sak, in_time, late, leader

FORST = late("M", date(2025, 3, 3), 3)
# Ten in the period of the measurement, one of them late: nine of ten is the goal.
MALT = (
    *in_time("M", date(2026, 2, 2), 8),
    *late("M", date(2026, 3, 30), 1, "kjent"),
    *in_time("M", date(2026, 4, 6), 1),
)
TILTAK = "TI-2026-0001"


def closed_by_effect(*later: Sak) -> tuple[Course, str]:
    c = Course((*FORST, *MALT, *later)).begun(date(2026, 1, 2))
    c.run(date(2025, 12, 31), date(2026, 1, 5))
    nr = c.of("M")
    c.told(date(2026, 1, 12), nr)
    c.plans(date(2026, 1, 15), nr, TILTAK)
    c.in_use(date(2026, 2, 2), nr, TILTAK)
    assert c.lacks(date(2026, 4, 30), nr), "nothing is measured"
    made = c.attempt(date(2026, 5, 11), nr, date(2026, 5, 10))
    assert (made.n, made.brudd, made.utfall) == (10, 1, Forsoksutfall.NADD)
    assert c.closes(date(2026, 5, 11), nr) is Stilling.LUKKET
    return c, nr


def test_a_fault_that_comes_back_in_new_cases_is_a_new_avvik_that_points_at_the_closed_one() -> None:
    c, nr = closed_by_effect(*late("M", date(2026, 9, 7), 3, "ny"))
    slutt = c.ending(nr)
    assert (slutt.siste_start, slutt.brukt) == (date(2026, 4, 6), ("kjent-M-260330",))
    assert c.run(date(2026, 6, 30), date(2026, 7, 1)).apnes == 0, "its own old cases and the known miss open nothing"

    assert c.run(date(2026, 12, 31), date(2027, 1, 4)).apnes == 1
    back = c.avvik(c.of("M"))
    assert (back.nr, back.slekt, back.slekt_til, back.slekt_maneder) == ("AV-2027-0001", Slekt.KOM_TILBAKE, nr, 7)
    assert back.omfang is Omfang.SYSTEMSVIKT
    assert {one.objekt_id for one in back.bevis} == {"ny-M-260907", "ny-M-260914", "ny-M-260921"}
    assert c.avvik(nr).stilling is Stilling.LUKKET, "the closed one stays closed"
    assert (c.month(date(2026, 5, 31)).lukket, c.month(date(2026, 5, 31)).apne) == (1, 0)
    told = c.month(date(2027, 1, 31))
    assert (told.apne, told.kom_tilbake, told.lukket) == (1, 1, 0), (
        "a return is no new one, and takes nothing from the closed"
    )


def test_one_new_case_is_too_little_to_have_come_back() -> None:
    c, nr = closed_by_effect(*late("M", date(2026, 9, 7), 1, "ny"))
    c.run(date(2026, 12, 31), date(2027, 1, 4))
    one = c.avvik(c.of("M"))
    assert (one.slekt, one.slekt_til, len(one.bevis)) == (Slekt.NY_ENKELTHENDELSE, nr, 1)


def test_a_closing_that_was_wrong_is_opened_again_and_starts_anew() -> None:
    c, nr = closed_by_effect(*in_time("M", date(2026, 6, 15), 10))
    opened = Gjenapnet(nr=nr, grunn="Listen var bare tatt i bruk i ett av to team", dag=date(2026, 6, 1))
    assert c.refuses(date(2026, 6, 1), SJEF, replace(opened, grunn=""))
    c.does(date(2026, 6, 1), SJEF, opened)
    found = c.avvik(nr)
    assert (found.stilling, found.gjenapnet) == (Stilling.APENT, (date(2026, 6, 1),))
    assert found.slutter[0].dag == date(2026, 5, 11), "the first closing stays"
    link = c.reg.ting[link_number(nr, TILTAK)]
    assert (link.verdi("tiltaksstatus"), link.verdi("i_bruk")) == ("planlagt", "")
    assert c.frister(date(2026, 6, 1), nr).plan == date(2026, 6, 8), "a new one, a week from the opening"
    assert c.frister(date(2026, 6, 9), nr).forfalt == ("plan",)
    assert c.lacks(date(2026, 6, 2), nr), "the attempt that closed it counts no more"

    c.sets(date(2026, 6, 8), leader("M"), nr, frist_plan="2026-06-08")
    c.in_use(date(2026, 6, 15), nr, TILTAK)
    assert c.lacks(date(2026, 8, 1), nr)
    made = c.attempt(date(2026, 9, 21), nr, date(2026, 9, 20))
    assert (made.nr, made.n, made.brudd, made.utfall) == (2, 10, 0, Forsoksutfall.NADD)
    assert c.closes(date(2026, 9, 21), nr) is Stilling.LUKKET
    assert [one.dag for one in c.avvik(nr).slutter] == [date(2026, 5, 11), date(2026, 9, 21)]
    assert c.month(date(2026, 6, 30)).apne == 1
    assert len(c.story(nr)) == len(set(c.reg.ting[nr].hendelser)), "every event of it is a sentence"


def test_a_run_over_a_wrong_extract_is_withdrawn_only_while_nobody_has_written_in_it() -> None:
    wrong = late("S", date(2026, 1, 5), 5, "feil")
    c = Course(FORST).begun(date(2026, 1, 2))
    c.run(date(2025, 12, 31), date(2026, 1, 5))
    m = c.of("M")
    c.saker = (*FORST, *wrong)
    assert c.run(date(2026, 3, 31), date(2026, 4, 1)).apnes == 1
    s = c.of("S")
    run = c.avvik(s).kjoring
    c.does(date(2026, 4, 2), STAB, KjoringTrukket(kjoring=run, grunn="Uttrekket var fra feil år", dag=date(2026, 4, 2)))
    assert (c.avvik(s).stilling, c.avvik(s).telles) == (Stilling.TRUKKET, False)
    assert c.avvik(m).apen and c.reg.siste is not None and c.reg.siste.per == date(2025, 12, 31)
    c.saker = FORST
    assert c.run(date(2026, 3, 31), date(2026, 4, 3), kjoring="kjøringen om igjen", uttrekk="nytt").apnes == 0
    told = c.month(date(2026, 4, 30))
    assert (told.apne, told.lukket, told.sideutganger) == (1, 0, 0)

    c.saker = (*FORST, *wrong)
    c.run(date(2026, 6, 30), date(2026, 7, 1))
    again = c.of("S")
    assert again not in (s, m), "a number is never used twice"
    c.sets(date(2026, 7, 2), leader("S"), again, hvorfor="Ferie")
    withdrawn = KjoringTrukket(kjoring=c.avvik(again).kjoring, grunn="Feil", dag=date(2026, 7, 3))
    assert c.refuses(date(2026, 7, 3), STAB, withdrawn)


def test_what_readers_find_to_be_no_breach_is_rejected_and_never_counted_as_closed() -> None:
    c = Course(FORST).begun(date(2026, 1, 2))
    c.run(date(2025, 12, 31), date(2026, 1, 5))
    nr = c.of("M")
    rejected = AvvikAvsluttet(nr=nr, stilling=Stilling.AVVIST, grunn="Datoene var ført feil", dag=date(2026, 3, 2))
    assert c.refuses(date(2026, 3, 1), STAB, rejected), "not while one of them is a breach"
    read = [
        Lest(
            id=one.id,
            enhet="M",
            regel="MEL-01",
            kom=one.kom,
            dag=date(2026, 2, 20),
            i_orden=True,
            revisjon="gjennomgang",
            feiltype="registreringsfeil",
        )
        for one in FORST
    ]
    c.saker = (*FORST, *read)
    c.run(date(2026, 2, 28), date(2026, 3, 1), revisjon="gjennomgang")
    assert c.evidence(nr) == {"ikke-brudd": 3}
    assert c.finding(nr).ikke_brudd == 3, "shown with them and without"
    assert c.refuses(date(2026, 3, 2), leader("M"), rejected), "not by the owner"
    c.does(date(2026, 3, 2), STAB, rejected)
    told = c.month(date(2026, 3, 31))
    assert (told.apne, told.lukket, told.sideutganger) == (0, 0, 1)
    c.run(date(2026, 6, 30), date(2026, 7, 1))
    assert c.reg.apne == (), "the extract still says so, and the reader's answer decides"
