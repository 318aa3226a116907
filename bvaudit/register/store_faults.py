"""What the database says is wrong, in the user's words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bvaudit.disk.faults import full
from bvaudit.errors import BvauditError, SurroundingsError
from bvaudit.register.faults import RegisterFault
from bvaudit.texts import text

_FULL, _BUSY, _LOCKED = sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED
_NO_ACCESS = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_MAIN = 0xFF  # the part of a code that names the kind of error


class Busy(Exception):
    """Another program holds the database."""


UNREADABLE = (BvauditError, Busy, sqlite3.Error, OSError, ValueError)  # whatever a file says of itself that it is not


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Errors of the database as errors the user can do something with; Busy when another holds it."""
    try:
        yield
    except sqlite3.Error as error:
        kind = getattr(error, "sqlite_errorcode", 0) & _MAIN
        if kind in (_BUSY, _LOCKED):
            raise Busy from error
        known = _known(kind, path)
        if known is None:
            raise
        raise known from error


def _known(kind: int, path: Path) -> BvauditError | None:
    if kind == _FULL:
        return full()
    if kind == sqlite3.SQLITE_IOERR:
        return SurroundingsError(text("registeret_logg.disken"), hint=text("registeret_logg.disken_hint"))
    if kind in _NO_ACCESS:
        return SurroundingsError(text("registeret_logg.tilgang", fil=path), hint=text("registeret_logg.tilgang_hint"))
    if kind in _DAMAGED:
        return RegisterFault(text("registeret_logg.skadet", fil=path))
    return None
