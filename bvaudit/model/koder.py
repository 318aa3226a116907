"""The register's code lists, with the days each code may be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Kode:
    """``versjoner`` are the format versions whose schema knows the code (v1, v3, v4, v5a, v5b). Codes are text."""

    kode: str
    tittel: str
    gyldig_fra: date | None = None
    gyldig_til_og_med: date | None = None
    versjoner: tuple[str, ...] = ()
    gruppe: str = ""
    presisering: bool = False
    deles_i: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kodeliste:
    """One list. The same code text in two lists means two different things."""

    id: str
    tittel: str
    koder: tuple[Kode, ...]


Kodelister = Mapping[str, Kodeliste]
