"""After closing: known, back again, a new single event, spread. And what joins three units in one parent."""

import random
from datetime import date, timedelta
from typing import Any

import pytest

from bvaudit.model.registeret.avvik import Kilde, Objekttilstand, Omfang, Slekt, Stilling
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert, Overfort
from bvaudit.model.registeret.hendelser_avvik import (
    AvvikAvsluttet,
    Gjenapnet,
    KanIkkeRettes,
    OmfangLoftet,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.model.registeret.hendelser_kjoring import KjoringTrukket
from bvaudit.model.registeret.kjoring import Tilsynsfunn
from bvaudit.model.rule import Effektmal
from bvaudit.model.utfall import Utfall
from tests.register.meeting import ENHETER, LEDER, NORD, OST, PER, SOR, STAB, Life, facts, kinds, row, rows

LUKKET = date(2026, 9, 1)
SISTE_START = date(2026, 7, 1)
ETTER = date(2026, 11, 30)
NEW = {"start": date(2026, 7, 2)}  # after the last one that was counted
OLD = {"start": SISTE_START}


def closed(
    regel: str = "MEL-01", n: int = 4, enhet: str = NORD, stilling: Stilling = Stilling.LUKKET, **mer: Any
) -> Life:
    """An avvik with ``n`` objects that was closed on 1 September, by what began until 1 July."""
    life = Life()
    life.run(facts(rows(regel, n, enhet)))
    mer = {"siste_start": SISTE_START, **mer}
    life.say(STAB, AvvikAvsluttet(nr=life.avvik().nr, stilling=stilling, dag=LUKKET, **mer), dag=LUKKET)
    return life


def found_later(life: Life, *brudd: Any, per: date = ETTER, **mer: Any) -> Any:
    """The new avvik; None when there is none."""
    before = set(life.reg.avvik)
    life.run(facts(brudd, per=per, **mer))
    new = [a for nr, a in life.reg.avvik.items() if nr not in before and a.kilde is not Kilde.FORELDER]
    assert len(new) <= 1
    return new[0] if new else None


# --- events ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("brudd", "slekt", "omfang"),
    [
        (rows("MEL-01", 3, fra=11, **NEW), Slekt.KOM_TILBAKE, Omfang.SYSTEMSVIKT),
        (rows("MEL-01", 2, fra=11, **NEW), Slekt.NY_ENKELTHENDELSE, Omfang.ENKELTHENDELSE),
        (rows("MEL-01", 1, fra=11, **NEW), Slekt.NY_ENKELTHENDELSE, Omfang.ENKELTHENDELSE),
        # two new ones and an old one nobody knew of: three in all, but no return
        (
            (*rows("MEL-01", 2, fra=11, **NEW), *rows("MEL-01", 1, fra=21, **OLD)),
            Slekt.NY_ENKELTHENDELSE,
            Omfang.SYSTEMSVIKT,
        ),
    ],
)
def test_new_events_after_a_closing(brudd: Any, slekt: Slekt, omfang: Omfang) -> None:
    life = closed()
    new = found_later(life, *brudd)
    assert (new.slekt, new.slekt_til, new.slekt_maneder, new.omfang) == (slekt, "AV-2026-0001", 2, omfang)


def test_its_own_old_cases_bring_nothing_back() -> None:
    life = closed()
    assert found_later(life, *rows("MEL-01", 4)) is None
    assert life.avvik().stilling is Stilling.LUKKET


def test_a_miss_that_was_counted_in_the_closing_opens_nothing() -> None:
    life = closed(brukt=("N31", "N32", "N33"))
    assert found_later(life, *rows("MEL-01", 3, fra=31, start=date(2026, 6, 1))) is None


def test_a_single_event_counts_from_its_closing() -> None:
    life = closed(n=1, siste_start=None)
    before = rows("MEL-01", 3, fra=11, start=LUKKET)
    assert found_later(life, *before).slekt is Slekt.NY_ENKELTHENDELSE
    life = closed(n=1, siste_start=None)
    assert found_later(life, *rows("MEL-01", 3, fra=11, start=LUKKET + timedelta(1))).slekt is Slekt.KOM_TILBAKE


