"""One row a report tells of, and how many rows had each outcome."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from bvaudit.model.lesesvar import Svarvalg
from bvaudit.model.utfall import Utfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Lestmerke:
    """What a reader answered of the object of a row. ``maskinen`` is what the extract
    says in this run, None where it says nothing; ``feiltype`` a code. ``kilde_endret``: the extract has changed since
    the case was read. ``malrettet``: the case was pointed at, and not drawn."""

    revisjon: str
    svar: Svarvalg
    maskinen: Utfall | None = None
    feiltype: str = ""
    malrettet: bool = False
    kilde_endret: bool = False

    @property
    def imot(self) -> bool:
        """The reader has answered otherwise than the extract says."""
        return self.maskinen is not None and self.maskinen is not self.svar.utfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Funn:
    """One row of the results, as reports need it.

    ``enhet`` answered for the case on the day that is counted; ``enhet_na`` has it now, and is empty when it is the
    same. ``hjemmel`` is the law of the version this row was judged by. ``andre`` is what the other ways of counting say
    of the same object. ``under`` is the wider rule that is broken in the same case and tells this breach too; empty =
    it stands by itself. ``lest`` is what a person answered who read the case; then that decides.
    """

    regel: str
    variant: str
    enhet: str
    sak: str
    objekt: str
    objekt_id: str
    utfall: Utfall
    start_dato: date | None
    frist_dato: date | None
    faktisk_dato: date | None
    dager_over: int | None
    krav: int | None
    funnet: int | None
    forklaring: str
    regelversjon: date | None = None
    hjemmel: tuple[str, ...] = ()
    andre: tuple[tuple[str, Utfall], ...] = ()
    under: str = ""
    enhet_na: str = ""
    lest: Lestmerke | None = None

    @property
    def hos(self) -> str:
        """The unit that has the case now, the only one that can correct it."""
        return self.enhet_na or self.enhet

    @property
    def oppstatt_i(self) -> str:
        """The unit that had the case then; empty when it still has it."""
        return self.enhet if self.enhet_na else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tall:
    """How many objects had each outcome. ``andre_kommuner`` are ikke oppfylt that another municipality answers for;
    they are counted here and nowhere else. ``saker`` are the cases that the ``n`` objects lie in. ``unntatt`` are
    those of ``ikke_aktuelt`` that have a reason of their own, such as a permanent foster home: reason → how many."""

    oppfylt: int = 0
    delvis: int = 0
    ikke_oppfylt: int = 0
    uavklart: int = 0
    ikke_aktuelt: int = 0
    andre_kommuner: int = 0
    saker: int = 0
    unntatt: Mapping[str, int] = field(default_factory=dict)

    @property
    def n(self) -> int:
        return self.oppfylt + self.delvis + self.ikke_oppfylt


def summed(tall: Iterable[Tall]) -> Tall:
    """Every outcome of ``tall`` together."""
    every = list(tall)
    numbers = [f.name for f in fields(Tall) if f.name != "unntatt"]
    return Tall(
        **{name: sum(getattr(one, name) for one in every) for name in numbers},
        unntatt=exempt_together(every),
    )


def exempt_together(tall: Iterable[Tall]) -> dict[str, int]:
    """The reasons of all of them, the commonest first."""
    found = Counter[str]()
    for one in tall:
        found.update(one.unntatt)
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervall:
    """Exact bounds for a draw from a frame with an end, as shares between 0 and 1."""

    nedre: float
    ovre: float
