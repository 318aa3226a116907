"""The one place where an exception becomes a sentence and an exit code."""

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from bvaudit.cli.screen import is_closed_pipe, nobody_listens, tell, tell_problems
from bvaudit.disk.faults import from_database, no_room
from bvaudit.errors import BvauditError, SurroundingsError
from bvaudit.texts import text

INTERRUPTED = 130
# SIGBREAK is what Windows sends for Ctrl+Break, and when the console is closed or the user logs off.
_TO_END = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


def guarded(action: Callable[[], int]) -> int:
    """The exit code of ``action``, whatever happens in it. What the user must know is written to stderr."""
    with _noticing_interrupts() as interrupted:
        try:
            code = action()
            _flush()
            return code
        except KeyboardInterrupt:
            return _tell_interrupted()
        except Exception as error:
            if isinstance(error, OSError) and is_closed_pipe(error):
                nobody_listens(sys.stdout)
                return 0
            return _tell_interrupted() if interrupted() else _told(error)


def _flush() -> None:
    try:
        sys.stdout.flush()
    except OSError as error:
        nobody_listens(sys.stdout)  # or Python would complain once more when it closes stdout
        if not is_closed_pipe(error):
            raise


@contextmanager
def _noticing_interrupts() -> Iterator[Callable[[], bool]]:
    """Ctrl+C, and being told to end by the machine or by a console that closes, all stop the run so that it tidies up.

    DuckDB turns an interrupt in the middle of a query into an error of its own; this remembers what it was. Only the
    first counts: a second one must not stop the tidying.
    """
    pressed: list[int] = []

    def handler(number: int, _frame: FrameType | None) -> None:
        pressed.append(number)
        if len(pressed) == 1:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    numbers = [getattr(signal, name) for name in _TO_END if hasattr(signal, name)]
    numbers = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]  # as under nohup
    before = {number: signal.signal(number, handler) for number in numbers}
    try:
        yield lambda: bool(pressed)
    finally:
        for number, old in before.items():
            signal.signal(number, signal.SIG_DFL if old is None else old)


def _tell_interrupted() -> int:
    tell(text("bruk.linje.avbrutt"))
    return INTERRUPTED


def _told(error: Exception) -> int:
    known = _known(error)
    if known is None:
        from bvaudit.cli.bug_report import tell_bug

        return tell_bug(error)
    with suppress(OSError):
        _flush()
    tell_problems(known.problems)
    tell(text("bruk.linje.feil", problem=known.problem))
    if known.hint:
        tell(text("bruk.linje.hint", hint=known.hint))
    return known.exit_code


def _known(error: Exception) -> BvauditError | None:
    if isinstance(error, BvauditError):
        return error
    if isinstance(error, OSError):
        return _surroundings(error)
    if isinstance(error, MemoryError):
        return SurroundingsError(text("bruk.fare.minne"), hint=text("bruk.fare.minne_hint"))
    if told := from_database(error):
        return told
    if isinstance(error, UnicodeEncodeError) and any("\ud800" <= c <= "\udfff" for c in str(error.object)):
        return SurroundingsError(text("bruk.fare.tegn"), hint=text("bruk.fare.tegn_hint"))
    # Not before here: most runs end well, and typer is slow to import.
    from bvaudit.cli.wrong_use import translated

    return translated(error)


def _surroundings(error: OSError) -> BvauditError:
    if full := no_room(error):
        return full
    name = error.filename2 or error.filename
    fil = f"«{os.fsdecode(name)}»" if isinstance(name, str | bytes | os.PathLike) else text("bruk.fare.en_fil")
    if isinstance(error, PermissionError):
        return SurroundingsError(text("bruk.fare.tilgang", fil=fil), hint=text("bruk.fare.tilgang_hint"))
    if isinstance(error, FileNotFoundError):
        return SurroundingsError(text("bruk.fare.finner_ikke", fil=fil), hint=text("bruk.fare.finner_ikke_hint"))
    if isinstance(error, IsADirectoryError):
        return SurroundingsError(text("bruk.fare.er_mappe", fil=fil))
    if isinstance(error, NotADirectoryError | FileExistsError):
        return SurroundingsError(text("bruk.fare.er_fil", fil=fil))
    return SurroundingsError(text("bruk.fare.lese_skrive", fil=fil), hint=text("bruk.fare.lese_skrive_hint"))
