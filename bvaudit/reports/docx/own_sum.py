"""A checksum over the words of a report, kept in its properties. Opening and saving keeps it right; typing does not."""

import hashlib
import re
import zlib
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

from bvaudit.errors import SurroundingsError
from bvaudit.reports.docx.container import open_container

_IDENTIFIER = re.compile(r"bvaudit ([0-9a-f]*) ([0-9a-f]{16})")
_PROPERTIES, _DOCUMENT = "docProps/core.xml", "word/document.xml"
_NAME = "{http://purl.org/dc/elements/1.1/}identifier"
# What a reader leaves that is no text: comments, pictures, marking, and boxes that are ticked.
_TRACES = tuple(qn(f"w:{name}") for name in ("commentReference", "drawing", "pict", "highlight", "strike", "dstrike"))
_SIGNS = (qn("w:t"), qn("w:noBreakHyphen"))
_TICKED = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"


def identifier(body: Any, kjoring: str) -> str:
    """The text for the property «identifier»: the print of the run, and the checksum of the words."""
    return f"bvaudit {kjoring} {_sum(body)}"


def is_as_written(file: Path) -> bool:
    """Whether the words of the report are those that were written. False when it cannot be told."""
    try:
        parts = open_container(file).deler
        said = parse_xml(parts[_PROPERTIES]).findtext(_NAME) or ""
        body = parse_xml(parts[_DOCUMENT]).find(qn("w:body"))
    except (SurroundingsError, KeyError, SyntaxError, ValueError, zlib.error):
        return False
    found = _IDENTIFIER.fullmatch(said)
    return found is not None and body is not None and found.group(2) == _sum(body)


def _sign(element: Any) -> str:
    """The text of it; a hyphen is one however the program that saved the file writes it."""
    return "-" if element.tag == qn("w:noBreakHyphen") else (element.text or "").replace("\u2011", "-")


def _sum(body: Any) -> str:
    lines = ["".join(map(_sign, paragraph.iter(*_SIGNS))) for paragraph in body.iter(qn("w:p"))]
    traces = [f"{tag} {sum(1 for _ in body.iter(tag))}" for tag in _TRACES]
    ticked = [str(sorted(each.attrib.values())) for each in body.iter(_TICKED)]
    return hashlib.sha256("\n".join([*lines, *traces, *ticked]).encode("utf-8", "surrogatepass")).hexdigest()[:16]
