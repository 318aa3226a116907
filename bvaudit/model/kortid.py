"""Ids short enough to read aloud: ``S-`` and eight letters and digits that nobody mixes up.

Data, draws and the log keep the full pseudonym; paper shows the short one. It is the first 40 bits of the same number,
written in Crockford's alphabet, which has no I, L, O or U.
"""

import re
from collections.abc import Iterable, Mapping

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISTAKEN = str.maketrans("OIL", "011")
_SHORTEST, _LONGEST = 8, 16
_APART = re.compile(r"[\s\-‐-―_]")
_PSEUDONYM = re.compile(r"([A-Z]+)-([0-9a-f]{20})")


def short_ids(pseudonyms: Iterable[str]) -> Mapping[str, str]:
    """Pseudonym → what one paper shows for it. Where two would be alike, both are longer; what is no pseudonym (ids
    kept from the source) is shown as it is."""
    shown: dict[str, str] = {}
    waiting, length = set(pseudonyms), _SHORTEST
    while waiting:
        alike: dict[str, list[str]] = {}
        for pseudonym in waiting:
            alike.setdefault(short_id(pseudonym, length), []).append(pseudonym)
        for short, group in alike.items():
            if len(group) == 1 or length == _LONGEST:
                shown |= dict.fromkeys(group, short)
        waiting -= shown.keys()
        length += 1
    return shown


def short_id(pseudonym: str, length: int = _SHORTEST) -> str:
    match = _PSEUDONYM.fullmatch(pseudonym)
    if match is None:
        return pseudonym
    prefix, digits = match.groups()
    bits = int(digits, 16)  # 80 of them: sixteen letters
    letters = "".join(_ALPHABET[bits >> (5 * place) & 31] for place in range(15, 15 - length, -1))
    return f"{prefix}-{letters}"


def loose(typed: str) -> str:
    """What people type without what does not matter in it."""
    return _APART.sub("", typed).upper()


def spellings(pseudonym: str) -> tuple[str, str]:
    """The pseudonym in full and in short, as ``loose`` leaves them."""
    return loose(pseudonym), loose(short_id(pseudonym, _LONGEST))


def fits(spelt: tuple[str, str], wanted: str) -> bool:
    """Whether ``wanted`` begins one of the spellings; both are made by ``loose``. O, I and L are read as digits."""
    if not wanted:
        return False
    likely = wanted[:1] + wanted[1:].translate(_MISTAKEN)
    return any(whole.startswith((wanted, likely)) for whole in spelt)
