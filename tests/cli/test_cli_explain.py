"""From a number on paper to how it was reckoned: rule and short id in, plain words out."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.model.kortid import short_id

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Do = Callable[..., tuple[int, str, str]]
# What the machine calls things, and nobody else does.
INTERNAL = re.compile(
    r"\bP\d+[DWMY]\b|\blov:|\bdl-analogi\b|\bssb:|\bregister:|\bregistrert:|\bkalenderar\b|\bhenvendelse\b"
)


@pytest.fixture(scope="module")
def judged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fjordvik")
    key = ["--nokkel", str(folder / "nokkel.txt")]
    kart = ["--kart", str(EXAMPLES / "kart.yaml"), "--enheter", str(EXAMPLES / "enheter.yaml")]
    assert run(["importer", str(EXAMPLES / "regneark"), "--til", str(folder / "uttrekk"), *key, *kart]) == 0
    assert run(["vurder", "--uttrekk", str(folder / "uttrekk"), "--ut", str(folder / "ut"), "--stille"]) == 0
    return folder


@pytest.fixture
def do(judged: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Do:
    monkeypatch.chdir(judged)
    capsys.readouterr()

    def typed(*argv: str) -> tuple[int, str, str]:
        code = run(["forklar", *argv])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return typed


@pytest.fixture(scope="module")
def rows(judged: Path) -> list[dict[str, str]]:
    with (judged / "ut" / "resultater.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_rule_in_plain_words(do: Do) -> None:
    code, out, err = do("und-03")
    assert (code, err) == (0, "")
    assert out.startswith("UND-03  Undersøkelsen er avsluttet innen fristen\n")
    assert "\n   Etter loven (teller): " in out and "\n   Slik SSB teller: " in out
    assert not INTERNAL.findall(out)


def test_the_query_as_it_is(do: Do) -> None:
    code, out, _ = do("MEL-01", "--sql", "--per", "2025-12-31")
    assert code == 0 and "DATE '2025-12-31'" in out
    _, as_json, _ = do("MEL-01", "--sql", "--per", "2025-12-31", "--json")
    assert json.loads(as_json)["sql"] + "\n" == out


def test_the_rule_as_json(do: Do) -> None:
    read = json.loads(do("UND-03", "--json")[1])
    assert read["regel"] == "UND-03"
    assert [way["navn"] for way in read["mater"] if way["teller"]] == ["lov"]
    assert read["lov"][0]["fra"] == "1993-01-01"


def test_a_case_copied_from_paper(do: Do, rows: list[dict[str, str]]) -> None:
    row = next(r for r in rows if r["regel"] == "MEL-01" and r["variant"] == "lov" and r["utfall"] == "oppfylt")
    code, out, err = do("MEL-01", "--sak", short_id(row["sak"]), "--uttrekk", "uttrekk")
    assert (code, err) == (0, "")
    assert f"\nSak {short_id(row['sak'])}, {row['enhet']}, vurdert 31.12.2025\n" in out
    assert f"Melding ({short_id(row['objekt_id'])})\n  Hjemmel: bvl. § 2-1 første ledd (sikkerhet høy)\n" in out
    assert out.count("denne måten teller") == 1
    assert "\n  Etter loven – denne måten teller\n    Regnes fra  " in out
    assert "\n    + 1 uke: siste lovlige dag  " in out
    assert "\n  Andre måter å telle på, til sammenligning:\n    Slik SSB teller: " in out
    assert not INTERNAL.findall(out)


def test_every_way_step_by_step(do: Do, rows: list[dict[str, str]]) -> None:
    row = next(r for r in rows if r["regel"] == "MEL-01")
    out = do("MEL-01", "--objekt", row["objekt_id"], "--uttrekk", "uttrekk", "--detaljer")[1]
    assert out.count("siste lovlige dag") == 3 and out.count("denne måten teller") == 1
    assert out.count("teller ikke, er med til sammenligning") == 2


@pytest.mark.lang
def test_a_case_with_several_objects_lists_them(do: Do, rows: list[dict[str, str]]) -> None:
    found: dict[str, set[str]] = {}
    for r in rows:
        if r["regel"] == "MEL-01":
            found.setdefault(r["sak"], set()).add(r["objekt_id"])
    sak, objects = next((sak, objects) for sak, objects in sorted(found.items()) if len(objects) > 1)
    out = do("MEL-01", "--sak", sak, "--uttrekk", "uttrekk")[1]
    assert f"\nRegelen gjelder {len(objects)} meldinger i saken.\n" in out
    assert all(f"({short_id(objekt)})" in out for objekt in objects)
    assert f"\nMelding 1 av {len(objects)} (" in out
    one = do("MEL-01", "--objekt", min(objects), "--uttrekk", "uttrekk")[1]
    assert "Regelen gjelder" not in one and f"\nMelding ({short_id(min(objects))})" in one


@pytest.mark.lang
def test_a_case_alone_says_which_rules_and_how_to_go_on(do: Do, rows: list[dict[str, str]]) -> None:
    broken = next(r for r in rows if r["regel"] == "MEL-01" and r["variant"] == "lov" and r["utfall"] == "ikke oppfylt")
    code, out, err = do(short_id(broken["sak"]), "--uttrekk", "uttrekk")
    assert (code, err) == (0, "")
    assert "\n  MEL-01  Meldingen ble ikke gjennomgått innen en uke: ikke oppfylt\n" in out
    (command,) = re.findall(r"^Utregningen: bvaudit forklar (.*)$", out, re.M)
    assert do(*command.split())[0] == 0
    read = json.loads(do(broken["sak"], "--uttrekk", "uttrekk", "--json")[1])
    assert read["sak"] == broken["sak"]
    assert any(one["regel"] == "MEL-01" and one["utfall"] == "ikke oppfylt" for one in read["regler"])


@pytest.mark.parametrize(
    ("argv", "problem"),
    [
        pytest.param(["MEL-1"], "ukjent regel «MEL-1»", id="ukjent regel"),
        pytest.param(["MEL-01", "--sak", "S-1"], "mangler «--uttrekk KILDE»", id="uten uttrekk"),
        pytest.param(["S-12345678"], "mangler «--uttrekk KILDE»", id="bare saken, uten uttrekk"),
        pytest.param(["MEL-01", "--uttrekk", "uttrekk"], "mangler «--sak S-…»", id="uten sak"),
        pytest.param(
            ["MEL-01", "--sak", "S-ffffffff", "--uttrekk", "uttrekk"],
            "MEL-01 gjelder ikke for «S-ffffffff» 31.12.2025",
            id="ingen slik sak",
        ),
        pytest.param(
            ["S-ffffffff", "--uttrekk", "uttrekk"], "finner ingen sak «S-ffffffff» i uttrekket", id="ukjent sak"
        ),
        pytest.param(["MEL-01", "--sak", "S", "--uttrekk", "uttrekk"], "«S» passer til ", id="flere"),
        pytest.param(
            ["MEL-01", "--sak", "S-1", "--sql"], "«--sql» kan ikke brukes sammen med «--sak»", id="sql og sak"
        ),
        pytest.param(["MED-01", "--sak", "S-1", "--uttrekk", "uttrekk"], "MED-01 er et manuelt punkt", id="manuell"),
    ],
)
def test_what_cannot_be_explained(argv: list[str], problem: str, do: Do) -> None:
    code, out, err = do(*argv)
    assert (code, out) == (2, "")
    assert err.startswith(f"feil: {problem}")


def test_in_the_municipalitys_folder_the_newest_extract_is_used(
    do: Do, judged: Path, rows: list[dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kommune.yaml").write_text("navn: Fjordvik\nkommunenummer: '9999'\n", encoding="utf-8")
    (tmp_path / "uttrekk").mkdir()
    (tmp_path / "uttrekk" / "2025-12-31").symlink_to(judged / "uttrekk")
    monkeypatch.chdir(tmp_path)
    row = next(r for r in rows if r["regel"] == "MEL-01")
    code, out, _ = do("MEL-01", "--sak", short_id(row["sak"]))
    assert code == 0 and f"Sak {short_id(row['sak'])}" in out
