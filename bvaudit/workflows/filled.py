"""What every reader of a form gets, and what it gives back: the parts the dispatch and the readers share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.model.lesesvar import Lesesvar
from bvaudit.model.mappe import Mappe
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a form is read with. ``til`` is a folder that was named, before the municipality's own place for the kind;
    ``skjema`` is the file the form lies in, and ``dag`` the day a kept file is dated. ``venter`` are files that forms
    read before this one in the same run will have written, and ``revisjoner`` the audits they belong to, read once.
    ``erstatt``: what this form says counts before an answer of the same reader that is kept. ``hjem``: where the key
    lies, and what the owner keeps beside it."""

    skjema: Path
    content: Content
    mappe: Mappe | None
    til: Path | None
    dag: date
    program: str
    venter: Mapping[Path, "NewFile"] = field(default_factory=dict)
    revisjoner: dict[str, Audit] = field(default_factory=dict)
    erstatt: bool = False
    hjem: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFile:
    """A file that is to be written. ``endringer``: what becomes different in the one that lies there, in words; empty
    for a file that is new. ``lag`` makes one of ``rader`` when it is written. ``kontrollert``: it is made of ``for_``,
    which lay there then; should something else lie there by now, nothing is written. ``behold``: what gives way is
    kept."""

    fil: Path
    innhold: bytes = b""
    endringer: tuple[str, ...] = ()
    lag: Callable[[Path], None] | None = None
    rader: tuple[Lesesvar, ...] = ()
    for_: bytes | None = None
    kontrollert: bool = False
    behold: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Innslag:
    """A line for the log of an audit, written when the files are. ``felt`` are those of ``Logglinje``."""

    revisjon: str
    hva: Hendelse
    rolle: str
    felt: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadBack:
    """What was found in a form. ``filer`` are written only when the person says so, and there are none when something
    must be mended first; ``uendret`` are files that are as the form says already. ``kort`` is what is found in fewer
    words, for the one who writes; ``velg_i`` is a form where something is still to be chosen.
    ``hendelser`` go in the log. ``tekstfunn`` are texts that seem to hold what no paper should: a person must say that
    they can stand before anything is written. ``svar`` are the answers of a form for reading cases."""

    linjer: tuple[str, ...] = ()
    kort: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    filer: tuple[NewFile, ...] = ()
    uendret: tuple[Path, ...] = ()
    velg_i: Path | None = None
    hendelser: tuple[Innslag, ...] = ()
    tekstfunn: tuple[Problem, ...] = ()
    svar: tuple[Lesesvar, ...] = ()
