"""«Alle tall», the ledger and the sums of groups: each cell by hand, for one rule told two ways in two units."""

from dataclasses import replace
from typing import Any

import pytest

from bvaudit.findings.all_numbers import Tallrad, all_numbers, per_unit
from bvaudit.findings.ledger import ledger
from bvaudit.findings.nesting import nest
from bvaudit.model.funn import Intervall, Tall
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from tests.findings.small import en_enhet
from tests.reports.builders import UTVALG, en_revisjon, et_funn, et_svar
from tests.reports.rules_by_hand import en_regel

REGEL, VID = en_regel(), en_regel(id="AAA-01")
ALFA, BETA = en_enhet("Alfa", gruppe="Nord"), en_enhet("Beta", gruppe="Nord")


def svar(enhet: str, *saker: str, regel: Any = REGEL, **mer: Any) -> RegelSvar:
    funn = tuple(et_funn(regel=regel.id, enhet=enhet, sak=sak, objekt_id=f"{enhet} {sak}") for sak in saker)
    tall = {"lov": Tall(oppfylt=8, ikke_oppfylt=len(saker), saker=5), "ssb": Tall(oppfylt=1, ikke_oppfylt=6, saker=7)}
    return et_svar(regel=regel, enhet=enhet, tall=tall, funn=funn, **mer)


def run(*svar: RegelSvar, **mer: Any) -> Revisjon:
    return en_revisjon(svar=svar, ikke_undersokt=(), **{"enheter": (ALFA, BETA), **mer})


def cells(rows: tuple[Tallrad, ...], *names: str) -> list[tuple[object, ...]]:
    return [(r.enhet, r.variant, *(getattr(r, n, None) or getattr(r.tall, n, None) for n in names)) for r in rows]


def test_every_variant_has_its_own_numbers_in_every_unit_and_altogether() -> None:
    rows = all_numbers(run(svar("Alfa", "a"), svar("Beta", "b", "c")))
    assert cells(rows, "n", "ikke_oppfylt") == [
        ("", "lov", 19, 3),
        ("Alfa", "lov", 9, 1),
        ("Beta", "lov", 10, 2),
        ("", "ssb", 14, 12),
        ("Alfa", "ssb", 7, 6),
        ("Beta", "ssb", 7, 6),
    ]
    assert [(r.standard, r.avvik) for r in rows] == [(True, 3), (True, 1), (True, 2), *[(False, None)] * 3]


def test_what_is_told_under_another_rule_is_counted_apart() -> None:
    rows = all_numbers(run(*nest([svar("Alfa", "a", regel=VID), svar("Alfa", "a", "b")], {"MEL-01": ("AAA-01",)})))
    own = [(r.enhet, r.fort_under, r.avvik) for r in rows if r.regel.id == "MEL-01" and r.standard]
    assert own == [("", 1, 1), ("Alfa", 1, 1), ("Beta", 0, 0)]


def test_cases_altogether_are_those_counted_where_they_are_known() -> None:
    rows = all_numbers(run(svar("Alfa"), svar("Beta"), saker_samlet={("MEL-01", "lov"): 9}))
    assert [r.tall.saker for r in rows if r.tall and not r.enhet] == [9, 14]


@pytest.mark.parametrize(
    ("utvalg", "enheter", "andel", "grunn"),
    [
        pytest.param(None, (ALFA, BETA), True, "", id="alle saker"),
        pytest.param(UTVALG, (ALFA, BETA), False, per_unit(), id="trukket i to enheter"),
        pytest.param(UTVALG, (ALFA,), True, "", id="trukket i én enhet"),
    ],
)
def test_units_drawn_apart_have_no_share_together(utvalg: Any, enheter: Any, andel: bool, grunn: str) -> None:
    rows = all_numbers(run(svar("Alfa", "a"), utvalg=utvalg, enheter=enheter))
    whole = next(r for r in rows if not r.enhet and r.standard)
    assert (whole.andel, whole.grunn) == (andel, grunn)
    assert all(r.andel for r in rows if r.enhet)


def test_the_interval_of_one_unit_is_that_of_the_whole_and_of_the_standard_only() -> None:
    bounds = Intervall(nedre=0.1, ovre=0.2)
    rows = all_numbers(run(svar("Alfa", "a", intervall=bounds), enheter=(ALFA,)))
    assert [(r.enhet, r.intervall) for r in rows] == [("", bounds), ("Alfa", bounds), ("", None), ("Alfa", None)]


@pytest.mark.parametrize(
    ("saker", "undersokt", "grunn"),
    [
        pytest.param(0, 0, "Enheten har ingen saker i uttrekket.", id="ingen saker"),
        pytest.param(4, 0, "Ingen saker fra enheten er trukket.", id="ingen trukket"),
        pytest.param(4, 4, "", id="ingen å vurdere"),
    ],
)
def test_why_a_unit_has_zeros(saker: int, undersokt: int, grunn: str) -> None:
    rows = all_numbers(run(svar("Alfa"), enheter=(ALFA, en_enhet("Beta", saker, undersokt))))
    assert next((r.tall, r.avvik, r.grunn) for r in rows if r.enhet == "Beta") == (Tall(), 0, grunn)


def test_a_case_is_counted_once_and_only_where_it_stands_by_itself() -> None:
    narrow, wide = svar("Alfa", "a", "b", "b"), svar("Alfa", "a", regel=VID)
    hidden = nest([wide, narrow, svar("Beta", "b")], {"MEL-01": ("AAA-01",)})
    assert ledger(run(*hidden)).saker_med_avvik == 2
    wholly = nest([wide, svar("Alfa", "a")], {"MEL-01": ("AAA-01",)})
    assert (ledger(run(*wholly)).saker_med_avvik, ledger(run(*wholly)).avvik) == (1, 1)
    partly = nest([svar("Alfa", "a", regel=en_regel(id="AAA-01", indikasjon=True)), narrow], {"MEL-01": ("AAA-01",)})
    assert ledger(run(*partly)).saker_med_avvik == 2, "a sign is no breach, and hides none"


def test_a_breach_told_under_another_adds_no_case_of_its_own() -> None:
    narrow = svar("Alfa", "a", "b")
    told = replace(narrow, funn=(replace(narrow.funn[0], under="AAA-01"), narrow.funn[1]))
    assert ledger(run(told)).saker_med_avvik == 1


def test_a_group_is_its_units_added_up_by_the_standard_way() -> None:
    (nord,) = run(svar("Alfa", "a"), svar("Beta", "b", "c"), enheter=(ALFA, BETA, en_enhet("Gamma"))).grupper
    assert (nord.navn, nord.enheter, nord.saker, nord.undersokt) == ("Nord", ("Alfa", "Beta"), 20, 20)
    assert {regel: (tall.n, tall.ikke_oppfylt, tall.saker) for regel, tall in nord.tall.items()} == {
        "MEL-01": (19, 3, 10)
    }
