"""What begins and ends a measurement is let through by the guards, and what it gave is what the gate closes by: many
made up units over two and a half years, with attempts on any day."""

import random
from collections import Counter
from datetime import date

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.model.registeret.avvik import Stilling
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, ForsokBegynt
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN
from bvaudit.register.attempts import begin, finish
from bvaudit.register.gate import closing
from tests.register.effects import STATS, days, months, row
from tests.register.logs import STAB, D, Life, context

ABOVE = "kommunalsjef"
USED = D(2, 1)
ENDS = {
    Forsoksutfall.NADD: Stilling.LUKKET,
    Forsoksutfall.FA_OK: Stilling.LUKKET_FA,
    Forsoksutfall.FA_AVSLUTT: Stilling.AVSLUTTET_FA,
    Forsoksutfall.INGEN: Stilling.AVSLUTTET_UTEN,
}


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def unit(kontekst: Kontekst, regel: str) -> Life:
    """Everything but the effect is in place."""
    life = Life(kontekst).begun().run().found("1", "2", "3", regel=regel)
    life.written("arsak", "kapasitet", D(1, 20)).measure(D(1, 20)).in_use(USED, D(2, 2))
    return life.settled("1", "2", "3")


def objects(chance: random.Random, regel: str, share: float) -> list[Objektrad]:
    many = chance.choice([0, 1, 3, 6, 12, 40])
    starts = sorted(chance.randrange(900) for _ in range(many))
    return [row(USED + days(at), "o" if chance.random() < share else "x", i, regel) for i, at in enumerate(starts)]


def lived(life: Life, chance: random.Random, regel: str) -> Forsok | None:
    """The first attempt that may end it, of attempts in some of the months."""
    share = chance.choice([0.3, 0.7, 0.95, 1.0])
    drawn = objects(chance, regel, share)
    for month in sorted(chance.sample(range(1, 31), 9)):
        per = months(USED, month)
        begun = begin(life.reg, life.avvik, life.kontekst, per, per)
        if not isinstance(begun, ForsokBegynt):
            continue
        life.do(STAB, begun, per)
        done = finish(life.avvik, begun.forsok, drawn, life.kontekst, per, STATS)
        life.do(MASKINEN, done, per)
        if done.forsok.utfall in ENDS:
            return life.avvik.forsok[-1]
    return None


@pytest.mark.parametrize("regel", ["MEL-01", "HJE-01", "UND-03"])
def test_the_guards_and_the_gate_agree_with_what_was_measured(kontekst: Kontekst, regel: str) -> None:
    chance, seen = random.Random(17), Counter[Forsoksutfall]()
    for _ in range(25):
        life = unit(kontekst, regel)
        last = lived(life, chance, regel)
        if last is None:
            assert "avsluttet" not in life.missing(ABOVE, date(2029, 1, 1)) and life.missing(ABOVE, date(2029, 1, 1))
            continue
        seen[last.utfall] += 1
        ended = closing(
            life.reg, life.avvik, ABOVE, kontekst, last.dag, grunn="Målt.", neste_kontroll=months(last.dag, 12)
        )
        if not isinstance(ended, AvvikAvsluttet):
            # In use for three months is asked for too, and an attempt may be made before that.
            assert [one.kode for one in ended] == ["for-kort-i-bruk"], ended
            continue
        assert (ended.stilling, ended.forsok, ended.brukt) == (ENDS[last.utfall], last.nr, last.brukt)
    assert len(seen) >= 3, "too few outcomes to have shown anything"
