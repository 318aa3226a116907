"""Fields and links of an old letterhead: what only shows is kept as text, what fetches or runs is refused."""

import zipfile
from pathlib import Path

import docx
import pytest

from bvaudit.diagnostics import Grad, has_errors
from bvaudit.reports.docx.lint import check_template
from bvaudit.reports.plan_blocks import PLAN

from .builders import PER
from .word_files import (
    DOCUMENT,
    MERKE,
    WORD_TYPE,
    R,
    bytt,
    en_plan,
    endre,
    i_kroppen,
    mal,
    problemer,
    relasjon,
    render_plan,
    tekst,
)

pytestmark = [pytest.mark.lang, pytest.mark.helt]

RELS, SETTINGS = "word/_rels/document.xml.rels", "word/settings.xml"


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
        assert (b"rId900" in made.read(DOCUMENT)) == kept


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
    assert has_errors(check_template(path, report=PLAN)) or not problemer(path)


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
