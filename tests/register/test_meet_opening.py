"""What a run opens, adds to and refuses to write."""

import random
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.registeret.avvik import Kilde, Omfang
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvgjorendeValgt, AvvikOpprettet
from bvaudit.model.registeret.hendelser_kjoring import NokkelByttet
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.utfall import Alvorlighetsgrad
from tests.register.meeting import KONTEKST, NORD, OST, PER, SOR, STAB, Life, facts, kinds, row, rows

NESTE = date(2026, 3, 31)


def test_first_run_opens_one_avvik_for_each_rule_and_unit() -> None:
    life = Life()
    mote = life.run(facts([*rows("MEL-01", 4), *rows("MEL-01", 1, SOR), *rows("HJE-05", 2, SOR)]))
    assert mote.forste and mote.apnes == 3
    assert {a.nr: (a.regel, a.enhet, len(a.bevis), a.omfang) for a in life.reg.avvik.values()} == {
        "AV-2026-0001": ("HJE-05", SOR, 2, Omfang.ENKELTHENDELSE),
        "AV-2026-0002": ("MEL-01", NORD, 4, Omfang.SYSTEMSVIKT),
        "AV-2026-0003": ("MEL-01", SOR, 1, Omfang.ENKELTHENDELSE),
    }
    avvik = life.avvik("AV-2026-0002")
    assert (avvik.ting.eier, avvik.kilde, avvik.kjoring) == ("barnevernleder@nord", Kilde.KJORING, f"kjoring-{PER}")
    assert avvik.utgangspunkt is not None
    assert (avvik.utgangspunkt.n, avvik.utgangspunkt.brudd, avvik.utgangspunkt.per) == (14, 4, PER)
    assert avvik.mal == KONTEKST.regler["MEL-01"].effektmal


def test_a_kritisk_rule_that_gathers_by_case_has_one_avvik_for_each_child() -> None:
    life = Life()
    life.run(facts([row("AKU-01", "N1"), row("AKU-01", "N2"), row("AKU-01", "N22", sak="S2")]))
    assert [(a.sak, len(a.bevis), a.alvor) for a in life.reg.avvik.values()] == [
        ("S1", 1, Alvorlighetsgrad.KRITISK),
        ("S2", 2, Alvorlighetsgrad.KRITISK),
    ]


def test_numbers_go_on_over_the_years_and_are_never_used_again() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 1)), dag=date(2026, 12, 30))
    life.run(facts([*rows("MEL-01", 1), *rows("MEL-01", 1, SOR), *rows("OMS-02", 1)], per=NESTE), dag=date(2027, 1, 4))
    assert list(life.reg.avvik) == ["AV-2026-0001", "AV-2027-0001", "AV-2027-0002"]


def test_new_objects_join_the_open_avvik() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 2)))
    mote = life.run(facts(rows("MEL-01", 3), per=NESTE))
    assert mote.apnes == 0
    assert len(life.avvik().bevis) == 3 and life.avvik().omfang is Omfang.SYSTEMSVIKT
    assert "omfang-loftet" in kinds(mote)


def test_what_began_after_the_decisive_measure_is_on_the_list_but_no_evidence() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 3)))
    nr, ti = "AV-2026-0001", "TI-2026-0001"
    dag = date(2026, 2, 15)
    life.say(
        STAB,
        TingOpprettet(nr=ti, slag=Slag.TILTAK, tittel="Fristliste", enhet=NORD, eier=STAB, dag=dag),
        Koblet(avvik=nr, tiltak=ti, dag=dag),
        AvgjorendeValgt(nr=nr, tiltak=ti, dag=dag),
        FeltSatt(nr=f"{nr}/{ti}", felt="i_bruk", verdi="2026-02-20"),
        dag=dag,
    )
    before, after = row("MEL-01", "N8", start=date(2026, 2, 19)), row("MEL-01", "N9", start=date(2026, 2, 20))
    life.run(facts([*rows("MEL-01", 3), before, after], per=NESTE))
    assert {one.objekt_id: one.for_tiltak for one in life.avvik().bevis if one.objekt_id in ("N8", "N9")} == {
        "N8": True,
        "N9": False,
    }
    assert "N9" not in {one.objekt_id for one in life.avvik().uavgjort}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"hel": False, "hvorfor_ikke": "perioden er ikke tolv måneder"}, "perioden er ikke tolv måneder"),
        ({"nokkel": "m" * 8}, "en annen nøkkel"),
        ({"per": date(2026, 1, 30)}, "30.01.2026 er før den siste"),
    ],
)
def test_a_run_that_may_not_be_written_says_why_and_writes_nothing(changes: dict[str, object], sentence: str) -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 2)))
    mote = life.meets(facts(rows("OMS-02", 2), **{"per": NESTE, **changes}))  # type: ignore[arg-type]
    assert sentence in mote.ikke_skrevet and mote.nye == () and mote.apnes == 0


