"""The contents list: a field Word can update, with its entries in place so that it is read without that."""

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from bvaudit.reports.docx.blocks import Heading, Link, TableOfContents
from bvaudit.reports.docx.pieces import Anchors, write_pieces
from bvaudit.reports.docx.styles import Styles


def write_contents(
    document: Any, styles: Styles, block: TableOfContents, headings: Sequence[Heading], anchors: Anchors
) -> list[Any]:
    """The title, and a paragraph for each heading of the levels asked for; none when there are none.

    Without numbers of pages: they are known only to the program that lays the document out.
    """
    wanted = [heading for heading in headings if block.fra <= heading.niva <= block.til]
    entries = [_entry(document, styles, heading, block.fra, anchors) for heading in wanted]
    if entries:
        _begin(entries[0], block)
        entries[-1]._p.append(_mark("end"))
    title = [_title(document, block.tittel)] if block.tittel and entries else []
    return [paragraph._p for paragraph in (*title, *entries)]


def _title(document: Any, title: str) -> Any:
    paragraph = document.add_paragraph()
    paragraph.add_run(title).bold = True
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(8), Pt(2), True
    return paragraph


def _entry(document: Any, styles: Styles, heading: Heading, first: int, anchors: Anchors) -> Any:
    style = styles.role[f"innhold {heading.niva}"]
    paragraph = document.add_paragraph(style=style)
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(1), 1.0
    form.left_indent = Cm(0.6 * (heading.niva - first))
    write_pieces(paragraph, (Link(tekst=heading.tekst, anker=heading.anker),), anchors, styles.letters)
    return paragraph


def _begin(paragraph: Any, block: TableOfContents) -> None:
    code = OxmlElement("w:r")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f' TOC \\o "{block.fra}-{block.til}" \\n \\h \\z \\u '
    code.append(instruction)
    place = 1 if paragraph._p.pPr is not None else 0
    for number, run in enumerate((_mark("begin"), code, _mark("separate"))):
        paragraph._p.insert(place + number, run)


def _mark(kind: str) -> Any:
    run = OxmlElement("w:r")
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run.append(mark)
    return run
