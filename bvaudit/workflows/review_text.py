"""The free text of a form, looked through before any of it can reach a paper. What it says is never repeated."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.free_text import NAVNELISTE, found_in, known_names
from bvaudit.intake.workbook_cells import SheetCells
from bvaudit.texts import text

_PERSON = re.compile(r"(?<![0-9A-Za-z-])\d{6}[ .-]?\d{5}(?![0-9A-Za-z])")  # not within a pseudonym


@dataclass(frozen=True, slots=True, kw_only=True)
class Fritekst:
    """A text somebody has written, and its cell."""

    tekst: str
    sted: Sted


def look_through(texts: Iterable[Fritekst], hjem: Path | None) -> tuple[Problem, ...]:
    """A warning for each kind of thing in each cell. ``hjem`` is where the owner may keep names of their own."""
    names = known_names(hjem / NAVNELISTE if hjem is not None else None)
    return tuple(_told(one.sted, kind) for one in texts if one.tekst for kind in found_in(one.tekst, names))


def _told(sted: Sted, kind: str) -> Problem:
    return Problem(
        sted=sted,
        kode=f"fritekst-{kind}",
        tekst=text(f"lesesvar.fritekst.{kind}"),
        hint=text("lesesvar.fritekst.hint"),
        grad=Grad.ADVARSEL,
    )


def beside_the_answers(sheets: Iterable[SheetCells]) -> Iterator[Fritekst]:
    """Cells with a person number wherever they stand: in a column of one's own, or over what the program has written.
    The copy that is kept holds them too. Only these are looked for there: the form's own texts have all the rest."""
    for cells in sheets:
        for number, row in enumerate(cells.rader):
            for at, cell in enumerate(row):
                written = "" if cell is None or isinstance(cell, bool) else str(cell)
                if _PERSON.search(written) and "personnummer" in found_in(written, known_names(None)):
                    yield Fritekst(tekst=written, sted=cells.sted(number, at))


def sheet_names(steder: Iterable[Sted]) -> Iterator[Fritekst]:
    """What people have called their sheets: it stands in the source of every answer."""
    for ark, sted in {sted.ark: sted for sted in steder if sted.ark}.items():
        yield Fritekst(tekst=ark or "", sted=Sted(fil=sted.fil, ark="ark"))
