"""What XlsxWriter cannot write: the language, which screen readers ask for, and rows with a height that still grow."""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

_CORE = "docProps/core.xml"
_END = b"</cp:coreProperties>"
_TEXT_NUMBERS = b' numberStoredAsText="1"'


def with_language(content: bytes, code: str, growing: Mapping[int, int] | None = None) -> bytes:
    """The same workbook with ``dc:language`` among its properties. ``growing`` are sheets, counted from 1, where the
    rows from a number on, also counted from 1, grow as people write in them."""
    parts = {f"xl/worksheets/sheet{number}.xml": first for number, first in (growing or {}).items()}
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == _CORE:
                data = data.replace(_END, f"<dc:language>{code}</dc:language>".encode() + _END)
            if part.filename in parts:
                data = _growing(data, parts[part.filename])
            target.writestr(part, data)
    return result.getvalue()


def _growing(data: bytes, first: int) -> bytes:
    """Without the mark that a row's height is the one people have chosen. A formula that differs from the one above it
    is meant to, and needs no flag."""

    def row(found: re.Match[bytes]) -> bytes:
        return found[0].replace(b' customHeight="1"', b"") if int(found[1]) >= first else found[0]

    data = data.replace(_TEXT_NUMBERS, _TEXT_NUMBERS + b' formula="1"')
    return re.sub(rb'<row r="(\d+)"[^>]*>', row, data)
