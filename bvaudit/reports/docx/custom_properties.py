"""Properties of a document's own, beside title and author: Word and LibreOffice keep them when a document is saved."""

from collections.abc import Mapping
from typing import Any

from docx.oxml import parse_xml
from lxml import etree

PART = "docProps/custom.xml"
_NS = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELS, _TYPES = "_rels/.rels", "[Content_Types].xml"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # of properties people give names to
_FIRST_ID = 2
_EMPTY = f'<Properties xmlns="{_NS}"/>'.encode()


def with_properties(parts: Mapping[str, bytes], told: Mapping[str, str]) -> dict[str, bytes]:
    """The parts of the document with these properties, after those a letterhead has already; ours win."""
    changed = dict(parts)
    root: Any = parse_xml(parts.get(PART, _EMPTY))
    for each in [each for each in root if each.get("name") in told]:
        root.remove(each)
    taken = [int(each.get("pid", "0")) for each in root]
    first = max([_FIRST_ID - 1, *taken]) + 1
    for number, (name, value) in enumerate(told.items(), start=first):
        kept = etree.SubElement(root, f"{{{_NS}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        etree.SubElement(kept, f"{{{_VT}}}lpwstr", nsmap={"vt": _VT}).text = value
    changed[PART] = _bytes(root)
    if PART not in parts:
        changed[_TYPES] = _added(parts[_TYPES], "Override", PartName=f"/{PART}", ContentType=_TYPE)
        changed[_RELS] = _added(parts[_RELS], "Relationship", Id="rIdBvaudit", Type=_KIND, Target=PART)
    return changed


def _added(content: bytes, tag: str, **attributes: str) -> bytes:
    root: Any = parse_xml(content)
    namespace = etree.QName(root).namespace
    etree.SubElement(root, f"{{{namespace}}}{tag}", attrib=attributes)
    return _bytes(root)


def _bytes(root: Any) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
