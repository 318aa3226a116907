"""A workbook for people to fill in, described without Excel: what is asked, where, with which choices and what help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bvaudit.intake.form_layout import Asked, Choice, FormLayout, SheetLayout, fixed_sum
from bvaudit.reports.register_sheets import Verdi
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Formel:
    """A cell the workbook works out. ``uttrykk`` is the formula, with places in it by name: ``[svar]`` is the cell of
    the same row, ``[id]`` the row's hidden id, ``[sak-01.svar]`` a whole column of another sheet, ``[sak-01!status]`` a
    line in its head, ``[#sak-01]`` the name that leads to the sheet, ``[#veiledning/OMS-01]`` to a row of it. ``verdi``
    is what it comes to on the day the form is made: programs that do not work it out show that."""

    uttrykk: str
    verdi: Verdi
    lenke: bool = False


Celle = Verdi | Formel


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One question with one answer; ``hjelp`` stands beside it."""

    spurt: Asked
    hjelp: str = ""
    verdi: Verdi = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup:
    tittel: str
    felt: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSheet:
    """Questions under each other: question, answer, help."""

    key: str
    navn: str
    tittel: str
    innledning: tuple[str, ...] = ()
    grupper: tuple[FieldGroup, ...]

    @property
    def layout(self) -> SheetLayout:
        asked = tuple(one.spurt for group in self.grupper for one in group.felt)
        return SheetLayout(key=self.key, navn=self.navn, tabell=False, spurt=asked, svar=text("skjema.ark.svar"))


class Merke(StrEnum):
    """How a cell is marked while a condition holds. The word itself always stands in a cell, too."""

    MANGLER = "mangler"
    BESVART = "besvart"
    UTE = "ute"  # not in use, or struck


@dataclass(frozen=True, slots=True, kw_only=True)
class Merking:
    """``nar`` is a formula about the row and its sheet, as in ``Formel`` but with no other sheets."""

    nar: str
    merke: Merke


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """``bredde`` is in characters; ``hjelp`` stands over the heading, and ``over`` over those beside each other that
    have the same. ``bare_vist``: it is not read back at all, so people may do with it as they like. ``skjult``: only
    for the workbook itself. ``foldet``: shut, and opened by the sign above it. ``lister_i`` is the column that holds
    the name of each row's list, where not all rows have the same."""

    spurt: Asked
    bredde: float
    hjelp: str = ""
    over: Celle = ""
    bare_vist: bool = False
    skjult: bool = False
    foldet: bool = False
    lister_i: str = ""
    merking: tuple[Merking, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row filled in already. ``id`` is hidden, and tells the row from others wherever it is moved."""

    id: str
    verdier: Mapping[str, Celle]


class Linje(StrEnum):
    """How a line in the head of a sheet looks."""

    VANLIG = "vanlig"
    STOR = "stor"
    LENKE = "lenke"


@dataclass(frozen=True, slots=True, kw_only=True)
class Faktum:
    """A line in the head of a sheet, over the table: what it is called, and what it is. ``key`` is for formulas, and
    ``id`` stands hidden beside it, where a formula in the line asks for it as ``[id]``."""

    verdi: Celle
    navn: Celle = ""
    key: str = ""
    id: str = ""
    linje: Linje = Linje.VANLIG


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """A table with ``ledige`` empty rows at its end. The first ``frys`` columns stay when it is scrolled sideways.
    ``oppslag``: only to look in; it is not read back. ``hode``: facts under the title; their names cover the first
    ``hode_navn`` columns. ``voks``: rows grow as people write in them, from ``minst`` lines. ``staende`` on paper;
    ``bred``: over as many pages as it takes, with the first columns on each. ``fane``: the colour of the tab."""

    key: str
    navn: str
    tittel: str | Formel
    hode: tuple[Faktum, ...] = ()
    hode_navn: int = 1
    innledning: tuple[str, ...] = ()
    kolonner: tuple[FormColumn, ...]
    rader: tuple[FormRow, ...] = ()
    ledige: int = 0
    frys: int = 1
    oppslag: bool = False
    voks: bool = False
    minst: int = 1
    staende: bool = False
    bred: bool = False
    fane: str = ""

    @property
    def layout(self) -> SheetLayout:
        asked = tuple(column.spurt for column in self.kolonner if not column.bare_vist)
        fixed = [one.key for one in asked if one.fast]
        sums = {
            row.id: fixed_sum(row.verdier.get(key) for key in fixed) if fixed else "" for row in self.rader if row.id
        }
        return SheetLayout(key=self.key, navn=self.navn, tabell=True, spurt=asked, rader=sums)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guidance:
    tittel: str
    setninger: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSheet:
    """Only to read: how the form is filled in, with examples."""

    navn: str
    tittel: str
    avsnitt: tuple[Guidance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The whole workbook. ``skjema`` is the kind the reader dispatches on; ``opplysninger`` follow the file unseen.
    ``dag`` dates the file, so that the same form has the same bytes; ``per`` is the judging day, when it is another.
    ``radlister`` are the choices of single rows (``row_list``), where the workbook finds them in another way than by a
    name for each row."""

    skjema: str
    versjon: str = "1"
    tittel: str
    kommune: str = ""
    program: str
    dag: date
    per: date | None = None
    ark: tuple[FieldSheet | TableSheet | TextSheet, ...]
    lister: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    radlister: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    opplysninger: Mapping[str, str] = field(default_factory=dict)
    dokumentklasse: str = ""

    @property
    def layout(self) -> FormLayout:
        return FormLayout(
            skjema=self.skjema,
            versjon=self.versjon,
            opplysninger=self.opplysninger,
            ark=tuple(
                sheet.layout
                for sheet in self.ark
                if isinstance(sheet, FieldSheet) or (isinstance(sheet, TableSheet) and not sheet.oppslag)
            ),
            lister={**self.lister, **self.radlister},
        )
