"""What is typed to write in the register, and who is asked."""

from datetime import date
from pathlib import Path

import pytest

from bvaudit.cli import register_writing
from bvaudit.cli.register_writing import writing, written_by
from bvaudit.cli.run import run


def test_the_command_that_writes_it_is_the_one_that_was_run() -> None:
    assert written_by((), None, None, None, None, None) == "bvaudit vurder --overskriv --skriv"
    said = written_by((Path("inn"),), Path("en mappe"), date(2026, 1, 31), None, None, None)
    assert said == 'bvaudit vurder --uttrekk inn --mappe "en mappe" --per 2026-01-31 --overskriv --skriv'


@pytest.mark.parametrize(
    ("skriv", "stille", "somebody", "asks"),
    [(False, False, True, True), (True, False, True, False), (False, True, True, False), (False, False, False, False)],
)
def test_somebody_is_asked_only_where_there_is_a_person(
    skriv: bool, stille: bool, somebody: bool, asks: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_writing, "somebody_answers", lambda: somebody)
    how = writing(skriv, "bvaudit vurder --skriv", None, stille=stille)
    assert (how.skriv, how.bekreft is not None) == (skriv, asks)


def test_what_would_change_is_told_before_the_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(register_writing, "somebody_answers", lambda: True)
    monkeypatch.setattr(register_writing, "yes", lambda question: question == "Skal dette skrives i registeret?")
    how = writing(False, "", None, stille=False)
    assert how.bekreft is not None and how.bekreft(("Registeret: 2 nye avvik",))
    assert "Registeret: 2 nye avvik" in capsys.readouterr().err


def test_there_is_no_register_outside_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inn").mkdir()
    assert run(["vurder", "--uttrekk", "inn", "--ut", "ut", "--skriv"]) == 2
    assert "registeret ligger i kommunens mappe" in capsys.readouterr().err
