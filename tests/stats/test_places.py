"""The log of an audit played through from the frozen draw: what a place has become, and what could not be."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bvaudit.model.revisjonslogg import Hendelse, Logglinje, Utdelt
from bvaudit.model.utvalg import Bruk, FrameCase, Plass, Utvalg
from bvaudit.stats.draw import draw
from bvaudit.stats.places import places, replay_log

GRUNNER = {"horer-ikke-til", "rettssak"}


def et_utvalg(*, utvides_til: int = 0, strata: bool = False) -> Utvalg:
    """Four drawn and four in reserve of twelve in one unit, S-1 … in the order they were drawn."""
    frame = [FrameCase(enhet="Østbyen", sak=f"S-{n}") for n in range(1, 13)]
    utvalg = draw(frame, seed="prove", per_enhet=4, reserve=4)
    named = tuple(
        replace(t, sak=f"S-{t.plass}", stratum=("a", "b")[t.plass % 2] if strata else "") for t in utvalg.trekk
    )
    return replace(utvalg, trekk=named, utvides_til=utvides_til)


def logg(*rows: Mapping[str, object]) -> tuple[Logglinje, ...]:
    lines: list[Logglinje] = []
    for row in rows:
        before = lines[-1].avtrykk if lines else ""
        facts = {"enhet": "Østbyen", "tid": "2026-01-05T10:00", "rolle": "stab", **row}
        lines.append(Logglinje(nr=len(lines) + 1, forrige=before, **facts))  # type: ignore[arg-type]
    return tuple(lines)


def stryk(sak: str, grunn: str = "rettssak", **more: object) -> dict[str, object]:
    return {"hva": Hendelse.UTGATT, "sak": sak, "grunn": grunn, **more}


def bruk(plasser: tuple[Plass, ...]) -> dict[str, str]:
    return {p.sak: p.bruk.value for p in plasser}


def test_without_a_log_the_places_are_the_draw() -> None:
    plasser = places(et_utvalg(), ())
    assert [p.plass for p in plasser] == list(range(1, 9))
    assert [p.bruk for p in plasser] == [Bruk.LESES] * 4 + [Bruk.RESERVE] * 4


def test_a_struck_case_gives_its_place_to_the_next_in_reserve() -> None:
    plasser, faults = replay_log(et_utvalg(), logg(stryk("S-2"), stryk("S-4"), stryk("S-5")), GRUNNER)
    assert faults == ()
    by_case = {p.sak: p for p in plasser}
    assert (by_case["S-2"].bruk, by_case["S-2"].grunn) == (Bruk.UTGATT, "rettssak")
    assert (by_case["S-5"].bruk, by_case["S-5"].erstatter) == (Bruk.UTGATT, 2)
    assert (by_case["S-6"].bruk, by_case["S-6"].erstatter) == (Bruk.LESES, 4)
    assert (by_case["S-7"].bruk, by_case["S-7"].erstatter) == (Bruk.LESES, 5)
    assert by_case["S-8"].bruk is Bruk.RESERVE


def test_the_next_is_of_the_same_group_as_long_as_there_is_one() -> None:
    plasser, faults = replay_log(et_utvalg(strata=True), logg(stryk("S-2"), stryk("S-4"), stryk("S-6")), GRUNNER)
    assert faults == ()
    assert {p.sak: p.erstatter for p in plasser if p.erstatter} == {"S-6": 2, "S-8": 4, "S-5": 6}


def test_when_the_reserve_is_empty_the_place_stays_empty() -> None:
    rows = [stryk(f"S-{n}") for n in range(1, 9)]
    plasser, faults = replay_log(et_utvalg(), logg(*rows), GRUNNER)
    assert faults == () and set(bruk(plasser).values()) == {"utgatt"}


@pytest.mark.parametrize(
    ("row", "said"),
    [
        pytest.param(stryk("S-2", grunn=""), "uten en grunn fra listen", id="uten grunn"),
        pytest.param(stryk("S-2", grunn="vanskelig"), "uten en grunn fra listen (fant «vanskelig»)", id="ukjent grunn"),
        pytest.param(stryk("S-6"), "er ikke blant dem som leses", id="i reserve"),
        pytest.param(stryk("S-99"), "er ikke blant dem som leses", id="ikke trukket"),
        pytest.param(stryk("S-2", enhet="Midtbyen"), "er ikke blant dem som leses", id="annen enhet"),
        pytest.param(stryk("S-2", erstatning="S-7"), "er ikke den neste i reserven", id="utenfor rekkefølgen"),
        pytest.param({"hva": Hendelse.UTVIDET, "tekst": "2"}, "går ut over planen", id="ingen plan"),
        pytest.param({"hva": Hendelse.MALRETTET, "sak": "S-2"}, "leses der fra før", id="trukket alt"),
    ],
)
def test_what_could_not_have_been_done_is_said_and_changes_nothing(row: dict[str, object], said: str) -> None:
    utvalg = et_utvalg()
    plasser, faults = replay_log(utvalg, logg(row), GRUNNER)
    assert len(faults) == 1 and said in faults[0] and "linje 1" in faults[0]
    assert plasser == places(utvalg, ())


def test_a_reader_s_own_form_puts_in_the_next_of_theirs() -> None:
    ut = Utdelt(lesing="1", plasser={1: 3, 2: 3}, reserve={6: 3, 8: 3}).skrevet
    out = {"hva": Hendelse.SKJEMA_UT, "leser": "l1", "tekst": ut}
    plasser, faults = replay_log(et_utvalg(), logg(out, stryk("S-1", leser="l1", erstatning="S-6")), GRUNNER)
    assert faults == () and bruk(plasser)["S-6"] == "leses"
    wrong = logg(out, stryk("S-1", leser="l1", erstatning="S-5"))
    assert "ikke den neste i reserven" in replay_log(et_utvalg(), wrong, GRUNNER)[1][0]


def test_an_extension_follows_the_plan_once() -> None:
    utvalg = et_utvalg(utvides_til=6)
    more = {"hva": Hendelse.UTVIDET, "tekst": "2 til"}
    plasser, faults = replay_log(utvalg, logg(stryk("S-1"), more), GRUNNER)
    assert faults == ()
    assert [p.sak for p in plasser if p.bruk is Bruk.LESES] == ["S-2", "S-3", "S-4", "S-5", "S-6", "S-7"]
    assert "én gang" in replay_log(utvalg, logg(more, more), GRUNNER)[1][0]
    assert "går ut over planen" in replay_log(utvalg, logg({**more, "tekst": "3"}), GRUNNER)[1][0]
    assert "sier ikke hvor mange" in replay_log(utvalg, logg({**more, "tekst": "noen"}), GRUNNER)[1][0]


def test_a_case_somebody_points_at_gets_a_place_of_its_own() -> None:
    plasser, faults = replay_log(et_utvalg(), logg({"hva": Hendelse.MALRETTET, "sak": "S-77", "grunn": "klage"}))
    assert faults == ()
    assert (plasser[-1].sak, plasser[-1].plass, plasser[-1].bruk) == ("S-77", 9, Bruk.MALRETTET)


def test_a_case_that_was_pointed_at_and_then_drawn_is_drawn() -> None:
    plasser, _ = replay_log(et_utvalg(), logg({"hva": Hendelse.MALRETTET, "sak": "S-5"}, stryk("S-1")))
    assert [p.bruk for p in plasser if p.sak == "S-5"] == [Bruk.LESES]
