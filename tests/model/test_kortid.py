"""Short ids: the same bits, never mixed up, longer only where two would be alike."""

from hypothesis import given
from hypothesis import strategies as st

from bvaudit.model.kortid import fits, loose, short_id, short_ids, spellings


def is_shown_as(pseudonym: str, typed: str) -> bool:
    return fits(spellings(pseudonym), loose(typed))


PSEUDONYMS = st.text("0123456789abcdef", min_size=20, max_size=20).map(lambda digits: f"S-{digits}")


def test_eight_letters_of_the_first_forty_bits() -> None:
    assert short_id("S-00000000000000000000") == "S-00000000"
    assert short_id("S-ffffffffff0000000000") == "S-ZZZZZZZZ"
    assert short_id("S-5d1c0a7e92b34f600000") == "S-BME0MZMJ"


def test_two_alike_are_both_longer() -> None:
    one, two, third = "S-aaaaaaaaaaaaaaaaaaaa", "S-aaaaaaaaaabaaaaaaaaa", "S-bbbbbbbbbbbbbbbbbbbb"
    shown = short_ids([one, two, third])
    assert len(shown[third]) == 10
    assert shown[one] != shown[two]
    assert len(shown[one]) == len(shown[two]) == 11


def test_what_is_no_pseudonym_is_shown_as_it_is() -> None:
    assert short_ids(["SAK-001", ""]) == {"SAK-001": "SAK-001", "": ""}


@given(st.sets(PSEUDONYMS, max_size=30))
def test_no_two_on_one_paper_are_alike(pseudonyms: set[str]) -> None:
    shown = short_ids(pseudonyms)
    assert set(shown) == pseudonyms
    assert len(set(shown.values())) == len(pseudonyms)
    for pseudonym, short in shown.items():
        assert is_shown_as(pseudonym, short)


def test_as_people_type_it() -> None:
    whole = "S-5d1c0a7e92b34f600000"
    assert is_shown_as(whole, "s-bmeomzmj")  # O for 0
    assert is_shown_as(whole, "S BME0 MZMJ")
    assert is_shown_as(whole, "S-5D1C0A")
    assert not is_shown_as(whole, "S-BME1")
    assert not is_shown_as(whole, "")
