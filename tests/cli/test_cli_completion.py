"""Tab: what the shells are given, and what they are answered."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bvaudit.cli.run import run


def answered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], **environment: str) -> list[str]:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run([]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    return shown.out.split("\n")


@pytest.mark.parametrize(
    ("words", "at", "found"),
    [
        pytest.param("bvaudit vu", 1, ["vurder"], id="en kommando"),
        pytest.param("bvaudit mal ", 2, ["sjekk"], id="etter et ord"),
        pytest.param("bvaudit vurder --pe", 2, ["--per", "--periode"], id="valg"),
        pytest.param("bvaudit tull --p", 2, [], id="etter noe ukjent"),
    ],
)
def test_bash_is_answered(
    words: str, at: int, found: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"_BVAUDIT_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(at)}
    assert [word for word in answered(monkeypatch, capsys, **asked) if word] == found


def test_powershell_is_answered_with_what_each_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = {"_TYPER_COMPLETE_ARGS": "bvaudit vers", "_TYPER_COMPLETE_WORD_TO_COMPLETE": "vers"}
    found = answered(monkeypatch, capsys, _BVAUDIT_COMPLETE="complete_powershell", **asked)
    assert found[0] == "versjon:::Vis versjonen av programmet."


@pytest.mark.parametrize(
    ("shell", "holds"),
    [("bash", "complete -o default -F _bvaudit_completion bvaudit"), ("PowerShell", "Register-ArgumentCompleter")],
)
def test_the_script_says_what_to_do_with_it(shell: str, holds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fullforing", shell]) == 0
    script = capsys.readouterr().out
    assert script.startswith("# Slik tar du det i bruk i ") and holds in script


def test_another_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["fullforing", "csh"]) == 2
    assert capsys.readouterr().err == "feil: kjenner ikke skallet «csh»\n  hint: velg bash eller powershell\n"


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="krever bash")
def test_in_a_real_bash(tmp_path: Path) -> None:
    program = tmp_path / "bvaudit"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bvaudit "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    session = (
        'eval "$(bvaudit fullforing bash)"; COMP_WORDS=(bvaudit vurder --feil); COMP_CWORD=2; '
        '_bvaudit_completion bvaudit; echo "${COMPREPLY[*]}"'
    )
    environment = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", session], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout == "--feil-ved\n"
