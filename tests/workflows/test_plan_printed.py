"""The plans as they come out of a printer: how many pages, and nothing broken over lines on a narrow letterhead."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import docx
import pytest
from docx.shared import Cm, Pt

from bvaudit.loading.content.place import shipped
from bvaudit.reports.docx.own_sum import is_as_written
from bvaudit.workflows.evaluate_cases import VurderRequest, evaluate_cases
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.run_demo import DEMO_DAY
from tests.conftest import Demo
from tests.workflows.whole_runs import NOW, key_in

sys.path.insert(0, str(shipped().eksempler))
from lag_eksempel import write_example

pytestmark = pytest.mark.lang

ORDINARY, LARGEST = 8, 12
MANY, MOST = 25, 14  # more avvik than that, most of them found by reading: the plan is longer than we want
WHOLE = re.compile(r"\bS-[0-9A-Z]{8}\b")


def printed(plans: list[Path], folder: Path, kind: str = "pdf") -> dict[str, Path]:
    """Name of the plan → its PDF, or what LibreOffice saves it as."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("LibreOffice is needed for this test")
    home = f"-env:UserInstallation=file://{folder}/profil"
    command = [program, home, "--headless", "--convert-to", kind, "--outdir", str(folder / kind), *map(str, plans)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {plan.stem: folder / kind / f"{plan.stem}.{kind}" for plan in plans}


def pages(pdf: Path) -> int:
    said = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True, timeout=60).stdout
    return int(re.search(r"^Pages:\s+(\d+)", said, re.MULTILINE)[1])  # type: ignore[index]


def text_on(pdf: Path) -> str:
    return subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True, timeout=60).stdout


def test_a_plan_can_be_read_in_one_sitting(made_demo: Demo, tmp_path: Path) -> None:
    outcome = made_demo.utfall
    plans = [file for file in outcome.filer if file.suffix == ".docx"]
    found = {navn: pages(pdf) for navn, pdf in printed(plans, tmp_path).items()}
    assert len(found) == 6
    avvik = Counter(svar.enhet for svar in outcome.revisjon.avvik)
    ordinary = [f"handlingsplan-{e.slug}" for e in outcome.revisjon.enheter if avvik[e.navn] <= 11]
    many = {f"handlingsplan-{e.slug}" for e in outcome.revisjon.enheter if avvik[e.navn] > MANY}
    assert max(pages for navn, pages in found.items() if navn not in many) <= LARGEST, found
    assert len(many) == 1 and max(found[navn] for navn in many) <= MOST, found
    assert len(ordinary) > 2 and max(found[navn] for navn in ordinary) <= ORDINARY, found


def wide_margins(path: Path) -> Path:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(4), Cm(3.5)
    normal = document.styles["Normal"].font
    normal.name, normal.size = "Verdana", Pt(11)  # as wide as letters come
    document.add_paragraph("[[INNHOLD]]")
    document.save(str(path))
    return path


def test_nothing_is_broken_on_a_letterhead_with_wide_margins(tmp_path: Path) -> None:
    write_example(tmp_path / "dokumenter", cases=60)
    inputs = ImportInputs(kilder=(tmp_path / "dokumenter",), nokkel=key_in(tmp_path))
    brev = wide_margins(tmp_path / "brev.docx")
    request = VurderRequest(inputs=inputs, ut=tmp_path / "ut", per=DEMO_DAY, mal=brev)
    outcome = evaluate_cases(request, now=NOW, home=tmp_path / "hjem", progress=None)
    plans = [file for file in outcome.filer if file.suffix == ".docx"]
    for saved in printed(plans[:1], tmp_path, "docx").values():
        assert is_as_written(saved), "opened and saved, and nothing typed"
    for navn, pdf in printed(plans, tmp_path).items():
        tables = docx.Document(str(tmp_path / "ut" / f"{navn}.docx")).tables
        cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
        ids = {found for text in cells for found in WHOLE.findall(text)}
        assert ids and ids <= set(WHOLE.findall(text_on(pdf).replace("\u2011", "-")))
