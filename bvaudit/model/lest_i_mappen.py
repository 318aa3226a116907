"""What people answered when they read the folders, as one run uses it: beside the machine's figures, never in them."""

from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.anslag import Anslag
from bvaudit.model.funn import Funn, Intervall, Lestmerke, Tall
from bvaudit.model.lest import LestPunkt, LestRad

_DECIMALS = 6  # the last digits of a float may differ between machines; nobody reads them


@dataclass(frozen=True, slots=True, kw_only=True)
class Lestsvar:
    """A settled answer, with what this run knows of its object. ``enhet`` answers for it in this run and ``enhet_na``
    has the case now, empty when it is the same. ``maskin`` is the row of the standard way of counting, whatever it
    says; None where only a person can answer. ``andres``: another municipality answers for what the machine found.
    ``malrettet``: the case was pointed at, so the answer is in no share."""

    rad: LestRad
    enhet: str
    enhet_na: str = ""
    maskin: Funn | None = None
    andres: bool = False
    malrettet: bool = False

    @property
    def merke(self) -> Lestmerke:
        svar = self.rad.avgjort.gjeldende
        return Lestmerke(
            revisjon=self.rad.revisjon,
            svar=svar.svar,
            maskinen=self.maskin.utfall if self.maskin else None,
            feiltype=svar.feiltype,
            malrettet=self.malrettet,
            kilde_endret=self.rad.kilde_endret,
        )

    @property
    def imot(self) -> bool:
        """The reader has answered otherwise than the machine says in this run."""
        return self.maskin is not None and self.maskin.utfall is not self.rad.utfall


@dataclass(frozen=True, slots=True, kw_only=True)
class LestTall:
    """What readers answered of one rule in one unit. ``tall`` is of the random draw, and what every share is of;
    ``alle`` has the cases that were pointed at too. ``andel`` is the share of the whole that may be told, weighted when
    the draw was; None = none may, and ``grunn`` says why. ``setning`` is what the numbers carry, by the wording gate;
    empty = not judged. ``hoyst`` as in ``LestPunkt``."""

    tall: Tall
    alle: Tall
    revisjoner: tuple[str, ...]
    andel: Anslag | None = None
    grunn: str = ""
    setning: str = ""
    ikke_lest: int | None = None
    hoyst: float | None = None

    @property
    def malrettede(self) -> int:
        """Answers that are in no share."""
        return self.alle.n - self.tall.n

    @property
    def intervall(self) -> Intervall | None:
        share = self.andel
        if share is None or share.nedre is None or share.ovre is None:
            return None
        return Intervall(nedre=round(share.nedre, _DECIMALS), ovre=round(share.ovre, _DECIMALS))


@dataclass(frozen=True, slots=True, kw_only=True)
class LestKort:
    """What papers tell of a locked audit whose answers are used. ``svar`` of them are. ``trekning`` says how its cases
    were found; ``merknader``: unit, day, and what it had to say."""

    id: str
    tittel: str
    sjekkliste: str
    per: date
    last: date
    enheter: tuple[str, ...]
    svar: int
    trekning: str = ""
    kilde_endret: int = 0
    forbehold: tuple[str, ...] = ()
    merknader: tuple[tuple[str, date, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LestIMappen:
    """All a run uses of what people have answered. ``punkter``: (audit, rule, unit) → what its statistics say.
    ``utelatt`` are sentences on answers that are not used, and why; ``uventet`` those of them somebody should look
    into. ``avtrykk`` is of the answers that are used."""

    svar: tuple[Lestsvar, ...] = ()
    revisjoner: tuple[LestKort, ...] = ()
    punkter: dict[tuple[str, str, str], LestPunkt] = field(default_factory=dict)
    utelatt: tuple[str, ...] = ()
    uventet: tuple[str, ...] = ()
    avtrykk: str = ""

    @property
    def rader(self) -> tuple[LestRad, ...]:
        return tuple(one.rad for one in self.svar)
