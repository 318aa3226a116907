"""A report nobody here made, as plain records: what a person sees in it, and what they might not know lies there."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Slag(StrEnum):
    """What a piece of text is. ``INNHOLD``: a line of a list of contents or figures. ``TOPP``: head or foot of a
    page. ``BILDETEKST``: what the document itself calls the text of a figure or a table."""

    AVSNITT = "avsnitt"
    OVERSKRIFT = "overskrift"
    LISTE = "liste"
    BILDETEKST = "bildetekst"
    INNHOLD = "innhold"
    FOTNOTE = "fotnote"
    RAMME = "ramme"
    TOPP = "topp"
    ALTERNATIV = "alternativ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Avsnitt:
    """``nr`` counts the paragraphs with text outside tables, from 1; a line break gives two with the same number.
    ``niva`` is the level of a heading from 1, or of a list item from 0. ``overskrift`` is the nearest heading above and
    ``seksjon`` counts them. ``merket``, ``skjult`` and ``endret`` are the pieces of text that are marked in colour,
    hidden, and put in or struck out in a tracked change. ``bilder`` counts pictures and charts in it."""

    nr: int
    tekst: str
    slag: Slag = Slag.AVSNITT
    niva: int = 0
    overskrift: str = ""
    seksjon: int = 0
    merket: tuple[str, ...] = ()
    skjult: tuple[str, ...] = ()
    endret: tuple[str, ...] = ()
    bilder: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabell:
    """``rader`` are ragged rows of cells; a cell over several columns is followed by empty ones. ``nr`` counts tables
    from 1, and ``etter`` is the number of the paragraph before it (0: none)."""

    nr: int
    rader: tuple[tuple[str, ...], ...]
    etter: int = 0
    overskrift: str = ""
    seksjon: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Margmerknad:
    """A comment in the margin; ``nr`` is the paragraph it hangs on (0: not known)."""

    tekst: str
    hvem: str = ""
    nr: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fremmedrapport:
    """``deler`` stand as they are read."""

    deler: tuple[Avsnitt | Tabell, ...] = ()
    merknader: tuple[Margmerknad, ...] = ()

    @property
    def avsnitt(self) -> Iterator[Avsnitt]:
        return (one for one in self.deler if isinstance(one, Avsnitt))

    @property
    def tabeller(self) -> Iterator[Tabell]:
        return (one for one in self.deler if isinstance(one, Tabell))

    @property
    def tom(self) -> bool:
        return not self.deler and not self.merknader
