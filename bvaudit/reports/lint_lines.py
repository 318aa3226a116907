"""The places to read over, as lines of a fixed width: all of them, or what there is room for on one screen."""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby

from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import counted, text

MOST_LINES = 25
_GROUPS = tuple(dict.fromkeys(tegn.gruppe for tegn in Lesetegn))
_IN = "    "


def where(one: Lesemerke) -> str:
    """«avsnitt 14 (Arbeidsmiljø)», «tabell 2, rad 5»."""
    if one.tabell:
        place = text("rapportsjekk.sted.rad", nr=one.tabell, rad=one.rad) if one.rad else ""
        place = place or text("rapportsjekk.sted.tabell", nr=one.tabell)
    elif one.avsnitt:
        place = text("rapportsjekk.sted.avsnitt", nr=one.avsnitt)
    else:
        return text("rapportsjekk.sted.utenfor")
    return text("rapportsjekk.sted.under", sted=place, overskrift=one.overskrift) if one.overskrift else place


def all_lines(merker: Sequence[Lesemerke], width: int) -> Iterator[str]:
    """Every place, gathered under what it is, in the order of the report."""
    for gruppe, found in _grouped(merker):
        yield text("rapportsjekk.gruppe", hva=text(f"rapportsjekk.grupper.{gruppe}"), antall=len(found))
        for one in found:
            yield from _lines(one, width)


def brief_lines(merker: Sequence[Lesemerke], width: int, room: int) -> list[str]:
    """The same in at most ``room`` lines: each group gets its heading, then one place after the other from each; the
    groups that have more say how many."""
    every = list(all_lines(merker, width))
    if len(every) <= room:
        return every
    groups = _grouped(merker)
    shown = dict.fromkeys((gruppe for gruppe, _ in groups), 0)
    left = room - 2 * len(groups)
    for place in range(max(len(found) for _, found in groups)):
        for gruppe, found in groups:
            if place < len(found) and shown[gruppe] == place:
                needed = len(list(_lines(found[place], width)))
                if needed <= left:
                    left, shown[gruppe] = left - needed, place + 1
    return list(_shortened(groups, shown, width))


def _shortened(groups: Sequence[tuple[str, list[Lesemerke]]], shown: dict[str, int], width: int) -> Iterator[str]:
    for gruppe, found in groups:
        yield text("rapportsjekk.gruppe", hva=text(f"rapportsjekk.grupper.{gruppe}"), antall=len(found))
        for one in found[: shown[gruppe]]:
            yield from _lines(one, width)
        rest = len(found) - shown[gruppe]
        if rest:
            yield f"  {counted('rapportsjekk.flere', rest)}"


def _grouped(merker: Sequence[Lesemerke]) -> list[tuple[str, list[Lesemerke]]]:
    ordered = sorted(merker, key=lambda one: _GROUPS.index(one.tegn.gruppe))
    return [(gruppe, list(found)) for gruppe, found in groupby(ordered, key=lambda one: one.tegn.gruppe)]


def _lines(one: Lesemerke, width: int) -> Iterator[str]:
    said = text("rapportsjekk.linje", sted=where(one), hva=one.tekst)
    yield from textwrap.wrap(said, width, initial_indent="  ", subsequent_indent=_IN)
    if one.utdrag:
        yield from textwrap.wrap(f"«{one.utdrag}»", width, initial_indent=_IN, subsequent_indent=_IN)
