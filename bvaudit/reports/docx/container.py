"""Checks that a file is a Word document and is safe to open, before anything else reads it."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml

from bvaudit.diagnostics import Problem
from bvaudit.errors import CONTAINER_ERRORS, SurroundingsError
from bvaudit.reports.docx.active_content import active_content
from bvaudit.reports.docx.harmless import without_harmless
from bvaudit.reports.docx.places import fault

MAX_FILE = 50_000_000
MAX_UNPACKED = 200_000_000
MAX_PARTS = 2_000
MAX_RATIO = 200
_RATIO_FROM = 1_000_000  # a small part of blanks packs well and harms nobody
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_DOCUMENT, _TEMPLATE = f"{_WORD}document.main+xml", f"{_WORD}template.main+xml"
_NOT_THAT: tuple[type[Exception], ...] = (
    *CONTAINER_ERRORS,
    AttributeError,
    TypeError,
    SyntaxError,
    PackageNotFoundError,
)
_TYPES = "[Content_Types].xml"
_SAVE_AS = "lagre den på nytt i Word som .docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFile:
    """A checked Word file: ``innhold`` is the bytes to open, ``deler`` its parts by name. Empty when it was refused.

    ``merknader`` say what was taken out of the copy.
    """

    innhold: bytes
    deler: dict[str, bytes]
    problemer: tuple[Problem, ...]
    merknader: tuple[Problem, ...] = ()


def open_container(path: Path, shown: str | None = None) -> WordFile:
    """The parts of ``path``, or the problems that keep it shut. A .dotx comes out as a .docx.

    Raises SurroundingsError when the file cannot be read at all.
    """
    shown = str(path) if shown is None else shown
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_FILE else None
    except FileNotFoundError:
        raise SurroundingsError(f"fant ikke malen «{shown}»", hint="sjekk navn og mappe") from None
    except OSError:
        raise SurroundingsError(f"fikk ikke lest malen «{shown}»", hint="lukk filen i Word og prøv igjen") from None
    if raw is None:
        problem = fault(shown, "mal-for-stor", f"filen er større enn {MAX_FILE // 1_000_000} MB", "bruk mindre bilder")
        return WordFile(innhold=b"", deler={}, problemer=(problem,))
    return check_bytes(raw, shown)


def check_bytes(raw: bytes, shown: str) -> WordFile:
    """As ``open_container``, for a file already read."""
    problems = _not_word(raw, shown)
    parts: dict[str, bytes] = {}
    if not problems:
        try:
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                problems = _layout(archive, shown)
                parts = {} if problems else {info.filename: archive.read(info) for info in archive.infolist()}
        except CONTAINER_ERRORS:
            problems = [fault(shown, "mal-skadet", "filen er skadet og kan ikke pakkes ut", _SAVE_AS)]
    notes: list[Problem] = []
    problems = problems or _xml(parts, shown) or _main_part(parts, shown)
    if not problems:
        parts, notes = without_harmless(parts, shown)
        problems = active_content(parts, shown)
    if not problems:
        parts[_TYPES] = parts[_TYPES].replace(_TEMPLATE.encode(), _DOCUMENT.encode())
        problems = _opens(content := pack(parts), shown)
    if problems:
        return WordFile(innhold=b"", deler={}, problemer=tuple(problems))
    return WordFile(innhold=content, deler=parts, problemer=(), merknader=tuple(notes))


def _opens(content: bytes, shown: str) -> list[Problem]:
    """Opens the file as python-docx does. A part may be listed as styles and hold something else; then python-docx
    fails."""
    try:
        document = docx.Document(io.BytesIO(content))
        list(document.settings.element.iter())
        list(document.styles.element.iter())
        list(document.sections)
        document.core_properties.title = ""
    except _NOT_THAT:
        return [fault(shown, "mal-skadet", "en del av filen er ikke det den er oppgitt å være", _SAVE_AS)]
    return []


def pack(parts: dict[str, bytes]) -> bytes:
    """The parts as a zip file. The same parts give the same bytes: fixed order, fixed dates, fixed system."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda each: (each != _TYPES, each != "_rels/.rels", each)):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else the bytes would tell Windows from Linux
            archive.writestr(info, parts[name])
    return buffer.getvalue()


def _not_word(raw: bytes, shown: str) -> list[Problem]:
    if raw.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in raw:
            return [fault(shown, "mal-passord", "filen er beskyttet med passord", "fjern passordet i Word og lagre")]
        return [fault(shown, "mal-gammel-word", "filen er i det gamle Word-formatet (.doc)", _SAVE_AS)]
    if not raw.startswith(b"PK\x03\x04"):
        return [fault(shown, "mal-ikke-word", "filen er ikke en Word-fil", _SAVE_AS)]
    return []


def _layout(archive: zipfile.ZipFile, shown: str) -> list[Problem]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        return [fault(shown, "mal-for-stor", "filen blir for stor når den pakkes ut", "bruk en enklere mal")]
    if any(i.file_size > _RATIO_FROM and i.file_size > MAX_RATIO * max(i.compress_size, 1) for i in infos):
        return [fault(shown, "mal-for-stor", "filen er pakket unormalt hardt", _SAVE_AS)]
    if len({name.casefold() for name in names}) < len(names):
        return [fault(shown, "mal-dobbel-del", "filen inneholder to deler med samme navn", _SAVE_AS)]
    if any("\\" in name or name.startswith("/") or ".." in PurePosixPath(name).parts for name in names):
        return [fault(shown, "mal-ulovlig-sti", "filen inneholder en del som peker ut av filen", _SAVE_AS)]
    if any(info.flag_bits & 1 for info in infos):
        return [fault(shown, "mal-passord", "filen er beskyttet med passord", "fjern passordet og lagre")]
    return []


def _xml(parts: dict[str, bytes], shown: str) -> list[Problem]:
    """Refuses a DTD in any part, and any encoding but UTF-8, in which a DTD could not be seen by looking for its
    letters."""
    for name, content in sorted(parts.items()):
        if not name.endswith((".xml", ".rels")):
            continue
        text = content.removeprefix(b"\xef\xbb\xbf").lstrip()
        declared = re.match(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)", text)
        plain = text.startswith(b"<") and b"\0" not in text
        if not plain or (declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")):
            return [fault(shown, "mal-tegnkoding", "filen har en del med uventet tegnkoding", _SAVE_AS, sti=name)]
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            tekst = "filen inneholder en dokumenttypedefinisjon (DTD), og det har en Word-fil aldri"
            return [fault(shown, "mal-dtd", tekst, _SAVE_AS, sti=name)]
        try:
            parse_xml(content)
        except (SyntaxError, ValueError):
            return [fault(shown, "mal-skadet", "en del av filen er skadet", _SAVE_AS, sti=name)]
    return []


def _main_part(parts: dict[str, bytes], shown: str) -> list[Problem]:
    types = parts.get(_TYPES, b"")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        return [fault(shown, "mal-makro", "filen inneholder makroer", "lagre den som .docx uten makroer")]
    if "word/document.xml" not in parts or not (_DOCUMENT.encode() in types or _TEMPLATE.encode() in types):
        return [fault(shown, "mal-ikke-word", "filen er ikke et Word-dokument", _SAVE_AS)]
    if b"http://purl.oclc.org/ooxml/wordprocessingml" in parts["word/document.xml"]:
        hint = "velg filtypen «Word-dokument (.docx)» når du lagrer"
        return [fault(shown, "mal-strict", "filen er lagret som Strict Open XML", hint)]
    return []
