"""Writes a table: as wide as the text around it, its head on every page, its rows whole."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from bvaudit.reports.docx.blocks import Justering, Line, Table, paragraphs_of
from bvaudit.reports.docx.pieces import Anchors, write_pieces
from bvaudit.reports.docx.styles import Styles
from bvaudit.reports.docx.widths import column_widths

_HEAD_FILL = "E4ECEF"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
_SHORT = 10  # rows of a table that is not parted by the end of a page
_ENDS = 3  # rows that stay together at the top and the foot of a longer one
_ALIGN = {Justering.VENSTRE: None, Justering.HOYRE: WD_ALIGN_PARAGRAPH.RIGHT}


def write_table(document: Any, styles: Styles, block: Table, width: int, anchors: Anchors) -> Any:
    """The table element. ``width`` is that of the text, in twips."""
    style = styles.role["egen tabell"] or styles.role["tabell"]
    table = document.add_table(rows=0, cols=len(block.hode), style=style)
    table.autofit = False
    if style is None:
        _borders(table)
    widths = column_widths(block, width, styles.table_points)
    own = styles.role["tabelltekst"]
    text_style = None if own is None else document.part.get_style_id(own, WD_STYLE_TYPE.PARAGRAPH)
    justering = block.justering or (Justering.VENSTRE,) * len(block.hode)
    for number, row in enumerate((block.hode, *block.rader)):
        cells = table.add_row().cells
        kept = _is_kept(number, len(block.rader)) if block.samlet else number == 0
        for cell, line, length, align in zip(cells, row, widths, justering, strict=True):
            _fill(cell, line, styles, anchors, text_style, head=number == 0)
            cell.width = length
            for paragraph in cell.paragraphs:
                paragraph.alignment = _ALIGN[align]
                paragraph.paragraph_format.keep_with_next = True if kept else None
        if number == 0:
            _shade(cells)
    for column, length in zip(table.columns, widths, strict=True):
        column.width = length
    _say_width(table, width)
    mark_table(table, block.tittel, block.beskrivelse)
    return table._tbl


def _is_kept(number: int, rows: int) -> bool:
    """Whether the row is on the page of the one after it; 0 is the head."""
    if number == rows:
        return number == 0
    return rows <= _SHORT or number < _ENDS or number > rows - _ENDS


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


def _fill(cell: Any, line: Line, styles: Styles, anchors: Anchors, text_style: str | None, *, head: bool) -> None:
    """``text_style`` is the id of the style, found once: python-docx looks through every style for each paragraph."""
    for number, row in enumerate(paragraphs_of(line)):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if styles.role["tabelltekst"] is not None:
            paragraph._p.style = text_style
        else:
            paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(0), Pt(2)
            paragraph.paragraph_format.line_spacing = 1.0
        write_pieces(paragraph, row, anchors, replace(styles.table_letters, bold=head))


def _shade(cells: Sequence[Any]) -> None:
    for cell in cells:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD_FILL)):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _say_width(table: Any, width: int) -> None:
    """The whole width in lengths: without it some programs let the content decide."""
    about = table._tbl.tblPr.find(qn("w:tblW"))
    if about is None:
        about = OxmlElement("w:tblW")
        table._tbl.tblPr.append(about)
    about.set(qn("w:type"), "dxa")
    about.set(qn("w:w"), str(width))


def _borders(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "808080")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table._tbl.tblPr.find(qn("w:tblLayout")).addprevious(borders)  # Word refuses another order
