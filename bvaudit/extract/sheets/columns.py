"""How the cells of one column are read, and what may be wrong with one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bvaudit.diagnostics import Grad
from bvaudit.model.tables import Type

Value = str | int | bool | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """What is wrong with a cell. ``tekst`` may have ``{felt}``, the column's heading.

    ``flere`` is what is said of several: «2 ulike verdier i 200 rader» and then this.
    """

    kode: str
    tekst: str
    hint: str = ""
    flere: str = "kan ikke leses"
    grad: Grad = Grad.FEIL  # anything less: the cell is read as empty, and the row is kept
    ukjent: bool = False  # the row is kept, and what the cell said is unknown: no rule may take it for «nothing»


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """How the cells of one column are read.

    ``oversatt`` has the kart's translations, ``koder`` the register's codes and ``tomme`` the texts that mean empty,
    all by ``heading_key`` of what a sheet would say. A column without a code list has no ``koder``. ``titler`` are the
    codes with their names, for the one who must choose. Day numbers count from ``day_zero``, and ``ar`` is the year of
    days written without. ``deler``: the kinds of parts the columns under the heading take of a cell; empty: the whole.
    """

    kolonne: str
    overskrift: str
    type: Type
    kodeliste: str
    koder: Mapping[str, str]
    oversatt: Mapping[str, str]
    datoformat: Sequence[str]
    desimal: str
    tomme: frozenset[str] = frozenset()
    titler: Mapping[str, str] = field(default_factory=dict)
    day_zero: date | None = date(1899, 12, 30)
    ar: int | None = None
    deler: frozenset[str] = frozenset()

    @property
    def is_private(self) -> bool:
        return self.kolonne == "fodselsdato"

    @property
    def is_free_text(self) -> bool:
        """Whether all that is kept of a cell is that something stands in it."""
        return self.kolonne.endswith("presisering_utfylt")


ERROR_CELL = CellFault(
    kode="feilcelle",
    tekst="cellen i «{felt}» viser en feil",
    hint="rett formelen eller skriv verdien inn",
    flere="viser en feil",
)
UNCOUNTED = CellFault(
    kode="formel-uten-verdi",
    tekst="cellen i «{felt}» har en formel uten utregnet verdi",
    hint="åpne filen i Excel, lagre den og les den inn på nytt, eller skriv verdien inn",
    flere="har en formel uten utregnet verdi",
)
GARBLED = CellFault(
    kode="tegnkoding",
    tekst="æ, ø og å i «{felt}» er ødelagt, så teksten kan ikke leses",
    hint="ta ut filen på nytt og lagre den som CSV UTF-8 eller .xlsx",
    flere="har ødelagte bokstaver",
)
