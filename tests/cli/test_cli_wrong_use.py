"""What is said, word for word, when something is typed wrong. Always exit code 2, never a stack of Python lines."""

from pathlib import Path

import pytest

from bvaudit.cli.run import run

SEE = "«bvaudit {} --hjelp» viser {}"
USE = "hvordan kommandoen brukes"
DAYS = "skriv 2025-01-01..2025-12-31, eller alle"
NAME = "sjekk at navnet er skrevet riktig"
OR_FOLDER = SEE.format("{}", USE) + ". I kommunens mappe trengs det ikke"
JUDGE = "vurder --uttrekk a --ut b"


def said(argv: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    code = run(argv)
    shown = capsys.readouterr()
    return code, shown.out, shown.err


@pytest.mark.parametrize(
    ("typed", "problem", "hint"),
    [
        pytest.param(
            "vurdr",
            "ukjent kommando «vurdr»",
            "mente du «vurder»? «bvaudit --hjelp» viser alle kommandoer",
            id="nesten en kommando",
        ),
        pytest.param("xyz", "ukjent kommando «xyz»", "«bvaudit --hjelp» viser alle kommandoer", id="ukjent kommando"),
        pytest.param(
            "mal sjek",
            "ukjent kommando «sjek»",
            "mente du «sjekk»? «bvaudit mal --hjelp» viser alle kommandoer",
            id="nesten en underkommando",
        ),
        pytest.param(
            "vurder --utrekk x",
            "ukjent valg «--utrekk»",
            "mente du «--uttrekk»? «bvaudit vurder --hjelp» viser alle valg",
            id="nesten et valg",
        ),
        pytest.param("sjekk -x", "ukjent valg «-x»", "«bvaudit sjekk --hjelp» viser alle valg", id="ukjent kort valg"),
        pytest.param(
            "--per 2025-01-01 vurder",
            "«--per» står før kommandoen",
            "skriv det etter kommandoen: «bvaudit vurder --per …»",
            id="valget før kommandoen",
        ),
        pytest.param("vurder --ut", "«--ut» mangler MAPPE", SEE.format("vurder", USE), id="valg uten verdi"),
        pytest.param(
            "demo --ut a --overskriv=ja",
            "«--overskriv» tar ingen verdi",
            SEE.format("demo", USE),
            id="verdi til et ja-valg",
        ),
        pytest.param("demo", "mangler «--ut MAPPE»", SEE.format("demo", USE), id="påkrevd valg mangler"),
        pytest.param(
            "vurder --ut a", "mangler «--uttrekk KILDE»", OR_FOLDER.format("vurder"), id="vurder uten uttrekk"
        ),
        pytest.param(
            "importer --til a", "mangler «KILDE»", OR_FOLDER.format("importer"), id="påkrevd argument mangler"
        ),
        pytest.param("forklar", "mangler «REGEL»", SEE.format("forklar", USE), id="forklar hva"),
        pytest.param(
            "versjon a b",
            "for mange argumenter: «a», «b»",
            f"sett anførselstegn rundt det som har mellomrom. {SEE.format('versjon', USE)}",
            id="for mange argumenter",
        ),
        pytest.param(
            "vurder --uttrekk a --ut b --per 31.02.2025",
            "«--per» skal være en dato, fant «31.02.2025»",
            "skriv 2025-12-31 eller 31.12.2025",
            id="dato som ikke finnes",
        ),
        pytest.param(
            "vurder --uttrekk a --ut b --periode 2025",
            "«--periode» skal være en periode, fant «2025»",
            DAYS,
            id="periode uten prikker",
        ),
        pytest.param(
            "vurder --uttrekk a --ut b --periode 2025-12-31..2025-01-01",
            "«--periode» slutter før den begynner",
            DAYS,
            id="periode baklengs",
        ),
        pytest.param(
            "vurder --uttrekk a --ut b --feil-ved stor",
            "«--feil-ved» skal være en alvorlighetsgrad, fant «stor»",
            "velg lav, middels, hoy eller kritisk",
            id="ukjent alvorlighetsgrad",
        ),
        pytest.param(
            "utvalg --per-enhet sju",
            "«--per-enhet» skal være et heltall, fant «sju»",
            "skriv for eksempel 10",
            id="ord i stedet for tall",
        ),
        pytest.param(
            "utvalg --per-enhet 0",
            "«--per-enhet» skal være 1 eller mer",
            SEE.format("utvalg", USE),
            id="ingen saker per enhet",
        ),
        pytest.param(
            "mal sjekk borte.docx", "«FIL» viser til «borte.docx», som ikke finnes", NAME, id="filen finnes ikke"
        ),
        pytest.param(
            "importer a --til b --kart borte.yaml",
            "«--kart» viser til «borte.yaml», som ikke finnes",
            NAME,
            id="kartet finnes ikke",
        ),
        pytest.param("utvalg --uttrekk a", "mangler «--ut MAPPE»", OR_FOLDER.format("utvalg"), id="utvalg uten mappe"),
        pytest.param(
            "utvalg --ut a",
            "mangler «--uttrekk KILDE»",
            OR_FOLDER.format("utvalg"),
            id="utvalg uten uttrekk",
        ),
        pytest.param(
            "vurder --uttrekk a --ut b --tolerant --streng",
            "«--tolerant» og «--streng» kan ikke brukes sammen",
            "velg én av dem",
            id="tolerant og streng",
        ),
        pytest.param(
            "forklar MEL-01 --objekt H-1",
            "mangler «--uttrekk KILDE»",
            "utregningen trenger uttrekket saken står i; i kommunens mappe brukes det nyeste",
            id="objekt uten uttrekk",
        ),
        pytest.param(
            "forklar MEL-01 --uttrekk a",
            "mangler «--sak S-…»",
            "dekknavnet står i planen og i avviksregisteret",
            id="uttrekk uten sak",
        ),
        pytest.param(
            "forklar MEL-01 --uttrekk a --objekt H-1 --sql",
            "«--sql» kan ikke brukes sammen med «--objekt»",
            "velg én av dem",
            id="sql og objekt",
        ),
    ],
)
def test_messages(
    typed: str,
    problem: str,
    hint: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = said(typed.split(), capsys)
    assert (code, out) == (2, "")
    assert err == f"feil: {problem}\n  hint: {hint}\n"
    assert list(tmp_path.iterdir()) == []  # nothing is begun


def test_a_folder_where_a_file_is_wanted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert said(["mal", "sjekk", str(tmp_path)], capsys) == (
        2,
        "",
        f"feil: «FIL» skal være en fil, men «{tmp_path}» er en mappe\n"
        "  hint: «bvaudit mal sjekk --hjelp» viser hvordan kommandoen brukes\n",
    )


def test_a_file_where_a_folder_is_wanted(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    fil = tmp_path / "brev.txt"
    fil.write_text("hei", encoding="utf-8")
    code, _, err = said(["demo", "--ut", str(fil)], capsys)
    assert code == 2
    assert err.startswith(f"feil: «--ut» skal være en mappe, men «{fil}» er en fil\n")


def test_no_control_codes_reach_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(["\x1b[31mvurder\x07"], capsys)
    assert code == 2
    assert "\x1b" not in err and "\x07" not in err
