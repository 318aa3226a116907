"""A breach that a wider rule sees too is told under it, once; the shares of both stay as they were."""

from dataclasses import replace
from typing import Any

import pytest

from bvaudit.findings.all_numbers import all_numbers
from bvaudit.findings.ledger import ledger
from bvaudit.findings.nesting import nest
from bvaudit.findings.ranking import by_urgency, by_weight
from bvaudit.model.funn import Tall
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Alvorlighetsgrad, Malestokk
from tests.reports.builders import en_revisjon, et_funn, et_svar
from tests.reports.rules_by_hand import en_regel

VID = en_regel(id="HJE-04", avvikstittel="Planen er ikke evaluert", objekt="tiltak")
SMAL = en_regel(id="HJE-05", avvikstittel="Tiltaket er ikke evaluert på et halvt år", objekt="tiltak")
UNDER = {"HJE-05": ("HJE-04",)}


def svar(regel: Any, *saker: str, enhet: str = "Østbyen", n: int = 20, **mer: Any) -> RegelSvar:
    """The rule broken once in each of the cases; the same case twice is two objects."""
    funn = tuple(
        et_funn(regel=regel.id, enhet=enhet, sak=sak, objekt="tiltak", objekt_id=f"{regel.id} {sak} {number}")
        for number, sak in enumerate(saker)
    )
    tall = {"lov": Tall(oppfylt=n - len(saker), ikke_oppfylt=len(saker))}
    return et_svar(regel=regel, enhet=enhet, tall=tall, funn=funn, **mer)


@pytest.mark.parametrize(
    ("vid", "smal", "alene"),
    [
        pytest.param(("a", "b"), ("a", "b"), (), id="alle i den videres saker"),
        pytest.param(("a",), ("a", "b"), ("b",), id="en sak den videre ikke er brutt i"),
        pytest.param((), ("a", "b"), ("a", "b"), id="den videre er ikke brutt"),
        pytest.param(("a",), ("a", "a"), (), id="to tiltak i samme sak"),
    ],
)
def test_told_under_the_wider_rule_by_case(vid: tuple[str, ...], smal: tuple[str, ...], alene: tuple[str, ...]) -> None:
    wide, narrow = nest([svar(VID, *vid), svar(SMAL, *smal)], UNDER)
    assert tuple(f.sak for f in narrow.egne) == alene
    assert narrow.er_avvik is bool(alene)
    assert narrow.tall["lov"].ikke_oppfylt == len(smal), "the share is what it was"
    assert sum(len(line.funn) for line in wide.under) == len(smal) - len(alene) == narrow.fort_under
    assert [line.regel.id for line in wide.under] == (["HJE-05"] if len(alene) < len(smal) else [])


def test_a_wider_rule_that_was_not_judged_tells_nothing() -> None:
    (narrow,) = nest([svar(SMAL, "a")], UNDER)
    assert narrow.er_avvik and not narrow.fort_under


def test_the_same_case_key_in_another_unit_is_not_the_same_case() -> None:
    _, narrow = nest([svar(VID, "a", enhet="Vestbyen"), svar(SMAL, "a")], UNDER)
    assert narrow.er_avvik and not narrow.fort_under


def test_a_wider_rule_that_only_indicates_hides_nothing() -> None:
    _, narrow = nest([svar(replace(VID, indikasjon=True), "a"), svar(SMAL, "a")], UNDER)
    assert narrow.er_avvik


def test_of_two_wider_rules_the_first_named_tells_it() -> None:
    other = en_regel(id="HJE-02")
    answers = nest([svar(VID, "a"), svar(other, "a", "b"), svar(SMAL, "a", "b")], {"HJE-05": ("HJE-04", "HJE-02")})
    assert [f.under for f in answers[2].funn] == ["HJE-04", "HJE-02"]
    assert [len(s.under) for s in answers] == [1, 1, 0]


