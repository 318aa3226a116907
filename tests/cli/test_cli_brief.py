"""The first 25 lines of a run: what they hold, and that they are the same on a terminal, in a pipe and in a file.

``BVAUDIT_SKRIV_SKJERM=1`` writes the golden files anew, for whoever has changed what is said.
"""

import io
import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bvaudit.cli.judged import Shown, show_judged
from bvaudit.cli.next_step import after_judging, typed
from bvaudit.model.funn import Tall
from bvaudit.model.revisjon import EnhetTall, Revisjon
from bvaudit.reports.brief_lines import MOST_LINES, Line, brief_lines, tells_all
from bvaudit.reports.brief_view import MOST_UNITS, BriefView, brief_view
from bvaudit.texts import text
from bvaudit.workflows.evaluate_cases import VurderOutcome
from tests.conftest import Demo
from tests.reports.builders import en_revisjon, et_svar, et_utvalg
from tests.reports.rules_by_hand import en_regel

GOLDEN = Path(__file__).parent / "skjerm"
NEXT = "bvaudit status --mappe demo"


@pytest.fixture(scope="module")
def demo(made_demo: Demo) -> VurderOutcome:
    outcome = made_demo.utfall
    return replace(outcome, filer=tuple(Path("ut") / path.name for path in outcome.filer), beskjeder=())


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.lang
@pytest.mark.parametrize("width", [80, 100])
def test_the_demo_on_a_screen(
    width: int, demo: VurderOutcome, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    show_judged(demo, Shown(neste=NEXT))
    piped = capsys.readouterr()
    golden = GOLDEN / f"demo-{width}.txt"
    if os.environ.get("BVAUDIT_SKRIV_SKJERM"):
        golden.write_text(piped.out, encoding="utf-8", newline="\n")
    assert piped.out == golden.read_text(encoding="utf-8")
    assert piped.err == ""
    assert len(piped.out.splitlines()) <= MOST_LINES
    assert max(map(len, piped.out.splitlines())) <= width

    screen = _Terminal()
    monkeypatch.setattr("sys.stdout", screen)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    show_judged(demo, Shown(neste=NEXT))
    assert "\x1b[" in screen.getvalue()
    assert re.sub(r"\x1b\[[0-9;]*m", "", screen.getvalue()) == piped.out


def numbers(view: BriefView) -> dict[str, tuple[str, ...]]:
    return {row.celler[0]: row.celler[1:] for row in view.enheter}


@pytest.mark.lang
def test_the_parts_sum_to_the_whole(demo: VurderOutcome) -> None:
    rows = numbers(brief_view(demo.revisjon))
    whole = rows.pop("Alle")
    assert len(rows) == len(demo.revisjon.enheter)
    assert [sum(int(row[i]) for row in rows.values()) for i in range(len(whole))] == [int(cell) for cell in whole]
    assert int(whole[1]) == len(demo.revisjon.avvik)


def test_a_unit_without_deviations_has_its_zeros() -> None:
    clean = et_svar(enhet="Vestbyen", tall={"lov": Tall(oppfylt=3)}, funn=())
    rows = numbers(brief_view(en_revisjon(svar=(et_svar(), clean))))
    assert rows["Vestbyen"] == ("188", "0", "0", "0", "0", "0", "0", "0")


def test_a_unit_nobody_has_examined_has_no_zeros() -> None:
    units = (*en_revisjon().enheter[:2], EnhetTall(navn="Tomrom", slug="tomrom", saker=0, undersokt=0))
    rows = numbers(brief_view(en_revisjon(enheter=units, svar=(et_svar(),))))
    assert rows["Tomrom"] == ("0", *"–" * 7)
    assert rows["Vestbyen"] == ("188", *"–" * 7)


def test_a_draw_says_how_many_cases_and_adds_no_units_up() -> None:
    view = brief_view(et_utvalg())
    assert "trukket tilfeldig i utvalget «internrevisjon-2025»" in view.kilde
    assert view.haster[-1].endswith(": 3 av 25 tiltak i Østbyen, og brudd i 1 enhet til")
    assert view.haster[-2].endswith(": 1 av 140 meldinger i Østbyen")


def many_units(clean: int, unseen: int) -> Revisjon:
    names = [f"Enhet {n}" for n in range(1, clean + 1)]
    units = tuple(EnhetTall(navn=n, slug=n, saker=2, undersokt=2) for n in ("Østbyen", *names))
    empty = tuple(EnhetTall(navn=f"Tom {n}", slug=f"tom-{n}", saker=0, undersokt=0) for n in range(unseen))
    svar = tuple(et_svar(enhet=n, tall={"lov": Tall(oppfylt=2)}, funn=()) for n in names)
    return en_revisjon(enheter=(*units, *empty), svar=(et_svar(), *svar))


def test_many_units_without_deviations_are_one_line_that_says_so() -> None:
    view = brief_view(many_units(27, 2))
    assert list(numbers(view)) == ["Østbyen", "Alle"]
    assert view.andre_enheter == (
        "Ikke vist: 27 enheter er uten avvik i det som er kontrollert og 2 er ikke kontrollert. "
        "Alle vises med --detaljer."
    )
    few = brief_view(many_units(MOST_UNITS - 1, 0))
    assert few.andre_enheter == "" and len(few.enheter) == MOST_UNITS + 1


@pytest.mark.parametrize(
    ("svar", "said"),
    [
        pytest.param((), "Ingen krav kunne vurderes. Det betyr ikke at alt er i orden.", id="ingenting"),
        pytest.param(
            (et_svar(tall={"lov": Tall(oppfylt=2)}, funn=()),),
            "Ingen avvik i det ene kravet som er kontrollert mot uttrekket.",
            id="uten avvik",
        ),
    ],
)
def test_the_outcome(svar: tuple[object, ...], said: str) -> None:
    view = brief_view(en_revisjon(svar=svar))
    assert (view.utfall, view.haster) == (said, ())


@pytest.mark.parametrize("width", [80, 100, 120])
def test_long_names_fit(width: int) -> None:
    units = (replace(en_revisjon().enheter[0], navn="Østbyen " + "og omegn " * 9), *en_revisjon().enheter[1:])
    lines = brief_lines(brief_view(en_revisjon(enheter=units)), width)
    assert max(len(line.tekst) for line in lines) <= width


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        pytest.param(
            after_judging([Path("uttrekk 2025")], None), 'utvalg --uttrekk "uttrekk 2025" --ut utvalg', id="les"
        ),
        pytest.param(after_judging([Path("u")], Path("utvalg.yaml")), "sla-opp --utvalg utvalg.yaml", id="finn"),
        pytest.param(after_judging([Path("u")], None, in_folder=True), "status", id="i mappen"),
        pytest.param(typed("bvaudit", "a&b", ""), '"a&b" ""', id="tegn"),
    ],
)
def test_the_next_command_can_be_typed(command: str, wanted: str) -> None:
    assert command == f"bvaudit {wanted}"


