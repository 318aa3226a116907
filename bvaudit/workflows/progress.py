"""How far a run has come, for whoever is watching."""

from collections.abc import Callable
from typing import Protocol


class Progress(Protocol):
    """Told (done, total); 0 in total = not known. ``begin`` names the next stage in a few words."""

    def __call__(self, done: int, total: int, /) -> None: ...
    def begin(self, stage: str, /) -> None: ...


def begin(progress: Progress | None, stage: str) -> None:
    """The run goes on to something else; nothing happens when nobody is watching."""
    if progress is not None:
        progress.begin(stage)


def counting(progress: Progress | None, every: int) -> Callable[[object], None] | None:
    """A function to call when each of ``every`` begins; None when nobody is watching."""
    if progress is None:
        return None
    done = 0

    def begun(_what: object) -> None:
        nonlocal done
        done += 1
        progress(done, every)

    return begun
