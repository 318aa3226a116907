"""The curve, reckoned by hand, and its sums on random registers."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Kilde, Slekt, Stilling
from bvaudit.model.registeret.hendelser import FeltSatt, Overfort
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, Gjenapnet, Varslet
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, KjoringTrukket
from bvaudit.model.registeret.kontekst import Kontekst, Manedstall
from bvaudit.register.curve import curve
from tests.register.logs import AV, BEGAN, ENHET, LEDER, STAB, D, context, logged, opened

TWO, THREE, FOUR = "AV-2026-0002", "AV-2026-0003", "AV-2026-0004"


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def ended(nr: str, stilling: Stilling, dag: date) -> tuple[str, AvvikAvsluttet]:
    return STAB, AvvikAvsluttet(nr=nr, stilling=stilling, dag=dag)


def test_half_a_year_reckoned_by_hand(kontekst: Kontekst) -> None:
    events = logged(
        [
            opened(dag=D(1, 15)),
            (STAB, Varslet(nr=AV, dag=D(1, 15))),  # middels: the plan is due four weeks on, 12 February
            opened(TWO, dag=D(1, 20), enhet="E2", eier="barnevernleder@E2"),
            opened(THREE, dag=D(2, 2), slekt=Slekt.KOM_TILBAKE, slekt_til="AV-2025-0001"),
            opened(FOUR, dag=D(2, 3), kilde=Kilde.FORELDER, eier=STAB, enhet=""),
            ended(TWO, Stilling.LUKKET, D(3, 31)),
            ended(THREE, Stilling.AVVIST, D(3, 1)),
            (STAB, Gjenapnet(nr=TWO, grunn="Feil.", dag=D(5, 1))),
            (STAB, Overfort(nr=AV, eier="barnevernleder@E2", enhet="E2", dag=D(5, 2))),
            ended(AV, Stilling.LUKKET_FA, D(6, 30)),
        ]
    )
    rows = curve(events, kontekst, D(6, 30))
    assert [(one.enhet, one.maned.month) for one in rows[:7]] == [*(("", m) for m in range(1, 7)), ("E1", 1)]

    def seen(enhet: str, field: str) -> list[int]:
        return [getattr(one, field) for one in rows if one.enhet == enhet]

    assert seen("", "apne") == [2, 3, 1, 1, 2, 1]
    assert seen("", "nye") == [2, 0, 0, 0, 0, 0]
    assert seen("", "kom_tilbake") == [0, 1, 0, 0, 0, 0]
    assert seen("", "lukket") == [0, 0, 1, 0, 0, 0]
    assert seen("", "lukket_fa") == [0, 0, 0, 0, 0, 1]
    assert seen("", "sideutganger") == [0, 0, 1, 0, 0, 0]
    assert seen("", "gjenapnet") == [0, 0, 0, 0, 1, 0]
    assert seen("", "flyttet") == [0, 0, 0, 0, 0, 0]
    assert seen("E1", "apne") == [1, 2, 1, 1, 0, 0]
    assert seen("E1", "flyttet") == [0, 0, 0, 0, -1, 0]
    assert seen("E2", "apne") == [1, 1, 0, 0, 2, 1]
    assert seen("E2", "flyttet") == [0, 0, 0, 0, 1, 0]
    assert seen("E1", "forfalt") == [0, 1, 1, 1, 0, 0]


def test_a_withdrawn_run_is_counted_by_itself(kontekst: Kontekst) -> None:
    run = KjoringSkrevet(kjoring="k1", dag=date(2025, 12, 31), uttrekk="u", antall_objekter=9)
    events = logged([run, opened(dag=D(1, 15)), (STAB, KjoringTrukket(kjoring="k1", grunn="Feil.", dag=D(2, 1)))])
    january, february = [one for one in curve(events, kontekst, D(2, 15)) if not one.enhet]  # none before the first
    assert (january.apne, january.nye, january.maned) == (1, 1, date(2026, 1, 31))
    assert (february.apne, february.trukket, february.lukket, february.sideutganger) == (0, 1, 0, 0)


def test_what_is_written_afterwards_counts_in_the_month_of_its_day(kontekst: Kontekst) -> None:
    late = replace(logged([ended(AV, Stilling.LUKKET, D(3, 5))], first=2)[0], tid=BEGAN.replace(month=6))
    months = [one for one in curve((*logged([opened(dag=D(1, 2))]), late), kontekst, D(6, 30)) if not one.enhet]
    assert [one.lukket for one in months] == [0, 0, 1, 0, 0, 0]


def test_nothing_is_counted_before_it_was_there(kontekst: Kontekst) -> None:
    events = logged([opened(dag=D(3, 2)), (STAB, Varslet(nr=AV, dag=D(1, 2)))])
    assert [one.maned for one in curve(events, kontekst, D(3, 31)) if not one.enhet] == [date(2026, 3, 31)]


def test_no_events_no_months_and_nothing_after_the_day(kontekst: Kontekst) -> None:
    assert curve((), kontekst, D(6, 30)) == ()
    assert curve(logged([opened(dag=D(7, 1))]), kontekst, D(6, 30)) == ()


@pytest.mark.parametrize("seed", range(8))
def test_the_sums_hold_and_the_units_add_up(kontekst: Kontekst, seed: int) -> None:
    """What is open is last month's and what came, less what went; and the units together are the municipality."""
    rows = curve(logged(_random(Random(seed))), kontekst, D(12, 31))
    for enhet in {one.enhet for one in rows}:
        before = 0
        for one in (row for row in rows if row.enhet == enhet):
            came = one.nye + one.kom_tilbake + one.gjenapnet + one.flyttet
            before += came - one.lukket - one.lukket_fa - one.sideutganger - one.trukket - one.lukket_for
            assert one.apne == before
    for month in {one.maned for one in rows}:
        whole, units = Counter[str](), Counter[str]()
        for one in (row for row in rows if row.maned == month):
            (units if one.enhet else whole).update({name: getattr(one, name) for name in _NUMBERS})
        assert {**whole, "flyttet": 0} == {**units, "flyttet": 0}


