"""Recommendation → measure → risk → avvik → figure, reckoned by hand: what has no measure, what shows no effect."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from bvaudit.model.forbedring import Avviksart
from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.registeret.avvik import Kilde, Registeret
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.kjede import Bindes, Kjederad, Ledd, Virkning
from bvaudit.register.list_chain import chain
from bvaudit.register.list_links import links_of_unit
from bvaudit.register.listed import standing
from tests.register.a_list import a_list, a_point, point_opened, point_set, with_lists
from tests.register.guard_states import the_context
from tests.register.logs import AV, LEDER, TI, D, Life, opened, register

ADVICE, RISK, MEASURE = Listeslag.ANBEFALINGER, Listeslag.RISIKOER, Listeslag.TILTAK
ON = {"regler": ("UND-03",)}
SAME = "bare-sjekkpunkt"


def rows(*lister: Liste, reg: Registeret | None = None) -> dict[str, Kjederad]:
    found = chain(lister, reg or Registeret(), with_lists(*lister))
    return {one.nr.removeprefix("LP-"): one for one in found}


def measured(utfall: Forsoksutfall, **values: Any) -> Registeret:
    """An avvik of UND-03 in the north, with a measure of its own in use, and one attempt."""
    life = Life(the_context()).begun().run().found("1", "2", "3").measure(D(2, 1)).in_use(D(2, 1), D(2, 1))
    return life.attempt(D(5, 1), utfall=utfall, **values).reg


@pytest.mark.parametrize(
    ("tiltak", "mangler"),
    [
        pytest.param((), ("uten-tiltak",), id="ingen tiltak"),
        pytest.param((a_point("t", regler=("MEL-01",)),), ("uten-tiltak",), id="tiltak for noe annet"),
        pytest.param((a_point("t", koblet=("anbefalinger:a",)),), ("uten-virkning",), id="koblet"),
        pytest.param((a_point("t", **ON),), (SAME, "uten-virkning"), id="samme sjekkpunkt"),
        pytest.param((a_point("t", status="stanset", **ON),), ("uten-tiltak",), id="stanset er ikke et tiltak"),
        pytest.param((a_point("t", status="forslag", **ON),), (SAME, "bare-forslag"), id="ingen har bestemt det"),
        pytest.param((a_point("t", status="planlagt", **ON),), (SAME, "ikke-begynt"), id="bestemt, ikke begynt"),
        pytest.param(
            (a_point("t", status="planlagt", **ON), a_point("u", status="pagar", **ON)),
            (SAME, "uten-virkning"),
            id="ett er begynt",
        ),
        pytest.param(
            (a_point("t", status="pagar", effekt="Færre går over", **ON),), (SAME,), id="noen sier at det virker"
        ),
    ],
)
def test_what_a_recommendation_lacks(tiltak: tuple[Listepunkt, ...], mangler: tuple[str, ...]) -> None:
    advice = a_list(ADVICE, a_point("a", **ON))
    found = rows(advice, a_list(MEASURE, *tiltak) if tiltak else a_list(RISK, a_point("r")))
    assert found["anbefalinger:a"].mangler == mangler


def test_a_measure_answers_a_recommendation_through_a_risk_whoever_wrote_the_link() -> None:
    advice = a_list(ADVICE, a_point("a", koblet=("risikoer:r",)))
    risk = a_list(RISK, a_point("r"))
    found = rows(advice, risk, a_list(MEASURE, a_point("t", koblet=("risikoer:r",))))
    (through,) = found["anbefalinger:a"].tiltak
    assert (through.nr, through.via, through.bindes) == ("LP-tiltak:t", "LP-risikoer:r", Bindes.KOBLET)
    assert [one.nr for one in found["anbefalinger:a"].andre] == ["LP-risikoer:r"]
    assert {one.nr for one in found["tiltak:t"].svarer_pa} == {"LP-risikoer:r", "LP-anbefalinger:a"}
    assert list(found) == ["anbefalinger:a", "risikoer:r", "tiltak:t"]
    assert [one.ledd for one in found.values()] == [Ledd.ANBEFALING, Ledd.RISIKO, Ledd.TILTAK]


def test_a_measure_that_answers_nothing_is_told() -> None:
    found = rows(a_list(ADVICE, a_point("a")), a_list(MEASURE, a_point("t", effekt="Det går bedre")))
    assert found["tiltak:t"].mangler == ("svarer-ikke",)


def test_measures_of_the_register_count_and_so_does_what_was_measured() -> None:
    advice = a_list(ADVICE, a_point("a", **ON))
    row = rows(advice, reg=measured(Forsoksutfall.NADD))["anbefalinger:a"]
    assert ([one.nr for one in row.tiltak], row.mangler) == ([TI], ())
    assert [(one.virkning, one.nr) for one in row.virkning] == [(Virkning.MALT, AV)]
    assert [(one.avvik, one.brudd, one.n) for one in row.avvik] == [(AV, 8, 20)]
    row = rows(advice, reg=measured(Forsoksutfall.IKKE_NADD, brudd=4))["anbefalinger:a"]
    assert (row.mangler, row.virkning[0].brudd) == (("malt-ikke-nadd",), 4)


def test_what_is_said_never_hides_what_was_measured() -> None:
    advice = a_list(ADVICE, a_point("a", effekt="Det går mye bedre", **ON))
    row = rows(advice, reg=measured(Forsoksutfall.IKKE_NADD, brudd=4))["anbefalinger:a"]
    assert [one.virkning for one in row.virkning] == [Virkning.MALT_IKKE_NADD, Virkning.SAGT]
    assert row.mangler == ("malt-ikke-nadd",)


def test_a_point_for_one_unit_has_nothing_of_another() -> None:
    advice = a_list(ADVICE, a_point("a", enheter=("Sjøvik sør",), **ON), a_point("b", enheter=("E1",), **ON))
    found = rows(advice, reg=register(opened()))
    assert found["anbefalinger:a"].avvik == ()
    assert [one.avvik for one in found["anbefalinger:b"].avvik] == [AV]


def test_the_budget_and_hms_are_never_counted_with_avvik_of_the_law() -> None:
    advice = a_list(ADVICE, a_point("a", **ON))
    budget = a_list(MEASURE, a_point("t", status="pagar", **ON), id_="budsjett", avvik=Avviksart.OKONOMI)
    hms = a_list(Listeslag.HMS, a_point("h", **ON))
    reg = register(opened(), opened("AV-2026-0002", kilde=Kilde.HMS))
    found = rows(advice, budget, hms, reg=reg)
    row = found["anbefalinger:a"]
    assert [(one.nr, one.teller) for one in row.tiltak] == [("LP-budsjett:t", False), ("LP-hms:h", False)]
    assert row.mangler == ("uten-tiltak",)
    assert [one.avvik for one in row.avvik] == [AV]
    assert found["budsjett:t"].avvik == ()
    assert "hms:h" not in found
    told = a_list(Listeslag.HMS, a_point("h", status="pagar", koblet=("anbefalinger:a",), **ON))
    assert rows(advice, told, reg=reg)["anbefalinger:a"].mangler == ("uten-virkning",)
    linked = replace(budget, innhold=(replace(budget.innhold[0], koblet=("anbefalinger:a",)),))
    assert rows(advice, linked, reg=reg)["anbefalinger:a"].mangler == ("uten-virkning",)


def test_the_log_says_how_far_it_has_come_and_what_it_led_to() -> None:
    advice, measure = a_list(ADVICE, a_point("a", **ON)), a_list(MEASURE, a_point("t", status="forslag", **ON))
    written = [point_opened("tiltak", "t", D(1, 2)), point_set("tiltak", "t", "status", "pagar")]
    reg = register(*((LEDER, one) for one in written))
    assert rows(advice, measure, reg=reg)["anbefalinger:a"].mangler == (SAME, "uten-virkning")
    written.append(point_set("tiltak", "t", "effekt", "Ingen går over fristen nå"))
    reg = register(*((LEDER, one) for one in written))
    assert rows(advice, measure, reg=reg)["anbefalinger:a"].mangler == (SAME,)


def test_asked_of_one_list_the_others_are_looked_in_and_circles_end() -> None:
    advice = a_list(ADVICE, a_point("a", koblet=("tiltak:t",)), a_point("b", koblet=("a",)))
    measure = a_list(MEASURE, a_point("t", koblet=("anbefalinger:a", "anbefalinger:b")))
    found = chain((advice,), Registeret(), with_lists(advice, measure))
    assert [one.punkt for one in found] == ["a", "b"]
    assert all([ledd.nr for ledd in one.tiltak] == ["LP-tiltak:t"] for one in found)


def test_a_list_another_has_come_after_answers_nothing_and_links_to_it_follow_the_point() -> None:
    advice = a_list(ADVICE, a_point("a", **ON), a_point("b"))
    old = a_list(MEASURE, a_point("t", status="pagar", **ON), a_point("u"), id_="i-fjor")
    new = a_list(MEASURE, a_point("u", status="pagar"), id_="i-ar", forrige="i-fjor")
    linked = replace(advice, innhold=(advice.innhold[0], replace(advice.innhold[1], koblet=("i-fjor:u",))))
    found = {one.nr: one for one in chain((linked,), Registeret(), with_lists(linked, old, new))}
    assert found["LP-anbefalinger:a"].mangler == ("uten-tiltak",)
    assert [one.nr for one in found["LP-anbefalinger:b"].tiltak] == ["LP-i-ar:u"]


def test_whatever_is_linked_both_sides_say_so_and_nothing_is_lacking_that_is_there() -> None:
    random = Random(12)
    kinds = [ADVICE, RISK, MEASURE, Listeslag.PILOTER, Listeslag.AVTALER, Listeslag.HMS]
    statuses = ["", "forslag", "planlagt", "pagar", "gjennomfort", "stanset"]
    for _ in range(60):
        ids = [(slag, f"p{number}") for slag in kinds for number in range(random.randint(1, 3))]
        lister = []
        for slag in kinds:
            points = [
                a_point(
                    id_,
                    status=random.choice(statuses),
                    regler=tuple(random.sample(["MEL-01", "UND-03", "OMS-01"], random.randint(0, 2))),
                    koblet=tuple(f"{to.value}:{other}" for to, other in random.sample(ids, random.randint(0, 2))),
                )
                for of, id_ in ids
                if of is slag
            ]
            lister.append(a_list(slag, *points))
        found = rows(*lister)
        for nr, row in found.items():
            answers = {one.nr.removeprefix("LP-"): one for one in (*row.tiltak, *row.svarer_pa)}
            for other, tie in answers.items():
                if tie.teller:
                    back = {one.nr for one in (*found[other].tiltak, *found[other].svarer_pa)}
                    assert f"LP-{nr}" in back
                assert tie.teller or "hms" in (other.partition(":")[0], nr.partition(":")[0])
            live = [one for one in row.tiltak if one.status != "stanset" and one.teller]
            if row.ledd is not Ledd.TILTAK:
                assert ("uten-tiltak" in row.mangler) == (not live)


def test_what_a_unit_sees_of_a_point_for_all_is_its_own() -> None:
    """The avvik is in E1; the routine is for E2 and not for E1."""
    routine = a_point("rutine", enheter=("E2",), koblet=("risikoer:r",))
    risk = a_list(RISK, a_point("r", nokkeltall=("andel-frist",), **ON))
    world, reg = with_lists(risk, a_list(Listeslag.RUTINER, routine)), measured(Forsoksutfall.NADD)
    (told,) = standing(risk, reg, world, D(6, 1))
    (avvik,) = told.lenker["avvik"]
    assert set(told.lenker) == {"avvik", "tall", "tiltak"}
    assert links_of_unit(told.lenker, "E1", reg, world) == {"avvik": (avvik,), "tall": ("andel-frist",)}
    assert links_of_unit(told.lenker, "E2", reg, world) == {"tiltak": ("LP-rutiner:rutine",), "tall": ("andel-frist",)}
