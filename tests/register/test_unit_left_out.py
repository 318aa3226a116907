"""A unit whose cases are not in the extract at all has corrected nothing and ended nothing, however often it is so."""

from datetime import date

from bvaudit.model.registeret.avvik import Objekttilstand as T
from tests.register.meeting import NORD, OST, SOR, Life, facts, row, rows

WITHOUT_NORD = {"saker": {SOR: 50, OST: 50}, "tall": {}}


def test_left_out_of_two_extracts_it_is_not_gone() -> None:
    life = Life()
    life.run(facts(rows("HJE-01", 3)))
    gone = [row("HJE-01", one, utfall=None, slettet=True) for one in ("N1", "N2", "N3")]
    for per in (date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)):
        life.run(facts([], per=per, bevis=gone, **WITHOUT_NORD))
        assert {one.tilstand for one in life.of("HJE-01", NORD)[0].bevis} == {T.IKKE_KONTROLLERT}, per


def test_back_again_what_is_not_in_it_is_gone() -> None:
    life = Life()
    life.run(facts(rows("HJE-01", 1)))
    gone = [row("HJE-01", "N1", utfall=None, slettet=True)]
    life.run(facts([], per=date(2026, 3, 31), bevis=gone, **WITHOUT_NORD))
    life.run(facts([], per=date(2026, 4, 30), bevis=gone))
    assert life.evidence("N1").tilstand is T.BORTFALT