def test_another_key_is_taken_once_the_change_is_said() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 2)))
    life.say(STAB, NokkelByttet(fra="n" * 8, til="m" * 8, grunn="ny eier", dag=NESTE), dag=NESTE)
    assert not life.meets(facts(rows("MEL-01", 2), per=NESTE, nokkel="m" * 8)).ikke_skrevet


def test_an_extract_that_was_withdrawn_is_not_written_again() -> None:
    from bvaudit.model.registeret.hendelser_kjoring import KjoringTrukket

    life = Life()
    life.run(facts(rows("MEL-01", 2)))
    life.say(STAB, KjoringTrukket(kjoring=f"kjoring-{PER}", grunn="feil uttrekk", dag=PER), dag=PER)
    assert "trukket" in life.meets(facts(rows("MEL-01", 2))).ikke_skrevet
    life.run(facts(rows("MEL-01", 2), uttrekk="et annet"))
    assert [a.stilling.value for a in life.reg.avvik.values()] == ["trukket", "apent"]


_KART = {NORD: "0|||a", SOR: "1||2025-06-30|b"}


@pytest.mark.parametrize(
    ("kart", "refused"),
    [
        ({NORD: "0|||a", SOR: "1||2025-06-30|b"}, False),
        ({NORD: "0||2026-01-31|a", SOR: "1||2025-06-30|b", OST: "2|2026-02-01||c"}, False),  # replaced from tomorrow
        ({NORD: "0||2026-01-30|a", SOR: "1||2025-06-30|b"}, True),  # gone before the day that was judged
        ({NORD: "0|||a", SOR: "1||2025-06-30|b", OST: "2|||c"}, True),  # a line without a day takes past days too
        ({NORD: "0|||a", SOR: "1||2025-06-30|other"}, True),  # other sources
        ({NORD: "0|||a"}, True),  # a unit of the past is gone
        ({NORD: "1|||a", SOR: "0||2025-06-30|b"}, True),  # the first that fits counts: the order matters
        ({NORD: "1|||a", SOR: "2||2025-06-30|b", OST: "0|2026-02-01||c"}, False),  # a new line may stand anywhere
    ],
)
def test_the_map_may_grow_but_not_change_the_past(kart: dict[str, str], refused: bool) -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 2), kart=_KART))
    mote = life.meets(facts(rows("MEL-01", 2), per=NESTE, kart=kart))
    assert bool(mote.ikke_skrevet) is refused
    if not refused:
        assert ("enheter-endret" in kinds(mote)) is (kart != _KART)


def test_it_is_warned_of_fewer_objects_and_of_a_unit_that_is_gone() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 2)))
    assert life.meets(facts(rows("MEL-01", 2), per=NESTE, antall_objekter=800)).advarsler == ()
    mote = life.meets(facts(rows("MEL-01", 2), per=NESTE, antall_objekter=799, saker={NORD: 50, SOR: 50}))
    assert ["799" in mote.advarsler[0], "Østbyen" in mote.advarsler[1], mote.ikke_skrevet] == [True, True, ""]


def test_any_order_of_units_gives_the_same_events() -> None:
    brudd = [*rows("MEL-01", 4), *rows("MEL-01", 3, SOR), *rows("MEL-01", 5, OST), *rows("OMS-02", 2, OST)]
    expected = Life().meets(facts(brudd)).nye
    for seed in range(20):
        random.Random(seed).shuffle(brudd)
        assert Life().meets(facts(brudd)).nye == expected


def test_unknown_unit_has_no_owner() -> None:
    life = Life()
    life.run(facts(rows("MEL-01", 1, "ukjent-enhet"), enheter={NORD: "Nordvåg"}))
    assert life.avvik().ting.eier == ""


def test_a_breach_told_under_a_wider_rule_opens_nothing_of_its_own() -> None:
    life = Life()
    life.run(facts([row("HJE-05", "T1"), row("HJE-01", "P1", under="HJE-05"), row("HJE-01", "P2")]))
    assert {a.regel: [one.objekt_id for one in a.bevis] for a in life.reg.avvik.values()} == {
        "HJE-05": ["T1"],
        "HJE-01": ["P2"],
    }


def test_the_machine_says_every_event() -> None:
    mote = Life().meets(facts(rows("MEL-01", 3)))
    assert {ny.hvem for ny in mote.nye} == {"bvaudit"}
    assert kinds(mote)[0] == "kjoring-skrevet"
    assert isinstance(mote.nye[1].hendelse, AvvikOpprettet)


def test_the_key_is_known_also_when_people_wrote_before_the_first_run() -> None:
    life = Life()
    life.reg = replace(life.reg, nokkel="")
    life.run(facts(rows("MEL-01", 2)))
    assert life.reg.nokkel == "n" * 8
    assert "en annen nøkkel" in life.meets(facts(rows("MEL-01", 2), per=NESTE, nokkel="m" * 8)).ikke_skrevet


def test_a_day_that_has_not_come_is_refused() -> None:
    assert "ikke er kommet" in Life().meets(facts(rows("MEL-01", 1)), dag=date(2026, 1, 30)).ikke_skrevet
