"""Which letters go where. Windows is told to the functions; it has not been tried on a Windows machine."""

import io
import json
import sys
import time
from collections.abc import Mapping

import pytest

from bvaudit.cli import console, progress, screen
from bvaudit.cli.console import Goes, letters_for, prepare


@pytest.mark.parametrize(
    ("goes", "windows", "environment", "code_page", "wanted"),
    [
        pytest.param(Goes.TO_PIPE, False, {}, 0, "utf-8", id="linux"),
        pytest.param(Goes.TO_CONSOLE, True, {}, 850, None, id="konsollen er Unicode"),
        pytest.param(Goes.TO_PIPE, True, {}, 850, "cp850", id="rør til PowerShell"),
        pytest.param(Goes.TO_PIPE, True, {}, 65001, "utf-8", id="rør i UTF-8"),
        pytest.param(Goes.TO_PIPE, True, {}, 0, "utf-8", id="rør uten konsoll"),
        pytest.param(Goes.TO_PIPE, True, {}, 99999, "utf-8", id="ukjent tegntabell"),
        pytest.param(Goes.TO_FILE, True, {}, 850, "utf-8", id="fil"),
        pytest.param(Goes.TO_PIPE, True, {"PYTHONUTF8": "1"}, 850, None, id="valgt UTF-8"),
        pytest.param(Goes.TO_FILE, True, {"PYTHONIOENCODING": "cp865"}, 850, None, id="valgt tegntabell"),
    ],
)
def test_letters(goes: Goes, windows: bool, environment: Mapping[str, str], code_page: int, wanted: str | None) -> None:
    assert letters_for(goes, windows=windows, environment=environment, code_page=code_page) == wanted


def test_what_a_code_page_lacks_looks_like_it(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8")
    monkeypatch.setattr(console, "letters_for", lambda *_, **__: "cp850")
    prepare(stream)
    stream.write("Sørlia 0–5 % «ja» … 中")
    stream.flush()
    assert raw.getvalue().decode("cp850") == "Sørlia 0-5 % «ja» ... ?"


@pytest.mark.parametrize(("everything", "raw"), [(True, '"Sørlia – ja"'), (False, r'"S\u00f8rlia \u2013 ja"')])
def test_json_can_be_read_at_the_other_end(
    everything: bool, raw: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(screen, "shows_all", lambda _: everything)
    screen.say_json({"enhet": "Sørlia – ja"})
    out = capsys.readouterr().out
    assert raw in out and json.loads(out) == {"enhet": "Sørlia – ja"}


def test_a_file_on_windows_begins_with_the_mark(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(screen, "begins_a_file", lambda _: True)
    screen.say("Ja")
    screen.say_json([])
    assert capsys.readouterr().out == "\ufeffJa\n[]\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_every_long_stage_has_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = _Terminal()
    monkeypatch.setattr(sys, "stderr", seen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(progress, "_PATIENCE_SECONDS", 0.01)
    with progress.progress("Leser") as at:
        assert at is not None
        at(400, 842)
        assert _shows(seen, "Leser") and _shows(seen, "400/842")
        at.begin("Vurderer")
        assert _shows(seen, "Vurderer")
    monkeypatch.setattr(progress, "_PATIENCE_SECONDS", 60)
    with progress.progress("Kort") as at:
        assert at is not None
        at.begin("Raskt")
    shown = seen.getvalue()
    assert "Kort" not in shown and "Raskt" not in shown


def _shows(seen: _Terminal, word: str) -> bool:
    """The line is drawn by a thread of its own, on a busy machine when there is time for it."""
    last = time.monotonic() + 20
    while word not in seen.getvalue() and time.monotonic() < last:
        time.sleep(0.02)
    return word in seen.getvalue()


def test_nobody_watches_a_pipe() -> None:
    with progress.progress() as at:
        assert at is None
