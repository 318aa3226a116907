"""Cases are shared out evenly, never a reader's own, and what is out stays where it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.model.utvalg import Bruk, Plass
from bvaudit.stats.deal import Dealing, deal


def place(nr: int, bruk: Bruk = Bruk.LESES, stratum: str = "") -> Plass:
    return Plass(enhet="Østbyen", plass=nr, sak=f"S-{nr}", bruk=bruk, stratum=stratum)


TEN = tuple(place(nr) for nr in range(1, 11))
RESERVE = tuple(place(nr, Bruk.RESERVE) for nr in range(11, 16))


def test_two_readers_share_in_turn_and_each_has_reserve() -> None:
    found = deal((*TEN, *RESERVE), Dealing(lesere=("l1", "l2"))).leser
    assert [found[nr] for nr in range(1, 11)] == ["l1", "l2"] * 5
    assert [found[nr] for nr in range(11, 16)] == ["l1", "l2", "l1", "l2", "l1"]


def test_nobody_gets_a_case_of_their_own() -> None:
    found = deal(TEN, Dealing(lesere=("l1", "l2"), ikke={1: {"l1"}, 3: {"l1"}}))
    assert (found.leser[1], found.leser[3]) == ("l2", "l2")
    assert not found.egne
    assert not found.ingen


def test_where_nobody_else_can_read_it_is_left_or_the_exception_is_told() -> None:
    only = {"lesere": ("l1",), "ikke": {2: {"l1"}, 12: {"l1"}}}
    assert deal((*TEN, *RESERVE), Dealing(**only)).ingen == (2,)
    by_exception = deal((*TEN, *RESERVE), Dealing(**only, unntak=True))
    assert (by_exception.leser[2], by_exception.egne, by_exception.ingen) == ("l1", (2,), ())
    assert 12 not in by_exception.leser  # a case in reserve is never worth an exception


def test_reserve_goes_to_those_who_hold_something_of_the_stratum() -> None:
    places = (place(1, stratum="a"), place(2, stratum="b"), *(place(n, Bruk.RESERVE, "b") for n in (3, 4)))
    assert deal(places, Dealing(lesere=("l1", "l2"))).leser == {1: "l1", 2: "l2", 3: "l2", 4: "l2"}


def test_what_is_out_stays_and_new_ones_even_it_out() -> None:
    found = deal(TEN, Dealing(lesere=("l1", "l2"), har={1: "l2", 2: "l2", 3: "l2", 4: "l2"})).leser
    assert [found[nr] for nr in (1, 2, 3, 4)] == ["l2"] * 4
    assert [found[nr] for nr in range(5, 11)] == ["l1", "l1", "l1", "l1", "l1", "l2"]


@given(
    st.integers(1, 30),
    st.integers(1, 4),
    st.dictionaries(st.integers(1, 30), st.sets(st.sampled_from(["l0", "l1", "l2", "l3"]))),
)
def test_every_place_is_read_once_or_told(n: int, k: int, not_: dict[int, set[str]]) -> None:
    places = [place(nr) for nr in range(1, n + 1)]
    found = deal(places, Dealing(lesere=[f"l{i}" for i in range(k)], ikke=not_))
    assert sorted([*found.leser, *found.ingen]) == list(range(1, n + 1))
    assert all(reader not in not_.get(nr, ()) for nr, reader in found.leser.items())


@pytest.mark.parametrize("unntak", [False, True])
def test_without_readers_nobody_reads(unntak: bool) -> None:
    assert deal(TEN, Dealing(lesere=(), unntak=unntak)).ingen == tuple(range(1, 11))
