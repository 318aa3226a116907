"""The words of the machine are nowhere in the catalogue of what people read; the papers are read elsewhere."""

import re

import pytest

from .internal_words import internal_words, not_said
from .test_texts import catalogue

# What is said to those who write YAML, and the remarks in a file that is read by machine again, use its own words.
FOR_AUTHORS = ("loading.", "reports.utvalg_files.", "felt.tabeller.saksinnhold.kolonner.rolle.")


def plain(text: str) -> str:
    """The text without the places values go in, and without what is quoted: the name of a key may be named."""
    return re.sub(r"\{[^}]*\}|«[^»]*»|`[^`]*`", "", text)


def test_no_text_in_the_catalogue_has_a_word_of_the_machine() -> None:
    texts = {
        plain(text)
        for key, value in catalogue("nb").items()
        if not key.startswith(FOR_AUTHORS)
        for text in (value.values() if isinstance(value, dict) else (value,))
        if isinstance(text, str)
    }
    found = internal_words(texts)
    assert found == {}


def test_the_glossary_says_which_words_they_are() -> None:
    assert {"innsending", "frø", "variant", "dl-analogi", "P1W"} <= set(not_said())


@pytest.mark.parametrize("word", ["innsendingen", "Frø", "varianter", "oppfolging_hyppighet", "dl-analogi", "P3M"])
def test_the_words_are_found(word: str) -> None:
    assert internal_words([f"Her står {word} midt i en setning"])
