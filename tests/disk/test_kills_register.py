"""A run that writes in the register and makes papers, killed anywhere: the register has the whole run or nothing of it,
the papers are whole or say that they are not, and the same line typed again ends as if nothing had happened."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bvaudit.disk.swap import UNFINISHED
from bvaudit.model.kommune import Kommune
from bvaudit.model.mappe import Mappe
from bvaudit.register.chain_faults import faults
from bvaudit.register.copies import copies_of, rows_of
from bvaudit.register.store_lock import LOCK, NOTE
from bvaudit.workflows.register_folder import read_log, register_path
from tests.disk.kill_runner import Runner

pytestmark = [pytest.mark.lang, pytest.mark.skipif(not hasattr(os, "fork"), reason="trenger fork")]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
KILLED = 137
FEW = 2  # about so many points; each one with BVAUDIT_ALLE_PUNKT=1, which takes half an hour
Note = Callable[[str, object], None]


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    started = Runner()
    yield started
    started.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, runner: Runner) -> Path:
    """A municipality with an extract, and nothing judged yet."""
    rot = tmp_path_factory.mktemp("fjordvik") / "m"
    rot.mkdir()
    (rot / "kommune.yaml").write_text('navn: Fjordvik\nkommunenummer: "9999"\n', encoding="utf-8")
    for name in ("kart.yaml", "enheter.yaml"):
        shutil.copyfile(EXAMPLES / name, rot / name)
    source, to = str(EXAMPLES / "regneark"), str(rot / "uttrekk" / "2025")
    made = runner("importer", source, "--til", to, "--mappe", str(rot), hjem=rot.parent / "hjem")
    assert made[0] == 0
    return rot


def points(last: int) -> list[int]:
    step = 1 if os.environ.get("BVAUDIT_ALLE_PUNKT") else max(1, last // FEW)
    return sorted({*range(1, last, step), last})


def test_vurder_skriv(runner: Runner, folder: Path, record_testsuite_property: Note) -> None:
    rot = folder.parent / "her"
    mappe = Mappe(rot=rot, kommune=Kommune(navn="Fjordvik", kommunenummer="9999"))
    words = ("vurder", "--skriv", "--overskriv", "--stille", "--mappe", str(rot))

    def again() -> None:
        shutil.rmtree(rot, ignore_errors=True)
        shutil.copytree(folder, rot)

    def typed(stopp: int = 0, *, kall: bool = True) -> tuple[int, int]:
        return runner(*words, hjem=folder.parent / "hjem", stopp=stopp, kall=kall)

    again()
    code, last = typed()
    assert code == 0
    right = [one.hendelse for one in read_log(mappe) or ()]
    assert right
    papers = seen(rot)
    for stop in points(last):
        again()
        assert typed(stop)[0] == KILLED, stop
        left = read_log(mappe)
        assert left is None or [one.hendelse for one in left] == right, stop
        shown = seen(rot)
        assert shown in (papers, frozenset()) or any(name.endswith(UNFINISHED) for name in shown), stop
        assert typed(kall=False)[0] == 0, stop
        assert [one.hendelse for one in read_log(mappe) or ()] == right, stop  # not one twice
        assert seen(rot) == papers, stop
        left_behind = {p.name for p in mappe.register.iterdir() if p.name.startswith(".")}
        assert left_behind <= {LOCK, NOTE}, stop  # they hold nobody up, and the next who writes takes them away
        assert all(not faults(rows_of(copy.fil)) for copy in copies_of(register_path(mappe))), stop
    record_testsuite_property("vurder --skriv", last)


def seen(rot: Path) -> frozenset[str]:
    """The papers a person sees."""
    found = (p for p in (rot / "revisjoner").rglob("*") if p.is_file() and ".bvaudit" not in str(p))
    return frozenset(p.relative_to(rot).as_posix() for p in found)
