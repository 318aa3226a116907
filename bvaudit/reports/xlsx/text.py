"""Text as a cell can hold it."""

import re

CELL_LIMIT = 32_767  # Excel counts UTF-16 units, so an emoji is two
# What XML cannot carry, or Excel would show as «_x000B_». Tab and line feed are allowed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The same text with one kind of line break and nothing a cell cannot show."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def utf16_length(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def pieces(text: str, size: int = CELL_LIMIT // 2) -> list[str]:
    """The text in parts that each fit in a cell, also when every character is an emoji."""
    return [text[start : start + size] for start in range(0, len(text), size)]
