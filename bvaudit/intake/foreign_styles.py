"""What the styles of a Word file mean: headings, texts of figures, lists of contents, items."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from bvaudit.intake.word_parts import parsed
from bvaudit.model.fremmedrapport import Slag

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|overskrift) ?([1-9])", re.I)
_TITLE = re.compile(r"title|tittel|subtitle|undertittel", re.I)
_CAPTION = re.compile(r"caption|bildetekst|figurtekst|tabelltekst", re.I)
_CONTENTS = re.compile(r"(?:toc|innh|inh) ?\d.*|table of figures|figurliste|table of contents", re.I)
_ITEM = re.compile(r"list(?: ?bullet| ?number| paragraph)?.*|punktliste.*|nummerert liste.*|liste(?:avsnitt)?.*", re.I)
_MOST_STEPS = 20  # from a style to the one it builds on


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """``niva``: of a heading, from 1; 0 = none is said."""

    navn: str = ""
    niva: int = 0
    over: str = ""


def styles_of(content: bytes | None) -> Mapping[str, Style]:
    """Id → style; nothing when the file has none."""
    if content is None:
        return {}
    found: dict[str, Style] = {}
    for one in parsed(content).iter(f"{W}style"):
        found[one.get(f"{W}styleId", "")] = Style(
            navn=_said(one, "name"), niva=outline(one.find(f"{W}pPr")), over=_said(one, "basedOn")
        )
    return found


def outline(about: ElementTree.Element | None) -> int:
    """The level of a heading, from 1; 0 when it is none."""
    level = about.find(f"{W}outlineLvl") if about is not None else None
    said = level.get(f"{W}val", "9") if level is not None else "9"
    return int(said) + 1 if said.isascii() and said.isdigit() and int(said) < 9 else 0


def kind_of(style: str, styles: Mapping[str, Style]) -> tuple[Slag, int]:
    """What a paragraph in this style is, and its level."""
    for _ in range(_MOST_STEPS):
        one = styles.get(style, Style(navn=style))
        found = _named(one.navn or style, one.niva)
        if found[0] is not Slag.AVSNITT or not one.over or one.over == style:
            return found
        style = one.over
    return Slag.AVSNITT, 0


def _named(navn: str, niva: int) -> tuple[Slag, int]:
    heading = _HEADING.match(navn)
    if heading:
        return Slag.OVERSKRIFT, int(heading[1])
    if _CONTENTS.fullmatch(navn):
        return Slag.INNHOLD, 0
    if _CAPTION.fullmatch(navn):
        return Slag.BILDETEKST, 0
    if _TITLE.fullmatch(navn):
        return Slag.OVERSKRIFT, 1
    if niva:
        return Slag.OVERSKRIFT, niva
    return (Slag.LISTE, 0) if _ITEM.fullmatch(navn) else (Slag.AVSNITT, 0)


def _said(one: ElementTree.Element, tag: str) -> str:
    found = one.find(f"{W}{tag}")
    return found.get(f"{W}val", "") if found is not None else ""
