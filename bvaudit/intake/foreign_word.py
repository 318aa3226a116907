"""A Word report nobody here made: what a person sees, and what they might not know lies there.

What is put in by a tracked change is part of the text, what is struck out is not; both are told of. Hidden text is
kept apart. Field codes, and the second copy of a box for older programs, are not read.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from bvaudit.intake.foreign_place import Builder, Marks
from bvaudit.intake.foreign_styles import Style, W, kind_of, outline, styles_of
from bvaudit.intake.word_parts import DOCUMENT, NotWord, parsed, word_parts
from bvaudit.model.fremmedrapport import Fremmedrapport, Margmerknad, Slag

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_STYLES, _COMMENTS = "word/styles.xml", "word/comments.xml"
_NOTES = re.compile(r"word/(?:footnotes|endnotes)\.xml")
_TOPS = re.compile(r"word/(?:header|footer)\d*\.xml")
_SIGNS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
_SKIPPED = {f"{_MC}Fallback", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}instrText", f"{W}delInstrText", f"{W}tblPr"}
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_OUT, _IN = {f"{W}del", f"{W}moveFrom"}, {f"{W}ins", f"{W}moveTo"}
_OFF = ("0", "false", "off", "none", "white", "auto")
_YELLOW = re.compile(r"(?:FFFF[0-9A-F]{2}|FFFE[0-9A-F]{2}|00FF00)", re.I)
_LONGEST_BOLD = 90  # signs in a line that may be a heading without being called one


def from_word(path: Path) -> Fremmedrapport:
    """Raises ``NotWord``, and OSError."""
    parts = word_parts(path, lambda n: n in (_STYLES, _COMMENTS) or bool(_NOTES.fullmatch(n) or _TOPS.fullmatch(n)))
    body = parsed(parts[DOCUMENT]).find(f"{W}body")
    if body is None:
        raise NotWord("skadet")
    reader = _Reader(styles_of(parts.get(_STYLES)), _comments(parts.get(_COMMENTS)))
    try:
        reader.blocks(body)
        for name in sorted(parts):
            if _NOTES.fullmatch(name) or _TOPS.fullmatch(name):
                slag = Slag.FOTNOTE if _NOTES.fullmatch(name) else Slag.TOPP
                for said in dict.fromkeys(reader.plain(p) for p in parsed(parts[name]).iter(f"{W}p")):
                    reader.builder.outside(said, slag)
    except RecursionError:
        raise NotWord("skadet") from None
    reader.rest_of_comments()
    return reader.builder.done()


def _comments(content: bytes | None) -> dict[str, Margmerknad]:
    found: dict[str, Margmerknad] = {}
    for one in parsed(content).iter(f"{W}comment") if content is not None else ():
        said = " ".join("".join(each.text or "" for each in one.iter(f"{W}t")).split())
        found[one.get(f"{W}id", "")] = Margmerknad(tekst=said, hvem=one.get(f"{W}author", ""))
    return found


@dataclass(slots=True)
class _Line:
    """A paragraph that is being read."""

    parts: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    boxes: list[ElementTree.Element] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # what pictures say of themselves
    pictures: int = 0
    bold: bool = True  # every run with text so far

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def marks(self) -> Marks:
        return Marks(
            merket=_together(self.marked),
            skjult=_together(self.hidden),
            endret=_together(self.changed),
            bilder=self.pictures,
        )


class _Reader:
    """Goes through the body once, in the order it is read."""

    def __init__(self, styles: Mapping[str, Style], comments: dict[str, Margmerknad]) -> None:
        self.styles, self.comments = styles, comments
        self.builder = Builder()

    def blocks(self, parent: ElementTree.Element) -> None:
        for element in parent:
            if element.tag == f"{W}p":
                self.paragraph(element)
            elif element.tag == f"{W}tbl":
                self.table(element)
            elif element.tag not in _SKIPPED and element.tag not in _OUT:
                self.blocks(element)

    def paragraph(self, element: ElementTree.Element) -> None:
        line = self.line(element)
        slag, niva = self.kind(element, line)
        self.builder.paragraph(line.text, slag, niva, line.marks)
        self.after(line)

    def after(self, line: _Line) -> None:
        """What hangs on a paragraph comes after it."""
        for said in line.told:
            self.builder.outside(said, Slag.ALTERNATIV)
        for id_ in line.comments:
            one = self.comments.pop(id_, None)
            if one is not None:
                self.builder.merknader.append(Margmerknad(tekst=one.tekst, hvem=one.hvem, nr=self.builder.nr))
        for box in line.boxes:
            for inner in box:
                if inner.tag == f"{W}p":
                    held = self.line(inner)
                    self.builder.paragraph(held.text, Slag.RAMME, 0, held.marks)
                    self.after(held)
                elif inner.tag == f"{W}tbl":
                    self.table(inner)

    def rest_of_comments(self) -> None:
        self.builder.merknader.extend(self.comments.values())

    def kind(self, element: ElementTree.Element, line: _Line) -> tuple[Slag, int]:
        about = element.find(f"{W}pPr")
        said = about.find(f"{W}pStyle") if about is not None else None
        slag, niva = kind_of(said.get(f"{W}val", "") if said is not None else "", self.styles)
        if slag is not Slag.AVSNITT and slag is not Slag.LISTE:
            return slag, niva
        own = outline(about)
        if own:
            return Slag.OVERSKRIFT, own
        if about is not None and about.find(f"{W}numPr") is not None:
            level = about.find(f"{W}numPr/{W}ilvl")
            depth = level.get(f"{W}val", "0") if level is not None else "0"
            return Slag.LISTE, int(depth) if depth.isascii() and depth.isdigit() else 0
        text = line.text.strip()
        if line.bold and text and len(text) <= _LONGEST_BOLD and text[-1] not in ".:;,?!" and "\n" not in text:
            return (slag, niva) if _figure(text) else (Slag.OVERSKRIFT, 9)
        return slag, niva

    def table(self, table: ElementTree.Element) -> None:
        rows: list[list[str]] = []
        held: list[_Line] = []
        for row in _of_kind(table, f"{W}tr"):
            cells: list[str] = []
            for cell in _of_kind(row, f"{W}tc"):
                lines = [self.line(p) for p in cell.iter(f"{W}p")]
                held += lines
                cells += [" ".join(filter(None, (line.text.strip() for line in lines))), *[""] * (_span(cell) - 1)]
            rows.append(cells)
        self.builder.table(rows)
        for line in held:
            marks = line.marks
            if marks.merket or marks.skjult or marks.endret:
                self.builder.paragraph("", Slag.AVSNITT, 0, marks)
            self.after(line)

    def plain(self, element: ElementTree.Element) -> str:
        return self.line(element).text.strip()

    def line(self, element: ElementTree.Element) -> _Line:
        line = _Line()
        self.inside(element, line, changed=False)
        return line

    def inside(self, parent: ElementTree.Element, line: _Line, *, changed: bool) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{W}r":
                self.run(element, line, changed=changed)
            elif tag in _OUT:
                line.changed += ["", "".join(e.text or "" for e in element.iter() if _is_text(e)), ""]
            elif tag in _IN:
                self.inside(element, line, changed=True)
            elif tag not in _SKIPPED:
                self.inside(element, line, changed=changed)

    def run(self, run: ElementTree.Element, line: _Line, *, changed: bool) -> None:
        about = run.find(f"{W}rPr")
        said = "".join(self.pieces(run, line))
        if not said:
            return
        if _on(about, "vanish"):
            line.hidden.append(said)
            return
        line.parts.append(said)
        line.marked.append(said if _marked(about) else "")
        line.hidden.append("")
        line.changed.append(said if changed else "")
        line.bold = line.bold and (not said.strip() or _on(about, "b"))

    def pieces(self, parent: ElementTree.Element, line: _Line) -> Iterator[str]:
        for element in parent:
            tag = element.tag
            if tag == f"{W}t":
                yield element.text or ""
            elif tag in _SIGNS:
                yield _SIGNS[str(tag)]
            elif tag == f"{W}commentReference":
                line.comments.append(element.get(f"{W}id", ""))
            elif tag in _PICTURES:
                line.pictures += 1
                line.told += [each.get("descr", "") for each in element.iter(_DOC_PR) if each.get("descr")]
                line.boxes += _boxes(element)
            elif tag not in _SKIPPED:
                yield from self.pieces(element, line)


def _figure(text: str) -> bool:
    return re.match(r"(?:graf|figur|tabell|diagram|kilde)\b", text, re.I) is not None


def _is_text(element: ElementTree.Element) -> bool:
    return element.tag in (f"{W}t", f"{W}delText")


def _boxes(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag != f"{_MC}Fallback":
            yield from _boxes(child)


def _on(about: ElementTree.Element | None, name: str) -> bool:
    found = about.find(f"{W}{name}") if about is not None else None
    return found is not None and found.get(f"{W}val", "1") not in _OFF


def _marked(about: ElementTree.Element | None) -> bool:
    if about is None:
        return False
    if _on(about, "highlight"):
        return True
    shade = about.find(f"{W}shd")
    return shade is not None and _YELLOW.fullmatch(shade.get(f"{W}fill", "")) is not None


def _together(pieces: list[str]) -> tuple[str, ...]:
    """Pieces that stand beside each other are one; an empty one parts them."""
    found: list[str] = []
    open_ = False
    for piece in pieces:
        if piece and open_:
            found[-1] += piece
        elif piece:
            found.append(piece)
        open_ = bool(piece)
    return tuple(said for said in (" ".join(one.split()) for one in found) if said)


def _span(cell: ElementTree.Element) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    said = found.get(f"{W}val", "1") if found is not None else "1"
    return min(int(said), 60) if said.isascii() and said.isdigit() and said != "0" else 1


def _of_kind(parent: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """Also those that stand in a control around the row or the cell; a row that is struck out is gone."""
    for element in parent:
        if element.tag == tag and element.find(f"{W}trPr/{W}del") is None:
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _of_kind(element, tag)
