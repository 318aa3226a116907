"""How far a long run has come, for a person who watches: a word for every stage, a bar where the amount is known."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bvaudit.cli.screen import colours_wanted
from bvaudit.texts import text

if TYPE_CHECKING:
    from rich.progress import Progress, Task

_PATIENCE_SECONDS = 1.0  # what is over by then needs no word


@contextmanager
def progress(stage: str = "") -> Iterator["Watched | None"]:
    """Who is told of each step, or None when nobody is watching. ``stage`` is what the run begins with."""
    if not sys.stderr.isatty():
        yield None
        return
    watched = Watched(stage or text("terminal.steg.leser"))
    try:
        yield watched
    finally:
        watched.stop()


class Watched:
    """A stage is shown once it has lasted a second, also when nothing is told meanwhile."""

    def __init__(self, stage: str) -> None:
        self._turn = threading.Lock()
        self._shown: Progress | None = None
        self._step = (0, 0)
        self.begin(stage)

    def begin(self, stage: str) -> None:
        """Go on to the next stage; the one before is no longer shown."""
        self.stop()
        self._stage, self._step = stage, (0, 0)
        self._waiting = threading.Timer(_PATIENCE_SECONDS, self._show)
        self._waiting.daemon = True
        self._waiting.start()

    def __call__(self, done: int, total: int) -> None:
        with self._turn:
            self._step = (done, total)
            if self._shown is not None:
                self._update(self._shown)

    def stop(self) -> None:
        with self._turn:
            if waiting := getattr(self, "_waiting", None):
                waiting.cancel()
            if self._shown is not None:
                self._shown.stop()
                self._shown = None

    def _show(self) -> None:
        shown = _made(self._stage)
        with self._turn:
            if threading.current_thread() is not self._waiting or self._waiting.finished.is_set():
                return
            self._shown = shown
            self._update(shown)
            shown.start()

    def _update(self, shown: "Progress") -> None:
        done, total = self._step
        shown.update(shown.task_ids[0], completed=done, total=total or None)


def _made(stage: str) -> "Progress":
    from rich.console import Console
    from rich.progress import BarColumn, Progress, ProgressColumn, TextColumn
    from rich.text import Text

    class Count(ProgressColumn):
        """«400/842», and nothing while the amount is not known."""

        def render(self, task: "Task") -> Text:
            return Text(f"{int(task.completed)}/{int(task.total)}" if task.total else "")

    console = Console(stderr=True, no_color=not colours_wanted())
    bar = Progress(TextColumn("{task.description}"), BarColumn(), Count(), console=console, transient=True)
    bar.add_task(stage, total=None)
    return bar
