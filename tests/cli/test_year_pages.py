"""Every line of the pages about the year, the supervisions and the lists, typed as it stands in the demo's folder."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from tests.conftest import Demo

pytestmark = pytest.mark.lang
DOCS = Path(__file__).parents[2] / "docs"
SIDER = ("arshjul", "tilsyn", "lister")
# What the screen must show after a line of the page, in words a person looks for.
VISER = {
    "bvaudit arshjul --ar 2026": "Åpne frister",
    "bvaudit frister --enhet Midtbyen --ut uke.docx": "Skrevet: uke.docx",
    "bvaudit tilsyn": "tilsyn-fjordvik-2025",
    "bvaudit tilsyn vis tilsyn-fjordvik-2025": "Hva vil Statsforvalteren ha av oss nå",
    "bvaudit liste vis avtaler-fjordvik-2026": "innleide saksbehandlere",
}


def page(side: str) -> str:
    return (DOCS / f"{side}.md").read_text(encoding="utf-8")


def lines(side: str) -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", page(side), flags=re.S | re.M)
    return [line for kind, block in found if not kind for line in block.splitlines()]


@pytest.mark.parametrize("side", SIDER)
def test_every_page_that_is_pointed_at_is_there(side: str) -> None:
    for name in re.findall(r"\]\(([^)#]+)[^)]*\)", page(side)):
        assert (DOCS / name).exists(), name


@pytest.mark.parametrize("side", SIDER)
def test_every_line_runs_in_the_order_of_the_page(
    side: str, made_demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(shutil.copytree(made_demo.ut, tmp_path / "demo"))
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    if made_demo.hjem.exists():
        shutil.copytree(made_demo.hjem, tmp_path / "hjem")
    for line in lines(side):
        argv = shlex.split(line)
        assert argv[0] == "bvaudit", line
        code = run(argv[1:])
        shown = capsys.readouterr()
        assert code == 0, f"{line}\n{shown.out}\n{shown.err}"
        assert VISER.get(line, "") in shown.out, line
        for made in [argv[i + 1] for i, word in enumerate(argv) if word == "--ut"]:
            assert (tmp_path / "demo" / made).exists(), line
