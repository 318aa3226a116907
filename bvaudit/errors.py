"""The few things worth raising: what stops a run and is the user's to mend. Exit codes: design part 10."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence

from bvaudit.diagnostics import Problem

# What Python raises on a damaged, locked or strangely packed zip, gzip or Office file, whichever part meets it first.
CONTAINER_ERRORS: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,  # names that are not UTF-8, sizes that are not sizes
    LookupError,
    OverflowError,
    RuntimeError,  # a password; also NotImplementedError, an unknown packing
)


class BvauditError(Exception):
    """A run that cannot go on, said in the user's words. ``hint`` is what to do or type."""

    exit_code = 4

    def __init__(self, problem: str, *, hint: str = "", problems: Sequence[Problem] = ()) -> None:
        super().__init__(problem)
        self.problem = problem
        self.hint = hint
        self.problems = list(problems)


class UsageError(BvauditError):
    """Wrong use: an option that does not fit, a name that is not known."""

    exit_code = 2


class ContentError(BvauditError):
    """Wrong content: rules, checklists or case data that cannot be used. Carries every problem found."""

    exit_code = 3


class SurroundingsError(BvauditError):
    """The surroundings: a locked file, no key, a register that people have typed in."""

    exit_code = 4


class NothingExamined(BvauditError):
    """Nothing was examined. Never to be read as «no deviations»."""

    exit_code = 5
