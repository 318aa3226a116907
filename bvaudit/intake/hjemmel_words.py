"""A citation cut into its words: acts, paragraphs, ledd, punktum, bokstav."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bvaudit.intake.hjemmel_law import MONTHS

_ORDINAL = {
    "første": 1, "fyrste": 1, "annet": 2, "andre": 2, "anna": 2, "annen": 2, "tredje": 3, "fjerde": 4, "femte": 5,
    "sjette": 6, "sjuende": 7, "syvende": 7, "sjuande": 7, "åttende": 8, "åttande": 8, "niende": 9, "niande": 9,
    "tiende": 10, "tiande": 10,
}  # fmt: skip
_ONE = rf"(?:{'|'.join(_ORDINAL)}|siste|\d{{1,2}}\.)"
_MANY = rf"{_ONE}(?:\s*(?:,|og|til|-|/|samt)\s*{_ONE})*"
_LETTER = r"[a-zæøå](?![\wæøå])"
_LETTERS = rf"{_LETTER}\)?(?:\s*(?:,|og|til|-|/)\s*{_LETTER}\)?)*"
_DATE = rf"(?P<dag>\d{{1,2}})\.?\s*(?P<maned>{'|'.join(MONTHS)})\s*(?P<ar>\d{{4}})(?:,?\s*nr\.?\s*\d+)?"
_SPACES = re.compile(r"[\s\u00a0\u202f\u2007]+")
_DASHES = str.maketrans({"–": "-", "—": "-", "‑": "-", "‐": "-", "−": "-", "\u00ad": None, "\u200b": None})


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """``slag`` is what it is; ``tekst`` as written; ``tall`` the numbers or letters in it, a range as «2-5»."""

    slag: str
    tekst: str
    tall: tuple[str, ...] = ()
    dato: tuple[int, str, int] | None = None


def cleaned(tekst: str) -> str:
    """One line, one kind of dash, one kind of space."""
    return _SPACES.sub(" ", tekst.translate(_DASHES)).strip()


def grammar(names: Iterable[str]) -> re.Pattern[str]:
    """What to look for, first match first. ``names`` are what acts are called."""
    spelt = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=lambda n: (-len(n), n)))
    kinds = {
        "datert": rf"(?:lov|forskrift)(?:\s+av)?\s+{_DATE}(?:\s+om\s+[^§;,()]*?(?=\s*(?:§|[;,()]|\bjf|$)))?",
        "kode": r"(?:lov|for)-(?P<kar>\d{4})-(?P<kmaned>0[1-9]|1[0-2])-(?P<kdag>\d\d)(?:-\d+)?",
        "lov": rf"(?<![\wæøå])(?:{spelt})s?(?![\wæøå])\.?"
        rf"(?:\s*\(?\s*(?:av|fra|frå)?\s*(?:{_DATE.replace('?P<', '?P<q')}"
        rf"|(?P<bare_ar>(?:19|20)\d\d)(?![\d-]))(?:\s*nr\.?\s*\d+)?\s*\)?)?",
        "ukjent": r"(?:forskrift(?:en|a)?|lov)\s+om\s+[^§;]*?(?=\s*(?:§|;|,?\s*jf|$))"
        r"|(?<![\wæøå])[\wæøå-]{3,}(?:loven|lova|forskriften|forskrifta)(?![\wæøå])",
        "kapittel": r"(?:kapittel|kap\.?)\s*\d+\s*[A-Z]?(?![\wæøå])",
        "ledd": rf"{_MANY}\s*(?:ledd|avsnitt)(?:et)?|\d{{1,2}}\s*ledd|ledd\s*\d{{1,2}}|\(\d{{1,2}}\)",
        "dato": rf"(?:av|fra)?\s*{_DATE.replace('?P<', '?P<d')}",
        "punktum": rf"{_MANY}\s*(?:punktum|pkt\.?|setning)",
        "bokstav": rf"(?:bokstav(?:ene|ane)?|bokst\.?|litra|lit\.)\s*{_LETTERS}|(?<![\wæøå]){_LETTER}\)",
        "tegn": r"§+|paragraf(?:en|ene|ane|ar)?(?![\wæøå])",
        "nr": r"nr\.?\s*\d+",
        "tall": r"\d{1,2}\s?[A-Z]-\d{1,2}(?:\s?[a-h](?![\wæøå.)]))?"
        r"|\d{1,2}(?:\s?-\s?\d{1,2})*(?:\s?[a-h](?![\wæøå.)]))?",
        "jf": r"(?:jf|jfr|jamfør|sml|cf)\.?(?![\wæøå])",
        "til": r"til(?:\s+og\s+med)?(?![\wæøå])",
        "skille": r"[;,/&+]|(?:og|samt|eller|-)(?![\wæøå])",
        "i": r"(?:i|etter)(?![\wæøå])",
        "fyll": r"(?:se|også|særlig|første|særskilt|nr|lov|loven|lova|om|av|den|det|forskriften|hjemmel|brudd|på"
        r"|paragrafene|pkt|punkt|både|og/eller|mv|m\.v|mfl|flg|ff|f)\.?(?![\wæøå])",
        "ord": r"[\wæøå][\wæøå.-]*",
        "annet": r".",
    }
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in kinds.items()), re.IGNORECASE)


def tokens(tekst: str, rules: re.Pattern[str]) -> Iterator[Token]:
    """The words of a cleaned text, spaces left out."""
    for found in rules.finditer(tekst):
        slag = _kind(found)
        if found[0].strip():
            yield Token(slag=slag, tekst=found[0].strip(), tall=_numbers(slag, found[0]), dato=_date(found))


_INSIDE = re.compile(r"[qdk]?(?:dag|maned|ar)|bare_ar")  # groups within a kind


def _kind(found: re.Match[str]) -> str:
    return next(kind for kind, text in found.groupdict().items() if text is not None and not _INSIDE.fullmatch(kind))


def _date(found: re.Match[str]) -> tuple[int, str, int] | None:
    """The day an act was made, or (0, "", year) where only the year is written."""
    for prefix in ("", "q", "d"):
        if found[f"{prefix}ar"]:
            return int(found[f"{prefix}dag"]), found[f"{prefix}maned"], int(found[f"{prefix}ar"])
    if found["kar"]:
        return int(found["kdag"]), MONTHS[int(found["kmaned"]) - 1], int(found["kar"])
    return (0, "", int(found["bare_ar"])) if found["bare_ar"] else None


def _numbers(slag: str, tekst: str) -> tuple[str, ...]:
    if slag in ("ledd", "punktum"):
        return tuple(_ordinals(tekst))
    if slag == "bokstav":
        return tuple(_letters(tekst))
    return ()


def _ordinals(tekst: str) -> Iterator[str]:
    """«annet til femte ledd» → 2-5; «første og tredje ledd» → 1, 3. The last ledd has no number: nothing is said."""
    words = re.findall(rf"{_ONE}|\d{{1,2}}|til|-", tekst.lower())
    numbers = [w if w in ("til", "-") else str(_ORDINAL.get(w, w.rstrip("."))) for w in words]
    at = 0
    while at < len(numbers):
        if at + 2 < len(numbers) and numbers[at + 1] in ("til", "-"):
            yield f"{numbers[at]}-{numbers[at + 2]}"
            at += 3
        else:
            if numbers[at].isdigit():
                yield numbers[at]
            at += 1


def _letters(tekst: str) -> Iterator[str]:
    rest = re.sub(r"(?i)^(?:bokstav(?:ene|ane)?|bokst\.?|litra|lit\.)\s*", "", tekst).lower()
    last = ""
    ranged = False
    for word in re.findall(r"til|-|(?<![\wæøå])[a-zæøå](?![\wæøå])", rest):
        if word in ("til", "-"):
            ranged = True
        elif ranged and last:
            yield from (chr(c) for c in range(ord(last) + 1, ord(word) + 1))
            last, ranged = word, False
        else:
            yield word
            last = word