@pytest.mark.parametrize(("per", "slekt"), [(date(2028, 9, 1), Slekt.KOM_TILBAKE), (date(2028, 9, 2), Slekt.INGEN)])
def test_it_is_watched_for_24_months(per: date, slekt: Slekt) -> None:
    new = found_later(closed(), *rows("MEL-01", 3, fra=11, **NEW), per=per)
    assert new.slekt is slekt
    assert new.slekt_maneder == (24 if slekt is Slekt.KOM_TILBAKE else None)


@pytest.mark.parametrize(
    ("stilling", "slekt"),
    [
        (Stilling.LUKKET_FA, Slekt.KOM_TILBAKE),
        (Stilling.LUKKET_FOR, Slekt.KOM_TILBAKE),
        (Stilling.AVSLUTTET_FA, Slekt.INGEN),  # it never was closed, so it has not come back
        (Stilling.AVSLUTTET_UTEN, Slekt.INGEN),
        (Stilling.AVVIST, Slekt.INGEN),
    ],
)
def test_only_what_was_closed_can_come_back(stilling: Stilling, slekt: Slekt) -> None:
    assert found_later(closed(stilling=stilling), *rows("MEL-01", 3, fra=11, **NEW)).slekt is slekt


def test_what_was_withdrawn_is_found_anew() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 4)))
    life.say(STAB, KjoringTrukket(kjoring=f"kjoring-{PER}", grunn="feil", dag=PER), dag=PER)
    new = found_later(life, *rows("MEL-01", 4))
    assert (new.nr, new.slekt, len(new.bevis)) == ("AV-2026-0002", Slekt.INGEN, 4)


def test_opened_again_it_takes_new_objects_itself() -> None:
    life = closed()
    life.say(STAB, Gjenapnet(nr="AV-2026-0001", grunn="feil måling", dag=LUKKET), dag=LUKKET)
    assert found_later(life, *rows("MEL-01", 3, fra=11, **NEW)) is None
    assert len(life.avvik().bevis) == 7


# --- states and windows ----------------------------------------------------------------------------------------------

ET_VINDU = date(2027, 3, 1)  # six months after 1 September


@pytest.mark.parametrize(
    ("regel", "per", "opens"),
    [
        ("HJE-05", date(2027, 2, 28), False),
        ("HJE-05", ET_VINDU, True),
        ("OMS-02", LUKKET, False),
        ("OMS-02", LUKKET + timedelta(1), True),
    ],
)
@pytest.mark.parametrize("fra", [1, 11])
def test_a_state_comes_back_when_its_whole_window_lies_after_the_closing(
    regel: str, per: date, opens: bool, fra: int
) -> None:
    """The same child or not: ``fra`` 1 are those that were in evidence."""
    new = found_later(closed(regel), *rows(regel, 3, fra=fra), per=per)
    assert (new is not None) is opens
    if new is not None:
        assert new.slekt is Slekt.KOM_TILBAKE


def test_a_state_that_was_missed_in_the_closing_is_known_until_it_has_been_met() -> None:
    life = closed("OMS-02", brukt=("N1",))
    assert found_later(life, *rows("OMS-02", 1)) is None
    life.run(facts([], per=date(2026, 12, 31), bevis=[row("OMS-02", "N1", utfall=Utfall.OPPFYLT)]))
    assert life.avvik().slutter[-1].oppfylt_siden == ("N1",)
    new = found_later(life, *rows("OMS-02", 1), per=date(2027, 1, 31))
    assert new.slekt is Slekt.NY_ENKELTHENDELSE


