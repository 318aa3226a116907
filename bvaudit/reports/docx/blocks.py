"""A document as a list of blocks, free of Word: what the letterhead builder sets in the template's own styles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    niva: int
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One paragraph; ``ledd`` is set in bold before it."""

    tekst: str
    ledd: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullet:
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``bredder`` are relative. ``tittel`` and ``beskrivelse`` are for those who hear the table read."""

    tittel: str
    beskrivelse: str
    hode: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]
    bredder: tuple[int, ...]


Block = Heading | Text | Bullet | Table
