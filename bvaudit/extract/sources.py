"""Finding the documents in what the user points at: a folder, a zip, a zip in a zip, or a single file.

Nothing is ever unpacked to disk, and no archive is trusted: sizes are checked before and while reading.
"""

import io
import os
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.errors import SurroundingsError

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
    """A document, with the name the user will recognise: ``uttrekk.zip/a.xml``. ``fil`` is the file on disk it is in."""

    navn: str
    fil: Path
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The files on disk to be read, in the order they are read, and the number of documents as far as can be told."""

    filer: tuple[tuple[str, Path], ...]
    antall: int


def plan_reading(sources: Sequence[Path], problems: list[Problem]) -> Plan:
    """Every file under ``sources`` that can hold documents. Raises SurroundingsError when a source is not there."""
    files: dict[Path, str] = {}
    for source in sources:
        if source.is_dir():
            for path in _under(source):
                files.setdefault(path, path.as_posix())
        elif source.exists():
            files.setdefault(source, str(source))
        else:
            raise SurroundingsError(f"fant ikke «{source}»", hint="sjekk navnet på mappen eller filen")
    wanted = [(navn, path) for path, navn in files.items() if _is_wanted(path.name, navn, problems)]
    return Plan(filer=tuple(wanted), antall=sum(_documents_in(path) for _, path in wanted))


def documents(plan: Plan, problems: list[Problem]) -> Iterator[Found]:
    """The documents of ``plan`` one by one. What cannot be read becomes a problem, and the rest goes on."""
    for navn, path in plan.filer:
        try:
            if path.suffix.lower() == ".zip":
                with zipfile.ZipFile(path) as archive:
                    yield from _Archive(path, problems).documents(archive, navn, 1)
            elif path.stat().st_size > MOST_BYTES:
                problems.append(_problem(navn, "for-stor", f"filen er større enn {MOST_BYTES // MEGABYTE} MB"))
            else:
                yield Found(navn=navn, fil=path, data=path.read_bytes())
        except (zipfile.BadZipFile, NotImplementedError):
            problems.append(_problem(navn, "ugyldig-zip", "zip-filen er skadet eller av en type som ikke kan leses"))
        except OSError:
            problems.append(_problem(navn, "kan-ikke-leses", "filen kan ikke leses"))


class _Archive:
    """One zip on disk with all that is in it; ``_left`` is how many bytes it may still give."""

    def __init__(self, fil: Path, problems: list[Problem]) -> None:
        self._fil = fil
        self._problems = problems
        self._left = MOST_TOTAL

    def documents(self, archive: zipfile.ZipFile, navn: str, depth: int) -> Iterator[Found]:
        for member in sorted(archive.infolist(), key=lambda m: (m.filename, m.header_offset)):
            inside = f"{navn}/{member.filename}"
            if member.is_dir() or _is_hidden(PurePosixPath(member.filename)):
                continue
            if not _is_safe_name(member.filename):
                self._say(navn, "utrygt-navn", "zip-filen har et innhold med et navn som peker ut av zip-filen")
            elif _is_wanted(member.filename, inside, self._problems):
                data = self._read(archive, member, inside)
                if data is None:
                    continue
                if member.filename.lower().endswith(".zip"):
                    yield from self._nested(data, inside, depth + 1)
                else:
                    yield Found(navn=inside, fil=self._fil, data=data)

    def _nested(self, data: bytes, navn: str, depth: int) -> Iterator[Found]:
        if depth > MOST_DEPTH:
            self._say(navn, "for-dyp-zip", f"det er mer enn {MOST_DEPTH} zip-filer inni hverandre")
            return
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from self.documents(archive, navn, depth)
        except (zipfile.BadZipFile, NotImplementedError):
            self._say(navn, "ugyldig-zip", "zip-filen er skadet eller av en type som ikke kan leses")

    def _read(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, navn: str) -> bytes | None:
        size = member.file_size
        if member.flag_bits & 0x1:
            return self._say(navn, "passord", "filen er beskyttet med passord")
        if size > MOST_BYTES:
            return self._say(navn, "for-stor", f"filen er større enn {MOST_BYTES // MEGABYTE} MB")
        if size > _SMALL and size > MOST_RATIO * max(member.compress_size, 1):
            return self._say(navn, "zip-bombe", "filen er pakket så hardt at den ikke blir pakket ut")
        if size > self._left:
            return self._say(navn, "zip-bombe", f"zip-filen har mer enn {MOST_TOTAL // MEGABYTE // 1000} GB innhold")
        self._left -= size
        try:
            # The size is what the archive claims; reading stops there whatever it holds.
            return archive.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            return self._say(navn, "ugyldig-zip", "filen i zip-filen er skadet")

    def _say(self, navn: str, kode: str, tekst: str) -> None:
        self._problems.append(_problem(navn, kode, tekst))


def _under(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        # The order decides nothing in the result, but progress and messages should come alike each time.
        folders[:] = sorted(name for name in folders if not _is_hidden(PurePosixPath(name)))
        for name in sorted(files):
            if not _is_hidden(PurePosixPath(name)):
                yield Path(here, name)


def _is_hidden(path: PurePosixPath) -> bool:
    """What operating systems and open workbooks leave behind."""
    return path.name.lower() in _SYSTEM_FILES or any(
        part.startswith((".", "~$")) and part not in (".", "..") or part.lower() in _SYSTEM_FOLDERS for part in path.parts
    )


def _is_wanted(filename: str, navn: str, problems: list[Problem]) -> bool:
    if filename.lower().endswith((".xml", ".zip")):
        return True
    tekst = "filen er ikke XML eller zip, og er ikke lest"
    problems.append(_problem(navn, "ukjent-filtype", tekst, grad=Grad.ADVARSEL))
    return False


def _is_safe_name(filename: str) -> bool:
    path = PurePosixPath(filename)
    return not (path.is_absolute() or ".." in path.parts or "\\" in filename or ":" in filename)


def _documents_in(path: Path) -> int:
    if path.suffix.lower() != ".zip":
        return 1
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(name.lower().endswith(".xml") for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return 0


def _problem(navn: str, kode: str, tekst: str, *, grad: Grad = Grad.FEIL) -> Problem:
    return Problem(sted=Sted(fil=navn), kode=kode, tekst=tekst, grad=grad)
