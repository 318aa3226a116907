"""What a sheet says in its own XML and the fast reader does not tell: what is hidden, unknown, a total, or far away."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from lxml import etree

from bvaudit.extract.sheets.workbook_parts import Parts, is_true, numbered

Cell = tuple[int, int]  # row and column, from 0

_SUBTOTAL = re.compile(r"\b(?:SUBTOTAL|AGGREGATE)\(", re.IGNORECASE)
# The whole formula adds up, or counts, the cells above it.
_DOWN = re.compile(
    r"\+?(?:SUM|COUNT|COUNTA|AVERAGE|MIN|MAX)\((?:[^!()]+!)?\$?([A-Z]{1,3})\$?([0-9]+):\$?([A-Z]{1,3})\$?([0-9]+)\)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """``uncounted``: formulas whose result is not in the file. ``totals``: rows that add up others.

    ``last`` is the cell farthest down and out among those with something in them, ``filled`` how many those are.
    ``complete`` is false when the file does not say (.xls, .ods), and nothing else here can then be relied on.
    """

    errors: frozenset[Cell] = frozenset()
    uncounted: frozenset[Cell] = frozenset()
    totals: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    last: Cell = (0, 0)
    filled: int = 0
    complete: bool = False

    @property
    def area(self) -> int:
        return (self.last[0] + 1) * (self.last[1] + 1)

    def is_hidden_column(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)


def scan(parts: Parts, part: str) -> Facts:
    """One walk through the sheet in ``part``; the time grows with the file and never with an address in it."""
    walk = _Walk(recounted=parts.recounted, totals=parts.totals_of_tables(part))
    with parts.open(part) as file:
        walk.through(file)
    return Facts(
        errors=frozenset(walk.errors),
        uncounted=frozenset(walk.uncounted),
        totals=frozenset(walk.totals),
        hidden_rows=frozenset(walk.hidden_rows),
        hidden_columns=tuple(walk.hidden_columns),
        merged=tuple(walk.merged),
        last=(walk.down, walk.out),
        filled=walk.filled,
        complete=True,
    )


class _Walk:
    """The elements of a sheet as they come, without keeping any: there may be millions of cells."""

    def __init__(self, *, recounted: bool, totals: set[int]) -> None:
        self.errors: set[Cell] = set()
        self.uncounted: set[Cell] = set()
        self.totals = totals
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.down = self.out = self.filled = 0
        self._recounted = recounted
        self._row = self._column = -1
        self._kind: str | None = None  # of the cell at hand
        self._text: list[str] = []
        self._formula: list[str] | None = None
        self._stored = False
        self._into: list[str] | None = None
        self._columns: dict[str, int] = {}

    def through(self, file: IO[bytes]) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ParseFile(file)

    def _doctype(self, *_: object) -> None:
        raise ValueError("a sheet has no document type")

    def _characters(self, text: str) -> None:
        if self._into is not None:
            self._into.append(text)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                self._cell(attributes)
            case "v":
                self._stored, self._into = True, self._text
            case "t":
                self._into = self._text
            case "f":
                self._formula = self._into = []
            case "row":
                self._row = numbered(attributes.get("r"), self._row + 1)
                self._column = -1
                if is_true(attributes.get("hidden")) or attributes.get("ht") in ("0", "0.0"):
                    self.hidden_rows.add(self._row)
            case "col":
                if is_true(attributes.get("hidden")) or attributes.get("width") in ("0", "0.0"):
                    first, last = numbered(attributes.get("min"), 0), numbered(attributes.get("max"), 0)
                    self.hidden_columns.append((first, last))
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        if address:
            name = address.rstrip("0123456789")
            column = self._columns.get(name)
            if column is None:
                column = self._columns[name] = column_of(name)
            self._column = column
        else:
            self._column += 1
        self._kind = attributes.get("t")
        self._text, self._formula, self._stored = [], None, False

    def _end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if local == "c":
            self._judge("".join(self._text))
        elif local in ("v", "t", "f"):
            self._into = None

    def _judge(self, text: str) -> None:
        place = (self._row, self._column)
        if self._formula is not None:
            if self._is_uncounted(text):
                self.uncounted.add(place)
            if _adds_up("".join(self._formula), *place):
                self.totals.add(self._row)
        if self._kind == "e":
            self.errors.add(place)
        if text:
            self.filled += 1
            self.out = max(self.out, self._column)
            self.down = max(self.down, self._row)

    def _is_uncounted(self, text: str) -> bool:
        """A text formula can give an empty text; one of any other kind has a value, unless nobody has counted.

        Programs that cannot count write 0 and ask Excel to count everything when the file is opened.
        """
        if text:
            return self._recounted and text == "0" and self._kind in (None, "n")
        return not (self._kind == "str" and self._stored)

    def _merge(self, ref: str) -> None:
        first, colon, last = ref.partition(":")
        if colon:
            self.merged.append((row_of(first), column_of(first), row_of(last), column_of(last)))


def without_blanks(parts: Parts, part: str) -> bytes:
    """The workbook with this one sheet, and in it no cell that holds nothing but spaces."""
    blank = parts.blank_strings()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        parts.copy_all_but_sheets(archive)
        with archive.open(part, "w", force_zip64=True) as target, parts.open(part) as source:
            _write_filled(source, target, blank)
    return made.getvalue()


def _write_filled(source: IO[bytes], target: IO[bytes], blank: frozenset[str]) -> None:
    with etree.xmlfile(target, encoding="utf-8") as out:
        opened = None
        for element, row in _rows(source):
            if opened is None:
                space = etree.QName(element).namespace
                opened = out.element(etree.QName(space, "worksheet")), out.element(etree.QName(space, "sheetData"))
                for each in opened:
                    each.__enter__()
            element.set("r", str(row + 1))
            for cell, column in _cells(element):
                cell.set("r", f"{letters(column)}{row + 1}")
            for cell in [cell for cell, _ in _cells(element) if _is_blank(cell, blank)]:
                element.remove(cell)
            if len(element):
                out.write(element)
        for each in reversed(opened or ()):
            each.__exit__(None, None, None)


def _is_blank(cell: etree._Element, blank: frozenset[str]) -> bool:
    text = _text(cell)
    return text in blank if cell.get("t") == "s" else not text.strip()


def _rows(file: IO[bytes]) -> Iterator[tuple[etree._Element, int]]:
    """Every row with its number from 0."""
    last = -1
    for _, element in etree.iterparse(file, tag="{*}row", resolve_entities=False, no_network=True, load_dtd=False):
        last = numbered(element.get("r"), last + 1)
        yield element, last
        element.clear()
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _cells(row: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    column = -1
    for cell in row:
        column = column_of(cell.get("r")) if cell.get("r") else column + 1
        yield cell, column


def _text(cell: etree._Element) -> str:
    """What is stored in a cell: the value, or the text written in place."""
    return "".join(str(part) for child in cell if not str(child.tag).endswith("}f") for part in child.itertext())


def _adds_up(formula: str, row: int, column: int) -> bool:
    if _SUBTOTAL.search(formula):
        return True
    down = _DOWN.fullmatch(formula.strip().lstrip("="))
    if down is None:
        return False
    same_column = down[1] == down[3] == letters(column)
    return same_column and int(down[2]) < int(down[4]) <= row


def letters(column: int) -> str:
    """0 → A, 26 → AA."""
    found = ""
    while column >= 0:
        column, last = divmod(column, 26)
        found = chr(65 + last) + found
        column -= 1
    return found


def column_of(address: str | None) -> int:
    number = 0
    for character in (address or "").upper():
        if not "A" <= character <= "Z":
            break
        number = number * 26 + ord(character) - 64
    return number - 1


def row_of(address: str) -> int:
    digits = address.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$").replace("$", "")
    return int(digits) - 1 if digits.isdecimal() else 0
