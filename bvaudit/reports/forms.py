"""A workbook for people to fill in, described without Excel: what is asked, where, with which choices and what help."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.intake.form_layout import Asked, Choice, FormLayout, SheetLayout, fixed_sum
from bvaudit.reports.register_sheets import Verdi
from bvaudit.texts import text


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FormColumn:
    """``bredde`` is in characters; ``hjelp`` stands over the heading. ``bare_vist``: it is not read back at all, so
    people may do with it as they like."""

    spurt: Asked
    bredde: float
    hjelp: str = ""
    bare_vist: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """A row filled in already. ``id`` is hidden, and tells the row from others wherever it is moved."""

    id: str
    verdier: Mapping[str, Verdi]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSheet:
    """A table with ``ledige`` empty rows at its end. The first ``frys`` columns stay when it is scrolled sideways.
    ``oppslag``: only to look in; it is not read back."""

    key: str
    navn: str
    tittel: str
    innledning: tuple[str, ...] = ()
    kolonner: tuple[FormColumn, ...]
    rader: tuple[FormRow, ...] = ()
    ledige: int = 0
    frys: int = 1
    oppslag: bool = False

    @property
    def layout(self) -> SheetLayout:
        asked = tuple(column.spurt for column in self.kolonner if not column.bare_vist)
        fixed = [one.key for one in asked if one.fast]
        sums = {row.id: fixed_sum(row.verdier.get(key) for key in fixed) if fixed else "" for row in self.rader}
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
    ``dag`` dates the file, so that the same form has the same bytes."""

    skjema: str
    versjon: str = "1"
    tittel: str
    kommune: str = ""
    program: str
    dag: date
    ark: tuple[FieldSheet | TableSheet | TextSheet, ...]
    lister: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    opplysninger: Mapping[str, str] = field(default_factory=dict)

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
            lister=self.lister,
        )
