"""Several reports made together: counted once, and what one public paper leaves out stands in no other."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bvaudit.intake.annex_rows import read_annex_rows
from bvaudit.loading.folder import read_folder
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Celle
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.own_content import own_content
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


def printed(made: SetMade, malgruppe: Malgruppe) -> dict[str, set[Celle]]:
    """Report → the numbers its workbook holds: those the paper prints."""
    books = [fil for fil in made.filer if fil.suffix == ".xlsx"]
    return {
        fil.name.partition(f"-{malgruppe.value}-")[0]: {row.celle for row in read_annex_rows(fil) or ()}
        for fil in books
    }


def test_each_paper_has_its_workbook(made: SetMade) -> None:
    papers = {fil.stem for fil in made.filer if fil.suffix == ".docx"}
    assert len(papers) >= 3 and papers == {
        fil.stem.removesuffix("-vedlegg") for fil in made.filer if fil.suffix == ".xlsx"
    }
    assert all(fil.is_file() for fil in made.filer)


def test_what_is_hidden_in_one_paper_is_printed_in_none(
    made: SetMade, mappe: Mappe, tmp_path_factory: pytest.TempPathFactory
) -> None:
    open_ = printed(made, Malgruppe.OFFENTLIG)
    leaders = printed(together(mappe, Malgruppe.LEDER, tmp_path_factory.mktemp("leder")), Malgruppe.LEDER)
    everything = set().union(*open_.values())
    hidden = {report: leaders[report] - open_[report] for report in open_.keys() & leaders.keys()}
    assert sum(map(bool, hidden.values())) >= 2, "the example has small numbers in several papers"
    for report, cells in hidden.items():
        assert not cells & everything, report