def test_the_five_gravest_are_told_whatever_else_must_be_short() -> None:
    """There the rest is said in fewer words, and the number of each is the same."""
    rules = [
        et_svar(regel=en_regel(id=f"UND-{n:02}", avvikstittel=f"Et brudd av slaget {n} som er ført i mappen"))
        for n in range(1, 8)
    ]
    view = brief_view(en_revisjon(svar=tuple(rules)))
    assert len(view.haster) == 5
    roomy, tight = (brief_lines(view, 80, ["Filer i ut: en fil"], room=room) for room in (60, 16))
    for lines in (roomy, tight):
        assert tells_all(view, lines)
    assert len(tight) <= 16 < len(roomy)


def test_messages_are_never_wider_than_the_screen(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    long = replace(names(["ut/avviksregister.xlsx"]), beskjeder=("Ord og " * 30,))
    show_judged(long, Shown(neste=NEXT))
    told = capsys.readouterr()
    assert max(map(len, [*told.out.splitlines(), *told.err.splitlines()])) <= 80
    assert len(told.out.splitlines()) + len(told.err.splitlines()) <= MOST_LINES


def names(filer: Sequence[str]) -> VurderOutcome:
    return VurderOutcome(revisjon=en_revisjon(), filer=tuple(map(Path, filer)), problems=(), beskjeder=())


def test_many_plans_are_told_by_their_number(capsys: pytest.CaptureFixture[str]) -> None:
    plans = [f"ut/handlingsplan-{n}.docx" for n in range(30)]
    show_judged(names(["ut/avviksregister.xlsx", *plans, "ut/resultater.csv"]), Shown(stille=True))
    assert capsys.readouterr().out == "Filer i ut: avviksregister.xlsx, 30 handlingsplaner og resultater.csv\n"


@pytest.mark.lang
def test_the_five_gravest_of_the_demo_are_told_beside_its_messages(
    made_demo: Demo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    files = tuple(Path("demo/revisjoner/2025-12-31/resultat") / path.name for path in made_demo.utfall.filer)
    messages = (
        text("demo.oppdiktet"),
        text("demo_register.laget", apne=117, fil="utgaver/avviksregister-2026-06-05.xlsx"),
        text("demo.nokkel", fil="demo/demo-nokkel/demo-nokkel.txt"),
    )
    show_judged(replace(made_demo.utfall, filer=files, beskjeder=messages), Shown(neste=NEXT))
    told = capsys.readouterr()
    lines = [*told.out.splitlines(), *told.err.splitlines()]
    assert len(lines) <= MOST_LINES and max(map(len, lines)) <= 80
    assert tells_all(brief_view(made_demo.utfall.revisjon), [Line(tekst=line) for line in lines])
