"""A control that is asked for by its number is the one the year has, whoever does it and however it is dealt out."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.plans import Arshjul, Fordeling
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.ting import task_number
from bvaudit.register.planned_tasks import control, controls
from tests.register.merge_example import NORD, SOR, kontekst
from tests.register.planned_example import task


def world(**more: object) -> Kontekst:
    tasks = (
        task("hver", 1, 2, 12),
        task("samlet", 2, 3, gjores_av=Fordeling.SAMLET),
        task("delt", 4, 5, 6, gjores_av=Fordeling.DELT),
        task("noen", 2, for_enheter=(SOR,)),
    )
    hjul = Arshjul(
        id="hjul",
        tittel="Årshjulet",
        gjelder_fra=date(2026, 1, 1),
        kilde="",
        oppgaver=tasks,
        fil="hjul.yaml",
        egen=True,
    )
    later = replace(hjul, id="neste", gjelder_fra=date(2026, 6, 1), oppgaver=(task("hver", 12), *tasks[1:]))
    return replace(kontekst(), arshjul=(hjul, later), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "more",
    [{}, {"opphort": {NORD: date(2026, 2, 10)}, "etterfolgere": {NORD: SOR}}],
    ids=["to enheter", "slått sammen"],
)
def test_each_control_of_the_year_is_found_by_its_number_and_no_other_is(more: dict[str, object]) -> None:
    known = world(**more)
    every = controls(known, 2026)
    assert len(every) > 5
    assert [control(known, one.nr) for one in every] == list(every)
    there = {one.nr for one in every}
    for month in range(1, 13):
        for oppgave in ("hver", "samlet", "delt", "noen", "ukjent"):
            for enhet in ("", NORD, SOR):
                nr = task_number(date(2026, month, 1), oppgave, enhet)
                assert (control(known, nr) is not None) == (nr in there), nr
