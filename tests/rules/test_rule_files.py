"""The rules and the tests that stand beside them, written by those who know the law."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from bvaudit.diagnostics import Problem
from bvaudit.engine.rule_testing import Failure, run_rule_tests
from bvaudit.loading.content.lists import read_kodelister, read_lover
from bvaudit.loading.content.place import yaml_files
from bvaudit.loading.content.rule_tests import read_rule_tests
from bvaudit.loading.content.rules import BESIDE_RULES, KODEVERK, read_rules
from bvaudit.model.koder import Kodelister
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import Lov, Rule, Versjon
from bvaudit.model.rule_test import RuleTest
from bvaudit.model.utfall import Alvorlighetsgrad, Utfall
from bvaudit.vocabulary import manuell

ROT = Path(__file__).resolve().parents[2]
REGLER, TESTER = ROT / "rules", Path(__file__).resolve().parent


@cache
def lover() -> Mapping[str, Lov]:
    found, problems = read_lover(REGLER)
    assert not problems
    return found


@cache
def koder() -> Kodelister:
    found, problems = read_kodelister(REGLER)
    assert not problems
    return found


@cache
def rules() -> tuple[Mapping[str, Rule], list[Problem]]:
    return read_rules((REGLER,), lover())


@cache
def rule_tests() -> tuple[list[RuleTest], list[Problem]]:
    return read_rule_tests(TESTER, rules()[0])


@cache
def failures() -> Mapping[tuple[str, str], list[Failure]]:
    """All tests in a few queries; each case below looks up its own."""
    found: dict[tuple[str, str], list[Failure]] = defaultdict(list)
    for failure in run_rule_tests(rules()[0], rule_tests()[0], koder()):
        found[failure.test.regel, failure.test.navn].append(failure)
    return found


ALLE = list(rules()[0].values())
MASKINELLE = [rule for rule in ALLE if not rule.manuell]
# They ask whether something is there, filled in or written twice, or have already said in «gjelder» that what they
# need is known. For them there is no case that cannot be decided.
ALLTID_TIL_A_AVGJORE = {
    *("MED-08", "MEL-02", "UND-01"),
    *("SSB-ettervern-02c", "SSB-flytting-02c", "SSB-melding-02c", "SSB-oversendelse-02f", "SSB-plan-02c"),
    *("SSB-tiltak-02c", "SSB-undersokelse-02c", "SSB-vedtak-02c", "SSB-vedtak-02g", "SSB-sak-02a"),
    *("SSB-melding-04", "SSB-melding-05", "SSB-tiltak-14", "SSB-tiltak-20", "SSB-undersokelse-20"),
    *("SSB-melding-19", "SSB-plan-19", "SSB-tiltak-19", "SSB-undersokelse-19", "SSB-vedtak-19"),
    *("SSB-personalia-11", "SSB-personalia-12", "SSB-personalia-13", "SSB-personalia-14", "SSB-personalia-15"),
    *("SSB-personalia-16", "SSB-personalia-17", "SSB-personalia-18"),
    *("SSB-sak-03", "SSB-sak-06", "SSB-sak-21", "SSB-sak-22", "SSB-sak-23"),
}


@pytest.mark.parametrize("test", rule_tests()[0], ids=lambda test: f"{test.regel}: {test.navn}")
def test_rule(test: RuleTest) -> None:
    wrong = [f"{f.variant}: ventet {f.ventet}, fikk {f.fikk}" for f in failures()[test.regel, test.navn]]
    assert not wrong, f"{test.fil}:{test.linje}: " + "; ".join(wrong)


def test_every_file_is_read_without_problems() -> None:
    assert [str(problem) for problem in (*rules()[1], *rule_tests()[1])] == []
    beside = {KODEVERK, *BESIDE_RULES}
    files = [path for path in yaml_files(REGLER) if not beside & set(path.relative_to(REGLER).parts)]
    assert sorted(path.stem for path in files) == sorted(rules()[0])


def test_a_name_is_used_once_in_each_rule() -> None:
    names = [(test.regel, test.navn) for test in rule_tests()[0]]
    assert sorted(set(names)) == sorted(names)


def cases_of(rule: Rule) -> list[RuleTest]:
    return [test for test in rule_tests()[0] if test.regel == rule.id]


def seen(rule: Rule) -> set[tuple[str, str]]:
    """(variant, outcome) for everything the rule's tests expect."""
    return {(f.variant, f.utfall) for test in cases_of(rule) for f in test.forventet}


@pytest.mark.parametrize("rule", MASKINELLE, ids=lambda rule: rule.id)
def test_the_standard_is_seen_both_kept_and_broken(rule: Rule) -> None:
    outcomes = {utfall for variant, utfall in seen(rule) if variant == rule.variantnavn[0]}
    assert {Utfall.OPPFYLT, Utfall.IKKE_OPPFYLT} <= outcomes


