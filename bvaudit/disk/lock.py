"""A lock that the machine itself lets go of when the program that holds it dies, however it dies."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bvaudit.errors import SurroundingsError

_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL}  # some network disks
_PAUSE_SECONDS = 0.05


@contextmanager
def locked(path: Path, *, busy: str, hint: str, patience: float = 0.0) -> Iterator[None]:
    """Holds the lock file ``path`` while the block lasts, and leaves no file behind.

    ``patience`` is how many seconds to wait for another who holds it; then SurroundingsError says ``busy``.
    """
    handle = _wait_for(path, patience)
    if handle is None:
        raise SurroundingsError(busy, hint=hint)
    try:
        yield
    finally:
        let_go(handle, path)


def take(path: Path) -> int | None:
    """The lock as an open file, or None when somebody holds it. The file has the number of the process in it."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _lock(handle):
            os.close(handle)
            return None
        if _is_still(handle, path):
            with suppress(OSError):  # a full disk: the lock itself needs no room
                os.ftruncate(handle, 0)
                os.write(handle, str(os.getpid()).encode())
            return handle
        os.close(handle)  # the one who held it took the file away while we waited


def let_go(handle: int, path: Path) -> None:
    """Unlock, and take the file away."""
    if os.name == "posix":
        with suppress(OSError):
            path.unlink()  # while it is still held, so that nobody's fresh lock is taken away
    os.close(handle)
    if os.name != "posix":
        with suppress(OSError):
            path.unlink()


def _wait_for(path: Path, patience: float) -> int | None:
    last = time.monotonic() + patience
    while (handle := take(path)) is None:
        if time.monotonic() >= last:
            return None
        time.sleep(_PAUSE_SECONDS)
    return handle


def _is_still(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> bool:
        try:
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        except OSError as error:
            return error.errno in _NO_LOCKS_HERE
        return True

else:
    import fcntl

    def _lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            return error.errno in _NO_LOCKS_HERE
        return True
