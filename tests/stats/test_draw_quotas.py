"""A draw by quotas: a fixed number of each kind, the order within it, and what is said when it cannot be."""

import random
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.model.objekt import Objekt
from bvaudit.model.plans import Kvote
from bvaudit.model.utvalg import METODE, METODE_STRATA, FrameCase, Rolle, Utvalg
from bvaudit.stats.draw import draw, order_key, replay, second_reading
from bvaudit.stats.frame_strata import frame_of
from bvaudit.workflows.content import content_or_stop

SEED = "egenkontroll-2025"
KODER = ("1", "2", "3", "4", "5", "6")


def egenkontroll() -> tuple[Kvote, ...]:
    lists = {liste.id: liste for liste in content_or_stop().planer.sjekklister}
    return lists["egenkontroll-undersokelser-runde-1"].utvalg.kvoter


def sak(nr: int, kode: str, kommune: str = "5001", enhet: str = "Østbyen") -> Objekt:
    name = f"S-{enhet}-{nr:04}"
    return Objekt(enhet=enhet, sak=name, objekt="undersokelse", objekt_id=f"U{name}", kommune=kommune, kode=kode)


def trekk(
    objekter: list[Objekt], kvoter: tuple[Kvote, ...] | None = None, *, seed: str = SEED, per_enhet: int = 10
) -> Utvalg:
    frame = frame_of(objekter, egenkontroll() if kvoter is None else kvoter, per_enhet=per_enhet)
    drawn = draw(frame.saker, seed=seed, per_enhet=per_enhet, reserve=5, kvoter=frame.kvoter, grupper=frame.grupper)
    return replace(drawn, sjekkliste="x")


def ramme(utvalg: Utvalg, objekter: list[Objekt]) -> tuple[FrameCase, ...]:
    return frame_of(objekter, egenkontroll(), per_enhet=utvalg.per_enhet).saker


objekter = st.lists(st.tuples(st.sampled_from(KODER), st.sampled_from(["5001", "5002"])), min_size=1, max_size=40).map(
    lambda rows: [sak(nr, kode, kommune) for nr, (kode, kommune) in enumerate(rows)]
)


def test_the_national_quotas_of_a_large_unit() -> None:
    """100 undersøkelser, 70 of them henlagt: one of each outcome, half with measures, the rest as the frame."""
    koder = ["3"] * 60 + ["6"] * 10 + ["4"] * 9 + ["1"] * 18 + ["2"] * 3
    utvalg = trekk([sak(nr, kode) for nr, kode in enumerate(koder)])
    assert utvalg.metode == METODE_STRATA
    assert {s.navn: (s.antall, s.ramme_antall) for s in utvalg.strata} == {
        "begjaring-til-nemnda": (1, 3),
        "henlagt": (4, 70),
        "henlagt-ny-undersokelse": (1, 9),
        "vedtak-om-tiltak": (4, 18),
    }
    drawn = Counter(t.stratum for t in utvalg.trekk if t.rolle is Rolle.TRUKKET)
    assert drawn == {s.navn: s.antall for s in utvalg.strata}
    assert [k.krav for k in utvalg.kvoter] == [1, 1, 1, 1, 5, 1] and not any(k.mangler for k in utvalg.kvoter)
    assert utvalg.uten_vekt == ""


def test_a_quota_nobody_can_fill_is_said() -> None:
    utvalg = trekk([sak(nr, "3") for nr in range(30)])
    short = {k.id: k.mangler for k in utvalg.kvoter if k.mangler}
    assert short == {
        "henlagt-ny-undersokelse": 1,
        "vedtak-om-tiltak": 1,
        "begjaring-til-nemnda": 1,
        "halvparten-med-tiltak": 5,
    }
    assert sum(t.rolle is Rolle.TRUKKET for t in utvalg.trekk) == 10


def test_municipalities_that_cross_the_groups_leave_no_weight() -> None:
    koder = ["3"] * 30 + ["4"] * 6 + ["1"] * 20 + ["2"] * 4
    utvalg = trekk([sak(nr, kode, "5002" if nr % 20 == 3 else "5001") for nr, kode in enumerate(koder)])
    assert {k.kommune: k.trukket >= 1 for k in utvalg.kvoter if k.kommune} == {"5001": True, "5002": True}
    assert "«alle-kommuner»" in utvalg.uten_vekt and "Østbyen" in utvalg.uten_vekt
    assert (
        replay(utvalg, ramme(utvalg, [sak(n, k, "5002" if n % 20 == 3 else "5001") for n, k in enumerate(koder)])) == []
    )


