"""A document as a list of blocks, free of Word: what the letterhead builder sets in the template's own styles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Overskrift:
    niva: int
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tekst:
    """One paragraph; ``ledd`` is set in bold before it."""

    tekst: str
    ledd: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Punkt:
    tekst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabell:
    """``bredder`` are relative. ``tittel`` and ``beskrivelse`` are for those who hear the table read."""

    tittel: str
    beskrivelse: str
    hode: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]
    bredder: tuple[int, ...]


Blokk = Overskrift | Tekst | Punkt | Tabell
