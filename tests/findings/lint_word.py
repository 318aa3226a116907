"""A Word report with what people put in one: captions and references by Word's own fields, notes at the foot of the
page, boxes, a head of the page and comments in the margin."""

import re
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def word_report(path: Path, *parts: tuple[str, str]) -> Path:
    """``parts``: what it is and what it says; ``tekst^fotnote`` is a paragraph with a note."""
    document = docx.Document()
    notes: list[str] = []
    for kind, said in parts:
        if kind == "overskrift":
            document.add_heading(said, 1)
        elif kind == "tabell":
            _table(document, said)
        elif kind in ("bildetekst", "henvisning"):
            _with_field(document, kind, said)
        elif kind == "fotnote":
            text, note = said.split("^")
            notes.append(note)
            mark = OxmlElement("w:footnoteReference")
            mark.set(qn("w:id"), str(len(notes) + 1))
            document.add_paragraph(text).add_run()._r.append(mark)
        elif kind == "ramme":
            document.add_paragraph()._p.append(parse_xml(_box(said)))
        elif kind == "topp":
            document.sections[0].header.paragraphs[0].text = said
        elif kind == "kommentar":
            text, comment = said.split("^")
            document.add_comment(document.add_paragraph(text).runs, text=comment, author="Leser")
        else:
            document.add_paragraph(said, style="List Bullet" if kind == "liste" else None)
    document.save(str(path))
    if notes:
        _with_notes(path, notes)
    return path


def _with_field(document: "docx.document.Document", kind: str, said: str) -> None:
    if kind == "bildetekst":
        found = re.fullmatch(r"(\w+ )(\d+)(.*)", said, re.S)
        assert found is not None
        _field(document.add_paragraph(found[1], style="Caption"), "SEQ Tabell", found[2]).add_run(found[3])
    else:
        before, shown, after = said.split("|")
        _field(document.add_paragraph(before), "REF _Ref1 \\h", shown).add_run(after)


def _table(document: "docx.document.Document", said: str) -> None:
    rows = [line.split("|") for line in said.split("\n")]
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text


def _field(paragraph: Paragraph, code: str, shown: str) -> Paragraph:
    for kind in ("begin", "", "separate", shown, "end"):
        run = paragraph.add_run(kind if kind == shown else "")
        if kind == "":
            told = OxmlElement("w:instrText")
            told.text = code
            run._r.append(told)
        elif kind != shown:
            sign = OxmlElement("w:fldChar")
            sign.set(qn("w:fldCharType"), kind)
            run._r.append(sign)
    return paragraph


def _box(said: str) -> str:
    inner = f"<w:txbxContent><w:p><w:r><w:t>{escape(said)}</w:t></w:r></w:p></w:txbxContent>"
    return (
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>{inner}</v:textbox>'
        "</v:shape></w:pict></w:r>"
    )


def _with_notes(path: Path, notes: list[str]) -> None:
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    told = "".join(
        f'<w:footnote w:id="{nr}"><w:p><w:r><w:t>{escape(note)}</w:t></w:r></w:p></w:footnote>'
        for nr, note in enumerate(notes, start=2)
    )
    parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{_W}">{told}</w:footnotes>'.encode()
    types, links = "[Content_Types].xml", "word/_rels/document.xml.rels"
    type_ = f'<Override PartName="/word/footnotes.xml" ContentType="{_NOTES}"/></Types>'
    link = f'<Relationship Id="rIdNotes" Type="{_KIND}" Target="footnotes.xml"/></Relationships>'
    parts[types] = parts[types].replace(b"</Types>", type_.encode())
    parts[links] = parts[links].replace(b"</Relationships>", link.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
