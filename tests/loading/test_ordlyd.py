"""The print of a rule's wording: a changed sentence is told until somebody approves it again."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bvaudit.diagnostics import Grad, Problem
from bvaudit.loading.content.lists import read_lover
from bvaudit.loading.content.rules import read_rule
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Alvorlighetsgrad

REGLER = Path(__file__).resolve().parents[2] / "rules"
MEL_01 = REGLER / "melding" / "MEL-01.yaml"
LOVER = read_lover(REGLER)[0]


def read(text: str, tmp_path: Path) -> tuple[Rule, list[Problem]]:
    path = tmp_path / "MEL-01.yaml"
    path.write_text(text, encoding="utf-8")
    rule, problems = read_rule(path, "MEL-01.yaml", LOVER)
    assert rule is not None
    return rule, problems


def shipped() -> Rule:
    rule, problems = read_rule(MEL_01, "MEL-01.yaml", LOVER)
    assert rule is not None
    assert problems == []
    return rule


def approved(avtrykk: str) -> str:
    text = MEL_01.read_text(encoding="utf-8")
    return re.sub(r"(kontrollert: .*\d{4}-\d\d-\d\d)[^}]*", rf'\g<1>, avtrykk: "{avtrykk}"', text)


def test_it_is_sixteen_hex_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", wording_print(shipped()))


def test_approved_wording_is_no_problem(tmp_path: Path) -> None:
    avtrykk = wording_print(shipped())
    rule, problems = read(approved(avtrykk), tmp_path)
    assert rule.kontrollert.avtrykk == avtrykk
    assert problems == []


def test_wording_nobody_took_a_print_of_is_no_problem(tmp_path: Path) -> None:
    text = approved("x").replace(', avtrykk: "x"', "")
    assert read(text, tmp_path)[0].kontrollert.avtrykk == ""
    assert read(text, tmp_path)[1] == []


def test_a_changed_sentence_is_a_warning_that_says_what_to_write(tmp_path: Path) -> None:
    text = approved(wording_print(shipped())).replace("sporsmal: ", "sporsmal: Altså, ", 1)
    rule, (problem,) = read(text, tmp_path)
    assert (problem.kode, problem.grad) == ("ny-ordlyd", Grad.ADVARSEL)
    assert f'avtrykk: "{wording_print(rule)}"' in problem.hint
    assert "avtrykk" in text.splitlines()[(problem.sted.linje or 0) - 1]


def other_explanation(rule: Rule) -> Rule:
    newest = rule.versjoner[-1]
    variant = replace(newest.varianter[0], forklaring="Noe annet.")
    return replace(rule, versjoner=(*rule.versjoner[:-1], replace(newest, varianter=(variant, *newest.varianter[1:]))))


@pytest.mark.parametrize(
    ("change", "annet"),
    [
        pytest.param(lambda r: replace(r, tittel="Noe annet"), True, id="tittel"),
        pytest.param(lambda r: replace(r, formal="Noe annet"), True, id="formål"),
        pytest.param(lambda r: replace(r, avvikstekst="Noe annet"), True, id="avvikstekst"),
        pytest.param(lambda r: replace(r, veiledning="Noe annet"), True, id="veiledning"),
        pytest.param(lambda r: replace(r, metode="Noe annet"), True, id="metode"),
        pytest.param(other_explanation, True, id="forklaring på tellemåten"),
        pytest.param(lambda r: replace(r, tittel=r.formal, formal=r.tittel), True, id="to tekster har byttet plass"),
        pytest.param(lambda r: replace(r, veiledning=r.veiledning.replace(" ", "\n")), False, id="andre linjeskift"),
        pytest.param(lambda r: replace(r, alvorlighetsgrad=Alvorlighetsgrad.LAV), False, id="alvorlighetsgrad"),
        pytest.param(lambda r: replace(r, kilde="Noe annet"), False, id="kilde"),
    ],
)
def test_what_makes_another_print(change: Callable[[Rule], Rule], annet: bool) -> None:
    rule = shipped()
    assert (wording_print(change(rule)) != wording_print(rule)) is annet
