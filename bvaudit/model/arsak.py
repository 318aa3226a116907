"""Why a key figure is another number in a later extract: each object that counts differently, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Arsak(StrEnum):
    """``NY``: the object was not in the earlier extract. ``BORTE``: it is not in the later one. ``FLYTTET``: it counts
    as before, in another place. ``ENDRET``: something registered of it is another. ``INNHOLD``: the way of counting is
    another than when the number was printed."""

    NY = "ny"
    BORTE = "borte"
    FLYTTET = "flyttet"
    ENDRET = "endret"
    INNHOLD = "innhold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medlem:
    """What one object, or one child, adds to a number in each place. ``steder`` are place → how much: a unit, a
    municipality's four digits, or empty for all together. ``sak`` is the pseudonym."""

    nokkel: str
    sak: str
    steder: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bidrag:
    """One object that counts differently. ``bidrag`` is how much it changed the number; ``fra`` and ``til`` the place
    it counted in before and now. ``felt`` are the columns that are not the same: name → (before, now)."""

    arsak: Arsak
    nokkel: str
    sak: str
    bidrag: int
    fra: str = ""
    til: str = ""
    felt: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forklart:
    """The number then and now, and what lies between: ``til`` minus ``fra`` is the sum of all ``bidrag`` and of
    ``innhold``. ``trykt`` is what was printed then; None when nothing was found."""

    fra: int
    til: int
    bidrag: tuple[Bidrag, ...]
    trykt: int | None = None

    @property
    def innhold(self) -> int:
        """How much of the change is that it is counted in another way than when it was printed."""
        return 0 if self.trykt is None else self.fra - self.trykt

    @property
    def forskjell(self) -> int:
        return self.til - (self.fra if self.trykt is None else self.trykt)

    def sum(self, arsak: Arsak) -> int:
        if arsak is Arsak.INNHOLD:
            return self.innhold
        return sum(one.bidrag for one in self.bidrag if one.arsak is arsak)
