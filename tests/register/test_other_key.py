"""Another key for the pseudonyms: with both lists nothing is found twice, nothing comes back, nothing is lost."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.registeret.avvik import Objekttilstand as T
from bvaudit.model.registeret.avvik import Slekt, Stilling
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet
from bvaudit.model.registeret.hendelser_kjoring import KjoringTrukket, NokkelByttet, Nokkelpar, SakMerket
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.utfall import Utfall
from bvaudit.register.guards import allowed
from bvaudit.register.other_key import keys_of, pairs
from tests.register.meeting import NORD, PER, STAB, Life, facts, kinds, row, rows

NESTE, ETTER = date(2026, 2, 28), date(2026, 11, 30)
NEW = {"nokkel": "m" * 8}


def renamed(one: Objektrad) -> Objektrad:
    return replace(one, sak=f"ny-{one.sak}", objekt_id=f"ny-{one.objekt_id}")


def changed(life: Life, dag: date = NESTE, without: tuple[str, ...] = ()) -> None:
    keys = sorted(keys_of(life.reg) - set(without))
    event = NokkelByttet(
        fra="n" * 8,
        til="m" * 8,
        grunn="ny eier",
        par=tuple(Nokkelpar(gammel=key, ny=f"ny-{key}") for key in keys),
        uten=len(without),
        dag=dag,
    )
    assert allowed(life.reg, Ny(hvem=STAB, hendelse=event), life.kontekst, dag) == ()
    life.say(STAB, event, dag=dag)


@pytest.mark.parametrize("regel", ["MEL-01", "OMS-02", "AKU-01"])
def test_the_same_breaches_by_other_names_are_no_event(regel: str) -> None:
    life = Life()
    life.run(facts(rows(regel, 4)))
    before = {nr: (a.enhet, len(a.bevis)) for nr, a in life.reg.avvik.items()}
    changed(life)
    mote = life.run(facts([renamed(one) for one in rows(regel, 4)], per=NESTE, **NEW))
    assert kinds(mote) in (["kjoring-skrevet"], [])
    assert {nr: (a.enhet, len(a.bevis)) for nr, a in life.reg.avvik.items()} == before


def test_what_was_settled_and_counted_in_a_closing_does_not_come_back() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 4)))
    end = AvvikAvsluttet(nr=life.avvik().nr, stilling=Stilling.LUKKET, brukt=("N31",), dag=NESTE)
    life.say(STAB, end, dag=NESTE)
    changed(life)
    old = [*rows("MEL-01", 4), row("MEL-01", "N31")]
    life.run(facts([renamed(one) for one in old], per=ETTER, **NEW))
    assert [a.slekt for a in life.reg.avvik.values()] == [Slekt.INGEN]


def test_it_is_mended_and_gone_by_its_new_name_and_what_has_none_cannot_be_known() -> None:
    life = Life()
    life.run(facts(rows("HJE-01", 3)))
    changed(life, without=("N3", "S3"))
    seen = [
        row("HJE-01", "ny-N1", utfall=Utfall.OPPFYLT),
        row("HJE-01", "ny-N2", utfall=None, slettet=True),
        row("HJE-01", "N3", utfall=None, slettet=True),
    ]
    life.run(facts([], per=NESTE, bevis=seen, **NEW))
    found = {one.objekt_id: one.tilstand for one in life.avvik().bevis}
    assert found == {"ny-N1": T.RETTET, "ny-N2": T.BORTFALT, "N3": T.IKKE_KONTROLLERT}


def test_a_run_that_is_withdrawn_afterwards_gives_the_new_names() -> None:
    life = Life()
    life.run(facts(rows("HJE-01", 1)))
    life.run(facts([], per=NESTE, bevis=[row("HJE-01", "N1", utfall=Utfall.OPPFYLT)]))
    life.say(STAB, SakMerket(regel="HJE-01", sak=("S1",), enhet=NORD, rettet=PER), dag=NESTE)
    changed(life)
    life.say(STAB, KjoringTrukket(kjoring=f"kjoring-{NESTE}", grunn="feil fil", dag=NESTE), dag=NESTE)
    assert life.evidence("ny-N1").tilstand is T.FORTSATT
    assert life.reg.merket == {("HJE-01", "ny-S1"): PER}


def test_names_are_found_by_what_they_stand_for() -> None:
    before = (("S-1", "sak 1"), ("S-2", "sak 2"), ("S-3", "sak 3"), ("S-4", "sak 4"))
    after = (("S-a", "sak 1"), ("S-b", "sak 2"), ("S-c", "sak 2"), ("S-d", "sak 9"))
    keys = ("S-1", "S-2", "S-3", "S-7")
    assert pairs(keys, before, after) == (Nokkelpar(gammel="S-1", ny="S-a"),)
    assert pairs(keys, (*before, *after[:1]), (*before, *after[:1])) == (Nokkelpar(gammel="S-1", ny="S-a"),)
