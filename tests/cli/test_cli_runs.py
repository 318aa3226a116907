"""Whole runs on the example spreadsheets: what comes out, and the exit code of every way it can end."""

import contextlib
import csv
import io
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bvaudit.cli.run import run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
READING = ["--kart", str(EXAMPLES / "kart.yaml"), "--enheter", str(EXAMPLES / "enheter.yaml")]
SOURCE = str(EXAMPLES / "regneark")

Do = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example municipality as a snapshot, with its key and its list beside it."""
    folder = tmp_path_factory.mktemp("fjordvik")
    key = str(folder / "nokkel.txt")
    assert run(["importer", SOURCE, "--til", str(folder / "uttrekk"), "--nokkel", key, *READING]) == 0
    return folder


@pytest.fixture(scope="module")
def judged(imported: Path) -> Path:
    """The same folder with the papers in ``ut`` and what was written on the screen."""
    screen = io.StringIO()
    with contextlib.redirect_stdout(screen):
        assert run(["vurder", "--uttrekk", str(imported / "uttrekk"), "--ut", str(imported / "ut")]) == 0
    (imported / "skjerm.txt").write_text(screen.getvalue(), encoding="utf-8")
    return imported


@pytest.fixture
def do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Do:
    """Type a command in an empty folder, with an empty home; returns exit code, stdout and stderr."""
    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()

    def typed(*argv: str) -> tuple[int, str, str]:
        code = run(argv)
        shown = capsys.readouterr()
        assert "Traceback" not in shown.out + shown.err
        return code, shown.out, shown.err

    return typed


def test_importer_says_what_it_read_and_where_the_key_is(do: Do, tmp_path: Path) -> None:
    code, out, err = do("importer", SOURCE, "--til", "uttrekk", *READING)
    assert code == 0
    assert out.startswith("Uttrekket ligger i uttrekk\n")
    assert "Dokumenter utelatt:  0\n" in out
    assert str(tmp_path / "hjem" / "nokkel.txt") in err
    assert (tmp_path / "uttrekk").is_dir()


def test_vurder_gives_papers_and_a_summary(judged: Path) -> None:
    out = (judged / "skjerm.txt").read_text(encoding="utf-8")
    assert out.startswith("Fjordvik, vurdert per 31.12.2025, for perioden 01.01.2025–31.12.2025\n")
    assert "\nIkke kontrollert: " in out
    assert out.endswith(f"\nNeste: bvaudit utvalg --uttrekk {judged / 'uttrekk'} --ut utvalg\n")
    listed = out.partition(f"Filer i {judged / 'ut'}:")[2].partition("\nNeste")[0]
    assert all(p.name in listed for p in (judged / "ut").iterdir())


@pytest.mark.lang
def test_vurder_as_json_and_1_when_something_is_grave_enough(do: Do, imported: Path) -> None:
    source = str(imported / "uttrekk")
    code, out, err = do(
        "vurder", "--uttrekk", source, "--ut", "ut", "--json", "--per", "31.12.2025", "--feil-ved", "høy"
    )
    no_memory = "Avvikene har ikke numre, og ingenting blir husket: det trenger kommunens mappe\n"
    assert (code, err) == (1, no_memory + "Minst ett avvik har alvorlighetsgrad høy eller mer (--feil-ved)\n")
    read = json.loads(out)
    assert read["per"] == "2025-12-31"
    assert {row["regel"] for row in read["regler"]} >= {"MEL-01", "UND-03"}


@pytest.mark.lang
def test_nothing_examined_is_5(do: Do, imported: Path, tmp_path: Path) -> None:
    source = str(imported / "uttrekk")
    code, out, err = do("vurder", "--uttrekk", source, "--ut", "ut", "--per", "1950-01-01", "--periode", "alle")
    assert (code, out) == (5, "")
    assert err.startswith("feil: ingenting ble undersøkt")
    assert not (tmp_path / "ut").exists()


@pytest.mark.lang
def test_a_register_people_may_have_typed_in_is_not_overwritten(do: Do, judged: Path, tmp_path: Path) -> None:
    shutil.copytree(judged / "ut", tmp_path / "ut")
    again = ("vurder", "--uttrekk", str(judged / "uttrekk"), "--ut", "ut", "--feil-ved", "kritisk")
    code, _, err = do(*again)
    assert code == 4
    assert "--overskriv" in err
    assert do(*again, "--overskriv")[0] == 0  # and nothing there is so grave


def test_a_source_that_is_not_there_is_wrong_use(do: Do) -> None:
    code, _, err = do("vurder", "--uttrekk", "borte", "--ut", "ut")
    assert code == 2
    assert err.startswith("feil: finner ikke «borte»\n")


@pytest.mark.lang
@pytest.mark.parametrize("navn", ["Saksliste 2025.xlsx", "saker.csv", "saker.ODS"])
def test_a_sheet_without_a_map_says_that_a_map_is_needed(navn: str, do: Do, tmp_path: Path) -> None:
    (tmp_path / "inn").mkdir()
    (tmp_path / "inn" / navn).write_bytes(b"x")
    (tmp_path / "inn" / "kart.yaml").write_bytes(b"x")
    for source in ("inn", f"inn/{navn}"):
        code, out, err = do("vurder", "--uttrekk", source, "--ut", "ut")
        assert (code, out) == (3, "")
        assert err.endswith(
            "feil: regneark kan ikke leses uten et kart\n"
            "  hint: kjør «bvaudit kart lag ARBEIDSBOK»: den lager et forslag til kart i Excel. "
            "Har dere kart fra før, skriv --kart kart.yaml\n"
        )


@pytest.mark.lang
def test_a_draw_can_be_tried_again(do: Do, imported: Path, tmp_path: Path) -> None:
    source = str(imported / "uttrekk")
    code, out, _ = do(
        "utvalg", "--uttrekk", source, "--ut", "ut", "--per-enhet", "2", "--reserve", "0", "--navn", "prove"
    )
    assert code == 0
    assert out.startswith("Utvalg «prove», startord «prove»\n")
    assert "  Søndre Fjordvik og Øyane: 2 av 3 saker trukket, 0 i reserve\n" in out
    fil = str(tmp_path / "ut" / "utvalg.yaml")
    (noted,) = re.findall(r"(?m)^Avtrykk: ([0-9a-f ]+)$", out)
    stemmer = f"Trekningen stemmer: samme saker i samme rekkefølge\nAvtrykk: {noted}\n"
    code, out, err = do("utvalg", "--etterprov", fil)
    assert (code, err) == (0, "")
    assert out.startswith(f"{stemmer}Ikke kontrollert: at ingen har trukket på nytt siden")
    assert "Ikke kontrollert: at rammen er alle sakene i uttrekket" in out
    whose = "Avtrykket i protokollen er trekningens.\n"
    assert do("utvalg", "--etterprov", fil, "--uttrekk", source, "--avtrykk", noted) == (0, stemmer + whose, "")
    code, out, _ = do("utvalg", "--etterprov", fil, "--avtrykk", noted.replace(noted[:4], "dead"))
    assert code == 3
    assert out == f"avtrykket i protokollen er et annet: utvalget har {noted}\n"


@pytest.mark.lang
def test_a_draw_that_has_been_changed_is_found_out(do: Do, imported: Path, tmp_path: Path) -> None:
    do("utvalg", "--uttrekk", str(imported / "uttrekk"), "--ut", "ut", "--per-enhet", "1", "--navn", "prove")
    fil = tmp_path / "ut" / "utvalg.yaml"
    changed = re.sub(r"(?m)^fro:.*$", "fro: annet", fil.read_text(encoding="utf-8"))
    fil.write_text(changed, encoding="utf-8")
    code, _, err = do("utvalg", "--etterprov", str(fil))
    assert code == 3
    assert err.splitlines()[-2].startswith("feil: ")


def test_etterprov_writes_nothing(do: Do, tmp_path: Path) -> None:
    (tmp_path / "utvalg.yaml").touch()
    assert do("utvalg", "--etterprov", "utvalg.yaml", "--ut", "ut") == (
        2,
        "",
        "feil: «--ut» kan ikke brukes sammen med «--etterprov»\n  hint: etterprøving skriver ingen filer\n",
    )


def results(judged: Path) -> list[dict[str, str]]:
    with (judged / "ut" / "resultater.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.lang
def test_sjekk_says_what_it_read(do: Do) -> None:
    code, out, _ = do("sjekk")
    assert code == 0
    assert out.startswith("Følger med: ") and out.endswith("Alt er i orden\n")


def test_sjekk_of_a_rule_with_a_fault(do: Do, tmp_path: Path) -> None:
    (tmp_path / "egne" / "melding").mkdir(parents=True)
    (tmp_path / "egne" / "melding" / "MEL-90.yaml").write_text("id: MEL-90\ntittel: Prøve\n", encoding="utf-8")
    code, out, err = do("sjekk", "egne")
    assert code == 3
    assert "Alt er i orden" not in out
    assert "feil [ukjent-slag]" in err and err.endswith("feil: innholdet har feil\n")


def test_mal_sjekk(do: Do, tmp_path: Path) -> None:
    template = shutil.copy(EXAMPLES.parent / "templates" / "dokument.docx", tmp_path / "mal.docx")
    assert do("mal", "sjekk", str(template))[:2] == (0, "Malen kan brukes\n")
    (tmp_path / "ikke.docx").write_text("hei", encoding="utf-8")
    assert do("mal", "sjekk", "ikke.docx")[0] == 3
