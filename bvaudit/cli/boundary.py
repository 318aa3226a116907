"""The one place where an exception becomes a sentence and an exit code."""

import errno
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from bvaudit.cli.screen import tell, tell_problems
from bvaudit.errors import BvauditError, SurroundingsError

INTERRUPTED = 130


def guarded(action: Callable[[], int]) -> int:
    """The exit code of ``action``, whatever happens in it. What the user must know is written to stderr."""
    with _noticing_interrupts() as interrupted:
        try:
            code = action()
            sys.stdout.flush()
            return code
        except BrokenPipeError:
            _nobody_listens()
            return SurroundingsError.exit_code
        except KeyboardInterrupt:
            return _tell_interrupted()
        except Exception as error:
            return _tell_interrupted() if interrupted() else _told(error)


@contextmanager
def _noticing_interrupts() -> Iterator[Callable[[], bool]]:
    """DuckDB turns Ctrl+C in the middle of a query into an error of its own; this remembers what it was."""
    pressed: list[int] = []

    def handler(number: int, _frame: FrameType | None) -> None:
        pressed.append(number)
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = signal.signal(signal.SIGINT, handler)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


def _tell_interrupted() -> int:
    tell("Avbrutt")
    return INTERRUPTED


def _told(error: Exception) -> int:
    known = _known(error)
    if known is None:
        from bvaudit.cli.bug_report import tell_bug

        return tell_bug(error)
    with suppress(OSError):
        sys.stdout.flush()
    tell_problems(known.problems)
    tell(f"feil: {known.problem}")
    if known.hint:
        tell(f"  hint: {known.hint}")
    return known.exit_code


def _known(error: Exception) -> BvauditError | None:
    if isinstance(error, BvauditError):
        return error
    if isinstance(error, OSError):
        return _surroundings(error)
    if isinstance(error, MemoryError):
        return SurroundingsError("maskinen har ikke nok minne til dette", hint="lukk andre programmer og prøv igjen")
    # Not before here: most runs end well, and typer is slow to import.
    from bvaudit.cli.wrong_use import translated

    return translated(error)


def _surroundings(error: OSError) -> BvauditError:
    name = error.filename2 or error.filename
    fil = f"«{os.fsdecode(name)}»" if isinstance(name, str | bytes | os.PathLike) else "en fil"
    if isinstance(error, PermissionError):
        return SurroundingsError(
            f"fikk ikke tilgang til {fil}",
            hint="lukk filen hvis den er åpen i Excel eller Word, og sjekk at du har lov til å skrive der",
        )
    if isinstance(error, FileNotFoundError):
        return SurroundingsError(f"finner ikke {fil}", hint="sjekk at navnet er skrevet riktig")
    if isinstance(error, IsADirectoryError):
        return SurroundingsError(f"{fil} er en mappe, men skulle vært en fil")
    if isinstance(error, NotADirectoryError | FileExistsError):
        return SurroundingsError(f"{fil} er en fil, men skulle vært en mappe")
    if error.errno == errno.ENOSPC:
        return SurroundingsError("disken er full", hint="rydd plass og prøv igjen")
    return SurroundingsError(f"fikk ikke lest eller skrevet {fil}", hint="sjekk at disken og mappen er tilgjengelig")


def _nobody_listens() -> None:
    """The reader of a pipe has gone. Python would complain once more when it closes stdout."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