def test_municipalities_alone_are_the_groups() -> None:
    every = (Kvote(id="alle", slag="kommune", tekst="Hver kommune", minst=1),)
    utvalg = trekk([sak(nr, "", "5002" if nr < 2 else "5001") for nr in range(60)], every)
    assert {s.navn: s.antall for s in utvalg.strata} == {"kommune-5001": 9, "kommune-5002": 1}
    assert utvalg.uten_vekt == ""


def test_a_municipality_of_the_unit_without_cases_in_the_frame_is_said() -> None:
    every = (Kvote(id="alle", slag="kommune", tekst="Hver kommune", minst=1),)
    frame = frame_of(
        [sak(nr, "", "5001") for nr in range(20)], every, per_enhet=10, kommuner={"Østbyen": ("5001", "5038")}
    )
    drawn = draw(frame.saker, seed=SEED, per_enhet=10, reserve=0, kvoter=frame.kvoter, grupper=frame.grupper)
    assert {k.kommune: k.mangler for k in drawn.kvoter} == {"5001": 0, "5038": 1}


def test_more_groups_than_places_leave_no_weight() -> None:
    utvalg = trekk([sak(nr, kode) for nr, kode in enumerate("1234512345")], per_enhet=3)
    assert "kunne ikke bli trukket" in utvalg.uten_vekt
    assert sum(s.antall for s in utvalg.strata) == 3


def test_a_unit_that_is_drawn_whole_needs_no_weight() -> None:
    utvalg = trekk([sak(nr, kode, "5001" if nr % 2 else "5002") for nr, kode in enumerate("123456")])
    assert utvalg.uten_vekt == "" and len(utvalg.trekk) == 6


def test_without_quotas_the_draw_is_the_simple_one() -> None:
    objects = [sak(nr, "1") for nr in range(30)]
    assert trekk(objects, ()).metode == METODE
    plain = draw(
        [replace(c, objekt_id="") for c in frame_of(objects, (), per_enhet=10).saker],
        seed=SEED,
        per_enhet=10,
        reserve=5,
    )
    assert [t.sak for t in trekk(objects, ()).trekk] == [t.sak for t in plain.trekk]


@given(objekter)
@settings(max_examples=25, deadline=None)
def test_every_draw_holds_its_promises(objects: list[Objekt]) -> None:
    utvalg = trekk(objects)
    drawn = [t for t in utvalg.trekk if t.rolle is Rolle.TRUKKET]
    assert len(drawn) == min(10, len(objects))
    assert len(utvalg.trekk) == min(15, len(objects))
    by_case = {one.sak: one for one in objects}
    assert all(t.objekt_id == by_case[t.sak].objekt_id for t in utvalg.trekk)
    assert Counter(t.stratum for t in drawn) == {s.navn: s.antall for s in utvalg.strata if s.antall}
    for role in Rolle:
        keys = [t.orden for t in utvalg.trekk if t.rolle is role]
        assert keys == sorted(keys)
    told = {k.id: k for k in utvalg.kvoter if not k.kommune}
    for kvote in egenkontroll():
        if kvote.koder:
            got = sum(by_case[t.sak].kode in kvote.koder for t in drawn)
            assert (told[kvote.id].trukket, told[kvote.id].mangler) == (got, max(told[kvote.id].krav - got, 0))
    if not utvalg.uten_vekt:
        assert sum(s.ramme_antall for s in utvalg.strata if s.antall) == len(objects)
    assert replay(utvalg, ramme(utvalg, objects)) == []


@given(objekter, st.sampled_from(KODER))
@settings(max_examples=25, deadline=None)
def test_a_case_more_never_reshuffles_the_others(objects: list[Objekt], kode: str) -> None:
    """With groups: the others keep their order, and in each group those that are drawn are the first in order. Where
    the fixed numbers are the same, at most one case gives way."""
    objects = [replace(one, kommune="5001") for one in objects]
    new = sak(9999, kode)
    before, after = trekk(objects), trekk([*objects, new])
    numbers = {s.navn: s.antall for s in before.strata}
    for stratum in after.strata:
        every = sorted(
            (order_key(SEED, t.sak), t.sak)
            for t in frame_of([*objects, new], egenkontroll(), per_enhet=10).saker
            if t.stratum == stratum.navn
        )
        drawn = [t.sak for t in after.trekk if t.rolle is Rolle.TRUKKET and t.stratum == stratum.navn]
        assert drawn == [name for _, name in every[: stratum.antall]]
    if {s.navn: s.antall for s in after.strata} == numbers:
        was, now = ({t.sak for t in u.trekk if t.rolle is Rolle.TRUKKET} for u in (before, after))
        assert len(was - now) <= 1 and now - was <= {new.sak}


