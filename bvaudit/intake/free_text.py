"""What free text may hold that should not reach a paper: person numbers, telephone numbers, e-mail addresses and names.

A reader is told the cell and the kind, never the text itself. Whether it must go is for a person to decide: a name of
a street or an author looks like one of a child.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from bvaudit.model.safe_text import holds_person_number

NAVNELISTE = "navneliste.txt"  # the owner's own names, one on a line; lies beside the key
_FORNAVN = Path(__file__).with_name("fornavn.txt")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_EPOST = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_TELEFON = re.compile(
    r"(?<![\d./-])(?:(?:\+|00)47[ .]?)?"
    r"(?:[2-9]\d{7}|[2-9]\d(?:[ .]\d{2}){3}|[4-9]\d{2}[ .]\d{2}[ .]\d{3})(?![\d/-]|\.\d)"
)
_ELEVEN = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){10}(?!\d)")
_SENTENCE_ENDS = frozenset('.:;!?\n«»"()–•*-')
_AMBIGUOUS = "*"


class Funn(StrEnum):
    """What was seen. The codes are keys of the texts."""

    PERSONNUMMER = "personnummer"
    TELEFON = "telefon"
    EPOST = "epost"
    NAVN = "navn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Navn:
    """Names that are looked for: ``egne`` in any spelling, the common ones where they are written as names."""

    vanlige: frozenset[str]
    ord_ogsa: frozenset[str]
    egne: frozenset[str] = frozenset()


def known_names(own: Path | None = None) -> Navn:
    """The common first names, and the owner's own list where there is one."""
    common, words = _shipped()
    return Navn(vanlige=common, ord_ogsa=words, egne=frozenset(_own(own)) if own is not None else frozenset())


def found_in(text: str, names: Navn) -> tuple[Funn, ...]:
    """The kinds of thing a text seems to hold, each once, the gravest first."""
    text = unicodedata.normalize("NFC", text.replace("\u00a0", " ").replace("\u202f", " ").replace("\u00ad", ""))
    return tuple(kind for kind in Funn if _HOLDS[kind](text, names))


def _person_number(text: str, _: Navn) -> bool:
    return holds_person_number(text) or any(_is_day(found[0]) for found in _ELEVEN.finditer(text))


def _is_day(written: str) -> bool:
    """Whether the first six digits can be a day of birth, also as they are changed for those without a number."""
    digits = re.sub(r"\D", "", written)
    day, month = int(digits[:2]) % 40, int(digits[2:4]) % 40
    return 1 <= day <= 31 and 1 <= month <= 12


def _telephone(text: str, _: Navn) -> bool:
    return any(not _is_written_day(re.sub(r"\D", "", found[0])) for found in _TELEFON.finditer(text))


def _is_written_day(digits: str) -> bool:
    """20251231, as some write a day."""
    return len(digits) == 8 and digits[:2] in ("19", "20") and int(digits[4:6]) <= 12 and int(digits[6:]) <= 31


def _e_mail(text: str, _: Navn) -> bool:
    return "@" in text and _EPOST.search(text) is not None


def _name(text: str, names: Navn) -> bool:
    written = any(found[0][0].isupper() and _is_name(text, found, names) for found in _WORD.finditer(text))
    return written or _own_name(text, names)


def _is_name(text: str, found: re.Match[str], names: Navn) -> bool:
    word = found[0]
    spelt = word.casefold()
    bare = next((one for one in (spelt, spelt.removesuffix("s"), spelt[:-2]) if one in names.vanlige), "")
    if not bare or (bare == spelt[:-2] and spelt[-2:] not in ("'s", "’s")):
        return False
    return bare not in names.ord_ogsa or (not _begins(text, found.start()) and not word.isupper())


def _begins(text: str, at: int) -> bool:
    """Whether a word stands first in a sentence, where any word has a capital letter; a number after it says it is one
    («Per 31.12»)."""
    before = text[:at].rstrip(" \t")
    return not before or before[-1] in _SENTENCE_ENDS


def _own_name(text: str, names: Navn) -> bool:
    if not names.egne:
        return False
    words = f" {' '.join(found[0].casefold() for found in _WORD.finditer(text))} "
    return any(f" {name} " in words or f" {name}s " in words for name in names.egne)


_HOLDS = {Funn.PERSONNUMMER: _person_number, Funn.TELEFON: _telephone, Funn.EPOST: _e_mail, Funn.NAVN: _name}


@cache
def _shipped() -> tuple[frozenset[str], frozenset[str]]:
    written = _FORNAVN.read_text(encoding="utf-8").splitlines()
    words = [word for line in written if not line.startswith("#") for word in line.split()]
    bare = frozenset(word.rstrip(_AMBIGUOUS).casefold() for word in words)
    return bare, frozenset(word.rstrip(_AMBIGUOUS).casefold() for word in words if word.endswith(_AMBIGUOUS))


def _own(path: Path) -> Iterator[str]:
    """Nothing when there is no such list."""
    try:
        written = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return
    yield from _names_on(written.splitlines())


def _names_on(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        name = " ".join(found[0].casefold() for found in _WORD.finditer(unicodedata.normalize("NFC", line)))
        if len(name) > 1 and not line.lstrip().startswith("#"):
            yield name
