"""What a year leaves for the next: every proposal with its reason, none twice, and none of what is there already."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from bvaudit.model.plans import Fordeling
from bvaudit.model.registeret.avvik import Kilde, Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.rule import Hjemmel
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import fold
from bvaudit.register.missed import made_of
from bvaudit.register.next_year import Arsforslag, Forslagsslag, proposals, wheel_for, with_proposals
from bvaudit.register.planned_tasks import controls
from bvaudit.register.year import year
from tests.register.a_year import NORD, SOR, STAB, begun, context, done, task, together, wheel, written
from tests.register.logs import Life, logged, opened
from tests.reports.rules_by_hand import en_regel

AR, DAG = 2027, date(2026, 12, 15)
LAW = (Hjemmel(lov="koml", paragraf="25-1", bokstav="c"),)
ROS = task("ros", 3, tittel="Risikoanalyse", hjemmel=LAW, rolle="barnevernleder", eier="Barnevernleder")
LISTE = task("fristliste", *range(1, 13), tittel="Fristliste", regler=("MEL-01",))
WORLD = context(
    wheel(ROS, LISTE, together(5, tittel="Redegjørelse", rolle="kommunedirektor")),
)
RULES = {
    id_: en_regel(id=id_, avvikstittel=title, tema=tema)
    for id_, title, tema in (
        ("MEL-01", "Meldingen ble ikke gjennomgått i tide", "melding"),
        ("UND-03", "Undersøkelsen ble ikke avsluttet i tide", "undersokelse"),
        ("UND-15", "Foreldrene er ikke trukket inn", "undersokelse"),
    )
}


NOBODY = begun(WORLD)


def all_done(but: tuple[str, ...] = (), world: Kontekst = WORLD) -> Life:
    life = begun(world)
    for one in controls(world, 2026):
        if one.nr not in but and one.maned.month < 12:
            done(life, one.nr, one.frist, DAG)
    return life


def proposed(life: Life, reg: Registeret | None = None, world: Kontekst = WORLD) -> tuple[Arsforslag, ...]:
    register = reg or life.reg
    return proposals(year(register, world, 2026, DAG), register, world, AR, {"undersokelse": "undersøkelse"}.get)  # type: ignore[arg-type]


@cache
def _year_done() -> Life:
    return all_done(world=WITH_RULES)


def with_avvik(*given: dict[str, Any], world: Kontekst) -> Registeret:
    life = _year_done()
    events = [opened(f"AV-2026-{n:04}", **{"dag": date(2026, 6, 1), **one}) for n, one in enumerate(given, 1)]
    reg = fold(logged(events))
    return replace(life.reg, avvik=reg.avvik, ting={**life.reg.ting, **reg.ting})


WITH_RULES = replace(WORLD, regler=RULES)


# --- controls that were missed -------------------------------------------------------------------------------


def test_a_year_where_all_was_done_leaves_nothing() -> None:
    assert proposed(all_done()) == ()


def test_what_was_missed_and_not_made_up_for_is_made_up_for_in_january() -> None:
    life = all_done(but=("OP-2026-03:ros:nord",))
    written(life, "OP-2026-03:ros:nord", DAG, grunn="Lederen var syk.", status="ikke-utfort")
    (one,) = proposed(life)
    assert (one.slag, one.tittel, one.enheter) == (Forslagsslag.TA_IGJEN, "Ta igjen: Risikoanalyse", (NORD,))
    assert one.hvorfor == "Ikke gjort i mars 2026: Barnevern nord."
    new = one.oppgave
    assert new is not None
    assert (new.id, new.maneder, new.for_enheter) == ("ta-igjen-ros-2027", (1,), (NORD,))
    assert (new.gjelder_fra, new.gjelder_til_og_med) == (date(2027, 1, 1), date(2027, 12, 31))
    assert (new.hjemmel, new.rolle, new.dokumentasjon) == (LAW, "barnevernleder", ROS.dokumentasjon)
    assert new.beskrivelse == "Ikke gjort i mars 2026: Barnevern nord. Som vi pleier."


def test_units_that_missed_the_same_are_one_task() -> None:
    (one,) = proposed(all_done(but=("OP-2026-03:ros:nord", "OP-2026-03:ros:sor")))
    assert one.enheter == (NORD, SOR)
    assert one.oppgave is not None
    assert one.oppgave.for_enheter == (NORD, SOR)


def test_what_is_done_once_is_made_up_for_once() -> None:
    (one,) = proposed(all_done(but=("OP-2026-05:nokkeltall",)))
    assert one.oppgave is not None
    assert (one.oppgave.gjores_av, one.oppgave.for_enheter) == (Fordeling.SAMLET, ())


@pytest.mark.parametrize(
    ("missing", "why"),
    [
        pytest.param(("OP-2026-04:fristliste:nord",), "Den er gjort senere samme år.", id="gjort senere"),
        pytest.param(
            tuple(f"OP-2026-{m:02}:fristliste:nord" for m in range(4, 13)),
            "Den står i årshjulet for 2027.",
            id="januar",
        ),
    ],
)
def test_what_the_year_has_already_is_told_and_not_proposed(missing: tuple[str, ...], why: str) -> None:
    (one,) = proposed(all_done(but=missing))
    assert (one.slag, one.oppgave) == (Forslagsslag.STAR, None)
    assert one.hvorfor.endswith(why)


def test_an_avvik_of_a_missed_control_is_not_told_twice() -> None:
    life = all_done(but=("OP-2026-03:ros:nord",))
    stand = next(one for one in year(life.reg, WORLD, 2026, DAG) if one.nr == "OP-2026-03:ros:nord")
    for event in made_of((stand,), life.reg, WORLD, nr="AV-2026-0001", dag=DAG):
        life.do(STAB, event, DAG)
    assert [one.slag for one in proposed(life)] == [Forslagsslag.TA_IGJEN]


def test_missed_again_it_is_still_called_by_the_first() -> None:
    again = replace(ROS, id="ta-igjen-ros-2026", tittel="Ta igjen: Risikoanalyse", maneder=(2,))
    world = context(wheel(again))
    (one,) = proposed(all_done(but=("OP-2026-02:ta-igjen-ros-2026:nord",), world=world), world=world)
    assert one.oppgave is not None
    assert (one.oppgave.id, one.tittel) == ("ta-igjen-ros-2027", "Ta igjen: Risikoanalyse")


# --- new avvik -----------------------------------------------------------------------------------------------


def test_new_avvik_of_a_theme_are_one_control_with_their_rules_and_units() -> None:
    reg = with_avvik(
        {"regel": "UND-03", "tittel": "Undersøkelsen ble ikke avsluttet i tide", "enhet": NORD},
        {"regel": "UND-15", "tittel": "Foreldrene er ikke trukket inn", "enhet": SOR, "alvor": Alvorlighetsgrad.HOY},
        world=WITH_RULES,
    )
    (one,) = proposed(NOBODY, reg, WITH_RULES)
    assert (one.slag, one.tittel) == (Forslagsslag.KONTROLL, "Kontroller på nytt: undersøkelse")
    assert one.hvorfor == "2 nye avvik i 2026: Barnevern nord, Barnevern sør."
    assert one.avvik == ("AV-2026-0001", "AV-2026-0002")
    new = one.oppgave
    assert new is not None
    assert (new.regler, new.for_enheter, new.maneder) == (("UND-03", "UND-15"), (NORD, SOR), (4,))
    assert new.alvor is Alvorlighetsgrad.HOY
    assert "Foreldrene er ikke trukket inn" in new.beskrivelse


def test_what_a_control_of_the_year_looks_at_is_told_under_it() -> None:
    reg = with_avvik({"regel": "MEL-01", "enhet": NORD}, world=WITH_RULES)
    (one,) = proposed(NOBODY, reg, WITH_RULES)
    assert (one.slag, one.dekkes_av, one.oppgave) == (Forslagsslag.DEKKET, "Fristliste", None)
    assert one.hvorfor == "Ser på 1 nytt avvik: Barnevern nord."


@pytest.mark.parametrize(
    "given",
    [
        pytest.param({"dag": date(2025, 6, 1)}, id="fra året før"),
        pytest.param({"kilde": Kilde.FORELDER}, id="en forelder telles ikke"),
        pytest.param({"kilde": Kilde.INTERNKONTROLL, "regel": ""}, id="en kontroll som ikke er gjort"),
    ],
)
def test_what_is_not_told(given: dict[str, Any]) -> None:
    assert proposed(NOBODY, with_avvik({"regel": "UND-03", "enhet": NORD, **given}, world=WITH_RULES)) == ()


def test_what_a_person_has_written_stands_in_no_proposal() -> None:
    secret = "Ola Nordmann ble ikke hørt"
    reg = with_avvik(
        {"regel": "", "tittel": "", "tekst": secret, "enhet": NORD, "kilde": Kilde.KLAGE}, world=WITH_RULES
    )
    (one,) = proposed(NOBODY, reg, WITH_RULES)
    assert one.tittel == "Følg opp AV-2026-0001"
    assert secret not in str(one)
    assert "Klage" in one.hvorfor


# --- the årshjul with them -----------------------------------------------------------------------------------


def test_with_the_proposals_the_same_year_proposes_nothing_new() -> None:
    reg = with_avvik(
        {"regel": "UND-03", "enhet": NORD}, {"regel": "", "enhet": SOR, "kilde": Kilde.HMS}, world=WITH_RULES
    )
    missing = ("OP-2026-03:ros:nord",)
    life = all_done(but=missing, world=WITH_RULES)
    reg = replace(reg, ting={**life.reg.ting, **{nr: reg.ting[nr] for nr in reg.avvik}})
    found = proposed(life, reg, WITH_RULES)
    assert sum(one.oppgave is not None for one in found) == 3
    wheel_ = wheel_for(WITH_RULES, AR)
    assert wheel_ is not None
    after = replace(WITH_RULES, arshjul=(with_proposals(wheel_, found),))
    assert [one.oppgave for one in proposed(life, reg, after)] == [None] * 3
    assert with_proposals(with_proposals(wheel_, found), found) == with_proposals(wheel_, found)


def test_the_year_that_has_gone_is_as_it_was() -> None:
    found = proposed(all_done(but=("OP-2026-03:ros:nord",)))
    wheel_ = wheel_for(WORLD, AR)
    assert wheel_ is not None
    after = replace(WORLD, arshjul=(with_proposals(wheel_, found),))
    assert [one.nr for one in controls(after, 2026)] == [one.nr for one in controls(WORLD, 2026)]
    assert {one.nr for one in controls(after, 2027)} - {one.nr for one in controls(WORLD, 2027)} == {
        "OP-2027-01:ta-igjen-ros-2027:nord"
    }


def test_no_arshjul_is_for_a_year_before_it_begins() -> None:
    assert wheel_for(WORLD, 2020) is None


def test_an_avvik_of_a_unit_nobody_has_named_stops_nothing() -> None:
    reg = with_avvik({"regel": "UND-03", "enhet": "ukjent"}, {"regel": "UND-15", "enhet": NORD}, world=WITH_RULES)
    (one,) = proposed(NOBODY, reg, WITH_RULES)
    assert one.hvorfor == "2 nye avvik i 2026: Barnevern nord, ukjent."
