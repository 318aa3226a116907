"""The whole road of someone with workbooks: a proposed map, a few cells filled in, and cases judged by it."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bvaudit.cli.run import run
from bvaudit.extract.normalise.snapshot import read_manifest
from bvaudit.loading.content.kart import load_kart
from bvaudit.model.kart import Kart
from bvaudit.workflows.propose_map import read_kart
from kart.workbooks import fagsystem, fosterhjem, meldinger

pytestmark = pytest.mark.lang
ROOT = Path(__file__).parents[2]
ABOUT = {
    "Kommunens navn": "Fjordvik",
    "Kommunenummer": "9999",
    "Tjenestens organisasjonsnummer": "999999999",
    "Dagen regnearkene er fra": datetime(2025, 12, 31),  # noqa: DTZ001  # a cell has no time zone
}


def filled(path: Path, change: Callable[[Any], None] | None = None) -> Path:
    """The form as a person leaves it: the four cells about the municipality, and what ``change`` does besides."""
    book = openpyxl.load_workbook(path)
    for row in book["Om uttrekket"].iter_rows():
        for cell in row:
            asked = str(cell.value or "").rstrip("* ").rstrip()
            if asked in ABOUT:
                book["Om uttrekket"].cell(cell.row, cell.column + 1).value = ABOUT[asked]
    if change:
        change(book)
    book.save(path)
    return path


def choose(sheet: str, row_with: str, heading: str, chosen: str) -> Callable[[Any], None]:
    """Picks ``chosen`` under ``heading`` in the row that has a cell with this text."""

    def change(book: Any) -> None:
        page = book[sheet]
        column = next(c.column for row in page.iter_rows() for c in row if str(c.value or "").rstrip("* ") == heading)
        row = next(c.row for row in page.iter_rows() for c in row if c.value == row_with and c.column != column)
        page.cell(row, column).value = chosen

    return change


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "hjem"))
    return tmp_path


def judged(ut: Path, regel: str) -> list[tuple[str, str, str]]:
    with (ut / "resultater.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["regel"] == regel and row["variant"] == "lov"]
    return sorted((row["start_dato"], row["utfall"], row["forklaring"]) for row in rows)


def map_of(path: Path) -> Kart:
    kart, problems = read_kart(path)
    assert kart is not None, [str(problem) for problem in problems]
    return replace(kart, fil="")


NO_END = "ingen er avsluttet, listen har bare det som pågår"


@pytest.mark.parametrize(
    ("make", "change"),
    [
        pytest.param(meldinger, None, id="meldinger: bare de fire cellene"),
        pytest.param(
            fosterhjem,
            choose("Ark", "Fosterhjem.xlsx", "Alle radene er", f"Tiltak: {NO_END}"),
            id="fosterhjem: ett valg til",
        ),
        pytest.param(fagsystem, None, id="fagsystem: bare de fire cellene"),
    ],
)
def test_from_a_workbook_to_judged_cases(
    make: Callable[[Path], Path],
    change: Callable[[Any], None] | None,
    at: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (at / "inn").mkdir()
    make(at / "inn")
    assert run(["kart", "lag", "inn"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Neste: fyll ut og lagre, og kjør bvaudit les kart.xlsx --skriv"
    filled(at / "kart.xlsx", change)
    assert run(["les", "kart.xlsx", "--skriv", "--til", "mappe"]) == 0
    assert map_of(at / "mappe" / "kart.yaml") == map_of(at / "kart.xlsx")
    for kart in ("kart.xlsx", "mappe/kart.yaml"):
        ut = at / f"ut-{Path(kart).suffix[1:]}"
        assert run(["vurder", "--uttrekk", "inn", "--kart", kart, "--per", "2025-12-31", "--ut", str(ut)]) == 0
    assert (at / "ut-xlsx" / "resultater.csv").read_bytes() == (at / "ut-yaml" / "resultater.csv").read_bytes()


def test_what_the_list_of_reports_says(at: Path) -> None:
    (at / "inn").mkdir()
    meldinger(at / "inn")
    run(["kart", "lag", "inn"])
    filled(at / "kart.xlsx")
    assert run(["vurder", "--uttrekk", "inn", "--kart", "kart.xlsx", "--per", "2025-12-31", "--ut", "ut"]) == 0
    mel = judged(at / "ut", "MEL-01")
    assert len(mel) == 32
    assert [start for start, utfall, _ in mel if utfall == "ikke oppfylt"] == [
        "2025-01-14",
        "2025-02-14",
        "2025-03-14",
        "2025-04-14",
    ]  # twelve days, once a month
    und = judged(at / "ut", "UND-03")
    assert len(und) == 20
    assert {utfall for _, utfall, _ in und} == {"oppfylt"}  # 150 days, but extended: «ja 03.04.25»


def test_a_word_nobody_can_read_is_unknown_and_never_a_breach(at: Path) -> None:
    (at / "inn").mkdir()
    path = meldinger(at / "inn")
    book = openpyxl.load_workbook(path)
    book["Januar"]["H9"] = "ja, se notat 04.04.25"  # the melding of 14 January, open for 150 days
    book.save(path)
    run(["kart", "lag", "inn"])
    filled(at / "kart.xlsx")
    assert run(["vurder", "--uttrekk", "inn", "--kart", "kart.xlsx", "--per", "2025-12-31", "--ut", "ut"]) == 0
    und = judged(at / "ut", "UND-03")
    assert [utfall for _, utfall, _ in und].count("ikke oppfylt") == 0
    unclear = [forklaring for _, utfall, forklaring in und if utfall == "uavklart"]
    assert unclear == [
        "Noe som er skrevet i saken, lar seg ikke lese (som datoen 01.01.0001), og er regnet som ukjent."
    ]


def test_columns_of_visits_cannot_show_one_more(at: Path) -> None:
    """With the birth date the visits can be counted; the one with two columns filled of two is open, not a breach."""
    (at / "inn").mkdir()
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Fosterhjem"
    sheet.append(["Saksnr", "Født", "Type fosterhjem", "Plassert", "Besøk 1", "Besøk 2"])
    for sak, visits in (("1", ("1.2.2025", "1.6.2025")), ("2", ("1.2.2025",))):
        sheet.append([sak, "5.5.2015", "ordinært", "1.5.2020", *visits])
    book.save(at / "inn" / "Fosterhjem.xlsx")
    run(["kart", "lag", "inn"])
    filled(at / "kart.xlsx", choose("Ark", "Fosterhjem.xlsx", "Alle radene er", f"Tiltak: {NO_END}"))
    assert run(["vurder", "--uttrekk", "inn", "--kart", "kart.xlsx", "--per", "2025-12-31", "--ut", "ut"]) == 0
    assert sorted(utfall for _, utfall, _ in judged(at / "ut", "OMS-01")) == ["ikke oppfylt", "uavklart"]


def test_a_choice_of_ones_own_is_what_counts(at: Path) -> None:
    (at / "inn").mkdir()
    meldinger(at / "inn")
    run(["kart", "lag", "inn"])
    filled(at / "kart.xlsx", choose("Kolonner", "Gjennomgått", "Vårt felt", "Les ikke"))
    kart = map_of(at / "kart.xlsx")
    henvendelse = next(t for t in kart.tabeller if t.tabell == "henvendelse")
    assert "konklusjon_slutt_dato" not in henvendelse.kolonner


def test_a_fault_in_the_form_is_told_with_its_cell(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (at / "inn").mkdir()
    fosterhjem(at / "inn")
    run(["kart", "lag", "inn"])
    filled(at / "kart.xlsx", choose("Ark", "Fosterhjem.xlsx", "Raden hører sammen", "Nei"))
    assert run(["les", "kart.xlsx"]) == 3
    err = capsys.readouterr().err
    assert "kart.xlsx:Kolonner!" in err or "kart.xlsx:Ark!" in err
    assert "tiltak_id" in err


def test_no_case_and_no_number_is_told_in_the_form(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (at / "inn").mkdir()
    meldinger(at / "inn")
    run(["kart", "lag", "inn"])
    assert run(["les", "kart.xlsx"]) == 3
    assert "kart.xlsx:Om uttrekket!C" in capsys.readouterr().err


def test_a_map_there_already_stands_first_and_comes_back_as_it_was(at: Path) -> None:
    before, problems = load_kart(ROOT / "examples" / "kart.yaml")
    assert before is not None, problems
    kart = str(ROOT / "examples" / "kart.yaml")
    assert run(["kart", "lag", str(ROOT / "examples" / "regneark"), "--kart", kart]) == 0
    assert map_of(at / "kart.xlsx") == replace(before, fil="")


def test_a_map_of_ones_own_comes_back_with_only_the_change(at: Path) -> None:
    (at / "inn").mkdir()
    meldinger(at / "inn")
    fosterhjem(at / "inn")
    run(["kart", "lag", "inn"])
    first = map_of(filled(at / "kart.xlsx"))
    assert run(["les", "kart.xlsx", "--skriv", "--til", "mappe"]) == 0
    assert run(["kart", "lag", "inn", "--kart", "mappe/kart.yaml", "--ut", "igjen.xlsx"]) == 0
    assert map_of(at / "igjen.xlsx") == first
    change = choose("Kolonner", "Team", "Vårt felt", "Les ikke")
    changed = map_of(filled(at / "igjen.xlsx", change))
    left = json.dumps([t.og[0].kolonner for t in changed.tabeller if t.og], default=dict)
    assert "Team" not in left
    assert [t for t in changed.tabeller if t.tabell != "sak"] == [t for t in first.tabeller if t.tabell != "sak"]


def test_a_form_is_not_written_over(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (at / "inn").mkdir()
    meldinger(at / "inn")
    assert run(["kart", "lag", "inn"]) == 0
    assert run(["kart", "lag", "inn"]) == 2
    assert "finnes fra før" in capsys.readouterr().err


def test_nothing_to_look_at(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (at / "inn").mkdir()
    (at / "inn" / "notat.txt").write_text("ikke et regneark", encoding="utf-8")
    assert run(["kart", "lag", "inn"]) == 3
    assert "fant ingen ark" in capsys.readouterr().err


def test_what_a_changed_map_changes_is_said(at: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (at / "inn").mkdir()
    fosterhjem(at / "inn")
    run(["kart", "lag", "inn"])
    filled(at / "kart.xlsx")
    run(["les", "kart.xlsx", "--skriv", "--til", "mappe"])
    filled(at / "kart.xlsx", choose("Ark", "Fosterhjem.xlsx", "Alle radene er", f"Tiltak: {NO_END}"))
    capsys.readouterr()
    assert run(["les", "kart.xlsx", "--til", "mappe"]) == 0
    said = capsys.readouterr().out
    assert "Tiltak: leses nå: Avsluttet" in said
    assert "lest med det gamle kartet" in said


def test_the_same_lists_with_another_map_are_another_extract(at: Path) -> None:
    (at / "inn").mkdir()
    fosterhjem(at / "inn")
    run(["kart", "lag", "inn"])
    prints = []
    for number, change in enumerate((None, choose("Ark", "Fosterhjem.xlsx", "Alle radene er", f"Tiltak: {NO_END}"))):
        filled(at / "kart.xlsx", change)
        assert run(["importer", "inn", "--kart", "kart.xlsx", "--til", f"ut{number}"]) == 0
        prints.append(read_manifest(at / f"ut{number}").avtrykk)
    assert prints[0] != prints[1]
