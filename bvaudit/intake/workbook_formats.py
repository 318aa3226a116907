"""How cells show their numbers: in per cent, as a month without its day, or with a word after."""

import re
from typing import Any

from bvaudit.model.serieslag import Lengde

_SAID = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')  # what a format only writes, and its conditions


def formats_of(book: Any) -> dict[int, str]:
    """Style → format, of those that show a number in another way than as it is."""
    from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE  # slow to import

    found = {}
    for style, cell in enumerate(book._cell_styles):
        own = cell.numFmtId - BUILTIN_FORMATS_MAX_SIZE
        known = BUILTIN_FORMATS.get(cell.numFmtId, "")
        code = book._number_formats[own] if 0 <= own < len(book._number_formats) else known
        if code and code != "General":
            found[style] = str(code)
    return found


def is_per_cent(code: str) -> bool:
    """0,1969 is shown as 19,69 %."""
    return "%" in _SAID.sub("", code)


def has_sign_only(code: str) -> bool:
    """19,69 is shown as 19,69 %: the sign is only written after it."""
    return "%" in code and not is_per_cent(code)


def length_of(code: str) -> Lengde:
    """What a day stands for where only its month or its year is shown."""
    shown = _SAID.sub("", code).casefold()
    if "d" in shown or "y" not in shown:
        return Lengde.DAG
    return Lengde.MANED if "m" in shown else Lengde.AR
