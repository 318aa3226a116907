"""What of the content is in bokmål whatever language the papers are in: all that came with the program."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import chain

from bvaudit.texts import spoken
from bvaudit.workflows.content import content_or_stop

_PLACE = re.compile(r"\{[^{}]*\}")
_CALLED = frozenset({"tekst", "tittel", "navn"})  # what a thing is called may be one word
_SHORTEST = 8  # characters of a text that is known again


def said_in_bokmal() -> Collection[str]:
    """The texts of the rules, the kodeverk, the key figures and the lists, as they may stand in a paper; none when the
    papers are in bokmål themselves. What the municipality has written itself is in the language it has chosen, and the
    outlines have their own nynorsk."""
    if spoken() == "nb":
        return ()
    shipped = content_or_stop()
    outlines = tuple(one for one in shipped.planer.rapporter if not one.pa_nynorsk)
    planer = replace(shipped.planer, rapporter=outlines)
    every = (shipped.regler, shipped.kodeverk, shipped.ordbruk, shipped.nokkeltall, planer)
    return frozenset(chain.from_iterable(map(_texts, every)))


def _texts(value: object, name: str = "") -> Iterator[str]:
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield from (part for part in map(str.strip, _PLACE.split(value)) if _is_said(part, name))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), field.name)
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(_texts(one, name) for one in value.values())
    elif isinstance(value, Iterable):
        yield from chain.from_iterable(_texts(one, name) for one in value)


def _is_said(part: str, name: str) -> bool:
    return len(part) >= _SHORTEST and (" " in part or name in _CALLED)
