"""What «status» and «frister» say of the register is what the workbook made on the same day says."""

import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.planlagt import Forfallslag, Varsel
from bvaudit.reports.status_view import Punkt, StatusView
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.due import followed
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.register_standing import standing_of
from bvaudit.workflows.status import status_of
from tests.conftest import Demo

pytestmark = pytest.mark.lang
DAG = date(2026, 6, 5)  # the last workbook of the demo was made then


@pytest.fixture(scope="module")
def mappe(made_demo: Demo) -> Mappe:
    found, _ = read_folder(made_demo.ut)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def content(mappe: Mappe) -> Content:
    return content_or_stop(own_content(mappe, ()))


@pytest.fixture(scope="module")
def oversikt(made_demo: Demo) -> str:
    """Every text of the first sheet of the workbook."""
    path: Path = made_demo.ut / "utgaver" / f"avviksregister-{DAG.isoformat()}.xlsx"
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None)


@pytest.fixture(scope="module")
def view(mappe: Mappe) -> StatusView:
    return status_of(mappe, DAG)


def counts(points: tuple[Punkt, ...], pattern: str) -> list[int]:
    return [int(found[1]) for point in points if (found := re.search(pattern, point.tekst))]


def test_open_closed_and_overdue_are_those_of_the_workbook(view: StatusView, oversikt: str) -> None:
    told = re.search(r"(\d+) avvik er åpne, og (\d+) av dem har en frist som er forfalt", oversikt)
    closed = re.search(r"(\d+) er lukket fordi nye saker viste", oversikt)
    assert told is not None
    assert closed is not None
    assert counts(view.gjort, r"Registeret: (\d+) åpne avvik") == [int(told[1])]
    assert counts(view.gjort, r"åpne avvik, (\d+) lukket") == [int(closed[1])]
    assert sum(counts(view.forfalt, r"(\d+) avvik .*er over fristen")) == int(told[2])


def test_the_list_of_deadlines_has_the_same_avvik(mappe: Mappe, content: Content, oversikt: str) -> None:
    told = re.search(r"og (\d+) av dem har en frist som er forfalt", oversikt)
    assert told is not None
    rows = [one for one in followed(mappe, content, DAG).forfall if one.slag is Forfallslag.AVVIK]
    assert len({one.nr for one in rows if one.varsel is Varsel.OVER}) == int(told[1])


def test_each_thing_that_waits_has_somebody_and_most_have_a_command(mappe: Mappe, content: Content) -> None:
    standing = standing_of(mappe, content, DAG, lambda *words: ("bvaudit", *words))
    assert standing is not None
    assert all(point.hvem for point in standing.venter)
    commands = {point.kommando[:3] for point in (*standing.venter, *standing.forfalt) if point.kommando}
    assert commands <= {("bvaudit", "register", word) for word in ("eksport", "effekt", "lukk", "felles")}
    assert ("bvaudit", "register", "eksport") in commands


def test_a_folder_without_a_register_says_nothing_of_one(mappe: Mappe, content: Content, tmp_path: Path) -> None:
    empty = Mappe(rot=tmp_path, kommune=mappe.kommune)
    assert standing_of(empty, content, DAG, lambda *words: words) is None
    assert followed(empty, content, DAG).uten_register