def test_a_state_somebody_has_settled_for_good_opens_nothing() -> None:
    life = Life()
    life.run(facts(rows("OMS-02", 1)))
    life.say(LEDER, KanIkkeRettes(nr="AV-2026-0001", grunn="barnet vil ikke", dag=PER), dag=PER)
    life.say(STAB, AvvikAvsluttet(nr="AV-2026-0001", stilling=Stilling.LUKKET, dag=LUKKET), dag=LUKKET)
    assert found_later(life, *rows("OMS-02", 1)) is None
    # … until it has been in order: broken after that, it is a new breach of the same child
    life.run(facts([], per=date(2026, 12, 31), bevis=[row("OMS-02", "N1", utfall=Utfall.OPPFYLT)]))
    new = found_later(life, *rows("OMS-02", 1), per=date(2027, 1, 31))
    assert (new.slekt, new.slekt_til) == (Slekt.NY_ENKELTHENDELSE, "AV-2026-0001")


# --- spread, lifting, parents ----------------------------------------------------------------------------------------


def test_what_is_closed_in_another_unit_has_spread() -> None:
    new = found_later(closed(), *rows("MEL-01", 3, SOR))
    assert (new.slekt, new.slekt_til, new.enhet) == (Slekt.SPREDNING, "AV-2026-0001", SOR)


def test_a_single_event_elsewhere_has_not_spread() -> None:
    assert found_later(closed(), *rows("MEL-01", 2, SOR)).slekt is Slekt.INGEN


def test_units_found_in_the_same_run_have_not_spread_to_each_other() -> None:
    life = Life()
    life.run(facts([*rows("MEL-01", 3), *rows("MEL-01", 3, SOR)]))
    assert {a.slekt for a in life.reg.avvik.values()} == {Slekt.INGEN}


def test_three_single_events_within_24_months_are_a_failing_of_the_system() -> None:
    life = closed(n=2, siste_start=None)
    life.run(facts(rows("MEL-01", 1, fra=11, start=LUKKET + timedelta(1)), per=ETTER))
    new = life.reg.avvik["AV-2026-0002"]
    assert (new.omfang, life.reg.avvik["AV-2026-0001"].omfang) == (Omfang.SYSTEMSVIKT, Omfang.ENKELTHENDELSE)


def test_it_is_said_which_were_counted_together() -> None:
    life = closed(n=2, siste_start=None)
    mote = life.run(facts(rows("MEL-01", 1, fra=11, start=LUKKET + timedelta(1)), per=ETTER))
    (event,) = [ny.hendelse for ny in mote.nye if isinstance(ny.hendelse, OmfangLoftet)]
    assert (event.nr, event.sammen_med, event.objekter) == ("AV-2026-0002", ("AV-2026-0001",), 3)


def test_older_than_24_months_counts_no_more() -> None:
    life = closed(n=2, siste_start=None)
    mote = life.run(facts(rows("MEL-01", 1, fra=11, start=date(2028, 1, 5)), per=date(2028, 2, 1)))
    assert "omfang-loftet" not in kinds(mote)


def test_one_that_was_no_breach_does_not_lift() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 2)))
    said = [row("MEL-01", "N1", utfall=Utfall.OPPFYLT, lest="g"), row("MEL-01", "N2"), row("MEL-01", "N3")]
    life.run(facts(rows("MEL-01", 2, fra=2), per=ETTER, bevis=said))
    assert life.avvik().omfang is Omfang.ENKELTHENDELSE


def test_a_failing_in_three_units_has_a_parent_with_stab() -> None:
    life = Life()
    life.run(facts([*rows("MEL-01", 3), *rows("MEL-01", 3, SOR)]))
    assert not [a for a in life.reg.avvik.values() if a.kilde is Kilde.FORELDER]
    life.run(facts([*rows("MEL-01", 3), *rows("MEL-01", 3, SOR), *rows("MEL-01", 3, OST)], per=ETTER))
    (parent,) = [a for a in life.reg.avvik.values() if a.kilde is Kilde.FORELDER]
    assert (parent.ting.eier, parent.bevis, parent.telles, parent.enhet) == ("stab", (), False, "")
    assert {a.forelder for a in life.reg.avvik.values() if a is not parent} == {parent.nr}


