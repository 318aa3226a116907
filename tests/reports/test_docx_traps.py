"""What breaks silently in Word templates, and what a hostile file tries: every trap sprung on purpose."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.errors import ContentError
from bvaudit.reports.docx.container import check_bytes, open_container, pack
from bvaudit.reports.docx.plan_blocks import PLAN
from bvaudit.reports.docx.sample import HOSTILE, LONG
from bvaudit.reports.docx.sandbox import clean, environment, plain
from bvaudit.reports.docx.template import WordTemplate
from bvaudit.reports.handlingsplan import HandlingsplanView

from .builders import PER, en_revisjon, et_kodeverk
from .test_plan import en_plan
from .word_files import (
    DOCUMENT,
    apnet,
    bytt,
    en_prove,
    endre,
    i_kroppen,
    mal,
    med_fotnote,
    pakk,
    relasjon,
    render_plan,
    som_dotx,
    tekst,
)

pytestmark = pytest.mark.lang

POPEN = "{{ cycler.__init__.__globals__.os.popen('id').read() }}"


def fylt(template: Path, view: HandlingsplanView, tmp_path: Path) -> str:
    render_plan(view, template, tmp_path / "ut.docx", PER)
    return tekst(tmp_path / "ut.docx")


def avvist(template: Path, tmp_path: Path) -> list[str]:
    """The codes of the refusal; nothing may have been written."""
    with pytest.raises(ContentError) as error:
        render_plan(en_plan(), template, tmp_path / "ut.docx", PER)
    assert not (tmp_path / "ut.docx").exists()
    assert all(not problem.tekst.endswith(".") for problem in error.value.problems)
    return [problem.kode for problem in error.value.problems]


# --- data ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("R&D", id="og-tegn"),
        pytest.param("a < b", id="mindre enn"),
        pytest.param("Barnevern <sør> & nord", id="enhetsnavn med klammer"),
        pytest.param("</w:t></w:r></w:p>", id="slutt-tagg"),
        pytest.param("{{ 7*7 }}", id="merkelapp i data"),
        pytest.param("{% for %} {# x #} {_{ x }_} {_% x %_}", id="docxtpls egne tegn"),
        pytest.param("[[INNHOLD]]", id="merket i data"),
        pytest.param("æøå ÆØÅ «–» \" '", id="norske tegn"),
        pytest.param("&amp; &#65; &lt;", id="ferdig kodet tekst"),
        pytest.param(LONG, id="lang tekst"),
        pytest.param("x" * 40_000, id="førti tusen tegn"),
        pytest.param("linje 1\nlinje 2", id="linjeskift"),
    ],
)
@pytest.mark.parametrize("linje", ["{{ plan.enhet }}", "[[INNHOLD]]"])
def test_data_comes_back_identical(data: str, linje: str, tmp_path: Path) -> None:
    read = fylt(mal(tmp_path / "mal.docx", "Foran", linje, "Bak"), en_prove(data, 1), tmp_path)
    assert data in read and "Foran" in read and read.rstrip().endswith("Bak")
    assert "49" not in read.replace(data, "")


@pytest.mark.parametrize("template", [None, "[[INNHOLD]]"])
def test_hostile_data_everywhere_in_the_plan(template: str | None, tmp_path: Path) -> None:
    path = PLAN.own_template if template is None else mal(tmp_path / "mal.docx", template)
    read = fylt(path, en_prove(HOSTILE, 2), tmp_path)
    assert read.count(HOSTILE) > 60 and read.count("R&D") == read.count(HOSTILE)
    assert apnet(tmp_path / "ut.docx").core_properties.title == HOSTILE


def test_control_characters_are_cleaned(tmp_path: Path) -> None:
    read = fylt(
        mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), en_prove("a\x00b\x07c\x0bd\r\ne\x1ff\ufffe", 1), tmp_path
    )
    assert "abc\nd\nef" in read


@settings(max_examples=12, deadline=None)
@given(data=st.text(max_size=200))
def test_any_text_is_kept_but_for_control_characters(data: str) -> None:
    beholder = open_container(_SMALL)
    document = docx.Document(_stream(WordTemplate(PLAN, beholder).fill(en_prove(data, 1), PER)))
    read = "".join(
        {"br": "\n", "tab": "\t"}.get(each.tag.rsplit("}", 1)[-1], each.text or "")
        for each in document.paragraphs[1]._p.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
    )
    assert read == clean(data)
    assert clean(clean(data)) == clean(data)


@pytest.fixture(scope="module", autouse=True)
def _small_template(tmp_path_factory: pytest.TempPathFactory) -> None:
    global _SMALL
    _SMALL = mal(tmp_path_factory.mktemp("mal") / "liten.docx", "{{ plan.enhet }}")


_SMALL = Path()


def _stream(content: bytes) -> Any:
    import io

    return io.BytesIO(content)


def test_title_with_ampersand_is_not_escaped_twice(tmp_path: Path) -> None:
    fylt(mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), en_prove("Nord & Sør", 1), tmp_path)
    assert apnet(tmp_path / "ut.docx").core_properties.title == "Nord & Sør"


# --- tags that fail silently -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("linjer", "kode"),
    [
        pytest.param(["{{ plan.enhett }}"], "mal-ukjent-felt", id="skrivefeil i felt"),
        pytest.param(
            ["{%p for a in plan.avik %}", "{{ a.tittel }}", "{%p endfor %}"], "mal-ukjent-felt", id="skrivefeil i liste"
        ),
        pytest.param(["{{r plan.enhet }}"], "mal-riktekst", id="riktekst for tekst"),
        pytest.param(
            ["Enhet: {%p if plan.enhet %}", "x", "{%p endif %}"], "mal-tekst-ved-p", id="tekst ved p-merkelapp"
        ),
        pytest.param(["{{ plan.enhet-navn }}"], "mal-bindestrek", id="bindestrek i navn"),
    ],
)
def test_a_template_with_a_silent_fault_is_refused(linjer: list[str], kode: str, tmp_path: Path) -> None:
    assert avvist(mal(tmp_path / "mal.docx", *linjer), tmp_path) == [kode]


# --- hostile templates -----------------------------------------------------------------------------------------------


def test_a_program_in_the_body_is_refused(tmp_path: Path) -> None:
    assert "mal-ikke-tillatt" in avvist(mal(tmp_path / "mal.docx", POPEN), tmp_path)


def test_a_program_in_the_title_is_refused(tmp_path: Path) -> None:
    def title(document: Any) -> None:
        document.core_properties.title = POPEN

    assert avvist(mal(tmp_path / "mal.docx", "{{ plan.enhet }}", prepare=title), tmp_path) == ["mal-egenskap"]


def test_a_program_in_a_footnote_of_a_file_with_two_sections_is_refused(tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", "{{ plan.enhet }}", prepare=lambda document: document.add_section())
    assert avvist(med_fotnote(path, POPEN), tmp_path) == ["mal-fotnote"]


def test_a_footnote_without_tags_is_kept_as_it_was(tmp_path: Path) -> None:
    path = med_fotnote(mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), "Fast note & tekst".replace("&", "&amp;"))
    render_plan(en_prove("{{ 7*7 }}", 1), path, tmp_path / "ut.docx", PER)
    assert b"Fast note &amp; tekst" in open_container(tmp_path / "ut.docx").deler["word/footnotes.xml"]


@pytest.mark.parametrize(
    "tag",
    [
        pytest.param(POPEN, id="cycler"),
        pytest.param("{{ ''.__class__.__mro__ }}", id="klassevandring"),
        pytest.param("{{ plan.__class__ }}", id="dunder på planen"),
        pytest.param("{{ plan.enhet.format(plan) }}", id="format"),
        pytest.param("{{ plan.avvik.append(1) }}", id="endre listen"),
        pytest.param("{% include 'x' %}", id="include"),
        pytest.param("{% set x = 1 %}", id="set"),
        pytest.param("{% autoescape false %}{{ plan.enhet }}{% endautoescape %}", id="slå av koding"),
        pytest.param("{{ plan.enhet|safe }}", id="safe"),
        pytest.param("{{ plan.enhet|attr('x') }}", id="attr"),
        pytest.param("{{ range(10**9) }}", id="range"),
        pytest.param("{{ 'a' * 1000000000 }}", id="stor tekst"),
        pytest.param("{% for x in plan.avvik recursive %}{{ loop(x) }}{% endfor %}", id="rekursjon"),
    ],
)
def test_nothing_but_fields_loops_and_conditions(tag: str, tmp_path: Path) -> None:
    assert avvist(mal(tmp_path / "mal.docx", tag), tmp_path)


@pytest.mark.parametrize("tag", [POPEN, "{{ plan.__class__.__mro__ }}", "{{ x|safe }}", "{{ plan.pop('enhet') }}"])
def test_the_sandbox_holds_even_if_the_check_is_passed_by(tag: str) -> None:
    with pytest.raises(Exception, match=r".+"):
        environment().from_string(tag).render({"plan": plain(en_prove("x", 1))})


# --- the container ---------------------------------------------------------------------------------------------------

Change = Callable[[Path], object]


def _dde(code: str) -> dict[str, Any]:
    return i_kroppen(
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        + "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in code.split("|"))
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


SETTINGS_RELS = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
    b'Target="file:///C:/x.dotm" TargetMode="External"/></Relationships>'
)
RELS = "word/_rels/document.xml.rels"
INS = '<w:p><w:ins w:id="1" w:author="x"><w:r><w:t>ny</w:t></w:r></w:ins></w:p>'
DEL = '<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>{{ plan.borte }}</w:delText></w:r></w:del></w:p>'


@pytest.mark.parametrize(
    ("spoil", "kode"),
    [
        pytest.param(
            lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99), "mal-gammel-word", id="gammel doc"
        ),
        pytest.param(
            lambda p: p.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
            "mal-passord",
            id="passord",
        ),
        pytest.param(lambda p: p.write_bytes(b"%PDF-1.7"), "mal-ikke-word", id="pdf"),
        pytest.param(lambda p: p.write_bytes(b""), "mal-ikke-word", id="tom fil"),
        pytest.param(lambda p: p.write_bytes(p.read_bytes()[:-200]), "mal-skadet", id="avkortet"),
        pytest.param(lambda p: pakk(p, [("a.txt", b"x")]), "mal-ikke-word", id="vanlig zip"),
        pytest.param(lambda p: endre(p, {DOCUMENT: b"<w:document"}), "mal-skadet", id="ødelagt xml"),
        pytest.param(
            lambda p: endre(
                p, {DOCUMENT: lambda c: c.replace(b"<w:document", b"<!DOCTYPE x [<!ENTITY a 'b'>]><w:document", 1)}
            ),
            "mal-dtd",
            id="dtd",
        ),
        pytest.param(
            lambda p: endre(p, {"word/x.xml": "<x/>".encode("utf-16")}), "mal-tegnkoding", id="annen tegnkoding"
        ),
        pytest.param(lambda p: endre(p, {"word/x.bin": b"\0" * 30_000_000}), "mal-for-stor", id="zip-bombe"),
        pytest.param(
            lambda p: endre(p, {f"word/{n}.txt": b"" for n in range(2_001)}), "mal-for-stor", id="for mange deler"
        ),
        pytest.param(
            lambda p: endre(p, {"WORD/document.xml": b"<x/>"}), "mal-dobbel-del", id="to deler med samme navn"
        ),
        pytest.param(lambda p: endre(p, {"../ut.xml": b"<x/>"}), "mal-ulovlig-sti", id="ut av filen"),
        pytest.param(lambda p: endre(p, {"word/vbaProject.bin": b"x"}), "mal-makro", id="makro"),
        pytest.param(
            lambda p: endre(
                p,
                {
                    "[Content_Types].xml": bytt(
                        "openxmlformats-officedocument.wordprocessingml.document.main",
                        "ms-word.document.macroEnabled.main",
                    )
                },
            ),
            "mal-makro",
            id="docm",
        ),
        pytest.param(lambda p: endre(p, {"word/embeddings/oleObject1.bin": b"x"}), "mal-objekt", id="ole"),
        pytest.param(lambda p: endre(p, {"word/activeX/activeX1.xml": b"<x/>"}), "mal-objekt", id="activex"),
        pytest.param(
            lambda p: endre(p, {RELS: relasjon("aFChunk", "x.html", external=False)}), "mal-objekt", id="html-del"
        ),
        pytest.param(
            lambda p: endre(p, {RELS: relasjon("image", "http://x.no/a.png", external=True)}),
            "mal-ekstern",
            id="lenket bilde",
        ),
        pytest.param(lambda p: endre(p, _dde('DDEAUTO c:\\ "x"')), "mal-feltkode", id="dde"),
        pytest.param(lambda p: endre(p, _dde("DD|EAUTO x")), "mal-feltkode", id="dde delt i to"),
        pytest.param(lambda p: endre(p, _dde('INCLUDETEXT "c:/x.docx"')), "mal-feltkode", id="includetext"),
        pytest.param(
            lambda p: endre(p, i_kroppen('<w:p><w:fldSimple w:instr="INCLUDEPICTURE x"/></w:p>')),
            "mal-feltkode",
            id="enkelt felt",
        ),
        pytest.param(lambda p: endre(p, i_kroppen(INS)), "mal-sporede-endringer", id="sporet innsetting"),
        pytest.param(lambda p: endre(p, i_kroppen(DEL)), "mal-sporede-endringer", id="merkelapp i sporet sletting"),
        pytest.param(lambda p: endre(p, {DOCUMENT: None}), "mal-ikke-word", id="uten dokument"),
        pytest.param(
            lambda p: endre(
                p,
                {
                    DOCUMENT: bytt(
                        "schemas.openxmlformats.org/wordprocessingml/2006", "purl.oclc.org/ooxml/wordprocessingml"
                    )
                },
            ),
            "mal-strict",
            id="strict open xml",
        ),
    ],
)
def test_a_container_that_is_not_safe_is_never_opened(spoil: Change, kode: str, tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", "{{ plan.enhet }}")
    spoil(path)
    assert avvist(path, tmp_path) == [kode]


def test_a_hyperlink_and_a_page_number_are_fine(tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", "{{ plan.enhet }}")
    endre(path, {RELS: relasjon("hyperlink", "https://kommune.no", external=True), **_dde(" PAGE ")})
    assert "Østbyen" in fylt(path, en_plan(), tmp_path)


def test_a_tracked_deletion_with_a_tag_says_so(tmp_path: Path) -> None:
    path = endre(mal(tmp_path / "mal.docx", "{{ plan.enhet }}"), i_kroppen(DEL))
    (problem,) = open_container(path).problemer
    assert problem.tekst == "malen har sporede endringer som skjuler en merkelapp"
    assert problem.sted.sti == "avsnitt 1: «{{ plan.borte }}»"


@given(data=st.binary(max_size=300))
def test_any_bytes_are_refused_without_a_crash(data: bytes) -> None:
    assert check_bytes(data, "x.docx").problemer
    assert check_bytes(b"PK\x03\x04" + data, "x.docx").problemer


def test_packing_is_the_same_whatever_the_order() -> None:
    assert pack({"a": b"1", "b": b"2"}) == pack({"b": b"2", "a": b"1"})


# --- the municipality's own letterhead -----------------------------------------------------------------------------


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
    assert "•\u00a0Et avvik lukkes" in read


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
