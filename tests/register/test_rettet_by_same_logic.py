"""«Rettet» is said by the logic the breach was found by, or one it has been broken by since; never by another."""

from datetime import date

import pytest

from bvaudit.model.registeret.avvik import Objekttilstand as T
from bvaudit.model.registeret.hendelser_kjoring import KjoringTrukket
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.utfall import Utfall
from tests.register.meeting import LOGIKK, STAB, Life, facts, row

RULE = "HJE-01"
OTHER = {**LOGIKK, RULE: "en annen"}
DAYS = (date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31))
MET = row(RULE, "N1", utfall=Utfall.OPPFYLT)
UNCLEAR = row(RULE, "N1", utfall=Utfall.UAVKLART)
NOT_ASKED = row(RULE, "N1", utfall=Utfall.IKKE_AKTUELT)
BROKEN = row(RULE, "N1")


def _after(*seen: Objektrad) -> Life:
    life = Life()
    life.run(facts([BROKEN]))
    for day, one in zip(DAYS, seen, strict=False):
        life.run(facts([one] if one is BROKEN else [], per=day, bevis=[one], logikk=OTHER))
    return life


@pytest.mark.parametrize(
    ("seen", "state"),
    [
        ((UNCLEAR, MET), T.IKKE_KONTROLLERT),  # the day the logic was changed nothing could be said
        ((MET, UNCLEAR, MET), T.IKKE_KONTROLLERT),
        ((NOT_ASKED, MET), T.BORTFALT),
        ((BROKEN, UNCLEAR, MET), T.RETTET),  # broken by the new logic as well, and mended by it
        ((UNCLEAR, BROKEN, MET), T.RETTET),
        ((MET, BROKEN, UNCLEAR, MET), T.RETTET),
    ],
)
def test_another_logic_never_mends_what_it_did_not_find(seen: tuple[Objektrad, ...], state: T) -> None:
    assert _after(*seen).evidence("N1").tilstand is state


def test_a_withdrawn_run_did_not_change_the_logic() -> None:
    life = Life()
    life.run(facts([BROKEN]))
    life.run(facts([], per=DAYS[0], bevis=[MET], logikk=OTHER))
    life.say(STAB, KjoringTrukket(kjoring=f"kjoring-{DAYS[0]}", grunn="feil fil", dag=DAYS[0]), dag=DAYS[0])
    life.run(facts([], per=DAYS[1], bevis=[MET]))
    assert life.evidence("N1").tilstand is T.RETTET
