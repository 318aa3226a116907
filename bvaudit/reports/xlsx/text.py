"""Text as a cell can hold it."""

import textwrap
from functools import lru_cache

CELL_LIMIT = 32_767  # Excel counts UTF-16 units, so an emoji is two
_PER_DIGIT = 1.15  # Excel counts a column's width in digits; ordinary text is a little narrower


def fits_in_cell(text: str) -> bool:
    if len(text) <= CELL_LIMIT // 2:  # also when every character is an emoji
        return True
    return len(text) + sum(character > "\uffff" for character in text) <= CELL_LIMIT


def pieces(text: str, size: int = CELL_LIMIT // 2) -> list[str]:
    """The text in parts that each fit in a cell, also when every character is an emoji."""
    return [text[start : start + size] for start in range(0, len(text), size)]


def lines_in(text: str, width: float) -> int:
    """How many lines the text takes in a cell ``width`` characters wide."""
    room = max(1, int(width * _PER_DIGIT))
    return sum(_wrapped(line, room) for line in text.split("\n"))


@lru_cache(maxsize=10_000)  # many cells say the same
def _wrapped(line: str, room: int) -> int:
    if len(line.expandtabs()) <= room:
        return 1  # most cells: to wrap them all takes a fifth of the time of the workbook
    return max(1, len(textwrap.wrap(line, room)))
