"""What a LibreOffice sheet says in its own XML and the fast reader does not tell."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from lxml import etree

from bvaudit.extract.sheets.workbook_scan import Cell, Facts

_MOST_REPEATS = 1_000  # of a row or cell with something in it; beyond that one of them is enough to tell


def scan_ods(file: IO[bytes]) -> dict[str, Facts]:
    """By sheet. The time grows with the file, however often it says that a row or a cell is repeated."""
    found: dict[str, _Found] = {}
    for ark, row, repeats, element in _rows(file):
        _row(element, row, repeats, found.setdefault(ark, _Found()))
    return {ark: _facts(sheet) for ark, sheet in found.items()}


@dataclass(slots=True)
class _Found:
    errors: set[Cell] = field(default_factory=set)
    uncounted: set[Cell] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)
    filled: int = 0
    down: int = 0
    out: int = 0


def _facts(found: _Found) -> Facts:
    return Facts(
        errors=frozenset(found.errors),
        uncounted=frozenset(found.uncounted),
        hidden_rows=frozenset(found.hidden),
        last=(found.down, found.out),
        filled=found.filled,
        complete=True,
    )


def _row(element: etree._Element, row: int, repeats: int, found: _Found) -> None:
    here = range(row, row + min(repeats, _MOST_REPEATS))
    for column, times, cell in _cells(element):
        if not _has_something(cell):
            continue
        wide = range(column, column + min(times, _MOST_REPEATS))
        kind = _kind(cell)
        if kind == "error":
            found.errors |= {(r, c) for r in here for c in wide}
        elif not kind:
            found.uncounted |= {(r, c) for r in here for c in wide}
        found.filled += repeats * times
        found.out = max(found.out, column + times - 1)
        found.down = max(found.down, row + repeats - 1)
    if _attribute(element, "visibility") in ("collapse", "filter"):
        found.hidden |= set(here)


def _rows(file: IO[bytes]) -> Iterator[tuple[str, int, int, etree._Element]]:
    ark, row = "", 0
    parser = etree.iterparse(
        file,
        events=("start", "end"),
        tag=("{*}table", "{*}table-row"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for event, element in parser:
        if str(element.tag).endswith("}table"):
            if event == "start":
                ark, row = _attribute(element, "name"), 0
        elif event == "end":
            repeats = _count(element, "number-rows-repeated")
            yield ark, row, repeats, element
            row += repeats
            element.clear()


def _cells(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    column = 0
    for cell in row:
        times = _count(cell, "number-columns-repeated")
        yield column, times, cell
        column += times


def _has_something(cell: etree._Element) -> bool:
    return bool(_attribute(cell, "value-type") or _attribute(cell, "formula"))


def _kind(cell: etree._Element) -> str:
    """«error», the kind of value, or nothing for a formula that nobody has counted."""
    kinds = [str(value) for key, value in cell.attrib.items() if str(key).endswith("}value-type")]
    return "error" if "error" in kinds else kinds[0] if kinds else ""


def _attribute(element: etree._Element, name: str) -> str:
    ending = f"}}{name}"
    return next((str(v) for k, v in element.attrib.items() if str(k).endswith(ending)), "")


def _count(element: etree._Element, name: str) -> int:
    text = _attribute(element, name)
    return int(text) if text.isdecimal() and len(text) < 9 and int(text) else 1
