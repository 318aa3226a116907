"""The head of the register's log, as a paper has it: a workbook on its hidden sheet, a Word document among its own
properties and in print, any other text in print, «17·3f9a-20cc-81d4-7be0»."""

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bvaudit.errors import CONTAINER_ERRORS
from bvaudit.intake.workbook_facts import facts_in
from bvaudit.model.registeret.logg import Hode

_WORKBOOKS = (".xlsx", ".xlsm")
KEY = "hode"  # on the hidden sheet: number, space, the whole print
_PRINTED = re.compile(r"(?<!\d)(\d{1,7})·([0-9a-f]{4}(?:-[0-9a-f]{4}){3})(?![0-9a-f-])")
_WHOLE = re.compile(r"(\d{1,7}) ([0-9a-f]{16,64})")
_PARTS = re.compile(r"docProps/(custom|core)\.xml|word/(document|header\d*|footer\d*)\.xml|xl/sharedStrings\.xml")
_NEW_LINE = re.compile(r"</(?:w:p|si|property|vt:lpwstr)>|<w:(?:tab|br)\b[^>]*>")
_TAG = re.compile(r"<[^>]*>")
_MOST_BYTES = 50_000_000


def heads_in(file: Path) -> tuple[Hode, ...]:
    """Every head the file has, each once; none when it has none, or cannot be read. The file is not changed. A printed
    one is the beginning of a print."""
    if not zipfile.is_zipfile(file):
        return _printed(_decoded(file.read_bytes()[:_MOST_BYTES]))
    facts = facts_in(file) if file.suffix.lower() in _WORKBOOKS else None
    if facts and (found := _WHOLE.fullmatch(facts.get(KEY, ""))):
        return (Hode(nr=int(found[1]), sum=found[2]),)
    return _printed("\n".join(_texts(file)))


def _printed(text: str) -> tuple[Hode, ...]:
    found = (Hode(nr=int(nr), sum=shown.replace("-", "")) for nr, shown in _PRINTED.findall(text))
    return tuple(dict.fromkeys(head for head in found if head.nr))


def _texts(file: Path) -> Iterator[str]:
    """What can be read in each part, with a new line where a paragraph ends: a number at the end of one is no part of
    the next."""
    try:
        with zipfile.ZipFile(file) as archive:
            for part in archive.infolist():
                if _PARTS.fullmatch(part.filename) and part.file_size <= _MOST_BYTES:
                    plain = archive.read(part).decode("utf-8", "replace")
                    yield html.unescape(_TAG.sub("", _NEW_LINE.sub("\n", plain)))
    except CONTAINER_ERRORS:
        return


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
