"""How far the controls of a year have come: reckoned by hand, and for any world and any log."""

from datetime import date, timedelta
from random import Random

import pytest

from bvaudit.model.registeret.avvik import Kilde
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert, Overfort
from bvaudit.model.registeret.kjoring import Kjoringsfakta
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Ny
from bvaudit.model.registeret.planlagt import Arstall, Oppgavestand
from bvaudit.register.draft import Draft
from bvaudit.register.guards import allowed
from bvaudit.register.handover import hand_over
from bvaudit.register.planned import opened
from bvaudit.register.units import Units
from bvaudit.register.year import counts, missed, year
from tests.register.a_year import (
    FRISTLISTE,
    LEDER,
    NORD,
    SOR,
    STAB,
    VEST,
    begun,
    context,
    dealt,
    done,
    otherwise,
    task,
    together,
    wheel,
    written,
)
from tests.register.logs import Life
from tests.register.logs import opened as an_avvik
from tests.register.test_planned import any_world

APRIL, MAI = "OP-2026-04:fristliste:nord", "OP-2026-05:fristliste:nord"
DAG = date(2026, 5, 6)
WORLD = context(wheel(task(FRISTLISTE, 4, 5)), enheter=(NORD,))


def stands(life: Life, dag: date = DAG, ar: int = 2026) -> dict[str, Oppgavestand]:
    return {one.nr: one for one in year(life.reg, life.kontekst, ar, dag)}


def five(planlagt: int, utfort: int = 0, ikke_utfort: int = 0, ikke_aktuelt: int = 0) -> Arstall:
    left = planlagt - utfort - ikke_utfort - ikke_aktuelt
    return Arstall(
        planlagt=planlagt, utfort=utfort, ikke_utfort=ikke_utfort, ikke_aktuelt=ikke_aktuelt, uten_status=left
    )


def test_nobody_has_written_anything() -> None:
    april, mai = year(begun(WORLD).reg, WORLD, 2026, DAG)
    assert (april.status, april.forfalt, april.frist) == ("ikke-startet", True, date(2026, 4, 30))
    assert (mai.forfalt, mai.eier, mai.hvem, mai.satt) == (False, "teamleder@nord", "", None)
    assert missed((april, mai)) == (april,)


def test_forfalt_is_the_day_after_the_deadline_and_not_on_it() -> None:
    life = begun(WORLD)
    assert not stands(life, date(2026, 4, 30))[APRIL].forfalt
    assert stands(life, date(2026, 5, 1))[APRIL].forfalt


@pytest.mark.parametrize(
    ("felt", "forfalt", "savnet", "tall"),
    [
        pytest.param({"status": "pagar"}, True, True, five(2), id="begun is not done"),
        pytest.param({"utfort": "2026-04-29"}, True, True, five(2), id="a day alone is not done"),
        pytest.param({"utfort": "2026-04-29", "status": "utfort"}, False, False, five(2, 1), id="done"),
        pytest.param({"utfort": "2026-05-06", "status": "utfort"}, False, False, five(2, 1), id="late is done"),
        pytest.param({"grunn": "x", "status": "ikke-utfort"}, True, True, five(2, 0, 1), id="said not to be done"),
        pytest.param({"grunn": "x", "status": "ikke-aktuelt"}, False, False, five(2, 0, 0, 1), id="of no use here"),
        pytest.param({"frist": "2026-05-20"}, False, False, five(2), id="moved"),
        pytest.param({"belegg": "Arkivet"}, True, True, five(2), id="evidence alone is not done"),
    ],
)
def test_what_was_written(felt: dict[str, str], forfalt: bool, savnet: bool, tall: Arstall) -> None:
    life = written(begun(WORLD), APRIL, DAG, **felt)
    found = stands(life)
    assert found[APRIL].forfalt is forfalt
    assert (found[APRIL] in missed(tuple(found.values()))) is savnet
    assert counts(found.values()) == tall


def test_a_day_and_a_reason_are_told_with_the_status_they_belong_to() -> None:
    life = done(begun(WORLD), APRIL, date(2026, 4, 29))
    assert stands(life)[APRIL].utfort == date(2026, 4, 29)
    written(life, APRIL, DAG, grunn="Det var mars.", status="ikke-utfort")
    assert (stands(life)[APRIL].utfort, stands(life)[APRIL].grunn) == (None, "Det var mars.")


def test_who_said_it_and_when() -> None:
    stand = stands(written(begun(WORLD), APRIL, DAG, hvem=LEDER, status="pagar"))[APRIL]
    assert stand.hvem == LEDER and stand.satt is not None and stand.satt.date() == DAG


