"""Public papers attacked by somebody who has nothing but their files."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pytest

from bvaudit.model.malgruppe import Malgruppe
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.report_view import word_report
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.workflows.report import documents_of

from .file_attack import Fakta, Key, Program, T, Tall, Viten, read_annexes, sought
from .report_cases import content, editions, facts

REPORTS = ("tilstandsrapport", "kontrollutvalget")


@pytest.fixture(scope="module")
def annexes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fakta, Fakta]:
    """What the public workbooks say, and what those for leaders do."""
    folder = tmp_path_factory.mktemp("vedlegg")
    for malgruppe in (Malgruppe.OFFENTLIG, Malgruppe.LEDER):
        known = facts(REPORTS[0])
        rader = {row.celle: row for id_ in REPORTS for row in facts(id_).rader}
        given = replace(known, rader=tuple(rader.values()))
        utgaver = [one for id_ in REPORTS for one in editions(id_, malgruppe)]
        for paper in documents_of(given, utgaver, content()):
            write_tables(paper.dokument.bok, folder / f"{paper.utgave.rapport.id}-{malgruppe.value}.xlsx")
    public, true = (read_annexes(sorted(folder.glob(f"*-{who}.xlsx"))) for who in ("offentlig", "leder"))
    return public, true


@pytest.mark.lang
def test_no_hidden_number_can_be_worked_out_of_the_workbooks(annexes: tuple[Fakta, Fakta]) -> None:
    public, true = annexes
    known = Viten({one: n for one, n in {**public.tall, **true.tall}.items() if not _of_the_work(one)})
    public.tall = {one: n for one, n in public.tall.items() if not _of_the_work(one)}
    known.learn()
    assert public.skjult
    assert not Program(public, known).narrow(sought(public, known.sant), 3)


def _of_the_work(one: Tall) -> bool:
    return one.key.sort[0].startswith(("register.", "liste.", "arshjul.", "tilsyn.", "krav."))


def test_the_attack_sees_a_number_that_the_others_tell() -> None:
    """It is no attack that never finds anything."""
    day = date(2025, 1, 1)
    keys = [Key(("m", "alle", "andel"), day, day, enhet, "", "") for enhet in ("", "A", "B", "C")]
    true = {
        Tall(key, part): n for key, t in zip(keys, (9, 4, 3, 2), strict=True) for part, n in ((T, t), ("nevner", 20))
    }
    known = Viten(dict(true))
    known.learn()
    shown = {one: n for one, n in true.items() if one.key.enhet != "C"}
    program = Program(Fakta(tall=shown, skjult={keys[3]}), known)
    assert [(one.key.enhet, low, high) for one, low, high in program.narrow([Tall(keys[3], T)], 3)] == [("C", 2, 2)]


@pytest.mark.lang
def test_a_chart_and_its_sheet_have_only_numbers_of_the_workbook(tmp_path: Path) -> None:
    known = facts("tilstandsrapport")
    (paper,) = documents_of(known, editions("tilstandsrapport", Malgruppe.OFFENTLIG), content())
    package = open_template(word_report(paper.dokument, known), None).fill(paper.dokument.visning, known.dag)
    write_tables(paper.dokument.bok, tmp_path / "v.xlsx")
    book = openpyxl.load_workbook(tmp_path / "v.xlsx")
    told = {round(float(c.value), 6) for s in book for row in s for c in row if isinstance(c.value, int | float)}
    drawn = set(_drawn(package))
    assert drawn and drawn <= told


def _drawn(package: bytes) -> set[float]:
    found: set[float] = set()
    with ZipFile(BytesIO(package)) as archive:
        for name in archive.namelist():
            if name.startswith("word/charts/") and name.endswith(".xml"):
                root = ElementTree.fromstring(archive.read(name))
                cache = (v for val in root.iter() if val.tag.endswith("}numCache") for v in val.iter())
                found |= {round(float(v.text or ""), 6) for v in cache if v.tag.endswith("}v")}
            elif name.endswith(".xlsx"):
                book = openpyxl.load_workbook(BytesIO(archive.read(name)))
                cells = (c.value for sheet in book.worksheets for row in sheet.iter_rows(min_col=2) for c in row)
                found |= {round(float(one), 6) for one in cells if isinstance(one, int | float)}
    return found
