"""How much there is room for on one page: reckoned on the safe side, since nobody signs on the back.

Measured on bvaudit's own letterhead (A4). All lengths are in points."""

from collections.abc import Sequence
from math import ceil

from bvaudit.texts import text

_PAGE = 730.0  # from the first line of the title to the foot
_AROUND = 235.0  # the title, the conclusion, the explanation, the heading, the note that is signed
_WIDTH = 482.0
_LINE, _ROW, _BULLET = 11.5, 5.0, 12.5
_SIGN, _BOLD, _MARGINS = 4.6, 5.4, 11.5  # of a letter in a table, in its head, and beside the text of a cell
_LONG_WORD = 10
_SHORTEST, _LONGEST = 3, 4  # signs of a name that is shortened: no wider than «12/12»
BULLET_SIGNS = 96  # of one line


def room_for_bullets(heads: Sequence[str], rows: Sequence[Sequence[str]], said: int = 0) -> int:
    """How many lines of bullets there is room for under the table; negative when the table itself is too high.
    ``said`` are signs of what is said beside."""
    left = _PAGE - _AROUND - _height(heads, rows) - _LINE * ceil(said / BULLET_SIGNS)
    return int(left // _BULLET)


def _height(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> float:
    others = sum(_longest(head) * _BOLD + _MARGINS for head in heads[1:])
    signs = max(8, int((_WIDTH - others - _MARGINS) / _SIGN))
    head = _LINE * max(len(one.split()) for one in heads) + _ROW
    return head + sum(_LINE * _lines(row[0], signs) + _ROW for row in rows)


def _lines(told: str, signs: int) -> int:
    """Broken at its words, as a cell does."""
    lines, left = 1, signs
    for word in told.split():
        if len(word) > left and left < signs:
            lines, left = lines + 1, signs
        lines += max(0, ceil(len(word) / signs) - 1)
        left -= len(word) + 1
    return lines


def _longest(told: str) -> int:
    return max(map(len, told.split()), default=0)


def broken(name: str) -> str:
    """A name in a narrow head: a long word is parted before its ending, «Omsorgs- enheten»."""
    return " ".join(_parted(word) if len(word) > _LONG_WORD else word for word in name.split())


def shortened(names: Sequence[str]) -> list[str]:
    """Each by the beginning of the word that tells it from the others, else by its number."""
    every = [name.split() for name in names]
    own = [
        next((word for word in mine if sum(word in other for other in every) == 1), mine[0] if mine else "")
        for mine in every
    ]
    for signs in range(_SHORTEST, _LONGEST + 1):
        found = [word[:signs] for word in own]
        if len(set(found)) == len(found):
            return found
    return [str(number) for number in range(1, len(names) + 1)]


def _parted(word: str) -> str:
    for ending in text("sider.endelser").split():
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return f"{word.removesuffix(ending)}- {ending}"
    return word
