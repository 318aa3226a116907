"""«bvaudit oversikt» in the example municipality's folder, and in one that has no register."""

import re
import shutil
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from tests.conftest import Demo


def folder(made_demo: Demo, tmp_path: Path) -> Path:
    copy = tmp_path / "kommunen"
    shutil.copytree(made_demo.ut, copy, ignore=shutil.ignore_patterns("revisjoner", "uttrekk"))
    return copy


@pytest.mark.lang
def test_the_page_of_the_municipality_and_of_one_unit(
    made_demo: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kommunen = folder(made_demo, tmp_path)
    assert run(["oversikt", "--mappe", str(kommunen)]) == 0
    told = capsys.readouterr().out
    made = next(kommunen.glob("utgaver/oversikt-*.html")).read_text(encoding="utf-8")
    count = re.search(r"(\d+) åpne avvik", told)
    assert count is not None and f"<b>{count[1]}</b>Åpne avvik" in made
    assert run(["oversikt", "--mappe", str(kommunen), "--enhet", "Sørlia", "--ut", str(tmp_path / "en.html")]) == 0
    own = (tmp_path / "en.html").read_text(encoding="utf-8")
    assert "Sørlia" in own and "Midtbyen" not in own


@pytest.mark.lang
def test_a_unit_that_is_not_there_is_told_with_those_that_are(
    made_demo: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["oversikt", "--mappe", str(folder(made_demo, tmp_path)), "--enhet", "Nordbyen"]) == 2
    assert "Midtbyen" in capsys.readouterr().err
