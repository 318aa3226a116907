"""A Word document as paragraphs with their keys: what a person sees in it, however the program that saved it wrote it.

Text wins over what a control says of itself. What is inserted in a tracked change is read, what is deleted is not;
hidden text, notes and boxes are left out and told of.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from bvaudit.intake.word_parts import DOCUMENT, NotWord, parsed, word_parts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PROPERTY = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}property"
CUSTOM, COMMENTS = "docProps/custom.xml", "word/comments.xml"
_SIGNS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback", f"{_W}txbxContent", f"{_W}pPr", f"{_W}sdtPr", f"{_W}instrText"}
_NOTES = {f"{_W}footnoteReference", f"{_W}endnoteReference"}
_OURS = re.compile(r"[A-Z]+_[A-Za-z0-9_]+")  # a key begins with a kind in capital letters

Place = tuple[int, int, int]  # table, row and cell, counted through the document


@dataclass(frozen=True, slots=True, kw_only=True)
class Avsnitt:
    """A paragraph as it is seen. ``nokler`` are the keys that begin in it and where in the text, ``celle`` the place in
    a table, ``tom`` says that a control in it shows only what stands there until somebody writes. ``valg`` are the
    words of a list and their codes. ``apen`` is the key whose bookmark is still open after the paragraph. ``merker``
    are the keys the controls in it carry themselves, which count where a bookmark is gone."""

    tekst: str
    nokler: tuple[tuple[str, int], ...] = ()
    celle: Place | None = None
    tom: bool = False
    valg: Mapping[str, str] = field(default_factory=dict)
    apen: str = ""
    merker: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class Lest:
    """What was found, and what there is to tell of."""

    avsnitt: list[Avsnitt] = field(default_factory=list)
    egenskaper: dict[str, str] = field(default_factory=dict)
    sporet: bool = False
    skjult: bool = False
    fotnoter: bool = False
    tekstbokser: bool = False
    merknader: int = 0


def read_word(path: Path) -> Lest:
    """Raises ``NotWord``, and what a file that cannot be opened makes Python raise."""
    parts = word_parts(path, (CUSTOM, COMMENTS).__contains__)
    body = parsed(parts[DOCUMENT]).find(f"{_W}body")
    if body is None:
        raise NotWord("skadet")
    reader = _Reader(Lest())
    try:
        reader.blocks(body, None)
    except RecursionError:
        raise NotWord("skadet") from None
    found = reader.found
    if CUSTOM in parts:
        found.egenskaper |= properties_in(parts[CUSTOM])
    if COMMENTS in parts:
        found.merknader = sum(1 for _ in parsed(parts[COMMENTS]).iter(f"{_W}comment"))
    return found


def properties_in(content: bytes) -> dict[str, str]:
    """The properties people and programs have given a document, by name. Raises ``NotWord``."""
    return {each.get("name", ""): "".join(each.itertext()) for each in parsed(content).iter(_PROPERTY)}


@dataclass(slots=True)
class _Line:
    """A paragraph that is being read."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    keys: list[tuple[str, int]] = field(default_factory=list)
    placeholder: bool = False
    written: bool = False
    choices: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)

    def add(self, text: str, *, placeholder: bool) -> None:
        self.parts.append(text)
        self.length += len(text)
        self.placeholder = self.placeholder or placeholder
        self.written = self.written or (not placeholder and bool(text.strip()))


