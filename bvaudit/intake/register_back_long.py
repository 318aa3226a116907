"""Texts that did not fit in their cell: the cell has the beginning, and a sheet of their own the whole, in pieces."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.form_values import written
from bvaudit.texts import in_each_language, text

_MARK = "\x1f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What stands at the end of a cell that was cut → the whole text."""

    ended: Mapping[str, str] = field(default_factory=dict)

    def of(self, value: str, sted: Sted) -> tuple[str, list[Problem]]:
        """The whole text of a cell; one that was cut and then changed cannot be told from the rest of it."""
        for end, whole in self.ended.items():
            if value.endswith(end):
                if written(whole).startswith(value.removesuffix(end).rstrip()):
                    return written(whole), []
                said, hint = text("registeret_les.bok.kuttet"), text("registeret_les.bok.kuttet_hint")
                return "", [Problem(sted=sted, kode="register-kuttet", tekst=said, hint=hint, grad=Grad.ADVARSEL)]
        return value, []


def whole_texts(rows: Iterable[tuple[object, ...]], ark: str) -> Whole:
    """``rows`` are those of the sheet of long texts, which is called ``ark``: sheet, cell, number and piece."""
    texts: dict[tuple[str, str], str] = {}
    for row in rows:
        her, celle, _, piece = (*row, None, None, None, None)[:4]
        if isinstance(her, str) and isinstance(celle, str) and isinstance(piece, str):
            texts[her, celle] = texts.get((her, celle), "") + piece
    return Whole(ended={end: whole for (her, celle), whole in texts.items() for end in _ends(ark, her, celle)})


def _ends(ark: str, her: str, celle: str) -> tuple[str, ...]:
    shown = in_each_language("register.utelatt_tekst", tekst=_MARK, ark=ark, her=her, celle=celle)
    return tuple(written(one.partition(_MARK)[2]) for one in shown)
