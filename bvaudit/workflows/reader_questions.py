"""The questions about points that stand in a reader's form: asked before, and answered."""

from collections.abc import Sequence
from dataclasses import replace

from bvaudit.model.leseark import Leseark, Lesesporsmal


def with_questions(sheets: Sequence[Leseark], told: Sequence[Lesesporsmal]) -> tuple[Leseark, ...]:
    """What each reader has asked, and what others have had answered, so that all read a point the same way. A second
    reader sees only their own: a question can tell what the first one found."""
    return tuple(replace(sheet, sporsmal=tuple(_for(sheet, told))) for sheet in sheets)


def _for(sheet: Leseark, told: Sequence[Lesesporsmal]) -> list[Lesesporsmal]:
    own = [one for one in told if (one.leser, one.enhet) == (sheet.leser, sheet.enhet)]
    return own if sheet.blind else own + [one for one in told if one.lukket and one not in own]
