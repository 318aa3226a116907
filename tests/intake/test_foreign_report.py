"""A report nobody here made: what is seen in it, and what lies hidden in it."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bvaudit.errors import ContentError
from bvaudit.intake.foreign_report import read_foreign
from bvaudit.model.fremmedrapport import Fremmedrapport, Slag


def saved(tmp_path: Path, fill: Callable[[docx.document.Document], None]) -> Fremmedrapport:
    document = docx.Document()
    fill(document)
    path = tmp_path / "rapport.docx"
    document.save(str(path))
    return read_foreign(path)


def texts(report: Fremmedrapport, slag: Slag) -> list[str]:
    return [part.tekst for part in report.avsnitt if part.slag is slag]


def test_headings_paragraphs_items_captions_and_tables(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_heading("Meldinger", level=2)
        document.add_paragraph("Tabell 1: Meldinger", style="Caption")
        table = document.add_table(rows=2, cols=3)
        table.cell(0, 0).merge(table.cell(0, 1)).text = "To kolonner"
        table.cell(0, 2).text = "2024"
        table.cell(1, 2).text = "14"
        document.add_paragraph("Et punkt", style="List Bullet")
        document.add_paragraph("Vanlig tekst")

    report = saved(tmp_path, fill)
    assert texts(report, Slag.OVERSKRIFT) == ["Meldinger"]
    assert texts(report, Slag.BILDETEKST) == ["Tabell 1: Meldinger"]
    assert texts(report, Slag.LISTE) == ["Et punkt"]
    (table,) = report.tabeller
    assert table.rader == (("To kolonner", "", "2024"), ("", "", "14"))
    assert (table.nr, table.etter, table.overskrift) == (1, 2, "Meldinger")
    last = list(report.avsnitt)[-1]
    assert (last.nr, last.overskrift, last.seksjon) == (4, "Meldinger", 1)


def test_a_bold_line_is_a_heading_and_a_figure_is_not(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        document.add_paragraph().add_run("Fristbrudd undersøkelser").bold = True
        document.add_paragraph().add_run("Graf 2.3.1").bold = True
        document.add_paragraph().add_run("Dette er viktig.").bold = True

    report = saved(tmp_path, fill)
    assert texts(report, Slag.OVERSKRIFT) == ["Fristbrudd undersøkelser"]
    assert texts(report, Slag.AVSNITT) == ["Graf 2.3.1", "Dette er viktig."]


def test_marks_hidden_text_comments_and_changes(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        paragraph = document.add_paragraph("Andelen var ")
        run = paragraph.add_run("12 %")
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW
        paragraph.add_run(" skjult").font.hidden = True
        inserted = parse_xml(
            f'<w:p {nsdecls("w")}><w:ins w:id="9" w:author="K"><w:r><w:t>ny tekst</w:t></w:r></w:ins>'
            '<w:del w:id="8" w:author="K"><w:r><w:delText>gammel tekst</w:delText></w:r></w:del></w:p>'
        )
        document.element.body.insert(1, inserted)
        document.add_comment(runs=[run], text="Stemmer dette?", author="Kari")

    report = saved(tmp_path, fill)
    first, second = report.avsnitt
    assert (first.tekst, first.merket, first.skjult) == ("Andelen var 12 %", ("12 %",), ("skjult",))
    assert (second.tekst, second.endret) == ("ny tekst", ("ny tekst", "gammel tekst"))
    (one,) = report.merknader
    assert (one.tekst, one.hvem, one.nr) == ("Stemmer dette?", "Kari", 1)


def test_a_row_or_a_field_somebody_made_is_read(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        document.element.body.insert(
            0,
            parse_xml(
                f'<w:p {nsdecls("w")}><w:r><w:t xml:space="preserve">Tabell </w:t></w:r>'
                '<w:fldSimple w:instr=" SEQ Tabell "><w:r><w:t>4</w:t></w:r></w:fldSimple>'
                "<w:r><w:t>: Besøk</w:t></w:r></w:p>"
            ),
        )

    assert [part.tekst for part in saved(tmp_path, fill).avsnitt] == ["Tabell 4: Besøk"]


def test_heads_of_pages_and_what_a_picture_says(tmp_path: Path) -> None:
    def fill(document: docx.document.Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Unntatt offentlighet"
        run = document.add_paragraph("Under").add_run()
        run._r.append(
            parse_xml(
                f"<w:drawing {nsdecls('w', 'wp', 'a')}><wp:inline>"
                '<wp:docPr id="1" name="B" descr="Stolper for hvert år"/></wp:inline></w:drawing>'
            )
        )

    report = saved(tmp_path, fill)
    assert texts(report, Slag.TOPP) == ["Unntatt offentlighet"]
    assert texts(report, Slag.ALTERNATIV) == ["Stolper for hvert år"]
    assert [part.bilder for part in report.avsnitt if part.tekst == "Under"] == [1]


def test_markdown_is_read_as_it_is_shown() -> None:
    from bvaudit.intake.foreign_text import from_text

    said = (
        "# Meldinger\n\nEn **tydelig** linje på mer enn seksti tegn som er brutt av redigeringsprogrammet og\n"
        "går videre her.\n\n- ett\n- to\n\n"
        "| A | B |\n|---|---|\n| x | 1 |"
        "\n\n<!-- Kari: sjekk -->\n[lenke](https://a.no) og ==gul==\n\n```\nkode xx\n```\n"
    )
    report = from_text(said, markdown=True)
    assert texts(report, Slag.OVERSKRIFT) == ["Meldinger"]
    assert texts(report, Slag.LISTE) == ["ett", "to"]
    assert [len(part.tekst) > 90 for part in report.avsnitt if part.slag is Slag.AVSNITT] == [True, False]
    assert [part.merket for part in report.avsnitt][-1] == ("gul",)
    assert [one.tekst for one in report.merknader] == ["Kari: sjekk"]
    assert [table.rader for table in report.tabeller] == [(("A", "B"), ("x", "1"))]
    assert "kode xx" not in str(report)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [("Øst økte", "utf-8"), ("Øst økte", "utf-8-sig"), ("Øst økte", "cp1252"), ("Øst", "utf-16")],
)
def test_letters_are_right_whatever_the_editor_wrote(tmp_path: Path, content: str, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content.encode(encoding))
    assert [part.tekst for part in read_foreign(path).avsnitt] == [content]


def zipped(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


_BODY = f"<w:document {nsdecls('w')}><w:body><w:p><w:r><w:t>Hei</w:t></w:r></w:p></w:body></w:document>".encode()


@pytest.mark.parametrize(
    ("name", "parts", "said"),
    [
        ("a.docx", {"word/annet.xml": b"<a/>"}, "ikke et Word-dokument"),
        ("a.docx", {"word/document.xml": b"<a"}, "er skadet"),
        ("a.docx", {"word/document.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "ikke er trygt"),
        ("a.docx", {"word/document.xml": _BODY, "x": b"0" * 3_000}, "for stor"),
        ("a.docx", {"word/document.xml": b"<a/>"}, "er skadet"),
    ],
    ids=["ingen tekst", "halv", "dtd", "bombe", "uten innhold"],
)
def test_a_file_that_cannot_be_read_is_told_of(
    tmp_path: Path, name: str, parts: dict[str, bytes], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bvaudit.intake.word_parts._MOST_BYTES", 2_000)
    with pytest.raises(ContentError, match=said):
        read_foreign(zipped(tmp_path / name, parts))


@pytest.mark.parametrize(("name", "content"), [("a.pdf", b"%PDF"), ("a.doc", b"x"), ("a.xlsx", b"x"), ("a.docx", b"x")])
def test_other_kinds_of_files_are_told_of(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ContentError):
        read_foreign(path)


def test_macros_are_never_opened(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.docm", {"word/document.xml": _BODY, "word/vbaProject.bin": b"\0\1"})
    assert [part.tekst for part in read_foreign(path).avsnitt] == ["Hei"]


def test_nothing_is_nothing(tmp_path: Path) -> None:
    assert saved(tmp_path, lambda document: None).tom
