"""A letterhead with only the marker: the plan stands where it stood, in the letterhead's own styles."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from bvaudit.errors import ContentError

from .builders import PER, en_revisjon, et_kodeverk
from .word_files import (
    apnet,
    avvist,
    en_plan,
    en_prove,
    fylt,
    mal,
    render_plan,
    som_dotx,
)

pytestmark = pytest.mark.lang


def test_a_dotx_works_with_marker_and_with_tags(tmp_path: Path) -> None:
    for linje in ("{{ plan.enhet }}", "[[INNHOLD]]"):
        path = som_dotx(mal(tmp_path / "mal.docx", linje), tmp_path / "mal.dotx")
        assert "Østbyen" in fylt(path, en_plan(), tmp_path)


def test_the_marker_is_replaced_where_it_stands(tmp_path: Path) -> None:
    read = fylt(mal(tmp_path / "mal.docx", "Foran", "[[INNHOLD]]", "Med hilsen"), en_plan(), tmp_path)
    assert read.index("Foran") < read.index("Handlingsplan for Østbyen") < read.index("Med hilsen")
    assert "[[INNHOLD]]" not in read


def test_marker_and_tags_may_be_used_together(tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", "Til {{ plan.kommune }}", "[[INNHOLD]]")
    read = fylt(path, en_prove("[[INNHOLD]]", 1), tmp_path)
    assert "Til [[INNHOLD]]" in read


def test_a_marker_split_by_word_into_several_runs(tmp_path: Path) -> None:
    def split(document: Any) -> None:
        paragraph = document.add_paragraph("[[INN")
        paragraph.add_run("HOLD").bold = True
        paragraph.add_run("]]")

    assert "Østbyen" in fylt(mal(tmp_path / "mal.docx", prepare=split), en_plan(), tmp_path)


def test_a_marker_that_holds_a_section_break_keeps_it(tmp_path: Path) -> None:
    def sections(document: Any) -> None:
        document.add_paragraph("[[INNHOLD]]")
        document.add_section()  # the break is kept in the paragraph before it
        document.add_paragraph("Vedlegg")

    path = mal(tmp_path / "mal.docx", prepare=sections)
    assert "Vedlegg" in fylt(path, en_plan(), tmp_path)
    assert len(apnet(tmp_path / "ut.docx").sections) == 2


def test_a_template_that_fails_on_the_data_is_the_templates_fault(tmp_path: Path) -> None:
    assert avvist(mal(tmp_path / "mal.docx", "{% if plan.avvik > plan.enhet %}x{% endif %}"), tmp_path) == []


def test_neither_marker_nor_tags_is_a_problem(tmp_path: Path) -> None:
    assert avvist(mal(tmp_path / "mal.docx", "Bare et brev"), tmp_path) == ["mal-uten-merke"]


def _norske_id(document: Any) -> None:
    """As Norwegian Word writes it: Norwegian ids, English names inside."""
    for name, style_id in (
        ("Heading 1", "Overskrift1"),
        ("Heading 2", "Overskrift2"),
        ("Table Grid", "Tabellrutenett"),
    ):
        document.styles[name].element.set(qn("w:styleId"), style_id)
    document.add_paragraph("[[INNHOLD]]")


def _norske_navn(document: Any) -> None:
    """As another program writes it: Norwegian names too."""
    _norske_id(document)
    for name, norsk in (("Heading 1", "overskrift 1"), ("Table Grid", "Tabellrutenett"), ("List Bullet", "Punktliste")):
        document.styles[name].element.find(qn("w:name")).set(qn("w:val"), norsk)


def _uten_stiler(document: Any) -> None:
    for name in ("Heading 1", "Heading 2", "Heading 3", "List Bullet", "Table Grid"):
        document.styles[name].delete()
    document.add_paragraph("[[INNHOLD]]")


@pytest.mark.parametrize("prepare", [_norske_id, _norske_navn])
def test_norwegian_styles_are_found_by_name(prepare: Callable[[Any], None], tmp_path: Path) -> None:
    document = docx.Document()
    prepare(document)
    document.save(str(tmp_path / "mal.docx"))
    fylt(tmp_path / "mal.docx", en_plan(), tmp_path)
    ut = apnet(tmp_path / "ut.docx")
    assert ut.paragraphs[0].style.style_id == "Overskrift1"
    assert ut.tables[0].style.style_id == "Tabellrutenett"


def test_missing_styles_are_drawn_by_hand(tmp_path: Path) -> None:
    document = docx.Document()
    _uten_stiler(document)
    document.save(str(tmp_path / "mal.docx"))
    read = fylt(tmp_path / "mal.docx", en_plan(), tmp_path)
    ut = apnet(tmp_path / "ut.docx")
    assert ut.paragraphs[0]._p.find(f".//{qn('w:outlineLvl')}").get(qn("w:val")) == "0"
    assert ut.tables[0]._tbl.tblPr.find(qn("w:tblBorders")) is not None
    assert "• Alle enhetens 212 saker" in read


def test_letterhead_tables_repeat_their_header_and_have_a_title(tmp_path: Path) -> None:
    fylt(mal(tmp_path / "mal.docx", "[[INNHOLD]]"), en_plan(), tmp_path)
    for table in apnet(tmp_path / "ut.docx").tables:
        assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_the_error_names_no_case_data(tmp_path: Path) -> None:
    revisjon = en_revisjon(kommune="HEMMELIG")
    from bvaudit.reports.plan_view import plan_view

    with pytest.raises(ContentError) as error:
        render_plan(
            plan_view(revisjon, "Østbyen", et_kodeverk()), mal(tmp_path / "m.docx", "{{ x }}"), tmp_path / "u.docx", PER
        )
    assert "HEMMELIG" not in str(error.value.problems) + str(error.value)
