"""What a text from a source may hold if it is to be kept: no person number, and for a name, nothing Excel would run."""

import re
import unicodedata

_GAP = r"[\s.\-–_/]{0,3}"
# Eleven digits however they are grouped (020110 00100, 02.01.10-00100), or the twelve of a DUF number.
_PERSON = re.compile(
    rf"(?<![0-9])(?:[0-9]{{6}}{_GAP}[0-9]{{5}}|[0-9]{{6}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{2}}"
    rf"|[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{2}}{_GAP}[0-9]{{5}}|(?:19|20)[0-9]{{2}}{_GAP}[0-9]{{6}}{_GAP}[0-9]{{2}})(?![0-9])"
)
_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
REMOVED = "…"


def holds_person_number(text: str) -> bool:
    """Whether eleven digits written as person numbers are, or twelve as a DUF number, stand anywhere in the text."""
    return _PERSON.search(_plain(text)) is not None


def without_person_numbers(text: str) -> str:
    """The text with every such number taken out."""
    return _PERSON.sub(REMOVED, _plain(text)) if holds_person_number(text) else text


def is_name(text: str) -> bool:
    """Whether a text can be the name of a unit, a municipality or a program: not a person number, not a formula."""
    return not (holds_person_number(text) or text.lstrip(" \u00a0").startswith(_FORMULA))


def _plain(text: str) -> str:
    """Digits of other scripts become ours, and signs nobody can see are gone."""
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKC", text)
    if text.isprintable():  # those nobody can see are not
        return text
    return "".join(c for c in text if unicodedata.category(c) != "Cf")
