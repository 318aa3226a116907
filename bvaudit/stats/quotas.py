"""Quotas become a fixed number of cases for each stratum, from the frozen frame alone.

The rule, so that anyone can do it with pencil: the places are dealt out one by one as seats are in an election (by
Sainte-Laguë: each to the stratum where the cases of the frame divided by 1, 3, 5 … for the places it has, are most),
among the strata that still let every quota be filled.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

T = TypeVar("T")
Cell = tuple[str, str]  # the name of a stratum, and a municipality (empty where no quota asks for it)
Wanted = tuple[frozenset[Cell], int]  # at least so many cases in these cells


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedOut:
    """``antall`` is the number of each stratum. ``oppfylt`` is what each quota can have, at most what it asked for."""

    antall: dict[str, int]
    oppfylt: tuple[int, ...]


def share_out(room: Mapping[Cell, int], quotas: Sequence[Wanted], seats: int) -> SharedOut:
    """``seats`` places dealt out over the strata of ``room``, which counts the cases of the frame.

    Quotas come first, in their order: one that cannot be filled together with those before it gets what it can. Then
    every stratum gets a place where there is one, so that every case of the frame can be drawn. The rest keeps as near
    the frame as it can: what a drawn case stands for differs as little as the quotas allow. By name where two
    are equal.
    """
    strata = _strata(room)
    seats = min(seats, sum(room.values()))
    kept: list[Wanted] = []
    for cells, asked in quotas:
        there = sum(room.get(cell, 0) for cell in cells)
        most = next(n for n in range(min(asked, there, seats), -1, -1) if fits([*kept, (cells, n)], room, seats))
        kept.append((cells, most))
    met = tuple(n for _, n in kept)
    for cells in strata.values():
        if fits([*kept, (cells, 1)], room, seats):
            kept.append((cells, 1))
    counted = {navn: sum(room[cell] for cell in cells) for navn, cells in strata.items()}
    return SharedOut(antall=_dealt(counted, strata, counted, room, kept, seats), oppfylt=met)


def deal(weights: Mapping[str, int], room: Mapping[str, int], seats: int) -> dict[str, int]:
    """``seats`` places dealt out by ``weights``, no more to any than it has room for."""
    cells = {(navn, ""): n for navn, n in room.items()}
    return _dealt(weights, _strata(cells), room, cells, [], min(seats, sum(room.values())))


def pick(ordered: Sequence[tuple[T, Cell]], antall: Mapping[str, int], quotas: Sequence[Wanted]) -> list[T]:
    """From the first to the last in order, each case that still lets the numbers and the quotas be filled.

    Where no quota crosses the strata this is the first so many of each.
    """
    room = Counter(cell for _, cell in ordered)
    strata = _strata(room)
    left, wanted = dict(antall), list(quotas)
    crossing = any(not _whole_strata(cells, strata) for cells, _ in quotas)
    chosen: list[T] = []
    for case, cell in ordered:
        room[cell] -= 1
        if not left.get(cell[0]):
            continue
        after = [(cells, n - (cell in cells)) for cells, n in wanted]
        numbers = {**left, cell[0]: left[cell[0]] - 1}
        exact = [(strata.get(navn, frozenset()), n) for navn, n in numbers.items()]
        if crossing and not fits([*after, *exact], room, sum(numbers.values())):
            continue
        left, wanted = numbers, after
        chosen.append(case)
    return chosen


def crosses(cells: frozenset[Cell], room: Mapping[Cell, int]) -> bool:
    """Whether the cells are not whole strata: then the number fixed for each stratum does not fill the quota."""
    return not _whole_strata(cells, _strata(room))


def fits(wanted: Sequence[Wanted], room: Mapping[Cell, int], seats: int) -> bool:
    """Whether ``seats`` cases of ``room`` can fill everything that is wanted. Exact, and the same everywhere."""
    asked = [(cells, n) for cells, n in wanted if n > 0]
    kinds: Counter[frozenset[int]] = Counter()
    for cell, n in room.items():
        kinds[frozenset(i for i, (cells, _) in enumerate(asked) if cell in cells)] += n
    return _cover(tuple(n for _, n in asked), kinds, seats, set())


def _cover(
    left: tuple[int, ...], kinds: Mapping[frozenset[int], int], seats: int, failed: set[tuple[object, ...]]
) -> bool:
    """``kinds``: which of the wanted a case counts for → how many such cases there are."""
    kinds = _still_wanted(left, kinds)
    open_ = [i for i, n in enumerate(left) if n > 0]
    if not open_:
        return True
    state = (left, tuple(sorted((tuple(sorted(kind)), n) for kind, n in kinds.items())), seats)
    if state in failed or _at_least(left, open_, kinds) > seats:
        return False
    choices = {i: _widest([kind for kind in kinds if i in kind]) for i in open_}
    hardest = min(open_, key=lambda i: (len(choices[i]), -left[i], i))
    for kind in choices[hardest]:
        # With one kind to choose from, all that is wanted of it is taken at once.
        taken = min(left[hardest], kinds[kind]) if len(choices[hardest]) == 1 else 1
        rest = tuple(max(n - taken, 0) if i in kind else n for i, n in enumerate(left))
        if taken <= seats and _cover(rest, {**kinds, kind: kinds[kind] - taken}, seats - taken, failed):
            return True
    failed.add(state)
    return False


def _still_wanted(left: tuple[int, ...], kinds: Mapping[frozenset[int], int]) -> dict[frozenset[int], int]:
    found: Counter[frozenset[int]] = Counter()
    for kind, n in kinds.items():
        if n > 0 and (useful := frozenset(i for i in kind if left[i] > 0)):
            found[useful] += n
    return found


def _at_least(left: tuple[int, ...], open_: Sequence[int], kinds: Mapping[frozenset[int], int]) -> int:
    """No fewer seats than this will do: the sum over some of the wanted that no case counts for two of."""
    together: set[int] = set()
    total = 0
    for i in sorted(open_, key=lambda i: (-left[i], i)):
        if i not in together:
            total += left[i]
            together.update(*(kind for kind in kinds if i in kind))
    return total


def _widest(kinds: Sequence[frozenset[int]]) -> list[frozenset[int]]:
    """Those that no other counts for more than: a case of another kind can always be exchanged for one of these."""
    widest = [kind for kind in kinds if not any(kind < other for other in kinds)]
    return sorted(widest, key=lambda kind: (-len(kind), sorted(kind)))


def _dealt(
    weights: Mapping[str, int],
    strata: Mapping[str, frozenset[Cell]],
    counted: Mapping[str, int],
    room: Mapping[Cell, int],
    kept: Sequence[Wanted],
    seats: int,
) -> dict[str, int]:
    given = dict.fromkeys(strata, 0)
    for _ in range(seats):
        for navn in sorted(strata, key=lambda navn: (not weights[navn], _quotient(given[navn], weights[navn]), navn)):
            more = [(strata[other], n + (other == navn)) for other, n in given.items()]
            if given[navn] < counted[navn] and fits([*kept, *more], room, seats):
                given[navn] += 1
                break
    return given


def _quotient(given: int, weight: int) -> Fraction:
    return Fraction(2 * given + 1, weight or 1)


def _strata(room: Mapping[Cell, int]) -> dict[str, frozenset[Cell]]:
    found: dict[str, set[Cell]] = {}
    for cell in sorted(room):
        found.setdefault(cell[0], set()).add(cell)
    return {navn: frozenset(cells) for navn, cells in found.items()}


def _whole_strata(cells: frozenset[Cell], strata: Mapping[str, frozenset[Cell]]) -> bool:
    return all(own <= cells or not own & cells for own in strata.values())
