"""What the names of sheets or files that are read alike have in common, and what differs: a unit, a year, a month."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bvaudit.extract.normalise.unit_names import is_full_name
from bvaudit.model.navnemonster import taken_from
from bvaudit.model.words.overskrifter import MONTHS

_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_MOST_UNITS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """``valg``: the patterns that fit every name, the likeliest first. ``ar``: the years in them."""

    valg: tuple[str, ...]
    ar: tuple[int, ...]


def read_names(names: Sequence[str]) -> Named:
    years = [_YEAR.findall(name) for name in names]
    dated = all(len(found) == 1 for found in years)
    bare = [_YEAR.sub("<ar>", name) if dated else name for name in names]
    pattern = _differing(bare)
    choices = [pattern] if pattern else []
    if "<enhet>" in pattern:
        choices.append(pattern.replace("<enhet>", "*"))
    if "<ar>" in pattern:
        choices.append(pattern.replace("<ar>", "*"))
    fitting = (c for c in choices if "<" in c and all(taken_from(c, name) is not None for name in names))
    return Named(
        valg=tuple(dict.fromkeys(fitting)),
        ar=tuple(sorted({int(found[0]) for found in years})) if dated else (),
    )


def _differing(names: Sequence[str]) -> str:
    """The names as one, with what differs as a unit, or as anything when it is months or numbers."""
    split = [name.split() for name in names]
    if len(set(names)) == 1:
        return names[0]
    first = _common(split)
    last = _common([words[first:][::-1] for words in split])
    middle = [" ".join(words[first : len(words) - last]) for words in split]
    if not all(middle):
        return ""
    people = sum(is_full_name(part) for part in middle) * 2 >= len(middle)
    plain = people or all(part.casefold().strip(".") in MONTHS or part.isdecimal() for part in middle)
    inside = "*" if plain or len(set(middle)) > _MOST_UNITS else "<enhet>"
    return " ".join([*split[0][:first], inside, *split[0][len(split[0]) - last :]])


def _common(split: Sequence[Sequence[str]]) -> int:
    """How many words all begin with."""
    count = 0
    for words in zip(*split, strict=False):
        if len({word.casefold() for word in words}) > 1:
            break
        count += 1
    return count


def as_pattern(names: Sequence[str], all_names: Sequence[str]) -> tuple[str, ...]:
    """How the map names the sheets: a pattern when it fits these and no others, so that next month's is read too."""
    if len(names) == 1:
        return tuple(names)
    split = [name.split() for name in names]
    first, last = _common(split), _common([words[::-1] for words in split])
    if set(names) == set(all_names):
        return ("*",)
    pattern = " ".join([*split[0][:first], "*", *(split[0][len(split[0]) - last :] if last else [])])
    fitting = [name for name in all_names if taken_from(pattern, name) is not None]
    return (pattern,) if (first or last) and set(fitting) == set(names) else tuple(names)
