"""What may be written of the course of a supervision: a row for each side of the guard."""

import pytest

from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from tests.register.guard_rows_supervised import ALLOWED, FIRST, NOT_OURS, ROWS, VARSEL
from tests.register.guard_states import state
from tests.register.logs import STAB
from tests.register.supervising import DAG, TS, followed


@pytest.mark.parametrize(("before", "who", "event", "codes"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_refused(before: tuple[TilsynSkritt, ...], who: str, event: TilsynSkritt, codes: tuple[str, ...]) -> None:
    assert followed(*before, written=DAG).asked(who, event, DAG) == codes


@pytest.mark.parametrize(("before", "who", "event"), [r[1:] for r in ALLOWED], ids=[r[0] for r in ALLOWED])
def test_allowed(before: tuple[TilsynSkritt, ...], who: str, event: TilsynSkritt) -> None:
    assert followed(*before, written=DAG).asked(who, event, DAG) == ()


def test_an_avvik_takes_no_steps() -> None:
    assert state("open").asked(STAB, NOT_OURS, DAG) == ("ikke-tilsyn",)


def test_the_first_step_has_the_number_the_rows_say() -> None:
    assert followed(VARSEL, written=DAG).reg.tilsyn[TS][0].hendelse == FIRST
