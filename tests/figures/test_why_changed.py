"""Why a number changed between two extracts: hand-made cases, and that the parts always add up."""

from hypothesis import given
from hypothesis import strategies as st

from bvaudit.figures.why_changed import explained, with_columns
from bvaudit.model.arsak import Arsak, Forklart, Medlem


def medlem(nokkel: str, enhet: str = "Havna", n: int = 1) -> Medlem:
    return Medlem(nokkel=nokkel, sak=f"S-{nokkel}", steder={"": n, enhet: n, "5001": n} if n else {})


def alle(*nokler: str) -> set[str]:
    return set(nokler)


def test_each_reason_once() -> None:
    before = [medlem("a"), medlem("b"), medlem("c"), medlem("d")]
    now = [medlem("a"), medlem("c", "Kolstad"), medlem("e"), medlem("f")]
    found = explained(
        before, now, there_before=alle("a", "b", "c", "d", "f"), there_now=alle("a", "c", "d", "e", "f"), sted="Havna"
    )
    assert {one.nokkel: (one.arsak, one.bidrag) for one in found.bidrag} == {
        "b": (Arsak.BORTE, -1),
        "c": (Arsak.FLYTTET, -1),
        "d": (Arsak.ENDRET, -1),
        "e": (Arsak.NY, 1),
        "f": (Arsak.ENDRET, 1),
    }
    assert (found.fra, found.til, found.forskjell) == (4, 3, -1)


def test_who_moved_changes_nothing_for_all_together() -> None:
    found = explained([medlem("c")], [medlem("c", "Kolstad")], there_before=alle("c"), there_now=alle("c"))
    assert (found.bidrag, found.forskjell) == ((), 0)


def test_a_new_way_of_counting_is_a_part_of_its_own() -> None:
    found = explained([medlem("a")], [medlem("a")], there_before=alle("a"), there_now=alle("a"), trykt=3)
    assert (found.innhold, found.forskjell, found.sum(Arsak.INNHOLD)) == (-2, -2, -2)


def test_what_is_changed_tells_which_columns() -> None:
    found = explained([medlem("a")], [], there_before=alle("a"), there_now=alle("a"))
    told = with_columns(
        found,
        {"a": {"start_dato": "2024-01-03", "kode": "2"}},
        {"a": {"start_dato": "2023-12-30", "kode": "2"}},
    )
    assert told.bidrag[0].felt == {"start_dato": ("2024-01-03", "2023-12-30")}


KEYS = st.sampled_from("abcdefgh")
UNITS = st.sampled_from(["Havna", "Kolstad", "Sentrum"])
SIDE = st.dictionaries(KEYS, st.tuples(UNITS, st.integers(0, 3)))


def members(side: dict[str, tuple[str, int]]) -> list[Medlem]:
    return [medlem(key, unit, n) for key, (unit, n) in side.items()]


def parts(found: Forklart) -> int:
    return sum(found.sum(arsak) for arsak in Arsak)


@given(SIDE, SIDE, st.sets(KEYS), st.sets(KEYS), st.sampled_from(["", "Havna", "5001"]), st.none() | st.integers(0, 20))
def test_the_reasons_add_up_to_the_difference(
    before: dict[str, tuple[str, int]],
    now: dict[str, tuple[str, int]],
    more_before: set[str],
    more_now: set[str],
    sted: str,
    trykt: int | None,
) -> None:
    found = explained(
        members(before),
        members(now),
        there_before=before.keys() | more_before,
        there_now=now.keys() | more_now,
        sted=sted,
        trykt=trykt,
    )
    assert parts(found) == found.forskjell == found.til - (found.fra if trykt is None else trykt)


@given(SIDE, st.sampled_from(["", "Havna"]))
def test_an_extract_and_itself_have_no_reasons(side: dict[str, tuple[str, int]], sted: str) -> None:
    found = explained(members(side), members(side), there_before=side.keys(), there_now=side.keys(), sted=sted)
    assert (found.bidrag, found.forskjell) == ((), 0)