def test_the_order_of_the_rules_does_not_matter() -> None:
    answers = [svar(VID, "a"), svar(SMAL, "a", "b")]
    assert nest(answers[::-1], UNDER)[::-1] == nest(answers, UNDER)


def test_one_rule_for_what_is_counted() -> None:
    clean = et_svar(regel=en_regel(id="MEL-02"), tall={"lov": Tall(oppfylt=4)}, funn=())
    nothing = et_svar(regel=en_regel(id="MEL-03"), tall={"lov": Tall(ikke_aktuelt=4)}, funn=())
    hint = svar(en_regel(id="UND-17", indikasjon=True), "a", "c")
    quiet = et_svar(regel=en_regel(id="UND-18", indikasjon=True), tall={"lov": Tall(oppfylt=4)}, funn=())
    run = en_revisjon(svar=(*nest([svar(VID, "a", "b"), svar(SMAL, "a")], UNDER), clean, nothing, hint, quiet))
    book = ledger(run)
    assert (book.kontrollert, book.med_avvik, book.under_andre, book.uten_avvik) == (3, 1, 1, 1)
    assert (book.indikasjoner, book.ma_leses, book.ingen_a_vurdere) == (2, 1, 1)
    assert (book.avvik, book.saker_med_avvik) == (1, 2)
    assert ledger(run, "Vestbyen").kontrollert == 0


def test_what_the_law_asks_stands_above_everybody_elses_measure() -> None:
    own = svar(
        en_regel(id="OMS-16", egen_malestokk=Malestokk.EGET, alvorlighetsgrad=Alvorlighetsgrad.KRITISK), "a", "b"
    )
    law = svar(en_regel(id="OMS-01", alvorlighetsgrad=Alvorlighetsgrad.LAV), "a")
    assert [s.regel.id for s in by_weight([own, law])] == ["OMS-01", "OMS-16"]
    assert [s.regel.id for s in by_urgency([own, law])] == ["OMS-01", "OMS-16"]


def test_a_norm_that_tells_a_broken_law_under_it_ranks_as_law() -> None:
    wide, _ = nest([svar(replace(VID, egen_malestokk=Malestokk.NORM), "a"), svar(SMAL, "a")], UNDER)
    assert wide.lovkrav
    assert not replace(wide, under=()).lovkrav


def test_every_number_zeros_included() -> None:
    empty = replace(en_revisjon().enheter[2], navn="Tydal", saker=0, undersokt=0)
    run = en_revisjon(
        svar=nest([svar(VID, "a", "b"), svar(SMAL, "a", "b")], UNDER), enheter=(en_revisjon().enheter[0], empty)
    )
    rows = [(r.regel.id, r.enhet, r.tall.n if r.tall else None, r.fort_under, r.avvik) for r in all_numbers(run)]
    assert rows == [
        ("HJE-04", "", 20, 0, 2),
        ("HJE-04", "Østbyen", 20, 0, 2),
        ("HJE-04", "Tydal", 0, 0, 0),
        ("HJE-05", "", 20, 2, 0),
        ("HJE-05", "Østbyen", 20, 2, 0),
        ("HJE-05", "Tydal", 0, 0, 0),
        ("MED-01", "", None, None, None),
    ]
    assert [r.grunn for r in all_numbers(run) if r.enhet == "Tydal"] == ["Enheten har ingen saker i uttrekket."] * 2
    assert all_numbers(run)[-1].grunn == "Må besvares av en person, og ingen har svart ennå"


def test_cases_over_all_units_are_counted_and_not_added() -> None:
    parts = (svar(VID, "a"), svar(VID, "a", enhet="Vestbyen"))
    parts = tuple(replace(s, tall={"lov": replace(s.tall["lov"], saker=15)}) for s in parts)
    run = en_revisjon(svar=parts, saker_samlet={("HJE-04", "lov"): 29}, ikke_undersokt=())
    assert [r.tall.saker for r in all_numbers(run) if r.tall] == [29, 15, 15, 0]
