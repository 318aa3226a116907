"""The year on the command line, in a copy of an example municipality: five units, five controls of its own."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.cli import year_commands
from bvaudit.cli.run import run
from bvaudit.workflows.register_folder import read_log
from tests.workflows.followed_example import Eksempel, copied

Out = Callable[[], tuple[list[str], str]]


@pytest.fixture(scope="module")
def the_folder(tmp_path_factory: pytest.TempPathFactory) -> Eksempel:
    """One for all tests: its content is read once, and each begins with no register."""
    return copied("trondheim", tmp_path_factory.mktemp("aret"))


@pytest.fixture
def kommune(the_folder: Eksempel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Eksempel:
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.setattr(year_commands, "now", lambda: datetime(2026, 4, 8, 9, tzinfo=UTC))
    shutil.rmtree(the_folder.mappe.register, ignore_errors=True)
    return the_folder


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Out:
    def read() -> tuple[list[str], str]:
        captured = capsys.readouterr()
        return captured.out.splitlines(), captured.err

    return read


def arshjul(kommune: Eksempel, *words: str) -> int:
    return run(["arshjul", *words, "--mappe", str(kommune.mappe.rot)])


def test_alone_it_is_the_month_with_what_is_over_first(kommune: Eksempel, shown: Out) -> None:
    kommune.begin(date(2026, 1, 2))
    assert arshjul(kommune) == 0
    lines, err = shown()
    assert not [line for line in err.splitlines() if "feil" in line]
    assert len(lines) <= 25
    assert lines[0].startswith("Årshjulet i Trondheim") and "april 2026" in lines[0] and "08.04.2026" in lines[0]
    over = next(at for at, line in enumerate(lines) if "over fristen" in line)
    heads = next(at for at, line in enumerate(lines) if line.startswith("Enhet"))
    assert over < heads
    units = [line.split()[0] for line in lines[heads + 2 : heads + 8]]
    assert units == ["Heimdal", "Lerkendal", "Midtbyen", "Omsorgsenheten", "Østbyen", "Alle"]
    assert lines[-1].startswith("Neste: bvaudit arshjul sett ")


def test_the_command_it_proposes_is_one_that_works(kommune: Eksempel, shown: Out) -> None:
    arshjul(kommune)
    words = shown()[0][-1].removeprefix("Neste: bvaudit arshjul ").replace('"', "").split()
    assert arshjul(kommune, *words[: words.index("--mappe")]) == 0
    assert "«Utført»" in "\n".join(shown()[0])


def test_a_control_is_done_told_and_counted(kommune: Eksempel, shown: Out) -> None:
    said = ("--status", "Utført", "--dato", "20.03.2026", "--belegg", "Arkivet")
    assert arshjul(kommune, "sett", "ros-analyse", "--maned", "2026-03", *said, "--som", "enhetsleder@Lerkendal") == 0
    lines, _ = shown()
    assert any("«Utført»" in line for line in lines) and lines[-1].startswith("Neste: bvaudit arshjul --maned 2026-03")
    assert not any("uten dokumentasjon" in line or "--belegg" in line for line in lines)
    assert arshjul(kommune, "--maned", "2026-03", "--enhet", "Lerkendal", "--json") == 0
    found = json.loads("\n".join(shown()[0]))
    done = next(one for one in found["oppgaver"] if one["nr"] == "OP-2026-03:ros-analyse:lerkendal")
    assert (done["status"], done["utfort"], done["hvem"]) == ("utfort", "2026-03-20", "enhetsleder@lerkendal")
    assert [(one["enhet"], one["utfort"]) for one in found["enheter"]] == [("lerkendal", 1)]


def test_json_is_whole(kommune: Eksempel, shown: Out) -> None:
    assert arshjul(kommune, "--ar", "2026", "--json") == 0
    found = json.loads("\n".join(shown()[0]))
    of_year = [one for one in found["oppgaver"] if one["maned"].startswith("2026")]
    assert len(of_year) == found["alle"]["planlagt"] == sum(one["planlagt"] for one in found["enheter"])
    assert len(found["enheter"]) == 5


def test_several_units_at_once(kommune: Eksempel, shown: Out) -> None:
    units = ("--enhet", "Heimdal", "--enhet", "Østbyen")
    assert (
        arshjul(kommune, "sett", "ros-analyse", "--maned", "2026-03", *units, "--status", "pagar", "--som", "stab") == 0
    )
    assert sum("«Pågår»" in line for line in shown()[0]) == 2


def test_late_and_without_evidence_is_said(kommune: Eksempel, shown: Out) -> None:
    said = ("--status", "utfort", "--dato", "2026-04-07", "--som", "enhetsleder@heimdal")
    assert arshjul(kommune, "sett", "ros-analyse", "--maned", "2026-03", *said) == 0
    lines = shown()[0]
    assert any("Utført etter fristen 31.03.2026" in line for line in lines)
    assert any("--belegg" in line for line in lines)


HEIMDAL = ("--enhet", "heimdal", "--som", "stab")
DONE = ("--status", "utfort")


@pytest.mark.parametrize(
    ("words", "kode", "ventet"),
    [
        pytest.param(("ros-analysen", *HEIMDAL, *DONE), 2, "mente du «ros-analyse»?", id="a task spelled wrong"),
        pytest.param(("ros-analyse", *HEIMDAL, *DONE), 2, "2026-03", id="not in this month: told when"),
        pytest.param(
            ("ros-analyse", "--maned", "2026-03", "--enhet", "Hemdal", "--som", "stab", *DONE),
            2,
            "Heimdal",
            id="a unit spelled wrong",
        ),
        pytest.param(
            ("ros-analyse", "--maned", "2026-03", "--som", "stab", *DONE), 2, "Heimdal", id="which of five units"
        ),
        pytest.param(("ros-analyse", "--maned", "2026-03", *HEIMDAL), 2, "--status", id="nothing to write"),
        pytest.param(("ros-analyse", "--maned", "2026-03", "--enhet", "heimdal", *DONE), 2, "--som", id="by nobody"),
        pytest.param(("ros-analyse", "--maned", "2026-03", *HEIMDAL, *DONE), 3, "må ha en dag", id="done, not when"),
        pytest.param(
            ("ros-analyse", "--maned", "2026-03", *HEIMDAL, "--status", "ikke-aktuelt"),
            3,
            "må ha en grunn",
            id="called off without a reason",
        ),
        pytest.param(
            ("ros-analyse", "--maned", "2026-03", *HEIMDAL, *DONE, "--dato", "2026-04-09"),
            3,
            "09.04.2026",
            id="done tomorrow",
        ),
        pytest.param(
            ("OP-2026-03:ros-analyse:vest", *HEIMDAL, *DONE), 2, "OP-2026-03:ros-analyse:vest", id="no number"
        ),
        pytest.param(
            (
                "ros-analyse",
                "--maned",
                "2026-03",
                *HEIMDAL,
                "--grunn",
                "Kari Nordmann 01017012345",
                "--status",
                "pagar",
            ),
            3,
            "--godta-tekst",
            id="a name and a number in the text",
        ),
    ],
)
def test_what_is_refused_is_told_and_nothing_is_written(
    words: tuple[str, ...], kode: int, ventet: str, kommune: Eksempel, shown: Out
) -> None:
    before = read_log(kommune.mappe)
    assert arshjul(kommune, "sett", *words) == kode
    err = shown()[1]
    assert ventet in err, err
    assert read_log(kommune.mappe) == before


def test_by_its_number_and_erased(kommune: Eksempel, shown: Out) -> None:
    nr = "OP-2026-03:ros-analyse:heimdal"
    said = ("--status", "utfort", "--dato", "2026-03-20", "--som", "stab")
    assert arshjul(kommune, "sett", nr, *said) == 0
    assert arshjul(kommune, "sett", nr, "--status", "slettes", "--som", "stab") == 0
    assert kommune.reg.ting[nr].verdi("status") == ""


def test_in_january_what_is_left_of_last_year_is_told(
    kommune: Eksempel, shown: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(year_commands, "now", lambda: datetime(2027, 1, 4, 9, tzinfo=UTC))
    kommune.begin(date(2026, 1, 2))
    kommune.say(
        "enhetsleder@heimdal",
        date(2027, 1, 2),
        "OP-2026-12:sjekklister-i-sakene:heimdal",
        utfort="2027-01-02",
        status="utfort",
    )
    assert arshjul(kommune, "--enhet", "Heimdal", "--detaljer") == 0
    lines = shown()[0]
    assert "januar 2027" in lines[0]
    assert any("30.11.2026" in line for line in lines) and not any("31.12.2026" in line for line in lines)


def test_without_a_folder_it_is_every_list_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: Out
) -> None:
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(tmp_path)
    assert run(["arshjul"]) == 0
    assert shown()[0]
    assert run(["arshjul", "--enhet", "Heimdal"]) == 2


def test_the_months_page(kommune: Eksempel, tmp_path: Path) -> None:
    page = tmp_path / "april.xlsx"
    assert arshjul(kommune, "--enhet", "Heimdal", "--ut", str(page)) == 0
    assert page.stat().st_size > 4000
    assert arshjul(kommune, "--ar", "2026", "--ut", str(page)) == 2


@pytest.mark.parametrize("columns", ["80", "100"])
def test_days_and_names_of_units_are_never_cut(
    columns: str, kommune: Eksempel, monkeypatch: pytest.MonkeyPatch, shown: Out
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    kommune.begin(date(2026, 1, 2))
    assert arshjul(kommune) == 0
    lines = shown()[0]
    assert len(lines) <= 25 and max(len(line) for line in lines[:-1]) <= int(columns)
    assert all(any(line.startswith(f"{name} ") for line in lines) for name in ("Omsorgsenheten", "Østbyen", "Alle"))
    assert any(line.startswith("  31.03.2026  ") or line.startswith("  31.01.") for line in lines)
