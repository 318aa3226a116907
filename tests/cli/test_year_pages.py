"""Every line of the pages about the year, the supervisions and the lists, typed as it stands in the demo's folder."""

import contextlib
import io
import re
import shlex
import shutil
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.intake.register_back import read_register_book
from bvaudit.workflows.demo_typing import place_of, typed_in, word_of
from tests.conftest import Demo

pytestmark = pytest.mark.lang
DOCS = Path(__file__).parents[2] / "docs"
PAGES = ["arshjul.md", "tilsyn.md", "lister.md"]
PICTURES = {"arshjul.md": 3, "tilsyn.md": 1, "lister.md": 0}


def text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def lines(page: str) -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text(page), flags=re.S | re.M)
    return [line for kind, block in found if not kind for line in block.splitlines()]


@pytest.mark.parametrize("page", PAGES)
def test_every_picture_and_page_is_there_and_small(page: str) -> None:
    named = re.findall(r"\]\(([^)#]+)[^)]*\)", text(page))
    assert sum(name.endswith(".png") for name in named) == PICTURES[page]
    for name in named:
        assert (DOCS / name).exists(), name
        assert not name.endswith(".png") or (DOCS / name).stat().st_size <= 60_000, name


@pytest.fixture
def demo(made_demo: Demo, tmp_path: Path) -> Path:
    shutil.copytree(made_demo.ut, tmp_path / "demo")
    if made_demo.hjem.exists():
        shutil.copytree(made_demo.hjem, tmp_path / "hjem")
    return tmp_path / "demo"


@pytest.mark.parametrize("page", PAGES)
def test_every_line_runs_in_the_order_of_the_page(
    page: str, demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(demo)
    monkeypatch.setenv("BVAUDIT_HJEM", str(demo.parent / "hjem"))
    for line in lines(page):
        argv = shlex.split(line)
        assert argv[0] == "bvaudit", line
        if argv[1] == "les" and "--skriv" not in argv:
            say_done(demo / argv[2])
        capsys.readouterr()
        code = run(argv[1:])
        shown = capsys.readouterr()
        assert code == 0, f"{line}\n{shown.out}\n{shown.err}"
        if argv[1] == "les" and "--skriv" not in argv:
            assert "Utført" in shown.out, line
        for made in (demo / argv[n + 1] for n, word in enumerate(argv) if word == "--ut"):
            assert made.exists(), line


def say_done(workbook: Path) -> None:
    """What a person types on one row: the day, and that it is done."""
    bok, problems = read_register_book(workbook, str(workbook))
    assert bok is not None and not problems
    nr = next(one.nr for one in bok.dokument.celler if one.felt == "utfort" and not one.verdi)
    cells = {
        place_of(bok, nr, "utfort"): "02.06.2026",
        place_of(bok, nr, "status"): word_of(bok, "OppgavestatusValg", "utfort"),
    }
    workbook.write_bytes(typed_in(workbook.read_bytes(), cells))


@pytest.mark.parametrize("page", PAGES)
def test_every_command_named_in_a_sentence_exists(page: str) -> None:
    for words in set(re.findall(r"`bvaudit ([a-z ]+)`", text(page))):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run([*words.split(), "--hjelp"]) == 0, words
