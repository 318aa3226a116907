"""What can be compared with what, when a form, a rule or a code list has changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Forhold(StrEnum):
    """How the later one stands to the earlier. Only ``LIK`` may be compared as one series without a note."""

    LIK = "lik"
    SMALERE = "smalere"
    VIDERE = "videre"
    NY = "ny"
    BORTE = "borte"

    @property
    def vist(self) -> str:
        """What a reader of a time series must know."""
        return "kan vises i én serie" if self is Forhold.LIK else f"{self.value} enn før"


@dataclass(frozen=True, slots=True, kw_only=True)
class Punktpar:
    """A checkpoint in the earlier form and its heir in the later one; ``fra`` empty = new, ``til`` empty = gone."""

    fra: str
    til: str
    forhold: Forhold
    begrunnelse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versjonspar:
    """Two versions of a rule that follow each other, named by the day each takes effect."""

    regel: str
    fra: date
    til: date
    forhold: Forhold
    begrunnelse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kodepar:
    """Codes before and after a list changed; each side is what has at least one of its codes, counted once.

    ``fra`` empty = new, ``til`` empty = gone. A code may stand in several pairs.
    """

    fra: tuple[str, ...] = ()
    til: tuple[str, ...] = ()
    forhold: Forhold
    begrunnelse: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sammenligning:
    """A map between two checklists (``fra`` and ``til`` are their ids), between versions of rules, or between the codes
    of ``liste`` before ``dag`` and from that day on."""

    id: str
    tittel: str
    kilde: str
    fil: str
    fra: str = ""
    til: str = ""
    punktpar: tuple[Punktpar, ...] = ()
    versjonspar: tuple[Versjonspar, ...] = ()
    liste: str = ""
    dag: date | None = None
    kodepar: tuple[Kodepar, ...] = ()


# (rule, the first day of the later version) → how it stands to the one before it.
Versjonskart = Mapping[tuple[str, date], Versjonspar]


def version_map(maps: Iterable[Sammenligning]) -> Versjonskart:
    """The pairs of versions in all the maps. A change nobody has judged is not there."""
    return {(par.regel, par.til): par for one in maps for par in one.versjonspar}