def test_the_deadline_of_the_year_is_told_beside_the_one_that_was_set() -> None:
    stand = stands(written(begun(WORLD), APRIL, DAG, frist="2026-05-20"))[APRIL]
    assert (stand.frist, stand.planlagt, stand.flyttet) == (date(2026, 5, 20), date(2026, 4, 30), True)


# New Year


def test_december_done_in_january_belongs_to_december() -> None:
    life = begun(context(wheel(task(FRISTLISTE, 12)), enheter=(NORD,)))
    nr = "OP-2026-12:fristliste:nord"
    assert stands(life, date(2027, 1, 5))[nr].forfalt
    done(life, nr, date(2027, 1, 6))
    assert counts(year(life.reg, life.kontekst, 2026, date(2027, 1, 7))) == five(1, 1)
    assert counts(year(life.reg, life.kontekst, 2027, date(2027, 1, 7))) == five(1)


# Units


def test_one_that_was_done_before_the_unit_ceased_is_its_own() -> None:
    """Nord did its April and ceased: sør has its own April, and nothing of nord's."""
    life = done(begun(context(wheel(task(FRISTLISTE, 4)))), APRIL, date(2026, 4, 10))
    later = otherwise(life, opphort={NORD: date(2026, 4, 19)}, etterfolgere={NORD: SOR})
    found = stands(later)
    assert {nr: (one.status, one.teller) for nr, one in found.items()} == {
        APRIL: ("utfort", True),
        "OP-2026-04:fristliste:sor": ("ikke-startet", True),
    }


def test_one_that_was_only_begun_is_the_successors_once() -> None:
    life = written(begun(context(wheel(task(FRISTLISTE, 4)))), APRIL, date(2026, 4, 10), status="pagar")
    later = otherwise(life, opphort={NORD: date(2026, 4, 19)}, etterfolgere={NORD: SOR})
    found = stands(later)
    assert (found[APRIL].merknad, found[APRIL].forfalt, found[APRIL].teller) == ("overtatt", False, False)
    assert counts(found.values()) == five(1)


def test_one_that_is_of_one_unit_alone_and_done_is_not_asked_of_its_successor() -> None:
    world = context(wheel(task(FRISTLISTE, 4, 5, for_enheter=(NORD,))))
    ceased = {"opphort": {NORD: date(2026, 4, 19)}, "etterfolgere": {NORD: SOR}}
    assert list(stands(otherwise(begun(world), **ceased))) == ["OP-2026-04:fristliste:sor", "OP-2026-05:fristliste:sor"]
    after = otherwise(done(begun(world), APRIL, date(2026, 4, 10)), **ceased)
    assert list(stands(after)) == [APRIL, "OP-2026-05:fristliste:sor"]


def test_of_two_that_ceased_and_one_that_had_done_its_own_the_successor_still_has_one() -> None:
    world = context(wheel(task(FRISTLISTE, 4, for_enheter=(NORD, VEST))), enheter=(NORD, SOR, VEST))
    ceased = dict.fromkeys((NORD, VEST), date(2026, 4, 19))
    life = done(begun(world), APRIL, date(2026, 4, 10))
    found = stands(otherwise(life, opphort=ceased, etterfolgere=dict.fromkeys(ceased, SOR)))
    assert sorted(found) == [APRIL, "OP-2026-04:fristliste:sor"]


def test_what_is_handed_over_or_moved_is_with_its_new_unit() -> None:
    life = written(begun(context(wheel(task(FRISTLISTE, 4)))), APRIL, DAG, status="pagar")
    life.do(STAB, Overfort(nr=APRIL, eier="teamleder@sor", enhet=SOR, grunn="Ny fordeling.", dag=DAG), DAG)
    stand = stands(life)[APRIL]
    assert (stand.enhet, stand.eier) == (SOR, "teamleder@sor")


def test_a_run_hands_over_what_is_not_ended_and_leaves_what_was_done() -> None:
    life = done(begun(context(wheel(task(FRISTLISTE, 3, 4, 5)))), "OP-2026-03:fristliste:nord", date(2026, 3, 10))
    written(life, APRIL, DAG, grunn="Ingen tid.", status="ikke-utfort")
    written(life, MAI, DAG, status="pagar")
    later = otherwise(life, opphort={NORD: date(2026, 5, 19)}, etterfolgere={NORD: SOR})
    units = Units(ceased=frozenset({NORD}), successors={NORD: SOR})
    fakta = Kjoringsfakta(kjoring="k1", per=DAG, uttrekk="u1", nokkel="n1", hel=True)
    draft = Draft(reg=later.reg, fakta=fakta, kontekst=later.kontekst, dag=date(2026, 6, 1), units=units)
    moved = [event.om[0] for event in hand_over(draft)]
    assert moved == [MAI]


# The årshjul changes


