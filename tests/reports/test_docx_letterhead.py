"""A municipality's own letterhead: where the marker can stand, and a copy without what only shows or links."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from bvaudit.diagnostics import Grad, Problem, has_errors
from bvaudit.reports.docx.lint import check_template

from .builders import PER
from .test_plan import en_plan
from .word_files import (
    DOCUMENT,
    WORD_TYPE,
    R,
    bytt,
    endre,
    i_kroppen,
    mal,
    mal_med_tabell,
    relasjon,
    render_plan,
    tekst,
)

pytestmark = pytest.mark.lang

RELS, SETTINGS = "word/_rels/document.xml.rels", "word/settings.xml"
MERKE = "[[INNHOLD]]"
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


def problemer(path: Path, *grader: Grad) -> list[Problem]:
    return [p for p in check_template(path, path.name) if p.grad in (grader or (Grad.FEIL,))]


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


# --- fields and links ----------------------------------------------------------------------------------------------


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def kode(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'


def felt(code: str, vist: str = "<w:r><w:t>Vist tekst</w:t></w:r>") -> str:
    return f"{mark('begin')}{kode(code)}{mark('separate')}{vist}{mark('end')}"


ONE_RUN = (
    '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> USERNAME </w:instrText>'
    '<w:fldChar w:fldCharType="separate"/><w:t>Vist tekst</w:t><w:fldChar w:fldCharType="end"/></w:r>'
)
HARMLESS = {
    "fletting": felt(" MERGEFIELD Saksbehandler "),
    "fletting som enkelt felt": '<w:fldSimple w:instr=" MERGEFIELD A "><w:r><w:t>Vist tekst</w:t></w:r></w:fldSimple>',
    "små bokstaver": felt(" mergefield a \\* MERGEFORMAT "),
    "variabel": felt(" DOCVARIABLE Saksnr "),
    "brukernavn i én kjøring": ONE_RUN,
    "spørsmål": felt(" FILLIN &quot;Hvem?&quot; "),
    "fletting inni et vilkår": f"{mark('begin')}{kode(' IF ')}{felt(' MERGEFIELD A ')}{kode(' = 1 ')}"
    f"{mark('separate')}<w:r><w:t>Vist tekst</w:t></w:r>{mark('end')}",
    "fletting i det som vises": felt(" IF 1 = 1 ", felt(" MERGEFIELD A ")),
    "lenke til fil": felt(' HYPERLINK "file:///C:/a.docx" '),
    "lenke til tjener": felt(r' HYPERLINK "\\\\tjener\\a.docx" '),
    "fletting uten vist tekst": f"{mark('begin')}{kode(' MERGEFIELD A ')}{mark('end')}<w:r><w:t>Vist tekst</w:t></w:r>",
}


@pytest.mark.parametrize("xml", [pytest.param(xml, id=navn) for navn, xml in HARMLESS.items()])
def test_a_field_that_only_shows_something_is_kept_as_its_text(tmp_path: Path, xml: str) -> None:
    path = endre(mal(tmp_path / "brev.docx", MERKE), i_kroppen(f"<w:p>{xml}</w:p>"))
    before = path.read_bytes()
    assert not problemer(path)
    assert {"mal-felt-tekst"} <= {p.kode for p in problemer(path, Grad.MERKNAD)}
    render_plan(en_plan(), path, tmp_path / "ut.docx", PER)
    made = docx.Document(str(tmp_path / "ut.docx")).element.xml
    assert "Vist tekst" in made
    assert not any(name in made for name in ("MERGEFIELD", "DOCVARIABLE", "USERNAME", "FILLIN", "HYPERLINK"))
    assert made.count('w:fldCharType="begin"') == made.count('w:fldCharType="end"')
    assert path.read_bytes() == before


@pytest.mark.parametrize("code", [" PAGE ", " DATE \\@ &quot;d.M.yyyy&quot; ", " REF a ", ' HYPERLINK "https://x.no" '])
def test_a_field_word_works_out_itself_is_kept(tmp_path: Path, code: str) -> None:
    path = endre(mal(tmp_path / "brev.docx", MERKE), i_kroppen(f"<w:p>{felt(code)}</w:p>"))
    render_plan(en_plan(), path, tmp_path / "ut.docx", PER)
    assert code.split()[0] in docx.Document(str(tmp_path / "ut.docx")).element.xml


@pytest.mark.parametrize("code", ["DDEAUTO c", "INCLUDETEXT x", "LINK Excel", "MACROBUTTON x", "DATABASE x", "UKJENT"])
def test_a_field_that_fetches_or_runs_is_refused_with_what_to_do_in_word(tmp_path: Path, code: str) -> None:
    path = endre(mal(tmp_path / "brev.docx", MERKE), i_kroppen(f"<w:p>{felt(code)}</w:p>"))
    (problem,) = problemer(path)
    assert problem.kode == "mal-feltkode" and "Ctrl + Shift + F9" in problem.hint


def settings_rels(kind: str, target: str) -> bytes:
    row = f'<Relationship Id="rId1" Type="{R}/{kind}" Target="{target}" TargetMode="External"/>'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}">{row}</Relationships>'.encode()


@pytest.mark.parametrize(
    ("kind", "xml"),
    [
        pytest.param("attachedTemplate", '<w:attachedTemplate r:id="rId1"/>', id="koblet mal"),
        pytest.param(
            "mailMergeSource",
            '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataSource r:id="rId1"/></w:mailMerge>',
            id="mottakerliste",
        ),
    ],
)
@pytest.mark.parametrize("target", ["file:///\\\\tjener\\maler\\Brev.dotx", "https://x.no/Brev.dotm", "Brev.dotx"])
def test_ties_to_other_files_are_cut_in_the_copy(tmp_path: Path, kind: str, xml: str, target: str) -> None:
    def tied(content: bytes) -> bytes:
        at = content.index(b">", content.index(b"<w:settings")) + 1
        namespaced = xml.replace("r:id", f'xmlns:r="{R}" r:id')
        return content[:at] + namespaced.encode() + content[at:]

    path = endre(
        mal(tmp_path / "brev.docx", MERKE),
        {SETTINGS: tied, "word/_rels/settings.xml.rels": settings_rels(kind, target)},
    )
    assert not problemer(path)
    assert "mal-kobling-fjernet" in {p.kode for p in problemer(path, Grad.MERKNAD)}
    render_plan(en_plan(), path, tmp_path / "ut.docx", PER)
    with zipfile.ZipFile(tmp_path / "ut.docx") as made:
        everything = b"".join(made.read(name) for name in made.namelist() if name.endswith((".xml", ".rels")))
    assert b"Brev.dot" not in everything and b"attachedTemplate" not in everything and b"mailMerge" not in everything


@pytest.mark.parametrize(
    ("target", "kept"),
    [
        pytest.param("https://www.x.no", True, id="nettside"),
        pytest.param("mailto:post@x.no", True, id="e-post"),
        pytest.param("\\\\tjener\\felles\\a.docx", False, id="nettverksmappe"),
        pytest.param("file:///C:/a.docx", False, id="fil"),
        pytest.param("javascript:alert(1)", False, id="javascript"),
        pytest.param(" JavaScript:alert(1)", False, id="javascript skjult med mellomrom"),
        pytest.param("../a.docx", False, id="fil ved siden av"),
    ],
)
def test_links_to_files_and_programs_become_text(tmp_path: Path, target: str, kept: bool) -> None:
    link = f'<w:p><w:hyperlink xmlns:r="{R}" r:id="rId900"><w:r><w:t>Vår side</w:t></w:r></w:hyperlink></w:p>'
    changes = {**i_kroppen(link), RELS: relasjon("hyperlink", target, external=True)}
    path = endre(mal(tmp_path / "brev.docx", MERKE), changes)
    assert not problemer(path)
    render_plan(en_plan(), path, tmp_path / "ut.docx", PER)
    assert "Vår side" in tekst(tmp_path / "ut.docx")
    with zipfile.ZipFile(tmp_path / "ut.docx") as made:
        assert (target.encode() in made.read(RELS)) == kept
        assert (b"<w:hyperlink" in made.read(DOCUMENT)) == kept


# --- damage --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("part", "kind"),
    [
        pytest.param("settings", "application/xml", id="innstillinger av feil slag"),
        pytest.param(
            "settings", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml", id="byttet"
        ),
        pytest.param("styles", "application/xml", id="stiler av feil slag"),
    ],
)
def test_a_part_that_is_not_what_it_is_said_to_be(tmp_path: Path, part: str, kind: str) -> None:
    right = f"{WORD_TYPE}.{part}+xml"
    path = endre(mal(tmp_path / "brev.docx", MERKE), {"[Content_Types].xml": bytt(right, kind)})
    assert has_errors(check_template(path)) or not problemer(path)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("{{ " + "(" * 5000 + "plan.enhet" + ")" * 5000 + " }}", id="parenteser"),
        pytest.param("{{ " + "not " * 5000 + "plan.enhet }}", id="ikke ikke"),
        pytest.param("{{ plan.enhet" + "|upper" * 3000 + " }}", id="filtre"),
        pytest.param("{{ " + "[" * 3000 + "]" * 3000 + " }}", id="klammer"),
        pytest.param("{% if plan.enhet %}" * 1000 + "{% endif %}" * 1000, id="vilkår i vilkår"),
    ],
)
def test_a_tag_too_deep_to_read_is_refused(tmp_path: Path, line: str) -> None:
    assert {p.kode for p in problemer(mal(tmp_path / "brev.docx", line))} == {"mal-syntaks"}
