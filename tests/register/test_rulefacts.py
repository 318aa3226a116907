"""How a rule is built, read by hand from the rules themselves."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import fold
from bvaudit.register.roles import above, same, split, stands_alone
from bvaudit.register.rulefacts import after, is_event_rule, is_read, limit_of, no_miss_allowed, window_of
from tests.register.an_register import a_story

WINDOWS = {
    "OMS-01": "P1Y",
    "TIL-02": "P1Y",
    "HJE-04": "P3M",
    "HJE-05": "P6M",
    "OMS-16": "P1Y",
    "OMS-19": "",
    "UND-03": "",
}
LIMITS = {
    "UND-03": ["P1W", "P6M"],  # a week for the message, three months, six when it is extended
    "MEL-01": ["P1W"],
    "MEL-02": ["P1W"],
    "AKU-07": ["P6W"],
    "HJE-13": ["P1Y"],
    "ETT-02": ["P1M"],
    "VED-01": [],
}


@pytest.mark.parametrize("regel", WINDOWS)
def test_how_far_back_it_looks(innhold: Innhold, regel: str) -> None:
    found = window_of(innhold.regler[regel])
    assert str(found or "") == WINDOWS[regel]


@pytest.mark.parametrize("regel", LIMITS)
def test_how_long_it_gives(innhold: Innhold, regel: str) -> None:
    assert [str(part) for part in limit_of(innhold.regler[regel])] == LIMITS[regel]


def test_months_after_a_week(innhold: Innhold) -> None:
    """24 February + a week is 3 March, + six months is 3 September."""
    assert after(date(2026, 2, 24), limit_of(innhold.regler["UND-03"])) == date(2026, 9, 3)


def test_events_states_and_what_is_read(innhold: Innhold) -> None:
    rules = innhold.regler
    assert is_event_rule(rules["UND-03"]) and not is_event_rule(rules["OMS-16"])
    assert is_read(rules["UND-04"]) and is_read(rules["UND-05"]) and not is_read(rules["UND-03"])


def test_roles_from_the_lowest_to_the_highest(innhold: Innhold) -> None:
    words = innhold.kodeverk
    assert words is not None
    order = ["saksbehandler", "teamleder", "barnevernleder", "enhetsleder", "stab", "kommunalsjef", "kommunedirektor"]
    assert [one.kode for one in words.roller] == order
    assert above("stab", "barnevernleder@E1", words)
    assert not above("barnevernleder@E2", "barnevernleder@E1", words)
    assert not above("sjef@E1", "teamleder@E1", words) and not above("stab", "sjef@E1", words)
    assert stands_alone("stab", words) and not stands_alone("enhetsleder", words)


def test_the_same_person() -> None:
    assert split("teamleder@E1") == ("teamleder", "E1") and split("stab") == ("stab", "")
    assert same("stab", "stab@E1") and same("teamleder@E1", "teamleder@E1")
    assert not same("teamleder@E1", "teamleder@E2") and not same("", "") and not same("stab", "kommunalsjef")


def test_what_is_kritisk_by_the_rule_stays_so_when_the_avvik_is_set_lower(innhold: Innhold) -> None:
    rules = innhold.regler.values()
    critical = next(rule for rule in rules if rule.alvorlighetsgrad is Alvorlighetsgrad.KRITISK)
    ordinary = next(rule for rule in rules if rule.alvorlighetsgrad is Alvorlighetsgrad.HOY)
    register = fold(a_story().events)
    low, high = (
        replace(next(iter(register.avvik.values())), alvor=alvor)
        for alvor in (Alvorlighetsgrad.LAV, Alvorlighetsgrad.KRITISK)
    )
    assert no_miss_allowed(low, critical)
    assert no_miss_allowed(high, ordinary) and no_miss_allowed(high, None)
    assert not no_miss_allowed(low, ordinary) and not no_miss_allowed(low, None)
