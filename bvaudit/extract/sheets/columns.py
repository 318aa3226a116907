"""How the cells of one column are read, and what may be wrong with one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bvaudit.diagnostics import Grad
from bvaudit.model.tables import Type
from bvaudit.texts import text

Value = str | int | bool | date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFault:
    """What is wrong with a cell. ``tekst`` may have ``{felt}``, the column's heading.

    ``flere`` is what is said of several: «2 ulike verdier i 200 rader» and then this.
    """

    kode: str
    tekst: str
    hint: str = ""
    flere: str = text("extract.columns.kan_ikke_leses")
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
    tekst=text("extract.columns.cellen_i_viser_en_feil"),
    hint=text("extract.columns.rett_formelen_eller_skriv_verdien_inn"),
    flere=text("extract.columns.viser_en_feil"),
)
UNCOUNTED = CellFault(
    kode="formel-uten-verdi",
    tekst=text("extract.columns.cellen_i_har_en_formel_uten"),
    hint=text("extract.columns.apne_filen_i_excel_lagre_den"),
    flere=text("extract.columns.har_en_formel_uten_utregnet_verdi"),
)
GARBLED = CellFault(
    kode="tegnkoding",
    tekst=text("extract.columns.ae_o_og_a_i_er"),
    hint=text("extract.columns.ta_ut_filen_pa_nytt_og"),
    flere=text("extract.columns.har_odelagte_bokstaver"),
)
