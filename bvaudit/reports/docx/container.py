"""Checks that a file is a Word document and is safe to open, before anything else reads it."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml

from bvaudit import texts
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
        raise SurroundingsError(
            texts.text("reports.container.fant_ikke_malen", shown=shown),
            hint=texts.text("reports.container.sjekk_navn_og_mappe"),
        ) from None
    except OSError:
        raise SurroundingsError(
            texts.text("reports.container.fikk_ikke_lest_malen", shown=shown),
            hint=texts.text("reports.container.lukk_filen_i_word_og_prov"),
        ) from None
    if raw is None:
        problem = fault(
            shown,
            "mal-for-stor",
            texts.text("reports.container.filen_er_storre_enn_mb", max_file=MAX_FILE // 1000000),
            "bruk mindre bilder",
        )
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
            problems = [
                fault(
                    shown,
                    "mal-skadet",
                    texts.text("reports.container.filen_er_skadet_og_kan_ikke"),
                    texts.text("reports.container.lagre_den_pa_nytt_i_word"),
                )
            ]
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
        return [
            fault(
                shown,
                "mal-skadet",
                texts.text("reports.container.en_del_av_filen_er_ikke"),
                texts.text("reports.container.lagre_den_pa_nytt_i_word"),
            )
        ]
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
            return [
                fault(
                    shown,
                    "mal-passord",
                    texts.text("reports.container.filen_er_beskyttet_med_passord"),
                    texts.text("reports.container.fjern_passordet_i_word_og_lagre"),
                )
            ]
        return [
            fault(
                shown,
                "mal-gammel-word",
                texts.text("reports.container.filen_er_i_det_gamle_word"),
                texts.text("reports.container.lagre_den_pa_nytt_i_word"),
            )
        ]
    if not raw.startswith(b"PK\x03\x04"):
        return [
            fault(
                shown,
                "mal-ikke-word",
                texts.text("reports.container.filen_er_ikke_en_word_fil"),
                texts.text("reports.container.lagre_den_pa_nytt_i_word"),
            )
        ]
    return []


def _layout(archive: zipfile.ZipFile, shown: str) -> list[Problem]:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        return [
            fault(
                shown,
                "mal-for-stor",
                texts.text("reports.container.filen_blir_for_stor_nar_den"),
                texts.text("reports.container.bruk_en_enklere_mal"),
            )
        ]
    if any(i.file_size > _RATIO_FROM and i.file_size > MAX_RATIO * max(i.compress_size, 1) for i in infos):
        return [
            fault(
                shown,
                "mal-for-stor",
                texts.text("reports.container.filen_er_pakket_unormalt_hardt"),
                texts.text("reports.container.lagre_den_pa_nytt_i_word"),
            )
        ]
    if len({name.casefold() for name in names}) < len(names):
        return [
            fault(
                shown,
                "mal-dobbel-del",
                texts.text("reports.container.filen_inneholder_to_deler_med_samme"),
                texts.text("reports.container.lagre_den_pa_nytt_i_word"),
            )
        ]
    if any("\\" in name or name.startswith("/") or ".." in PurePosixPath(name).parts for name in names):
        return [
            fault(
                shown,
                "mal-ulovlig-sti",
                texts.text("reports.container.filen_inneholder_en_del_som_peker"),
                texts.text("reports.container.lagre_den_pa_nytt_i_word"),
            )
        ]
    if any(info.flag_bits & 1 for info in infos):
        return [
            fault(
                shown,
                "mal-passord",
                texts.text("reports.container.filen_er_beskyttet_med_passord"),
                texts.text("reports.container.fjern_passordet_og_lagre"),
            )
        ]
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
            return [
                fault(
                    shown,
                    "mal-tegnkoding",
                    texts.text("reports.container.filen_har_en_del_med_uventet"),
                    texts.text("reports.container.lagre_den_pa_nytt_i_word"),
                    sti=name,
                )
            ]
        if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
            tekst = texts.text("reports.container.filen_inneholder_en")
            return [fault(shown, "mal-dtd", tekst, texts.text("reports.container.lagre_den_pa_nytt_i_word"), sti=name)]
        try:
            parse_xml(content)
        except (SyntaxError, ValueError):
            return [
                fault(
                    shown,
                    "mal-skadet",
                    texts.text("reports.container.en_del_av_filen_er_skadet"),
                    texts.text("reports.container.lagre_den_pa_nytt_i_word"),
                    sti=name,
                )
            ]
    return []


def _main_part(parts: dict[str, bytes], shown: str) -> list[Problem]:
    types = parts.get(_TYPES, b"")
    if b"macroEnabled" in types or any(name.lower().endswith("vbaproject.bin") for name in parts):
        return [
            fault(
                shown,
                "mal-makro",
                texts.text("reports.container.filen_inneholder_makroer"),
                texts.text("reports.container.lagre_den_som_docx_uten_makroer"),
            )
        ]
    if "word/document.xml" not in parts or not (_DOCUMENT.encode() in types or _TEMPLATE.encode() in types):
        return [
            fault(
                shown,
                "mal-ikke-word",
                texts.text("reports.container.filen_er_ikke_et_word_dokument"),
                texts.text("reports.container.lagre_den_pa_nytt_i_word"),
            )
        ]
    if b"http://purl.oclc.org/ooxml/wordprocessingml" in parts["word/document.xml"]:
        hint = texts.text("reports.container.velg_filtypen_word_dokument_docx_nar")
        return [fault(shown, "mal-strict", texts.text("reports.container.filen_er_lagret_som_strict_open"), hint)]
    return []
