"""The cells of a workbook, straight from its XML and in one pass: the stored values, the cells with a formula nobody
has worked out, and those that are merged into another.

openpyxl reads what the file says of its sheets and formats. Reading the cells with it takes two passes, since it gives
either the formulas or the values, and each takes five times as long as this one.
"""

import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.parsers import expat

from bvaudit.intake.workbook_formats import formats_of

MOST_ROWS, MOST_COLUMNS = 20_000, 600
_MOST_MERGED = 10_000
_CELL = re.compile(r"([A-Z]{1,3})([0-9]+)")
_DIGITS = "0123456789"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """``rader`` are the values from A1, ragged to the right. ``uten_svar`` have a formula and no stored value;
    ``dekket`` lie under another cell, that they are merged into; ``regnet`` have a value a formula has given. Places
    count from 0. ``former`` are the formats of numbers that have one of their own, and ``skjulte`` the rows nobody
    sees; ``skjult``: the whole sheet."""

    rader: tuple[tuple[object, ...], ...]
    uten_svar: frozenset[Place] = frozenset()
    dekket: Mapping[Place, Place] = field(default_factory=dict)
    regnet: frozenset[Place] = frozenset()
    former: Mapping[Place, str] = field(default_factory=dict)
    skjulte: frozenset[int] = frozenset()
    skjult: bool = False


def read_grids(path: Path, only: str = "") -> dict[str, Grid]:
    """Every sheet by its name, or the one that was asked for. Raises what a damaged file makes Python raise."""
    from openpyxl.reader.excel import ExcelReader  # slow to import
    from openpyxl.styles.stylesheet import apply_stylesheet
    from openpyxl.utils.datetime import from_excel

    with path.open("rb") as stream:
        reader = ExcelReader(stream, read_only=True, data_only=True, keep_links=False)
        try:
            reader.read_manifest()
            reader.read_workbook()
            apply_stylesheet(reader.archive, reader.wb)
            book: Any = reader.wb

            def moment(value: float, style: int) -> object:
                try:
                    return from_excel(value, book.epoch, timedelta=style in book._timedelta_formats)
                except (OverflowError, ValueError):
                    return "#VALUE!"

            parts = [(sheet, rel) for sheet, rel in reader.parser.find_sheets() if _is_sheet(rel)]
            sheets = {sheet.name: rel.target for sheet, rel in parts}
            hidden = {sheet.name for sheet, _ in parts if sheet.state != "visible"}
            formats = formats_of(book)
            wanted = {name: part for name, part in sheets.items() if not only or name == only}
            strings = _strings(reader.archive, reader.package) if wanted else []
            return {
                name: replace(
                    _Sheet(strings, book._date_formats, moment, formats).read(reader.archive.read(part)),
                    skjult=name in hidden,
                )
                for name, part in wanted.items()
            }
        finally:
            reader.archive.close()


def _is_sheet(rel: Any) -> bool:
    return str(rel.Type).endswith("/worksheet")


def _strings(archive: zipfile.ZipFile, package: Any) -> list[str]:
    from openpyxl.xml.constants import SHARED_STRINGS

    part = package.find(SHARED_STRINGS)
    return [] if part is None else _Strings().read(archive.read(part.PartName[1:]))


