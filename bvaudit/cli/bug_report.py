"""A fault in the program itself: one sentence for the user, and a file with nothing secret for whoever mends it."""

import hashlib
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path, PurePath

from bvaudit import __version__
from bvaudit.cli.screen import tell
from bvaudit.texts import text

BUG = 70
_OWN_PARTS = 3  # of a file's path in the log: enough to find the line, too little to show whose machine it was


def tell_bug(error: Exception) -> int:
    """Say that it is our fault, and leave what a developer needs; returns the exit code."""
    details = _details(error)
    error_id = hashlib.sha256(details.encode()).hexdigest()[:8]
    tell(text("bruk.linje.feil", problem=text("bruk.fare.program", id=error_id)))
    path = _kept(error_id, details)
    if path is not None:
        tell(text("bruk.linje.hint", hint=text("bruk.fare.send_fil", fil=path)))
    else:
        tell(text("bruk.linje.hint", hint=text("bruk.fare.send_id")))
    return BUG


def _details(error: BaseException) -> str:
    """Types, files and lines. No messages and no values: either may hold case data."""
    lines = [f"bvaudit {__version__}, Python {sys.version_info.major}.{sys.version_info.minor}, {sys.platform}"]
    for one in _chain(error):
        lines.append(f"{type(one).__module__}.{type(one).__qualname__}")
        for frame in traceback.extract_tb(one.__traceback__):
            place = "/".join(PurePath(frame.filename).parts[-_OWN_PARTS:])
            lines.append(f"  {place}:{frame.lineno} {frame.name}")
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, then what it came from, each once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__


def _kept(error_id: str, details: str) -> Path | None:
    path = Path(tempfile.gettempdir()) / f"bvaudit-feil-{error_id}.txt"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(details)
    except FileExistsError:  # the same bug met before: the same id is the same text
        return path
    except OSError:
        return None
    return path
