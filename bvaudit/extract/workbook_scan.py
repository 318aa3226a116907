"""What a sheet says in its own XML and the fast reader does not tell: what is hidden, unknown, a total, or far away."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from bvaudit.extract.workbook_parts import Parts, is_true, numbered

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


@dataclass(slots=True)
class _Found:
    errors: set[Cell] = field(default_factory=set)
    uncounted: set[Cell] = field(default_factory=set)
    totals: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    down: int = 0
    out: int = 0
    filled: int = 0


def scan(parts: Parts, part: str) -> Facts:
    """One walk through the sheet in ``part``; the time grows with the file and never with an address in it."""
    found = _Found()
    found.totals |= parts.totals_of_tables(part)
    with parts.open(part) as file:
        for element, row in _elements(file):
            if row is None:
                _aside(element, found)
            else:
                _row(element, row, found, recounted=parts.recounted)
    return Facts(
        errors=frozenset(found.errors),
        uncounted=frozenset(found.uncounted),
        totals=frozenset(found.totals),
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=tuple(found.hidden_columns),
        merged=tuple(found.merged),
        last=(found.down, found.out),
        filled=found.filled,
        complete=True,
    )


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
        for element, row in _elements(source):
            if row is None:
                continue
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


def _elements(file: IO[bytes]) -> Iterator[tuple[etree._Element, int | None]]:
    """Every row with its number from 0, and with None what is said of columns and merged cells."""
    last = -1
    for _, element in etree.iterparse(
        file, tag=("{*}row", "{*}col", "{*}mergeCell"), resolve_entities=False, no_network=True, load_dtd=False
    ):
        if etree.QName(element).localname != "row":
            yield element, None
            continue
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


def _aside(element: etree._Element, found: _Found) -> None:
    if etree.QName(element).localname == "col":
        if is_true(element.get("hidden")) or element.get("width") in ("0", "0.0"):
            found.hidden_columns.append((numbered(element.get("min"), 0), numbered(element.get("max"), 0)))
    elif (ref := element.get("ref")) and ":" in ref:
        first, last = ref.split(":")
        found.merged.append((row_of(first), column_of(first), row_of(last), column_of(last)))


def _row(element: etree._Element, row: int, found: _Found, *, recounted: bool) -> None:
    any_filled = False
    for cell, column in _cells(element):
        text = _text(cell)
        formula = next((child for child in cell if etree.QName(child).localname == "f"), None)
        if formula is not None:
            if _is_uncounted(cell, text, recounted=recounted):
                found.uncounted.add((row, column))
            if _adds_up(formula.text or "", row, column):
                found.totals.add(row)
        if cell.get("t") == "e":
            found.errors.add((row, column))
        if text:
            found.filled += 1
            found.out = max(found.out, column)
            any_filled = True
    if any_filled:
        found.down = max(found.down, row)
    if is_true(element.get("hidden")) or element.get("ht") in ("0", "0.0"):
        found.hidden_rows.add(row)


def _text(cell: etree._Element) -> str:
    """What is stored in a cell: the value, or the text written in place."""
    for child in cell:
        match etree.QName(child).localname:
            case "v":
                return child.text or ""
            case "is":
                return "".join(str(part) for part in child.itertext())
    return ""


def _is_uncounted(cell: etree._Element, text: str, *, recounted: bool) -> bool:
    """A text formula can give an empty text; one of any other kind has a value, unless nobody has counted.

    Programs that cannot count write 0 and ask Excel to count everything when the file is opened (``recounted``).
    """
    if text:
        return recounted and text == "0" and cell.get("t") in (None, "n")
    stored = any(etree.QName(child).localname == "v" for child in cell)
    return not (cell.get("t") == "str" and stored)


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
