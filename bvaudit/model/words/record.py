"""How one table or column is told of to people."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Omtale:
    """A column. ``navn`` is a heading, ``tekst`` says what stands in it, ``ogsa`` are other headings people give it.

    ``savnet`` ends the sentence «uttrekket har ikke …»: «datoen meldingen ble konkludert». ``{en}`` in it is the row of
    the table at hand: «startdatoen for {en}». What is empty is taken from the shared words for the column.
    """

    navn: str = ""
    tekst: str = ""
    ogsa: tuple[str, ...] = ()
    savnet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TabellOmtale(Omtale):
    """A table, and its columns by name. ``tekst`` says what one row is, and ``en`` is one row: «meldingen»."""

    en: str = ""
    kolonner: Mapping[str, Omtale] = field(default_factory=dict)
