"""A number of an imported series as it stood in its file, and what was found when numbers were held against each
other."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from bvaudit.model.serieperiode import Periode
from bvaudit.model.serieslag import Maal
from bvaudit.model.serietall import Uten

Grupper = tuple[tuple[str, str], ...]  # axis and code, in the order of the series


@dataclass(frozen=True, slots=True, kw_only=True)
class Seriepunkt:
    """``verdi`` None: there is no number. Empty ``enhet``, ``kommune`` and ``grupper`` are the whole. ``kilde`` is the
    file and the cell; ``personer`` the employees behind the number, None when nobody has said."""

    periode: Periode
    enhet: str = ""
    kommune: str = ""
    grupper: Grupper = ()
    storrelse: Maal
    verdi: Decimal | None = None
    teller: Decimal | None = None
    nevner: Decimal | None = None
    personer: int | None = None
    desimaler: int = 0
    merknad: str = ""
    kilde: str = ""
    regnet: str = ""  # the variant of a number that was worked out; empty: as the source has it
    skjult: bool = False
    uten: Uten | None = None  # why the file says that there is no number
    ord: Grupper = field(default=(), compare=False)  # axis and what its category is called

    def kode(self, akse: str) -> str:
        return dict(self.grupper).get(akse, "")

    @property
    def navn(self) -> tuple[str, ...]:
        """What its categories are called."""
        called = dict(self.ord)
        return tuple(called.get(akse, kode) for akse, kode in self.grupper)

    @property
    def andel(self) -> bool:
        return self.storrelse is Maal.ANDEL


class Kontrollslag(StrEnum):
    """What was held against what. The codes are keys of the texts."""

    SUM = "sum"
    VEID = "veid"
    KAN_IKKE = "kan_ikke"
    ULIKE_MAAL = "ulike_maal"
    MAL = "mal"
    AVLEDET = "avledet"
    ANDEL = "andel"
    MINST = "minst"
    SKJULT = "skjult"
    MANGLER = "mangler"
    SPREDNING = "spredning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seriekontroll:
    """``stemmer`` None: nothing to agree with. ``setning`` tells it to a person, and ``kilde`` where it stands."""

    serie: str
    slag: Kontrollslag
    periode: Periode | None = None
    enhet: str = ""
    akse: str = ""
    oppgitt: Decimal | None = None
    regnet: Decimal | None = None
    stemmer: bool | None = None
    setning: str = ""
    kilde: str = ""

    @property
    def forskjell(self) -> Decimal | None:
        """Worked out less stated."""
        return None if self.oppgitt is None or self.regnet is None else self.regnet - self.oppgitt


class Slippgrunn(StrEnum):
    """Why a column was not read. The codes are keys of the texts."""

    NAVN = "navn"
    SER_UT_SOM_NAVN = "ser_ut_som_navn"
    PERSONNUMMER = "personnummer"
    BRUKES_IKKE = "brukes_ikke"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sluppet:
    """A column of the file that went no further than the door."""

    serie: str
    kolonne: str
    grunn: Slippgrunn
    kilde: str
