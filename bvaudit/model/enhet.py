"""Units: who answers for a case, and what they are called."""

import re
from dataclasses import dataclass
from datetime import date

_ASCII = str.maketrans({"ø": "o", "å": "a", "æ": "ae", "ö": "o", "ä": "a", "é": "e", "ü": "u"})


def slug(navn: str) -> str:
    """The unit's name as a file name: ``Østbyen`` → ``ostbyen``, the register's own spelling of æøå."""
    words = re.findall(r"[a-z0-9]+", navn.lower().translate(_ASCII))
    return "-".join(words)[:60] or "enhet"


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
