"""The example imported once, a home folder of the test's own, and somebody at a desk who types and reads the screen."""

import contextlib
import io
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from tests.workflows.an_audit import Desk, folder_with, imported_documents
from tests.workflows.example_sheets import EXAMPLES, READING


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fjordvik")
    argv = ["importer", str(EXAMPLES / "regneark"), "--til", str(folder / "uttrekk"), *READING]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        assert run([*argv, "--nokkel", str(folder / "hos-eieren" / "nokkel.txt")]) == 0
    return folder / "uttrekk"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "hjem"


@pytest.fixture(scope="session")
def imported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported_documents(tmp_path_factory.mktemp("fjordvik"))


@pytest.fixture
def desk(
    imported_once: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    """Somebody who sits in a municipality's folder, types, and reads the screen."""
    mappe = folder_with(imported_once, tmp_path / "kommunen")
    monkeypatch.chdir(mappe.rot)
    monkeypatch.setenv("COLUMNS", "200")
    capsys.readouterr()
    return Desk(mappe=mappe, capsys=capsys)
