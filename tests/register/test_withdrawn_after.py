"""A run is withdrawn after people have gone on: nothing of theirs is lost, and nothing stands on what it said."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.registeret.avvik import Objekttilstand as T
from bvaudit.model.registeret.avvik import Stilling
from bvaudit.model.registeret.hendelser import Overfort
from bvaudit.model.registeret.hendelser_avvik import (
    AvvikAvsluttet,
    BevisVurdert,
    Gjenapnet,
    KanIkkeRettes,
    Objektsvar,
)
from bvaudit.model.registeret.hendelser_kjoring import KjoringTrukket
from bvaudit.model.registeret.logg import Hendelse, Ny
from bvaudit.model.utfall import Utfall
from bvaudit.register.guards import allowed
from tests.register.meeting import NORD, PER, STAB, Life, facts, row, rows

NESTE, DAG = date(2026, 3, 31), date(2026, 4, 10)
TRUKKET = KjoringTrukket(kjoring=f"kjoring-{NESTE}", grunn="feil fil", dag=DAG)
OPPHORT = {"opphort": {NORD: date(2026, 2, 28)}, "etterfolgere": {NORD: "ny"}}


def _codes(life: Life, event: KjoringTrukket) -> list[str]:
    return [one.kode for one in allowed(life.reg, Ny(hvem=STAB, hendelse=event), life.kontekst, DAG)]


def test_evidence_that_was_merged_meanwhile_is_kept() -> None:
    life = Life()
    life.run(facts([*rows("HJE-01", 3), *rows("HJE-01", 3, "ny", fra=5)]))
    first, second = life.of("HJE-01")[0].nr, life.of("HJE-01", "ny")[0].nr
    mended = [row("HJE-01", one, utfall=Utfall.OPPFYLT) for one in ("N1", "N2", "N3")]
    life.run(facts([], per=NESTE, bevis=mended, **OPPHORT))
    life.say(
        STAB,
        AvvikAvsluttet(nr=second, stilling=Stilling.SLATT_SAMMEN, til=first, grunn="samme", dag=DAG),
        dag=DAG,
    )
    life.say(STAB, TRUKKET, dag=DAG)
    assert {one.objekt_id: one.tilstand for one in life.reg.avvik[first].bevis} == dict.fromkeys(
        ("N1", "N2", "N3", "N5", "N6", "N7"), T.FORTSATT
    )


def test_what_was_closed_by_it_is_opened_again_first() -> None:
    life = Life()
    life.run(facts(rows("HJE-01", 1)))
    life.run(facts([], per=NESTE, bevis=[row("HJE-01", "N1", utfall=Utfall.OPPFYLT)]))
    nr = life.avvik().nr
    assert _codes(life, TRUKKET) == []
    life.say(STAB, AvvikAvsluttet(nr=nr, stilling=Stilling.LUKKET, dag=NESTE), dag=NESTE)
    assert _codes(life, TRUKKET) == ["lukket-etter-kjoring"]
    life.say(STAB, Gjenapnet(nr=nr, grunn="bygde på feil uttrekk", dag=DAG), dag=DAG)
    assert _codes(life, TRUKKET) == []
    life.say(STAB, TRUKKET, dag=DAG)
    assert life.evidence("N1").tilstand is T.FORTSATT


@pytest.mark.parametrize(
    "act",
    [
        KanIkkeRettes(nr="AV-2026-0001", grunn="for sent", objekter=("N1",), dag=PER),
        Overfort(nr="AV-2026-0001", eier="teamleder@nord", grunn="ny leder", dag=PER),
        BevisVurdert(
            nr="AV-2026-0001",
            kjoring="",
            dag=PER,
            avgjort=1,
            uavgjort=0,
            svar=(Objektsvar(objekt_id="N1", tilstand=T.BORTFALT, grunn="flyttet"),),
        ),
    ],
)
def test_what_people_have_settled_in_it_is_typed_in_it(act: Hendelse) -> None:
    life = Life()
    life.run(facts(rows("HJE-01", 1)))
    first = replace(TRUKKET, kjoring=f"kjoring-{PER}")
    assert _codes(life, first) == []
    life.say(STAB, act, dag=PER)
    assert _codes(life, first) == ["skrevet-i"]


def test_a_single_event_it_found_still_settled_is_opened_again_first() -> None:
    life = Life()
    life.run(facts(rows("HJE-01", 1)))
    mended = [row("HJE-01", "N1", utfall=Utfall.OPPFYLT)]
    life.run(facts([], per=date(2026, 2, 28), bevis=mended))
    life.run(facts([], per=NESTE, bevis=mended, uttrekk="u3"))
    life.say(STAB, AvvikAvsluttet(nr=life.avvik().nr, stilling=Stilling.LUKKET, dag=DAG), dag=DAG)
    assert _codes(life, TRUKKET) == ["lukket-etter-kjoring"]


def test_the_finding_is_as_before_what_a_withdrawn_reading_took_from_it() -> None:
    life = Life()
    life.run(facts(rows("HJE-01", 3)))
    read = row("HJE-01", "N1", utfall=Utfall.OPPFYLT, lest="hosten")
    life.run(facts([], per=PER, revisjon="hosten", kjoring=f"kjoring-{NESTE}", bevis=[read]), dag=NESTE)
    found = life.avvik().utgangspunkt
    assert found is not None and found.ikke_brudd == 1
    life.say(STAB, TRUKKET, dag=DAG)
    found = life.avvik().utgangspunkt
    assert found is not None and found.ikke_brudd == 0