def test_single_events_have_no_parent() -> None:
    life = Life()
    life.run(facts([*rows("MEL-01", 3), *rows("MEL-01", 3, SOR), *rows("MEL-01", 2, OST)]))
    assert not [a for a in life.reg.avvik.values() if a.kilde is Kilde.FORELDER]


def test_a_later_child_is_tied_to_the_parent_there_is() -> None:
    life = Life()
    first = [row("OMS-02", f"{e[0].upper()}{n}", e) for e in (NORD, SOR, OST) for n in (1, 2, 3)]
    life.run(facts(first))
    life.run(facts([*first, *rows("OMS-02", 3, "ny")], per=ETTER))
    parents = [a.nr for a in life.reg.avvik.values() if a.kilde is Kilde.FORELDER]
    assert len(parents) == 1
    assert life.of("OMS-02", "ny")[0].forelder == parents[0]


def test_after_the_parent_has_closed_the_same_failing_has_a_new_one() -> None:
    life = Life()
    life.run(facts([*rows("MEL-01", 3), *rows("MEL-01", 3, SOR), *rows("MEL-01", 3, OST)]))
    (parent,) = [a.nr for a in life.reg.avvik.values() if a.kilde is Kilde.FORELDER]
    for nr in [*sorted(set(life.reg.avvik) - {parent}), parent]:
        life.say(STAB, AvvikAvsluttet(nr=nr, stilling=Stilling.LUKKET, dag=LUKKET), dag=LUKKET)
    life.run(facts(rows("MEL-01", 3, fra=11, start=LUKKET + timedelta(1)), per=ETTER))
    new = life.of("MEL-01")[-1]
    assert new.forelder not in ("", parent) and life.reg.avvik[new.forelder].kilde is Kilde.FORELDER


def test_another_child_is_not_kept_waiting_by_the_first_ones_closing() -> None:
    life = Life()
    life.run(facts([row("AKU-01", "N1")]))
    life.say(STAB, AvvikAvsluttet(nr="AV-2026-0001", stilling=Stilling.LUKKET, dag=LUKKET), dag=LUKKET)
    life.run(facts([row("AKU-01", "N1"), row("AKU-01", "N2", start=date(2026, 8, 1))], per=ETTER))
    new = life.reg.avvik["AV-2026-0002"]
    assert (new.sak, new.slekt, new.slekt_til) == ("S2", Slekt.NY_ENKELTHENDELSE, "AV-2026-0001")
    assert len(life.reg.avvik) == 2


# --- units that cease ------------------------------------------------------------------------------------------------

OPPHORT = {"opphort": {NORD: date(2026, 6, 30)}, "etterfolgere": {NORD: "ny"}}


def test_the_successor_takes_over_under_the_same_number() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 3)))
    mote = life.run(facts([*rows("MEL-01", 3), *rows("MEL-01", 1, "ny", fra=9)], per=ETTER, **OPPHORT))
    avvik = life.avvik()
    assert (avvik.nr, avvik.enhet, avvik.ting.eier) == ("AV-2026-0001", "ny", "barnevernleder@ny")
    assert [one.objekt_id for one in avvik.bevis] == ["N1", "N2", "N3", "N9"]
    assert mote.apnes == 0 and life.reg.etterfolgere == {NORD: "ny"}


def test_new_objects_join_the_lowest_number_until_a_person_merges() -> None:
    life = Life()
    life.run(facts([*rows("MEL-01", 3), *rows("MEL-01", 3, "ny", fra=5)]))
    life.run(facts(rows("MEL-01", 1, "ny", fra=9), per=ETTER, **OPPHORT))
    assert {a.nr: (a.enhet, len(a.bevis)) for a in life.reg.avvik.values()} == {
        "AV-2026-0001": ("ny", 4),
        "AV-2026-0002": ("ny", 3),
    }


