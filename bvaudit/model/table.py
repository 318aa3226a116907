"""What a table and a column of case data are, and short ways to write them."""

from dataclasses import dataclass, replace
from enum import StrEnum


class Type(StrEnum):
    """A column's type, named as DuckDB and Spark both know it."""

    TEKST = "VARCHAR"
    DATO = "DATE"
    TID = "TIMESTAMP"
    HELTALL = "INTEGER"
    BOOL = "BOOLEAN"


class Mangler(StrEnum):
    """What it means that a source does not have a column or a table at all."""

    KREVD = "krevd"  # what needs it cannot be judged
    NEI = "nei"  # the same as «no», «none» or «not decided»
    UKJENT = "ukjent"  # yes or no, nobody knows: the answer stands where both give the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """``hendt`` names the date that must lie on or before the judging day for this value to count.

    ``mangler`` is what it means that the source does not have the column.
    """

    navn: str
    type: Type = Type.TEKST
    hendt: str | None = None
    mangler: Mangler = Mangler.KREVD


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a ``nokkel``, its text id, also has an integer ``<navn>_nr`` that joins use. ``prefiks`` begins the
    pseudonyms made of that id.

    ``start``: the row does not exist before this date. ``slutt``: in force until this date, inclusive.

    ``forelder`` is the owning table (``None`` for ``innsending`` and ``sak``). ``eid`` tables can lie under several
    kinds of owner and carry ``eier_type`` and ``eier_nr``; their ``forelder`` is ``sak``.

    ``mangler`` is what it means that the source does not have the table. ``valgfri`` names an element that the format
    has and a sender may never send: then its tables say nothing about that sender's cases. ``noen_formater``: not
    every format has the table, because what it tells lies elsewhere or nowhere in the others.

    ``ventes_for`` names a day of the owner that such a row comes before: one is to be expected by then, and not all
    through a case.
    """

    navn: str
    nokkel: str | None
    prefiks: str
    forelder: str | None
    kolonner: tuple[Column, ...]
    start: str | None = None
    slutt: str | None = None
    eid: bool = False
    mangler: Mangler = Mangler.KREVD
    valgfri: str = ""
    noen_formater: bool = False
    ventes_for: str = ""

    @property
    def nr(self) -> str | None:
        return f"{self.navn}_nr" if self.nokkel else None

    def column(self, navn: str) -> Column | None:
        return next((c for c in self.all_columns if c.navn == navn), None)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Every column in the order it is stored: numbers first, then text ids, own columns, and the deletion mark."""
        numbers: list[Column] = []
        if self.navn != "innsending":
            numbers.append(Column(navn="sak_nr", type=Type.HELTALL))
        if self.nr and self.nr != "sak_nr":
            numbers.append(Column(navn=self.nr, type=Type.HELTALL))
        if self.forelder not in (None, "sak"):
            numbers.append(Column(navn=f"{self.forelder}_nr", type=Type.HELTALL))
        if self.eid:
            numbers += [Column(navn="eier_type"), Column(navn="eier_nr", type=Type.HELTALL)]
        ids = [Column(navn="innsending_id")]
        ids.append(Column(navn="sak_id"))
        if self.nokkel and self.nokkel not in ("sak_id", "innsending_id"):
            ids.append(Column(navn=self.nokkel))
        return (*numbers, *ids, *self.kolonner, Column(navn="er_slettet", type=Type.BOOL, mangler=Mangler.NEI))


def texts(*names: str) -> tuple[Column, ...]:
    return tuple(Column(navn=n) for n in names)


def dates(*names: str) -> tuple[Column, ...]:
    return tuple(Column(navn=n, type=Type.DATO) for n in names)


def bools(*names: str) -> tuple[Column, ...]:
    return tuple(Column(navn=n, type=Type.BOOL) for n in names)


def integers(*names: str) -> tuple[Column, ...]:
    return tuple(Column(navn=n, type=Type.HELTALL) for n in names)


def after(hendt: str, *columns: Column) -> tuple[Column, ...]:
    """Columns that are part of what happened on the date ``hendt``; the date itself is cut the same way."""
    return tuple(replace(c, hendt=hendt) for c in columns)


def absent_is_no(*columns: Column) -> tuple[Column, ...]:
    """Columns that mean «no» or «none» where the source does not have them."""
    return tuple(replace(c, mangler=Mangler.NEI) for c in columns)


def absent_is_unknown(*columns: Column) -> tuple[Column, ...]:
    """Columns whose answer nobody knows where the source does not have them."""
    return tuple(replace(c, mangler=Mangler.UKJENT) for c in columns)
