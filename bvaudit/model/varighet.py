"""A length of time as the law writes it: days, weeks, calendar months or years."""

import re
from dataclasses import dataclass

from bvaudit.texts import counted

_ISO = re.compile(r"P(\d{1,4})([DWMY])")
# What people write, in either language.
_ORD = {
    "D": ("dag", "dager", "dagar"),
    "W": ("uke", "uker", "veke", "veker"),
    "M": ("måned", "måneder", "månad", "månader"),
    "Y": ("år",),
}
_SAID = re.compile(r"(\d{1,4})\s+(" + "|".join(sorted(word for words in _ORD.values() for word in words)) + ")")


@dataclass(frozen=True, slots=True, kw_only=True)
class Varighet:
    """``antall`` whole units of ``enhet`` (D, W, M or Y). Never mixed: P1M2D is two durations."""

    antall: int
    enhet: str

    def __str__(self) -> str:
        return f"P{self.antall}{self.enhet}"

    @property
    def vist(self) -> str:
        """As a caseworker says it: «3 måneder»."""
        return counted(f"model.varighet.{self.enhet}", self.antall)


def spoken_varighet(said: str) -> Varighet | None:
    """«6 måneder», «6 månader», «1 år», or ``P6M``; ``None`` when it is neither."""
    match = _SAID.fullmatch(said.strip().casefold())
    if match is None:
        return parse_varighet(said.strip().upper())
    enhet = next(kode for kode, words in _ORD.items() if match[2] in words)
    return Varighet(antall=int(match[1]), enhet=enhet)


def parse_varighet(text: str) -> Varighet | None:
    """``P3M`` → 3 months; ``None`` when the text is not one whole unit in ISO 8601."""
    match = _ISO.fullmatch(text)
    return Varighet(antall=int(match[1]), enhet=match[2]) if match else None
