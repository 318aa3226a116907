"""The demo's two rounds: the same bytes twice, left alone when it is made again, and broken as people break forms."""

import hashlib
import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bvaudit.loading.folder import read_folder
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.workflows.audits_by_people import Audit, read_audit
from bvaudit.workflows.audits_standing import questions_of
from bvaudit.workflows.demo_audits import ROUNDS
from bvaudit.workflows.run_demo import run_demo
from tests.conftest import Demo

pytestmark = pytest.mark.lang


def made(folder: Path, *, overskriv: bool = False) -> Path:
    run_demo(folder / "demo", overskriv=overskriv, home=folder / "hjem", progress=None)
    return folder / "demo"


def prints(folder: Path) -> dict[str, str]:
    """Every file of the demo but the key owner's own list, which says where the sources lay."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "koblingsliste.csv")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def demo(made_demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the one the others use: it is made anew here."""
    folder = tmp_path_factory.mktemp("forste")
    shutil.copytree(made_demo.ut, folder / "demo")
    return folder / "demo"


@pytest.fixture(scope="module")
def first(demo: Path) -> Audit:
    mappe, _ = read_folder(demo)
    assert mappe is not None
    return read_audit(mappe, ROUNDS[0].navn)


@pytest.mark.helt
def test_two_demos_are_alike_to_the_last_byte(demo: Path, tmp_path: Path) -> None:
    one, two = prints(demo), prints(made(tmp_path))
    assert {name for name in one.keys() | two.keys() if one.get(name) != two.get(name)} == set()


@pytest.mark.helt
def test_made_again_the_rounds_stay_as_they_are(demo: Path) -> None:
    before = prints(demo / "revisjoner" / ROUNDS[0].navn)
    made(demo.parent, overskriv=True)
    assert prints(demo / "revisjoner" / ROUNDS[0].navn) == before


def came(audit: Audit, leser: str) -> list[dict[str, str]]:
    """What the log says of each form the reader has given back."""
    lines = [line.tekst for line in audit.logg if line.hva is Hendelse.SKJEMA_INN and line.leser == leser]
    return [dict(part.split("=") for part in line.split(" ")) for line in lines]


def test_points_are_forgotten_and_come_in_a_second_form(first: Audit) -> None:
    before, after = came(first, "l1")
    assert (before["mottatt"], after["mottatt"]) == ("midtbyen-l1-nr-1.xlsx", "midtbyen-l1-nr-2.xlsx")
    assert int(before["besvart"]) < int(before["av"]) == int(after["besvart"]) == int(after["av"])


def test_a_sheet_with_a_name_of_its_own_was_read_all_the_same(first: Audit) -> None:
    book = load_workbook(first.svar / "mottatt" / "midtbyen-l1-nr-1.xlsx")
    assert "Min første sak" in book.sheetnames


def test_the_copied_row_was_never_read(first: Audit) -> None:
    """The form that had it is not among those that were kept."""
    assert [one["mottatt"] for one in came(first, "l2")] == ["vestbyen-l2-nr-1.xlsx"]


def test_a_question_was_asked_answered_and_closed(first: Audit) -> None:
    (question,) = questions_of(first)
    assert question.lukket and question.svar


def test_both_rounds_are_locked_and_every_time_is_made_up(demo: Path) -> None:
    mappe, _ = read_folder(demo)
    assert mappe is not None
    for runde in ROUNDS:
        audit = read_audit(mappe, runde.navn)
        assert audit.last
        assert all(
            runde.at(0).date().isoformat() <= line.tid[:10] <= runde.at(60).date().isoformat() for line in audit.logg
        )


def test_the_made_up_times_only_go_forward(demo: Path) -> None:
    mappe, _ = read_folder(demo)
    assert mappe is not None
    for runde in ROUNDS:
        times = [line.tid for line in read_audit(mappe, runde.navn).logg]
        assert times == sorted(times)
