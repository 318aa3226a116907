"""Spoilt files of every kind are read or refused: never a fault in the program, never a hang.

A longer run by hand, with as many as there is time for: ``python -m tests.fuzz.runs --runder 5000 --fro 42``.
"""

import os

import pytest

from .runs import fuzz
from .subjects import SUBJECTS

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")  # a zip spoilt on purpose
QUICK = {"xml": 120, "zip": 60, "yaml": 40, "egne": 40, "csv": 30, "xlsx": 15, "docx": 5, "utvalg": 30, "uttrekk": 5}
LONG = {
    "xml": 3000,
    "zip": 600,
    "yaml": 500,
    "egne": 500,
    "csv": 500,
    "xlsx": 200,
    "docx": 120,
    "utvalg": 300,
    "uttrekk": 60,
}


@pytest.mark.parametrize("navn", SUBJECTS)
def test_a_few(navn: str) -> None:
    _none_fails(navn, QUICK[navn], seed=1)


@pytest.mark.lang
@pytest.mark.helt
@pytest.mark.parametrize("navn", SUBJECTS)
def test_many(navn: str) -> None:
    """BVAUDIT_FUZZ is another seed, to try other files than the last time."""
    _none_fails(navn, LONG[navn], seed=int(os.environ.get("BVAUDIT_FUZZ", "2")))


def _none_fails(navn: str, rounds: int, *, seed: int) -> None:
    outcome = fuzz(navn, rounds, seed)
    assert not outcome.failures, "\n\n".join(what for what, _ in outcome.failures[:5])
    assert sum(outcome.ended.values()) == rounds
