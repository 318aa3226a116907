"""A rule nobody has looked at is told of with its reason, and one that was answered is not."""

from dataclasses import dataclass
from datetime import date

import pytest

from bvaudit.findings.not_examined import for_a_person, for_the_unit, no_objects, not_examined
from bvaudit.model.rule import Rule
from tests.findings.small import innhold
from tests.reports.rules_by_hand import en_regel

MASKIN = en_regel(id="MEL-01")
LESES = en_regel(id="MED-01", objekt="sak", telles={})
ENHETEN = en_regel(id="INT-01", objekt="enhet", telles={})
PER = date(2025, 12, 31)
UTGATT = en_regel(id="MED-02", objekt="sak", telles={}, utgatt=date(2024, 1, 1))


@dataclass(frozen=True, slots=True)
class Left:
    regel: Rule
    grunn: str


@pytest.mark.parametrize(
    ("judged", "left", "answered", "ventet"),
    [
        pytest.param([MASKIN], [], {"MEL-01"}, [], id="besvart"),
        pytest.param([MASKIN], [], set(), [("MEL-01", no_objects())], id="kjørt uten å treffe noe"),
        pytest.param([], [Left(MASKIN, "mangler")], set(), [("MEL-01", "mangler")], id="uttrekket mangler noe"),
        pytest.param([], [], {"MEL-01"}, [], id="ikke kjørt"),
    ],
)
def test_why_nobody_has_looked(
    judged: list[Rule], left: list[Left], answered: set[str], ventet: list[tuple[str, str]]
) -> None:
    rows = not_examined(judged, left, answered, innhold(MASKIN), PER)
    assert [(row.regel.id, row.grunn) for row in rows] == ventet


def test_what_people_answer_by_case_or_by_unit_and_never_what_is_retired() -> None:
    rows = not_examined([], [Left(MASKIN, "mangler")], (), innhold(MASKIN, LESES, ENHETEN, UTGATT), PER)
    assert [(row.regel.id, row.teller, row.grunn) for row in rows] == [
        ("INT-01", "enhet", for_the_unit()),
        ("MED-01", "sak", for_a_person()),
        ("MEL-01", "henvendelse", "mangler"),
    ]
