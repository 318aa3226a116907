"""What is hidden in a public paper, and what everything printed in it says together: a system of sums."""

from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase

from bvaudit.model.nokkelrad import Celle, Nokkelrad
from bvaudit.texts import text

Likning = tuple[tuple[int, int], ...]  # (number of the quantity, +1 or -1): the sum is nought


class Skjermgrunn(StrEnum):
    """Why a row is not printed. The values are keys of the texts."""

    ALLTID = "alltid"
    SMATALL = "smatall"
    MOTTALL = "mottall"  # the rest of the group is one or two
    LITEN_NEVNER = "liten_nevner"
    ENKELTVERDI = "enkeltverdi"  # the smallest or largest is of one case
    TIDLIGERE = "tidligere"  # hidden in an earlier edition
    FOLGER = "folger"  # would tell what another hides

    @property
    def vist(self) -> str:
        return text(f"offentlig.grunn.{self.value}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kodelik:
    """Codes of a division of ``av`` that are together what ``lik`` counts, or has in the numerator. Both are (id,
    reading)."""

    av: tuple[str, str]
    akse: str
    koder: frozenset[str]
    lik: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skjermvalg:
    """``minst_vist``: the smallest count that is printed, except 0. ``minst_nevner``: the smallest denominator of a
    share. ``bredde``: so far apart are the lowest and the highest a hidden number can be. ``alltid_skjult`` and
    ``ikke_personer`` are ids of figures (``*`` is anything): those that are never public, and those that count no
    children and no staff (measures, routines). ``del_av``: (id, reading) of a part → of the whole it is counted in.
    ``kodelik``: what figures count the same by how they are defined; the rest is found in the numbers.
    """

    minst_vist: int = 3
    minst_nevner: int = 10
    bredde: int = 3
    alltid_skjult: tuple[str, ...] = ("atferd", "prosjekt_*")
    ikke_personer: tuple[str, ...] = ()
    over_perioder: tuple[str, ...] = ("*_per_mnd",)
    del_av: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    kodelik: tuple[Kodelik, ...] = ()

    def alltid(self, tall: str) -> bool:
        return any(fnmatchcase(tall, pattern) for pattern in self.alltid_skjult)

    def apen(self, tall: str) -> bool:
        return any(fnmatchcase(tall, pattern) for pattern in self.ikke_personer)

    def teller_perioder(self, tall: str) -> bool:
        """Whether mean, smallest and largest are over months: else they are over cases."""
        return any(fnmatchcase(tall, pattern) for pattern in self.over_perioder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Skjult:
    celle: Celle
    grunn: Skjermgrunn


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicRows:
    """``rader`` as they can be printed: hidden ones have no number (``tilstand`` skjult), those of figures that are
    never public are left out. ``slatt_sammen``: the municipalities of the merged row, none when there is none.
    ``uten_vern``: hidden cells that can be worked out all the same, from what was printed before."""

    rader: tuple[Nokkelrad, ...]
    slatt_sammen: tuple[str, ...] = ()
    skjult: tuple[Skjult, ...] = ()
    uten_vern: tuple[Celle, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likninger:
    """Whole numbers, none below 0, that sum up as ``likninger`` say. ``verdier`` is what they are: a solution."""

    verdier: tuple[int | None, ...]
    likninger: tuple[Likning, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vernet:
    """``skjul``: what must be hidden besides. ``uten_vern``: what cannot be covered whatever is hidden."""

    skjul: frozenset[int]
    uten_vern: frozenset[int]
