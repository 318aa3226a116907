"""Ends a piece of work as kill -9 would, just before its n-th change of the file system, whoever makes it.

What the database does is not seen by Python, so the work is done in a process of its own whose calls to the machine are
followed one by one. Where that is not allowed, or the machine is another one, it is killed after a while instead.
"""

import ctypes
import os
import platform
import signal
import sys
import time
from collections.abc import Callable

_TRACEME, _PEEKUSER, _CONT_TO_CALL, _SETOPTIONS = 0, 3, 24, 0x4200
_GOOD, _EXITKILL = 1, 0x100000
_CALL, _FIRST, _SECOND, _THIRD = 15 * 8, 14 * 8, 13 * 8, 12 * 8  # where a process keeps them, on this machine
_WRITE, _OPENAT = 1, 257
# pwrite64, pwritev, fsync, fdatasync, ftruncate, rename, mkdir, rmdir, link, unlink, chmod, fchmod, unlinkat, renameat,
# linkat, renameat2
_CHANGES = {18, 296, 74, 75, 77, 82, 83, 84, 86, 87, 90, 91, 263, 264, 265, 316}
KILLED = 137


def can_follow() -> bool:
    if sys.platform != "linux" or platform.machine() != "x86_64":
        return False
    try:
        return run_until(lambda: os.mkdir("/proc/none/none"), 1) == (KILLED, 1)  # noqa: PTH102 - it is never made
    except ChildProcessError:  # it went on without waiting to be followed
        return False


def run_until(work: Callable[[], object], stop: int, *, at_once: bool = True) -> tuple[int, int]:
    """Exit code (what the work gives, 0 when that is no number, 1 when it failed), and how many changes were met;
    ``stop`` 0 lets it go on to its end. Not ``at_once``: from where the work itself calls :func:`follow`."""
    child = os.fork()
    if child == 0:
        _work(work, followed=at_once)
    _, status = os.waitpid(child, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        return os.waitstatus_to_exitcode(status), 0
    _ptrace(_SETOPTIONS, child, 0, _GOOD | _EXITKILL)
    met, entering, passed_on = 0, True, 0
    while True:
        _ptrace(_CONT_TO_CALL, child, 0, passed_on)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            code = os.waitstatus_to_exitcode(status)
            return (KILLED if code == -signal.SIGKILL else code), met
        passed_on = 0
        if os.WSTOPSIG(status) != signal.SIGTRAP | 0x80:
            passed_on = os.WSTOPSIG(status)
            continue
        if entering and _is_change(child):
            met += 1
            if met == stop:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return KILLED, met
        entering = not entering


def run_for(work: Callable[[], object], seconds: float) -> int:
    """The same, killed after a while if it has not come to its end."""
    child = os.fork()
    if child == 0:
        _work(work, followed=False)
    last = time.monotonic() + seconds
    ended, status = 0, 0
    while not ended and time.monotonic() < last:
        time.sleep(min(0.001, seconds))
        ended, status = os.waitpid(child, os.WNOHANG)
    if not ended:
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return KILLED if code == -signal.SIGKILL else code


def follow() -> None:
    """From here on the one who started this process counts."""
    _ptrace(_TRACEME, 0, 0, 0)
    os.kill(os.getpid(), signal.SIGSTOP)


def _work(work: Callable[[], object], *, followed: bool) -> None:
    code = 1
    try:
        if followed:
            follow()
        done = work()
        code = done if isinstance(done, int) else 0
    finally:
        os._exit(code)


def _is_change(child: int) -> bool:
    call = _peek(child, _CALL)
    if call == _WRITE:
        return _peek(child, _FIRST) > 2  # not the screen
    if call == _OPENAT:
        return bool(_peek(child, _THIRD) & (os.O_CREAT | os.O_TRUNC))
    return call in _CHANGES


def _peek(child: int, where: int) -> int:
    return int(_ptrace(_PEEKUSER, child, where, 0))


def _ptrace(request: int, child: int, address: int, data: int) -> int:
    libc = _libc()
    return int(libc.ptrace(request, child, ctypes.c_void_p(address), ctypes.c_void_p(data)))


def _libc() -> ctypes.CDLL:
    if not _LOADED:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.ptrace.restype = ctypes.c_long
        libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
        _LOADED.append(libc)
    return _LOADED[0]


_LOADED: list[ctypes.CDLL] = []
