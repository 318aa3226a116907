"""`bvaudit regler`, `endringer` and `sjekk --skriv-skjema` as they are typed."""

from pathlib import Path

import pytest

from bvaudit.cli.run import run

pytestmark = pytest.mark.lang


def typed(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str, str]:
    code = run(list(argv))
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.mark.parametrize(
    ("argv", "shown"),
    [
        pytest.param(["regler"], "MEL-01  A  høy ", id="alle"),
        pytest.param(["regler", "--tema", "undersokelse", "--usikre"], "[sikkerhet middels]", id="usikre i et tema"),
        pytest.param(["regler", "--hjemmel", "bvl. § 2-1", "--per", "01.02.2025"], "MEL-01 ", id="hjemmel en dag"),
        pytest.param(["endringer", "2022-12-31", "01.01.2023"], "Ny versjon (", id="to datoer"),
    ],
)
def test_it_shows(capsys: pytest.CaptureFixture[str], argv: list[str], shown: str) -> None:
    code, out, err = typed(capsys, *argv)
    assert (code, err) == (0, "")
    assert shown in out


def test_the_print_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = typed(capsys, "regler", "--avtrykk", "MEL-01")
    assert (code, len(out.strip())) == (0, 16)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        pytest.param(["regler", "--tema", "vær"], "ukjent tema «vær»", id="ukjent tema"),
        pytest.param(["regler", "--avtrykk", "MEL-1"], "mente du «MEL-", id="ukjent regel"),
        pytest.param(["regler", "--per", "i går"], "«--per» skal være en dato, fant «i går»", id="ikke en dato"),
        pytest.param(["endringer", "i går", "2025-01-01"], "«FRA» skal være en dato eller en mappe", id="ingen av dem"),
        pytest.param(["endringer", "2025-01-01", "."], "to datoer eller to mapper", id="en av hver"),
        pytest.param(["endringer", ".", ".", "--regler", "."], "«--regler» kan bare brukes med", id="mapper og regler"),
        pytest.param(["endringer", "2025-01-01", "2024-01-01"], "skriv den eldste datoen først", id="feil rekkefølge"),
        pytest.param(["endringer", "2025-01-01"], "mangler «TIL»", id="bare én"),
    ],
)
def test_wrong_use(capsys: pytest.CaptureFixture[str], argv: list[str], said: str) -> None:
    code, out, err = typed(capsys, *argv)
    assert (code, out) == (2, "")
    assert said in err


def test_two_folders_and_a_folder_without_rules(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rules = str(Path(__file__).resolve().parents[2] / "rules")
    code, out, _ = typed(capsys, "endringer", rules, rules)
    assert (code, out.splitlines()[-1][:15]) == (0, "0 regler endret")
    assert typed(capsys, "endringer", rules, str(tmp_path))[0] == 3
