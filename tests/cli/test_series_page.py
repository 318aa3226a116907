"""Every line of the page about series, typed as it stands, in a copy of the folder it names."""

import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from bvaudit.cli.run import run
from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.yaml.reader import read_text
from bvaudit.model.serie import Serie
from tests.series_example import KOMMUNER

pytestmark = pytest.mark.lang
PAGE = Path(__file__).parents[2] / "docs" / "serier.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```$", TEXT, flags=re.S | re.M)


def from_the_salary_system(path: Path) -> None:
    book = Workbook()
    ws = book.worksheets[0]
    ws.append(["Enhet", "Leder", *(date(2026, month, 1) for month in range(1, 13)), "2026 Total"])
    ws.append(["Lerkendal", "Kari Nordmann", *[0.1] * 13])
    for cell in (*ws[1][2:14], *ws[2][2:]):
        cell.number_format = "mmm yy" if cell.row == 1 else "0.0%"
    book.save(path)


def test_every_line_runs_in_the_order_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(KOMMUNER / "trondheim", tmp_path / "trondheim")
    monkeypatch.chdir(tmp_path / "trondheim")
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    lines = [line for kind, block in BLOCKS if not kind for line in block.splitlines()]
    assert len(lines) == 11
    from_the_salary_system(tmp_path / "trondheim" / "Fravær 2026.xlsx")
    for line in lines:
        argv = shlex.split(line)
        assert argv[0] == "bvaudit", line
        capsys.readouterr()
        code = run(argv[1:])
        shown = capsys.readouterr()
        nothing_typed = argv[1:] == ["les", "bemanning-2026.xlsx"]
        assert code == (3 if nothing_typed else 0), f"{line}\n{shown.out}\n{shown.err}"
        if argv[1] == "serie" and "--detaljer" not in argv:
            assert len(shown.out.splitlines()) <= 25, line


def test_the_keys_of_the_page_are_keys_of_a_series() -> None:
    properties = schema_of(Serie)["properties"]
    for kind, block in BLOCKS:
        if kind == "yaml":
            document, problems = read_text(block, "docs/serier.md")
            assert document is not None and problems == []
            if isinstance(document.data, dict):  # a list is a section of a report
                assert document.data.keys() <= properties.keys()
    for key in re.findall(r"^- `(\w+)` ", TEXT, flags=re.M):
        assert key in properties, key


def test_every_page_it_points_at_is_there() -> None:
    for name in re.findall(r"\]\(([^)#]+)[^)]*\)", TEXT):
        assert (PAGE.parent / name).exists(), name
