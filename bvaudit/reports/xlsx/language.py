"""The language of a workbook, which XlsxWriter cannot write and screen readers ask for."""

import zipfile
from io import BytesIO

_CORE = "docProps/core.xml"
_END = b"</cp:coreProperties>"


def with_language(content: bytes, code: str) -> bytes:
    """The same workbook with ``dc:language`` among its properties."""
    result = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == _CORE:
                data = data.replace(_END, f"<dc:language>{code}</dc:language>".encode() + _END)
            target.writestr(part, data)
    return result.getvalue()
