"""The kind of content a column has, told from its cells."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from bvaudit.extract.normalise.unit_names import looks_like_people
from bvaudit.extract.people.person_numbers import looks_like_number
from bvaudit.extract.proposal.seen import Kind
from bvaudit.extract.sheets.cells import is_empty, plain
from bvaudit.extract.sheets.dates import day_in_year, day_of
from bvaudit.extract.sheets.split import ONLY_DATE, days_in
from bvaudit.extract.sheets.texts import heading_key, means_nothing, unwrapped

T = TypeVar("T")
_MOST_VALUES = 15  # of a column that may be codes
_LONGEST = 40
_FORMATS = ("iso", "norsk")
_YES_NO = frozenset({"ja", "nei", "j", "n", "x", "sant", "usant", "true", "false"})
_PARAGRAPH = re.compile(r"§|(?<![0-9.])[0-9]{1,2} ?- ?[0-9]{1,2}(?![0-9.-])")
_FULL_NAME = re.compile(r"[A-ZÆØÅ][\w'’-]+,? (?:[A-ZÆØÅ][\w'’.-]*,? ?){1,3}")
_LEAP_YEAR = 2024


def kind_of_cells(cells: Sequence[object]) -> tuple[Kind, tuple[str, ...]]:
    """The kind, and the different texts where they may be codes."""
    filled = [unwrapped(cell) for cell in cells if not is_empty(cell)]
    filled = [cell for cell in filled if not (isinstance(cell, str) and means_nothing(cell))]
    if not filled:
        return Kind.TOM, ()
    texts = [plain(cell).strip() for cell in filled]
    if _share(texts, looks_like_number) > 0.1:
        return Kind.PERSONNUMMER, ()
    if kind := _dates(filled, texts):
        return kind
    if _share(texts, lambda text: heading_key(text) in _YES_NO) >= 0.9:
        return Kind.JA_NEI, tuple(_different(texts))
    if _share(texts, lambda text: bool(_PARAGRAPH.search(text)) and len(text) < 60) >= 0.6:
        return Kind.PARAGRAF, ()
    return _words(texts)


def _dates(filled: Sequence[object], texts: Sequence[str]) -> tuple[Kind, tuple[str, ...]] | None:
    if _share(filled, lambda cell: day_of(cell, _FORMATS, None) is not None) >= 0.8:
        return Kind.DATO, ()
    if _share(texts, _is_day) >= 0.8:
        return Kind.DAG_UTEN_AR, ()
    words_beside = any(found and rest for found, rest in map(days_in, texts))
    split = [(1, "") if isinstance(cell, date) else days_in(plain(cell)) for cell in filled]
    rests = [ONLY_DATE if found and not rest else rest for found, rest in split]
    words = [rest for rest in rests if rest != ONLY_DATE]
    if words_beside and _share(words, lambda rest: heading_key(rest) in _YES_NO) >= 0.7:
        return Kind.JA_OG_DATO, tuple(_different(rests))
    if _share(split, lambda one: bool(one[0])) < 0.3:
        return None
    few = len(set(words)) <= _MOST_VALUES and all(len(word) <= _LONGEST for word in words)
    return (Kind.ORD_OG_DATO, tuple(_different(rests))) if few else (Kind.TEKST, ())


def _is_day(text: str) -> bool:
    return day_of(text, _FORMATS, None) is not None or day_in_year(text, _LEAP_YEAR) is not None


def _words(texts: Sequence[str]) -> tuple[Kind, tuple[str, ...]]:
    different = _different(texts)
    if _share(texts, lambda text: text.isdecimal() and int(text) < 1000) >= 0.9 and len(different) <= _MOST_VALUES:
        return Kind.TALL, tuple(different)
    if _share(texts, lambda text: bool(_FULL_NAME.fullmatch(text))) >= 0.5 and len(different) > 2:
        return Kind.PERSON, ()
    few = len(different) <= _MOST_VALUES and (len(different) * 2 <= len(texts) or len(different) <= 3)
    if few and all(len(text) <= _LONGEST for text in different):
        return Kind.KODER, tuple(different)
    if _share(texts, lambda text: any(c.isdigit() for c in text) and " " not in text) >= 0.8:
        return Kind.ID, ()
    return (Kind.PERSON, ()) if looks_like_people(Counter(texts)) and _is_short(texts) else (Kind.TEKST, ())


def _is_short(texts: Sequence[str]) -> bool:
    return _share(texts, lambda text: len(text.split()) <= 3) >= 0.9


def _different(texts: Sequence[str]) -> list[str]:
    """Each text once as it is first written, in the order of how they are compared."""
    return [first for _, first in sorted({heading_key(text): text for text in reversed(texts) if text}.items())]


def _share(values: Sequence[T], fits: Callable[[T], bool]) -> float:
    return sum(1 for value in values if fits(value)) / len(values) if values else 0.0
