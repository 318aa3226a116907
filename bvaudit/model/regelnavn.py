"""A rule by what a person typed: in any case, and the nearest one when it is not there."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

_PARTS = re.compile(r"(.*?)0*(\d+)([a-z]?)$")


def typed_rule(skrevet: str, ids: Iterable[str]) -> str | None:
    """The id that was meant: «mel-01» is MEL-01, «ssb-MELDING-02c» is SSB-melding-02c."""
    return {id_.casefold(): id_ for id_ in ids}.get(skrevet.strip().casefold())


def nearest_rule(skrevet: str, ids: Iterable[str]) -> str | None:
    """The id a person most likely meant. The same number without its zero comes before one that looks more alike:
    «MEL-1» is MEL-01 and not MEL-14."""
    folded = {id_.casefold(): id_ for id_ in ids}
    word = skrevet.strip().casefold()
    same = next((id_ for low, id_ in folded.items() if _number(low) == _number(word) is not None), None)
    close = get_close_matches(word, folded, n=1)
    return same or (folded[close[0]] if close else None)


def _number(id_: str) -> tuple[str, str, str] | None:
    found = _PARTS.match(id_)
    return (found[1].rstrip("- "), found[2], found[3]) if found else None
