"""Which questions stand in a reader's next form."""

from dataclasses import replace

import pytest

from bvaudit.model.leseark import Lesesporsmal
from bvaudit.workflows.reader_questions import with_questions
from tests.reports import reading_example as example


def question(id: str, leser: str, enhet: str = example.ENHET, *, lukket: bool = False) -> Lesesporsmal:
    return Lesesporsmal(id=id, regel="MED-01", sporsmal=f"{id}?", leser=leser, enhet=enhet, lukket=lukket)


TOLD = (
    question("own", "l1"),
    question("own-closed", "l1", lukket=True),
    question("own-elsewhere", "l1", "Søndre"),
    question("another", "l2"),
    question("another-closed", "l2", lukket=True),
)


@pytest.mark.parametrize(
    ("blind", "wanted"), [(False, ["own", "own-closed", "another-closed"]), (True, ["own", "own-closed"])]
)
def test_own_questions_and_what_others_had_answered(blind: bool, wanted: list[str]) -> None:
    (sheet,) = with_questions([replace(example.ark(blind=blind), leser="l1")], TOLD)
    assert [one.id for one in sheet.sporsmal] == wanted
