"""Why a key figure is another number in a later extract: each object that counts differently, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Arsak(StrEnum):
    """``NY``: the object was not in the earlier extract. ``BORTE``: it is not in the later one. ``FLYTTET``: it counts
    as before, in another place. ``ENDRET``: something registered of it is another. ``INNHOLD``: the way of counting is
    another than when the number was printed."""

    NY = "ny"
    BORTE = "borte"
    FLYTTET = "flyttet"
    ENDRET = "endret"
    INNHOLD = "innhold"


class Del(StrEnum):
    """Which count of the reading. ``DAGER``: the days of everything that was measured, together."""

    ANTALL = "antall"
    TELLER = "teller"
    NEVNER = "nevner"
    DAGER = "dager"


class Hva(StrEnum):
    """What moved a number that is made of counts. ``SERIE``: the imported series below the line. ``MANEDEN``: the
    count of the month that is the least (or greatest) now; ``ANNEN``: it is another month than it was. ``AVRUNDING``:
    what was rounded off before and now. ``KODE``: one part of a division. ``INNHOLD``: another way of counting than
    when it was printed."""

    TELLER = "teller"
    NEVNER = "nevner"
    SERIE = "serie"
    MANEDEN = "maneden"
    ANNEN = "annen"
    AVRUNDING = "avrunding"
    KODE = "kode"
    INNHOLD = "innhold"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gruppe:
    """A part of a division: the axis and the code, as they stand in ``gruppe`` of a row."""

    akse: str
    kode: str

    def __str__(self) -> str:
        return f"{self.akse}={self.kode}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Virkning:
    """How much one thing moved the number. ``navn`` is the code of a part, where the number is a sum of such."""

    hva: Hva
    endring: Fraction
    navn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Maling:
    """A number that is made of counts, then and now: a share, a mean, a ratio, the least of the months. ``til`` minus
    ``fra`` is the sum of ``virkninger``. None: there was nothing to reckon it of. ``udelt``: it is not a sum of
    anything, and only the counts behind it are explained."""

    storrelse: str
    fra: Fraction | None
    til: Fraction | None
    virkninger: tuple[Virkning, ...] = ()
    udelt: bool = False

    @property
    def forskjell(self) -> Fraction | None:
        return None if self.fra is None or self.til is None else self.til - self.fra


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
