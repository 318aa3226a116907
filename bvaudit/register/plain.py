"""A value as it is compared: what the way through Excel or Word may change without anybody having written anything."""

import re
import unicodedata

_BLANK = " \t\u00a0\u2007\u202f\u200b"
_HIDDEN = "\u00ad\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f"
_SPACES = re.compile(f"[{_BLANK}]+")
_UNSEEN = re.compile(f"[{_HIDDEN}]")
_TO_CLEAN = re.compile(f"[\r\n{_BLANK[1:]}{_HIDDEN}]|  |_x000D_")


def plain(value: str) -> str:
    """NFC, one kind of space and line break, no spaces at the ends of lines, and nothing that cannot be seen."""
    if value.isascii() and not _TO_CLEAN.search(value):
        return value.strip()
    value = unicodedata.normalize("NFC", value).replace("_x000D_\n", "\n").replace("_x000D_", "")
    value = _UNSEEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (_SPACES.sub(" ", line).strip() for line in value.split("\n"))
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
