"""What the content plans: which controls there are in a year, in which months and units, and how they are opened."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from bvaudit.model.plans import Arshjul, Oppgave
from bvaudit.model.registeret.hendelser import Kommentert, TingOpprettet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.ting import Slag, task_number
from bvaudit.register.planned import opened, opening, thing, things, with_planned
from bvaudit.register.planned_tasks import controls, parts, unknown_units
from tests.register.a_year import (
    FRISTLISTE,
    LEDER,
    NORD,
    REVISJON,
    SAMLET,
    SOR,
    STAB,
    VEST,
    begun,
    context,
    dealt,
    task,
    together,
    wheel,
)

DAG = date(2026, 3, 2)
APRIL = date(2026, 4, 1)


def planned(kontekst: Kontekst, ar: int = 2026) -> list[str]:
    """«04 nord 30.04», in order."""
    return [f"{one.maned:%m} {one.enhet or '-'} {one.frist:%d.%m}" for one in controls(kontekst, ar)]


def test_a_control_of_each_month_in_each_unit() -> None:
    every = controls(context(wheel(task())), 2026)
    assert len(every) == 24
    assert [one.nr for one in every[:3]] == [
        "OP-2026-01:fristliste:nord",
        "OP-2026-01:fristliste:sor",
        "OP-2026-02:fristliste:nord",
    ]


@pytest.mark.parametrize(
    ("oppgave", "ar", "ventet"),
    [
        pytest.param(task(FRISTLISTE, 2), 2026, "02 nord 28.02", id="the last day of February"),
        pytest.param(task(FRISTLISTE, 2), 2028, "02 nord 29.02", id="29 February in a leap year"),
        pytest.param(task(FRISTLISTE, 2, dag=29), 2026, "02 nord 28.02", id="day 29 in a year that has none"),
        pytest.param(task(FRISTLISTE, 4, dag=31), 2026, "04 nord 30.04", id="day 31 in a month of 30"),
        pytest.param(task(FRISTLISTE, 4, dag=10), 2026, "04 nord 10.04", id="an earlier day"),
        pytest.param(together(2), 2026, "02 - 28.02", id="once for the municipality"),
        pytest.param(task(FRISTLISTE, 4, for_enheter=(SOR,)), 2026, "04 sor 30.04", id="a unit by its id"),
        pytest.param(task(FRISTLISTE, 4, for_enheter=("Barnevern Sør",)), 2026, "04 sor 30.04", id="… and by its name"),
    ],
)
def test_one_control(oppgave: Oppgave, ar: int, ventet: str) -> None:
    units = (NORD, SOR) if oppgave.for_enheter else (NORD,)
    assert planned(context(wheel(oppgave), enheter=units), ar) == [ventet]


def test_a_unit_nobody_knows_is_told_and_not_guessed() -> None:
    kontekst = context(wheel(task(FRISTLISTE, 4, for_enheter=(NORD, "Barnevern øst"))))
    assert planned(kontekst) == ["04 nord 30.04"]
    assert unknown_units(kontekst) == ((FRISTLISTE, "Barnevern øst"),)


def test_without_units_the_municipality_is_one() -> None:
    kontekst = context(wheel(task(FRISTLISTE, 4, 5), dealt(9, 10)), enheter=())
    assert [one.nr for one in controls(kontekst, 2026)] == [
        "OP-2026-04:fristliste",
        "OP-2026-05:fristliste",
        "OP-2026-09:internrevisjon",
    ]


# Dealt over the months

FIVE = ("a", "b", "c", "d", "e")


def months(kontekst: Kontekst, ar: int = 2026) -> dict[str, int]:
    return {one.enhet: one.maned.month for one in controls(kontekst, ar) if one.oppgave.id == REVISJON}


def test_dealt_units_are_spread_over_the_months_in_order() -> None:
    kontekst = context(wheel(dealt(4, 5, 9, 10)), enheter=FIVE)
    assert months(kontekst) == {"a": 4, "e": 4, "b": 5, "c": 9, "d": 10}


def test_a_new_unit_moves_nobody() -> None:
    before = months(context(wheel(dealt(4, 5, 9, 10)), enheter=FIVE))
    later = context(wheel(dealt(4, 5, 9, 10)), enheter=(*FIVE, "f"))
    first_by_name = context(wheel(dealt(4, 5, 9, 10)), enheter=("aa", *FIVE), begynt={"aa": date(2026, 6, 1)})
    assert months(later) == {**before, "f": 5}
    assert months(first_by_name) == {**before, "aa": 10}  # May is over when it begins


def test_one_that_begins_after_the_last_month_is_not_dealt_this_year() -> None:
    kontekst = context(wheel(dealt(4, 9)), begynt={SOR: date(2026, 10, 1)})
    assert months(kontekst) == {NORD: 4}
    assert months(kontekst, 2027) == {NORD: 4, SOR: 9}


@pytest.mark.parametrize(
    ("siste", "ventet"),
    [
        pytest.param(date(2026, 4, 30), {NORD: 4, SOR: 9}, id="it did its own on its last day"),
        pytest.param(date(2026, 4, 29), {SOR: 9}, id="the successor has one of its own, and that is enough"),
        pytest.param(date(2025, 12, 31), {SOR: 4}, id="gone before the year: not dealt"),
    ],
)
def test_dealt_when_a_unit_ceases(siste: date, ventet: dict[str, int]) -> None:
    kontekst = context(wheel(dealt(4, 9)), opphort={NORD: siste}, etterfolgere={NORD: SOR})
    assert months(kontekst) == ventet


def test_a_successor_that_begins_too_late_for_its_own_takes_over() -> None:
    kontekst = context(
        wheel(dealt(4, 9)),
        enheter=("aa", NORD, SOR),
        opphort={NORD: date(2026, 9, 9)},
        etterfolgere={NORD: SOR},
        begynt={SOR: date(2026, 9, 10)},
    )
    assert months(kontekst) == {"aa": 4, SOR: 9}


@pytest.mark.parametrize("seed", range(30))
def test_dealt_once_a_year_in_each_unit_and_evenly(seed: int) -> None:
    random = Random(f"delt|{seed}")
    units = tuple(f"u{at:02}" for at in range(random.randint(1, 15)))
    chosen = tuple(sorted(random.sample(range(1, 13), random.randint(1, 6))))
    kontekst = context(wheel(dealt(*chosen)), enheter=units)
    found = controls(kontekst, 2026)
    assert sorted(one.enhet for one in found) == sorted(units)
    per_month = [sum(one.maned.month == month for one in found) for month in chosen]
    assert max(per_month) - min(per_month) <= 1
    more = months(context(wheel(dealt(*chosen)), enheter=(*units, "ny")))
    assert {unit: month for unit, month in more.items() if unit != "ny"} == months(kontekst)


# Units that begin, cease and take over


@pytest.mark.parametrize(
    ("values", "april", "mai"),
    [
        pytest.param({"begynt": {SOR: date(2026, 4, 30)}}, [NORD, SOR], [NORD, SOR], id="begun on the deadline"),
        pytest.param({"begynt": {SOR: date(2026, 5, 1)}}, [NORD], [NORD, SOR], id="begun the day after"),
        pytest.param({"opphort": {SOR: date(2026, 4, 30)}}, [NORD, SOR], [NORD], id="ceased on the deadline"),
        pytest.param({"opphort": {SOR: date(2026, 4, 29)}}, [NORD], [NORD], id="ceased the day before, for nobody"),
        pytest.param(
            {"opphort": {SOR: date(2026, 4, 19)}, "etterfolgere": {SOR: NORD}},
            [NORD],
            [NORD],
            id="merged mid-month: the successor has it once",
        ),
        pytest.param(
            {
                "opphort": {SOR: date(2026, 4, 19)},
                "etterfolgere": {SOR: VEST},
                "begynt": {VEST: date(2026, 4, 20)},
            },
            [NORD, VEST],
            [NORD, VEST],
            id="a new successor",
        ),
        pytest.param(
            {
                "opphort": {SOR: date(2026, 4, 19)},
                "etterfolgere": {SOR: VEST},
                "begynt": {VEST: date(2026, 6, 1)},
            },
            [NORD, VEST],
            [NORD],
            id="a successor that begins later has the month there was somebody in, and no other",
        ),
    ],
)
def test_units_over_time(values: dict[str, object], april: list[str], mai: list[str]) -> None:
    units = (NORD, SOR, VEST) if VEST in str(values) else (NORD, SOR)
    found = controls(context(wheel(task()), enheter=units, **values), 2026)
    assert [one.enhet for one in found if one.maned.month == 4] == april
    assert [one.enhet for one in found if one.maned.month == 5] == mai


def test_through_two_successors_and_never_round() -> None:
    gone = {NORD: date(2026, 1, 10), SOR: date(2026, 2, 10)}
    kontekst = context(wheel(task(FRISTLISTE, 3)), enheter=(NORD, SOR, VEST), opphort=gone)
    assert planned(replace(kontekst, etterfolgere={NORD: SOR, SOR: VEST})) == ["03 vest 31.03"]
    assert planned(replace(kontekst, etterfolgere={NORD: SOR, SOR: NORD})) == ["03 vest 31.03"]


# The årshjul that counts

SHIPPED = wheel(task("fra-programmet", 4), egen=False)


@pytest.mark.parametrize(
    ("hjul", "ventet"),
    [
        pytest.param((SHIPPED,), {"fra-programmet": [4]}, id="the shipped one alone"),
        pytest.param((SHIPPED, wheel(task("eget", 5))), {"eget": [5]}, id="an own one in its place"),
        pytest.param(
            (wheel(task("eget", 5)), wheel(task("fosterhjem", 6), id_="to", fra=date(2026, 1, 1))),
            {"eget": [5], "fosterhjem": [6]},
            id="two own with nothing in common, side by side",
        ),
        pytest.param(
            (
                wheel(task("eget", 2, 11), task("gammel", 3, 12)),
                wheel(task("eget", 2, 10), id_="to", fra=date(2026, 6, 1)),
            ),
            {"eget": [2, 10], "gammel": [3]},
            id="the next of it from its first day",
        ),
        pytest.param(
            (wheel(task("eget", 5)), wheel(task("eget", 5, 6), id_="to")), {"eget": [5, 6]}, id="the same twice: once"
        ),
        pytest.param((wheel(task("eget", 5, 6, 7), fra=date(2026, 6, 30)),), {"eget": [6, 7]}, id="begun in the year"),
        pytest.param(
            (SHIPPED, wheel(task("eget", 2, 5, 7), fra=date(2026, 5, 1))),
            {"fra-programmet": [4], "eget": [5, 7]},
            id="the shipped one until an own one begins",
        ),
        pytest.param(
            (wheel(task("eget", 5, 6, 7, gjelder_fra=date(2026, 6, 1), gjelder_til_og_med=date(2026, 6, 30))),),
            {"eget": [6]},
            id="a task that came and went",
        ),
    ],
)
def test_the_year_that_counts(hjul: tuple[Arshjul, ...], ventet: dict[str, list[int]]) -> None:
    found: dict[str, list[int]] = {}
    for one in controls(context(*hjul, enheter=(NORD,)), 2026):
        found.setdefault(one.oppgave.id, []).append(one.maned.month)
    assert found == ventet


def test_dealt_goes_on_when_the_next_årshjul_begins_mid_year() -> None:
    """Nobody is dealt anew, and those who had not had theirs have it."""
    thirds = (wheel(dealt(4, 9, 10)), wheel(dealt(4, 9, 10), id_="to", fra=date(2026, 6, 1)))
    assert months(context(*thirds, enheter=FIVE)) == {"a": 4, "d": 4, "b": 9, "e": 9, "c": 10}
    both = (wheel(dealt(4, 5, 9, 10)), wheel(dealt(4, 5, 9, 10), id_="to", fra=date(2026, 6, 1)))
    assert months(context(*both, enheter=FIVE)) == months(context(both[0], enheter=FIVE))
    alone = months(context(both[1], enheter=FIVE))
    assert alone == {"a": 9, "b": 10, "c": 9, "d": 10, "e": 9}


# How they are opened


def test_numbers_are_read_back() -> None:
    assert parts(task_number(APRIL, REVISJON, NORD)) == (APRIL, REVISJON, NORD)
    assert parts(task_number(APRIL, SAMLET, "")) == (APRIL, SAMLET, "")
    for wrong in ("AV-2026-0001", "OP-2026-13:a", "OP-2026-4:a", "OP-2026-04", "OP-2026-04:", "OP-2026-04:a:b:c", ""):
        found = parts(wrong)
        assert found is None or found[2] == "b:c"


def test_every_planned_thing_is_found_by_its_number_and_can_be_opened() -> None:
    life = begun(context(wheel(task(), dealt(4, 9), together(1, 2))))
    every = things(life.kontekst, 2026)
    assert len(every) == len({one.nr for one in every}) == 24 + 2 + 2
    for one in every:
        assert thing(life.kontekst, one.nr) == one
        assert life.asked(STAB, opening(life.kontekst, one.nr, STAB, DAG), DAG) == ()
    assert things(life.kontekst, None) == ()


@pytest.mark.parametrize(
    ("oppgave", "ventet"),
    [
        pytest.param(task(FRISTLISTE, 4), "teamleder@nord", id="a role at the unit"),
        pytest.param(task(FRISTLISTE, 4, rolle="stab"), "stab", id="a role of the whole municipality"),
        pytest.param(task(FRISTLISTE, 4, rolle=""), "", id="no role"),
        pytest.param(task(FRISTLISTE, 4, rolle="sjef"), "", id="one nobody has"),
        pytest.param(together(4, rolle="teamleder"), "", id="a role of a unit, where there is none"),
    ],
)
def test_who_owns_it(oppgave: Oppgave, ventet: str) -> None:
    assert things(context(wheel(oppgave), enheter=(NORD,)), 2026)[0].eier == ventet


def test_it_is_opened_by_the_first_event_about_it_and_once() -> None:
    life = begun(context(wheel(task())))
    nr = task_number(APRIL, FRISTLISTE, NORD)
    said = [Ny(hvem=LEDER, hendelse=Kommentert(nr=nr, tekst=tekst)) for tekst in ("Vi begynner.", "Ferdig.")]
    events = opened(life.reg, life.kontekst, said, DAG)
    assert [type(one.hendelse) for one in events] == [TingOpprettet, Kommentert, Kommentert]
    for one in events:
        life.do(one.hvem, one.hendelse, DAG)
    assert opened(life.reg, life.kontekst, said, DAG) == tuple(said)
    ting = life.reg.ting[nr]
    assert (ting.slag, ting.enhet, ting.eier, ting.tittel) == (
        Slag.OPPGAVE,
        NORD,
        "teamleder@nord",
        "Kontroll fristliste",
    )
    assert ting.verdi("siste_dag") == "2026-04-30"


def test_what_nobody_has_written_of_is_there_and_the_register_is_as_it_was() -> None:
    life = begun(context(wheel(task())))
    nr = task_number(APRIL, FRISTLISTE, NORD)
    found = with_planned(life.reg, life.kontekst, [nr, "AV-2026-0001"])
    assert found.ting[nr].hendelser == () and nr not in life.reg.ting
    assert len(with_planned(life.reg, life.kontekst, 2026).ting) == 24


def test_nothing_is_planned_twice_whatever_units_and_months() -> None:
    """No number twice, no unit twice in a month, every deadline in its month, every unit there on its last day or
    having taken over."""
    for seed in range(200):
        random = Random(f"plan|{seed}")
        kontekst = any_world(random)
        for ar in (2025, 2026, 2027):
            found = controls(kontekst, ar)
            assert len({one.nr for one in found}) == len(found)
            for one in found:
                assert (one.frist.year, one.frist.month) == (one.maned.year, one.maned.month)
                gone = kontekst.opphort.get(one.enhet)
                assert gone is None or gone >= one.frist, (seed, one.nr)
                came = kontekst.begynt.get(one.enhet, date.min)
                assert came <= one.frist or one.fra, (seed, one.nr)
                assert thing(kontekst, one.nr) is not None
            told = [(one.oppgave.id, one.enhet) for one in found if one.oppgave.id == REVISJON]
            assert len(told) == len(set(told))


def any_world(random: Random) -> Kontekst:
    units = tuple(f"u{at}" for at in range(random.randint(0, 6)))
    day = lambda: date(2025, 1, 1) + timedelta(days=random.randrange(1095))  # noqa: E731
    begynt = {unit: day() for unit in units if random.random() < 0.3}
    opphort = {unit: begynt.get(unit, date(2025, 1, 1)) + timedelta(days=random.randrange(700)) for unit in units[:3]}
    opphort = {unit: dag for unit, dag in opphort.items() if random.random() < 0.6}
    etterfolgere = {unit: random.choice(units) for unit in opphort if random.random() < 0.8}
    etterfolgere = {unit: to for unit, to in etterfolgere.items() if unit != to}
    some = lambda: tuple(sorted(random.sample(range(1, 13), random.randint(1, 12))))  # noqa: E731
    own = tuple(random.sample(units, min(len(units), 2))) if random.random() < 0.3 else ()
    first = wheel(
        task(FRISTLISTE, *some(), dag=random.randint(1, 31), for_enheter=own), dealt(*some()), together(*some())
    )
    second = wheel(task(FRISTLISTE, *some()), dealt(*some()), id_="to", fra=day())
    hjul = (first, second) if random.random() < 0.5 else (first,)
    return context(*hjul, enheter=units, begynt=begynt, opphort=opphort, etterfolgere=etterfolgere)


def test_dealt_otherwise_from_mid_year_leaves_nobody_out() -> None:
    """The årshjul from June has other months: who had theirs in spring is not dealt again, and all the others are."""
    both = (wheel(dealt(4, 11)), wheel(dealt(2, 10), id_="to", fra=date(2026, 6, 1)))
    assert months(context(*both, enheter=FIVE)) == {"a": 4, "c": 4, "e": 4, "b": 10, "d": 10}
