"""The last copies of the log, beside it: each a whole log by itself, named by the event it ends with.

A copy that was made before something was struck holds what was struck, and is not kept.
"""

import secrets
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from bvaudit.disk.private import make_folder, seal, settle, write_private
from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.logg import Hode
from bvaudit.register.chain import Rad
from bvaudit.register.chain_faults import faults
from bvaudit.register.store_faults import UNREADABLE
from bvaudit.register.store_file import opened, read_rows

KOPIER = "kopier"
ANTALL = 10  # so many are kept
_UNFINISHED = ".bvaudit-kopi-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kopi:
    """A copy, and the number of the event its name says it ends with."""

    fil: Path
    nr: int


def copies_of(path: Path) -> tuple[Kopi, ...]:
    """Those that lie beside the log, the oldest first."""
    found = []
    for file in sorted((path.parent / KOPIER).glob(f"{path.stem}-*{path.suffix}")):
        _, _, number = file.stem.rpartition("-")
        if number.isdecimal():
            found.append(Kopi(fil=file, nr=int(number)))
    return tuple(sorted(found, key=lambda one: one.nr))


def keep(db: sqlite3.Connection, path: Path, head: Hode) -> None:
    """One more copy, of the log as it is now; then those that are too many, and those that hold what was struck, go."""
    folder = path.parent / KOPIER
    make_folder(folder)
    for left in folder.glob(f"{_UNFINISHED}*"):
        with suppress(OSError):
            left.unlink()
    part = folder / f"{_UNFINISHED}{secrets.token_hex(6)}"
    write_private(part, b"")
    with closing(sqlite3.connect(part, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode=MEMORY").fetchall()  # it counts only once it is whole, sealed and named
        other.execute("PRAGMA synchronous=OFF")
        db.backup(other)
    seal(part)
    part.replace(folder / f"{path.stem}-{head.nr:06d}{path.suffix}")
    settle(folder)
    _let_go(db, path)


def newest_good(path: Path) -> Path | None:
    """The newest copy that is whole in itself."""
    return next((copy.fil for copy in reversed(copies_of(path)) if is_good(copy.fil)), None)


def is_good(file: Path) -> bool:
    try:
        return not faults(rows_of(file))
    except UNREADABLE:
        return False


def rows_of(file: Path) -> tuple[Rad, ...]:
    """The rows of any log, looked over as a file first."""
    with closing(opened(file)) as db:
        return read_rows(db)


def _let_go(db: sqlite3.Connection, path: Path) -> None:
    (struck,) = db.execute("SELECT coalesce(max(nr), 0) FROM hendelse WHERE kode = ?", (Sladdet.kode,)).fetchone()
    copies = copies_of(path)
    for at, copy in enumerate(copies):
        if copy.nr < struck or at < len(copies) - ANTALL:
            copy.fil.unlink(missing_ok=True)
