"""The in-use day of the decisive measure is moved on: what breached meanwhile is evidence then, and has to be settled.
Else it would be neither evidence nor measured."""

from datetime import date

from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvgjorendeValgt
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.gate import missing
from tests.register.meeting import LEDER, NORD, PER, STAB, Life, facts, row, rows

TI, LINK = "TI-2026-0001", "AV-2026-0001/TI-2026-0001"
SENERE = date(2026, 9, 1)


def _life(regel: str, in_use: date) -> Life:
    life = Life()
    life.run(facts(rows(regel, 3)))
    life.say(
        LEDER,
        TingOpprettet(nr=TI, slag=Slag.TILTAK, tittel="x", enhet=NORD, eier=LEDER, dag=PER),
        Koblet(avvik="AV-2026-0001", tiltak=TI, dag=PER),
        AvgjorendeValgt(nr="AV-2026-0001", tiltak=TI, dag=PER),
        FeltSatt(nr=LINK, felt="i_bruk", verdi=in_use.isoformat()),
        dag=PER,
    )
    return life


def _left(life: Life) -> list[str]:
    found = missing(life.reg, life.avvik(), STAB, life.kontekst, SENERE)
    return [one.tekst for one in found if one.kode == "objekter-uavgjort"]


def test_an_event_that_began_before_the_day_as_it_is_now_is_evidence() -> None:
    life = _life("HJE-01", date(2026, 2, 1))
    late = row("HJE-01", "N9", start=date(2026, 3, 1))
    life.run(facts([*rows("HJE-01", 3), late], per=date(2026, 4, 30)))
    assert _left(life) == ["Saker som ikke er avgjort: 3"]
    life.say(LEDER, FeltSatt(nr=LINK, felt="i_bruk", verdi="2026-03-02"), dag=SENERE)
    assert _left(life) == ["Saker som ikke er avgjort: 4"]
    life.say(LEDER, FeltSatt(nr=LINK, felt="i_bruk", verdi="2026-03-01"), dag=SENERE)
    assert _left(life) == ["Saker som ikke er avgjort: 3"]


def test_a_state_that_was_broken_before_the_day_as_it_is_now_is_evidence() -> None:
    life = _life("OMS-02", date(2026, 2, 1))
    life.run(facts([*rows("OMS-02", 3), row("OMS-02", "N9")], per=date(2026, 4, 30)))
    assert _left(life) == ["Saker som ikke er avgjort: 3"]
    life.say(LEDER, FeltSatt(nr=LINK, felt="i_bruk", verdi="2026-05-01"), dag=SENERE)
    assert _left(life) == ["Saker som ikke er avgjort: 4"]
