"""The list of duties: whole, read in order, and held against the rules."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.diagnostics import Grad
from bvaudit.loading.content.plikter import coverage_problems, read_plikter
from bvaudit.model.plikt import Plikt
from bvaudit.model.rule import Rule
from bvaudit.workflows.content import content_or_stop

REGLER = Path(__file__).resolve().parents[2] / "rules"
PLIKTER = read_plikter(REGLER)[0]
RULES = content_or_stop().regler
PLIKT = PLIKTER["mel-gjennomgang-1uke"]
MEL_01 = RULES["MEL-01"]
HEAD = "deler:\n  - tittel: Bekymringsmelding\n    plikter:\n"


def folder(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rules" / "kodeverk" / "plikter.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return tmp_path / "rules"


def test_the_list_is_whole() -> None:
    plikter, problems = read_plikter(REGLER)
    assert problems == []
    assert len(plikter) == 123
    assert len({p.tittel for p in plikter.values()}) == 123
    assert next(iter(plikter)) == "mel-gjennomgang-1uke"


def test_what_cannot_be_checked_has_a_reason_that_is_a_sentence() -> None:
    reasons = [p.ikke_kontrollerbar for p in PLIKTER.values() if p.ikke_kontrollerbar]
    assert len(reasons) == 6
    assert all(reason.endswith(".") and len(reason) > 40 for reason in reasons)


def test_every_duty_a_rule_names_is_in_the_list() -> None:
    assert {id_ for rule in RULES.values() for id_ in rule.plikter} <= set(PLIKTER)


@pytest.mark.parametrize(
    ("linjer", "kode", "linje"),
    [
        pytest.param("      - {id: mel-a, tittel: En}\n", "mangler-nokkel", 4, id="hjemmel mangler"),
        pytest.param("      - {id: MEL-A, tittel: En, hjemmel: bvl.}\n", "verdi-form", 4, id="store bokstaver"),
        pytest.param("      - {id: mel-a, tittel: En, hjemel: bvl.}\n", "ukjent-nokkel", 4, id="skrivefeil i nøkkel"),
        pytest.param(
            "      - {id: mel-a, tittel: En, hjemmel: bvl.}\n      - {id: mel-a, tittel: To, hjemmel: bvl.}\n",
            "id-to-ganger",
            5,
            id="samme id to ganger",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, linjer: str, kode: str, linje: int) -> None:
    found = read_plikter(folder(tmp_path, HEAD + linjer))[1]
    assert (kode, linje) in {(p.kode, p.sted.linje) for p in found}
    assert {p.sted.fil for p in found} == {"rules/kodeverk/plikter.yaml"}


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    plikter, problems = read_plikter(tmp_path)
    assert plikter == {}
    assert problems


def one(*, ikke_kontrollerbar: str = "") -> dict[str, Plikt]:
    return {PLIKT.id: replace(PLIKT, ikke_kontrollerbar=ikke_kontrollerbar)}


@pytest.mark.parametrize(
    ("rule", "plikter", "ventet"),
    [
        pytest.param(MEL_01, one(), [], id="dekket"),
        pytest.param(replace(MEL_01, plikter=()), one(), ["plikt-uten-sjekkpunkt"], id="ikke dekket"),
        pytest.param(replace(MEL_01, plikter=()), one(ikke_kontrollerbar="Statens."), [], id="ikke dekket, med grunn"),
        pytest.param(MEL_01, one(ikke_kontrollerbar="Statens."), [], id="både dekket og grunn"),
        pytest.param(
            replace(MEL_01, utgatt=date(2026, 1, 1)), one(), ["plikt-uten-sjekkpunkt"], id="bare dekket av en utgått"
        ),
        pytest.param(
            replace(MEL_01, plikter=(PLIKT.id, "mel-gjennomgang")), one(), ["ukjent-plikt"], id="plikten finnes ikke"
        ),
    ],
)
def test_rules_against_duties(rule: Rule, plikter: dict[str, Plikt], ventet: list[str]) -> None:
    assert [p.kode for p in coverage_problems(plikter, [rule])] == ventet


def test_an_unknown_duty_is_an_error_with_the_nearest_name_and_a_gap_is_a_warning() -> None:
    found = {p.kode: p for p in coverage_problems(one(), [replace(MEL_01, plikter=("mel-gjennomgang-1uk",))])}
    assert found["ukjent-plikt"].grad is Grad.FEIL
    assert found["ukjent-plikt"].hint == "mente du «mel-gjennomgang-1uke»?"
    assert found["plikt-uten-sjekkpunkt"].grad is Grad.ADVARSEL
