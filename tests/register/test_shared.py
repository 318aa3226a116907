"""What fails in two units or more becomes stab's: proposed, made a measure by a person, and linked to each avvik."""

from datetime import date

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Kilde, Stilling
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.register.shared import measure_for, measure_type, shared
from tests.register.logs import AV, STAB, D, Life, context

B, C, FORELDER = "AV-2026-0002", "AV-2026-0003", "AV-2026-0004"


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def two_units(kontekst: Kontekst) -> Life:
    """UND-03 in both units, and MEL-01 in one."""
    life = Life(kontekst).begun().run().found("1", "2", "3")
    life.found(nr=B, enhet="E2", eier="barnevernleder@E2")
    return life.found(nr=C, regel="MEL-01")


def test_one_unit_is_not_shared(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun().run().found("1", "2", "3").found(nr=B, regel="MEL-01", enhet="E2")
    assert shared(life.reg, kontekst) == ()


def test_two_units_are(kontekst: Kontekst) -> None:
    (one,) = shared(two_units(kontekst).reg, kontekst)
    assert (one.regel, one.enheter, one.avvik, one.uten) == ("UND-03", ("E1", "E2"), (AV, B), (AV, B))
    assert one.brudd == kontekst.regler["UND-03"].brudd


def test_what_has_ended_is_not_counted(kontekst: Kontekst) -> None:
    life = two_units(kontekst)
    ended = AvvikAvsluttet(nr=B, stilling=Stilling.AVSLUTTET_UTEN, grunn="Ingen saker", dag=D(5, 1))
    life.force("kommunalsjef", ended, D(5, 1))
    assert shared(life.reg, kontekst) == ()


def test_stab_makes_a_measure_that_is_linked_to_each(kontekst: Kontekst) -> None:
    life = two_units(kontekst)
    life.found(nr=FORELDER, enhet="", eier=STAB, kilde=Kilde.FORELDER)
    (one,) = shared(life.reg, kontekst)
    assert one.forelder == FORELDER
    for event in measure_for(one, life.reg, D(3, 1), tekst="Kurs om frister", tiltakstype="opplaring", frist=D(5, 1)):
        life.do(STAB, event, D(3, 1))
    made = life.reg.ting["TI-2026-0001"]
    assert (made.enhet, made.eier, made.tittel) == ("", STAB, "Kurs om frister")
    assert (made.verdi("tiltakstype"), made.verdi("tiltaksstatus")) == ("opplaring", "planlagt")
    assert made.dato("frist") == date(2026, 5, 1)
    assert [life.reg.avvik[nr].tiltak for nr in (AV, B, FORELDER)] == [("TI-2026-0001",)] * 3
    assert life.reg.avvik[C].tiltak == ()
    (after,) = shared(life.reg, kontekst)
    assert ([ting.nr for ting in after.tiltak], after.uten) == (["TI-2026-0001"], ())


def test_said_again_it_only_links_what_is_new(kontekst: Kontekst) -> None:
    life = two_units(kontekst)
    for event in measure_for(shared(life.reg, kontekst)[0], life.reg, D(3, 1), tekst="Kurs om frister"):
        life.do(STAB, event, D(3, 1))
    again = list(measure_for(shared(life.reg, kontekst)[0], life.reg, D(3, 2), tekst="Kurs  om frister"))
    assert again == []
    life.found(nr="AV-2026-0009", enhet="E2", sak="S-1")
    (one,) = shared(life.reg, kontekst)
    assert one.uten == ("AV-2026-0009",)
    events = list(measure_for(one, life.reg, D(3, 2), tekst="Kurs om frister"))
    assert [type(event).__name__ for event in events] == ["Koblet"]


TYPES = [("opplaring", "opplaring"), ("Ny eller endret mal", "mal"), ("kurs", "opplaring"), ("noe", None), ("", None)]


@pytest.mark.parametrize(("said", "ventet"), TYPES, ids=[row[0] or "tomt" for row in TYPES])
def test_the_kind_is_known_by_its_code_its_words_or_one_word_of_its_own(
    kontekst: Kontekst, said: str, ventet: str | None
) -> None:
    assert measure_type(said, kontekst) == ventet
