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

SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
MAP_HINT = "skriv --kart kart.yaml; docs/kart.md forklarer kartet, og examples/kart.yaml er et eksempel"

_SYSTEM_FILES = {"thumbs.db", "desktop.ini"}
_SYSTEM_FOLDERS = {"__macosx"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document, with the name the user will recognise: ``uttrekk.zip/a.xml``. ``packed``: it lay in a zip."""

    navn: str
    data: bytes
    packed: bool = False


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
class Plan:
    """The files on disk to be read, in the order they are read, and the number of documents as far as can be told.

    Each has the name the user knows and its path, both as text: there may be very many.
    """

    filer: tuple[tuple[str, str], ...]
    antall: int


def plan_reading(sources: Sequence[Path], problems: list[Problem]) -> Plan:
    """Every file under ``sources`` that can hold documents. Raises SurroundingsError when a source is not there."""
    files: dict[str, str] = {}
    for source in sources:
        if source.is_dir():
            for path, navn in _under(source):
                files.setdefault(path, navn)
        elif source.exists():
            files.setdefault(str(source), str(source))
        else:
            raise SurroundingsError(f"fant ikke «{source}»", hint="sjekk navnet på mappen eller filen")
    wanted = [(navn, path) for path, navn in files.items() if _is_wanted(path, navn, problems)]
    return Plan(filer=tuple(wanted), antall=sum(_documents_in(path) for _, path in wanted))


def documents(plan: Plan, problems: list[Problem], shard: Shard = ALL) -> Iterator[Found]:
    """The documents of ``plan`` one by one, or only those of ``shard``.

    What cannot be read becomes a problem, and the rest goes on.
    """
    reading = _Reading(problems, shard)
    for navn, path in plan.filer:
        try:
            if is_zip(path):
                with zipfile.ZipFile(path) as archive:
                    yield from reading.archive(archive, navn)
            elif reading.is_mine():
                yield from reading.file(path, navn)
        except (zipfile.BadZipFile, NotImplementedError):
            problems.append(_problem(navn, "ugyldig-zip", "zip-filen er skadet eller av en type som ikke kan leses"))
        except OSError:
            problems.append(_problem(navn, "kan-ikke-leses", "filen kan ikke leses"))


class _Reading:
    """The reading of one shard. ``_left`` is how many bytes the archive at hand may still give."""

    def __init__(self, problems: list[Problem], shard: Shard) -> None:
        self._problems = problems
        self._shard = shard
        self._met = -1
        self._left = 0

    def is_mine(self) -> bool:
        self._met += 1
        return self._shard.has(self._met)

    def file(self, path: str, navn: str) -> Iterator[Found]:
        with io.BufferedReader(io.FileIO(path)) as file:
            # Asking for the most allowed would set aside room for it, for every file.
            data = file.read(min(os.fstat(file.fileno()).st_size, MOST_BYTES) + 1)
        if len(data) > MOST_BYTES:
            self._say(navn, "for-stor", f"filen er større enn {MOST_BYTES // MEGABYTE} MB")
        else:
            yield Found(navn=navn, data=data)

    def archive(self, archive: zipfile.ZipFile, navn: str) -> Iterator[Found]:
        self._left = MOST_TOTAL
        yield from self._members(archive, navn, 1)

    def _members(self, archive: zipfile.ZipFile, navn: str, depth: int) -> Iterator[Found]:
        for member in sorted(archive.infolist(), key=lambda m: (m.filename, m.header_offset)):
            inside = f"{navn}/{member.filename}"
            if member.is_dir() or _is_hidden(member.filename):
                continue
            if not _is_safe_name(member.filename):
                self._say(navn, "utrygt-navn", "zip-filen har et innhold med et navn som peker ut av zip-filen")
            elif _is_wanted(member.filename, inside, self._problems) and self._is_allowed(member, inside):
                nested = member.filename.lower().endswith(".zip")
                if not nested and not self.is_mine():
                    continue
                data = self._unpacked(archive, member, inside)
                if data is None:
                    continue
                if nested:
                    yield from self._nested(data, inside, depth + 1)
                else:
                    yield Found(navn=inside, data=data, packed=True)

    def _nested(self, data: bytes, navn: str, depth: int) -> Iterator[Found]:
        if depth > MOST_DEPTH:
            self._say(navn, "for-dyp-zip", f"det er mer enn {MOST_DEPTH} zip-filer inni hverandre")
            return
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                yield from self._members(archive, navn, depth)
        except (zipfile.BadZipFile, NotImplementedError):
            self._say(navn, "ugyldig-zip", "zip-filen er skadet eller av en type som ikke kan leses")

    def _is_allowed(self, member: zipfile.ZipInfo, navn: str) -> bool:
        size = member.file_size
        if member.flag_bits & 0x1:
            self._say(navn, "passord", "filen er beskyttet med passord")
        elif size > MOST_BYTES:
            self._say(navn, "for-stor", f"filen er større enn {MOST_BYTES // MEGABYTE} MB")
        elif size > _SMALL and size > MOST_RATIO * max(member.compress_size, 1):
            self._say(navn, "zip-bombe", "filen er pakket så hardt at den ikke blir pakket ut")
        elif size > self._left:
            self._say(navn, "zip-bombe", f"zip-filen har mer enn {MOST_TOTAL // MEGABYTE // 1000} GB innhold")
        else:
            self._left -= size
            return True
        return False

    def _unpacked(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, navn: str) -> bytes | None:
        try:
            # The size is what the archive claims; reading stops there whatever it holds.
            return archive.read(member)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
            self._say(navn, "ugyldig-zip", "filen i zip-filen er skadet")
            return None

    def _say(self, navn: str, kode: str, tekst: str) -> None:
        self._problems.append(_problem(navn, kode, tekst))


def is_zip(path: str) -> bool:
    return path.lower().endswith(".zip")


def _under(folder: Path) -> Iterator[tuple[str, str]]:
    """Path and name of every file."""
    for here, folders, files in os.walk(folder):
        # The order decides nothing in the result, but progress and messages should come alike each time.
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        inside = "" if Path(here) == Path() else f"{str(Path(here)).removesuffix(os.sep)}{os.sep}"
        for name in sorted(files):
            if not _is_hidden(name):
                yield f"{inside}{name}", f"{inside.replace(os.sep, '/')}{name}"


def _is_hidden(path: str) -> bool:
    """What operating systems and open workbooks leave behind. ``path`` may have folders in it, with / between."""
    parts = path.split("/")
    return parts[-1].lower() in _SYSTEM_FILES or any(
        (part.startswith((".", "~$")) and part not in (".", "..")) or part.lower() in _SYSTEM_FOLDERS for part in parts
    )


def _is_wanted(filename: str, navn: str, problems: list[Problem]) -> bool:
    if filename.lower().endswith((".xml", ".zip")):
        return True
    if filename.lower().endswith(SHEETS):
        tekst = "filen er et regneark, og er ikke lest uten et kart over kolonnene"
        problems.append(
            Problem(sted=Sted(fil=navn), kode="trenger-kart", tekst=tekst, hint=MAP_HINT, grad=Grad.ADVARSEL)
        )
        return False
    tekst = "filen er ikke XML eller zip, og er ikke lest"
    problems.append(_problem(navn, "ukjent-filtype", tekst, grad=Grad.ADVARSEL))
    return False


def _is_safe_name(filename: str) -> bool:
    path = PurePosixPath(filename)
    return not (path.is_absolute() or ".." in path.parts or "\\" in filename or ":" in filename)


def _documents_in(path: str) -> int:
    if not is_zip(path):
        return 1
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(name.lower().endswith(".xml") for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError):
        return 0


def _problem(navn: str, kode: str, tekst: str, *, grad: Grad = Grad.FEIL) -> Problem:
    return Problem(sted=Sted(fil=navn), kode=kode, tekst=tekst, grad=grad)
