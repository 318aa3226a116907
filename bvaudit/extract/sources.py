"""Finding the documents in what the user points at: a folder, a zip, a zip in a zip, or a single file.

Nothing is ever unpacked to disk, and no archive is trusted: see ``archives.py``. Everything that was handed in and is
not a document that can be opened comes out as ``LeftOut``, so that it is counted and not lost.
"""

import io
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.errors import SurroundingsError
from bvaudit.extract.archives import (
    Limits,
    Member,
    NotOpened,
    check_member,
    first_bytes,
    members,
    open_zip,
    shown,
    ungzip,
    unpack,
)
from bvaudit.extract.file_kinds import HEAD, FileKind, kind_of_content, kind_of_name, why_not_read
from bvaudit.texts import text

MEGABYTE = 1_000_000
MOST_BYTES = 200 * MEGABYTE  # one document or one zip in a zip
MOST_RATIO = 200  # packed against unpacked
MOST_TOTAL = 20_000 * MEGABYTE  # all of one archive
MOST_DEPTH = 3  # zips in zips
_SMALL = 100_000  # below this a high ratio does no harm


_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}
_SYSTEM_FOLDERS = {"__macosx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document, with the name the user will recognise: ``uttrekk.zip/a.xml``. ``packed``: it lay in a zip."""

    navn: str
    data: bytes
    packed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Something handed in that never became a document: a damaged zip, a file of another kind."""

    navn: str
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Every ``av``-th document, beginning with number ``nummer``; but the ``forsprang`` first all belong to 0."""

    nummer: int = 0
    av: int = 1
    forsprang: int = 0

    def has(self, document: int) -> bool:
        return self.nummer == (document % self.av if document >= self.forsprang else 0)


ALL = Shard()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingList:
    """The files on disk to be read, in the order they are read, and the number of documents as far as can be told.

    Each has the name the user knows and its path, both as text since there may be very many, and how it is read.
    """

    filer: tuple[tuple[str, str, FileKind], ...]
    antall: int


def list_files(sources: Sequence[Path]) -> ReadingList:
    """Every file under ``sources``. Raises SurroundingsError when a source is not there."""
    files: dict[str, str] = {}
    for source in sources:
        if source.is_dir():
            for path, navn in _under(source):
                files.setdefault(path, navn)
        elif source.exists():
            files.setdefault(str(source), str(source))
        else:
            raise SurroundingsError(
                text("extract.sources.fant_ikke", source=source),
                hint=text("extract.sources.sjekk_navnet_pa_mappen_eller_filen"),
            )
    wanted = [(shown(navn), path, _slag(path)) for path, navn in files.items()]
    return ReadingList(filer=tuple(wanted), antall=sum(_documents_in(path, slag) for _, path, slag in wanted))


def documents(wanted: ReadingList, shard: Shard = ALL) -> Iterator[Found | LeftOut]:
    """The documents of ``wanted`` one by one, or only those of ``shard``, and what is left out.

    What belongs to no document is told by the first shard alone.
    """
    reading = _Opener(shard)
    for navn, path, slag in wanted.filer:
        try:
            if slag is FileKind.ZIP:
                yield from reading.archive(path, navn)
            elif slag is FileKind.ANNET:
                yield from reading.other(navn, _head(path))
            elif reading.is_mine():
                data = reading.file(path)
                yield Found(navn=navn, data=ungzip(data, reading.limits) if slag is FileKind.GZIP else data)
        except NotOpened as fault:
            if slag is not FileKind.ZIP or reading.tells:
                yield _left_out(navn, fault)
        except OSError:
            if slag in (FileKind.DOKUMENT, FileKind.GZIP) or reading.tells:
                hint = text("extract.sources.sjekk_at_du_har_tilgang_og")
                yield _left_out(
                    navn,
                    NotOpened(kode="kan-ikke-leses", tekst=text("extract.sources.filen_kan_ikke_leses"), hint=hint),
                )


class _Opener:
    """The reading of one shard. ``_left`` is how many bytes the archive at hand may still give."""

    def __init__(self, shard: Shard) -> None:
        self._shard = shard
        self._met = -1
        self._left = 0
        self.tells = shard.nummer == 0
        self.limits = Limits(member=MOST_BYTES, total=MOST_TOTAL, ratio=MOST_RATIO, small=_SMALL)

    def is_mine(self) -> bool:
        self._met += 1
        return self._shard.has(self._met)

    def file(self, path: str) -> bytes:
        with io.BufferedReader(io.FileIO(path)) as file:
            # Asking for the most allowed would set aside room for it, for every file.
            data = file.read(min(os.fstat(file.fileno()).st_size, MOST_BYTES) + 1)
        if len(data) > MOST_BYTES:
            raise NotOpened(
                kode="for-stor", tekst=text("extract.sources.filen_er_storre_enn_mb", most_bytes=MOST_BYTES // MEGABYTE)
            )
        return data

    def other(self, navn: str, head: bytes) -> Iterator[LeftOut]:
        if self.tells:
            kode, tekst, hint = why_not_read(navn, head)
            yield _left_out(navn, NotOpened(kode=kode, tekst=tekst, hint=hint), Grad.ADVARSEL)

    def archive(self, path: str, navn: str) -> Iterator[Found | LeftOut]:
        self._left = MOST_TOTAL
        yield from self._zip(path, navn, 1)

    def _zip(self, source: str | bytes, navn: str, depth: int) -> Iterator[Found | LeftOut]:
        if depth > MOST_DEPTH:
            raise NotOpened(
                kode="for-dyp-zip", tekst=text("extract.sources.det_er_mer_enn_zip_filer", most_depth=MOST_DEPTH)
            )
        with open_zip(source) as archive:
            for member in members(archive):
                if is_hidden(member.navn):
                    continue
                inside = f"{navn}/{shown(member.navn)}"
                slag = kind_of_name(member.navn)
                if slag is FileKind.UVISST:
                    slag = kind_of_content(first_bytes(archive, member))
                if slag is FileKind.ANNET:
                    yield from self.other(inside, first_bytes(archive, member) if self.tells else b"")
                elif slag is FileKind.ZIP:
                    yield from self._nested(archive, member, inside, depth)
                else:
                    yield from self._member(archive, member, inside, slag)

    def _member(self, archive: ZipFile, member: Member, navn: str, slag: FileKind) -> Iterator[Found | LeftOut]:
        mine = self.is_mine()
        try:
            self._allow(member)
            if mine:
                data = unpack(archive, member)
                data = ungzip(data, self.limits) if slag is FileKind.GZIP else data
                yield Found(navn=navn, data=data, packed=True)
        except NotOpened as fault:
            if mine:
                yield _left_out(navn, fault)

    def _nested(self, archive: ZipFile, member: Member, navn: str, depth: int) -> Iterator[Found | LeftOut]:
        try:
            self._allow(member)
            yield from self._zip(unpack(archive, member), navn, depth + 1)
        except NotOpened as fault:
            if self.tells:
                yield _left_out(navn, fault)

    def _allow(self, member: Member) -> None:
        check_member(member, self.limits, self._left)
        self._left -= member.info.file_size


def _under(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and name of every file."""
    for here, folders, files in os.walk(folder):
        # The order decides nothing in the result, but progress and messages should come alike each time.
        folders[:] = sorted(name for name in folders if not is_hidden(name))
        inside = "" if Path(here) == Path() else f"{str(Path(here)).removesuffix(os.sep)}{os.sep}"
        for name in sorted(files):
            if not is_hidden(name):
                yield f"{inside}{name}", f"{inside.replace(os.sep, '/')}{name}"


def is_hidden(path: str) -> bool:
    """What operating systems and open workbooks leave behind. ``path`` may have folders in it, with / between."""
    parts = path.split("/")
    return parts[-1].lower() in _SYSTEM_FILES or any(
        (part.startswith((".", "~$")) and part not in (".", "..")) or part.lower() in _SYSTEM_FOLDERS for part in parts
    )


def _slag(path: str) -> FileKind:
    slag = kind_of_name(path.replace(os.sep, "/"))
    return kind_of_content(_head(path)) if slag is FileKind.UVISST else slag


def _head(path: str) -> bytes:
    try:
        with io.FileIO(path) as file:
            return file.read(HEAD)
    except OSError:
        return b""


def _documents_in(path: str, slag: FileKind) -> int:
    if slag is not FileKind.ZIP:
        return int(slag is not FileKind.ANNET)
    try:
        with open_zip(path) as archive:
            return sum(kind_of_name(member.navn) is FileKind.DOKUMENT for member in members(archive))
    except (NotOpened, OSError):
        return 0


def _left_out(navn: str, fault: NotOpened, grad: Grad = Grad.FEIL) -> LeftOut:
    problem = Problem(sted=Sted(fil=navn), kode=fault.kode, tekst=fault.tekst, hint=fault.hint, grad=grad)
    return LeftOut(navn=navn, problem=problem)
