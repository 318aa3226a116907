"""A run that is killed at any change of the file system leaves the old or the new, nothing personal, and a free way."""

import contextlib
import csv
import io
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bvaudit.cli.run import run
from bvaudit.disk.swap import UNFINISHED
from bvaudit.extract.normalise.snapshot import MANIFEST, open_snapshot
from bvaudit.extract.people.links import read_links
from tests.disk.kill_runner import Runner

pytestmark = [pytest.mark.lang, pytest.mark.skipif(not hasattr(os, "fork"), reason="trenger fork")]
HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
READING = ["--kart", str(EXAMPLES / "kart.yaml"), "--enheter", str(EXAMPLES / "enheter.yaml")]
SOURCE = str(EXAMPLES / "regneark")
KILLED = 137
Note = Callable[[str, object], None]


@pytest.fixture(scope="module")
def typed() -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fjordvik")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        key = str(folder / "hos-eieren" / "nokkel.txt")
        assert run(["importer", SOURCE, "--til", str(folder / "uttrekk"), "--nokkel", key, *READING]) == 0
    return folder / "uttrekk"


def seen(folder: Path) -> dict[str, bytes]:
    """What a person sees in the folder."""
    if not folder.is_dir():
        return {}
    return {p.name: p.read_bytes() for p in folder.iterdir() if not p.name.startswith(".")}


def left_over(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob(".*")) if folder.is_dir() else []


def journal_numbers() -> list[bytes]:
    with (Path(SOURCE) / "saker.csv").open(encoding="utf-8-sig", newline="") as file:
        return [row["Journalnr"].encode() for row in csv.DictReader(file, delimiter=";") if row["Journalnr"]]


def points(last: int) -> Iterator[int]:
    """Every 23rd change and the last one; every single one with BVAUDIT_ALLE_PUNKT=1, which takes half an hour."""
    step = 1 if os.environ.get("BVAUDIT_ALLE_PUNKT") else 23
    yield from range(1, last, step)
    yield last


@pytest.fixture
def note(record_testsuite_property: Note) -> Note:
    """Where the number of changes ends up for whoever asks for a report (--junitxml)."""
    return record_testsuite_property


def test_import_and_first_key(typed: Runner, tmp_path: Path, note: Note) -> None:
    secrets = journal_numbers()
    assert secrets

    def command(place: Path) -> tuple[str, ...]:
        return ("importer", SOURCE, "--til", str(place / "her" / "uttrekk"), *READING)

    code, last = typed(*command(tmp_path / "0"), hjem=tmp_path / "0" / "hjem")
    assert code == 0
    for stop in points(last):
        place = tmp_path / str(stop)
        here, home = place / "her", place / "hjem"
        code, met = typed(*command(place), hjem=home, stopp=stop)
        assert (code, met) == (KILLED, stop)
        shown = seen(here / "uttrekk")
        is_whole = MANIFEST in shown  # it comes last
        if is_whole:
            assert_whole_with_links(here / "uttrekk", home)
        else:
            assert not shown or UNFINISHED in shown, stop
        if here.is_dir():
            assert {p.name for p in here.iterdir()} <= {"uttrekk"}, stop  # nothing beside the output
            content = b"".join(p.read_bytes() for p in here.rglob("*") if p.is_file())
            assert not any(secret in content for secret in secrets), stop
        key = home / "nokkel.txt"
        assert not key.exists() or len(key.read_text().split()[-1]) == 64, stop
        code, _ = typed(*command(place), hjem=home)
        assert code in ((0, 4) if is_whole else (0,)), stop
        assert_whole_with_links(here / "uttrekk", home)
        if code == 0:
            assert not left_over(here), stop
            assert not left_over(home), stop
        shutil.rmtree(place)
    note("importer", last)


def assert_whole_with_links(uttrekk: Path, home: Path) -> None:
    manifest, _ = open_snapshot(uttrekk)
    links = [link for link in read_links(home / "koblingsliste.csv") if link.type == "sak"]
    assert len(links) == manifest.tabeller["sak"]


