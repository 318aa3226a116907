"""Quotas against every way there is: what fits, what is nearest the shares of the frame, and what is picked."""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.stats.quotas import Cell, Wanted, crosses, deal, fits, pick, share_out

STRATA, KOMMUNER = ("andre", "henlagt", "vedtak"), ("5001", "5002")


@st.composite
def rooms(draw: st.DrawFn, kommuner: int = 2, most: int = 3) -> dict[Cell, int]:
    cells = list(itertools.product(STRATA[: draw(st.integers(1, 3))], KOMMUNER[: draw(st.integers(1, kommuner))]))
    return {cell: draw(st.integers(1, most)) for cell in cells}


@st.composite
def asked(draw: st.DrawFn, room: Mapping[Cell, int], most: int = 4) -> list[Wanted]:
    group = st.sets(st.sampled_from(sorted(room)), min_size=1).map(frozenset)
    return draw(st.lists(st.tuples(group, st.integers(0, most)), max_size=4))


def every_way(room: Mapping[Cell, int]) -> Iterator[tuple[int, ...]]:
    return itertools.product(*(range(room[cell] + 1) for cell in sorted(room)))


def filled(room: Mapping[Cell, int], way: Sequence[int], wanted: Sequence[Wanted]) -> bool:
    given = dict(zip(sorted(room), way, strict=True))
    return all(sum(given[cell] for cell in cells) >= n for cells, n in wanted)


@given(data=st.data(), seats=st.integers(0, 8))
@settings(max_examples=150)
def test_what_fits_is_what_some_way_fills(data: st.DataObject, seats: int) -> None:
    room = data.draw(rooms())
    wanted = data.draw(asked(room))
    assert fits(wanted, room, seats) == any(sum(way) <= seats and filled(room, way, wanted) for way in every_way(room))


@given(data=st.data(), seats=st.integers(1, 8))
@settings(max_examples=80)
def test_the_numbers_are_the_nearest_to_the_shares_of_the_frame(data: st.DataObject, seats: int) -> None:
    """Where no quota crosses the strata. Every quota that can be filled is; each stratum has one where there is room;
    and of all ways left none lies nearer."""
    room = data.draw(rooms(kommuner=1, most=6))
    quotas = data.draw(asked(room))
    shared = share_out(room, quotas, seats)
    seats = min(seats, sum(room.values()))
    kept: list[Wanted] = [(cells, met) for (cells, _), met in zip(quotas, shared.oppfylt, strict=True)]
    for cell in sorted(room):
        kept += [(frozenset({cell}), 1)] if fits([*kept, (frozenset({cell}), 1)], room, seats) else []

    def far(way: Sequence[int]) -> Fraction:
        """How unlike the numbers are to the frame: Σ (n − share)² / share, but for what is the same for every way."""
        return sum((Fraction(n * n, room[cell]) for n, cell in zip(way, sorted(room), strict=True)), Fraction(0))

    best = min(far(way) for way in every_way(room) if sum(way) == seats and filled(room, way, kept))
    assert far([shared.antall[navn] for navn, _ in sorted(room)]) == best


@given(data=st.data(), seats=st.integers(1, 8))
@settings(max_examples=80)
def test_a_quota_gets_what_those_before_it_leave(data: st.DataObject, seats: int) -> None:
    """Quotas that cross the strata too: in their order, each gets the most that any way allows."""
    room = data.draw(rooms())
    quotas = data.draw(asked(room))
    shared = share_out(room, quotas, seats)
    seats = min(seats, sum(room.values()))
    assert sum(shared.antall.values()) == seats
    ways = [way for way in every_way(room) if sum(way) == seats]
    kept: list[Wanted] = []
    for (cells, n), met in zip(quotas, shared.oppfylt, strict=True):
        most = max(
            sum(given for cell, given in zip(sorted(room), way, strict=True) if cell in cells)
            for way in ways
            if filled(room, way, kept)
        )
        assert met == min(n, most)
        kept.append((cells, met))


@given(data=st.data(), seats=st.integers(1, 8), seed=st.randoms(use_true_random=False))
@settings(max_examples=80)
def test_what_is_picked_keeps_the_numbers_and_the_quotas(data: st.DataObject, seats: int, seed: object) -> None:
    room = data.draw(rooms())
    quotas = data.draw(asked(room))
    shared = share_out(room, quotas, seats)
    met: list[Wanted] = [(cells, n) for (cells, _), n in zip(quotas, shared.oppfylt, strict=True)]
    ordered = [((*cell, n), cell) for cell, antall in sorted(room.items()) for n in range(antall)]
    seed.shuffle(ordered)  # type: ignore[attr-defined]
    chosen = pick(ordered, shared.antall, met)
    assert Counter(case[0] for case in chosen) == Counter(shared.antall)
    assert all(sum(case[:2] in cells for case in chosen) >= n for cells, n in met)
    if not any(crosses(cells, room) for cells, _ in met):
        for navn, antall in shared.antall.items():
            first = [case for case, cell in ordered if cell[0] == navn][:antall]
            assert [case for case in chosen if case[0] == navn] == first


def test_the_half_is_filled_before_the_shares() -> None:
    """Thirty henlagt, eight with measures and two to nemnda: half of ten must be of the last two."""
    room = {("henlagt", ""): 30, ("nemnd", ""): 2, ("tiltak", ""): 8}
    with_measures = frozenset({("nemnd", ""), ("tiltak", "")})
    quotas = [(frozenset({cell}), 1) for cell in sorted(room)] + [(with_measures, 5)]
    shared = share_out(room, quotas, 10)
    assert shared.antall == {"henlagt": 5, "nemnd": 1, "tiltak": 4}
    assert shared.oppfylt == (1, 1, 1, 5)


def test_without_quotas_it_is_as_seats_in_an_election() -> None:
    """Sainte-Laguë, checked by hand: 53 000, 24 000 and 23 000 votes and seven seats give 3, 2 and 2 (the example of
    the method in most textbooks)."""
    assert share_out({("a", ""): 53, ("b", ""): 24, ("c", ""): 23}, [], 7).antall == {"a": 3, "b": 2, "c": 2}

    room = {("a", ""): 47, ("b", ""): 16, ("c", ""): 158, ("d", ""): 12}
    assert share_out(room, [], 10).antall == {"a": 2, "b": 1, "c": 6, "d": 1}


def test_places_left_over_go_to_those_with_room() -> None:
    assert deal({"a": 9, "b": 1}, {"a": 2, "b": 20}, 10) == {"a": 2, "b": 8}
    assert deal({"a": 3, "b": 0}, {"a": 2, "b": 9}, 3) == {"a": 2, "b": 1}
