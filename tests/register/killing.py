"""The same work again and again, each time killed at another place."""

import time
from collections.abc import Callable, Iterator
from random import Random

from tests.disk.syscall_points import KILLED, can_follow, run_for, run_until

Note = Callable[[str, object], None]
TIMES = 80  # where the machine does not let one process follow another


def kills(work: Callable[[], object], again: Callable[[], None], note: Note, name: str, step: int = 1) -> Iterator[int]:
    """Each time the work has been killed before another change of the file system, every ``step`` of them and the last;
    ``again`` makes everything as it was. How many changes there are is noted."""
    if not can_follow():
        random, whole = Random(name), _seconds(work, again)
        for at in range(TIMES // step):
            again()
            run_for(work, random.random() * 1.5 * whole)
            yield at
        return
    again()
    code, last = run_until(work, 0)
    assert code == 0
    note(name, last)
    for stop in {*range(1, last + 1, step), last}:
        again()
        assert run_until(work, stop) == (KILLED, stop)
        yield stop


def _seconds(work: Callable[[], object], again: Callable[[], None]) -> float:
    again()
    begun = time.monotonic()
    run_for(work, 60.0)
    return time.monotonic() - begun