def test_judging_into_a_new_folder(typed: Runner, imported: Path, tmp_path: Path, note: Note) -> None:
    def command(place: Path) -> tuple[str, ...]:
        return ("vurder", "--uttrekk", str(imported), "--ut", str(place / "ut"), "--per", "2025-12-31")

    code, last = typed(*command(tmp_path / "0"), hjem=tmp_path)
    assert code == 0
    right = seen(tmp_path / "0" / "ut")
    for stop in points(last):
        place = tmp_path / str(stop)
        assert typed(*command(place), hjem=tmp_path, stopp=stop) == (KILLED, stop)
        shown = seen(place / "ut")
        is_whole = set(shown) - {UNFINISHED} == set(right)
        assert is_whole or not shown or UNFINISHED in shown, stop
        assert same(shown, right), stop
        code, _ = typed(*command(place), hjem=tmp_path)
        assert code in ((0, 4) if is_whole else (0,)), stop  # a whole register is there, and is not written over
        assert seen(place / "ut").keys() == right.keys(), stop
        assert not left_over(place / "ut"), stop
        assert [p.name for p in place.iterdir()] == ["ut"]
        shutil.rmtree(place)
    note("vurder", last)


def test_judging_over_what_is_there(typed: Runner, imported: Path, tmp_path: Path, note: Note) -> None:
    old = tmp_path / "for"

    def command(place: Path) -> tuple[str, ...]:
        judged = ("vurder", "--uttrekk", str(imported), "--ut", str(place), "--per", "2025-11-30")
        return (*judged, "--periode", "alle", "--overskriv")

    assert run(["vurder", "--uttrekk", str(imported), "--ut", str(old), "--per", "2025-12-31"]) == 0
    fill_in(old / "avviksregister.xlsx")
    before = seen(old)
    shutil.copytree(old, tmp_path / "0")
    code, last = typed(*command(tmp_path / "0"), hjem=tmp_path)
    assert code == 0
    right = seen(tmp_path / "0")
    for stop in points(last):
        place = tmp_path / str(stop)
        shutil.copytree(old, place)
        assert typed(*command(place), hjem=tmp_path, stopp=stop) == (KILLED, stop)
        shown = seen(place)
        is_old = all(shown[name] == content for name, content in before.items())
        is_new = all(shown.get(name) is not None and not differs(name, shown[name], right[name]) for name in right)
        assert before.keys() <= shown.keys(), stop  # nothing is ever gone
        assert is_old or is_new or UNFINISHED in shown, stop
        assert before["avviksregister.xlsx"] in shown.values(), stop  # what was typed is where people can see it
        code, _ = typed(*command(place), hjem=tmp_path)
        assert code == 0, stop
        after = seen(place)
        assert UNFINISHED not in after, stop
        assert before["avviksregister.xlsx"] in after.values(), stop
        assert same({name: after[name] for name in before}, right), stop
        assert not left_over(place), stop
        shutil.rmtree(place)
    note("vurder --overskriv", last)


def test_drawing(typed: Runner, imported: Path, tmp_path: Path, note: Note) -> None:
    def command(place: Path) -> tuple[str, ...]:
        return ("utvalg", "--uttrekk", str(imported), "--ut", str(place / "ut"), "--per-enhet", "2", "--navn", "p")

    code, last = typed(*command(tmp_path / "0"), hjem=tmp_path)
    assert code == 0
    right = seen(tmp_path / "0" / "ut")
    for stop in points(last):
        place = tmp_path / str(stop)
        assert typed(*command(place), hjem=tmp_path, stopp=stop) == (KILLED, stop)
        shown = seen(place / "ut")
        assert shown in ({}, right) or UNFINISHED in shown, stop
        assert typed(*command(place), hjem=tmp_path)[0] == 0, stop
        assert seen(place / "ut") == right, stop
        assert not left_over(place / "ut"), stop
        shutil.rmtree(place)
    note("utvalg", last)


def same(found: Mapping[str, bytes], right: Mapping[str, bytes]) -> bool:
    return not any(differs(name, content, right[name]) for name, content in found.items() if name != UNFINISHED)


def differs(name: str, one: bytes, other: bytes) -> bool:
    """The clock stands in a workbook's zip, so two workbooks are compared by their length."""
    return len(one) != len(other) if name.endswith(".xlsx") else one != other


def fill_in(register: Path) -> None:
    """What a unit leader does: two rows of the register, in Excel."""
    book = load_workbook(register)
    sheet = book["Avvik"]
    column = [cell.value for cell in sheet[1]].index("Kommentar") + 1
    for row in (2, 3):
        sheet.cell(row, column).value = "Tatt opp i møte"
    book.save(register)
