"""The same faults in many other words, and reports that hold: each text is told of by its own sign, or not at all."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from bvaudit.findings.report_lint_people import person_number
from tests.findings.lint_builders import marks

HERE = Path(__file__).parent


def _cases(name: str) -> list[tuple[str, str]]:
    """What stands after «===», and the text under it."""
    parts = re.split(r"^===", (HERE / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0].strip(), part.partition("\n")[2].strip()) for part in parts]


FAULTS: dict[str, list[str]] = defaultdict(list)
for _sign, _said in _cases("rapportfeil_i_andre_ord.txt"):
    FAULTS[_sign].append(_said)
HOLDS = _cases("rapporter_som_stemmer.txt")


@pytest.mark.parametrize("sign", sorted(FAULTS))
def test_the_fault_is_found_in_other_words(sign: str) -> None:
    assert [said for said in FAULTS[sign] if sign not in {one.tegn.value for one in marks(said)}] == []


@pytest.mark.parametrize("part", range(4))
def test_a_report_that_holds_is_left_alone(part: int) -> None:
    told = {name: [one.tekst for one in marks(said)] for name, said in HOLDS[part::4]}
    assert {name: said for name, said in told.items() if said} == {}


def test_there_are_many_of_both() -> None:
    assert sum(map(len, FAULTS.values())) >= 250
    assert len(HOLDS) >= 80


ACCOUNTS = [
    "Tilskuddet er betalt til kontonummer 15011212345.",
    "Faktura 20051012345 er betalt.",
    "Saksnr. 12031454321 gjelder avtalen.",
    "Det er bokført på bilag 24010183451.",
    "Organisasjonsnummeret er 974 767 880.",
]


@pytest.mark.parametrize("said", ACCOUNTS)
def test_an_account_or_a_case_that_says_so_is_no_person(said: str) -> None:
    assert not person_number(said)


@pytest.mark.parametrize("said", ["Saken gjelder 15101499847.", "Fødselsnummer 01019012345.", "Ring 010190 12345."])
def test_eleven_digits_that_do_not_say_what_they_are_may_be_one(said: str) -> None:
    assert person_number(said)


PRIVATE = [
    "Kari, kan du sjekke dette tallet for 15101499847?",
    "# Sammendrag\n\nSaken til Jonas mangler plan, Anne, kan du sjekke dette?",
]


@pytest.mark.parametrize("said", PRIVATE)
def test_no_sign_shows_the_words_of_a_place_with_a_person_in_it(said: str) -> None:
    found = marks(said)
    assert found
    assert not any(word in f"{one.tekst} {one.utdrag}" for one in found for word in ("15101499847", "Jonas"))
