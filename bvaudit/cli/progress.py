"""How far a long import has come, for a person who is watching."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bvaudit.cli.screen import colours_wanted

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE_SECONDS = 1.0  # what is over by then needs no bar


@contextmanager
def progress(what: str = "Leser dokumenter") -> Iterator[Callable[[int, int], None] | None]:
    """A function to call with (done, total), or None when nobody is watching. 0 in total = not known."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(what)
    try:
        yield bar.at
    finally:
        bar.stop()


class _Bar:
    def __init__(self, what: str) -> None:
        self._what = what
        self._since = time.monotonic()
        self._shown: Progress | None = None

    def at(self, done: int, total: int) -> None:
        if self._shown is None:
            if time.monotonic() - self._since < _PATIENCE_SECONDS:
                return
            self._shown = _started(self._what)
        self._shown.update(self._shown.task_ids[0], completed=done, total=total or None)

    def stop(self) -> None:
        if self._shown is not None:
            self._shown.stop()


def _started(what: str) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, no_color=not colours_wanted())
    bar = Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=console, transient=True)
    bar.add_task(what, total=None)
    bar.start()
    return bar