def test_without_a_successor_it_has_no_owner() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 3)))
    life.run(facts([], per=ETTER, opphort={NORD: date(2026, 6, 30)}, bevis=rows("MEL-01", 3)))
    assert (life.avvik().enhet, life.avvik().ting.eier) == (NORD, "")


def test_a_unit_is_there_on_its_last_day() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 3)))
    life.run(facts(rows("MEL-01", 3), per=date(2026, 6, 30), **OPPHORT))
    assert life.avvik().enhet == NORD


def test_a_breach_counted_on_the_ceased_unit_opens_at_its_successor() -> None:
    life = Life()
    new = found_later(life, *rows("MEL-01", 3), **OPPHORT)
    assert (new.enhet, new.ting.eier, new.bevis[0].enhet) == ("ny", "barnevernleder@ny", NORD)


# --- supervision -----------------------------------------------------------------------------------------------------

MAL = Effektmal(minst=4, av=5, utvides_til=10, minst_utvidet=9)


def finding(*regler: str, enhet: str = NORD, punkt: str = "tilsyn/f1") -> Tilsynsfunn:
    return Tilsynsfunn(punkt=punkt, tittel="Det ble ikke snakket med barna", enhet=enhet, regler=regler, mal=MAL)


def test_one_avvik_for_each_rule_and_unit_of_a_finding() -> None:
    life = Life()
    tilsyn = (finding("MEL-01", "OMS-02"), finding("MEL-01", "OMS-02", enhet=SOR))
    life.run(facts(rows("MEL-01", 2), tilsyn=tilsyn))
    assert sorted((a.regel, a.enhet, a.kilde.value, a.punkt, a.punkter) for a in life.reg.avvik.values()) == [
        ("MEL-01", NORD, "kjoring", "", ("tilsyn/f1",)),
        ("MEL-01", SOR, "tilsyn", "tilsyn/f1", ()),
        ("OMS-02", NORD, "tilsyn", "tilsyn/f1", ()),
        ("OMS-02", SOR, "tilsyn", "tilsyn/f1", ()),
    ]
    assert life.of("OMS-02")[0].mal == MAL
    assert life.of("OMS-02")[0].omfang is Omfang.SYSTEMSVIKT


def test_a_finding_no_rule_is_tied_to_has_one_without_objects() -> None:
    life = Life()
    life.run(facts(tilsyn=(finding(),)))
    avvik = life.avvik()
    assert (avvik.regel, avvik.utgangspunkt, avvik.omfang, avvik.mal) == ("", None, Omfang.SYSTEMSVIKT, MAL)
    assert (avvik.ting.tittel, avvik.krever_lesing) == ("Det ble ikke snakket med barna", True)


def test_a_finding_is_registered_once_also_when_its_avvik_has_ended() -> None:
    life = Life()
    life.run(facts(tilsyn=(finding("OMS-02"), finding(punkt="tilsyn/f2"))))
    for nr in list(life.reg.avvik):
        life.say(STAB, AvvikAvsluttet(nr=nr, stilling=Stilling.LUKKET, dag=LUKKET), dag=LUKKET)
    mote = life.run(facts(tilsyn=(finding("OMS-02"), finding(punkt="tilsyn/f2")), per=ETTER))
    assert mote.apnes == 0


def test_breaches_join_the_avvik_the_supervision_opened() -> None:
    life = Life()
    life.run(facts(tilsyn=(finding("OMS-02"),)))
    life.run(facts(rows("OMS-02", 2), per=ETTER, tilsyn=(finding("OMS-02"),)))
    assert len(life.avvik().bevis) == 2


def test_a_finding_that_names_no_unit_is_tied_to_what_is_found() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 1), tilsyn=(finding("MEL-01", "OMS-02", enhet=""),)))
    assert [(a.regel, a.kilde.value) for a in life.reg.avvik.values()] == [("MEL-01", "kjoring")]


# --- people ----------------------------------------------------------------------------------------------------------


