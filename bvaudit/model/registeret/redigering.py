"""What a workbook or a plan says that somebody may have written, and what a merge makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bvaudit.diagnostics import Problem, Sted
from bvaudit.model.registeret.logg import Hendelse, Hode
from bvaudit.model.registeret.ting import Slag

SLETTES = "slettes"  # what is typed to erase a field; a blank one means unchanged
_TYPED = (SLETTES, "slettast")  # in bokmål and in nynorsk


def erases(typed: str) -> bool:
    """Whether it is the word that erases, in either language."""
    return typed.strip().casefold() in _TYPED


@dataclass(frozen=True, slots=True, kw_only=True)
class Celle:
    """A field of a thing as it stands in the document, in its canonical text (empty = blank, or ``SLETTES``), and
    where. A role may stand alone: it is of the thing's own unit. ``vist`` is what the document showed there when it was
    made, where the document itself knows that; None where it is what the field held. ``forvalg``: the cell showed this
    though nobody had written in the field."""

    nr: str
    felt: str
    verdi: str
    sted: Sted
    vist: str | None = None
    forvalg: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NyTing:
    """A row without an id: a new thing. ``felt`` as canonical text by the field's name; for an avvik also ``tittel``,
    ``enhet``, ``kilde``, ``alvor``; for a measure also ``tittel`` and ``avvik``, the numbers it is for, by comma."""

    slag: Slag
    felt: Mapping[str, str]
    steder: Mapping[str, Sted]
    sted: Sted


@dataclass(frozen=True, slots=True, kw_only=True)
class Dokument:
    """A workbook or a plan that came back. ``hode`` is the head of the log when it was made: what a field held then is
    the base of the merge. ``mottaker`` is who it was made for, as ``rolle@enhet``; ``enhet`` the only unit whose things
    it holds, empty = all. ``kommentarer`` are new ones, by the number of the thing. ``rettet``: (rule or empty, case) →
    the day a person says it is mended; a case list only. ``ventet`` and ``gjenkjent`` are fields: «k av n felt
    gjenkjent»."""

    fil: str
    slag: str  # «register» or «plan»
    hode: Hode
    mottaker: str
    enhet: str
    celler: tuple[Celle, ...]
    kommentarer: tuple[Celle, ...] = ()
    nye: tuple[NyTing, ...] = ()
    rettet: tuple[Celle, ...] = ()
    ventet: int = 0
    gjenkjent: int = 0
    problems: tuple[Problem, ...] = ()
    utgave: date | None = None


class Sammenfall(StrEnum):
    """What became of one cell."""

    UENDRET = "uendret"
    ENDRET = "endret"
    SAMME = "samme"  # both have made the same change
    KONFLIKT = "konflikt"  # both have changed it, and not alike
    AVVIST = "avvist"  # what was typed cannot be taken; only this cell is refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Linje:
    """One cell that was not unchanged. ``na`` is what the register holds now, ``basis`` what it held when the document
    was made. ``hendelser`` is what would be written."""

    celle: Celle
    hva: Sammenfall
    basis: str = ""
    na: str = ""
    grunn: str = ""  # of a refusal
    hendelser: tuple[Hendelse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sammenslaing:
    """``linjer`` in the order of the document, ``nye`` the things that would be opened with their events.
    ``rekkefolge`` is the order everything can be written in, since one event may be allowed only after another."""

    linjer: tuple[Linje, ...] = ()
    nye: tuple[tuple[NyTing, tuple[Hendelse, ...]], ...] = ()
    problems: tuple[Problem, ...] = ()
    uendret: int = 0
    behold: Mapping[tuple[str, str], str] = field(default_factory=dict)
    rekkefolge: tuple[Hendelse, ...] = ()

    @property
    def hendelser(self) -> tuple[Hendelse, ...]:
        """Everything that would be written, but for the conflicts."""
        if self.rekkefolge:
            return self.rekkefolge
        of_cells = (event for linje in self.linjer for event in linje.hendelser)
        return (*of_cells, *(event for _, events in self.nye for event in events))

    @property
    def konflikter(self) -> tuple[Linje, ...]:
        return tuple(linje for linje in self.linjer if linje.hva is Sammenfall.KONFLIKT)
