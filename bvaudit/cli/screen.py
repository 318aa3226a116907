"""What is written where: the result to stdout, everything said along the way to stderr."""

import errno
import json
import os
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from bvaudit import texts
from bvaudit.cli.console import BOM, begins_a_file, prepare, shows_all
from bvaudit.cli.problem_lines import as_lines
from bvaudit.diagnostics import Grad, Problem
from bvaudit.reports.wording import oppramsing

MOST_SHOWN = 20
_NARROW, _WIDE, _NOT_A_TERMINAL = 80, 120, 100
# A file name inside a zip can carry codes that repaint the terminal.
_CONTROL = {c: "\ufffd" for c in (*range(32), *range(127, 160)) if chr(c) not in "\n\t"}


def prepare_screen() -> None:
    """Make æøå safe on every console.

    Started without a window, as from the task scheduler, there is no console at all, and what is said is lost.
    """
    if sys.stdout is None:
        sys.stdout = _nowhere()
    if sys.stderr is None:
        sys.stderr = _nowhere()
    for stream in (sys.stdout, sys.stderr):
        prepare(stream)


def say(text: str) -> None:
    """A line of the result."""
    _write(sys.stdout, f"{BOM}{text}" if begins_a_file(sys.stdout) else text)


def say_wrapped(text: str) -> None:
    """Lines of the result no wider than the screen; what goes on stands two in from where the line began."""
    for line in wrapped(text, plain_width()):
        say(line)


def wrapped(text: str, width: int) -> list[str]:
    """A word is never broken, so that a path or a command can be copied."""
    indent = text[: len(text) - len(text.lstrip())]
    lines = textwrap.wrap(
        text.strip(), width, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip
    return lines or [""]


def say_json(document: object) -> None:
    """One JSON document, readable whatever letters the other end expects."""
    _write(sys.stdout, json.dumps(document, ensure_ascii=not shows_all(sys.stdout), indent=2))


def tell(text: str) -> None:
    """A line about the run."""
    _write(sys.stderr, text)


def tell_problems(problems: Iterable[Problem]) -> None:
    """One line for each cause, at most 20 with the gravest kept, and how many problems there were in all."""
    found = set(problems)
    if not found:
        return
    lines = as_lines(found)
    for line in lines[:MOST_SHOWN]:
        tell(str(line))
    if len(lines) > MOST_SHOWN:
        tell(texts.text("bruk.linje.flere", n=len(lines) - MOST_SHOWN))
    tell(_counted(found))


def plain_width() -> int:
    """Columns to write in: the terminal's, held between 80 and 120; 100 when there is no terminal."""
    columns = shutil.get_terminal_size((_NOT_A_TERMINAL, 24)).columns
    return max(_NARROW, min(_WIDE, columns))


def colours_wanted() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _write(stream: TextIO, text: str) -> None:
    with suppress(UnicodeEncodeError):  # what the console's own encoding could not read may well be UTF-8
        text = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        stream.write(text.translate(_CONTROL) + "\n")
    except OSError as error:
        if not is_closed_pipe(error):
            raise
        nobody_listens(stream)


def is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of a pipe has gone, as after ``| head``. Windows says that an argument is wrong."""
    return error.errno == errno.EPIPE or (os.name == "nt" and error.errno == errno.EINVAL)


def nobody_listens(stream: TextIO) -> None:
    """The rest of what is said goes nowhere: that someone has read enough is no fault of the run."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _counted(problems: Collection[Problem]) -> str:
    numbers = Counter(problem.grad for problem in problems)
    parts = [texts.counted(f"terminal.grad.{grad.value}", numbers[grad]) for grad in Grad if numbers[grad]]
    return texts.text("bruk.linje.til_sammen", hva=oppramsing(parts))
