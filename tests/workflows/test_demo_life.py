"""The demo's three months of a register: what has happened in it, and what can be looked at afterwards."""

from datetime import date

import pytest

from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Avvik, Objekttilstand, Registeret, Slekt, Stilling
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.hendelser import FeltSatt, KonfliktAvgjort, TingOpprettet
from bvaudit.model.registeret.logg import Logget
from bvaudit.register.copies import rows_of
from bvaudit.register.fold import fold
from bvaudit.register.store_salt import new_salt, seeded
from bvaudit.workflows.check_register import check_register
from bvaudit.workflows.demo_life import is_unlived
from bvaudit.workflows.register_folder import read_log, register_path
from bvaudit.workflows.run_demo import DEMO_KEY
from tests.conftest import Demo

pytestmark = pytest.mark.lang


@pytest.fixture(scope="module")
def mappe(made_demo: Demo) -> Mappe:
    found, _ = read_folder(made_demo.ut)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def logg(mappe: Mappe) -> tuple[Logget, ...]:
    events = read_log(mappe)
    assert events is not None
    return events


@pytest.fixture(scope="module")
def reg(logg: tuple[Logget, ...]) -> Registeret:
    return fold(logg)


def of(reg: Registeret, regel: str, enhet: str) -> list[Avvik]:
    return [one for one in reg.avvik.values() if (one.regel, one.enhet) == (regel, enhet)]


def test_every_time_in_it_is_the_demos_own(logg: tuple[Logget, ...]) -> None:
    assert (logg[0].tid.date(), logg[-1].tid.date()) == (date(2026, 2, 23), date(2026, 6, 4))
    assert [one.tid for one in logg] == sorted(one.tid for one in logg)


def test_three_units_wrote_in_workbooks_and_one_in_its_plan(logg: tuple[Logget, ...]) -> None:
    measures = {one.hvem: one.hendelse.fil for one in logg if isinstance(one.hendelse, TingOpprettet)}
    files = sorted(fil for fil in measures.values() if fil.endswith(".xlsx"))
    assert [fil.split("-")[1] for fil in files] == ["midtbyen", "sorlia", "vestbyen"]
    assert [fil for fil in measures.values() if fil.endswith(".docx")] == ["handlingsplan-ostbyen.docx"]


def test_one_conflict_was_decided_and_the_rest_of_the_workbook_taken_in(logg: tuple[Logget, ...]) -> None:
    (decided,) = [one.hendelse for one in logg if isinstance(one.hendelse, KonfliktAvgjort)]
    assert (decided.felt, decided.valgt) == ("frist_plan", "register")
    kept = [one.hendelse for one in logg if isinstance(one.hendelse, FeltSatt) and one.hendelse.nr == decided.nr]
    assert [one.verdi for one in kept if one.felt == "frist_plan"] == ["2026-03-06"]
    assert "arsak" in {one.felt for one in kept}


def test_one_was_measured_and_closed(reg: Registeret) -> None:
    (plans,) = of(reg, "HJE-04", "midtbyen")
    assert plans.stilling is Stilling.LUKKET
    assert [one.utfall for one in plans.forsok] == [Forsoksutfall.NADD]
    assert {one.tilstand for one in plans.bevis} <= {Objekttilstand.RETTET, Objekttilstand.BORTFALT}


def test_one_did_not_reach_the_goal_and_is_open(reg: Registeret) -> None:
    (plans,) = of(reg, "HJE-04", "sorlia")
    assert plans.apen
    assert [one.utfall for one in plans.forsok] == [Forsoksutfall.IKKE_NADD]


def test_one_waits_for_cases(reg: Registeret) -> None:
    (grown,) = of(reg, "ETT-01", "midtbyen")
    (attempt,) = grown.forsok
    assert grown.apen and attempt.utfall is Forsoksutfall.VENTER
    assert attempt.n < attempt.mal.av and attempt.neste_kontroll == date(2027, 2, 25)


def test_one_is_put_off(reg: Registeret) -> None:
    (late,) = of(reg, "UND-03", "midtbyen")
    assert late.stilling is Stilling.UTSATT
    assert [(one.til, one.giver) for one in late.utsettelser] == [(date(2026, 6, 30), "enhetsleder@midtbyen")]


def test_one_came_back_under_a_new_number(reg: Registeret) -> None:
    first, again = of(reg, "MEL-01", "sorlia")
    assert first.stilling is Stilling.LUKKET
    assert (again.slekt, again.slekt_til, again.slekt_maneder, again.apen) == (Slekt.KOM_TILBAKE, first.nr, 1, True)


def test_it_is_not_lived_again(mappe: Mappe) -> None:
    assert not is_unlived(mappe)


def test_the_last_paper_is_there(made_demo: Demo) -> None:
    assert (made_demo.ut / "utgaver" / "avviksregister-2026-06-05.xlsx").is_file()
    assert any("utgaver/avviksregister-2026-06-05.xlsx" in line for line in made_demo.utfall.beskjeder)


def test_its_log_owes_nothing_to_chance_and_is_whole(mappe: Mappe) -> None:
    """Two demos are alike to the last byte, and every paper in it agrees with its log."""
    rows = rows_of(register_path(mappe))
    with seeded(DEMO_KEY):
        assert all(held.salt == new_salt(row.nr, part) for row in rows for part, held in row.deler.items())
    found = check_register(mappe, [])
    assert found.hel
    assert len(found.papirer) > 5
