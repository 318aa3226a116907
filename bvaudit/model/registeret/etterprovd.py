"""What was found when the log of a register was checked against itself, its copies and papers that are left."""

from dataclasses import dataclass

from bvaudit.model.registeret.logg import Hode


@dataclass(frozen=True, slots=True, kw_only=True)
class Funn:
    """One thing that is wrong, in a sentence. ``kode`` is stable; ``nr`` and ``til`` are the events it is about."""

    kode: str
    tekst: str
    nr: int = 0
    til: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prove:
    """A copy or a paper that was held against the log. ``hode`` is None when it has none; ``hel`` when the log has
    everything it tells of, as it tells it."""

    navn: str
    hode: Hode | None
    hel: bool
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Etterprovd:
    """``antall`` events, ending with ``hode``. ``nyeste_hele`` is the newest copy that is whole, empty when there is
    none, and ``uten_kopi`` are the last events no copy has."""

    fil: str
    antall: int
    hode: Hode
    funn: tuple[Funn, ...] = ()
    kopier: tuple[Prove, ...] = ()
    papirer: tuple[Prove, ...] = ()
    nyeste_hele: str = ""
    uten_kopi: int = 0

    @property
    def hel(self) -> bool:
        return not self.funn and all(one.hel for one in (*self.kopier, *self.papirer))
