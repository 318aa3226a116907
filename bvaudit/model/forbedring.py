"""What others have advised, what may go wrong, and what is done about it: recommendations, risks and measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Gruppe:
    """A work group, or a heading that risks are gathered under."""

    id: str
    tittel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anbefaling:
    """One recommendation. ``regler`` are the checkpoints that can show whether it has been followed."""

    id: str
    tekst: str
    regler: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Anbefalinger:
    """Recommendations from one audit. ``kobling`` is recommendation → its work groups; every recommendation has at
    least one group, and every group at least one recommendation."""

    id: str
    tittel: str
    avsender: str
    kommune: str
    ar: str
    kilde: str
    arbeidsgrupper: tuple[Gruppe, ...]
    anbefalinger: tuple[Anbefaling, ...]
    kobling: Mapping[str, tuple[str, ...]]
    fil: str

    def for_group(self, gruppe: str) -> tuple[Anbefaling, ...]:
        """The group's recommendations, in the order of the list."""
        return tuple(a for a in self.anbefalinger if gruppe in self.kobling[a.id])


@dataclass(frozen=True, slots=True, kw_only=True)
class Risiko:
    """One thing that may go wrong. The ``id`` is the same from year to year, also when the text is not."""

    id: str
    gruppe: str
    tekst: str
    regler: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Risikoliste:
    """The known risks of a year. ``forrige`` is the id of the list it follows, or empty."""

    id: str
    tittel: str
    kommune: str
    ar: str
    kilde: str
    grupper: tuple[Gruppe, ...]
    risikoer: tuple[Risiko, ...]
    fil: str
    forrige: str = ""


class Endring(StrEnum):
    """What has become of a risk from one list to the next."""

    SAMME = "samme"
    OMFORMULERT = "omformulert"
    NY = "ny"
    BORTE = "borte"


def compare_risks(fra: Risikoliste, til: Risikoliste) -> dict[str, Endring]:
    """Risk id → what has become of it: the new list in its own order, then those that are gone. A risk that has
    only moved to another group is the same."""
    earlier = {risiko.id: risiko.tekst for risiko in fra.risikoer}
    changes = {risiko.id: _change(earlier.get(risiko.id), risiko.tekst) for risiko in til.risikoer}
    return changes | {id_: Endring.BORTE for id_ in earlier if id_ not in changes}


def _change(earlier: str | None, tekst: str) -> Endring:
    if earlier is None:
        return Endring.NY
    return Endring.SAMME if earlier == tekst else Endring.OMFORMULERT


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbedringstiltak:
    """One measure. ``konsekvens`` is what it may cost children, staff or budget; ``start`` is text (a day or a
    season), empty when nobody has said."""

    id: str
    tittel: str
    beskrivelse: str
    status: str
    eier: str
    konsekvens: str
    start: str = ""
    regler: tuple[str, ...] = ()


class Avviksart(StrEnum):
    """What the measures are to bring back in line: a breach of the law, or spending beyond the budget. Both are called
    «avvik», and they are never counted together."""

    LOV = "lov"
    OKONOMI = "okonomi"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiltaksliste:
    """Measures decided together. ``konsekvenser`` are those of the whole list; ``avvik`` is what they are meant for."""

    id: str
    tittel: str
    kommune: str
    ar: str
    kilde: str
    tiltak: tuple[Forbedringstiltak, ...]
    fil: str
    avvik: Avviksart = Avviksart.LOV
    konsekvenser: tuple[str, ...] = ()
