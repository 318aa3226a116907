"""The rows of the guards of the year, and the order things may be written in."""

from collections.abc import Mapping

import pytest

from bvaudit.model.registeret.logg import Hendelse
from bvaudit.texts import branch
from tests.register.a_year import LEDER, STAB, begun, context, task, wheel, written
from tests.register.guard_rows_year import ALLOWED, APRIL, DAG, LIVES, ROWS, SIGNED


@pytest.mark.parametrize(("where", "who", "event", "codes"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_refused(where: str, who: str, event: Hendelse, codes: tuple[str, ...]) -> None:
    assert LIVES[where]().asked(who, event, DAG) == codes


@pytest.mark.parametrize(("where", "who", "event"), [r[1:] for r in ALLOWED], ids=[r[0] for r in ALLOWED])
def test_allowed(where: str, who: str, event: Hendelse) -> None:
    assert LIVES[where]().asked(who, event, DAG) == ()


def test_every_reason_of_the_year_has_a_row() -> None:
    shown = {code for row in ROWS for code in row[4]}
    reasons: Mapping[str, object] = branch("aret.nei")
    assert {key.replace("_", "-") for key in reasons} <= shown


def test_the_leader_of_the_one_unit_there_is_signs_for_all_of_it() -> None:
    from dataclasses import replace

    life = written(begun(context(wheel(task("fristliste", 4, 5, 9)), enheter=("nord",))), APRIL, DAG, status="pagar")
    whole = replace(SIGNED, enhet="", utfort=0, uten_status=3)
    assert life.asked(LEDER, whole, DAG) == ()


def test_signing_is_kept_with_its_counts_and_changes_nothing() -> None:
    life = LIVES["done"]()
    before = life.reg.ting
    life.do(STAB, SIGNED, DAG)
    signed = life.reg.signert[0]
    assert (signed.ar, signed.enhet, signed.hvem, signed.planlagt, signed.utfort) == (2026, "nord", STAB, 3, 1)
    assert life.reg.ting == before
