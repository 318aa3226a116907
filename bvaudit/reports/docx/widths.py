"""How wide the columns of a table are: they share the width of the text where the table stands, and none is narrower
than its longest word."""

from collections.abc import Sequence
from typing import Any

from docx.shared import Emu

from bvaudit.reports.docx.blocks import Table, plain_text
from bvaudit.reports.docx.marker_place import width_at
from bvaudit.reports.docx.pieces import words_of

_EMU_PER_TWIP = 635
_A4_TEXT = 9070  # twips; for a page that does not say how wide it is
_CELL_MARGINS = 230
# Shares of the size of the letters, as in the widest of the fonts that letterheads are written in.
_NARROW, _WIDE, _CAPITAL, _OTHER = 0.38, 1.03, 0.82, 0.64
_BOLD = 1.2


def text_width(marker: Any) -> int:
    """Twips from margin to margin where the marker stands: the page, its columns, or the cell."""
    return width_at(marker) or _A4_TEXT


def column_widths(table: Table, width: int, points: float) -> list[Any]:
    """One length for each column, together ``width`` twips. ``points`` is the size of the letters."""
    least = [
        _least([head, *(plain_text(row[number]) for row in table.rader)], points)
        for number, head in enumerate(table.hode)
    ]
    shares = _shared(least, table.bredder, width)
    return [Emu(share * _EMU_PER_TWIP) for share in shares]


def _shared(least: Sequence[int], weights: Sequence[int], width: int) -> list[int]:
    if sum(least) >= width:  # the words do not fit: all give way alike
        return [width * each // sum(least) for each in least]
    fixed: set[int] = set()
    while True:
        free = width - sum(least[i] for i in fixed)
        weight = sum(weights[i] for i in range(len(least)) if i not in fixed)
        shares = [least[i] if i in fixed else free * weights[i] // weight for i in range(len(least))]
        short = {i for i, share in enumerate(shares) if share < least[i]} - fixed
        if not short:
            return shares
        fixed |= short


def _least(texts: Sequence[str], points: float) -> int:
    widest = max(_widest(text) * (_BOLD if number == 0 else 1) for number, text in enumerate(texts))
    return int(widest * points * 20) + _CELL_MARGINS


def _widest(text: str) -> float:
    return max(sum(map(_sign, word)) for word in words_of(text))


def _sign(sign: str) -> float:
    if sign in "ijlftrI.,:;'|![]()\u2011":
        return _NARROW
    if sign in "mwMW@%":
        return _WIDE
    return _CAPITAL if sign.isupper() else _OTHER
