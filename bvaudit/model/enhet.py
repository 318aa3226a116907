"""Units: who answers for a case, and what they are called.

A unit is its id. The name is only shown, so two units with equal names are two, and one unit spelled in several ways
is one.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

_ASCII = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "ö": "o", "ä": "a", "é": "e", "ü": "u"})
_EMPTY_WORDS = frozenset({"null", "(null)", "n/a", "#n/a", "none", "nan", "nil", "ukjent", "ukjent enhet"})

UKJENT = "Ukjent enhet"
UKJENT_ID = "ukjent-enhet"


def slug(navn: str) -> str:
    """The unit's name as a file name: ``Østbyen`` → ``ostbyen``, the register's own spelling of æøå."""
    words = re.findall(r"[a-z0-9]+", navn.lower().translate(_ASCII))
    return "-".join(words)[:60] or "enhet"


def named(text: str | None) -> str:
    """A name as it is shown, with single spaces; empty when the text only says that a name is missing."""
    name = " ".join(unicodedata.normalize("NFC", text or "").split())
    return "" if name.casefold() in _EMPTY_WORDS or not any(c.isalnum() for c in name) else name


def name_key(navn: str) -> str:
    """The same for spellings that differ only in case, full stops and spaces, and for no others."""
    return re.sub(r"[\s.]+", "", unicodedata.normalize("NFC", navn)).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Kilde:
    """What a submission must carry to belong to a unit. Empty fields match anything."""

    organisasjonsnummer: str = ""
    kommunenummer: str = ""
    bydelsnummer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enhet:
    """A unit with its dates, so that a merged service can be compared with itself."""

    id: str
    navn: str
    kilder: tuple[Kilde, ...]
    gruppe: str = ""
    vertskommune: str = ""
    gjelder_fra: date | None = None
    gjelder_til_og_med: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enheter:
    """The municipality's own map of units, in the order it was written."""

    fil: str
    enheter: tuple[Enhet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KjentEnhet:
    """A unit of an extract: one that has or has had cases, or one the municipality's own map names.

    ``navn`` is unlike every other unit's, and the one used everywhere; ``egennavn`` is what the source calls it.
    ``kommunenumre`` are the municipalities its cases live in, or those the map says it serves.
    """

    id: str
    navn: str
    egennavn: str
    kommunenumre: tuple[str, ...] = ()
    gruppe: str = ""
    vertskommune: str = ""
    gjelder_fra: date | None = None
    gjelder_til_og_med: date | None = None

    def existed(self, fra: date | None, til_og_med: date) -> bool:
        """Whether the unit existed on some day from ``fra`` (None: ever) to ``til_og_med``."""
        begun = self.gjelder_fra is None or self.gjelder_fra <= til_og_med
        return begun and (fra is None or self.gjelder_til_og_med is None or fra <= self.gjelder_til_og_med)


def unique_names(units: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """Id → display name, from id → (own name, municipality number or empty).

    A name alone with its own spelling is kept. Others get the municipality's number, «Herøy (1515)», or the id when
    the numbers do not tell them apart.
    """
    shown: dict[str, str] = {}
    for alike in _grouped(units, {each: navn for each, (navn, _) in units.items()}):
        numbers = {units[each][1] for each in alike}
        by_number = len(numbers) == len(alike) and "" not in numbers
        for each in alike:
            navn, number = units[each]
            shown[each] = navn if len(alike) == 1 else f"{navn} ({number if by_number else each})"
    # A name that is written just like one made here, with its number: the ids are always unlike.
    for alike in _grouped(units, shown):
        if len(alike) > 1:
            shown |= {each: f"{units[each][0]} ({each})" for each in alike}
    return shown


def _grouped(units: Iterable[str], names: Mapping[str, str]) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for each in sorted(units):
        found.setdefault(name_key(names[each]), []).append(each)
    return list(found.values())
