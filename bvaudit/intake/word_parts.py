"""The parts of a Word file, opened so that no file can harm the one who opens it: no bomb, no DTD, nothing run."""

import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

DOCUMENT = "word/document.xml"
_MOST_BYTES, _MOST_PARTS = 200_000_000, 2_000


class NotWord(Exception):
    """The file is no Word document that can be read. ``args[0]`` is a key of the texts."""


def word_parts(path: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Name → content of the document and the parts that are ``wanted``. Raises ``NotWord``, and OSError."""
    with path.open("rb") as stream:
        if stream.read(8) == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
            raise NotWord("gammelt")
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _MOST_BYTES:
                raise NotWord("for_stort")
            names = [info.filename for info in infos]
            if DOCUMENT not in names or len(names) != len(set(names)):
                raise NotWord("ikke_word")
            return {name: archive.read(name) for name in names if name == DOCUMENT or wanted(name)}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError):
        raise NotWord("ikke_word") from None


def parsed(content: bytes) -> ElementTree.Element:
    """Refuses a DTD, and any encoding but UTF-8, in which one could not be seen by looking for its letters."""
    declared = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']+)", content.removeprefix(b"\xef\xbb\xbf"))
    foreign = declared is not None and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii")
    if foreign or b"\0" in content or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise NotWord("utrygt")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise NotWord("skadet") from None