def test_a_task_taken_out_after_somebody_wrote_of_it_is_still_told() -> None:
    life = done(begun(WORLD), APRIL, date(2026, 4, 29))
    written(life, MAI, DAG, status="pagar")
    later = otherwise(life, arshjul=(wheel(task("en-annen", 9)),))
    found = stands(later)
    assert [(one.merknad, one.tittel, one.teller) for one in found.values()] == [
        ("ute-av-arshjulet", "Kontroll fristliste", True),
        ("ute-av-arshjulet", "Kontroll fristliste", False),
        ("", "Kontroll en-annen", True),
    ]
    assert counts(found.values()) == five(2, 1)
    assert not any(one.forfalt for one in found.values())
    assert later.asked(LEDER, FeltSatt(nr=MAI, felt="status", verdi=""), DAG) == ()  # what is opened can be written in
    again = otherwise(later, arshjul=WORLD.arshjul)
    assert stands(again) == stands(life)


def test_one_that_is_said_not_done_stays_missed_when_it_is_taken_out() -> None:
    life = written(begun(WORLD), APRIL, DAG, grunn="Ingen tid.", status="ikke-utfort")
    later = otherwise(life, arshjul=(wheel(task("en-annen", 9)),))
    assert [one.nr for one in missed(year(later.reg, later.kontekst, 2026, DAG))] == [APRIL]


def test_dealt_stays_in_the_month_it_was_written_in() -> None:
    """Nord's one control was done in April; dealt anew it would come in September."""
    first = done(begun(context(wheel(dealt(4, 9)))), "OP-2026-04:internrevisjon:nord", date(2026, 4, 10))
    later = otherwise(first, arshjul=(wheel(dealt(4, 9, for_enheter=(SOR, NORD))),))
    found = stands(later)
    assert sorted(found) == ["OP-2026-04:internrevisjon:nord", "OP-2026-04:internrevisjon:sor"]
    assert counts(found.values()) == five(2, 1)


def test_a_monthly_task_that_becomes_dealt_is_not_done_by_an_earlier_month() -> None:
    first = done(
        begun(context(wheel(task("internrevisjon", 1, 9)))), "OP-2026-01:internrevisjon:nord", date(2026, 1, 9)
    )
    later = otherwise(first, arshjul=(wheel(dealt(4, 9)),))
    assert "OP-2026-04:internrevisjon:nord" in stands(later)


# Before the register


@pytest.mark.parametrize("egen", [False, True])
def test_nothing_was_missed_before_the_register_began(egen: bool) -> None:
    shipped = context(wheel(task(FRISTLISTE, 4, 5), egen=egen), enheter=(NORD,))
    fresh = Life(shipped)
    assert not any(one.forfalt for one in year(fresh.reg, shipped, 2026, date(2026, 12, 1)))
    life = begun(shipped, date(2026, 5, 1))
    found = stands(life, date(2026, 12, 1))
    assert (found[APRIL].merknad, found[APRIL].forfalt, found[MAI].forfalt) == ("for-registeret", False, True)
    assert counts(found.values()) == five(1)
    done(life, APRIL, date(2026, 4, 29), date(2026, 6, 1))
    assert counts(year(life.reg, shipped, 2026, DAG)) == five(2, 1)


# The avvik of it


def test_the_open_avvik_somebody_has_made_of_it() -> None:
    life = written(begun(WORLD), APRIL, DAG, grunn="Ingen tid.", status="ikke-utfort")
    made = an_avvik(regel="", variant="", enhet=NORD, kilde=Kilde.INTERNKONTROLL, punkt=APRIL, kjoring="", dag=DAG)
    life.force(STAB, made, DAG)
    assert (stands(life)[APRIL].avvik, stands(life)[MAI].avvik) == (made.nr, "")


def test_counts_of_one_unit_and_of_all() -> None:
    life = done(begun(context(wheel(task(FRISTLISTE, 4, 5), together(4)))), APRIL, date(2026, 4, 29))
    every = year(life.reg, life.kontekst, 2026, DAG)
    assert counts(every) == five(5, 1)
    assert (counts(every, NORD), counts(every, SOR), counts(every, VEST)) == (five(2, 1), five(2), five(0))


# Any world, any log


def some_events(random: Random, kontekst: Kontekst) -> Life:
    life = begun(kontekst, date(2025, 1, 1))
    numbers = [one.nr for ar in (2025, 2026) for one in year(life.reg, kontekst, ar, date(2026, 12, 31))]
    dag = date(2025, 2, 1)
    for nr in random.choices(numbers, k=40) if numbers else ():
        dag += timedelta(days=random.randrange(15))
        for event in any_written(random, nr, dag):
            for ny in opened(life.reg, kontekst, [Ny(hvem=STAB, hendelse=event)], dag):
                if not allowed(life.reg, ny, kontekst, dag):
                    life.force(ny.hvem, ny.hendelse, dag)
    return life


