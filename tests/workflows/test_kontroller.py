"""What the register's own controls found, on paper: in Datakvalitet, and nowhere among the deviations."""

import csv
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bvaudit.findings.controls import KILDE
from bvaudit.reports.rule_explained import rule_lines
from bvaudit.workflows.evaluate_cases import VurderOutcome
from bvaudit.workflows.explain_rule import explain_rule
from tests.conftest import Demo

pytestmark = pytest.mark.lang

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(made_demo: Demo) -> tuple[Path, VurderOutcome]:
    return made_demo.utfall.filer[0].parent, made_demo.utfall


def test_they_have_no_rows_in_the_results_and_are_no_deviations(demo: tuple[Path, VurderOutcome]) -> None:
    ut, outcome = demo
    with (ut / "resultater.csv").open(encoding="utf-8", newline="") as file:
        assert not [row for row in csv.DictReader(file) if row["regel"].startswith("SSB-")]
    revisjon = outcome.revisjon
    assert not [s for s in revisjon.svar if s.regel.id.startswith("SSB-")]
    assert not [i for i in revisjon.ikke_undersokt if i.regel.id.startswith("SSB-")]


def test_they_stand_in_datakvalitet_with_pseudonyms(demo: tuple[Path, VurderOutcome]) -> None:
    lines = demo[1].revisjon.datakvalitet
    (kjort,) = [line for line in lines if line.kilde == KILDE]
    assert (kjort.kode, kjort.antall) == ("kjørt", 79)
    found = [line for line in lines if line.kilde.startswith("SSB-")]
    assert {line.kode for line in found} == {"ERROR", "WARNING", "INFO"}
    assert sum(line.antall for line in found if line.kilde == "SSB-personalia-11") == 2
    for line in found:
        assert line.enhet
        assert all(re.fullmatch(r"S-[0-9a-f]+", sak) for sak in line.eksempler.split(", ")), line.eksempler


@pytest.mark.parametrize("skrevet", ["SSB-melding-02c", "ssb-melding-02c", "SSB-MELDING-02C"])
def test_a_control_is_explained_however_it_is_typed(skrevet: str) -> None:
    lines = list(rule_lines(explain_rule(skrevet, per=None, now=NOW.date(), regler=())))
    assert lines[0].startswith("SSB-melding-02c  ")
    said = next(line for line in lines if line.startswith("Registerets egen kontroll"))
    assert "ERROR" in said
    assert "WARNING for rader fra et eldre fagsystem" in said
