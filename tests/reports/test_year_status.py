"""The status of the year on a screen: never more than a screen of lines, every unit, and nothing cut without a word."""

from datetime import date

import pytest

from bvaudit.register.year import year
from bvaudit.reports.year_facts import YearFacts, YearWish
from bvaudit.reports.year_status import LONGEST, YearView, year_view
from tests.register.a_year import begun, context, done, otherwise, task, together, wheel, written
from tests.register.logs import Life

DAG = date(2026, 6, 9)
NR = "OP-2026-05:kontroll-0:e0"


def life(units: int, tasks: int) -> Life:
    every = [task(f"kontroll-{at}") for at in range(tasks)]
    names = tuple(f"e{at}" for at in range(units))
    return begun(context(wheel(*every, together(3), fra=date(2026, 1, 1)), enheter=names))


def shown(here: Life, dag: date = DAG, **wish: object) -> YearView:
    stands = tuple(one for ar in (2025, 2026) for one in year(here.reg, here.kontekst, ar, dag))
    facts = YearFacts(kommune="Sjøvik", reg=here.reg, kontekst=here.kontekst, dag=dag, stands=stands)
    return year_view(facts, YearWish(**{"ar": 2026, "maned": date(2026, 6, 1), **wish}))


def lines(view: YearView) -> int:
    parts = sum(1 + len(part.linjer) + bool(part.flere) for part in view.deler)
    return 1 + len(view.om) + 2 + len(view.enheter) + parts + 1  # the title, the head with its rule, and «Neste»


@pytest.mark.parametrize("tasks", [1, 4, 20])
@pytest.mark.parametrize("units", [0, 1, 6, 9])
def test_a_screen_of_lines_and_every_unit(units: int, tasks: int) -> None:
    view = shown(life(units, tasks))
    assert lines(view) <= LONGEST
    named = [row[0] for row in view.enheter]
    assert named == [*(f"Barnevern e{at}" for at in range(units)), "Hele kommunen", "Alle"]


@pytest.mark.parametrize("units", [12, 30])
def test_with_very_many_units_each_list_still_has_three_lines(units: int) -> None:
    view = shown(life(units, 20))
    assert [len(part.linjer) + bool(part.flere) for part in view.deler] == [3, 3]
    assert len(view.enheter) == units + 2


def test_what_is_cut_is_counted_and_all_of_it_can_be_asked_for() -> None:
    here = life(2, 30)
    cut, whole = shown(here), shown(here, hele=True)
    over = cut.deler[0]
    assert over.over and over.flere == f"… og {30 + 1 - len(over.linjer)} til: --detaljer"
    assert len(whole.deler[0].linjer) == 30 * 5 + 1 and whole.deler[0].flere == ""


def test_the_numbers_of_a_unit() -> None:
    here = done(life(2, 2), NR, date(2026, 5, 20))
    written(here, "OP-2026-06:kontroll-0:e0", DAG, grunn="Ingen saker.", status="ikke-aktuelt")
    by_name = {row[0]: row[1:] for row in shown(here).enheter}
    #                               over planned done  not  of no use left  of the year
    assert by_name["Barnevern e0"] == ("9", "2", "0", "0", "1", "1", "1 av 24")
    assert by_name["Barnevern e1"] == ("10", "2", "0", "0", "0", "2", "0 av 24")
    assert by_name["Hele kommunen"] == ("1", "0", "0", "0", "0", "0", "0 av 1")
    assert by_name["Alle"] == ("20", "4", "0", "0", "1", "3", "1 av 49")


def test_a_later_month_tells_nothing_as_over_that_is_after_it() -> None:
    here = life(1, 1)
    assert shown(here, maned=date(2026, 2, 1)).enheter[0][1] == "2"


def test_the_next_command_is_what_fell_due_last_and_nobody_has_answered() -> None:
    here = life(1, 1)
    assert shown(here).neste[:7] == ("arshjul", "sett", "kontroll-0", "--maned", "2026-05", "--enhet", "e0")
    assert shown(here).neste[7:11] == (
        "--status",
        "utfort",
        "--dato",
        DAG.isoformat(),
    )  # late, and not said to be in time
    assert shown(life(1, 1), dag=date(2026, 1, 2)).neste == ("arshjul", "vis")  # June's would be refused
    written(here, NR, DAG, grunn="Ingen tid.", status="ikke-utfort")
    for month in range(1, 5):
        done(here, f"OP-2026-{month:02}:kontroll-0:e0", date(2026, month, 20), DAG)
    done(here, "OP-2026-03:nokkeltall", date(2026, 3, 20), DAG)
    done(here, "OP-2026-06:kontroll-0:e0", DAG)
    assert shown(here).neste[:3] == ("arshjul", "avvik", "kontroll-0")


def test_what_is_out_of_the_year_and_units_nobody_knows_are_said() -> None:
    here = written(life(1, 1), "OP-2026-06:kontroll-0:e0", DAG, status="pagar")
    later = otherwise(here, arshjul=(wheel(task("ny", 9, for_enheter=("e0", "Øst"))),))
    told = " ".join(shown(later).om)
    assert "står ikke lenger i årshjulet: Kontroll kontroll-0" in told and "Øst" in told


def test_a_task_of_the_month_is_counted_in_all_its_units() -> None:
    here = done(life(3, 1), "OP-2026-05:kontroll-0:e0", date(2026, 5, 20))
    (line,) = shown(here, maned=date(2026, 5, 1)).deler[1].linjer
    assert line.stand == "1 av 3 utført"