def a_human_edit(random_: random.Random, life: Life, number: int) -> None:
    avvik = random_.choice([a for a in life.reg.avvik.values() if a.apen] or list(life.reg.avvik.values()))
    dag = date(2026, 2, 1) + timedelta(number)
    choices = [
        FeltSatt(nr=avvik.nr, felt="arsak", verdi=random_.choice(["kapasitet", "rutine", ""])),
        FeltSatt(nr=avvik.nr, felt="hvorfor", tekst=f"Fordi {number}"),
        FeltSatt(nr=avvik.nr, felt="frist_plan", verdi="2026-05-01"),
        Kommentert(nr=avvik.nr, tekst="Sett på i ledermøtet"),
        Varslet(nr=avvik.nr, dag=dag),
        KanIkkeRettes(nr=avvik.nr, grunn="fortid", dag=dag),
        UtsattMedGrunn(nr=avvik.nr, til=date(2026, 7, 1), giver=STAB, grunn="ferie", dag=dag),
        Overfort(nr=avvik.nr, eier=f"teamleder@{avvik.enhet}", grunn="ny leder", dag=dag),
        AvvikAvsluttet(nr=avvik.nr, stilling=random_.choice([Stilling.LUKKET, Stilling.AVVIST]), dag=dag),
    ]
    life.say(LEDER, random_.choice(choices), dag=dag)


def typed(life: Life) -> Any:
    return {
        nr: (
            a.ting.felt,
            a.ting.kommentarer,
            a.ting.eier,
            a.varslet,
            a.utsettelser,
            a.stilling,
            a.slutter,
            a.kan_ikke,
            [one.objekt_id for one in a.bevis if one.tilstand is Objekttilstand.KAN_IKKE_RETTES],
        )
        for nr, a in life.reg.avvik.items()
    }


@pytest.mark.parametrize("seed", range(3))
def test_a_rerun_changes_no_field_a_person_wrote(seed: int) -> None:
    """After 100 edits: the same run says nothing at all, and another one opens and judges, and touches nothing else."""
    random_ = random.Random(seed)
    brudd = [*rows("MEL-01", 4), *rows("OMS-02", 2), *rows("VED-02", 3, SOR), *rows("HJE-01", 1, OST)]
    life = Life()
    life.run(facts(brudd))
    for number in range(100):
        a_human_edit(random_, life, number)
    before = typed(life)
    life.run(facts(brudd))
    assert typed(life) == before
    life.run(facts([*brudd, *rows("HJE-05", 2)], per=date(2026, 12, 31)))
    after = typed(life)
    assert {nr: after[nr] for nr in before} == before
    assert ENHETER[NORD] == "Nordvåg"


def test_what_was_told_under_a_wider_rule_when_the_narrow_one_closed_is_not_settled_by_it() -> None:
    """N1 broke both. The narrow one was closed for N2 alone; the wider is mended, and N1 still breaks the narrow."""
    life = Life()
    life.run(facts([row("HJE-01", "N1"), row("HJE-01", "N2")]))
    wider = row("HJE-05", "T1", sak="S1")
    life.run(facts([row("HJE-01", "N1", under="HJE-05"), row("HJE-01", "N2"), wider], per=date(2026, 2, 28)))
    assert [one.objekt_id for one in life.of("HJE-01")[0].under] == ["N1"]
    life.say(STAB, AvvikAvsluttet(nr="AV-2026-0001", stilling=Stilling.LUKKET, dag=LUKKET), dag=LUKKET)
    mended = row("HJE-05", "T1", sak="S1", utfall=Utfall.OPPFYLT)
    life.run(facts([row("HJE-01", "N1"), row("HJE-01", "N2")], per=ETTER, bevis=[mended]))
    (new,) = life.of("HJE-01")[1:]
    assert ([one.objekt_id for one in new.bevis], new.slekt) == (["N1"], Slekt.NY_ENKELTHENDELSE)
