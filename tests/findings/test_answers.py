"""One answer for each rule and unit: who gets which finding, by what law, with which numbers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bvaudit.findings.answers import answers
from bvaudit.findings.counts import Counts, RuleFindings
from bvaudit.findings.intervals import Draw
from bvaudit.model.funn import Funn, Tall
from bvaudit.model.revisjon import EnhetTall
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Utfall
from tests.findings.small import GAMMEL, NY, PER, counts, en_enhet, innhold, to_lover
from tests.reports.builders import et_funn

REGEL = to_lover("lov", "ssb")
ALFA, BETA = en_enhet("Alfa"), en_enhet("Beta")
TALL = {
    ("MEL-01", "Alfa", "lov"): Tall(oppfylt=7, ikke_oppfylt=2, uavklart=1),
    ("MEL-01", "Alfa", "ssb"): Tall(oppfylt=6, ikke_oppfylt=3),
    ("MEL-01", "Beta", "lov"): Tall(oppfylt=5),
}


def funn(sak: str, enhet: str = "Alfa", versjon: Any = NY, **mer: Any) -> Funn:
    return et_funn(sak=sak, objekt_id=f"m-{sak}", enhet=enhet, regelversjon=versjon, **mer)


def answered(
    found: RuleFindings | Sequence[RuleFindings],
    tall: Counts | None = None,
    enheter: Sequence[EnhetTall] = (ALFA, BETA),
    draw: Draw | None = None,
) -> tuple[RegelSvar, ...]:
    every = [found] if isinstance(found, RuleFindings) else found
    return answers(every, tall or counts(TALL), enheter, innhold(), per=PER, draw=draw)


def test_each_unit_has_its_own_findings_and_numbers() -> None:
    broken = (funn("a"), funn("b"))
    unclear = (funn("c", utfall=Utfall.UAVKLART),)
    alfa, beta = answered(RuleFindings(rule=REGEL, broken=broken, unclear=unclear, other_ways={}))
    assert [f.sak for f in alfa.funn] == ["a", "b"] and [f.sak for f in alfa.uavklarte] == ["c"]
    assert (alfa.tall["lov"].n, alfa.tall["lov"].ikke_oppfylt, alfa.tall["ssb"].ikke_oppfylt) == (9, 2, 3)
    assert (beta.funn, beta.uavklarte, beta.tall["lov"].oppfylt, beta.tall["ssb"]) == ((), (), 5, Tall())
    assert (alfa.er_avvik, beta.er_avvik) == (True, False)
    assert (alfa.standard, alfa.teller, alfa.intervall, alfa.intervall_grunn) == ("lov", "henvendelse", None, "")


def test_a_finding_goes_to_the_unit_that_had_the_case_then() -> None:
    alfa, beta = answered(RuleFindings(rule=REGEL, broken=(funn("a", enhet_na="Beta"),), other_ways={}))
    assert [f.hos for f in alfa.funn] == ["Beta"] and not beta.funn


def test_a_unit_without_rows_has_no_answer_and_the_order_is_that_of_the_units() -> None:
    found = RuleFindings(rule=REGEL, other_ways={})
    assert [s.enhet for s in answered(found, enheter=(BETA, en_enhet("Gamma"), ALFA))] == ["Beta", "Alfa"]


def test_rules_come_in_the_order_they_were_judged() -> None:
    other = replace(REGEL, id="AAA-01")
    tall = counts({("MEL-01", "Alfa", "lov"): Tall(), ("AAA-01", "Alfa", "lov"): Tall()})
    found = [RuleFindings(rule=r, other_ways={}) for r in (REGEL, other)]
    assert [s.regel.id for s in answered(found, tall)] == ["MEL-01", "AAA-01"]


def test_other_ways_of_counting_are_told_of_their_own_object() -> None:
    ways = {"m-a": (("ssb", Utfall.OPPFYLT),), "m-b": (("ssb", Utfall.IKKE_AKTUELT),)}
    found = RuleFindings(rule=REGEL, broken=(funn("a"), funn("x")), otherwise=(funn("b"),), other_ways=ways)
    alfa, _ = answered(found)
    assert [f.andre for f in alfa.funn] == [(("ssb", Utfall.OPPFYLT),), ()]
    assert [(f.sak, f.andre) for f in alfa.andre_funn] == [("b", (("ssb", Utfall.IKKE_AKTUELT),))]


@pytest.mark.parametrize(
    ("versjoner", "brukt", "ventet"),
    [
        pytest.param((GAMMEL,), {NY}, ["1992"], id="bruddene, ikke de andre radene"),
        pytest.param((NY, GAMMEL), {NY}, ["2-1", "1992"], id="brudd etter begge lover"),
        pytest.param((), {GAMMEL}, ["1992"], id="uten brudd: radene"),
        pytest.param((), set(), ["2-1"], id="uten rader med versjon: vurderingsdagen"),
        pytest.param((None,), {GAMMEL}, ["1992"], id="et brudd som ikke har versjon"),
    ],
)
def test_the_law_of_a_unit(versjoner: tuple[Any, ...], brukt: set[Any], ventet: list[str]) -> None:
    broken = tuple(funn(str(n), versjon=versjon) for n, versjon in enumerate(versjoner))
    found = RuleFindings(rule=REGEL, broken=broken, other_ways={})
    alfa, beta = answered(found, counts(TALL, versjoner={("MEL-01", "Alfa"): frozenset(brukt)}))
    assert len(alfa.hjemmel) == len(ventet)
    assert all(part in line for part, line in zip(ventet, alfa.hjemmel, strict=True))
    assert beta.hjemmel == ("bvl. § 2-1",), "the law of one unit says nothing of another's"


def test_each_row_has_the_law_of_its_own_version() -> None:
    broken = (funn("a", versjon=GAMMEL), funn("b"), funn("c", versjon=None))
    alfa, _ = answered(RuleFindings(rule=REGEL, broken=broken, other_ways={}))
    assert [f.hjemmel for f in alfa.funn] == [("bvl. 1992 § 4-2",), ("bvl. § 2-1",), ()]


def test_a_narrow_breach_is_told_under_the_wide_one_in_its_own_unit() -> None:
    wide, narrow = replace(REGEL, id="VID-01"), replace(REGEL, id="SML-01", omfattes_av=("VID-01",))
    tall = counts({(r, e, "lov"): Tall(ikke_oppfylt=1) for r in ("VID-01", "SML-01") for e in ("Alfa", "Beta")})
    found = [
        RuleFindings(rule=wide, broken=(funn("a"),), other_ways={}),
        RuleFindings(rule=narrow, broken=(funn("a"), funn("a", enhet="Beta")), other_ways={}),
    ]
    own = {(s.regel.id, s.enhet): len(s.egne) for s in answered(found, tall)}
    assert own == {("VID-01", "Alfa"): 1, ("VID-01", "Beta"): 0, ("SML-01", "Alfa"): 0, ("SML-01", "Beta"): 1}


def test_a_draw_gives_an_interval_of_the_standard_variant() -> None:
    asked: list[tuple[int, int, int]] = []

    def bounds(k: int, n: int, whole: int) -> tuple[int, int]:
        asked.append((k, n, whole))
        return 4, 40

    tall = counts(TALL, saker={("MEL-01", "lov", "Alfa"): 9, ("MEL-01", "ssb", "Alfa"): 1})
    (alfa,) = answered(
        RuleFindings(rule=REGEL, other_ways={}),
        tall,
        (en_enhet("Alfa", 100, 10),),
        Draw(ramme={"Alfa": 100}, bounds=bounds),
    )
    assert asked == [(2, 9, 99)]
    assert alfa.intervall is not None
    assert (alfa.intervall.nedre, alfa.intervall.ovre) == (round(4 / 99, 6), round(40 / 99, 6))