@given(objekter, st.randoms(use_true_random=False))
@settings(max_examples=15, deadline=None)
def test_the_order_of_the_frame_does_not_matter(objects: list[Objekt], shuffle: random.Random) -> None:
    other = list(objects)
    shuffle.shuffle(other)
    assert trekk(objects).trekk == trekk(other).trekk


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(lambda s: replace(s, antall=s.antall + 1), "utvalget sier at det skulle trekkes", id="antall"),
        pytest.param(lambda s: replace(s, kvoter=()), "plasser stemmer ikke", id="kvoter"),
    ],
)
def test_a_number_somebody_has_changed_is_found(change: object, said: str) -> None:
    objects = [sak(nr, kode) for nr, kode in enumerate(["3"] * 30 + ["1"] * 6 + ["2"] * 4)]
    utvalg = trekk(objects)
    strata = tuple(change(s) if s.navn == "vedtak-om-tiltak" else s for s in utvalg.strata)  # type: ignore[operator]
    assert any(said in line for line in replay(replace(utvalg, strata=strata), ramme(utvalg, objects)))


def test_the_second_reading_is_a_share_of_its_own_order() -> None:
    keys = [f"S-{n}" for n in range(10)]
    assert len(second_reading(keys, seed=SEED, percent=20)) == 2
    assert len(second_reading(keys[:3], seed=SEED, percent=20)) == 1
    assert second_reading(keys, seed=SEED, percent=0) == second_reading([], seed=SEED, percent=20) == frozenset()
    assert second_reading(keys, seed=SEED, percent=100) == set(keys)
    assert second_reading(keys[::-1], seed=SEED, percent=40) == second_reading(keys, seed=SEED, percent=40)
    first = sorted(keys, key=lambda key: order_key(SEED, key))[:2]
    assert second_reading(keys, seed=SEED, percent=20) != set(first)


def test_an_object_that_has_ended_counts_for_its_quota() -> None:
    kvote = Kvote(id="avsluttet", slag="avsluttet", tekst="Minst to", minst=2)
    objects = [replace(sak(nr, ""), slutt=date(2025, 5, 1) if nr < 3 else None) for nr in range(40)]
    utvalg = trekk(objects, (kvote,))
    assert {s.navn: s.antall for s in utvalg.strata} == {"andre": 8, "avsluttet": 2}


def test_a_quota_may_be_called_what_the_rest_is_called() -> None:
    kvote = Kvote(id="andre", slag="utfall", tekst="Minst to", koder=("1",), minst=2)
    utvalg = trekk([sak(nr, "1" if nr < 5 else "3") for nr in range(40)], (kvote,))
    assert {s.navn: (s.antall, s.ramme_antall) for s in utvalg.strata} == {"andre": (2, 5), "resten": (8, 35)}


@pytest.mark.lang
@pytest.mark.helt
def test_a_draw_is_uniform_over_ten_thousand_seeds() -> None:
    """Chi-square over 60 cases drawn 10 at a time, and within each group of a draw by quotas. The 99.9 % point of
    chi-square with 59 degrees of freedom is 98.3 (any printed table); the counts of one draw are not independent, and
    the sum is then smaller still."""
    objects = [sak(nr, "1" if nr < 20 else "3") for nr in range(60)]
    simple, by_group = Counter[str](), Counter[str]()
    frame = frame_of(objects, (), per_enhet=10).saker
    for number in range(10_000):
        drawn = draw(frame, seed=f"f{number}", per_enhet=10, reserve=0).trekk
        simple.update(t.sak for t in drawn)
    assert _chi_square([simple[one.sak] for one in objects]) < 98.3
    for number in range(1_000):
        by_group.update(t.sak for t in trekk(objects, seed=f"f{number}").trekk if t.rolle is Rolle.TRUKKET)
    counts = [by_group[one.sak] for one in objects]
    assert sum(counts[:20]) == sum(counts[20:]) == 5_000
    assert _chi_square(counts[:20]) < 43.8 and _chi_square(counts[20:]) < 72.1  # 19 and 39 degrees of freedom


def _chi_square(counts: list[int]) -> float:
    mean = sum(counts) / len(counts)
    return sum((n - mean) ** 2 / mean for n in counts)