_NUMBERS = [name for name in Manedstall.__dataclass_fields__ if name not in ("maned", "enhet")]


def _random(random: Random) -> list[object]:
    events: list[object] = []
    shut: dict[str, bool] = {}
    for at in range(120):
        month, nr = at // 10 + 1, f"AV-2026-{random.randint(1, 30):04d}"
        dag = D(month, random.randint(1, 28))
        if nr not in shut:
            kin = random.choice((Slekt.INGEN, Slekt.KOM_TILBAKE))
            events.append(opened(nr, dag=dag, enhet=random.choice(("E1", "E2")), slekt=kin))
            shut[nr] = False
        elif shut[nr]:
            events.append((STAB, Gjenapnet(nr=nr, grunn="x", dag=dag)))
            shut[nr] = False
        elif random.random() < 0.4:
            endings = (Stilling.LUKKET, Stilling.LUKKET_FA, Stilling.AVVIST, Stilling.LUKKET_FOR)
            events.append(ended(nr, random.choice(endings), dag))
            shut[nr] = True
        elif random.random() < 0.5:
            enhet = random.choice(("E1", "E2"))
            events.append((STAB, Overfort(nr=nr, eier=f"teamleder@{enhet}", enhet=enhet, dag=dag)))
        else:
            events.append((LEDER, FeltSatt(nr=nr, felt="arsak", verdi="kapasitet")))
    return events


def test_the_unit_of_the_rows_is_an_id(kontekst: Kontekst) -> None:
    rows = curve(logged([opened(dag=D(1, 2))]), kontekst, D(1, 31))
    assert {one.enhet for one in rows} == {"", ENHET}
