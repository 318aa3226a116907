"""The records a workbook is described by: columns, tables, sections and the first page, without Excel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bvaudit.model.registeret.bokmeta import Bokkolonne

Verdi = str | int | float | date | None


class CellKind(StrEnum):
    """What a column holds, and so how it is shown."""

    TEKST = "tekst"
    HELTALL = "heltall"
    ANDEL = "andel"  # a share between 0 and 1, shown as per cent
    DATO = "dato"
    FORFALT = "forfalt"  # worked out by the sheet from the deadline; the value is the answer on ``per``
    LENKE = "lenke"  # worked out by the sheet: the value, and a way to the row it is about

    @property
    def worked_out(self) -> bool:
        return self in (CellKind.FORFALT, CellKind.LENKE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way to the first row of the table ``til`` (its Excel name) on ``ark`` whose hidden column ``der`` has the same
    value as the hidden column ``her`` of this row; it is shown as the hidden column ``vist``. It is looked up when the
    file is opened, so that sorting either sheet breaks nothing."""

    til: str
    ark: str
    der: str
    her: str
    vist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """``id`` is the same in every language, ``navn`` the heading; ``bredde`` is in characters. ``liste`` names the list
    to choose from; ``fri`` allows other text too. ``foldet`` columns are in a group that is folded away. ``skrives`` is
    the field of the register that is typed there; a ``betinget`` column is not typed in where the row's hidden column
    ``_last`` names it. ``som_tekst``: «1.1» stays what it is, and is no day."""

    id: str
    navn: str
    bredde: float
    kind: CellKind = CellKind.TEKST
    fylles_ut: bool = False
    liste: str = ""
    fri: bool = False
    ledetekst: str = ""
    skjult: bool = False
    foldet: bool = False
    lenke: Link | None = None
    skrives: Bokkolonne | None = None
    betinget: bool = False
    som_tekst: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """One table on one sheet. Every row has one value per column. ``tomt`` is said when there are no rows; the first
    ``frys`` columns stay when the sheet is scrolled sideways. ``linjer`` is the least number of lines a row has room
    for. On paper ``side_for`` starts a new page wherever the column with that id changes. ``lases`` says that nothing
    but the yellow columns is to be typed in. ``lav``: rows are no higher than what is seen when the sheet is opened,
    and what is folded away is cut. ``forvalg``: (id of the row, column) → what the cell shows though nobody has
    written in the field (a day in ISO)."""

    ark: str
    id: str
    navn: str
    beskrivelse: str
    kolonner: tuple[SheetColumn, ...]
    rader: tuple[tuple[Verdi, ...], ...]
    tomt: str
    frys: int = 1
    linjer: int = 1
    side_for: str = ""
    lases: bool = False
    lav: bool = False
    forvalg: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @property
    def vist(self) -> tuple[SheetColumn, ...]:
        """What is seen when the sheet is opened."""
        return tuple(column for column in self.kolonner if not column.skjult and not column.foldet)

    def has(self, id: str) -> bool:
        return any(column.id == id for column in self.kolonner)

    def place(self, id: str) -> int:
        return next(number for number, column in enumerate(self.kolonner) if column.id == id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the last sheet: a heading, sentences, and at most one small table, with column heads or without.
    ``spenn`` is how many columns of the sheet's grid each column of the table takes."""

    tittel: str
    setninger: tuple[str, ...] = ()
    kolonner: tuple[SheetColumn, ...] = ()
    rader: tuple[tuple[Verdi, ...], ...] = ()
    spenn: tuple[int, ...] = ()
    hoder: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Grunnlag:
    """What the figures rest on: sections, and under them the table of rules, on one sheet."""

    seksjoner: tuple[Section, ...]
    regler: SheetTable


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixColumn:
    """A count of the first page. It opens the first row of the table ``til`` on ``ark`` whose hidden column ``der`` has
    the row's key. A ``forfalt`` count is worked out when the file is opened. ``grad`` is the word that is marked."""

    navn: str
    til: str = ""
    ark: str = ""
    der: str = ""
    grad: str = ""
    forfalt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """One unit, or the sum of some or all of them (``sum``). One number for each column, and the key it is looked up
    by; an empty key opens nothing. ``enheter`` are the keys of the units counted."""

    navn: str
    tall: tuple[int, ...]
    enheter: tuple[str, ...]
    nokler: tuple[str, ...] = ()
    sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One line on what nobody knows: a count, or words where there is none, and the sheet that tells more."""

    tekst: str
    verdi: Verdi
    ark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """A native chart of the rows ``fra`` to ``til`` (from 1) of the table ``tabell``, by ``maned``: ``soyler`` (id of
    the column and colour) stand on each other, and ``linje`` goes over them. ``beskrivelse`` is said for those who do
    not see it."""

    tittel: str
    beskrivelse: str
    tabell: str
    fra: int
    til: int
    soyler: tuple[tuple[str, str], ...]
    linje: tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Oversikt:
    """The first sheet: one screen, and one page on paper. ``apart`` are counts that are never added to others, and
    ``diagram`` stands under the matrix."""

    ark: str
    tittel: str
    undertittel: str
    setninger: tuple[str, ...]
    enhet: str
    kolonner: tuple[MatrixColumn, ...]
    rader: tuple[MatrixRow, ...]
    kilde_tittel: str
    kilde: tuple[tuple[str, str], ...]
    ukjent_tittel: str
    ukjent: tuple[Known, ...]
    fylles_ut: tuple[tuple[str, str], ...]  # id and label of the blanks
    apart_tittel: str = ""
    apart: tuple[Known, ...] = ()
    diagram: Diagram | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """The whole workbook as text, dates and numbers. One of what is planned alone has neither ``oversikt`` nor
    ``grunnlag``. ``lister`` are the choices by name, ``meta`` what a later import
    needs to recognise the file; it also gets the columns and blanks as they are laid out."""

    tittel: str
    kommune: str
    dokumentklasse: str
    per: date
    programversjon: str
    oversikt: Oversikt | None
    tabeller: tuple[SheetTable, ...]
    grunnlag: Grunnlag | None
    lister: Mapping[str, tuple[str, ...]]
    meta: Mapping[str, str]
    kurver: tuple[Diagram, ...] = ()  # one for each unit, on a sheet of their own
