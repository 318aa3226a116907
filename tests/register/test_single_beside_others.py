"""A single event beside others of its rule and unit: what it counts together with, at the run and at the gate alike."""

from datetime import date

from bvaudit.model.registeret.avvik import Objekttilstand, Omfang, Slekt, Stilling
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, BevisVurdert, Objektsvar
from bvaudit.register.gate import missing
from tests.register.meeting import STAB, Life, facts, row, rows

LUKKET, ETTER = date(2026, 9, 1), date(2026, 11, 30)


def _codes(life: Life, nr: str, dag: date) -> set[str]:
    return {one.kode for one in missing(life.reg, life.reg.avvik[nr], STAB, life.kontekst, dag)}


def test_a_single_event_after_a_closed_systemsvikt_can_be_closed() -> None:
    """What the closed one held was measured to be mended: else the new one could neither be lifted nor be closed."""
    life = Life()
    life.run(facts(rows("MEL-01", 4)))
    life.say(
        STAB,
        AvvikAvsluttet(nr=life.avvik().nr, stilling=Stilling.LUKKET, siste_start=date(2026, 7, 1), dag=LUKKET),
        dag=LUKKET,
    )
    life.run(facts(rows("MEL-01", 1, fra=11, start=date(2026, 7, 2)), per=ETTER))
    new = life.reg.avvik["AV-2026-0002"]
    assert (new.omfang, new.slekt) == (Omfang.ENKELTHENDELSE, Slekt.NY_ENKELTHENDELSE)
    assert "tre-objekter" not in _codes(life, new.nr, ETTER)


def test_what_is_settled_back_in_time_is_not_found_again_by_an_earlier_run() -> None:
    """The run of April saw it broken; in May a person says it was gone in February."""
    life = Life()
    life.run(facts(rows("HJE-01", 1)))
    life.run(facts(rows("HJE-01", 1), per=date(2026, 4, 30), uttrekk="april"))
    svar = (Objektsvar(objekt_id="N1", tilstand=Objekttilstand.BORTFALT, grunn="flyttet"),)
    gone = BevisVurdert(nr="AV-2026-0001", kjoring="", dag=date(2026, 2, 28), avgjort=1, uavgjort=0, svar=svar)
    life.say(STAB, gone, dag=date(2026, 5, 4))
    assert "uten-senere-kjoring" in _codes(life, "AV-2026-0001", date(2026, 5, 4))
    borte = [row("HJE-01", "N1", utfall=None, slettet=True)]
    for per in (date(2026, 5, 31), date(2026, 6, 30)):  # the machine has a reason of its own, and then finds it again
        life.run(facts([], per=per, uttrekk=str(per), bevis=borte))
    assert "uten-senere-kjoring" not in _codes(life, "AV-2026-0001", date(2026, 7, 1))


def test_a_fourth_beside_three_that_were_lifted_is_lifted_too() -> None:
    life = Life()
    life.run(facts([row("AKU-01", f"N{n}") for n in (1, 2, 3)]))
    assert {a.omfang for a in life.reg.avvik.values()} == {Omfang.SYSTEMSVIKT}
    life.run(facts([row("AKU-01", f"N{n}") for n in (1, 2, 3, 4)], per=ETTER))
    assert life.reg.avvik["AV-2026-0004"].omfang is Omfang.SYSTEMSVIKT
