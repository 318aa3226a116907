"""Blanks as content controls with a bookmark around each: the bookmark is what a blank is known by when it comes back.

They are rich text, a date with a picker, or a list. A control for plain text is never used: LibreOffice loses the line
breaks in it.
"""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bvaudit.reports.docx.blocks import Block, Bullet, Control, KeepTogether, Kontroll, Line, Note, Table, Text, pieces
from bvaudit.texts import language_tag

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,39}")
_DAY = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_FIRST_NUMBER, _NUMBERS = 10_000_000, 2_000_000_000  # of bookmarks and controls; both are 31 bits
_FILL = "FFF3C4"


def each_once(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks, where a key stands at one control only: two bookmarks with one name are lost in LibreOffice."""
    taken: set[str] = set()

    def once(line: Line) -> Line:
        if isinstance(line, str):
            return line
        return tuple(_first(piece, taken) if isinstance(piece, Control) else piece for piece in line)

    def changed(block: Block) -> Block:
        match block:
            case KeepTogether():
                return replace(block, blokker=tuple(map(changed, block.blokker)))
            case Table():
                return replace(block, rader=tuple(tuple(map(once, row)) for row in block.rader))
            case Note():
                return replace(block, tekster=tuple(map(once, block.tekster)))
            case Text() | Bullet():
                return replace(block, tekst=once(block.tekst))
            case _:
                return block

    return list(map(changed, blocks))


def controls_in(blocks: Iterable[Block]) -> Iterator[Control]:
    """Every control with a key, in reading order."""
    for block in blocks:
        match block:
            case KeepTogether():
                yield from controls_in(block.blokker)
            case Table():
                lines: Iterable[Line] = (line for row in block.rader for line in row)
            case Note():
                lines = block.tekster
            case _:
                lines = (getattr(block, "tekst", ""),)
        if not isinstance(block, KeepTogether):
            yield from (p for line in lines for p in pieces(line) if isinstance(p, Control) and p.nokkel)


def write_control(paragraph: Any, control: Control, size: Any) -> None:
    """The control last in the paragraph, between the two ends of its bookmark; without a key only what it shows."""
    if not control.nokkel:
        paragraph._p.append(_run(paragraph, control, size))
        return
    number = str(_FIRST_NUMBER + zlib.crc32(control.nokkel.encode()) % _NUMBERS)
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), number)
    start.set(qn("w:name"), control.nokkel)
    box, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    box.append(_properties(control, number))
    box.append(content)
    content.append(_run(paragraph, control, size))
    for element in (start, box, end):
        paragraph._p.append(element)


def _first(control: Control, taken: set[str]) -> Control:
    key = control.nokkel.casefold()
    if key in taken or not _NAME.fullmatch(control.nokkel):
        return replace(control, nokkel="")
    taken.add(key)
    return control


def _properties(control: Control, number: str) -> Any:
    """In the order Word asks for."""
    about = OxmlElement("w:sdtPr")
    for tag, value in (("w:alias", control.ledetekst[:60]), ("w:tag", control.nokkel), ("w:id", number)):
        about.append(_valued(tag, value))
    if not control.verdi:
        about.append(OxmlElement("w:showingPlcHdr"))
    if control.slag is Kontroll.DATO:
        about.append(_date(control.verdi))
    elif control.slag is Kontroll.VALG:
        about.append(_list(control))
    return about


def _date(shown: str) -> Any:
    date = OxmlElement("w:date")
    if found := _DAY.fullmatch(shown):
        date.set(qn("w:fullDate"), f"{found[3]}-{found[2]}-{found[1]}T00:00:00Z")
    for tag, value in (
        ("w:dateFormat", "dd.MM.yyyy"),
        ("w:lid", language_tag()),
        ("w:storeMappedDataAs", "dateTime"),
        ("w:calendar", "gregorian"),
    ):
        date.append(_valued(tag, value))
    return date


def _list(control: Control) -> Any:
    chosen = OxmlElement("w:dropDownList")
    own = ((control.verdi, control.verdi),) if control.verdi else ()
    words = {word: code for code, word in (*own, *control.valg)}  # Word wants each word once
    for word, code in words.items():
        item = OxmlElement("w:listItem")
        item.set(qn("w:displayText"), word)
        item.set(qn("w:value"), code)
        chosen.append(item)
    return chosen


def _valued(tag: str, value: str) -> Any:
    element = OxmlElement(tag)
    element.set(qn("w:val"), value)
    return element


def _run(paragraph: Any, control: Control, size: Any) -> Any:
    """What is shown, to the letter: ids and paragraphs of the law are not glued together in what people wrote."""
    run = paragraph.add_run()
    run.font.size = size
    run.bold = True if control.fet else None
    for number, line in enumerate(control.vist.split("\n")):
        if number:
            run.add_break()
        run.add_text(line)
    if not control.verdi:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", _FILL)):
            shade.set(qn(f"w:{key}"), value)
        run._r.get_or_add_rPr().append(shade)
    paragraph._p.remove(run._r)
    return run._r
