"""What a breach of each shipped rule is called, and which rules see the same fault."""

import re
from pathlib import Path

import pytest

from bvaudit.model.rule import Rule
from bvaudit.workflows.content import content_or_stop

REGLER = Path(__file__).resolve().parents[2] / "rules"
ALLE = [rule for rule in content_or_stop().regler.values() if rule.kontroll is None]


@pytest.mark.parametrize("rule", ALLE, ids=lambda rule: rule.id)
def test_the_breach_has_a_heading_of_its_own(rule: Rule) -> None:
    """One line that fits a heading, and says something else than the requirement."""
    assert rule.avvikstittel
    assert rule.avvikstittel.casefold().strip(". ") != rule.tittel.casefold().strip(". ")
    assert len(rule.avvikstittel) <= 110 and "\n" not in rule.avvikstittel
    assert not re.search(r"[.?:{}_]", rule.avvikstittel)
    assert rule.avvikstittel[0].isupper()


def test_no_two_rules_call_their_breach_the_same() -> None:
    titles = [rule.avvikstittel for rule in ALLE]
    assert sorted(set(titles)) == sorted(titles)


def test_the_rules_that_see_the_same_fault_as_a_wider_one() -> None:
    assert {rule.id: rule.omfattes_av for rule in ALLE if rule.omfattes_av} == {
        "HJE-01": ("HJE-04",),
        "HJE-05": ("HJE-04",),
        "TIL-10": ("TIL-01",),
    }


@pytest.mark.parametrize("rule", [r for r in ALLE if r.manuell], ids=lambda rule: rule.id)
def test_a_point_people_answer_has_a_good_and_a_poor_answer_of_its_own(rule: Rule) -> None:
    assert rule.eksempel is not None
    assert rule.eksempel.godt and rule.eksempel.svakt and rule.eksempel.godt != rule.eksempel.svakt
    assert "svar:" not in rule.veiledning, "the examples are fields, not prose"
