"""Writes blocks into a Word document in the document's own styles. A style it lacks is replaced by direct
formatting."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from bvaudit.reports.docx.blocks import (
    Block,
    Bullet,
    Chart,
    Heading,
    KeepTogether,
    Line,
    Note,
    PageBreak,
    Table,
    TableOfContents,
    Text,
    Traced,
    pieces,
)
from bvaudit.reports.docx.charts import write_chart
from bvaudit.reports.docx.contents import write_contents
from bvaudit.reports.docx.pieces import Anchors, Letters, write_line
from bvaudit.reports.docx.styles import Styles, find_styles
from bvaudit.reports.docx.tables import write_table
from bvaudit.reports.docx.trace import number_traces
from bvaudit.reports.docx.widths import text_width

_SIZES = {1: 18, 2: 14, 3: 12}
_ORDINARY_WIDTH = 8500  # twips: 15 cm
_FIRST_BOOKMARK = 700_000  # above the numbers a template's own bookmarks have
_NOTE_LINE, _NOTE_FILL = "7F9AA5", "F4F7F8"


def insert_blocks(document: Any, marker: Any, blocks: Iterable[Block]) -> None:
    """Puts the blocks in place of the ``marker`` paragraph element. Their text is never read as a template."""
    named = _with_anchors(list(blocks))
    headings = [block for block in _flat(named) if isinstance(block, Heading)]
    writer = _Writer(
        document=document,
        styles=find_styles(document),
        width=text_width(marker),
        headings=headings,
        anchors={heading.anker: f"_bv_{number}" for number, heading in enumerate(headings, start=1)},
    )
    broken = False
    for block in named:
        elements = writer.block(block)
        if broken and elements:
            _start_page(elements[0])
        broken = writer.breaks(block) or (broken and not elements)
        for element in elements:
            marker.addprevious(element)
    number_traces(document.element.body)
    if marker.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is None:  # else it holds a section break, and stays
        marker.getparent().remove(marker)


def _with_anchors(blocks: Sequence[Block]) -> list[Block]:
    """Every heading with something to be linked to by."""
    taken: set[str] = set()

    def named(block: Block) -> Block:
        match block:
            case Heading():
                own = block.anker if block.anker and block.anker not in taken else f"overskrift {len(taken) + 1}"
                taken.add(own)
                return replace(block, anker=own)
            case KeepTogether():
                return KeepTogether(blokker=tuple(map(named, block.blokker)))
            case _:
                return block

    return [named(block) for block in blocks]


def _flat(blocks: Iterable[Block]) -> Iterator[Block]:
    for block in blocks:
        yield from _flat(block.blokker) if isinstance(block, KeepTogether) else (block,)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """Makes the elements of one document."""

    document: Any
    styles: Styles
    width: int
    headings: Sequence[Heading]
    anchors: Anchors

    def breaks(self, block: Block) -> bool:
        return isinstance(block, PageBreak) and (block.alltid or self.width >= _ORDINARY_WIDTH)

    def block(self, block: Block) -> list[Any]:
        match block:
            case Heading():
                return [self._heading(block)]
            case Text():
                return [self._text(block)]
            case Bullet():
                return [self._bullet(block)]
            case Table():
                table = write_table(self.document, self.styles, block, self.width, self.anchors)
                return [table, self._space()]
            case Note():
                return self._note(block)
            case Chart():
                return [write_chart(self.document, block, self.width)]
            case TableOfContents():
                return write_contents(self.document, self.styles, block, self.headings, self.anchors)
            case KeepTogether():
                return self._together(block)
            case PageBreak():
                return []

    def _heading(self, block: Heading) -> Any:
        style = self.styles.role[f"overskrift {block.niva}"]
        paragraph = self.document.add_paragraph(style=style)
        paragraph.paragraph_format.keep_with_next = True
        start, end = self._bookmark(block.anker)
        paragraph._p.append(start)
        size = Pt(_SIZES[block.niva]) if style is None else None
        line: Line = (Traced(tekst=block.tekst, sted=block.sted),) if block.sted else block.tekst
        write_line(paragraph, line, self.anchors, Letters(size=size, quiet=size, bold=style is None))
        paragraph._p.append(end)
        if style is None:
            outline = OxmlElement("w:outlineLvl")  # a heading to the navigation pane and to screen readers all the same
            outline.set(qn("w:val"), str(block.niva - 1))
            paragraph._p.get_or_add_pPr().append(outline)
        return paragraph._p

    def _bookmark(self, anker: str) -> tuple[Any, Any]:
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        number = str(_FIRST_BOOKMARK + list(self.anchors).index(anker))
        for mark in (start, end):
            mark.set(qn("w:id"), number)
        start.set(qn("w:name"), self.anchors[anker])
        return start, end

    def _text(self, block: Text) -> Any:
        style = self.styles.role["ingress"] if block.ingress else None
        paragraph = self.document.add_paragraph(style=style)
        if block.ledd:
            paragraph.add_run(block.ledd).bold = True
        write_line(paragraph, block.tekst, self.anchors, self.styles.letters)
        if block.henger:
            paragraph.paragraph_format.keep_with_next = True
        return paragraph._p

    def _bullet(self, block: Bullet) -> Any:
        style = self.styles.role["punktliste"]
        paragraph = self.document.add_paragraph(style=style)
        line: Line = block.tekst if style is not None else ("•\u00a0", *pieces(block.tekst))
        write_line(paragraph, line, self.anchors, self.styles.letters)
        return paragraph._p

    def _space(self) -> Any:
        """Between a table and what follows; two tables would else become one."""
        space = self.document.add_paragraph()
        space.paragraph_format.space_before = space.paragraph_format.space_after = Pt(0)
        space.paragraph_format.line_spacing = Pt(6)
        return space._p

    def _note(self, block: Note) -> list[Any]:
        made = []
        for number, line in enumerate((block.tittel, *block.tekster)):
            paragraph = self.document.add_paragraph()
            _frame(paragraph)
            form = paragraph.paragraph_format
            form.keep_together, form.space_after = True, Pt(2)
            form.keep_with_next = number < len(block.tekster) or None
            write_line(paragraph, line, self.anchors, replace(self.styles.letters, bold=number == 0))
            made.append(paragraph._p)
        paragraph.paragraph_format.space_after = Pt(8)
        return made

    def _together(self, block: KeepTogether) -> list[Any]:
        groups = [self.block(each) for each in block.blokker]
        for element in (element for group in groups[:-1] for element in group):
            _keep_with_next(element)
        return [element for group in groups for element in group]


def _keep_with_next(element: Any) -> None:
    for paragraph in element.iter(qn("w:p")):
        paragraph.get_or_add_pPr().keepNext_val = True


def _start_page(element: Any) -> None:
    first = next(element.iter(qn("w:p")))
    first.get_or_add_pPr().pageBreakBefore_val = True


def _frame(paragraph: Any) -> None:
    """Lines around it and a light ground; paragraphs framed alike share one frame."""
    borders, shade = OxmlElement("w:pBdr"), OxmlElement("w:shd")
    for side in ("top", "left", "bottom", "right"):
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "6"), ("space", "4"), ("color", _NOTE_LINE)):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", _NOTE_FILL)):
        shade.set(qn(f"w:{key}"), value)
    properties = paragraph._p.get_or_add_pPr()
    properties.append(borders)
    properties.append(shade)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(6)
