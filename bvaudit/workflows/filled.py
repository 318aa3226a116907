"""What every reader of a form gets, and what it gives back: the parts the dispatch and the readers share."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.model.mappe import Mappe
from bvaudit.workflows.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a form is read with. ``til`` is a folder that was named, before the municipality's own place for the kind;
    ``skjema`` is the file the form lies in, and ``dag`` the day a kept file is dated."""

    skjema: Path
    content: Content
    mappe: Mappe | None
    til: Path | None
    dag: date
    program: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file that is to be written. ``endringer``: what becomes different in the one that lies there, in words; empty
    for a file that is new."""

    fil: Path
    innhold: bytes
    endringer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What was found in a form. ``filer`` are written only when the person says so, and there are none when something
    must be mended first; ``uendret`` are files that are as the form says already. ``kort`` is what is found in fewer
    words, for the one who writes; ``velg_i`` is a form where something is still to be chosen."""

    linjer: tuple[str, ...] = ()
    kort: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    filer: tuple[NewFile, ...] = ()
    uendret: tuple[Path, ...] = ()
    velg_i: Path | None = None
