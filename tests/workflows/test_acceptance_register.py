"""The rows of the acceptance list that the register carries, shown on the three months the demo ends with."""

from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Kilde, Omfang, Registeret, Slekt, Stilling
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.fold import fold
from bvaudit.register.gate import missing
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.register_folder import context_of, read_log
from tests.conftest import Demo

pytestmark = pytest.mark.lang
DAG = date(2026, 6, 5)


@pytest.fixture(scope="module")
def mappe(made_demo: Demo) -> Mappe:
    found, _ = read_folder(made_demo.ut)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def reg(mappe: Mappe) -> Registeret:
    return fold(read_log(mappe) or ())


@pytest.fixture(scope="module")
def kontekst(mappe: Mappe) -> Kontekst:
    return context_of(mappe, content_or_stop(own_content(mappe, ())))


@pytest.fixture(scope="module")
def bok(made_demo: Demo) -> Any:
    path: Path = made_demo.ut / "utgaver" / f"avviksregister-{DAG.isoformat()}.xlsx"
    return openpyxl.load_workbook(path, data_only=True)


def rows(bok: Any, ark: str) -> list[dict[str, Any]]:
    head, *body = bok[ark].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_s0_03_each_measure_says_what_it_is_for_and_whether_it_is_in_use(bok: Any, reg: Registeret) -> None:
    links = [row for row in rows(bok, "Forbedringstiltak") if row["Tiltak nr."]]
    assert {row["Gjelder avvik nr."] for row in links} <= set(reg.avvik)
    assert len(links) == len(reg.av_slag(Slag.KOBLING)) > 2
    in_use = {ting.nr: ting.dato("i_bruk") for ting in reg.av_slag(Slag.KOBLING)}
    for row in links:
        told = row["I bruk fra"].date() if row["I bruk fra"] else None
        assert told == in_use[f"{row['Gjelder avvik nr.']}/{row['Tiltak nr.']}"]


def test_s0_04_the_curve_ends_in_what_is_open_now(bok: Any, reg: Registeret) -> None:
    last = [row for row in rows(bok, "Utvikling") if row["Enhet"] == "Fjordvik kommune"][-1]
    assert last["Åpne"] == sum(one.telles for one in reg.apne)


def test_s1_35_what_fails_in_three_units_has_a_parent_with_stab(reg: Registeret) -> None:
    parents = [one for one in reg.avvik.values() if one.kilde is Kilde.FORELDER]
    children: dict[str, set[str]] = defaultdict(set)
    for one in reg.avvik.values():
        if one.forelder:
            children[one.forelder].add(one.enhet)
            assert one.omfang is Omfang.SYSTEMSVIKT
    assert parents
    assert {one.nr for one in parents} == set(children)
    assert all(len(units) >= 3 for units in children.values())
    assert {(one.ting.eier, one.telles) for one in parents} == {("stab", False)}


def test_x_04_an_attempt_is_held_against_the_finding_by_the_same_way_of_counting(reg: Registeret) -> None:
    (closed,) = (one for one in reg.avvik.values() if (one.regel, one.enhet) == ("HJE-04", "midtbyen"))
    (attempt,) = closed.forsok
    start = closed.utgangspunkt
    assert start is not None
    assert start.variant == closed.variant
    assert attempt.logikk == closed.logikk
    assert attempt.n >= closed.mal.av
    assert attempt.sammenlignbar or (attempt.p is not None and attempt.nedre is not None and attempt.ovre is not None)


def test_x_05_nothing_open_can_be_closed_without_what_the_gate_asks_for(reg: Registeret, kontekst: Kontekst) -> None:
    assert all(missing(reg, one, "kommunalsjef", kontekst, DAG) for one in reg.apne)
    for one in reg.avvik.values():
        if one.stilling is Stilling.LUKKET and one.omfang is Omfang.SYSTEMSVIKT:
            assert one.slutt is not None
            assert one.forsok
            assert one.slutt.hvem != one.ting.eier


def test_x_06_and_s3_13_what_comes_back_is_counted_and_points_at_the_closed_one(bok: Any, reg: Registeret) -> None:
    back = [one for one in reg.avvik.values() if one.slekt is Slekt.KOM_TILBAKE]
    assert [reg.avvik[one.slekt_til].stilling for one in back] == [Stilling.LUKKET]
    told = [row["Kom tilbake"] for row in rows(bok, "Utvikling") if row["Enhet"] == "Fjordvik kommune"]
    assert sum(told) == len(back)


def test_s3_08_each_attempt_says_which_measure_it_measured(reg: Registeret) -> None:
    attempts = [(one, attempt) for one in reg.avvik.values() for attempt in one.forsok]
    assert attempts
    for one, attempt in attempts:
        link = reg.ting[f"{one.nr}/{attempt.tiltak}"]
        assert attempt.i_bruk == link.dato("i_bruk")
