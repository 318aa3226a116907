"""Pseudonyms, the key they come from, and the way back."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.diagnostics import Grad
from bvaudit.errors import SurroundingsError
from bvaudit.extract.people.links import Link, find_links, read_links, write_links
from bvaudit.extract.people.pseudonyms import LINKS_NAME, Pseudonyms, create_key, from_secret, key_warning, read_key
from bvaudit.model.kortid import short_id

ONE = Pseudonyms(b"1" * 32)
TWO = Pseudonyms(b"2" * 32)

needs_posix = pytest.mark.skipif(os.name != "posix", reason="rettigheter til filer finnes ikke slik her")

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


@given(text=texts)
def test_same_key_same_pseudonym(text: str) -> None:
    assert ONE.of("S", text) == Pseudonyms(b"1" * 32).of("S", text)


@given(text=texts)
def test_another_key_or_namespace_another_pseudonym(text: str) -> None:
    assert len({ONE.of("S", text)[2:], TWO.of("S", text)[2:], ONE.of("H", text)[2:]}) == 3


@given(text=st.text(alphabet="abcdefghij0123456789", min_size=8, max_size=20))
def test_never_contains_the_source(text: str) -> None:
    assert text not in ONE.of("S", text)


@given(one=st.tuples(texts, texts), other=st.tuples(texts, texts))
def test_parts_are_kept_apart(one: tuple[str, str], other: tuple[str, str]) -> None:
    same = [p.strip().casefold() for p in one] == [p.strip().casefold() for p in other]
    if not same and all(part.isascii() for part in (*one, *other)):
        assert ONE.of("H", *one) != ONE.of("H", *other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("ABC-1", "abc-1", id="store bokstaver"),
        pytest.param(" abc-1 ", "abc-1", id="mellomrom rundt"),
        pytest.param("blåbær", "bla\u030abær", id="å skrevet på to måter"),
    ],
)
def test_what_does_not_matter(one: str, other: str) -> None:
    assert ONE.of("S", one) == ONE.of("S", other)


def test_known_pseudonym_never_changes() -> None:
    assert ONE.of("S", "SAK-001") == "S-cf402aebe604e6e99419"


def test_key_is_never_shown() -> None:
    assert repr(ONE) == f"Pseudonyms(avtrykk={ONE.avtrykk})"
    assert len(ONE.avtrykk) == 16
    assert ONE.avtrykk != TWO.avtrykk


def test_key_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "trygt" / "revisjon.nokkel"
    made = create_key(path)
    assert read_key(path).of("S", "x") == made.of("S", "x")
    assert path.read_text().startswith("bvaudit-nokkel 1\n")
    assert key_warning(path) is None


def test_windows_line_ends_are_fine(tmp_path: Path) -> None:
    path = tmp_path / "nokkel"
    path.write_bytes(b"bvaudit-nokkel 1\r\n" + b"ab" * 32 + b"\r\n")
    assert read_key(path).avtrykk == from_secret(bytes.fromhex("ab" * 32)).avtrykk


@needs_posix
def test_key_is_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "nokkel"
    create_key(path)
    assert path.stat().st_mode & 0o777 == 0o600


@needs_posix
def test_open_key_is_warned_of_but_read(tmp_path: Path) -> None:
    path = tmp_path / "nokkel"
    create_key(path)
    path.chmod(0o644)
    warning = key_warning(path)
    assert warning is not None
    assert (warning.kode, warning.grad) == ("nokkel-apen", Grad.ADVARSEL)
    assert read_key(path)


def test_a_key_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "nokkel"
    create_key(path)
    with pytest.raises(SurroundingsError, match="finnes fra før"):
        create_key(path)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="tom"),
        pytest.param(b"bvaudit-nokkel 1\n", id="uten nøkkel"),
        pytest.param(b"bvaudit-nokkel 1\nabc\n", id="for kort"),
        pytest.param(b"bvaudit-nokkel 2\n" + b"ab" * 32, id="annen utgave"),
        pytest.param(b"bvaudit-nokkel 1\n" + b"xy" * 32, id="ikke sifre"),
        pytest.param(b"bvaudit-nokkel 1\n\xe6\xf8", id="ikke tekst"),
    ],
)
def test_damaged_key(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "nokkel"
    path.write_bytes(content)
    with pytest.raises(SurroundingsError, match="er skadet") as raised:
        read_key(path)
    assert "sikkerhetskopien" in raised.value.hint


def test_missing_key(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="fant ikke nøkkelen"):
        read_key(tmp_path / "nokkel")


@pytest.mark.parametrize("ask", [read_key, create_key])
def test_lost_key_says_what_still_works(ask: object, tmp_path: Path) -> None:
    write_links(tmp_path / LINKS_NAME, [LINK])
    with pytest.raises(SurroundingsError, match="Oppslag i koblingslisten virker fortsatt") as raised:
        ask(tmp_path / "nokkel")  # type: ignore[operator]
    assert "sikkerhetskopien" in raised.value.hint


# --- The way back --------------------------------------------------------------------------------------------------

LINK = Link(pseudonym="S-0a1b2c3d4e5f60718293", type="sak", kilde_id="F-1", journalnummer="EKS-101")


def test_links_are_merged_and_sorted(tmp_path: Path) -> None:
    path = tmp_path / LINKS_NAME
    other = Link(pseudonym="H-1", type="henvendelse", kilde_id="H-9", journalnummer="EKS-101")
    renamed = Link(pseudonym=LINK.pseudonym, type="sak", kilde_id="F-1", journalnummer="EKS-202")
    assert write_links(path, [LINK]) == 1
    assert write_links(path, [other, renamed]) == 2
    assert list(read_links(path)) == [other, renamed]


def test_order_given_does_not_matter(tmp_path: Path) -> None:
    links = [Link(pseudonym=f"S-{n}", type="sak", kilde_id=str(n), journalnummer="") for n in range(20)]
    write_links(tmp_path / "a.csv", links)
    write_links(tmp_path / "b.csv", reversed(links))
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@needs_posix
def test_links_are_the_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / LINKS_NAME
    write_links(path, [LINK])
    write_links(path, [LINK])
    assert path.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == [LINKS_NAME]  # nothing left lying about


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("S-0a1b2c3d4e5f60718293", id="ordrett"),
        pytest.param("s-0A1B2C3D4E5F60718293", id="store bokstaver"),
        pytest.param("  S - 0a1b 2c3d 4e5f 6071 8293 ", id="mellomrom"),
        pytest.param("S–0a1b2c3d4e5f60718293", id="tankestrek fra Word"),
        pytest.param(short_id("S-0a1b2c3d4e5f60718293"), id="kort"),
        pytest.param(short_id("S-0a1b2c3d4e5f60718293").lower()[:6], id="starten av det korte"),
        pytest.param("S-0a1b2", id="starten av det hele"),
    ],
)
def test_find_as_people_type(typed: str, tmp_path: Path) -> None:
    write_links(tmp_path / LINKS_NAME, [LINK])
    assert find_links(tmp_path / LINKS_NAME, [typed]) == {typed: (LINK,)}


def test_unknown_pseudonym(tmp_path: Path) -> None:
    write_links(tmp_path / LINKS_NAME, [LINK])
    assert find_links(tmp_path / LINKS_NAME, ["S-ffff"]) == {"S-ffff": ()}


def test_many_are_found_in_one_reading_and_a_whole_one_is_never_in_doubt(tmp_path: Path) -> None:
    links = [Link(pseudonym=f"S-0a1b{n:016x}", type="sak", kilde_id=str(n), journalnummer="") for n in range(300)]
    write_links(tmp_path / LINKS_NAME, [*links, replace(links[0], pseudonym="H-0a1b0000000000000000")])
    typed = [links[7].pseudonym, "S-0a1b", short_id(links[9].pseudonym, 16), ""]
    found = find_links(tmp_path / LINKS_NAME, typed)
    assert [len(found[each]) for each in typed] == [1, 300, 1, 0]
    assert (found[typed[0]][0].kilde_id, found[typed[2]][0].kilde_id) == ("7", "9")


@pytest.mark.parametrize("text", ["=1+1", "+47", "-1", "@x", " =1+1", "\t=1", "'allerede", "a;b", 'med "sitat"', "æøå"])
def test_texts_come_back_and_are_no_formulas(text: str, tmp_path: Path) -> None:
    path = tmp_path / LINKS_NAME
    write_links(path, [Link(pseudonym="S-1", type="sak", kilde_id=text, journalnummer=text)])
    assert next(read_links(path)).kilde_id == text
    cell = path.read_text(encoding="utf-8-sig").splitlines()[1].split(";")[2].strip('"')
    assert cell.lstrip()[:1] not in tuple("=+-@")


@pytest.mark.parametrize("content", ["", "a;b\n", "pseudonym;type;kilde_id;journalnummer\nS-1;sak\n"])
def test_what_is_not_a_list_of_links(content: str, tmp_path: Path) -> None:
    path = tmp_path / LINKS_NAME
    path.write_text(content)
    with pytest.raises(SurroundingsError, match="ikke en hel koblingsliste"):
        list(read_links(path))


def test_missing_list_of_links(tmp_path: Path) -> None:
    with pytest.raises(SurroundingsError, match="fant ikke koblingslisten"):
        find_links(tmp_path / LINKS_NAME, ["S-1"])