class _Strings:
    """The texts the cells point to by number. What shows how a sign is read aloud is no part of a text."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self.parts: list[str] = []
        self.inside = self.aside = False

    def read(self, content: bytes) -> list[str]:
        _parse(content, self.start, self.end, self.text)
        return self.found

    def start(self, name: str, _: dict[str, str]) -> None:
        if name == "si":
            self.parts = []
        self.aside = self.aside or name == "rPh"
        self.inside = name == "t" and not self.aside

    def end(self, name: str) -> None:
        if name == "si":
            self.found.append(_unescaped("".join(self.parts)))
        if name == "rPh":
            self.aside = False
        self.inside = False

    def text(self, data: str) -> None:
        if self.inside:
            self.parts.append(data)


class _Sheet:
    def __init__(
        self,
        strings: list[str],
        days: set[int],
        moment: Callable[[float, int], object],
        formats: Mapping[int, str],
    ) -> None:
        self.strings, self.days, self.moment, self.formats = strings, days, moment, formats
        self.shown: dict[Place, str] = {}
        self.hidden: set[int] = set()
        self.rows: dict[int, dict[int, object]] = {}
        self.unanswered: set[Place] = set()
        self.worked_out: set[Place] = set()
        self.covered: dict[Place, Place] = {}
        self.columns: dict[str, int] = {}
        self.row = self.column = -1
        self.parts: list[str] = []
        self.kind, self.style, self.formula = "n", 0, False
        self.inside = self.aside = False

    def read(self, content: bytes) -> Grid:
        _parse(content, self.start, self.end, self.text)
        last = max(self.rows, default=-1)
        rows = tuple(_ragged(self.rows.get(number, {})) for number in range(last + 1))
        return Grid(
            rader=rows,
            uten_svar=frozenset(self.unanswered),
            dekket=self.covered,
            regnet=frozenset(self.worked_out),
            former=self.shown,
            skjulte=frozenset(self.hidden & self.rows.keys()),
        )

    def start(self, name: str, at: dict[str, str]) -> None:
        if name == "c":
            self._new_cell(at)
        elif name in ("v", "t"):
            self.inside = not self.aside
        elif name == "row":
            self.row = int(at["r"]) - 1 if "r" in at else self.row + 1
            self.column = -1
            if at.get("hidden") in ("1", "true"):
                self.hidden.add(self.row)
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.aside = True
        elif name == "mergeCell":
            self._merged(at.get("ref", ""))

    def end(self, name: str) -> None:
        if name == "c":
            self._cell()
        elif name in ("v", "t"):
            self.inside = False
        elif name == "rPh":
            self.aside = False

    def text(self, data: str) -> None:
        if self.inside:
            self.parts.append(data)

    def _new_cell(self, at: dict[str, str]) -> None:
        self.kind, self.style = at.get("t", "n"), int(at.get("s", 0))
        self.parts, self.formula = [], False
        written = at.get("r")
        if written is None:
            self.column += 1
            return
        column = self.columns.get(written.rstrip(_DIGITS))
        if column is None or self.row < 0:
            self.row, self.column = self._place(written)
        else:
            self.column = column

    def _place(self, written: str) -> Place:
        found = _CELL.fullmatch(written)
        if found is None:
            raise ValueError(written)
        letters = found[1]
        if letters not in self.columns:
            self.columns[letters] = column_of(letters)
        return int(found[2]) - 1, self.columns[letters]

    def _cell(self) -> None:
        if not (self.parts or self.formula):
            return
        if self.row >= MOST_ROWS or self.column >= MOST_COLUMNS:
            return
        value = self._value("".join(self.parts)) if self.parts else None
        if value is not None:
            self.rows.setdefault(self.row, {})[self.column] = value
            if self.style in self.formats and self.kind == "n":
                self.shown[self.row, self.column] = self.formats[self.style]
            if self.formula:
                self.worked_out.add((self.row, self.column))
        elif self.formula:
            self.unanswered.add((self.row, self.column))

    def _value(self, said: str) -> object:
        if self.kind == "s":
            return self.strings[int(said)]
        if self.kind == "n":
            number = _number(said)
            is_moment = self.style in self.days and not isinstance(number, str)
            return self.moment(number, self.style) if is_moment else number  # type: ignore[arg-type]
        return _OTHER.get(self.kind, _unescaped)(said)

    def _merged(self, area: str) -> None:
        first, _, last = area.partition(":")
        (top, left), (bottom, right) = self._place(first), self._place(last or first)
        if (bottom - top + 1) * (right - left + 1) > _MOST_MERGED:
            return
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    self.covered[row, column] = (top, left)


def _number(said: str) -> int | float | str:
    try:
        return float(said) if "." in said or "E" in said or "e" in said else int(said)
    except ValueError:
        return said


def _moment(said: str) -> object:
    return datetime.fromisoformat(said.replace("Z", "+00:00")).replace(tzinfo=None)


_OTHER: Mapping[str, Callable[[str], object]] = {"b": lambda said: said.strip() not in ("0", "false"), "d": _moment}


def _unescaped(said: str) -> str:
    """``_x000D_`` is how a sign that may not stand in XML is written; one nobody can see is gone."""
    return said if "_x" not in said else _ESCAPED.sub(lambda found: _sign(int(found[1], 16)), said)


def _sign(number: int) -> str:
    hidden = (number < 32 and number not in (9, 10, 13)) or 0xD800 <= number < 0xE000 or number >= 0xFFFE
    return "" if hidden else chr(number)


def _ragged(cells: Mapping[int, object]) -> tuple[object, ...]:
    return tuple(cells.get(number) for number in range(max(cells) + 1)) if cells else ()


def column_of(letters: str) -> int:
    """From 0: A is 0, AA 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    """ValueError for what is not XML. Names come without their namespace: only one of them has cells."""
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def bare(name: str) -> str:
        return name.rpartition(":")[2]

    prefixed = b"<x:" in content[:4096] or re.search(rb"<[A-Za-z0-9]+:(?:worksheet|sst)\b", content[:4096]) is not None
    parser.StartElementHandler = (lambda name, at: start(bare(name), at)) if prefixed else start
    parser.EndElementHandler = (lambda name: end(bare(name))) if prefixed else end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from error
