"""What becomes of each object in evidence, hand-reckoned: every way it can stand by every way a rule heals."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bvaudit.model.registeret.avvik import Objekttilstand as T
from bvaudit.model.registeret.hendelser_avvik import BevisVurdert, KanIkkeRettes, LogikkEndret, Objektsvar, SvarEndret
from bvaudit.model.registeret.hendelser_kjoring import KjoringTrukket, NokkelByttet
from bvaudit.model.rule import Rettes
from bvaudit.model.utfall import Utfall
from tests.register.meeting import KONTEKST, LEDER, LOGIKK, NORD, OST, PER, REGLER, SOR, STAB, Life, facts, kinds, row

NESTE, SLUTT = date(2026, 3, 31), date(2026, 2, 10)
FOR, ETTER = date(2026, 2, 9), date(2026, 2, 11)

# rule (how it heals), what the run says now, what has become of it, a word of the reason
ROWS = [
    ("HJE-01", {"utfall": Utfall.OPPFYLT}, T.RETTET, ""),
    ("HJE-01", {"utfall": Utfall.IKKE_OPPFYLT}, T.FORTSATT, ""),
    (
        "HJE-01",
        {"utfall": Utfall.IKKE_OPPFYLT, "utfort": FOR},
        T.FORTSATT,
        "",
    ),  # late is no cure where it may become met
    ("HJE-01", {"utfall": Utfall.DELVIS}, T.FORTSATT, "Delvis"),
    ("HJE-01", {"utfall": Utfall.UAVKLART, "uavgjort_fordi": "mangler dato"}, T.IKKE_KONTROLLERT, "mangler dato"),
    ("HJE-01", {"utfall": None, "uavgjort_fordi": "uttrekket har ikke planer"}, T.IKKE_KONTROLLERT, "har ikke planer"),
    ("HJE-01", {"utfall": Utfall.IKKE_AKTUELT, "grunn": "barnet er fylt 18 år"}, T.BORTFALT, "18 år"),
    ("HJE-01", {"utfall": Utfall.IKKE_AKTUELT}, T.BORTFALT, "gjelder ikke lenger"),
    ("HJE-01", {"utfall": None, "slettet": True}, T.BORTFALT, "Finnes ikke lenger"),
    ("HJE-01", {"utfall": Utfall.OPPFYLT, "slutt": SLUTT, "utfort": FOR}, T.RETTET, ""),
    ("HJE-01", {"utfall": Utfall.OPPFYLT, "slutt": SLUTT, "utfort": SLUTT}, T.RETTET, ""),
    ("HJE-01", {"utfall": Utfall.OPPFYLT, "slutt": SLUTT, "utfort": ETTER}, T.BORTFALT, "10.02.2026, teller ikke"),
    ("HJE-01", {"utfall": Utfall.OPPFYLT, "slutt": SLUTT}, T.RETTET, ""),  # it was found before it ended
    ("HJE-01", {"utfall": Utfall.OPPFYLT, "slutt": PER}, T.BORTFALT, "teller ikke"),  # it had ended when it was found
    ("MEL-01", {"utfall": Utfall.IKKE_OPPFYLT, "utfort": FOR}, T.FOR_SENT, "09.02.2026"),
    ("MEL-01", {"utfall": Utfall.IKKE_OPPFYLT}, T.FORTSATT, ""),
    ("MEL-01", {"utfall": Utfall.IKKE_OPPFYLT, "utfort": ETTER, "slutt": SLUTT}, T.BORTFALT, "teller ikke"),
    # a duty that begins when the object ends, such as telling who sent the message, outlives it
    ("MEL-01", {"utfall": Utfall.IKKE_OPPFYLT, "utfort": ETTER, "slutt": SLUTT, "frist": ETTER}, T.FOR_SENT, "11.02"),
    ("MEL-01", {"utfall": Utfall.IKKE_OPPFYLT, "slutt": SLUTT, "frist": ETTER}, T.FORTSATT, ""),
    ("MEL-01", {"utfall": Utfall.IKKE_OPPFYLT, "slutt": SLUTT, "frist": FOR}, T.BORTFALT, "Tok slutt 10.02.2026"),
    ("HJE-01", {"utfall": Utfall.IKKE_OPPFYLT, "slutt": SLUTT}, T.BORTFALT, "Tok slutt 10.02.2026"),
    ("HJE-01", {"utfall": Utfall.DELVIS, "slutt": SLUTT}, T.BORTFALT, "Tok slutt"),
    ("VED-02", {"utfall": Utfall.IKKE_OPPFYLT, "slutt": SLUTT}, T.FORTSATT, ""),  # one written reason, as for the rest
    ("MEL-01", {"utfall": Utfall.IKKE_OPPFYLT, "utfort": SLUTT, "slutt": SLUTT}, T.FOR_SENT, "10.02.2026"),
    ("MEL-01", {"utfall": Utfall.OPPFYLT}, T.IKKE_KONTROLLERT, "Registreringen er endret"),
    ("VED-02", {"utfall": Utfall.OPPFYLT}, T.IKKE_KONTROLLERT, "Registreringen er endret"),
    ("VED-02", {"utfall": Utfall.IKKE_OPPFYLT, "utfort": FOR}, T.FORTSATT, ""),
    # how something is registered can be put right also when it has ended
    ("REG-01", {"utfall": Utfall.IKKE_OPPFYLT, "slutt": PER}, T.FORTSATT, ""),
    ("REG-01", {"utfall": Utfall.OPPFYLT, "slutt": PER}, T.RETTET, ""),
    ("OMS-02", {"utfall": Utfall.OPPFYLT}, T.RETTET, ""),
    ("OMS-02", {"utfall": Utfall.IKKE_OPPFYLT, "enhet": SOR}, T.BORTFALT, "annen enhet"),
    (
        "HJE-01",
        {"utfall": Utfall.IKKE_OPPFYLT, "enhet": NORD, "hos": SOR},
        T.FORTSATT,
        "",
    ),  # an event stays where it was
    ("HJE-01", {"utfall": Utfall.OPPFYLT, "lest": "gjennomgang"}, T.IKKE_BRUDD, "Lest i gjennomgang"),
    ("HJE-01", {"utfall": Utfall.IKKE_AKTUELT, "lest": "gjennomgang"}, T.IKKE_BRUDD, "Lest i gjennomgang"),
    ("HJE-01", {"utfall": Utfall.DELVIS, "lest": "gjennomgang"}, T.FORTSATT, "Delvis"),
    ("HJE-01", {"utfall": Utfall.IKKE_OPPFYLT, "lest": "gjennomgang"}, T.FORTSATT, ""),
]


@pytest.mark.parametrize(("regel", "now", "state", "reason"), ROWS)
def test_each_state(regel: str, now: dict[str, Any], state: T, reason: str) -> None:
    life = Life()
    life.run(facts([row(regel, "N1")]))
    assert life.evidence("N1").tilstand is T.FORTSATT
    life.run(facts([], per=NESTE, bevis=[row(regel, "N1", **now)]))
    one = life.evidence("N1")
    assert (one.tilstand, reason in one.grunn) == (state, True), one.grunn
    assert life.avvik().apen


def test_the_kind_of_fault_a_reader_found_follows() -> None:
    life = Life()
    life.run(facts([row("MEL-01", "N1")]))
    said = row("MEL-01", "N1", utfall=Utfall.OPPFYLT, lest="g", feiltype="registreringsfeil")
    life.run(facts([], per=NESTE, bevis=[said]))
    assert (life.evidence("N1").tilstand, life.evidence("N1").feiltype) == (T.IKKE_BRUDD, "registreringsfeil")


def test_what_only_has_grown_old_is_never_mended() -> None:
    """The object has left the period, so the run has no breach of it; judged again it still is one."""
    life = Life()
    life.run(facts([row(regel, f"N{n}") for n, regel in enumerate(("HJE-01", "MEL-01", "VED-02"))]))
    for per in (date(2026, 6, 30), date(2027, 6, 30), date(2028, 6, 30)):
        life.run(facts([], per=per, bevis=[row(a.regel, a.bevis[0].objekt_id) for a in life.reg.avvik.values()]))
    assert {one.tilstand for a in life.reg.avvik.values() for one in a.bevis} == {T.FORTSATT}


def test_what_no_run_says_anything_of_is_not_judged_now() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "N1")]))
    life.run(facts([], per=NESTE))
    assert life.evidence("N1").tilstand is T.IKKE_KONTROLLERT


def test_a_rule_that_was_not_judged() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "N1")]))
    life.run(facts([], per=NESTE, kontrollert=frozenset({"MEL-01"})))
    assert "Regelen er ikke kontrollert" in life.evidence("N1").grunn


def test_a_unit_that_is_missing_from_the_extract_settles_nothing() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "O1", OST)]))
    gone = row("HJE-01", "O1", OST, utfall=None, slettet=True)
    mote = life.run(facts([], per=NESTE, bevis=[gone], saker={NORD: 50, SOR: 50}))
    assert (life.evidence("O1").tilstand, len(mote.advarsler)) == (T.IKKE_KONTROLLERT, 1)


def test_mended_and_broken_once_more() -> None:
    life = Life()
    life.run(facts([row("OMS-02", "N1")]))
    life.run(facts([], per=NESTE, bevis=[row("OMS-02", "N1", utfall=Utfall.OPPFYLT)]))
    assert life.evidence("N1").tilstand is T.RETTET
    life.run(facts([row("OMS-02", "N1")], per=date(2026, 6, 30)))
    assert life.evidence("N1").tilstand is T.FORTSATT
    assert len(life.avvik().bevis) == 1


def test_what_a_person_has_settled_stays_settled() -> None:
    life = Life()
    life.run(facts([row("VED-02", "N1"), row("VED-02", "N2")]))
    nr = life.avvik().nr
    said = Objektsvar(objekt_id="N1", tilstand=T.IKKE_BRUDD, grunn="lå i en annen mappe", feiltype="dokumentasjon")
    life.say(LEDER, BevisVurdert(nr=nr, dag=PER, avgjort=1, uavgjort=1, svar=(said,)), dag=PER)
    life.say(LEDER, KanIkkeRettes(nr=nr, grunn="vedtaket er truffet", dag=PER), dag=PER)
    mote = life.run(facts([row("VED-02", "N1"), row("VED-02", "N2"), row("VED-02", "N3")], per=NESTE))
    assert {one.objekt_id: one.tilstand for one in life.avvik().bevis} == {
        "N1": T.IKKE_BRUDD,
        "N2": T.KAN_IKKE_RETTES,
        "N3": T.KAN_IKKE_RETTES,  # the one reason was written for all of the rule
    }
    assert "bevis-vurdert" in kinds(mote)


def test_counts_stand_beside_the_keys() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "N1"), row("HJE-01", "N2")]))
    mote = life.run(facts([row("HJE-01", "N1")], per=NESTE, bevis=[row("HJE-01", "N2", utfall=Utfall.OPPFYLT)]))
    (event,) = [ny.hendelse for ny in mote.nye if isinstance(ny.hendelse, BevisVurdert)]
    assert (event.avgjort, event.uavgjort, [one.objekt_id for one in event.svar]) == (1, 1, ["N2"])


# --- indications and readers -----------------------------------------------------------------------------------------


def read(objekt: str, utfall: Utfall = Utfall.IKKE_OPPFYLT, revisjon: str = "hosten", **mer: Any) -> Any:
    return row("SAM-01", objekt, utfall=utfall, lest=revisjon, start=None, **mer)


def test_an_indication_is_an_avvik_when_a_reader_confirms_it() -> None:
    life = Life()
    life.run(facts([read("N1")]))
    avvik = life.avvik()
    assert (avvik.kilde.value, avvik.krever_lesing, avvik.bevis[0].kjoring) == ("lesing", True, "hosten")


def test_a_machine_settles_nothing_of_what_must_be_read() -> None:
    life = Life()
    life.run(facts([read("N1")]))
    life.run(facts([], per=NESTE, bevis=[row("SAM-01", "N1", utfall=Utfall.OPPFYLT)]))
    assert life.evidence("N1").tilstand is T.FORTSATT
    life.run(facts([], per=date(2026, 4, 30)))
    assert life.evidence("N1").tilstand is T.FORTSATT


def test_a_new_reading_settles_it() -> None:
    life = Life()
    life.run(facts([read("N1")]))
    life.run(facts([], per=NESTE, bevis=[read("N1", Utfall.OPPFYLT, "varen")]))
    assert life.evidence("N1").tilstand is T.RETTET


def test_the_same_reading_answered_otherwise_says_that_it_was_no_breach_and_that_the_answer_was_changed() -> None:
    life = Life()
    life.run(facts([read("N1")], revisjon="hosten", kjoring="a", uttrekk="svar 1"))
    changed = facts([], revisjon="hosten", kjoring="b", uttrekk="svar 2", bevis=[read("N1", Utfall.OPPFYLT)])
    mote = life.run(changed)
    assert life.evidence("N1").tilstand is T.IKKE_BRUDD
    assert [ny.hendelse for ny in mote.nye if isinstance(ny.hendelse, SvarEndret)]


def test_a_locked_audit_leaves_what_it_did_not_read() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "N1"), row("HJE-01", "N2")]))
    life.run(
        facts([], revisjon="hosten", kjoring="r", bevis=[row("HJE-01", "N1", utfall=Utfall.OPPFYLT, lest="hosten")])
    )
    assert [one.tilstand for one in life.avvik().bevis] == [T.IKKE_BRUDD, T.FORTSATT]


# --- another logic ---------------------------------------------------------------------------------------------------


def test_another_logic_is_judged_both_ways_once_and_mends_nothing() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "N1"), row("HJE-01", "N2")]))
    other = {**LOGIKK, "HJE-01": "en annen"}
    met = [row("HJE-01", "N1"), row("HJE-01", "N2", utfall=Utfall.OPPFYLT)]
    mote = life.run(facts([], per=NESTE, bevis=met, logikk=other))
    (event,) = [ny.hendelse for ny in mote.nye if isinstance(ny.hendelse, LogikkEndret)]
    assert (event.fra, event.til, event.brudd_for, event.brudd_na) == ("logikk-HJE-01", "en annen", 2, 1)
    assert life.evidence("N2").tilstand is T.IKKE_KONTROLLERT
    assert "endret" in life.evidence("N2").grunn
    mote = life.run(facts([], per=date(2026, 4, 30), bevis=met, logikk=other))
    assert "logikk-endret" not in kinds(mote)
    assert life.evidence("N2").tilstand is T.IKKE_KONTROLLERT  # it never was a breach by the new logic


def test_broken_by_the_new_logic_too_it_may_be_mended_by_it() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "N1")]))
    other = {**LOGIKK, "HJE-01": "en annen"}
    life.run(facts([row("HJE-01", "N1")], per=NESTE, logikk=other))
    life.run(facts([], per=date(2026, 4, 30), bevis=[row("HJE-01", "N1", utfall=Utfall.OPPFYLT)], logikk=other))
    assert life.evidence("N1").tilstand is T.RETTET


def test_a_rule_that_does_not_say_how_it_heals_heals_by_no_machine() -> None:
    rule = replace(REGLER["HJE-01"], rettes=None)
    life = Life(replace(KONTEKST, regler={**REGLER, "HJE-01": rule}))
    life.run(facts([row("HJE-01", "N1")]))
    life.run(facts([], per=NESTE, bevis=[row("HJE-01", "N1", utfall=Utfall.OPPFYLT)]))
    assert life.evidence("N1").tilstand is T.IKKE_KONTROLLERT
    assert Rettes.KAN is REGLER["OMS-02"].rettes


# --- a wider rule ----------------------------------------------------------------------------------------------------


def test_an_object_goes_under_the_wider_avvik_and_comes_back() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "P1"), row("HJE-01", "P2")]))
    life.run(facts([row("HJE-01", "P1", under="HJE-05"), row("HJE-01", "P2"), row("HJE-05", "T1")], per=NESTE))
    narrow, wider = life.reg.avvik["AV-2026-0001"], life.reg.avvik["AV-2026-0002"]
    assert ([one.objekt_id for one in narrow.bevis], [one.objekt_id for one in narrow.under]) == (["P2"], ["P1"])
    assert narrow.apen and [one.objekt_id for one in wider.bevis] == ["T1"]
    later = facts(
        [row("HJE-01", "P2")],
        per=date(2026, 6, 30),
        bevis=[row("HJE-05", "T1", utfall=Utfall.OPPFYLT), row("HJE-01", "P1", utfall=Utfall.OPPFYLT)],
    )
    life.run(later)
    narrow = life.reg.avvik["AV-2026-0001"]
    assert {one.objekt_id: one.tilstand for one in narrow.bevis} == {"P2": T.FORTSATT, "P1": T.RETTET}
    assert narrow.under == ()


def test_a_run_that_is_withdrawn_has_judged_nothing() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "N1")]))
    life.run(facts([row("HJE-01", "N7")], per=NESTE, bevis=[row("HJE-01", "N1", utfall=Utfall.OPPFYLT)]))
    life.say(STAB, KjoringTrukket(kjoring=f"kjoring-{NESTE}", grunn="feil fil", dag=NESTE), dag=NESTE)
    assert [(one.objekt_id, one.tilstand) for one in life.avvik().bevis] == [("N1", T.FORTSATT)]


def test_evidence_of_another_key_is_not_gone_but_cannot_be_known() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "N1")]))
    life.say(STAB, NokkelByttet(fra="n" * 8, til="m" * 8, grunn="ny eier", dag=PER), dag=PER)
    gone = row("HJE-01", "N1", utfall=None, slettet=True)
    life.run(facts([row("HJE-01", "N9")], per=NESTE, nokkel="m" * 8, bevis=[gone]))
    assert (life.evidence("N1").tilstand, life.evidence("N9").tilstand) == (T.IKKE_KONTROLLERT, T.FORTSATT)
    life.run(facts([], per=date(2026, 4, 30), nokkel="m" * 8, bevis=[gone, replace(gone, objekt_id="N9")]))
    assert (life.evidence("N1").tilstand, life.evidence("N9").tilstand) == (T.IKKE_KONTROLLERT, T.BORTFALT)


def test_what_only_a_reader_saw_is_not_mended_by_an_extract_that_never_showed_it() -> None:
    life = Life()
    life.run(facts([row("HJE-01", "N1", lest="hosten")]))
    life.run(facts([], per=NESTE, bevis=[row("HJE-01", "N1", utfall=Utfall.OPPFYLT)]))
    assert (life.evidence("N1").tilstand, life.avvik().kilde.value) == (T.IKKE_KONTROLLERT, "lesing")
    life.run(facts([], per=date(2026, 4, 30), bevis=[row("HJE-01", "N1", utfall=Utfall.OPPFYLT, lest="varen")]))
    assert life.evidence("N1").tilstand is T.IKKE_BRUDD
