"""Courses of a year or more: what is measured, and when it closes. Days and figures are reckoned by hand from the rules
of the register."""

from datetime import date

from bvaudit.model.registeret.avvik import Kilde, Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser import Koblet

from .course import SJEF, STAB, Barn, Course, in_time, late, leader


def test_a_small_unit_with_two_messages_a_year_waits_and_closes_honestly() -> None:
    new = (*in_time("V", date(2026, 3, 2), 1), *in_time("V", date(2026, 11, 2), 1))
    c = Course((*late("V", date(2025, 3, 3), 3), *new)).begun(date(2026, 1, 2))
    assert c.run(date(2025, 12, 31), date(2026, 1, 5)).apnes == 1
    nr = c.of("V")
    assert nr == "AV-2026-0001"
    found = c.avvik(nr)
    assert (found.omfang, found.kilde, found.ting.eier) == (Omfang.SYSTEMSVIKT, Kilde.KJORING, leader("V"))
    assert (c.finding(nr).n, c.finding(nr).brudd) == (3, 3)
    assert c.evidence(nr) == {"gjort-for-sent": 3}, "they were done, and late: settled by the machine"
    assert c.frister(date(2026, 1, 11), nr).plan is None, "nobody has been told"

    c.told(date(2026, 1, 12), nr)
    assert c.frister(date(2026, 1, 12), nr).plan == date(2026, 1, 19)
    assert c.frister(date(2026, 1, 19), nr).forfalt == ()
    assert c.frister(date(2026, 1, 20), nr).forfalt == ("plan",)

    c.plans(date(2026, 1, 22), nr, "TI-2026-0001")
    assert c.frister(date(2026, 1, 22), nr).plan_holdt
    assert c.frister(date(2026, 1, 22), nr).forfalt == ()
    c.in_use(date(2026, 2, 1), nr, "TI-2026-0001")
    assert c.frister(date(2026, 2, 1), nr).lukking == date(2026, 5, 8), (
        "three months of use, and the week the rule gives"
    )

    first = c.attempt(date(2026, 6, 1), nr, date(2026, 5, 31))
    assert (first.mate, first.n, first.brudd, first.utfall) == (Malemate.HENDELSE, 1, 0, Forsoksutfall.VENTER)
    assert first.neste_kontroll == date(2027, 2, 1), "twelve months after the first day of the measurement"
    assert c.frister(date(2026, 12, 31), nr).forfalt == (), "open, and not overdue: it waits for cases"
    assert c.lacks(date(2026, 12, 31), nr)
    c.run(date(2026, 12, 31), date(2027, 1, 4))
    assert c.evidence(nr) == {"gjort-for-sent": 3}

    year = c.attempt(date(2027, 2, 2), nr, date(2027, 2, 1))
    assert (year.n, year.brudd, year.utfall) == (2, 0, Forsoksutfall.FA_OK)
    assert c.lacks(date(2027, 2, 3), nr, leader("V")), "not by the one who owns it"
    assert c.closes(date(2027, 2, 3), nr) is Stilling.LUKKET_FA
    told = c.month(date(2027, 2, 28))
    assert (told.apne, told.lukket, told.lukket_fa, told.sideutganger) == (0, 0, 1, 0)


def test_visits_that_are_counted_over_a_year_are_measured_a_whole_year_after_the_measure() -> None:
    better = [Barn(id=f"b{n:02}", enhet="M", daarlig_til=date(2026, 9, 1)) for n in range(1, 5)]
    moved = Barn(id="b05", enhet="M", daarlig_til=date(2030, 1, 1), slutt=date(2026, 6, 1))
    fine = [Barn(id=f"b{n:02}", enhet="M") for n in range(6, 12)]
    worse = Barn(id="b12", enhet="M", daarlig_fra=date(2026, 12, 1))
    c = Course((*better, moved, *fine, worse)).begun(date(2026, 1, 2))
    c.run(date(2025, 12, 31), date(2026, 1, 5))
    nr = c.of("M", "OMS-01")
    assert c.evidence(nr) == {"fortsatt-brudd": 5}
    assert (c.finding(nr).n, c.finding(nr).brudd) == (12, 5)
    c.told(date(2026, 1, 7), nr)
    c.plans(date(2026, 1, 13), nr, "TI-2026-0001")
    c.in_use(date(2026, 2, 1), nr, "TI-2026-0001")
    assert c.frister(date(2026, 2, 1), nr).lukking == date(2027, 5, 1), "three months of use and the window of a year"

    c.run(date(2026, 6, 30), date(2026, 7, 1))
    assert c.evidence(nr) == {"fortsatt-brudd": 4, "bortfalt": 1}, "the child has moved: settled, and not corrected"
    c.run(date(2026, 9, 30), date(2026, 10, 1))
    assert c.evidence(nr) == {"rettet": 4, "bortfalt": 1}
    c.run(date(2026, 12, 31), date(2027, 1, 4))
    newer = [one for one in c.avvik(nr).bevis if one.objekt_id == "b12"]
    assert [one.for_tiltak for one in newer] == [False], "in breach after the measure was in use: on the case list only"
    assert c.avvik(nr).uavgjort == ()

    assert c.cannot_begin(date(2027, 1, 15), nr, date(2027, 1, 15)), (
        "a day before the window is over shows the old year"
    )
    made = c.attempt(date(2027, 2, 16), nr, date(2027, 2, 15))
    assert (made.mate, made.n, made.brudd, made.utfall) == (Malemate.TILSTAND, 11, 1, Forsoksutfall.NADD)
    assert c.closes(date(2027, 2, 20), nr) is Stilling.LUKKET
    assert c.ending(nr).brukt == ("b12",)
    assert c.run(date(2027, 3, 31), date(2027, 4, 1)).apnes == 0, "the child that was missed is known"


