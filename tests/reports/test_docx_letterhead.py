"""A municipality's own letterhead: where the marker can stand, and a copy without what only shows or links."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from bvaudit.diagnostics import Grad

from .word_files import (
    MERKE,
    endre,
    i_kroppen,
    mal,
    mal_med_tabell,
    problemer,
)

pytestmark = [pytest.mark.lang, pytest.mark.helt]

RELS, SETTINGS = "word/_rels/document.xml.rels", "word/settings.xml"
LINE = f"<w:p><w:r><w:t>{MERKE}</w:t></w:r></w:p>"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
WPS = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def boks(inner: str) -> str:
    return f"<w:txbxContent>{inner}</w:txbxContent>"


def gammel_boks(inner: str) -> str:
    return f"<w:pict {VML}><v:shape><v:textbox>{boks(inner)}</v:textbox></v:shape></w:pict>"


def i_avsnitt(inner: str) -> str:
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def avsnitt(egenskaper: str) -> str:
    return f"<w:p><w:pPr>{egenskaper}</w:pPr><w:r><w:t>{MERKE}</w:t></w:r></w:p>"


def tabell(celle: str = "", rad: str = "", bredde: int = 9000) -> str:
    return (
        f'<w:tbl><w:tblGrid><w:gridCol w:w="{bredde}"/></w:tblGrid><w:tr><w:trPr>{rad}</w:trPr>'
        f"<w:tc><w:tcPr>{celle}</w:tcPr>{LINE}</w:tc></w:tr></w:tbl>"
    )


def felt_i_kontroll(kind: str) -> str:
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{LINE}</w:sdtContent></w:sdt>"


def med(tmp_path: Path, xml: str) -> Path:
    return endre(mal(tmp_path / "brev.docx", "Hilsen"), i_kroppen(xml))


REFUSED = {
    "tekstboks": i_avsnitt(gammel_boks(LINE)),
    "tekstboks i tekstboks": i_avsnitt(gammel_boks(i_avsnitt(gammel_boks(LINE)))),
    "ny tekstboks med reserve": i_avsnitt(
        f'<mc:AlternateContent {MC}><mc:Choice Requires="wps"><wps:txbx {WPS}>{boks(LINE)}</wps:txbx></mc:Choice>'
        f"<mc:Fallback>{gammel_boks(LINE)}</mc:Fallback></mc:AlternateContent>"
    ),
    "tabell i tekstboks": i_avsnitt(gammel_boks(tabell() + "<w:p/>")),
    "ramme": avsnitt('<w:framePr w:w="4000" w:hSpace="141" w:wrap="around"/>'),
    "rad med fast høyde": tabell(rad='<w:trHeight w:val="400" w:hRule="exact"/>'),
    "dreid celle": tabell(celle='<w:textDirection w:val="btLr"/>'),
    "felt for kort tekst": felt_i_kontroll("<w:text/>"),
    "felt for dato": felt_i_kontroll("<w:date/>"),
}


@pytest.mark.parametrize("xml", [pytest.param(xml, id=navn) for navn, xml in REFUSED.items()])
def test_a_place_the_plan_cannot_be_read_in_is_refused(tmp_path: Path, xml: str) -> None:
    (problem,) = problemer(med(tmp_path, xml))
    assert problem.kode == "mal-merke-sted"
    assert MERKE in str(problem.sted)
    assert "flytt" in problem.hint


def test_a_style_that_makes_a_frame(tmp_path: Path) -> None:
    def framed(document: Any) -> None:
        style = document.styles.add_style("Adressefelt", 1)
        style.element.get_or_add_pPr().append(OxmlElement("w:framePr"))
        child = document.styles.add_style("Adressefelt 2", 1)
        child.base_style = style
        document.add_paragraph(MERKE, style="Adressefelt 2")

    assert [p.kode for p in problemer(mal(tmp_path / "brev.docx", prepare=framed))] == ["mal-merke-sted"]


def spalter(number: int) -> Callable[[Any], None]:
    def prepare(document: Any) -> None:
        document.sections[0]._sectPr.find(qn("w:cols")).set(qn("w:num"), str(number))

    return prepare


def side(bredde: float) -> Callable[[Any], None]:
    def prepare(document: Any) -> None:
        section = document.sections[0]
        section.page_width, section.left_margin, section.right_margin = Cm(bredde), Cm(2), Cm(2)

    return prepare


@pytest.mark.parametrize(
    ("lag", "sier"),
    [
        pytest.param(lambda p: mal(p, MERKE, prepare=spalter(2)), "2 spalter", id="to spalter"),
        pytest.param(lambda p: mal(p, MERKE, prepare=spalter(3)), "3 spalter", id="tre spalter"),
        pytest.param(lambda p: mal(p, MERKE, prepare=side(10.5)), "6,5 cm", id="liten side"),
        pytest.param(lambda p: endre(mal(p), i_kroppen(tabell(bredde=2835))), "5,0 cm", id="smal celle"),
        pytest.param(
            lambda p: endre(mal(p), i_kroppen(tabell('<w:tcW w:w="1701" w:type="dxa"/>'))), "3,0 cm", id="celle i bred"
        ),
        pytest.param(lambda p: mal_med_tabell(p, [["Til", "Fra", MERKE]]), "tabellcelle", id="en av tre celler"),
    ],
)
def test_a_narrow_place_is_warned_of(tmp_path: Path, lag: Callable[[Path], Path], sier: str) -> None:
    path = lag(tmp_path / "brev.docx")
    assert not problemer(path)
    (problem,) = problemer(path, Grad.ADVARSEL)
    assert problem.kode == "mal-merke-smalt"
    assert sier in problem.tekst and MERKE in str(problem.sted)


@pytest.mark.parametrize(
    "lag",
    [
        pytest.param(lambda p: mal(p, MERKE), id="alene"),
        pytest.param(lambda p: mal(p, MERKE, prepare=spalter(1)), id="én spalte"),
        pytest.param(lambda p: endre(mal(p), i_kroppen(tabell())), id="bred celle"),
        pytest.param(lambda p: endre(mal(p), i_kroppen(felt_i_kontroll("<w:richText/>"))), id="felt for rik tekst"),
        pytest.param(lambda p: endre(mal(p, MERKE), i_kroppen(i_avsnitt(gammel_boks("<w:p/>")))), id="boks ved siden"),
    ],
)
def test_an_ordinary_place_is_no_remark(tmp_path: Path, lag: Callable[[Path], Path]) -> None:
    assert not problemer(lag(tmp_path / "brev.docx"), Grad.FEIL, Grad.ADVARSEL)


@pytest.mark.parametrize(
    "skrevet", ["[[innhold]]", "[[ INNHOLD ]]", "[[Innhold]]", "[INNHOLD]", "[[INNHOLD]", "[[\u00a0innhold ]]"]
)
def test_a_marker_spelt_in_another_way_is_met_with_what_to_write(tmp_path: Path, skrevet: str) -> None:
    (problem,) = problemer(mal(tmp_path / "brev.docx", "Til", f"Se {skrevet}"))
    assert problem.kode == "mal-merke-skrivemate"
    assert "avsnitt 3" in problem.tekst and skrevet.split()[0] in problem.tekst
    assert problem.hint.startswith("skriv [[INNHOLD]]")
