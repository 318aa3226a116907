"""The records a workbook is described by: columns, tables and sections, without Excel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Verdi = str | int | float | date | None


class CellKind(StrEnum):
    """What a column holds, and so how it is shown."""

    TEKST = "tekst"
    HELTALL = "heltall"
    ANDEL = "andel"  # a share between 0 and 1, shown as per cent
    DATO = "dato"
    FORFALT = "forfalt"  # worked out by the sheet from deadline and status; the value is the answer on ``per``


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetColumn:
    """``bredde`` is in characters. ``liste`` names the list to choose from; ``fri`` allows other text too."""

    navn: str
    bredde: float
    kind: CellKind = CellKind.TEKST
    fylles_ut: bool = False
    liste: str = ""
    fri: bool = False
    ledetekst: str = ""
    skjult: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetTable:
    """One table on one sheet. Every row has one value per column. ``tomt`` is said when there are no rows; the first
    ``frys`` columns stay when the sheet is scrolled sideways."""

    ark: str
    navn: str
    beskrivelse: str
    kolonner: tuple[SheetColumn, ...]
    rader: tuple[tuple[Verdi, ...], ...]
    tomt: str
    frys: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the first sheet: a heading, sentences, and at most one small table, with column heads or without."""

    tittel: str
    setninger: tuple[str, ...] = ()
    kolonner: tuple[SheetColumn, ...] = ()
    rader: tuple[tuple[Verdi, ...], ...] = ()
    hoder: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterView:
    """The whole workbook as text, dates and numbers. ``lister`` are the choices by name, ``meta`` what a later import
    needs to recognise the file."""

    tittel: str
    kommune: str
    per: date
    programversjon: str
    seksjoner: tuple[Section, ...]
    tabeller: tuple[SheetTable, ...]
    lister: Mapping[str, tuple[str, ...]]
    meta: Mapping[str, str]
