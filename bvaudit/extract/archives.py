"""Zip and gzip files read without trust: sizes are checked before and while reading, and nothing is put on disk.

A fault in one member costs that member; a fault in the archive costs the archive.
"""

import gzip
import io
import re
import struct
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bvaudit.errors import CONTAINER_ERRORS
from bvaudit.extract.file_kinds import HEAD, PACK_AGAIN, UNKNOWN_PACKING, content_kind
from bvaudit.texts import text

_READ = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA}
_DRIVE = re.compile(r"[A-Za-z]:/")
_UTF8_NAME = 0x800
_DIRECTORY = b"PK\x01\x02"


class NotOpened(Exception):
    """Why an archive or a member cannot be read, said for people."""

    def __init__(self, *, kode: str, tekst: str, hint: str = "") -> None:
        super().__init__(tekst)
        self.kode, self.tekst, self.hint = kode, tekst, hint


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """In bytes: one member, and everything in an archive. ``ratio``: the most that packed data may grow."""

    member: int
    total: int
    ratio: int
    small: int  # below this a high ratio does no harm


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in a zip. ``navn`` has / between folders, however the zip was made."""

    info: zipfile.ZipInfo
    navn: str


def open_zip(source: str | bytes) -> zipfile.ZipFile:
    """The archive in a file or in memory. Raises NotOpened when it is damaged or something else, and OSError."""
    if isinstance(source, str):
        Path(source).open("rb").close()
    try:
        return zipfile.ZipFile(source if isinstance(source, str) else io.BytesIO(source))
    except UnicodeDecodeError:
        return _with_odd_names(source)
    except CONTAINER_ERRORS as error:
        raise _not_a_zip(source, error) from None


def members(archive: zipfile.ZipFile) -> Iterator[Member]:
    """The files in name order; folders are left out."""
    for info in sorted(archive.infolist(), key=lambda m: (m.filename, m.header_offset)):
        navn = info.filename.replace("\\", "/")
        if not navn.endswith("/"):
            yield Member(info=info, navn=navn)


def check_member(member: Member, limits: Limits, left: int) -> None:
    """Raise NotOpened for a member that must not or cannot be unpacked. ``left``: bytes the archive may still give."""
    info = member.info
    size = info.file_size
    if leads_out(member.navn):
        raise NotOpened(kode="utrygt-navn", tekst=text("extract.archives.filen_i_zip_filen_har_et"))
    if info.flag_bits & 0x1:
        raise NotOpened(
            kode="passord",
            tekst=text("extract.archives.filen_er_beskyttet_med_passord"),
            hint=text("extract.archives.pakk_den_pa_nytt_uten_passord"),
        )
    if info.compress_type not in _READ:
        tekst = text("extract.archives.filen_er_pakket_pa_en_mate", compress_type=_method(info.compress_type))
        raise NotOpened(kode=UNKNOWN_PACKING, tekst=tekst, hint=PACK_AGAIN)
    if size > limits.member:
        raise NotOpened(
            kode="for-stor", tekst=text("extract.archives.filen_er_storre_enn_mb", member=limits.member // 1000000)
        )
    if size > limits.small and size > limits.ratio * max(info.compress_size, 1):
        raise NotOpened(kode="zip-bombe", tekst=text("extract.archives.filen_er_pakket_sa_hardt_at"))
    if size > left:
        raise NotOpened(
            kode="zip-bombe", tekst=text("extract.archives.zip_filen_har_mer_enn_gb", total=limits.total // 1000000000)
        )


def unpack(archive: zipfile.ZipFile, member: Member) -> bytes:
    """The size is what the archive claims; reading stops there whatever it holds."""
    try:
        return archive.read(member.info)
    except CONTAINER_ERRORS:
        raise NotOpened(
            kode="ugyldig-zip",
            tekst=text("extract.archives.filen_i_zip_filen_er_skadet"),
            hint=text("extract.archives.hent_filen_pa_nytt_fra_den"),
        ) from None


def first_bytes(archive: zipfile.ZipFile, member: Member) -> bytes:
    """Enough to tell what a member without a suffix is; nothing when it cannot be read."""
    with suppress(*CONTAINER_ERRORS), archive.open(member.info) as file:
        return file.read(HEAD)
    return b""


def ungzip(data: bytes, limits: Limits) -> bytes:
    """What one gzip file holds. NotOpened when it is damaged, too big, or a packed folder."""
    most = limits.member
    if len(data) * limits.ratio < most:
        most = max(len(data) * limits.ratio, limits.small)
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as file:
            unpacked = file.read(most + 1)
    except CONTAINER_ERRORS:
        raise NotOpened(
            kode="ugyldig-gzip",
            tekst=text("extract.archives.gzip_filen_er_skadet"),
            hint=text("extract.archives.hent_filen_pa_nytt_fra_den"),
        ) from None
    if len(unpacked) > most:
        raise NotOpened(kode="zip-bombe", tekst=text("extract.archives.filen_er_for_stor_eller_pakket"))
    if content_kind(unpacked[:HEAD]) in ("tar", "zip", "gzip"):
        raise NotOpened(
            kode=UNKNOWN_PACKING, tekst=text("extract.archives.filen_er_pakket_i_flere_lag"), hint=PACK_AGAIN
        )
    return unpacked


def leads_out(navn: str) -> bool:
    """Whether a name really leads out of the archive: from a root or a drive, or by more «..» than there are folders.

    Every other sign is part of a name, on every system.
    """
    if navn.startswith("/") or _DRIVE.match(navn):
        return True
    depth = 0
    for part in navn.split("/"):
        depth += -1 if part == ".." else 0 if part in ("", ".") else 1
        if depth < 0:
            return True
    return False


def shown(navn: str) -> str:
    """A name as it can be written in a message: composed letters, nothing that moves the cursor."""
    if navn.isascii() and navn.isprintable():
        return navn
    composed = unicodedata.normalize("NFC", navn)
    return "".join(sign if sign.isprintable() else "…" for sign in composed)


def _not_a_zip(source: str | bytes, error: Exception) -> NotOpened:
    kind = content_kind(_head(source))
    if kind == "tom":
        return NotOpened(
            kode="ugyldig-zip",
            tekst=text("extract.archives.zip_filen_er_tom"),
            hint=text("extract.archives.hent_filen_pa_nytt_fra_den"),
        )
    if kind and kind != "zip":
        named = {"xml": "XML", "html": text("extract.archives.en_nettside_html"), "gzip": "gzip"}.get(kind, kind)
        tekst = text("extract.archives.filen_heter_zip_men_innholdet_er", named=named)
        return NotOpened(kode="ikke-zip", tekst=tekst, hint=text("extract.archives.gi_filen_riktig_navn_eller_pakk"))
    if "multiple disks" in str(error) or "span" in str(error):
        tekst = text("extract.archives.zip_filen_er_delt_i_flere")
        return NotOpened(kode=UNKNOWN_PACKING, tekst=tekst, hint=text("extract.archives.pakk_den_pa_nytt_i_en"))
    return NotOpened(
        kode="ugyldig-zip",
        tekst=text("extract.archives.zip_filen_er_skadet"),
        hint=text("extract.archives.hent_filen_pa_nytt_fra_den"),
    )


def _head(source: str | bytes) -> bytes:
    if isinstance(source, bytes):
        return source[:HEAD]
    with suppress(OSError), Path(source).open("rb") as file:
        return file.read(HEAD)
    return b""


def _method(number: int) -> str:
    named = {1: "Shrink", 6: "Implode", 9: "Deflate64", 93: "Zstandard", 95: "XZ", 97: "WavPack", 98: "PPMd"}
    return f" ({named[number]})" if number in named else ""


def _with_odd_names(source: str | bytes) -> zipfile.ZipFile:
    """An archive that says its names are UTF-8 where one is not: that name is read as the zip format's own characters.

    Python would refuse the whole archive for it.
    """
    try:
        data = bytearray(Path(source).read_bytes() if isinstance(source, str) else source)
        at = data.find(_DIRECTORY)
        while 0 <= at <= len(data) - 46:
            flags, length = struct.unpack_from("<H", data, at + 8)[0], struct.unpack_from("<H", data, at + 28)[0]
            local = struct.unpack_from("<I", data, at + 42)[0]
            if flags & _UTF8_NAME and not _is_utf8(bytes(data[at + 46 : at + 46 + length])):
                for flags_at in (at + 8, local + 6):
                    struct.pack_into("<H", data, flags_at, flags & ~_UTF8_NAME)
            at = data.find(_DIRECTORY, at + 4)
        return zipfile.ZipFile(io.BytesIO(bytes(data)))
    except CONTAINER_ERRORS:
        raise NotOpened(
            kode="ugyldig-zip",
            tekst=text("extract.archives.zip_filen_er_skadet"),
            hint=text("extract.archives.hent_filen_pa_nytt_fra_den"),
        ) from None


def _is_utf8(name: bytes) -> bool:
    try:
        name.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