def test_three_units_share_a_measure_and_each_closes_by_its_own_figures() -> None:
    before = [one for enhet in "MVO" for one in late(enhet, date(2025, 3, 3), 3)]
    after = [
        *in_time("M", date(2026, 2, 2), 10),
        *in_time("V", date(2026, 2, 9), 7),
        *late("V", date(2026, 3, 30), 3, "ny"),
        *in_time("V", date(2026, 9, 7), 10),
        *in_time("O", date(2026, 3, 2), 4),
    ]
    c = Course((*before, *after)).begun(date(2026, 1, 2))
    assert c.run(date(2025, 12, 31), date(2026, 1, 5)).apnes == 3
    m, v, o = (c.of(enhet) for enhet in "MVO")
    parent = next(one for one in c.reg.avvik.values() if one.kilde is Kilde.FORELDER)
    assert (parent.ting.eier, parent.bevis, parent.telles) == (STAB, (), False)
    assert {c.avvik(nr).forelder for nr in (m, v, o)} == {parent.nr}
    assert c.month(date(2026, 1, 31)).apne == 3, "the parent is not counted"

    c.told(date(2026, 1, 12), m, v, o)
    for nr in (m, v, o):
        c.plans(date(2026, 1, 15), nr, "TI-2026-0001", eier=STAB)
    for nr, dag in ((m, date(2026, 2, 2)), (v, date(2026, 2, 9)), (o, date(2026, 3, 2))):
        c.in_use(dag, nr, "TI-2026-0001")
    c.does(date(2026, 1, 15), STAB, Koblet(avvik=parent.nr, tiltak="TI-2026-0001", dag=date(2026, 1, 15)))
    c.in_use(date(2026, 3, 2), parent.nr, "TI-2026-0001", STAB)
    per, dag = date(2026, 6, 15), date(2026, 6, 16)
    outcomes = {nr: c.attempt(dag, nr, per) for nr in (m, v, o)}
    assert [(outcomes[nr].n, outcomes[nr].brudd) for nr in (m, v, o)] == [(10, 0), (10, 3), (4, 0)]
    assert outcomes[m].utfall is Forsoksutfall.NADD
    assert outcomes[v].utfall is Forsoksutfall.IKKE_NADD
    assert outcomes[o].utfall is Forsoksutfall.VENTER
    assert c.closes(dag, m) is Stilling.LUKKET
    assert c.lacks(dag, v) and c.lacks(dag, o) and c.lacks(dag, parent.nr, SJEF)

    few = c.attempt(date(2027, 3, 3), o, date(2027, 3, 2))
    assert (few.n, few.utfall) == (4, Forsoksutfall.FA_OK)
    assert c.closes(date(2027, 3, 3), o) is Stilling.LUKKET_FA
    again = c.attempt(date(2027, 3, 3), v, date(2027, 3, 2))
    assert (again.n, again.brudd, again.utfall) == (10, 0, Forsoksutfall.NADD), "only those after the last one counted"
    assert outcomes[v].siste_start == date(2026, 4, 13)
    assert again.fra == date(2026, 4, 14)
    assert c.lacks(date(2027, 3, 3), parent.nr, SJEF), "one child is still open"
    assert c.closes(date(2027, 3, 4), v) is Stilling.LUKKET
    assert c.lacks(date(2027, 3, 5), parent.nr, STAB), "stab owns it"
    assert c.closes(date(2027, 3, 5), parent.nr, SJEF) is Stilling.LUKKET
    told = c.month(date(2027, 3, 31))
    assert (told.apne, told.lukket, told.lukket_fa) == (0, 1, 1)
    assert c.month(date(2026, 6, 30)).lukket == 1
