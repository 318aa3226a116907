"""The life of one thing as a story, and the same through the command line."""

import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from io import StringIO
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser import Koblet, Kommentert, Sladdet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import ForelderSatt, Varslet
from bvaudit.model.registeret.hendelser_kjoring import FellesStart, KjoringTrukket, NokkelByttet
from bvaudit.model.registeret.logg import Del, Logget
from bvaudit.model.registeret.ting import Slag
from bvaudit.reports.register_story import events_about, story, story_as_plain, story_lines
from bvaudit.workflows.register_folder import register_path
from tests.register.a_folder import AV, LEDER, a_register, by, written
from tests.register.a_log import SECRET
from tests.register.an_register import NORD, a_context
from tests.register.logs import logged, opened

OTHER, TI = "AV-2026-0002", "TI-2026-0001"
EVENTS = logged(
    [
        opened(AV, enhet=NORD, eier=LEDER),
        opened(OTHER, enhet=NORD, eier=LEDER, kjoring="k9"),
        FellesStart(kjoring="k1", dag=date(2026, 1, 20)),
        ("stab", Varslet(nr=AV, dag=date(2026, 1, 3))),
        ("stab", Varslet(nr=OTHER, dag=date(2026, 1, 3))),
        (LEDER, TingOpprettet(nr=TI, slag=Slag.TILTAK, tittel="Kurs", enhet=NORD, eier=LEDER, dag=date(2026, 1, 4))),
        (LEDER, Koblet(avvik=AV, tiltak=TI, dag=date(2026, 1, 4))),
        (LEDER, Kommentert(nr=f"{AV}/{TI}", tekst="i gang")),
        ForelderSatt(nr=OTHER, forelder=AV, dag=date(2026, 1, 5)),
        ("stab", Sladdet(hendelse=8, del_="tekst", grunn="navn")),
        ("stab", Sladdet(hendelse=5, del_="tekst", grunn="navn")),
        NokkelByttet(fra="a", til="b", dag=date(2026, 1, 6)),
        KjoringTrukket(kjoring="k9", dag=date(2026, 1, 7)),
    ]
)


@pytest.mark.parametrize(
    ("nr", "numbers"),
    [(AV, [1, 3, 4, 7, 8, 9, 10]), (OTHER, [2, 5, 9, 11, 13]), (TI, [6, 7, 8, 10]), (f"{AV}/{TI}", [8, 10]), ("X", [])],
)
def test_everything_a_thing_is_named_in_is_in_its_story(nr: str, numbers: list[int]) -> None:
    assert [one.nr for one in events_about(nr, EVENTS)] == numbers


def told(one: Logget) -> str:
    return one.hendelse.kode


def test_one_part_for_each_day_and_person_in_the_order_of_the_log() -> None:
    made = story(AV, "Undersøkelsen tok for lang tid", EVENTS, a_context(), told=told, tz=UTC)
    assert [(part.dag.day, part.hvem, [line.nr for line in part.linjer]) for part in made.avsnitt] == [
        (2, "programmet", [1, 3]),
        (2, "stab", [4]),
        (2, "barnevernleder i Nordvåg", [7, 8]),
        (2, "programmet", [9]),
        (2, "stab", [10]),
    ]
    assert list(story_lines(made, 80))[:4] == [
        "AV-2026-0001  Undersøkelsen tok for lang tid",
        "",
        "02.01.2026, programmet",
        "   1  avvik-opprettet",
    ]
    assert story_as_plain(made)["historikk"][1] == {
        "dag": "2026-01-02",
        "hvem": "stab",
        "hendelser": [{"nr": 4, "kode": "varslet", "tekst": "varslet", "sladdet": False}],
    }


def test_days_are_those_of_the_place_one_stands_in() -> None:
    (one,) = logged([opened(AV)])
    at_night = replace(one, tid=datetime(2026, 1, 2, 23, 30, tzinfo=UTC))
    made = story(AV, "", (at_night,), a_context(), told=told, tz=timezone(timedelta(hours=1)))
    assert made.avsnitt[0].dag == date(2026, 1, 3)


def test_long_sentences_are_broken_where_the_screen_ends() -> None:
    made = story(AV, "t", EVENTS, a_context(), told=lambda one: "ord " * 40, tz=UTC)
    assert max(map(len, story_lines(made, 80))) <= 80


# --- as it is typed ---------------------------------------------------------------------------------------------------


@pytest.fixture
def mappe(tmp_path: Path) -> Iterator[Mappe]:
    yield a_register(tmp_path / "m")


def typed(mappe: Mappe, *argv: str) -> tuple[int, str]:
    with redirect_stdout(StringIO()) as out:
        code = run(["register", *argv, "--mappe", str(mappe.rot)])
    return code, out.getvalue()


def test_the_story_reads_from_the_log_and_struck_text_is_told_as_struck(mappe: Mappe) -> None:
    code, before = typed(mappe, "historikk", "av-2026-0001")
    assert code == 0
    assert SECRET in before
    code, out = typed(mappe, "sladd", "--hendelse", "7", "--grunn", "navn i teksten", "--skriv")
    assert (code, out) == (0, "1 hendelse er sladdet, i registeret og i kopiene\n")
    code, after = typed(mappe, "historikk", AV)
    assert SECRET not in after
    assert "  7  Kommentar til AV-2026-0001: (sladdet)" in after
    assert "«navn i teksten»" in after
    assert before.splitlines()[:6] == after.splitlines()[:6]
    told = json.loads(typed(mappe, "historikk", AV, "--json")[1])
    assert [line["nr"] for part in told["historikk"] for line in part["hendelser"] if line["sladdet"]] == [7]


def test_nothing_is_struck_before_somebody_says_so(mappe: Mappe) -> None:
    before = register_path(mappe).read_bytes()
    assert typed(mappe, "sladd", "--hendelse", "7", "--grunn", "navn i teksten")[0] == 0
    assert typed(mappe, "sladd") == (0, "Ingenting er gammelt nok til å sladdes\n")
    assert typed(mappe, "sladd", "--skriv") == (0, "Ingenting er gammelt nok til å sladdes\n")
    assert typed(mappe, "sladd", "--hendelse", "7", "--skriv")[0] == 2  # no reason
    assert typed(mappe, "sladd", "--hendelse", "7", "--grunn", "g", "--del", "alt", "--skriv")[0] == 2
    assert typed(mappe, "sladd", "--hendelse", "7", "--grunn", "født 01017012345", "--skriv")[0] != 0
    assert typed(mappe, "sladd", "--hendelse", "6", "--grunn", "ikke der", "--skriv")[0] == 2
    assert typed(mappe, "sladd", "--hendelse", "7", "--grunn", "g", "--som", "ukjent", "--skriv")[0] == 3
    assert register_path(mappe).read_bytes() == before


def test_a_number_nobody_has_is_told_with_the_nearest(mappe: Mappe, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(mappe, "historikk", "AV-2026-0011")[0] == 2
    assert "mente du «AV-2026-0001»?" in capsys.readouterr().err
    assert typed(mappe, "historikk", "noe annet")[0] == 2


def test_the_part_of_a_strike_is_said_in_words(mappe: Mappe) -> None:
    written(mappe, by("stab", Sladdet(hendelse=5, del_=Del.TEKST.value, grunn="ikke nødvendig", nr=AV)))
    assert "Teksten i hendelse 5" in typed(mappe, "historikk", AV)[1]
