"""Writes the pieces of a line as runs. Ids and paragraphs of the law are never parted by the end of a line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bvaudit.reports.docx.blocks import Blank, Bold, Control, Line, Link, Piece, Quiet, Traced, paragraphs_of, shown
from bvaudit.reports.docx.controls import write_control
from bvaudit.reports.docx.trace import trace

# S-7K2M9QXA, MEL-01, AV-2026-0041, and the number of a paragraph: «§ 2-1».
_WHOLE = re.compile(r"(?<![\w-])[A-ZÆØÅ]{1,4}(?:-[0-9A-Z]{2,16})+(?![\w-])|(?<=§ )\d+-\d+|(?<=§\u00a0)\d+-\d+")
# «§ 2-1» and «12,5 %»
_GLUED = re.compile(r"(?<=§) (?=\d)|(?<=\d) (?=%)")
_BLANK_FILL = "FFF3C4"

Anchors = Mapping[str, str]  # what a link calls a heading → the bookmark that stands there


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """How runs are set: ``size`` is None where the style says it, ``quiet`` is that of what matters less."""

    size: Any
    quiet: Any
    bold: bool = False


def write_line(paragraph: Any, line: Line, anchors: Anchors, letters: Letters) -> None:
    """The line in one paragraph; its line breaks are line breaks there."""
    for number, row in enumerate(paragraphs_of(line)):
        if number:
            paragraph.add_run().add_break()
        write_pieces(paragraph, row, anchors, letters)


def write_pieces(paragraph: Any, row: Iterable[Piece], anchors: Anchors, letters: Letters) -> None:
    for piece in row:
        if isinstance(piece, Control):
            write_control(paragraph, piece, letters.size)
        if isinstance(piece, Control) or piece == "":
            continue
        if isinstance(piece, Link) and piece.anker in anchors:
            run = _linked(paragraph, anchors[piece.anker])
        else:
            run = paragraph.add_run()
        if isinstance(piece, Traced):
            trace(run._r, piece.sted)
        fet = letters.bold or isinstance(piece, Bold) or (isinstance(piece, Traced) and piece.fet)
        run.bold = True if fet else None
        stille = isinstance(piece, Quiet) or (isinstance(piece, Traced) and piece.stille)
        run.font.size = letters.quiet if stille else letters.size
        if isinstance(piece, Blank):
            _mark_blank(run)
        _unbroken(run, shown(piece))


def words_of(text: str) -> list[str]:
    """The parts of the text that each stay on one line."""
    glued = _WHOLE.sub(lambda match: match[0].replace("-", "\u2011"), text)
    return re.split(r"[ \n\t\-–/]+", _GLUED.sub("\u00a0", glued))


def _unbroken(run: Any, said: str) -> None:
    text = _GLUED.sub("\u00a0", said)
    last = 0
    for match in _WHOLE.finditer(text):
        run.add_text(text[last : match.start()])
        for number, part in enumerate(match[0].split("-")):
            if number:
                run._r.append(OxmlElement("w:noBreakHyphen"))
            run.add_text(part)
        last = match.end()
    run.add_text(text[last:])


def _mark_blank(run: Any) -> None:
    shade = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", _BLANK_FILL)):
        shade.set(qn(f"w:{key}"), value)
    run._r.get_or_add_rPr().append(shade)


def _linked(paragraph: Any, bookmark: str) -> Any:
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    paragraph._p.append(link)
    run = paragraph.add_run()
    link.append(run._r)
    return run
