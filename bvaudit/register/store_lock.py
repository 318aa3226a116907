"""One who writes at a time, and a note of who it is for those who must wait.

The lock is the machine's own and goes with the program that holds it, however that dies. The note is only read when the
lock cannot be had, so that one a dead writer left behind misleads nobody.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from bvaudit.disk.lock import locked
from bvaudit.disk.private import write_private
from bvaudit.errors import SurroundingsError
from bvaudit.register.store_faults import Busy
from bvaudit.texts import text

LOCK, NOTE = ".bvaudit-register-las", ".bvaudit-register-skriver"
_PATIENCE_SECONDS = 5.0


@contextmanager
def writing(folder: Path, hvem: str, tid: datetime) -> Iterator[None]:
    """The register in ``folder`` for this program alone. SurroundingsError says who has it, and since when."""
    try:
        with locked(folder / LOCK, busy="", hint="", patience=_PATIENCE_SECONDS):
            _leave(folder / NOTE, hvem, tid)
            try:
                yield
            finally:
                with suppress(OSError):
                    (folder / NOTE).unlink()
    except Busy as error:  # a disk that knows no such locks, and a database that does; or quite another program
        raise busy(folder) from error
    except SurroundingsError as error:
        if error.problem:
            raise
        raise busy(folder) from error


def busy(folder: Path) -> SurroundingsError:
    """Who writes there now, and since when, as far as the note says."""
    hint = text("registeret_logg.opptatt_hint")
    try:
        told = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        when = datetime.fromisoformat(told["tid"])
        since = f"{when:%d.%m.%Y} {when:%H:%M}"
        return SurroundingsError(text("registeret_logg.opptatt_av", hvem=told["hvem"], tid=since), hint=hint)
    except (OSError, ValueError, KeyError, TypeError):
        return SurroundingsError(text("registeret_logg.opptatt"), hint=hint)


def _leave(note: Path, hvem: str, tid: datetime) -> None:
    with suppress(OSError):  # a full disk must not keep anybody from being told so properly later
        note.unlink(missing_ok=True)
        write_private(note, json.dumps({"hvem": hvem, "tid": tid.isoformat()}).encode())
