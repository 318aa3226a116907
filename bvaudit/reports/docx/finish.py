"""Sets language and properties of a filled-in document and packs it so that the same content gives the same bytes."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from bvaudit.errors import SurroundingsError
from bvaudit.reports.docx.container import pack
from bvaudit.reports.docx.custom_properties import with_properties
from bvaudit.reports.docx.own_sum import identifier
from bvaudit.texts import language_tag, text

AUTHOR = "bvaudit"


def finish(
    document: Any, title: str, per: date, kjoring: str = "", egenskaper: Mapping[str, str] = MappingProxyType({})
) -> bytes:
    """The document as bytes, with title, author, language, the judging day as its time, and the run it was made in.
    ``egenskaper`` are kept among the document's own properties."""
    _set_language(document)
    midnight = datetime.combine(per, time())
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:255], AUTHOR, AUTHOR
    properties.language, properties.comments, properties.revision = language_tag(), "", 1
    if kjoring:
        properties.identifier = identifier(document.element.body, kjoring)
    properties.created = properties.modified = midnight
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return pack(with_properties(parts, egenskaper) if egenskaper else parts)


def write_beside(content: bytes, output: Path) -> None:
    """Writes to a temporary file beside ``output`` and renames it, so that nobody sees a half-written document.
    SurroundingsError when the file is open in Word or cannot be written."""
    beside = output.with_name(f".{output.name}.skrives")
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(output)
    except PermissionError:
        _remove(beside)
        raise SurroundingsError(
            text("reports.finish.fikk_ikke_skrevet", name=output.name),
            hint=text("reports.finish.lukk_filen_i_word_og_prov"),
        ) from None
    except OSError:
        _remove(beside)
        hint = text("reports.finish.sjekk_at_mappen_finnes_at_det")
        raise SurroundingsError(text("reports.finish.fikk_ikke_skrevet", name=output.name), hint=hint) from None


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _set_language(document: Any) -> None:
    """Norwegian in the document's defaults and in every style that names another language."""
    styles = document.styles.element
    defaults = _child(styles, "w:docDefaults", first=True)
    properties = _child(_child(defaults, "w:rPrDefault", first=True), "w:rPr")
    _child(properties, "w:lang")
    for lang in styles.iter(qn("w:lang")):
        lang.set(qn("w:val"), language_tag())
    for lang in document.settings.element.iter(qn("w:themeFontLang")):
        lang.set(qn("w:val"), language_tag())


def _child(parent: Any, tag: str, *, first: bool = False) -> Any:
    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.insert(0, found) if first else parent.append(found)
    return found
