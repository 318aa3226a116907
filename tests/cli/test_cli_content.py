"""`bvaudit regler`, `endringer` and `sjekk` as they are typed."""

import json
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


# --- sjekk in a municipality's folder -----------------------------------------------------------------------------


KODEVERK = """\
erstatter: arsaker
grunn: Våre egne ord
arsaker:
  - {kode: ferie, tekst: Ferie, forklaring: Ingen var på jobb}
"""


@pytest.fixture
def mappe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "Fjordvik"
    (folder / "kodeverk").mkdir(parents=True)
    (folder / "kommune.yaml").write_text('navn: Fjordvik\nkommunenummer: "9999"\n', encoding="utf-8")
    (folder / "kodeverk" / "avvik.yaml").write_text(KODEVERK, encoding="utf-8")
    (folder / "notat.txt").touch()
    monkeypatch.chdir(folder)
    return folder


def test_what_replaces_and_what_is_not_used_is_said(mappe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = typed(capsys, "sjekk")
    assert code == 0
    assert out.splitlines()[1:] == [
        "Deres eget: 1 kommune, 1 kodeverk",
        "Står i stedet for det som følger med:",
        "  listen arsaker (Fjordvik/kodeverk/avvik.yaml): Våre egne ord",
        "Ikke brukt:",
        "  Fjordvik/notat.txt: .txt leses ikke; regler, lister og planer slutter på .yaml",
        "Alt er i orden",
    ]
    assert err == f"Kommunens mappe: {mappe}\n"


def test_the_same_as_json_also_when_there_are_faults(mappe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (mappe / "kodeverk" / "avvik.yaml").write_text(KODEVERK.replace("grunn", "grun"), encoding="utf-8")
    code, out, err = typed(capsys, "sjekk", ".", "--json")
    found = json.loads(out)
    assert code == 3 and "ukjent-nokkel" in err
    assert found["egne"] == {"kommune": 1} and found["erstatter"] == []
    assert found["ikke_brukt"] == [
        {"fil": "Fjordvik/notat.txt", "grunn": ".txt leses ikke; regler, lister og planer slutter på .yaml"},
        {"fil": "Fjordvik/kodeverk/avvik.yaml", "grunn": "har feil, og er ikke brukt"},
    ]
    assert [(p["fil"], p["linje"], p["kode"]) for p in found["problemer"]] == [
        ("Fjordvik/kodeverk/avvik.yaml", 2, "ukjent-nokkel"),
    ]


def test_own_rules_are_among_the_rules(mappe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule = (Path(__file__).parents[2] / "rules/melding/MEL-01.yaml").read_text(encoding="utf-8")
    (mappe / "FJV-01.yaml").write_text(rule.replace("id: MEL-01", "id: FJV-01"), encoding="utf-8")
    code, out, _ = typed(capsys, "regler")
    assert code == 0 and "FJV-01 " in out and "MEL-01 " in out


def test_a_faulty_kommune_yaml_does_not_stop_the_check_of_the_rest(
    mappe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (mappe / "kommune.yaml").write_text("navn: Fjordvik\n", encoding="utf-8")
    (mappe / "kodeverk" / "avvik.yaml").write_text(KODEVERK.replace("grunn", "grun"), encoding="utf-8")
    code, _, err = typed(capsys, "sjekk")
    assert code == 3
    assert "kommune.yaml" in err and "kodeverk/avvik.yaml" in err
