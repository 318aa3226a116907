"""Two readers: what must hold for any answers, and the corners where little can be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.model.anslag import Enighetstall
from bvaudit.stats.agreement import agreement

answers = st.sampled_from(["ja", "delvis", "nei", "ikke aktuelt"])
readings = st.lists(st.tuples(answers, answers), min_size=1, max_size=60)


def test_the_known_example() -> None:
    found = agreement([("ok", "ok")] * 18 + [("ok", "nei"), ("nei", "ok")])
    assert (found.n, found.like, found.dominert) == (20, 18, True)
    assert found.kappa == pytest.approx(-0.05, abs=0.005) and found.ac1 == pytest.approx(0.89, abs=0.005)
    assert found.kappa_nedre == -1 and found.kappa_ovre is not None and found.kappa_ovre > 0.8, "kappa tells nothing"
    assert found.ac1_nedre is not None and found.ac1_nedre > 0.6


@given(readings)
def test_every_number_lies_between_its_bounds(pairs: list[tuple[str, str]]) -> None:
    found = agreement(pairs)
    for value, low, high in (
        (found.andel, found.andel_nedre, found.andel_ovre),
        (found.kappa, found.kappa_nedre, found.kappa_ovre),
        (found.ac1, found.ac1_nedre, found.ac1_ovre),
    ):
        assert (value is None) is (low is None) is (high is None)
        if value is not None and low is not None and high is not None:
            assert -1 - 1e-9 <= low - 1e-9 <= value <= high + 1e-9 <= 1 + 1e-9


@given(readings)
def test_neither_the_order_of_pairs_nor_of_readers_matters(pairs: list[tuple[str, str]]) -> None:
    found = agreement(pairs)
    for other in (pairs[::-1], [(b, a) for a, b in pairs]):
        same = agreement(other)
        assert (same.n, same.like, same.dominert) == (found.n, found.like, found.dominert)
        for name in ("kappa", "kappa_nedre", "ac1", "ac1_ovre"):
            assert getattr(same, name) == pytest.approx(getattr(found, name), abs=1e-9)


@given(readings, st.permutations(["a", "b", "c", "d"]))
def test_what_the_answers_are_called_does_not_matter(pairs: list[tuple[str, str]], names: list[str]) -> None:
    called = dict(zip(["ja", "delvis", "nei", "ikke aktuelt"], names, strict=True))
    same, found = agreement([(called[a], called[b]) for a, b in pairs]), agreement(pairs)
    assert same.kappa == pytest.approx(found.kappa, abs=1e-9) and same.ac1 == pytest.approx(found.ac1, abs=1e-9)


@given(st.lists(answers, min_size=2, max_size=40))
def test_all_alike_is_full_agreement_and_few_pairs_say_little(given_: list[str]) -> None:
    found = agreement([(answer, answer) for answer in given_])
    assert found.andel == found.ac1 == found.ac1_ovre == 1
    assert found.kappa == (None if len(set(given_)) == 1 else pytest.approx(1))
    assert found.ac1_nedre is not None and found.ac1_nedre < 1


def test_nothing_read_twice() -> None:
    assert agreement([]) == Enighetstall(n=0, like=0)
    assert agreement([]).andel is None


@pytest.mark.parametrize("pair", [("ja", "ja"), ("ja", "nei")])
def test_one_pair_says_only_whether_it_was_alike(pair: tuple[str, str]) -> None:
    found = agreement([pair])
    assert found.kappa is None and found.ac1 is None and found.kappa_nedre is None
    assert found.andel == (pair[0] == pair[1]) and found.andel_nedre is not None


@pytest.mark.parametrize(
    ("ja", "nei", "dominert"),
    [pytest.param(17, 3, True, id="85 prosent"), pytest.param(16, 4, False, id="80 prosent")],
)
def test_one_answer_dominates_from_85_percent(ja: int, nei: int, dominert: bool) -> None:
    assert agreement([("ja", "ja")] * ja + [("nei", "nei")] * nei).dominert is dominert


def test_an_answer_nobody_gave_is_not_a_category() -> None:
    """AC1 spreads chance over the categories used, as irrCAC does when it is not told of others."""
    pairs = [("ja", "ja")] * 8 + [("ja", "nei"), ("nei", "ja")]
    found = agreement(pairs)
    assert found.ac1 == pytest.approx((0.8 - 2 * 0.9 * 0.1) / (1 - 2 * 0.9 * 0.1))


def test_readers_who_never_agree() -> None:
    found = agreement([("ja", "nei"), ("nei", "ja")] * 5)
    assert found.like == 0 and found.kappa == pytest.approx(-1) and found.ac1 == pytest.approx(-1)
    assert found.kappa_ovre is not None and found.kappa_ovre < 0
