"""Python's own search for objects that hold each other, which has nothing to find where only rows are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_search_for_cycles() -> Iterator[None]:
    """Millions of rows are made and none is part of a cycle, but Python looks through them again and again."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
