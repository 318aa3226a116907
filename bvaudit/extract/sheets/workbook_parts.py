"""The parts a workbook is packed in: which sheet lies where, and what the workbook says of itself."""

import zipfile
from pathlib import PurePosixPath
from typing import IO

from lxml import etree

_MOST_STRINGS = 5_000_000
_MOST_ROWS = 1_048_576  # of a sheet


class Parts:
    """An open .xlsx. Everything is looked up without regard to case and slashes, as the fast reader does."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {_plain(name): name for name in archive.namelist()}
        self._book = self._main_part()
        book = self._xml(self._book)
        self.starts_1904 = book is not None and any(is_true(e.get("date1904")) for e in book.iter("{*}workbookPr"))
        self.recounted = book is not None and any(is_true(e.get("fullCalcOnLoad")) for e in book.iter("{*}calcPr"))

    def sheet(self, ark: str) -> str:
        """The part of the sheet with this name; empty when the workbook does not say."""
        book = self._xml(self._book)
        if book is None:
            return ""
        sheet = next((e for e in book.iter("{*}sheet") if e.get("name") == ark), None)
        if sheet is None:
            return ""
        identity = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "")
        return next((part for key, _, part in self._links(self._book) if key == identity), "")

    def open(self, part: str) -> IO[bytes]:
        return self._archive.open(self._names[_plain(part)])

    def totals_of_tables(self, part: str) -> set[int]:
        """The rows, from 0, that are the totals row of a table in the sheet."""
        rows: set[int] = set()
        for _, kind, target in self._links(part):
            table = self._xml(target) if kind.endswith("/table") else None
            if table is None:
                continue
            last = table.get("ref", "").split(":")[-1].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")
            count = numbered(table.get("totalsRowCount"), -1) + 1
            if last.isdecimal() and 0 < count < int(last) <= _MOST_ROWS:
                rows.update(range(int(last) - count, int(last)))
        return rows

    def blank_strings(self) -> frozenset[str]:
        """The numbers of the shared texts that are nothing but spaces, as a cell refers to them."""
        part = next((part for _, kind, part in self._links(self._book) if kind.endswith("/sharedStrings")), "")
        if not part:
            return frozenset()
        blank = set()
        with self.open(part) as file:
            found = etree.iterparse(file, tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False)
            for number, (_, element) in enumerate(found):
                if number < _MOST_STRINGS and not "".join(str(t) for t in element.itertext()).strip():
                    blank.add(str(number))
                element.clear()
        return frozenset(blank)

    def copy_all_but_sheets(self, target: zipfile.ZipFile) -> None:
        sheets = {_plain(part) for _, kind, part in self._links(self._book) if kind.endswith("sheet")}
        for plain, name in self._names.items():
            if plain.endswith((".xml", ".rels")) and plain not in sheets:
                target.writestr(name, self._archive.read(name))

    def _main_part(self) -> str:
        for _, kind, part in self._links(""):
            if kind.endswith("/officeDocument"):
                return part
        return "xl/workbook.xml"

    def _links(self, part: str) -> list[tuple[str, str, str]]:
        """(id, kind, part) for everything a part refers to inside the workbook."""
        path = PurePosixPath(part)
        links = self._xml(str(path.parent / "_rels" / f"{path.name}.rels") if part else "_rels/.rels")
        if links is None:
            return []
        found = []
        for link in links.iter("{*}Relationship"):
            target = _joined(path.parent, link.get("Target", "")) if link.get("TargetMode") != "External" else ""
            if _plain(target) in self._names:
                found.append((link.get("Id", ""), link.get("Type", ""), self._names[_plain(target)]))
        return found

    def _xml(self, part: str) -> etree._Element | None:
        name = self._names.get(_plain(part))
        if name is None:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(self._archive.read(name), parser)


def is_true(text: str | None) -> bool:
    return text in ("1", "true", "on")


def numbered(text: str | None, otherwise: int) -> int:
    """A number that counts from 1, as counted from 0."""
    return int(text) - 1 if text and text.isdecimal() else otherwise


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _joined(folder: PurePosixPath, target: str) -> str:
    target = target.replace("\\", "/")
    steps: list[str] = []
    for step in (PurePosixPath(target) if target.startswith("/") else folder / target).parts:
        if step == "..":
            del steps[-1:]
        elif step not in ("/", "."):
            steps.append(step)
    return "/".join(steps)
