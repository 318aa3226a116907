"""rapport sjekk: on one screen, whole, and for another program."""

import json
from pathlib import Path

import pytest

from bvaudit.cli.run import run

MANY = "# Fristbrudd\n\nGraf 1.1: Meldinger\n\nKilde: SSB\n\n"
MANY += "\n\n".join(f"Se graf 2.{n} for mer." for n in range(1, 30))


def written(tmp_path: Path, said: str, name: str = "rapport.md") -> str:
    path = tmp_path / name
    path.write_text(said, encoding="utf-8")
    return str(path)


def test_one_screen_says_how_many_and_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = MANY + "\n\nKari, kan du sjekke dette tallet?\n\nLeder har vært sykmeldt."
    assert run(["rapport", "sjekk", written(tmp_path, said)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) <= 25
    assert max(map(len, lines)) <= 100
    assert lines[1].startswith("31 steder å lese over")
    assert "Personopplysninger: 1" in lines
    assert "Rester etter skrivingen: 1" in lines
    assert "Henvisninger: 29" in lines
    assert lines[-1] == "Alle stedene: legg til --detaljer."
    assert any("(«Fristbrudd»)" in line for line in lines)


def test_details_show_every_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rapport", "sjekk", written(tmp_path, MANY), "--detaljer"]) == 0
    out = capsys.readouterr().out
    assert all(f"graf 2.{n}," in out for n in range(1, 30))
    assert "--detaljer" not in out


def test_another_program_gets_all_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rapport", "sjekk", written(tmp_path, MANY), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert len(told["merker"]) == 29
    assert told["merker"][0] == {
        "tegn": "henvisning",
        "gruppe": "henvisning",
        "sted": "avsnitt 4 («Fristbrudd»)",
        "avsnitt": 4,
        "tabell": None,
        "rad": None,
        "overskrift": "Fristbrudd",
        "tekst": "Teksten viser til graf 2.1, men ingen figur eller tabell har det nummeret.",
        "utdrag": "Se graf 2.1 for mer.",
    }


def test_a_report_that_holds_is_not_called_faultless(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rapport", "sjekk", written(tmp_path, "Alt er bra.")]) == 0
    assert "Det er ikke det samme som at rapporten er feilfri." in capsys.readouterr().out


@pytest.mark.parametrize(("said", "code"), [(MANY, 1), ("Alt er bra.", 0)], ids=["merket", "ikke merket"])
def test_the_exit_code_is_one_only_when_asked_for(tmp_path: Path, said: str, code: int) -> None:
    assert run(["rapport", "sjekk", written(tmp_path, said), "--feil-ved-merker"]) == code


@pytest.mark.parametrize(
    ("name", "said", "code"),
    [("tom.txt", " \n", 5), ("a.pdf", "x", 3), ("a.docx", "x", 3)],
    ids=["ingen tekst", "pdf", "ikke word"],
)
def test_a_faulty_run_never_looks_like_a_clean_one(
    tmp_path: Path, name: str, said: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["rapport", "sjekk", written(tmp_path, said, name)]) == code
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "feil:" in shown.err


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run(["rapport", "sjekk", str(tmp_path / "borte.docx")]) == 2


def test_own_names_are_looked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = written(tmp_path, "Zorida\n", "navn.txt")
    report = written(tmp_path, "Zorida ble akuttplassert i mars.")
    assert run(["rapport", "sjekk", report, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["merker"] == []
    assert run(["rapport", "sjekk", report, "--navneliste", names, "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["merker"]
    assert (one["tegn"], one["utdrag"]) == ("navn_i_sak", "")
