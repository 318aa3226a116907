"""Writes blocks into a Word document in the document's own styles, found by name. A style it lacks is replaced by
direct formatting."""

from collections.abc import Iterable, Mapping
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt

from bvaudit.reports.docx.blocks import Block, Bullet, Heading, Table, Text

# Word keeps the English name under a Norwegian one; other programs write the Norwegian name itself.
STYLES: dict[str, tuple[str, ...]] = {
    "overskrift 1": ("heading 1", "overskrift 1"),
    "overskrift 2": ("heading 2", "overskrift 2"),
    "overskrift 3": ("heading 3", "overskrift 3"),
    "punktliste": ("list bullet", "punktliste", "punktmerket liste"),
    "tabell": ("table grid", "tabellrutenett"),
}
_SIZES = {1: 18, 2: 14, 3: 12}


def find_styles(document: Any) -> dict[str, Any]:
    """The document's style for each role, or None where it has none."""
    named = [(style.type, (style.name or "").lower(), style) for style in document.styles]
    tables = {name: style for kind, name, style in named if kind == WD_STYLE_TYPE.TABLE}
    texts = {name: style for kind, name, style in named if kind == WD_STYLE_TYPE.PARAGRAPH}
    return {
        role: next((kinds[name] for name in names if name in kinds), None)
        for role, names in STYLES.items()
        for kinds in (tables if role == "tabell" else texts,)
    }


def insert_blocks(document: Any, marker: Any, blocks: Iterable[Block]) -> None:
    """Puts the blocks in place of the ``marker`` paragraph element. Their text is never read as a template."""
    styles = find_styles(document)
    for block in blocks:
        match block:
            case Heading():
                element = _heading(document, styles, block)
            case Text():
                element = _paragraph(document, block)
            case Bullet():
                element = _bullet(document, styles, block)
            case Table():
                element = _table(document, styles, block)
        marker.addprevious(element)
        if isinstance(block, Table):
            space = document.add_paragraph()
            space.paragraph_format.space_after = Pt(4)
            marker.addprevious(space._p)
    if marker.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:  # else it holds a section break, and stays
        marker.getparent().remove(marker)


def _heading(document: Any, styles: Mapping[str, Any], block: Heading) -> Any:
    style = styles[f"overskrift {block.niva}"]
    paragraph = document.add_paragraph(style=style)
    run = paragraph.add_run(block.tekst)
    paragraph.paragraph_format.keep_with_next = True
    if style is None:
        run.bold = True
        run.font.size = Pt(_SIZES[block.niva])
        outline = OxmlElement("w:outlineLvl")  # a heading to the navigation pane and to screen readers all the same
        outline.set(qn("w:val"), str(block.niva - 1))
        paragraph._p.get_or_add_pPr().append(outline)
    return paragraph._p


def _paragraph(document: Any, block: Text) -> Any:
    paragraph = document.add_paragraph()
    if block.ledd:
        paragraph.add_run(block.ledd).bold = True
    paragraph.add_run(block.tekst)
    return paragraph._p


def _bullet(document: Any, styles: Mapping[str, Any], block: Bullet) -> Any:
    style = styles["punktliste"]
    paragraph = document.add_paragraph(block.tekst if style is not None else f"•\u00a0{block.tekst}", style=style)
    return paragraph._p


def _table(document: Any, styles: Mapping[str, Any], block: Table) -> Any:
    style = styles["tabell"]
    table = document.add_table(rows=0, cols=len(block.hode), style=style)
    if style is None:
        _borders(table)
    widths = _widths(document, block)
    for number, row in enumerate((block.hode, *block.rader)):
        for cell, text, width in zip(table.add_row().cells, row, widths, strict=True):
            _fill(cell, text, bold=number == 0)
            cell.width = width
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    mark_table(table, block.tittel, block.beskrivelse)
    return table._tbl


def _fill(cell: Any, text: str, *, bold: bool) -> None:
    first, *rest = text.split("\n")
    cell.paragraphs[0].add_run(first).bold = bold or None
    for line in rest:
        cell.add_paragraph(line)
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(2)


def _widths(document: Any, block: Table) -> list[Any]:
    section = document.sections[-1]
    usable = (section.page_width or Emu(7560310)) - (section.left_margin or 0) - (section.right_margin or 0)
    return [Emu(usable * share // sum(block.bredder)) for share in block.bredder]


def mark_table(table: Any, title: str, description: str) -> None:
    """Header row repeated on every page, rows kept whole, and a title for those who hear the table read."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        table._tbl.tblPr.remove(look)
    for tag, text in (("w:tblLook", ""), ("w:tblCaption", title), ("w:tblDescription", description)):
        element = OxmlElement(tag)
        if tag == "w:tblLook":
            element.set(qn("w:val"), "0420")
            element.set(qn("w:firstRow"), "1")
            element.set(qn("w:firstColumn"), "0")
            element.set(qn("w:noVBand"), "1")
        else:
            element.set(qn("w:val"), text)
        table._tbl.tblPr.append(element)


def _borders(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
