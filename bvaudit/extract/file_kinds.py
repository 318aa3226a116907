"""What a file is, told by its name and its first bytes, and how that is said to the person who handed it in."""

import re
from enum import StrEnum

from bvaudit.extract.documents.formats.known import FORMATS, by_root
from bvaudit.texts import text

HEAD = 4096  # bytes that are enough to tell

_SUFFIX = re.compile(r"\.[a-zæøå][a-zæøå0-9_]{0,11}$")  # «uttrekk 31.12.2025» has none
SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")  # read through a map
_LIKE_SHEETS = (*SHEETS, ".xlsb", ".tsv")
NEEDS_MAP = "trenger-kart"
MAP_HINT = text("extract.file_kinds.lag_et_kart")
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"BZh", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", text("extract.file_kinds.gammel_office")),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "bilde"),
    (b"\xff\xd8\xff", "bilde"),
)
_PACKED = {"7-Zip", "RAR", "XZ", "bzip2", "Zstandard", "tar"}
_PACKED_SUFFIXES = (".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz", ".zst", ".cab", ".arj", ".lzh", ".z", ".zipx")
_ROOT = re.compile(rf"<(?:[\w.-]+:)?(?:{'|'.join(by_root(FORMATS))})[\s>/]".encode())
_HTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)


class FileKind(StrEnum):
    """How a file is read, as far as its name tells."""

    DOKUMENT = "dokument"
    ZIP = "zip"
    GZIP = "gzip"
    UVISST = "uvisst"  # no suffix: the content decides
    ANNET = "annet"


def kind_of_name(name: str) -> FileKind:
    lower = name.lower().rsplit("/", 1)[-1]
    if lower.endswith(".xml"):
        return FileKind.DOKUMENT
    if lower.endswith(".zip"):
        return FileKind.ZIP
    if lower.endswith(".gz") and not lower.endswith(".tar.gz"):
        return FileKind.GZIP
    return FileKind.ANNET if _SUFFIX.search(lower) else FileKind.UVISST


def kind_of_content(head: bytes) -> FileKind:
    """For a file without a suffix."""
    kind = content_kind(head)
    if kind == "xml":
        return FileKind.DOKUMENT
    return {"zip": FileKind.ZIP, "gzip": FileKind.GZIP}.get(kind, FileKind.ANNET)


def content_kind(head: bytes) -> str:
    """``xml``, ``tom``, ``html`` or the name of another kind by its first bytes; empty when they say nothing."""
    if head.startswith(b"<"):  # nearly every file
        return _markup(head)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head[257:262] == b"ustar":
        return "tar"
    plain = head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    plain = plain.lstrip()
    if not plain:
        return "tom"
    if plain.startswith((b"{", b"[")):
        return "JSON"
    return _markup(plain) if plain.startswith(b"<") else ""


def _markup(head: bytes) -> str:
    start = head.replace(b"\0", b"")[:1000]
    return "html" if b"html" in start.lower() and _HTML.search(start) else "xml"


def why_not_read(name: str, head: bytes) -> tuple[str, str, str]:
    """Code, sentence and hint for a file that is neither a document nor packed in a way that is read."""
    lower = name.lower()
    kind = content_kind(head)
    if lower.endswith(_LIKE_SHEETS):
        return (
            NEEDS_MAP,
            text("extract.file_kinds.filen_er_et_regneark_og_er"),
            MAP_HINT,
        )
    if kind in _PACKED or lower.endswith(_PACKED_SUFFIXES) or lower.endswith(".tar.gz"):
        return UNKNOWN_PACKING, text("extract.file_kinds.filen_er_pakket_pa_en_mate", kind=_named(kind)), PACK_AGAIN
    if _ROOT.search(head):
        tekst = text("extract.file_kinds.filen_ser_ut_som_en_innsending")
        return "ukjent-filtype", tekst, text("extract.file_kinds.gi_filen_et_navn_som_slutter")
    return "ukjent-filtype", text("extract.file_kinds.filen_er_ikke_xml_eller_zip"), ""


UNKNOWN_PACKING = "ukjent-pakking"
PACK_AGAIN = text("extract.file_kinds.pakk_den_pa_nytt_som_vanlig")


def _named(kind: str) -> str:
    return f" ({kind})" if kind in _PACKED else ""


def what_it_is(kind: str) -> str:
    """A sentence for a file named .xml that is something else; empty when it may be XML."""
    if kind in ("xml", ""):
        return ""
    if kind == "tom":
        return text("extract.file_kinds.filen_er_tom")
    named = {
        "zip": text("extract.file_kinds.en_zip_word_eller_excel_fil"),
        "gzip": text("extract.file_kinds.en_gzip_pakket_fil"),
        "html": text("extract.file_kinds.en_nettside_html"),
        "gammel Office": text("extract.file_kinds.en_word_eller_excel_fil_i"),
        "bilde": text("extract.file_kinds.et_bilde"),
    }
    return text(
        "extract.file_kinds.filen_heter_xml_men_er",
        slag=named.get(kind) or text("extract.file_kinds.en_fil_av_slag", slag=kind),
    )
