"""A workbook is looked at from outside before it is opened: what it says of its size, and what it must not contain."""

import lzma
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from bvaudit.diagnostics import Problem, Sted
from bvaudit.texts import text

MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
MAX_PARTS = 2_000
MAX_TEXT = 200_000_000  # a csv file
_SMALL = 1_000_000  # below this a high ratio is only a sheet with little in it
_PROLOGUE = 65_536  # where a document type must stand
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Everything the packing of a damaged workbook has been seen to fail with.
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    KeyError,
)


def check_container(path: Path, shown: str) -> list[Problem]:
    """Problems that forbid opening a workbook or text file; none means it is safe. Raises OSError when unreadable."""
    if path.suffix.lower() == ".csv":
        return [] if path.stat().st_size <= MAX_TEXT else [_too_big(shown)]
    with path.open("rb") as file:
        start = file.read(8)
    if path.suffix.lower() == ".xls":
        return [] if start == _OLE and path.stat().st_size <= MAX_UNPACKED else [not_a_workbook(shown)]
    if start == _OLE:
        tekst = text("extract.workbook_check.arbeidsboken_er_beskyttet_med_passord")
        return [
            Problem(
                sted=Sted(fil=shown),
                kode="laast-arbeidsbok",
                tekst=tekst,
                hint=text("extract.workbook_check.lagre_den_som_xlsx_uten_passord"),
            )
        ]
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_parts(archive, shown)
    except DAMAGED:
        return [not_a_workbook(shown)]


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
        return [not_a_workbook(shown)]
    for part in parts:
        if part.filename.lower().endswith((".xml", ".rels")):
            with archive.open(part) as file:
                if b"<!DOCTYPE" in file.read(_PROLOGUE):
                    return [not_a_workbook(shown)]
    return []


def _leads_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in PurePosixPath(name.replace("\\", "/")).parts or ":" in name


def _too_big(shown: str) -> Problem:
    return Problem(
        sted=Sted(fil=shown),
        kode="for-stor-fil",
        tekst=text("extract.workbook_check.filen_er_for_stor_til_a"),
        hint="del uttrekket i flere filer",
    )


def not_a_workbook(shown: str) -> Problem:
    return Problem(
        sted=Sted(fil=shown),
        kode="ikke-regneark",
        tekst=text("extract.workbook_check.filen_er_ikke_et_regneark_som"),
        hint=text("extract.workbook_check.lagre_den_som_xlsx_eller_csv"),
    )
