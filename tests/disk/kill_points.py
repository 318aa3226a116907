"""Runs one command again and again, and ends it as kill -9 would just before its n-th change of the file system.

``python kill_points.py``: asked line by line on stdin, answered on stdout. Every run is a process of its own, forked
from one that has the program loaded, so that hundreds of runs take minutes and not hours.
"""

import functools
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from tests.disk import syscall_points
from tests.disk.syscall_points import can_follow

KILLED = 137
_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def run_until(argv: Sequence[str], stop: int) -> tuple[int, int]:
    """Exit code, and how many changes were met before the end; ``stop`` 0 lets the run go on to its end."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        met = _watch(stop, writer)
        with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
            from bvaudit.cli.run import run

            code = run(argv)
        os.write(writer, f"{met()}\n".encode())
        os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as told:
        numbers = told.read().split()
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), int(numbers[-1])


def _watch(stop: int, writer: int) -> Callable[[], int]:
    met = 0

    def see(event: str, args: tuple[Any, ...]) -> None:
        nonlocal met
        if event not in _CHANGES and not (event == "open" and args[2] & _WRITING):
            return
        if str(args[0]).startswith("/dev/"):
            return
        met += 1
        if met == stop:
            os.write(writer, f"{met}\n".encode())
            os._exit(KILLED)

    sys.addaudithook(see)
    return lambda: met


def _quiet(argv: Sequence[str]) -> int:
    """Followed from where it begins to write in the register: what comes before has no part in that, and takes time."""
    from bvaudit.register import store

    real, begun = store.writing, []

    def writing(*args: Any) -> Any:
        if not begun:
            begun.append(True)
            syscall_points.follow()
        return real(*args)

    store.writing = writing
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        from bvaudit.cli.run import run

        return run(argv)


def _warm() -> None:
    """Load the program, and the content that is the same in every run."""
    from bvaudit.workflows import content, draw_sample, evaluate_cases, explain_case, import_cases  # noqa: F401

    kept = functools.cache(content.content_or_stop)
    kept(())
    for module in (draw_sample, evaluate_cases, import_cases):
        module.content_or_stop = lambda regler=(): kept(tuple(regler))  # type: ignore[attr-defined]


def main() -> None:
    _warm()
    for line in sys.stdin:
        command = json.loads(line)
        os.environ["BVAUDIT_HJEM"] = command["hjem"]
        if command["kall"] and can_follow():
            work = functools.partial(_quiet, command["argv"])
            code, met = syscall_points.run_until(work, command["stopp"], at_once=False)
        else:
            code, met = run_until(command["argv"], command["stopp"])
        print(json.dumps({"kode": code, "endringer": met}), flush=True)  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
