"""A period is written for people: never as the file has it."""

import pytest

from bvaudit.figures.series_words import period_words
from bvaudit.model.serieperiode import parse_periode
from bvaudit.texts import language


@pytest.mark.parametrize(
    ("written", "said", "nynorsk"),
    [
        ("2024", "2024", "2024"),
        ("2024-03", "mars 2024", "mars 2024"),
        ("2024-K1", "1. kvartal 2024", "1. kvartal 2024"),
        ("2024-H2", "2. halvår 2024", "2. halvår 2024"),
        ("2024-T3", "3. tertial 2024", "3. tertial 2024"),
        ("2023-U36", "uke 36 2023", "veke 36 2023"),
        ("2024-12-31", "31.12.2024", "31.12.2024"),
        ("2024-01..2024-02", "01.01.2024–29.02.2024", "01.01.2024–29.02.2024"),
    ],
)
def test_in_words(written: str, said: str, nynorsk: str) -> None:
    periode = parse_periode(written)
    assert periode is not None and period_words(periode) == said
    with language("nn"):
        assert period_words(periode) == nynorsk
