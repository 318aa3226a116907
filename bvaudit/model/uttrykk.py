"""What a rule can point at: dates, rows and conditions. Plain records; the vocabulary gives them meaning."""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.varighet import Varighet


@dataclass(frozen=True, slots=True, kw_only=True)
class Rader:
    """Rows that belong to the object: its own child rows, rows of the same case, or rows a relation points to.

    ``felt`` is the date to use (default: when the row came to be). ``via='relasjon'`` follows Relasjon, from
    ``tabell`` to the object, or the other way with ``retning='til'``.
    """

    tabell: str
    felt: str = ""
    via: str = ""
    retning: str = "fra"
    der: "Betingelse | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dato:
    """A date: a column (``start_dato``, ``sak.fyller_18_dato``, ``objekt.start_dato`` inside rows), the word ``per``,
    a fixed day, or the earliest or latest of some rows; then durations added or taken away in the order written."""

    felt: str = ""
    dag: date | None = None
    tidligste: Rader | None = None
    seneste: Rader | None = None
    pluss: tuple[Varighet, ...] = ()
    minus: tuple[Varighet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feltkrav:
    """One column and what it must be. ``None`` in ``en_av`` lets an empty field through. ``pluss`` is added to the
    column before the dates are compared: «start + 3 months at the latest today» is not «start at the latest 3 months
    ago» when months differ in length. ``har_en_av`` looks inside a column that holds a list with commas, ``lik`` names
    another column with the same value."""

    felt: str
    en_av: tuple[str | None, ...] | None = None
    har_en_av: tuple[str, ...] = ()
    lik: str = ""
    er: bool | None = None
    utfylt: bool | None = None
    pluss: tuple[Varighet, ...] = ()
    tidligst: Dato | None = None
    senest: Dato | None = None
    minst: int | None = None
    hoyst: int | None = None
    gyldig_i: str = ""
    pa: Dato | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Betingelse:
    """All parts must hold. Unknown stays unknown: a missing date is neither yes nor no."""

    felt: tuple[Feltkrav, ...] = ()
    i_kraft: Dato | None = None
    minst_en: tuple["Betingelse", ...] = ()
    ikke: "Betingelse | None" = None
    finnes: tuple[Rader, ...] = ()


class Krav:
    """What a variant demands. Every operator's ``Args`` is one."""

    __slots__ = ()
