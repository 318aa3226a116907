"""Several reports made together: counted once, and what one public paper leaves out stands in no other."""

import shutil
from datetime import date
from fnmatch import fnmatch
from pathlib import Path

import pytest

from bvaudit.intake.annex_rows import read_annex_rows
from bvaudit.loading.folder import read_folder
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.report_figures import OF_THE_WORK
from bvaudit.workflows.report_set import SetMade, SetRequest, make_set
from tests.conftest import Demo

pytestmark = pytest.mark.lang
DAG = date(2026, 6, 5)


@pytest.fixture(scope="module")
def mappe(made_demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Mappe:
    copy = tmp_path_factory.mktemp("sett") / "ut"
    shutil.copytree(made_demo.ut, copy, ignore=shutil.ignore_patterns("utgaver"))
    found, _ = read_folder(copy)
    assert found is not None
    return found


def together(mappe: Mappe, malgruppe: Malgruppe, ut: Path) -> SetMade:
    content = content_or_stop(own_content(mappe, ()))
    return make_set(SetRequest(mappe=mappe, content=content, dag=DAG, malgruppe=malgruppe, ut=ut))


@pytest.fixture(scope="module")
def made(mappe: Mappe, tmp_path_factory: pytest.TempPathFactory) -> SetMade:
    return together(mappe, Malgruppe.OFFENTLIG, tmp_path_factory.mktemp("ut"))


def rows(made: SetMade) -> list[Nokkelrad]:
    """Every number any of the papers prints."""
    return [row for fil in made.filer if fil.suffix == ".xlsx" for row in read_annex_rows(fil) or ()]


def test_each_paper_has_its_workbook(made: SetMade) -> None:
    papers = {fil.stem for fil in made.filer if fil.suffix == ".docx"}
    assert len(papers) >= 3 and papers == {
        fil.stem.removesuffix("-vedlegg") for fil in made.filer if fil.suffix == ".xlsx"
    }
    assert all(fil.is_file() for fil in made.filer)


def test_no_paper_prints_one_or_two_children_or_a_share_of_fewer_than_ten(made: SetMade) -> None:
    of_people = [row for row in rows(made) if not any(fnmatch(row.tall, one) for one in OF_THE_WORK)]
    assert len(of_people) > 50
    for row in of_people:
        counted = row.storrelse == "antall" and row.tall != "av_100"  # so many of a hundred is a share
        assert not counted or row.verdi not in (1, 2), row
        assert row.storrelse != "andel" or not row.nevner or row.nevner >= 10, row
