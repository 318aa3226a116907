"""Every line of docs/register.md, typed as it stands in the demo's folder, with a workbook a unit has written in."""

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.intake.register_back import read_register_book
from bvaudit.workflows.demo_typing import place_of, typed_in
from tests.conftest import Demo

pytestmark = pytest.mark.lang
PAGE = Path(__file__).parents[2] / "docs" / "register.md"
WORDS = "Venter på den nye lederen"


def text() -> str:
    return PAGE.read_text(encoding="utf-8")


def blocks() -> list[str]:
    found = re.findall(r"^```\n(.*?)^```$", text(), flags=re.S | re.M)
    return [line for block in found for line in block.splitlines()]


def test_every_picture_and_page_is_there_and_small() -> None:
    named = re.findall(r"\]\(([^)#]+)\)", text())
    assert len([name for name in named if name.endswith(".png")]) >= 4
    for name in named:
        assert (PAGE.parent / name).exists(), name
        assert not name.endswith(".png") or (PAGE.parent / name).stat().st_size <= 60_000, name


@pytest.fixture(scope="module")
def demo(made_demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("registerside")
    shutil.copytree(made_demo.ut, folder / "demo")
    if made_demo.hjem.exists():
        shutil.copytree(made_demo.hjem, folder / "hjem")
    return folder / "demo"


def test_every_line_runs_in_the_order_of_the_page(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(demo)
    monkeypatch.setenv("BVAUDIT_HJEM", str(demo.parent / "hjem"))
    seen = {}
    for line in blocks():
        argv = shlex.split(line)
        assert argv[0] == "bvaudit", line
        if argv[1] == "les" and "--skriv" not in argv:
            write_in(demo / argv[2])
        capsys.readouterr()
        code = run(argv[1:])
        shown = capsys.readouterr()
        assert code == 0, f"{line}\n{shown.out}\n{shown.err}"
        seen[line] = shown.out
    assert WORDS in seen["bvaudit les sorlia.xlsx"]


def write_in(workbook: Path) -> None:
    bok, problems = read_register_book(workbook, str(workbook))
    assert bok is not None and not problems
    nr = next(one.nr for one in bok.dokument.celler if one.felt == "hvorfor" and not one.verdi)
    workbook.write_bytes(typed_in(workbook.read_bytes(), {place_of(bok, nr, "hvorfor"): WORDS}))


def test_every_command_named_in_a_sentence_exists() -> None:
    for words in set(re.findall(r"`bvaudit ([a-z ]+)`", text())):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run([*words.split(), "--hjelp"]) == 0, words
