"""The papers of the register that come back: which kind a file is, and what stands in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from bvaudit.diagnostics import Problem, has_errors
from bvaudit.errors import CONTAINER_ERRORS
from bvaudit.intake.form_layout import META, from_rows
from bvaudit.intake.register_back import Registerbok, read_register_book
from bvaudit.intake.workbook_xml import read_grids
from bvaudit.model.registeret.bokmeta import SKJEMA
from bvaudit.model.registeret.konflikt import KONFLIKTER
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.registeret.redigering import Dokument
from bvaudit.register.fold import fold

_DAMAGED: tuple[type[Exception], ...] = (*CONTAINER_ERRORS, SyntaxError, TypeError, AttributeError, AssertionError)


class Papirslag(StrEnum):
    """What a file that was named is, as far as the register goes."""

    BOK = "bok"  # a workbook of the register
    PLAN = "plan"
    KONFLIKTER = "konflikter"
    GAMMELT = "gammelt"  # a register that was kept before there was a log
    ANNET = "annet"  # another form, or nothing that can be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Lest:
    """One paper as it was read; without ``dokument`` the whole of it is refused, and ``problems`` say why. ``hvem``
    wrote it, where that is known better than by the one it was made for; ``behold`` are choices in its conflicts."""

    fil: Path
    slag: Papirslag
    dokument: Dokument | None = None
    bok: Registerbok | None = None
    problems: tuple[Problem, ...] = ()
    hvem: str = ""
    behold: Mapping[tuple[str, str], str] = field(default_factory=dict)


def kind_of(path: Path) -> Papirslag:
    """By what it says of itself; nothing is told of what is wrong with it."""
    if path.suffix.lower() == ".docx":
        return Papirslag.PLAN
    try:
        meta = read_grids(path, only=META).get(META) if path.is_file() else None
    except _DAMAGED:
        return Papirslag.ANNET
    if meta is None:
        return Papirslag.ANNET
    lines = {str(row[0]): row[1] for row in meta.rader if len(row) > 1 and row[0] is not None}
    if lines.get("skjema") == SKJEMA:
        return Papirslag.BOK
    layout = from_rows(meta.rader)
    if layout is not None:
        return Papirslag.KONFLIKTER if layout.skjema == KONFLIKTER else Papirslag.ANNET
    return Papirslag.GAMMELT if "skjemaversjon" in lines and "eksport_id" in lines else Papirslag.ANNET


def read_paper(path: Path, slag: Papirslag, kontekst: Kontekst, logg: Sequence[Logget] = ()) -> Lest:
    """What stands in a workbook or a plan. ``logg`` is the whole log. Nothing is changed."""
    if slag is Papirslag.PLAN:
        return _plan(path, kontekst, logg)
    if slag is Papirslag.GAMMELT:
        from bvaudit.workflows.register_import import read_import

        old, told = read_import(path, kontekst, fold(logg))
        return _lest(path, slag, old, None, told)
    # How an avvik ends is in no list; whoever writes it is told what it takes.
    ending = {one.kode: one.tekst for one in kontekst.kodeverk.statuser if not one.valgbar}
    bok, problems = read_register_book(path, str(path), {"StatusValg": ending})
    return _lest(path, slag, bok.dokument if bok else None, bok, problems)


def _plan(path: Path, kontekst: Kontekst, logg: Sequence[Logget]) -> Lest:
    from bvaudit.workflows.read_plan import read_plan_document

    dokument, problems = read_plan_document(path, kontekst, logg)
    return _lest(path, Papirslag.PLAN, dokument, None, problems)


def _lest(
    path: Path, slag: Papirslag, dokument: Dokument | None, bok: Registerbok | None, problems: Sequence[Problem]
) -> Lest:
    """A fault of the whole file is one; what is wrong with a cell stops that cell only."""
    if dokument is not None and not has_errors(problems):
        every = dict.fromkeys((*dokument.problems, *problems))
        return Lest(fil=path, slag=slag, dokument=dokument, bok=bok, problems=tuple(every))
    return Lest(fil=path, slag=slag, problems=tuple(problems))
