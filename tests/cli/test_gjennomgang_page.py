"""Every line of docs/gjennomgang.md, typed as it stands in the demo's folder, with the forms filled in on the way."""

import contextlib
import io
import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.loading.folder import read_folder
from bvaudit.model.leseark import Leseark
from bvaudit.model.lesesvar import Lesing, Svarvalg
from bvaudit.reports.reading_form import reading_form
from bvaudit.reports.settle_form import settle_form
from bvaudit.reports.xlsx.form import write_form
from bvaudit.workflows.audits_by_people import Audit, read_audit
from bvaudit.workflows.audits_forms import settle_sheet
from bvaudit.workflows.reading_sheets import reading_sheets
from tests.conftest import Demo

pytestmark = pytest.mark.lang
PAGE = Path(__file__).parents[2] / "docs" / "gjennomgang.md"
DAY = date(2026, 1, 20)
NAME = "host-2025"


def blocks() -> list[str]:
    found = re.findall(r"^```\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), flags=re.S | re.M)
    return [line for block in found for line in block.splitlines()]


def test_every_picture_and_page_is_there_and_small() -> None:
    named = re.findall(r"\]\(([^)#]+)\)", PAGE.read_text(encoding="utf-8"))
    assert len([name for name in named if name.endswith(".png")]) >= 4
    for name in named:
        assert (PAGE.parent / name).exists(), name
        assert not name.endswith(".png") or (PAGE.parent / name).stat().st_size <= 120_000, name


@pytest.fixture(scope="module")
def demo(made_demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("side")
    shutil.copytree(made_demo.ut, folder / "demo")
    if made_demo.hjem.exists():
        shutil.copytree(made_demo.hjem, folder / "hjem")
    return folder / "demo"


def test_every_line_runs_in_the_order_of_the_page(
    demo: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(demo)
    monkeypatch.setenv("BVAUDIT_HJEM", str(demo.parent / "hjem"))
    for line in blocks():
        argv = shlex.split(line)
        assert argv[0] == "bvaudit", line
        if argv[1] == "les":
            fill(demo, [Path(word) for word in argv[2:] if not word.startswith("-")])
        capsys.readouterr()
        code = run(argv[1:])
        shown = capsys.readouterr()
        assert code == 0, f"{line}\n{shown.out}\n{shown.err}"


def test_every_command_named_in_a_sentence_exists() -> None:
    text = PAGE.read_text(encoding="utf-8")
    for words in set(re.findall(r"`bvaudit ([a-z ]+)`", text)):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            assert run([*words.split(), "--hjelp"]) == 0, words


def fill(demo: Path, forms: list[Path]) -> None:
    """The forms with an answer to everything: what the extract says where it says anything, else yes."""
    mappe, _ = read_folder(demo)
    assert mappe is not None
    audit = read_audit(mappe, NAME)
    for form in forms:
        if form.stem == "enighet":
            settle_into(audit, form)
            continue
        (sheet,) = (one for one in reading_sheets(audit) if file_of(one) == form.name)
        form.unlink()
        write_form(reading_form(sheet, DAY, {key: dict(cells) for key, cells in answers(sheet).items()}), form)


def file_of(sheet: Leseark) -> str:
    return f"{sheet.enhet_id}-{sheet.leser}{'-andre' if sheet.lesing is Lesing.ANDRE else ''}.xlsx"


def answers(sheet: Leseark) -> dict[str, dict[str, str]]:
    said = {"oppfylt": "ja", "delvis oppfylt": "delvis", "ikke oppfylt": "nei", "ikke aktuelt": "ikke aktuelt"}
    found = {}
    for sak in (one for one in sheet.saker if not one.reserve):
        for punkt in sak.punkter:
            svar = said.get(punkt.maskin.utfall.value, "ja") if punkt.maskin else "ja"
            svar = svar if svar in punkt.svar else "nei"
            found[punkt.id] = {"svar": svar, "begrunnelse": "Lest i mappen."}
    if sheet.lesing is Lesing.ANDRE:
        first = next(iter(found))
        found[first] = {"svar": "delvis", "begrunnelse": "Bare nevnt."}
    return found


def settle_into(audit: Audit, form: Path) -> None:
    sheet = settle_sheet(audit)
    assert sheet is not None
    given = {"svar": Svarvalg.JA.value, "begrunnelse": "Lest sammen.", "avgjort_av": "barnevernleder", "dato": DAY}
    form.unlink()
    write_form(settle_form(sheet, DAY, {one.punkt.id: given for one in sheet.uenige}), form)