class _Reader:
    """Goes through the body once, in the order it is read. Keys that stand between paragraphs belong to the next."""

    def __init__(self, found: Lest) -> None:
        self.found = found
        self.tables = self.rows = self.cells = 0
        self.waiting: list[str] = []
        self.open: dict[str, str] = {}  # the number of a bookmark → its key
        self.empty = [False]  # whether the control around shows what stands there until somebody writes
        self.joined: _Line | None = None  # its paragraph mark is deleted

    def blocks(self, parent: ElementTree.Element, cell: Place | None) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{_W}p":
                self.paragraph(element, cell)
            elif tag == f"{_W}tbl":
                self.table(element, cell)
            elif tag == f"{_W}bookmarkStart":
                self.start(element, None)
            elif tag == f"{_W}bookmarkEnd":
                self.open.pop(element.get(f"{_W}id", ""), None)
            elif tag == f"{_W}sdt":
                self.control(element, lambda inner: self.blocks(inner, cell), None)
            elif self.is_gone(element):
                continue
            else:
                self.blocks(element, cell)

    def table(self, table: ElementTree.Element, around: Place | None) -> None:
        """One that is pasted in a cell, with no keys of its own, belongs to the cell."""
        names = (each.get(f"{_W}name", "") for each in table.iter(f"{_W}bookmarkStart"))
        own = around is None or any(_OURS.fullmatch(name) for name in names)
        self.tables += own
        number = self.tables
        for row in _rows(table):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                self.found.sporet = True
                continue
            self.found.sporet = self.found.sporet or row.find(f"{_W}trPr/{_W}ins") is not None
            self.rows += own
            mine = self.rows
            for place, cell in enumerate(_cells(row)):
                self.blocks(cell, (number, mine, place) if own else around)

    def paragraph(self, element: ElementTree.Element, cell: Place | None) -> None:
        line = self.joined or _Line()
        line.keys += [(key, line.length) for key in self.waiting]
        self.waiting = []
        self.inside(element, line)
        if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
            self.found.sporet, self.joined = True, line
            return
        self.joined = None
        self.found.avsnitt.append(
            Avsnitt(
                tekst="".join(line.parts),
                nokler=tuple(line.keys),
                celle=cell,
                tom=line.placeholder and not line.written,
                valg=line.choices,
                apen=next(iter(self.open.values()), ""),
                merker=tuple(line.tags),
            )
        )

    def inside(self, parent: ElementTree.Element, line: _Line) -> None:
        for element in parent:
            tag = element.tag
            if tag == f"{_W}r":
                self.run(element, line)
            elif tag == f"{_W}bookmarkStart":
                self.start(element, line)
            elif tag == f"{_W}bookmarkEnd":
                self.open.pop(element.get(f"{_W}id", ""), None)
            elif tag == f"{_W}sdt":
                self.control(element, lambda inner: self.inside(inner, line), line)
            elif self.is_gone(element):
                continue
            else:
                self.found.sporet = self.found.sporet or tag in (f"{_W}ins", f"{_W}moveTo")
                self.inside(element, line)

    def run(self, run: ElementTree.Element, line: _Line) -> None:
        vanish = run.find(f"{_W}rPr/{_W}vanish")
        hidden = vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false", "off")
        for element in _flat(run):
            if element.tag in _NOTES:
                self.found.fotnoter = True
            elif element.tag == f"{_W}txbxContent":
                self.found.tekstbokser = True
            said = (element.text or "") if element.tag == f"{_W}t" else _SIGNS.get(str(element.tag), "")
            if said and hidden:
                self.found.skjult = True
            elif said:
                line.add(said, placeholder=self.empty[-1])

    def control(
        self, box: ElementTree.Element, read: Callable[[ElementTree.Element], None], line: _Line | None
    ) -> None:
        about, content = box.find(f"{_W}sdtPr"), box.find(f"{_W}sdtContent")
        flag = about.find(f"{_W}showingPlcHdr") if about is not None else None
        self.empty.append(flag is not None and flag.get(f"{_W}val", "1") not in ("0", "false", "off"))
        if line is not None and about is not None:
            tag = about.find(f"{_W}tag")
            name = tag.get(f"{_W}val", "") if tag is not None else ""
            line.tags += [name] if _OURS.fullmatch(name) else []
            for item in about.iter(f"{_W}listItem"):
                code = item.get(f"{_W}value") or ""
                line.choices.setdefault(item.get(f"{_W}displayText") or code, code)
        if content is not None:
            read(content)
        self.empty.pop()

    def start(self, element: ElementTree.Element, line: _Line | None) -> None:
        name = element.get(f"{_W}name", "")
        if not _OURS.fullmatch(name):
            return
        self.open[element.get(f"{_W}id", "")] = name
        if line is None:
            self.waiting.append(name)
        else:
            line.keys.append((name, line.length))

    def is_gone(self, element: ElementTree.Element) -> bool:
        if element.tag in (f"{_W}del", f"{_W}moveFrom"):
            self.found.sporet = True
        return element.tag in _GONE


def _flat(run: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """What a run holds, not what lies in a box or is there for older programs."""
    for element in run:
        yield element
        if element.tag not in _GONE:
            yield from _flat(element)


def _rows(table: ElementTree.Element) -> Iterator[ElementTree.Element]:
    yield from _of_kind(table, f"{_W}tr")


def _cells(row: ElementTree.Element) -> Iterator[ElementTree.Element]:
    yield from _of_kind(row, f"{_W}tc")


def _of_kind(parent: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """Also those that stand in a control around the row or the cell."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"):
            yield from _of_kind(element, tag)
