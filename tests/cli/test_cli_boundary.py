"""Every way a run can end: an exit code and a sentence, and never a stack of Python lines."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bvaudit.cli.boundary import guarded
from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.errors import BvauditError, ContentError, NothingExamined, SurroundingsError, UsageError

SECRET = "Kari Nordmann 01010112345"


def raising(error: BaseException) -> Callable[[], int]:
    def action() -> int:
        navn = SECRET  # noqa: F841 - a local that must never be written
        raise error

    return action


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("code", [0, 1])
def test_the_code_of_a_run_that_ends_well(code: int) -> None:
    assert guarded(lambda: code) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        pytest.param(UsageError("feil bruk"), 2, id="feil bruk"),
        pytest.param(ContentError("feil innhold"), 3, id="feil innhold"),
        pytest.param(SurroundingsError("låst fil"), 4, id="omgivelsene"),
        pytest.param(NothingExamined("ingenting undersøkt"), 5, id="ingenting undersøkt"),
    ],
)
def test_our_own_errors(error: BvauditError, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(raising(error)) == code
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("", f"feil: {error.problem}\n")


def test_a_hint_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    guarded(raising(SurroundingsError("filen er låst", hint="lukk den i Excel")))
    assert capsys.readouterr().err == "feil: filen er låst\n  hint: lukk den i Excel\n"


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        pytest.param(PermissionError(13, "denied", "saker.xlsx"), "fikk ikke tilgang til «saker.xlsx»", id="låst fil"),
        pytest.param(FileNotFoundError(2, "no such", "saker.xlsx"), "finner ikke «saker.xlsx»", id="borte"),
        pytest.param(
            IsADirectoryError(21, "is a dir", "mappe"), "«mappe» er en mappe, men skulle vært en fil", id="mappe"
        ),
        pytest.param(FileExistsError(17, "exists", "fil"), "«fil» er en fil, men skulle vært en mappe", id="fil"),
        pytest.param(OSError(28, "no space"), "disken er full", id="full disk"),
        pytest.param(OSError(5, "I/O error", "x.csv"), "fikk ikke lest eller skrevet «x.csv»", id="annet"),
        pytest.param(OSError("noe"), "fikk ikke lest eller skrevet en fil", id="uten filnavn"),
        pytest.param(MemoryError(), "maskinen har ikke nok minne til dette", id="minne"),
    ],
)
def test_the_surroundings(error: Exception, sentence: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(raising(error)) == 4
    assert capsys.readouterr().err.splitlines()[0] == f"feil: {sentence}"


def test_a_missing_file_met_for_real(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "borte.csv"
    assert guarded(lambda: len(path.read_bytes())) == 4
    assert capsys.readouterr().err.startswith(f"feil: finner ikke «{path}»\n")


def test_interrupted(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "Avbrutt\n"


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C sendes på en annen måte i Windows")
def test_interrupted_in_the_middle_of_a_query(capsys: pytest.CaptureFixture[str]) -> None:
    def a_library_that_hides_it() -> int:
        try:
            os.kill(os.getpid(), signal.SIGINT)
            return 0
        except KeyboardInterrupt:
            raise RuntimeError("Query interrupted") from None

    asked = signal.signal(signal.SIGINT, signal.default_int_handler)  # what a job in the background was born deaf to
    try:
        before = signal.getsignal(signal.SIGINT)
        assert guarded(a_library_that_hides_it) == 130
        assert capsys.readouterr().err == "Avbrutt\n"
        assert signal.getsignal(signal.SIGINT) is before
    finally:
        signal.signal(signal.SIGINT, asked)


def problem(number: int, grad: Grad = Grad.FEIL) -> Problem:
    return Problem(sted=Sted(fil="a.yaml", linje=number), kode="verdi-type", tekst="skal være tekst", grad=grad)


def test_the_gravest_comes_first_and_each_is_shown_once(capsys: pytest.CaptureFixture[str]) -> None:
    found = [problem(9), problem(2, Grad.ADVARSEL), problem(9)]
    assert guarded(raising(ContentError("reglene kan ikke brukes", problems=found))) == 3
    assert capsys.readouterr().err == (
        "a.yaml:9: feil [verdi-type]: skal være tekst\n"
        "a.yaml:2: advarsel [verdi-type]: skal være tekst\n"
        "Til sammen 1 feil og 1 advarsel\n"
        "feil: reglene kan ikke brukes\n"
    )


def test_twenty_causes_are_enough_and_the_gravest_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    notes = [replace(problem(number, Grad.MERKNAD), tekst=f"merknad {number}") for number in range(1, 43)]
    guarded(raising(ContentError("feil", problems=[*notes, problem(500)])))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "a.yaml:500: feil [verdi-type]: skal være tekst"
    assert lines[20:] == ["… og 23 til", "Til sammen 1 feil og 42 merknader", "feil: feil"]


def test_a_bug_is_ours_and_says_nothing_of_the_cases(temp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(raising(KeyError(SECRET))) == 70
    err = capsys.readouterr().err
    found = re.fullmatch(
        r"feil: noe gikk galt i bvaudit, ikke hos deg \(feil-id ([0-9a-f]{8})\)\n"
        r"  hint: send feil-id og filen (.*) til .*\n",
        err,
    )
    assert found
    log = Path(found[2])
    assert log == temp / f"bvaudit-feil-{found[1]}.txt"
    text = log.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert re.search(r"tests/cli/test_cli_boundary\.py:\d+ action", text)
    for part in SECRET.split():
        assert part not in text and part not in err


def test_the_log_names_what_the_bug_came_from(temp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    error = RuntimeError(SECRET)
    error.__cause__ = ValueError(SECRET)
    guarded(raising(error))
    [log] = temp.iterdir()
    text = log.read_text(encoding="utf-8")
    assert "builtins.RuntimeError" in text and "builtins.ValueError" in text and "Kari" not in text


def test_the_same_bug_has_the_same_id_and_one_log(temp: Path, capsys: pytest.CaptureFixture[str]) -> None:
    both = [guarded(lambda: 1 // 0) for _ in range(2)]
    first, _, again, _ = capsys.readouterr().err.splitlines()
    assert both == [70, 70] and first == again
    assert len(list(temp.iterdir())) == 1


def test_a_bug_is_told_also_when_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "borte"))
    assert guarded(raising(KeyError("x"))) == 70
    assert capsys.readouterr().err.endswith("  hint: send feil-id til den som har ansvar for bvaudit\n")


def bvaudit(*argv: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "bvaudit", *argv], capture_output=True, env={**os.environ, **environment}, check=False
    )


def test_a_console_that_is_not_utf8() -> None:
    done = bvaudit("vurdær", PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    assert done.returncode == 2
    assert done.stderr.decode("utf-8").startswith("feil: ukjent kommando «vurdær»\n")


@pytest.mark.skipif(os.name == "nt", reason="Windows har ikke bytes på kommandolinjen")
def test_bytes_that_are_no_text() -> None:
    done = subprocess.run([sys.executable, "-m", "bvaudit", b"vurd\xff"], capture_output=True, check=False)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="rør lukkes på en annen måte i Windows")
def test_nobody_reads_the_result() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "bvaudit", "--hjelp"], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")  # «| head» is no fault