@pytest.mark.parametrize(
    ("rule", "variant"),
    [pytest.param(rule, navn, id=f"{rule.id} {navn}") for rule in MASKINELLE for navn in rule.variantnavn[1:]],
)
def test_every_other_way_of_counting_is_seen_broken_and_not(rule: Rule, variant: str) -> None:
    """Some of them judge only open objects, and those are never kept; so any other outcome will do."""
    outcomes = {utfall for navn, utfall in seen(rule) if navn == variant}
    assert Utfall.IKKE_OPPFYLT in outcomes
    assert len(outcomes) > 1


@pytest.mark.parametrize(
    ("rule", "gjelder_fra"),
    [
        pytest.param(rule, versjon.gjelder_fra, id=f"{rule.id} fra {versjon.gjelder_fra}")
        for rule in MASKINELLE
        if len(rule.versjoner) > 1
        for versjon in rule.versjoner
    ],
)
def test_every_version_is_tested(rule: Rule, gjelder_fra: date) -> None:
    """By a test that says which version it expects, or, for a rule about a state, by its judging day."""
    for test in cases_of(rule):
        said = {f.fakta.get("regelversjon") for f in test.forventet}
        if str(gjelder_fra) in said:
            return
        by_state = next((v for v in rule.versjoner if not v.velges_etter and v.in_force(test.per)), None)
        if by_state is not None and by_state.gjelder_fra == gjelder_fra:
            return
    pytest.fail(f"ingen test av versjonen fra {gjelder_fra}")


def edges() -> list[tuple[Rule, date, Versjon]]:
    """Every day the law behind a rule begins, and the day before it where an older version ends."""
    return [
        (rule, day, chosen)
        for rule in MASKINELLE
        for older, versjon in pairwise((None, *rule.versjoner))
        for day, chosen in ((versjon.gjelder_fra, versjon), (versjon.gjelder_fra - timedelta(days=1), older))
        if chosen is not None
    ]


@pytest.mark.parametrize(("rule", "day", "chosen"), edges(), ids=lambda value: str(getattr(value, "id", value))[:40])
def test_both_sides_of_the_day_the_law_changed(rule: Rule, day: date, chosen: Versjon) -> None:
    """A case with that very day in it, and a test that says which version it must be judged by."""
    for test in cases_of(rule):
        days = {value for rows in test.rader.values() for row in rows for value in row.values()}
        said = {f.fakta.get("regelversjon") for f in test.forventet}
        if day in days | {test.per} and (str(chosen.gjelder_fra) in said or len(rule.versjoner) == 1):
            return
        if test.per == day and not chosen.velges_etter:
            return
    pytest.fail(f"ingen test på dagen {day}")


def test_what_cannot_be_known_is_tried_for_every_rule_that_can_meet_it() -> None:
    never = {rule.id for rule in MASKINELLE if Utfall.UAVKLART not in {utfall for _, utfall in seen(rule)}}
    assert never == ALLTID_TIL_A_AVGJORE


def test_our_own_yardsticks_are_never_critical() -> None:
    """What is counted by a local norm, or only by the register, may be serious; it is not what the law calls urgent."""
    critical = [rule for rule in ALLE if rule.alvorlighetsgrad is Alvorlighetsgrad.KRITISK]
    assert [rule.id for rule in critical if rule.variantnavn[0] != "lov"] == []


@pytest.mark.parametrize("rule", [rule for rule in ALLE if rule.manuell], ids=lambda rule: rule.id)
def test_a_manual_point_has_what_the_one_who_answers_needs(rule: Rule) -> None:
    for krav in (variant.krav for versjon in rule.versjoner for variant in versjon.varianter):
        assert isinstance(krav, manuell.Args)
        assert krav.hvem and set(krav.begrunnelse_ved) >= {"nei"}
        assert set(krav.begrunnelse_ved) <= set(krav.svar)
    assert rule.sporsmal.endswith("?")


def test_the_wording_of_every_rule_is_the_one_that_was_read() -> None:
    """A changed sentence must be read again: ``bvaudit regler --avtrykk ID`` gives the new print."""
    assert [rule.id for rule in ALLE if rule.kontrollert.avtrykk != wording_print(rule)] == []


@pytest.mark.parametrize("rule", ALLE, ids=lambda rule: rule.id)
def test_the_rule_rests_on_known_law(rule: Rule) -> None:
    assert Path(rule.fil).stem == rule.id
    assert {h.lov for v in rule.versjoner for h in v.hjemmel} <= set(lover())


@pytest.mark.parametrize("rule", ALLE, ids=lambda rule: rule.id)
def test_no_version_cites_an_act_that_was_not_in_force(rule: Rule) -> None:
    for versjon in rule.versjoner:
        for act in (lover()[h.lov] for h in versjon.hjemmel):
            assert (act.gjelder_fra or date.min) <= versjon.gjelder_fra, act.id
            assert (versjon.gjelder_til_og_med or date.max) <= (act.gjelder_til_og_med or date.max), act.id


def test_every_machine_rule_is_tested() -> None:
    assert {test.regel for test in rule_tests()[0]} == {rule.id for rule in MASKINELLE}
