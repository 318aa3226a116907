"""Advice on a template that can be used, and what stands between it and use."""

import struct
import zlib
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bvaudit.diagnostics import Grad
from bvaudit.errors import SurroundingsError
from bvaudit.reports.docx.lint import check_template
from bvaudit.reports.plan_blocks import PLAN

from .word_files import bytt, endre, feil, i_kroppen, mal

pytestmark = pytest.mark.lang


def rad(path: Path) -> set[str]:
    return {problem.kode for problem in check_template(path, report=PLAN) if problem.grad is not Grad.FEIL}


def test_advice_on_what_bvaudit_cannot_mend(tmp_path: Path) -> None:
    def poor(document: Any) -> None:
        document.paragraphs[0].style = "Normal"
        document.add_heading("Hopp 2", 2)
        document.add_heading("Hopp 4", 4)
        style = OxmlElement("w:pStyle")
        style.set(qn("w:val"), "FinnesIkke")
        document.add_paragraph("Stil")._p.get_or_add_pPr().append(style)
        document.add_picture(str(bilde(tmp_path)))
        table = document.add_table(rows=3, cols=1)
        for row, text in zip(
            table.rows, ("{%tr for a in plan.avvik %}", "{{ a.regel }}", "{%tr endfor %}"), strict=True
        ):
            row.cells[0].text = text

    found = rad(mal(tmp_path / "mal.docx", prepare=poor))
    assert found == {"mal-overskrift", "mal-stil", "mal-alt-tekst", "mal-tabellhode", "mal-tabelltekst", "mal-sprak"}


def bilde(folder: Path) -> Path:
    """A white dot."""
    path = folder / "punkt.png"

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"\0\xff")) + chunk(b"IEND", b""))
    return path


def test_a_letterhead_without_styles_is_usable_but_told(tmp_path: Path) -> None:
    document = docx.Document()
    for name in ("Heading 2", "List Bullet"):
        document.styles[name].delete()
    document.add_paragraph("[[INNHOLD]]")
    document.save(str(tmp_path / "mal.docx"))
    problems = check_template(tmp_path / "mal.docx", report=PLAN)
    assert [problem.tekst.split(";")[0] for problem in problems if problem.kode == "mal-stil"] == [
        "malen mangler stilen for overskrift 2",
        "malen mangler stilen for punktliste",
    ]
    assert feil(tmp_path / "mal.docx") == []


def test_a_refused_container_is_the_only_message(tmp_path: Path) -> None:
    path = endre(mal(tmp_path / "mal.docx", "{{ feil }}"), i_kroppen('<w:p><w:fldSimple w:instr="DDE x"/></w:p>'))
    assert [problem.kode for problem in check_template(path, report=PLAN)] == ["mal-feltkode"]


def test_a_missing_file_is_the_surroundings(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match=r"fant ikke malen «brev\.docx»"):
        check_template(tmp_path / "borte.docx", "brev.docx", report=PLAN)


def test_what_fails_only_on_data_is_found_by_the_trial(tmp_path: Path) -> None:
    problems = feil(mal(tmp_path / "mal.docx", "{% if plan.enhet > plan.avvik %}x{% endif %}"))
    assert {problem.kode for problem in problems} == {"mal-prove"}
    assert "prøvekjøringen med vanlige data gikk ikke" in [problem.tekst for problem in problems]


def test_a_locked_template_is_told(tmp_path: Path) -> None:
    lock = bytt("</w:settings>", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>')
    path = endre(mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), {"word/settings.xml": lock})
    assert "mal-last" in rad(path)
