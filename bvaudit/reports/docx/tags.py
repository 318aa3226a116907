"""The merkelapper in a Word file: the Jinja tags, each with the paragraph it stands in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from bvaudit.reports.docx.places import Paragraph, all_paragraphs

MARKER = "[[INNHOLD]]"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_OPEN = re.compile(r"\{[{%#]|[}%#]\}")
_BLOCK = re.compile(r"\{%(?P<dash>[-+]?)(?P<form>p|tr|tc|r)?\s+(?P<word>\w+)|\{%(?P<dash2>[-+]?)(?P<word2>\w+)")
_PRINT = re.compile(r"\{\{(p|tr|tc|r)\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One tag. ``form`` is what docxtpl removes around it (p, tr, tc, r or nothing); ``ord`` is «for», «endif» …"""

    tekst: str
    avsnitt: Paragraph
    form: str
    ord: str
    strek: bool

    @property
    def is_block(self) -> bool:
        return self.tekst.startswith("{%")


def tags_in(paragraph: Paragraph) -> list[Tag]:
    return [_tag(match[0], paragraph) for match in _TAG.finditer(paragraph.tekst)]


def tags_by_part(parts: Mapping[str, bytes]) -> dict[str, list[Tag]]:
    """Every tag of every part that has text, in document order; parts without tags are left out."""
    found: dict[str, list[Tag]] = {}
    for paragraph in all_paragraphs(parts):
        if tags := tags_in(paragraph):
            found.setdefault(paragraph.del_navn, []).extend(tags)
    return found


def left_open(paragraph: Paragraph) -> bool:
    """True when a tag starts or ends in this paragraph without its other half."""
    return bool(_OPEN.search(_TAG.sub("", paragraph.tekst)))


def text_beside(tags: Sequence[Tag], text: str) -> str:
    for tag in tags:
        text = text.replace(tag.tekst, "", 1)
    return text.strip()


def cell_of(paragraph: Paragraph) -> Any:
    return next(paragraph.element.iterancestors(qn("w:tc")), None)


def row_of(paragraph: Paragraph) -> Any:
    return next(paragraph.element.iterancestors(qn("w:tr")), None)


def table_of(paragraph: Paragraph) -> Any:
    return next(paragraph.element.iterancestors(qn("w:tbl")), None)


def marker_lines(parts: Mapping[str, bytes]) -> list[Paragraph]:
    """The paragraphs of the body that carry the marker."""
    return [p for p in all_paragraphs(parts) if p.del_navn == "word/document.xml" and MARKER in p.tekst]


def _tag(text: str, paragraph: Paragraph) -> Tag:
    block, printed = _BLOCK.match(text), _PRINT.match(text)
    form = (block["form"] or "" if block else "") or (printed[1] if printed else "")
    word = (block["word"] or block["word2"] or "") if block else ""
    dash = bool(block and (block["dash"] or block["dash2"])) or text.startswith(("{{-", "{{+")) or text[-3:-2] in "-+"
    return Tag(tekst=text, avsnitt=paragraph, form=form, ord=word, strek=dash)
