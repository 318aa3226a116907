"""Which letters go down a stream: a console shows every one, a Windows pipe only those of the console's code page.

On Windows, as Windows and PowerShell document it; it has not been tried there:

- a real console is Unicode, so nothing is changed;
- a pipe is read by PowerShell 5.1 by the console's code page, so it gets that one. What it has no letter for is
  written with one that looks like it («–» as «-»), and JSON in pure ASCII, which every reader of JSON understands;
- a file, as cmd makes for ``> fil.txt``, gets UTF-8 with the mark that Notepad and Excel know it by; JSON gets none;
- whoever has set PYTHONIOENCODING or PYTHONUTF8 has chosen.

Elsewhere everything is UTF-8.
"""

import codecs
import io
import os
import stat
import sys
from collections.abc import Mapping
from enum import Enum
from typing import TextIO

_ALIKE = str.maketrans({"–": "-", "—": "-", "‐": "-", "…": "...", "’": "'", "“": '"', "”": '"', "•": "*", "→": ">"})
_CHOSEN = ("PYTHONIOENCODING", "PYTHONUTF8")
BOM = "\ufeff"


class Goes(Enum):
    """Where a stream ends."""

    TO_CONSOLE = "console"
    TO_FILE = "file"
    TO_PIPE = "pipe"


def letters_for(goes: Goes, *, windows: bool, environment: Mapping[str, str], code_page: int) -> str | None:
    """The encoding to write in; None leaves it as it is. ``code_page`` is the console's, 0 when there is none."""
    if not windows:
        return "utf-8"
    if goes is Goes.TO_CONSOLE or any(environment.get(name) for name in _CHOSEN):
        return None
    if goes is Goes.TO_FILE or code_page == 0:
        return "utf-8"
    return _known(f"cp{code_page}")


def prepare(stream: TextIO) -> None:
    """Make æøå safe on it: what cannot be shown becomes something like it, never a crash."""
    if isinstance(stream, io.TextIOWrapper):
        wanted = letters_for(
            where(stream), windows=os.name == "nt", environment=os.environ, code_page=_console_code_page()
        )
        stream.reconfigure(encoding=wanted or stream.encoding, errors=_LOOKS_LIKE)


def begins_a_file(stream: TextIO) -> bool:
    """Whether nothing is in the file on Windows that ``stream`` writes, so that the mark belongs there."""
    return os.name == "nt" and where(stream) is Goes.TO_FILE and os.fstat(stream.fileno()).st_size == 0


def shows_all(stream: TextIO) -> bool:
    """Whether every letter can be read at the other end, whoever reads it."""
    return os.name != "nt" or where(stream) is Goes.TO_CONSOLE


def where(stream: TextIO) -> Goes:
    if stream.isatty():
        return Goes.TO_CONSOLE
    try:
        kind = os.fstat(stream.fileno()).st_mode
    except (OSError, ValueError):  # no file behind it, as in a test
        return Goes.TO_PIPE
    return Goes.TO_FILE if stat.S_ISREG(kind) else Goes.TO_PIPE


def _known(name: str) -> str:
    try:
        return codecs.lookup("utf-8" if name == "cp65001" else name).name
    except LookupError:
        return "utf-8"


def _console_code_page() -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetConsoleOutputCP())
    return 0


def _like(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    wanted = error.object[error.start : error.end].translate(_ALIKE)
    try:
        wanted.encode(error.encoding)
    except UnicodeEncodeError:
        return "?" * (error.end - error.start), error.end
    return wanted, error.end


_LOOKS_LIKE = "looks-like"
codecs.register_error(_LOOKS_LIKE, _like)
