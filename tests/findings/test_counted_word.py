"""What a rule counts is called what people call it."""

from dataclasses import replace

import pytest

from bvaudit.findings.counted_word import counted_word
from tests.vocabulary.judging import en_regel, en_versjon, kodelister


@pytest.mark.parametrize(
    ("der", "ventet"),
    [
        pytest.param({"kode": {"en_av": ["2.1", "15.1.3"]}}, "plassering", id="fosterhjem"),
        pytest.param({"kode": {"en_av": ["1.1", "15.2.1"]}}, "plassering", id="institusjon"),
        pytest.param({"kode": {"en_av": ["12.2"]}}, "tiltak", id="barnehage"),
        pytest.param({"kode": {"en_av": ["2.1", "12.2"]}}, "tiltak", id="blandet"),
        pytest.param(None, "tiltak", id="alle tiltak"),
    ],
)
def test_a_placement_is_not_called_a_measure(der: object, ventet: str) -> None:
    assert counted_word(en_regel(objekt="tiltak", der=der), kodelister()) == ventet


def test_other_objects_keep_their_word() -> None:
    assert counted_word(replace(en_regel(), versjoner=(en_versjon({"utfylt": {"felt": ["kode"]}}),)), kodelister()) == (
        "henvendelse"
    )
