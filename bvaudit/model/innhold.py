"""The content of a run: what came with the program, and the municipality's own laid over it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bvaudit.model.koder import Kodeliste
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.ordbruk import Ordbruk
from bvaudit.model.plans import Plans
from bvaudit.model.rule import Lov, Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Innhold:
    """Rules, acts and code lists by id. ``kodeverk`` and ``ordbruk`` are None only when their files could not be
    read."""

    regler: Mapping[str, Rule]
    lover: Mapping[str, Lov]
    koder: Mapping[str, Kodeliste]
    kodeverk: Kodeverk | None
    planer: Plans
    ordbruk: Ordbruk | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Erstatning:
    """Own content that stands in place of what came with the program. ``slag`` is the kind, as its schema is called;
    ``id`` is that of the content, or the name of a list in the kodeverk."""

    slag: str
    id: str
    fil: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ubrukt:
    """A file, or a whole folder, among the municipality's own that is no content of a run, and why."""

    fil: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EgenFil:
    """One of the municipality's own files. ``vist`` is the path as the user should see it."""

    path: Path
    vist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """What came with the program (``under``) with the municipality's own laid over it. ``egne`` are the ids of the own
    rules.

    ``brukt`` are the own files by kind that are part of it, ``ved_siden`` those of the kinds that are no layer, such as
    units and tests of rules, and ``ubrukt`` everything else that lies there.
    """

    innhold: Innhold
    under: Innhold
    egne: frozenset[str] = frozenset()
    erstatninger: tuple[Erstatning, ...] = ()
    brukt: Mapping[str, tuple[EgenFil, ...]] = field(default_factory=dict)
    ved_siden: Mapping[str, tuple[EgenFil, ...]] = field(default_factory=dict)
    ubrukt: tuple[Ubrukt, ...] = ()

    @property
    def filer(self) -> tuple[Path, ...]:
        """Every own file the content of a run is made of, in a fixed order."""
        return tuple(fil.path for filer in self.brukt.values() for fil in filer)
