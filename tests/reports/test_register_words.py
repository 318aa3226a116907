"""Nothing a person meets in the workbook is a word of the machine."""

from pathlib import Path

from tests.texts.internal_words import internal_words, texts_of_workbook

SAID = [
    "oppfolging_hyppighet mangler",
    "med dl-analogi",
    "kart: 200",
    "frist P1W",
    "brutt-kjede",
    "saken S-608763cac722b4655743",
    "variantene",
    "en annen innsending",
]


def test_the_list_finds_what_it_is_for_and_nothing_else() -> None:
    assert list(internal_words(SAID).values()) == SAID
    assert not internal_words(["Undersøkelsen er ikke avsluttet", "slik registeret teller", "S-5RYNBSQH", "OMS-01"])


def test_no_word_of_the_machine_in_a_register(fil: Path) -> None:
    assert internal_words(texts_of_workbook(fil)) == {}
