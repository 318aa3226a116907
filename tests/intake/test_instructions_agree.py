"""What a form asks of people is what the reader takes: no instruction contradicts another, or what is done.

Each sentence of the forms stands here with the tests that show it; a new sentence without a row is found.
"""

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.leseark import Lesepunkt
from bvaudit.texts import branch, text
from bvaudit.vocabulary import manuell

TESTS = Path(__file__).resolve().parents[1]
READ, FORM, LIVE = "intake/test_read_review.py", "reports/test_reading_form.py", "reports/test_reading_form_live.py"
SETTLED, AUDITS = "intake/test_settle_and_questions.py", "workflows/test_audits.py"
SHOWN_BY: dict[str, tuple[tuple[str, str], ...]] = {
    "forside.steg_ark": ((FORM, "test_every_link_leads_to_a_name_that_follows_its_sheet"),),
    "forside.steg_rad": ((FORM, "test_a_row_for_each_case"),),
    "forside.steg_svar": (
        (FORM, "test_only_the_answers_allowed_can_be_given"),
        (FORM, "test_guidance_is_at_hand_for_every_point"),
    ),
    "forside.steg_svar_rad": ((FORM, "test_guidance_is_at_hand_for_every_point"),),
    "forside.steg_begrunn": (
        (READ, "test_an_incomplete_form_is_read_as_far_as_it_goes"),
        (READ, "test_another_answer_than_the_machines_needs_a_reason"),
        (FORM, "test_an_answer_over_the_machine_needs_a_reason"),
    ),
    "forside.steg_begrunn_blind": ((FORM, "test_nothing_of_the_machine_in_a_blind_form"),),
    "forside.steg_utgar": (
        (READ, "test_a_struck_case_gives_way_to_the_reserve"),
        (LIVE, "test_a_struck_case_gives_way_to_the_next_of_the_same_part"),
    ),
    "forside.steg_lagre": ((READ, "test_free_text_waits_for_a_person"),),
    "sak.venter": ((READ, "test_a_reserve_not_in_use"),),
    "punkt.enhet_innledning": ((AUDITS, "test_two_readers_share_a_unit_and_the_service_is_asked_about_once"),),
    "rad.innledning": ((FORM, "test_what_is_folded_can_be_opened"),),
    "maskin.leses": ((FORM, "test_what_the_machine_says_stands_beside_the_question"),),
    "veiledning.innledning": ((FORM, "test_every_link_leads_to_a_name_that_follows_its_sheet"),),
    "sporsmal.innledning": (
        (SETTLED, "test_a_question_is_asked_answered_and_closed"),
        (FORM, "test_earlier_questions_come_with_their_answers"),
    ),
    "sporsmal.eier_innledning": (
        (SETTLED, "test_a_question_is_asked_answered_and_closed"),
        (AUDITS, "test_what_is_left_is_said_before_it_is_locked"),
    ),
    "enighet.innledning": (
        (SETTLED, "test_what_is_settled_keeps_both_originals"),
        (SETTLED, "test_who_and_why_must_be_there"),
    ),
    "kontroll.fast_hjelp": (
        (FORM, "test_what_the_program_wrote_is_not_typed_over"),
        (READ, "test_what_is_typed_beside_the_answers_is_said_not_dropped"),
    ),
}
FACTS = {"forside.per_periode", "enighet.svar_av"}  # sentences that tell, and ask for nothing


@cache
def forms() -> dict[str, str]:
    """Every text of the forms by its key."""
    found: dict[str, str] = {}

    def walk(tree: Mapping[str, Any], before: str) -> None:
        for key, value in tree.items():
            if isinstance(value, Mapping):
                walk(value, f"{before}{key}.")
            else:
                found[before + key] = str(value)

    walk(branch("leseskjema"), "")
    return found


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((TESTS / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_instruction_has_a_test_that_shows_it() -> None:
    sentences = {key for key, said in forms().items() if said.rstrip().endswith(".")}
    assert sentences == SHOWN_BY.keys() | FACTS
    gone = {(path, name) for shown in SHOWN_BY.values() for path, name in shown if name not in named_in(path)}
    assert gone == set()


@pytest.mark.parametrize("key", [key for key in SHOWN_BY if key.startswith(("forside", "rad", "sporsmal"))])
def test_what_an_instruction_names_is_called_so_in_the_form(key: str) -> None:
    assert set(re.findall("«([^»{]+)»", forms()[key])) <= set(forms().values())


def test_a_reason_is_asked_for_where_the_form_says_so(innhold: Innhold) -> None:
    """«Delvis eller Nei» is what every shipped point asks, and what the reader asks where the point says nothing."""
    answers = {"delvis": text("leseskjema.svar.delvis"), "nei": text("leseskjema.svar.nei")}
    for key in ("steg_begrunn", "steg_begrunn_blind"):
        assert " eller ".join(answers.values()) in forms()[f"forside.{key}"]
    assert Lesepunkt.__dataclass_fields__["krever"].default == tuple(answers)
    asked = {
        variant.krav.begrunnelse_ved
        for rule in innhold.regler.values()
        for version in rule.versjoner
        for variant in version.varianter
        if isinstance(variant.krav, manuell.Args)
    }
    assert asked == {tuple(answers)}
