"""Shares with bounds: what must hold for any counts, and where no bounds are given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.model.anslag import Anslag, Metode, Stratumtall
from bvaudit.stats.proportion import clopper_pearson, count_bounds, upper_count, upper_share
from bvaudit.stats.shares import at_most, clustered, share, weighted, weighted_at_most


@st.composite
def drawn(draw: st.DrawFn, most: int = 120) -> tuple[int, int, int]:
    """Hits, read, frame."""
    frame = draw(st.integers(1, most))
    n = draw(st.integers(1, frame))
    return draw(st.integers(0, n)), n, frame


@st.composite
def read_cases(draw: st.DrawFn, least: int = 8, most: int = 30) -> list[tuple[int, int]]:
    sizes = draw(st.lists(st.integers(1, 4), min_size=least, max_size=most))
    return [(draw(st.integers(0, size)), size) for size in sizes]


def stratum(frame: int, read: int, hits: int) -> Stratumtall:
    return Stratumtall(navn="", ramme=frame, lest=read, treff=hits)


@st.composite
def some_strata(draw: st.DrawFn) -> list[Stratumtall]:
    found = []
    for _ in range(draw(st.integers(1, 4))):
        hits, read, frame = draw(drawn(60))
        found.append(stratum(frame, read, hits))
    return found


def bounds(found: Anslag) -> tuple[float, float]:
    assert found.nedre is not None and found.ovre is not None
    return found.nedre, found.ovre


@given(drawn())
def test_a_share_of_a_frame_has_the_bounds_of_its_counts(sample: tuple[int, int, int]) -> None:
    k, n, frame = sample
    found = share(k, n, frame)
    low, high = count_bounds(k, n, frame)
    assert bounds(found) == (low / frame, high / frame)
    assert found.metode is (Metode.FULL if n == frame else Metode.HYPERGEOMETRISK)
    assert at_most(k, n, frame) == upper_count(k, n, frame) / frame <= high / frame


@given(drawn())
def test_a_share_without_a_known_frame_is_binomial(sample: tuple[int, int, int]) -> None:
    k, n, _ = sample
    found = share(k, n, None)
    assert bounds(found) == clopper_pearson(k, n) and found.metode is Metode.BINOMISK
    assert at_most(k, n, None) == upper_share(k, n)


@pytest.mark.parametrize(
    ("k", "n", "ramme", "ventet"),
    [
        pytest.param(2, 10, 140, (4, 76), id="2 av 10 av 140"),
        pytest.param(0, 10, 140, (0, 41), id="0 av 10 av 140"),
        pytest.param(10, 10, 10, (10, 10), id="alle er lest"),
        pytest.param(3, 8, 8, (3, 3), id="alle åtte er lest"),
    ],
)
def test_known_shares(k: int, n: int, ramme: int, ventet: tuple[int, int]) -> None:
    assert bounds(share(k, n, ramme)) == (ventet[0] / ramme, ventet[1] / ramme)


@pytest.mark.parametrize(("k", "n", "ramme"), [(0, 0, 10), (0, 0, None), (3, 2, 10), (-1, 2, 10), (1, 11, 10)])
def test_what_is_no_sample_is_refused(k: int, n: int, ramme: int | None) -> None:
    for ask in (share, at_most):
        with pytest.raises(ValueError):
            ask(k, n, ramme)


@given(read_cases(), st.one_of(st.none(), st.integers(0, 100)))
def test_by_case_the_share_lies_between_its_bounds_and_mirrors(
    cases: list[tuple[int, int]], unread: int | None
) -> None:
    frame = None if unread is None else len(cases) + unread
    found = clustered(cases, frame)
    low, high = bounds(found)
    assert 0 <= low <= found.andel <= high <= 1
    mirrored = clustered([(objects - hits, objects) for hits, objects in cases], frame)
    assert bounds(mirrored) == pytest.approx((1 - high, 1 - low), abs=1e-9)
    assert clustered(cases[::-1], frame) == found


@given(read_cases())
def test_by_case_says_no_more_than_as_many_cases_read_one_by_one(cases: list[tuple[int, int]]) -> None:
    """Never narrower than if every object were a case of its own; never wider than if each case told one thing."""
    k, n = sum(hits for hits, _ in cases), sum(objects for _, objects in cases)
    low, high = bounds(clustered(cases, None))
    narrow = clopper_pearson(k, n)
    worth = n * n / sum(objects**2 for _, objects in cases)
    wide = clopper_pearson(k / n * worth, worth)
    assert wide[0] - 1e-9 <= low <= narrow[0] + 1e-9
    assert narrow[1] - 1e-9 <= high <= wide[1] + 1e-9


@given(st.lists(st.integers(0, 1), min_size=1, max_size=40), st.integers(0, 50))
def test_one_object_in_each_case_is_an_ordinary_share(hits: list[int], unread: int) -> None:
    frame = len(hits) + unread
    assert clustered([(hit, 1) for hit in hits], frame) == share(sum(hits), len(hits), frame)


@given(read_cases(least=1))
def test_when_every_case_is_read_it_is_no_estimate(cases: list[tuple[int, int]]) -> None:
    found = clustered(cases, len(cases))
    assert bounds(found) == (found.andel, found.andel) and found.metode is Metode.FULL


def test_cases_without_objects_tell_nothing() -> None:
    cases = [(1, 2)] * 4 + [(0, 2)] * 6
    assert clustered([*cases, (0, 0), (0, 0)], 32) == clustered(cases, 30)


@pytest.mark.parametrize(
    ("cases", "grunn"),
    [
        pytest.param([(1, 2)] * 7, "for_faa_saker", id="sju saker er færre enn det er prøvd for"),
        pytest.param([(1, 2)] * 501, "for_mange_saker", id="flere enn det er prøvd for"),
        pytest.param([(1, 2)] * 9 + [(0, 5)], "for_mange_i_en_sak", id="fem i én sak"),
        pytest.param([(1, 2)] * 8, "", id="åtte saker"),
        pytest.param([(1, 2)] * 9 + [(0, 4)], "", id="fire i én sak"),
    ],
)
def test_outside_the_grid_there_are_no_bounds(cases: list[tuple[int, int]], grunn: str) -> None:
    found = clustered(cases, 1000)
    assert found.grunn == grunn
    assert (found.nedre is None) is (found.ovre is None) is (found.metode is None) is bool(grunn)
    assert found.forklart


@pytest.mark.parametrize(
    ("cases", "ramme"),
    [([], 10), ([(0, 0)], 10), ([(3, 2)], 10), ([(-1, 2)], 10), ([(1, 2)] * 9, 8)],
    ids=["ingenting lest", "ingen har noe", "flere treff enn ting", "færre enn ingen", "flere lest enn i rammen"],
)
def test_what_is_not_cases_read_is_refused(cases: list[tuple[int, int]], ramme: int) -> None:
    with pytest.raises(ValueError):
        clustered(cases, ramme)


@settings(max_examples=40)
@given(some_strata())
def test_a_weighted_share_lies_between_its_bounds_and_mirrors(strata: list[Stratumtall]) -> None:
    found = weighted(strata)
    low, high = bounds(found)
    assert 0 <= low <= found.andel + 1e-9 and found.andel <= high + 1e-9 <= 1 + 1e-9
    mirrored = weighted([stratum(s.ramme, s.lest, s.lest - s.treff) for s in strata])
    assert bounds(mirrored) == pytest.approx((1 - high, 1 - low), abs=1e-9)
    assert weighted(strata[::-1]).andel == found.andel


@given(drawn())
def test_one_stratum_is_an_ordinary_share(sample: tuple[int, int, int]) -> None:
    k, n, frame = sample
    assert weighted([stratum(frame, n, k), stratum(0, 0, 0)]) == share(k, n, frame)


@given(some_strata())
def test_what_is_found_and_what_is_found_without_is_never_ruled_out(strata: list[Stratumtall]) -> None:
    low, high = bounds(weighted(strata))
    frame = sum(s.ramme for s in strata)
    assert low * frame >= sum(s.treff for s in strata) - 1e-6
    assert high * frame <= frame - sum(s.lest - s.treff for s in strata) + 1e-6


@given(some_strata())
def test_at_most_over_strata_looks_to_one_side(strata: list[Stratumtall]) -> None:
    most, found = weighted_at_most(strata), weighted(strata)
    assert most is not None and found.andel - 1e-9 <= most <= bounds(found)[1] + 1e-9
    if len(strata) == 1:
        assert most == at_most(strata[0].treff, strata[0].lest, strata[0].ramme)


def test_at_most_over_strata_is_none_where_there_are_no_bounds() -> None:
    assert weighted_at_most([stratum(20, 5, 1), stratum(30, 0, 0)]) is None


def test_each_stratum_counts_by_its_size() -> None:
    """One half of the few is not one half of all: 5 of 10 in a group of 20, none of 10 in a group of 180."""
    found = weighted([stratum(20, 10, 5), stratum(180, 10, 0)])
    assert found.andel == pytest.approx(0.05) and found.metode is Metode.VEKTET


def about_some(frame: int, read: int, hits: int, other: int) -> Stratumtall:
    return Stratumtall(navn="", ramme=frame, lest=read, treff=hits, gjelder_ikke=other)


def test_when_the_question_is_about_some_of_what_was_read_the_bounds_are_wider() -> None:
    """Half of each stratum is about it: the share is the same, but of how many is no longer known."""
    some = weighted([about_some(40, 5, 2, 5), about_some(60, 5, 1, 5)])
    whole = weighted([stratum(20, 5, 2), stratum(30, 5, 1)])
    assert some.andel == pytest.approx(whole.andel) and some.metode is Metode.VEKTET
    assert bounds(some)[0] < bounds(whole)[0] and bounds(some)[1] > bounds(whole)[1]


def test_a_stratum_the_question_is_hardly_about_weighs_little() -> None:
    found = weighted([about_some(100, 10, 5, 0), about_some(100, 0, 0, 10)])
    assert found.andel == 0.5 and bounds(found)[0] > 0.1


@given(some_strata())
def test_none_besides_is_the_whole(strata: list[Stratumtall]) -> None:
    assert weighted([about_some(s.ramme, s.lest, s.treff, 0) for s in strata]) == weighted(strata)


def test_one_stratum_about_some_is_the_share_of_what_it_may_be_about() -> None:
    assert weighted([about_some(140, 6, 2, 4)]) == share(2, 6, 136)


@pytest.mark.parametrize("wrong", [about_some(10, 5, 1, 6), about_some(10, 5, 1, -1), about_some(10, 0, 0, 4)])
def test_more_read_than_there_is_or_nothing_the_question_is_about_is_refused(wrong: Stratumtall) -> None:
    with pytest.raises(ValueError):
        weighted([wrong])


def test_strata_read_whole_are_no_estimate() -> None:
    found = weighted([stratum(10, 10, 5), stratum(30, 30, 3)])
    assert bounds(found) == (0.2, 0.2) and found.metode is Metode.FULL


@pytest.mark.parametrize(
    ("strata", "grunn"),
    [
        pytest.param([stratum(20, 5, 1), stratum(30, 0, 0)], "gruppe_uten_leste", id="en gruppe ingen har lest i"),
        pytest.param([stratum(20, 2, 1)] * 9, "for_mange_grupper", id="flere grupper enn det er prøvd for"),
        pytest.param([stratum(20, 1, 0), stratum(20, 1, 0)], "", id="én lest i hver, ingen treff"),
        pytest.param([stratum(20, 5, 5), stratum(20, 5, 0)], "", id="alle i den ene, ingen i den andre"),
    ],
)
def test_where_a_weighted_share_has_no_bounds(strata: list[Stratumtall], grunn: str) -> None:
    found = weighted(strata)
    assert found.grunn == grunn and (found.nedre is None) is bool(grunn)
    assert found.forklart


@pytest.mark.parametrize("strata", [[], [stratum(10, 0, 0)], [stratum(10, 11, 0)], [stratum(10, 5, 6)]])
def test_what_is_no_draw_from_strata_is_refused(strata: list[Stratumtall]) -> None:
    with pytest.raises(ValueError):
        weighted(strata)


@pytest.mark.lang
def test_large_frames_are_no_trouble() -> None:
    low, high = bounds(weighted([stratum(20_000, 200, 40), stratum(5_000, 100, 30), stratum(50, 10, 0)]))
    assert 0.15 < low < 0.22 < high < 0.28


def test_every_method_and_reason_has_its_words() -> None:
    for metode in Metode:
        assert Anslag(andel=0.5, metode=metode).forklart
    assert Anslag(andel=0.5).forklart == ""