def any_written(random: Random, nr: str, dag: date) -> list[FeltSatt | Kommentert]:
    day = (dag - timedelta(days=random.randrange(60))).isoformat()
    return random.choice(
        (
            [FeltSatt(nr=nr, felt="utfort", verdi=day), FeltSatt(nr=nr, felt="status", verdi="utfort")],
            [FeltSatt(nr=nr, felt="grunn", tekst="x"), FeltSatt(nr=nr, felt="status", verdi="ikke-aktuelt")],
            [FeltSatt(nr=nr, felt="grunn", tekst="x"), FeltSatt(nr=nr, felt="status", verdi="ikke-utfort")],
            [FeltSatt(nr=nr, felt="status", verdi="utfort")],
            [FeltSatt(nr=nr, felt="status", verdi="pagar")],
            [FeltSatt(nr=nr, felt="frist", verdi=day)],
            [Kommentert(nr=nr, tekst="x")],
        )
    )


@pytest.mark.parametrize("seed", range(15))
def test_in_any_world_and_after_anything_is_written(seed: int) -> None:
    """No number twice; the counts add up, and the units' with what is of none are the whole; nothing but «forfalt»
    changes as time goes by, and that only from not to so; nothing written is lost, and none is done without its day."""
    random = Random(f"aret|{seed}")
    kontekst = any_world(random)
    life = some_events(random, kontekst)
    changed = otherwise(life, arshjul=any_world(Random(f"nytt|{seed}")).arshjul)
    for here in (life, changed):
        for ar in (2025, 2026):
            early, late = (year(here.reg, here.kontekst, ar, dag) for dag in (date(2025, 6, 1), date(2027, 6, 1)))
            assert len({one.nr for one in late}) == len(late)
            total = counts(late)
            assert total.planlagt == total.utfort + total.ikke_utfort + total.ikke_aktuelt + total.uten_status
            units = {one.enhet for one in late} - {""}
            parts = [counts(late, unit) for unit in units] + [counts([one for one in late if not one.enhet])]
            assert total.planlagt == sum(one.planlagt for one in parts)
            assert total.utfort == sum(one.utfort for one in parts)
            for before, after in zip(early, late, strict=True):
                assert not before.forfalt or after.forfalt
                assert _timeless(before) == _timeless(after)
            assert {one.nr for one in late} >= {nr for nr in here.reg.ting if nr.startswith(f"OP-{ar}")}
            assert all(one.utfort is not None for one in late if one.status == "utfort")
            assert all(one.grunn for one in late if one.status in ("ikke-utfort", "ikke-aktuelt"))
            assert not any(one.forfalt for one in late if one.status in ("utfort", "ikke-aktuelt"))


def _timeless(stand: Oppgavestand) -> tuple[object, ...]:
    return (stand.nr, stand.status, stand.enhet, stand.frist, stand.utfort, stand.merknad, stand.teller, stand.eier)


def test_the_program_writes_nothing_of_a_control() -> None:
    life = begun(WORLD)
    for event in (FeltSatt(nr=APRIL, felt="status", verdi="pagar"), Kommentert(nr=APRIL, tekst="x")):
        new = opened(life.reg, WORLD, [Ny(hvem=MASKINEN, hendelse=event)], DAG)
        assert allowed(life.reg, new[0], WORLD, DAG)


def test_an_own_årshjul_begun_mid_year_hides_nothing_that_was_missed_before() -> None:
    shipped = wheel(task(FRISTLISTE, 3, 4, 8), egen=False)
    own = wheel(task("eget", 4, 8), fra=date(2026, 7, 1))
    life = done(begun(context(shipped, enheter=(NORD,)), date(2026, 3, 31)), APRIL, date(2026, 4, 9))
    told = {"arshjul": (own,), "arshjul_for": (shipped,)}  # it stands in the place of the shipped one
    here = otherwise(life, **told)
    found = [
        (one.nr[3:].rpartition(":")[0], one.forfalt) for one in year(here.reg, here.kontekst, 2026, date(2026, 9, 1))
    ]
    assert found == [("2026-03:fristliste", True), ("2026-04:fristliste", False), ("2026-08:eget", True)]
    assert counts(year(here.reg, here.kontekst, 2026, DAG)) == five(3, 1)
    later = otherwise(begun(life.kontekst, date(2026, 5, 1)), **told)
    assert [one.maned.month for one in year(later.reg, later.kontekst, 2026, DAG)] == [8]  # the others: before it
    nobody = Life(later.kontekst)
    assert [one.maned.month for one in year(nobody.reg, nobody.kontekst, 2026, DAG)] == [8]
