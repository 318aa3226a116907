"""What of the overruns has been reported to the authority: S2-13."""

from datetime import date

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Bevis, Objekttilstand
from bvaudit.model.registeret.hendelser import FeltSatt, UtgaveSendt
from bvaudit.model.registeret.hendelser_avvik import BevisLagtTil
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN
from bvaudit.register.reported import is_authority, overruns
from tests.register.logs import AV, ENHET, STAB, D, Life, context, judged


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def a_life(kontekst: Kontekst) -> Life:
    """Three overruns of UND-03, found in the extract of 31 December 2025."""
    return Life(kontekst).begun().run().found("1", "2", "3")


def sent(life: Life, dag: date, til: str = "Statsforvalteren i Trøndelag") -> None:
    paper = UtgaveSendt(fil="halvar.docx", sha256="a" * 64, mottaker=til, dag=dag, numre=(AV,))
    life.do(STAB, paper, dag)


def marks(life: Life) -> list[tuple[str, date | None]]:
    return [(one.objekt_id, one.meldt) for one in overruns(life.reg, life.events, life.kontekst)]


def later(life: Life, objekt: str, per: date) -> None:
    """One more is found in a later extract."""
    life.run("k2", per, D(7, 1))
    one = Bevis(
        sak=f"S{objekt}", objekt="undersokelse", objekt_id=objekt, enhet=ENHET, start=None, dag=per, kjoring="k2"
    )
    life.do(MASKINEN, BevisLagtTil(nr=AV, antall=1, bevis=(one,), kjoring="k2", dag=per), D(7, 1))


def test_nothing_is_reported_before_somebody_says_so(kontekst: Kontekst) -> None:
    assert marks(a_life(kontekst)) == [("1", None), ("2", None), ("3", None)]


def test_a_paper_that_was_sent_there_reports_what_it_told_of(kontekst: Kontekst) -> None:
    life = a_life(kontekst)
    sent(life, D(2, 1), "Lederne i enhetene")
    assert {day for _, day in marks(life)} == {None}
    sent(life, D(3, 1))
    assert {day for _, day in marks(life)} == {D(3, 1)}
    assert {one.papir for one in overruns(life.reg, life.events, kontekst)} == {"halvar.docx"}


def test_what_is_found_after_a_report_is_not_reported(kontekst: Kontekst) -> None:
    life = a_life(kontekst)
    life.do(STAB, FeltSatt(nr=AV, felt="meldt", verdi="2026-03-01"), D(3, 1))
    later(life, "4", D(6, 30))
    assert marks(life) == [("1", D(3, 1)), ("2", D(3, 1)), ("3", D(3, 1)), ("4", None)]
    life.do(STAB, FeltSatt(nr=AV, felt="meldt", verdi="2026-08-01"), D(8, 1))
    assert marks(life)[0] == ("1", D(3, 1)), "the first report stands"
    assert marks(life)[3] == ("4", D(8, 1))


def test_a_day_that_was_a_slip_stands_for_nothing(kontekst: Kontekst) -> None:
    life = a_life(kontekst)
    life.do(STAB, FeltSatt(nr=AV, felt="meldt", verdi="2026-03-01"), D(3, 2))
    life.do(STAB, FeltSatt(nr=AV, felt="meldt", verdi="2026-02-01"), D(3, 3))
    assert {day for _, day in marks(life)} == {D(2, 1)}
    life.do(STAB, FeltSatt(nr=AV, felt="meldt"), D(3, 4))
    assert {day for _, day in marks(life)} == {None}


def test_a_day_that_has_not_come_is_refused(kontekst: Kontekst) -> None:
    life = a_life(kontekst)
    assert life.asked(STAB, FeltSatt(nr=AV, felt="meldt", verdi="2026-03-02"), D(3, 1)) == ("ikke-gjort-enna",)


def test_what_a_reader_found_to_be_no_breach_is_no_overrun(kontekst: Kontekst) -> None:
    life = a_life(kontekst).run("k2", D(6, 30), D(7, 1))
    for objekt, state in (("1", Objekttilstand.IKKE_BRUDD), ("2", Objekttilstand.FOR_SENT)):
        life.force(MASKINEN, judged(objekt, tilstand=state), D(7, 1))
    assert [one for one, _ in marks(life)] == ["2", "3"]


@pytest.mark.parametrize("regel", ["OMS-01", "MEL-02"])
def test_only_rules_that_give_a_time(kontekst: Kontekst, regel: str) -> None:
    """A foster home that is visited too seldom, or a date that lacks, is no deadline that was overrun."""
    assert marks(Life(kontekst).begun().run().found("1", regel=regel)) == []


NAMES = [
    ("Statsforvalteren i Trøndelag", True),
    ("statsforvalter", True),
    ("Fylkesmannen", True),
    ("Kontrollutvalget", False),
]


@pytest.mark.parametrize(("mottaker", "ventet"), NAMES, ids=[row[0] for row in NAMES])
def test_who_the_authority_is(mottaker: str, ventet: bool) -> None:
    assert is_authority(mottaker) is ventet
