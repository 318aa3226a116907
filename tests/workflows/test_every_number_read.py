"""As ``test_every_number``, in a folder where people have read: the same numbers on every paper, and never mixed."""

import csv
import random
from pathlib import Path

import openpyxl
import pytest

from bvaudit.loading.folder import read_folder
from bvaudit.model.lesesvar import LEST
from bvaudit.workflows.evaluate_cases import VurderRequest, evaluate_cases
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.run_demo import DEMO_DAY, DEMO_KEY
from tests.workflows.audit_by_hand import Row, an_answer, an_audit, shipped
from tests.workflows.test_every_number import (
    NOW,
    Papers,
    rows,
    test_every_line_of_the_terminal_is_the_row_of_its_rule_and_unit,
    test_every_number_in_the_plans_is_in_the_workbook,
    test_every_number_on_the_terminal_is_in_the_workbook,
    test_every_rule_without_avvik_in_a_plan_is_the_row_of_its_rule_and_unit,
    test_every_share_in_a_plan_is_on_one_row_of_that_unit,
    test_no_word_of_the_machine_in_the_workbook,
    test_the_conclusion_is_the_same_on_every_surface,
    test_the_first_lines_on_the_terminal_are_the_overview_of_the_workbook,
    test_the_first_sheet_is_the_sum_of_the_others,
    write_example,
)

__all__ = [
    "test_every_line_of_the_terminal_is_the_row_of_its_rule_and_unit",
    "test_every_number_in_the_plans_is_in_the_workbook",
    "test_every_number_on_the_terminal_is_in_the_workbook",
    "test_every_rule_without_avvik_in_a_plan_is_the_row_of_its_rule_and_unit",
    "test_every_share_in_a_plan_is_on_one_row_of_that_unit",
    "test_no_word_of_the_machine_in_the_workbook",
    "test_the_conclusion_is_the_same_on_every_surface",
    "test_the_first_lines_on_the_terminal_are_the_overview_of_the_workbook",
    "test_the_first_sheet_is_the_sum_of_the_others",
]
pytestmark = pytest.mark.lang
CHOICES = ("ja", "ja", "ja", "nei", "delvis", "ikke aktuelt")


def judged(rot: Path) -> Papers:
    mappe, problems = read_folder(rot)
    assert mappe is not None, problems
    request = VurderRequest(inputs=ImportInputs(kilder=()), ut=None, mappe=mappe, per=DEMO_DAY, overskriv=True)
    outcome = evaluate_cases(request, now=NOW, home=rot.parent / "hjem", progress=None)
    ut = rot / "revisjoner" / DEMO_DAY.isoformat() / "resultat"
    register = ut / "avviksregister.xlsx"
    planer = {e.navn: ut / f"handlingsplan-{e.slug}.docx" for e in outcome.revisjon.enheter}
    bok = openpyxl.load_workbook(register, data_only=True)
    return Papers(revisjon=outcome.revisjon, bok=bok, register=register, planer=planer)


def answers(found: list[dict[str, str]]) -> list[Row]:
    """Every third object of the standard way of some rules, and of the same objects by rules only people answer."""
    chance, regler = random.Random(11), shipped().regler
    by_hand = [rule for rule in regler.values() if rule.manuell and rule.utgatt is None]
    told: dict[tuple[str, str], Row] = {}
    for row in found:
        rule = regler[row["regel"]]
        if row["variant"] != rule.variantnavn[0] or chance.random() > 0.33:
            continue
        asked = [row, *({**row, "regel": r.id, "utfall": ""} for r in by_hand if r.gjelder.objekt == row["objekt"])]
        for one in asked[:4]:
            told.setdefault((one["regel"], one["objekt_id"]), an_answer(one, chance.choice(CHOICES)))
    return list(told.values())


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    root = tmp_path_factory.mktemp("lest")
    rot = root / "Vik"
    write_example(rot / "uttrekk" / "dokumenter", cases=80)
    (rot / "kommune.yaml").write_text('navn: Fjordvik kommune\nkommunenummer: "9999"\n', encoding="utf-8")
    (root / "hjem").mkdir()
    key = root / "nokkel.txt"
    key.write_text(DEMO_KEY, encoding="utf-8")
    key.chmod(0o600)
    judged(rot)
    path = rot / "revisjoner" / DEMO_DAY.isoformat() / "resultat" / "resultater.csv"
    with path.open(encoding="utf-8", newline="") as file:
        an_audit(rot, "lest-2025", answers(list(csv.DictReader(file))), per=DEMO_DAY.isoformat())
    return judged(rot)


def test_the_readers_numbers_stand_for_themselves(papers: Papers) -> None:
    """Counted from resultater.csv, and not from anything the papers are made of."""
    with (papers.register.parent / "resultater.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    expected: dict[tuple[str, str], list[int]] = {}
    for row in found:
        if row["variant"] == LEST:
            counts = expected.setdefault((row["regel"], row["enhet"]), [0, 0])
            counts[0] += row["utfall"] in ("oppfylt", "delvis oppfylt", "ikke oppfylt")
            counts[1] += row["utfall"] == "ikke oppfylt"
    shown = {
        (row["Regel"], row["Enhet"]): [row["Kontrollert"], row["Ikke oppfylt"]]
        for row in rows(papers)
        if str(row["Måte å telle på"]).startswith("lest i mappene") and row["Enhet"] != "Alle"
    }
    assert shown == expected
    assert len(shown) > 50
