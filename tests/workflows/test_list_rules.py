"""`bvaudit regler`: which rules a choice gives, and the day's law beside each."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.errors import UsageError
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import Rule
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.list_rules import RuleChoice, choose, list_rules, wording_of

pytestmark = pytest.mark.lang

CONTENT = content_or_stop()


def listed(choice: RuleChoice, *more: Rule) -> tuple[str, ...]:
    return choose(choice, [*CONTENT.regler.values(), *more], CONTENT.lover).linjer


def ids(choice: RuleChoice) -> set[str]:
    return {line.split()[0] for line in listed(choice) if line[:3].isupper() and "-" in line[:5]}


def line_of(id_: str, choice: RuleChoice) -> str:
    return next(line for line in listed(choice) if line.startswith(f"{id_} "))


def test_every_rule_is_listed() -> None:
    assert ids(RuleChoice()) == {rule.id for rule in CONTENT.regler.values() if rule.kontroll is None}
    assert list_rules(RuleChoice(), regler=()).linjer == listed(RuleChoice())
    antall = len(ids(RuleChoice()))
    assert listed(RuleChoice())[-2:] == (
        f"{antall} regler. A regnes av uttrekket; S uttrekket gir en indikasjon, og et menneske leser saken; "
        "M besvares av et menneske",
        "I tillegg 79 registerkontroller: --tema ssb",
    )


def test_the_registers_own_controls_are_listed_when_asked_for() -> None:
    assert ids(RuleChoice(tema="ssb")) == {rule.id for rule in CONTENT.regler.values() if rule.kontroll is not None}


@pytest.mark.parametrize(
    ("hjemmel", "med", "uten"),
    [
        pytest.param("2-1", {"MEL-01"}, {"UND-03"}, id="bare paragrafen"),
        pytest.param("bvl. § 2-2", {"UND-03"}, {"MEL-01"}, id="slik den siteres"),
        pytest.param("BVL §2-2", {"UND-03"}, {"MEL-01"}, id="store bokstaver og uten mellomrom"),
        pytest.param("bvl2021 2-2", {"UND-03"}, {"MEL-01"}, id="lovens id"),
        pytest.param("bvl1992", {"MEL-01", "UND-03"}, {"AKU-05"}, id="bare loven"),
        pytest.param("-1", set(), {"MEL-01"}, id="en del av paragrafen er ikke paragrafen"),
        pytest.param("fvl. § 2-1", set(), {"MEL-01"}, id="paragrafen i en annen lov"),
    ],
)
def test_by_law(hjemmel: str, med: set[str], uten: set[str]) -> None:
    found = ids(RuleChoice(hjemmel=hjemmel))
    assert med <= found
    assert not uten & found


def test_with_a_day_only_that_days_law_counts() -> None:
    before, after = date(2022, 12, 31), date(2023, 1, 1)
    assert "MEL-01" not in ids(RuleChoice(hjemmel="bvl2021", per=before))
    assert "bvl. 1992 § 4-2" in line_of("MEL-01", RuleChoice(per=before))
    assert "bvl. § 2-1" in line_of("MEL-01", RuleChoice(per=after))
    assert "AKU-05" not in ids(RuleChoice(per=before))
    assert "AKU-05" in ids(RuleChoice(per=after))


def test_the_unsure_ones_are_marked() -> None:
    found = ids(RuleChoice(usikre=True))
    assert "UND-03" in found
    assert "MEL-01" not in found
    assert "[sikkerhet middels]" in line_of("UND-03", RuleChoice(usikre=True))


def test_by_subject_and_all_at_once() -> None:
    assert all(id_.startswith("MEL") for id_ in ids(RuleChoice(tema="melding")))
    assert listed(RuleChoice(tema="melding", hjemmel="99-9", usikre=True)) == ("Ingen regler passer",)


def test_an_unknown_subject_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError) as caught:
        listed(RuleChoice(tema="meldinger"))
    assert "melding, " in caught.value.hint


def test_a_retired_rule_is_marked_and_not_in_force() -> None:
    rule = replace(CONTENT.regler["MEL-01"], id="FJ-01", utgatt=date(2026, 1, 1))
    (line,) = (line for line in listed(RuleChoice(), rule) if line.startswith("FJ-01"))
    assert line.endswith("(utgått 01.01.2026)")
    for per, there in ((date(2025, 12, 31), True), (date(2026, 1, 1), False)):
        assert any(line.startswith("FJ-01") for line in listed(RuleChoice(per=per), rule)) is there


def test_the_print_of_the_wording() -> None:
    assert wording_of("mel-01", regler=()) == wording_print(CONTENT.regler["MEL-01"])
    with pytest.raises(UsageError) as caught:
        wording_of("MEL-1", regler=())
    assert caught.value.hint.startswith("mente du «MEL-")
