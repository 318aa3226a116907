"""The example's spreadsheets imported once for a file of tests, and a home folder of the test's own."""

import contextlib
import io
from pathlib import Path

import pytest

from bvaudit.cli.run import run
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
