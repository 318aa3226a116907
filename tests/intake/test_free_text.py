"""What is found in free text, and what must not be taken for it."""

from pathlib import Path

import pytest

from bvaudit.intake.free_text import Funn, found_in, known_names

P, T, E, N = Funn.PERSONNUMMER, Funn.TELEFON, Funn.EPOST, Funn.NAVN

FOUND = [
    ("Fødselsnummer 01011012345 står i saken", (P,)),
    ("010110 12345", (P,)),
    ("0 1 0 1 1 0 1 2 3 4 5", (P,)),
    ("01.01.10-12345", (P,)),
    ("41011012345 (D-nummer)", (P,)),
    ("ring 912 34 567", (T,)),
    ("ring 91 23 45 67 i morgen", (T,)),
    ("tlf. 22334455.", (T,)),
    ("+47 91234567", (T,)),
    ("skriv til ola.nordmann@example.no", (E,)),
    ("Samtale med Kari om skolen", (N,)),
    ("Emmas mor er varslet", (N,)),
    ("Emma's mor", (N,)),
    ("KARI sier nei", (N,)),
    ("Anne-Marie var til stede", (N,)),
    ("Snakket med Hans om flytting", (N,)),
    ("møte hos Dag i går", (N,)),
    ("Far heter Mohammed", (N,)),
    ("Kari, 01011012345, 91234567, a@b.no", (P, T, E, N)),
]
NOT_FOUND = [
    "",
    "Referat mangler fra besøket 03.02.2025",
    "1.2.25-31.3.2026",
    "Per 31.12.2025 er planen ikke evaluert",
    "Hans mor er varslet.",
    "Vår vurdering: ikke aktuelt",
    "Dag 92 etter konklusjonen",
    "Jo. Line 4 i loggen",
    "Finn planen.",
    "Even vurdering mangler",
    "20250203",
    "jf. bvl. § 2-2 tredje ledd og forskrift 2022-10-10-1785",
    "Sak 2024/12345, dok. 7, side 12",
    "undersøkelse fra 03.02.2025 til 01.05.2025, 87 dager",
    "S-3f9a2b1c4d5e6f708192",
    "Barnet er hørt. Mor og far er hørt. Kontaktpersonen er ikke med.",
    "Østbyen og Nidaros",
    "10 saker av 80, 12,5 prosent",
]


@pytest.mark.parametrize(("text", "wanted"), FOUND)
def test_found(text: str, wanted: tuple[Funn, ...]) -> None:
    assert found_in(text, known_names()) == wanted


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert found_in(text, known_names()) == ()


def test_the_owners_own_names(tmp_path: Path) -> None:
    own = tmp_path / "navneliste.txt"
    own.write_text("\ufeff# våre\nQuisling Xerxes\nzebulon\n", encoding="utf-8")
    names = known_names(own)
    assert found_in("barnet ZEBULON", names) == (N,)
    assert found_in("hos quisling  xerxes", names) == (N,)
    assert found_in("zebulons mor", names) == (N,)
    assert found_in("bare quisling, og våre", names) == ()
    assert known_names(tmp_path / "ingen.txt") == known_names()


def test_the_shipped_list_is_in_order_and_without_repeats() -> None:
    common = known_names().vanlige
    assert len(common) > 700
    assert known_names().ord_ogsa < common
