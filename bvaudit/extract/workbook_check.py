"""A workbook is looked at from outside before it is opened: what it says of its size, and what it must not contain."""

import re
import zipfile
from pathlib import Path, PurePosixPath

from lxml import etree

from bvaudit.diagnostics import Problem, Sted

MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
MAX_PARTS = 2_000
MAX_TEXT = 200_000_000  # a csv file
_SMALL = 1_000_000  # below this a high ratio is only a sheet with little in it
_PROLOGUE = 65_536  # where a document type must stand
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_ERROR_CELL = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3}[0-9]{1,7})"')


def check_container(path: Path, shown: str) -> list[Problem]:
    """Problems that forbid opening a workbook or text file; none means it is safe. Raises OSError when unreadable."""
    if path.suffix.lower() == ".csv":
        return [] if path.stat().st_size <= MAX_TEXT else [_too_big(shown)]
    with path.open("rb") as file:
        start = file.read(8)
    if path.suffix.lower() == ".xls":
        return [] if start == _OLE and path.stat().st_size <= MAX_UNPACKED else [_not_a_workbook(shown)]
    if start == _OLE:
        tekst = "arbeidsboken er beskyttet med passord eller lagret i et gammelt format"
        return [
            Problem(sted=Sted(fil=shown), kode="laast-arbeidsbok", tekst=tekst, hint="lagre den som .xlsx uten passord")
        ]
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_parts(archive, shown)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return [_not_a_workbook(shown)]


def error_cells(path: Path, ark: str) -> list[str]:
    """The cells of a sheet that show an error (#N/A), which the fast reader takes for empty. Only .xlsx says it."""
    if path.suffix.lower() not in (".xlsx", ".xlsm"):
        return []
    with zipfile.ZipFile(path) as archive:
        part = _sheet_part(archive, ark)
        return [cell.decode("ascii") for cell in _ERROR_CELL.findall(archive.read(part))] if part else []


def _check_parts(archive: zipfile.ZipFile, shown: str) -> list[Problem]:
    parts = archive.infolist()
    unpacked, packed = sum(p.file_size for p in parts), sum(p.compress_size for p in parts)
    if (
        len(parts) > MAX_PARTS
        or unpacked > MAX_UNPACKED
        or (unpacked > _SMALL and unpacked > MAX_RATIO * max(packed, 1))
    ):
        return [_too_big(shown)]
    names = [part.filename for part in parts]
    if len(set(names)) != len(names) or any(_leads_out(name) for name in names):
        return [_not_a_workbook(shown)]
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with archive.open(part) as file:
                if b"<!DOCTYPE" in file.read(_PROLOGUE):
                    return [_not_a_workbook(shown)]
    return []


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or ":" in name


def _sheet_part(archive: zipfile.ZipFile, ark: str) -> str:
    """The path inside the workbook of the sheet with this name; empty when the workbook does not say."""
    try:
        book = _xml(archive, "xl/workbook.xml")
        links = _xml(archive, "xl/_rels/workbook.xml.rels")
    except (KeyError, etree.XMLSyntaxError):
        return ""
    sheet = next((e for e in book.iter("{*}sheet") if e.get("name") == ark), None)
    identity = next((v for k, v in sheet.attrib.items() if str(k).endswith("}id")), "") if sheet is not None else ""
    target = next((e.get("Target", "") for e in links.iter("{*}Relationship") if e.get("Id") == identity), "")
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return part if part in archive.namelist() else ""


def _xml(archive: zipfile.ZipFile, part: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(archive.read(part), parser)


def _too_big(shown: str) -> Problem:
    return Problem(
        sted=Sted(fil=shown),
        kode="for-stor-fil",
        tekst="filen er for stor til å leses trygt",
        hint="del uttrekket i flere filer",
    )


def _not_a_workbook(shown: str) -> Problem:
    return Problem(
        sted=Sted(fil=shown),
        kode="ikke-regneark",
        tekst="filen er ikke et regneark som kan leses",
        hint="lagre den som .xlsx eller .csv på nytt",
    )
