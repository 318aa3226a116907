"""Files and folders for their owner alone, written through to the disk."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

FILE_RIGHTS, FOLDER_RIGHTS = 0o600, 0o700


def missing(folder: Path) -> list[Path]:
    """The folder and those above it that are not there, the innermost first."""
    return [part for part in (folder, *folder.parents) if not part.exists()]


def make_folder(folder: Path) -> None:
    """The folder, and those above it that are missing. Others cannot open the folder itself, whatever the machine gives
    new ones; one that is there keeps its rights."""
    for part in reversed(missing(folder)):
        part.mkdir(mode=FOLDER_RIGHTS if part == folder else 0o777, exist_ok=True)


def seal(file: Path) -> None:
    """On the disk, not only on its way there, and the owner's alone."""
    file.chmod(FILE_RIGHTS)
    descriptor = os.open(file, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_private(file: Path, content: bytes) -> None:
    """A new file for the owner alone; FileExistsError when it is there."""
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), FILE_RIGHTS)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def place_new(made: Path, wanted: Path) -> None:
    """``made`` gets the name ``wanted`` in one step; FileExistsError when something has that name already."""
    try:
        os.link(made, wanted)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if wanted.exists():
            raise FileExistsError(wanted) from None
        made.rename(wanted)
    else:
        made.unlink()
    settle(wanted.parent)


def copy_beside(file: Path, copy: Path) -> None:
    """A second name for the same content, or a copy where the disk has no such thing."""
    try:
        os.link(file, copy)
    except FileExistsError:
        raise
    except OSError:
        write_private(copy, file.read_bytes())


def settle(folder: Path) -> None:
    """Names put in the folder are on the disk. Where folders cannot be opened as files this is left to the machine."""
    if os.name != "posix":
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def only_for_owner(paths: Iterable[Path]) -> bool:
    """Whether nobody else can open any of them. False where that cannot be told, as on Windows."""
    if os.name != "posix":
        return False
    facts = [path.stat() for path in paths]
    return all(fact.st_uid == os.getuid() and not stat.S_IMODE(fact.st_mode) & 0o077 for fact in facts)
