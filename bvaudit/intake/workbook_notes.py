"""What people have written in comments on cells: Excel's notes, and its comments with answers."""

import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from bvaudit.errors import CONTAINER_ERRORS

_DAMAGED: tuple[type[Exception], ...] = (*CONTAINER_ERRORS, expat.ExpatError)
_NOTE_PARTS = ("comment", "threadedcomment")
_HOLDERS = ("comment", "threadedComment")
_TEXTS = ("t", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """``ark`` is empty where the file does not say which sheet it is on."""

    ark: str
    celle: str
    tekst: str


def read_notes(path: Path) -> tuple[Note, ...]:
    """Every comment of a workbook whose cells can be read; a part that is damaged is passed over."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = [name for name in archive.namelist() if _holds_notes(name)]
            if not parts:
                return ()
            sheets = _sheet_of_parts(archive)
            return tuple(note for part in parts for note in _notes(archive.read(part), sheets.get(part, "")))
    except _DAMAGED:
        return ()


def _holds_notes(name: str) -> bool:
    return name.endswith(".xml") and posixpath.basename(name).lower().startswith(_NOTE_PARTS)


def _sheet_of_parts(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Each part a sheet leads to → the name of the sheet."""
    book = "xl/workbook.xml"
    targets = dict(_led_to(archive, book))
    found: dict[str, str] = {}
    for name, at in _elements(archive.read(book)):
        if name == "sheet":
            rel = next((said for key, said in at.items() if key.rpartition(":")[2] == "id"), "")
            found |= {part: at.get("name", "") for _, part in _led_to(archive, targets.get(rel, ""))}
    return found


def _led_to(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    folder, name = posixpath.split(part)
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in archive.NameToInfo:
        return
    for element, at in _elements(archive.read(rels)):
        if element == "Relationship":
            yield at.get("Id", ""), posixpath.normpath(posixpath.join("/", folder, at.get("Target", ""))).lstrip("/")


def _elements(content: bytes) -> list[tuple[str, dict[str, str]]]:
    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, at: found.append((name.rpartition(":")[2], at))
    parser.Parse(content, True)
    return found


def _notes(content: bytes, ark: str) -> list[Note]:
    found: list[Note] = []
    parts: list[str] = []
    cell, inside = "", False

    def start(name: str, at: dict[str, str]) -> None:
        nonlocal cell, inside
        bare = name.rpartition(":")[2]
        if bare in _HOLDERS:
            cell = at.get("ref", "")
            parts.clear()
        inside = bare in _TEXTS

    def end(name: str) -> None:
        nonlocal inside
        inside = False
        if name.rpartition(":")[2] in _HOLDERS:
            found.append(Note(ark=ark, celle=cell, tekst="".join(parts)))

    def said(data: str) -> None:
        if inside:
            parts.append(data)

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, said
    parser.Parse(content, True)
    return found
