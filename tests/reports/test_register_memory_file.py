"""The workbook of a register that remembers as an Excel file, read back with another library than the one that wrote
it, and through the reader it comes home by."""

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bvaudit.intake.register_back import read_register_book
from bvaudit.intake.register_rows import read_register_rows
from bvaudit.model.registeret.bokmeta import FORMAT
from bvaudit.register.merge import merge
from bvaudit.reports.register_memory import Minne, of_unit
from bvaudit.reports.register_values import row_sum
from bvaudit.reports.xlsx.page import pixels
from bvaudit.reports.xlsx.register import write_memory
from tests.register.an_register import ENHETER, LEDER, NORD, STAB, a_memory, a_story
from tests.texts.internal_words import internal_words, texts_of_workbook

from .excel_files import column_numbers

DAG = date(2026, 12, 1)
SCREEN = 1290  # points of 1366 that are left for cells
SHEETS = {
    "Avvik": "Avvik",
    "Forbedringstiltak": "Tiltak",
    "Saker å rette": "Saker",
    "Funn": "Funn",
    "Avsluttede": "Avsluttede",
    "Utvikling": "Utvikling",
    "Kurver": "",
    "Nye avvik": "NyeAvvik",
}
TYPED = ("Avvik", "Forbedringstiltak", "Saker å rette", "Avsluttede", "Nye avvik")
_BAD = 'a<b>&"c" =1+1 <r>x</r>'


@pytest.fixture(scope="module")
def minne() -> Minne:
    return a_memory(mottaker=STAB)


@pytest.fixture(scope="module")
def fil(minne: Minne, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("minne") / "avviksregister.xlsx"
    write_memory(minne, output)
    return output


@pytest.fixture(scope="module")
def bok(fil: Path) -> Any:
    return openpyxl.load_workbook(fil)


def test_sheets_in_order(bok: Any) -> None:
    assert [(sheet.title, sheet.sheet_state) for sheet in bok] == [
        ("Oversikt", "visible"),
        *((ark, "visible") for ark in SHEETS),
        ("Grunnlag", "visible"),
        ("_lister", "hidden"),
        ("_meta", "veryHidden"),
    ]
    tables = {sheet.title: [t.name for t in sheet.tables.values()] for sheet in bok}
    assert all(tables[ark] == ([name] if name else []) for ark, name in SHEETS.items())


@pytest.mark.parametrize("ark", ["Oversikt", *TYPED])
def test_what_people_work_with_fits_a_screen(bok: Any, ark: str) -> None:
    shown = list(_shown(bok[ark]))
    assert sum(pixels(width) for width in shown) <= SCREEN
    assert ark != "Avvik" or len(shown) == 13


def _shown(sheet: Any) -> Iterator[float]:
    for number in range(1, sheet.max_column + 1):
        of = next(d for d in sheet.column_dimensions.values() if d.min <= number <= d.max)
        if not of.hidden:
            yield of.width - 5 / 7


def test_the_first_sheet_is_one_screen_and_one_page(bok: Any) -> None:
    sheet = bok["Oversikt"]
    high = sum(sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1))
    assert high * 96 / 72 <= 610
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight or 1) == (1, 1)


def test_the_head_of_the_log_stands_where_a_person_sees_it(bok: Any, minne: Minne) -> None:
    said = [cell.value for row in bok["Oversikt"].iter_rows() for cell in row if cell.value]
    assert minne.registeret.hode.vist in said
    meta = {row[0].value: row[1].value for row in bok["_meta"].iter_rows()}
    assert meta["hode"] == f"{minne.registeret.hode.nr} {minne.registeret.hode.sum}"
    assert (meta["skjema"], meta["format"], meta["mottaker"], meta["enhet"]) == ("register", FORMAT, STAB, None)


@pytest.mark.parametrize("ark", TYPED)
def test_what_is_typed_has_lists_and_dates_and_the_rest_is_locked_softly(bok: Any, ark: str) -> None:
    sheet = bok[ark]
    meta = {row[0].value: str(row[1].value) for row in bok["_meta"].iter_rows()}
    id = next(key.split()[1] for key, value in meta.items() if key.startswith("ark ") and value == ark)
    typed = {key.split()[2] for key in meta if key.startswith((f"skrives {id} ", f"ny {id} "))}
    by_heading = {meta[f"kolonne {id} {each}"].partition(" ")[2] for each in typed}
    rules = {area.min_col: rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    for heading, number in column_numbers(sheet).items():
        if heading not in by_heading:
            assert (rules[number].type, rules[number].formula1) == ("custom", "FALSE"), heading
        else:
            assert rules[number].prompt, heading
        if rules[number].type == "list":
            wanted = rules[number].formula1.lstrip("=")
            assert wanted in bok.defined_names or wanted.startswith("IF(ISERROR(SEARCH("), heading


def test_a_row_that_belongs_to_others_looks_closed_and_takesnothing(bok: Any) -> None:
    sheet = bok["Forbedringstiltak"]
    heads = column_numbers(sheet)
    colour = {row: sheet.cell(row, heads["Eier av tiltaket"]).fill.start_color.rgb for row in (2, 3)}
    assert colour[2] != colour[3]
    rules = {area.min_col: rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    last = openpyxl.utils.get_column_letter(heads["_last"])
    assert rules[heads["Eier av tiltaket"]].formula1 == (
        f'IF(ISERROR(SEARCH(" eier "," "&${last}2&" ")),RolleValg,IngenValg)'
    )
    assert rules[heads["I bruk fra"]].type == "custom"
    assert "ISNUMBER" in rules[heads["I bruk fra"]].formula1


def test_every_chart_is_native_and_told_in_words(fil: Path) -> None:
    with zipfile.ZipFile(fil) as archive:
        names = archive.namelist()
        drawings = "".join(archive.read(n).decode() for n in names if n.startswith("xl/drawings/drawing"))
        charts = [archive.read(n).decode() for n in names if n.startswith("xl/charts/chart")]
    assert len(charts) == 1 + len(ENHETER)
    assert drawings.count('descr="') == len(charts)
    for navn in ENHETER.values():
        assert f'descr="{navn}, 31.01.2026 til ' in drawings
    for chart in charts:
        assert "<c:barChart>" in chart
        assert "<c:lineChart>" in chart
        for word in ("Kom tilbake", "Lukket – få saker", "Avsluttet på annen måte"):
            assert word in chart
        assert "<c:numCache>" in chart, "the numbers are in it, also where nothing is worked out"


def test_the_numbers_of_the_charts_are_a_table(bok: Any, minne: Minne) -> None:
    sheet = bok["Utvikling"]
    assert sheet.max_row - 1 == len(minne.kurve)
    assert [cell.value for cell in sheet[1]][2:9] == [
        "Åpne",
        "Nye",
        "Kom tilbake",
        "Gjenåpnet",
        "Lukket",
        "Lukket – få saker",
        "Avsluttet på annen måte",
    ]


@pytest.mark.lang
def test_the_row_sum_can_be_worked_out_again_from_the_file(fil: Path) -> None:
    rows = read_register_rows(fil)
    assert rows is not None
    written = [row for row in rows if row.id and row.ark in ("avvik", "tiltak", "saker", "avsluttede")]
    assert len(written) > 150
    assert all(row_sum((row.id, *row.verdier)) == row.sum for row in written)


def test_an_untouched_workbook_is_no_event(fil: Path, minne: Minne) -> None:
    nothing(fil, minne, STAB)


def nothing(path: Path, minne: Minne, hvem: str) -> None:
    book, problems = read_register_book(path)
    assert book is not None
    assert problems == []
    reg = minne.registeret
    made = merge(book.dokument, reg, reg, minne.kontekst, dag=date(2026, 12, 1), hvem=hvem, logg=tuple(minne.hendelser))
    assert [(line.celle.nr, line.celle.felt, line.celle.verdi, line.basis) for line in made.linjer] == []
    assert made.hendelser == ()
    assert book.dokument.problems == ()
    assert made.problems == ()


@pytest.mark.parametrize("enhet", ENHETER)
def test_a_units_workbook_untouched_is_no_event(minne: Minne, tmp_path: Path, enhet: str) -> None:
    alone = of_unit(_for(minne, enhet), enhet)
    write_memory(alone, tmp_path / "a.xlsx")
    nothing(tmp_path / "a.xlsx", minne, f"{LEDER}@{enhet}")


def _for(minne: Minne, enhet: str) -> Minne:
    return replace(minne, mottaker=f"{LEDER}@{enhet}")


def test_a_workbook_that_was_sorted_is_no_event(fil: Path, minne: Minne, tmp_path: Path) -> None:
    """As Excel sorts: whole rows of the table, the hidden columns too."""
    book = openpyxl.load_workbook(fil)
    for ark in ("Avvik", "Forbedringstiltak", "Saker å rette"):
        sheet = book[ark]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows.sort(key=lambda row: (not any(row), str(row[1]), str(row[-1])), reverse=False)
        for number, row in enumerate(rows[::-1] if ark == "Avvik" else rows, start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
    book.save(tmp_path / "sortert.xlsx")
    nothing(tmp_path / "sortert.xlsx", minne, STAB)


@pytest.mark.lang
def test_the_same_register_gives_the_same_bytes(fil: Path, minne: Minne, tmp_path: Path) -> None:
    write_memory(minne, tmp_path / "b.xlsx")
    assert (tmp_path / "b.xlsx").read_bytes() == fil.read_bytes()


def test_what_is_typed_in_the_rows_that_are_left_becomes_new_things(minne: Minne, tmp_path: Path) -> None:
    """And what is typed in the others is an event of the field the column is for."""
    write_memory(of_unit(_for(minne, NORD), NORD), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    _type(book["Forbedringstiltak"], 9, {"Tiltak": "Ny mal", "Gjelder avvik nr.": "AV-2026-0004", "I bruk fra": DAG})
    _type(book["Nye avvik"], 2, {"Hva er galt?": "Døren er låst", "Enhet": "Nordvåg", "Alvor": "lav"})
    _type(book["Nye avvik"], 2, {"Hvordan ble det kjent?": "Klage"})
    _type(book["Avvik"], 2, {"Status": "Under arbeid", "Ny kommentar": "Snakket om i møtet", "Plan lovet til": DAG})
    _type(book["Saker å rette"], 2, {"Rettet (dato)": DAG})
    book.save(tmp_path / "a.xlsx")
    found, _ = read_register_book(tmp_path / "a.xlsx")
    assert found is not None
    tiltak, avvik = found.dokument.nye
    assert (tiltak.slag, dict(tiltak.felt)) == (
        "tiltak",
        {"tittel": "Ny mal", "avvik": "AV-2026-0004", "kobling.i_bruk": "2026-12-01"},
    )
    assert (avvik.slag, dict(avvik.felt)) == (
        "avvik",
        {"tittel": "Døren er låst", "enhet": NORD, "kilde": "klage", "alvor": "lav"},
    )
    reg = minne.registeret
    made = merge(found.dokument, reg, reg, minne.kontekst, dag=DAG, hvem=f"{LEDER}@{NORD}", logg=tuple(minne.hendelser))
    first = str(book["Avvik"].cell(2, column_numbers(book["Avvik"])["_id"]).value)
    told = [(type(each).__name__, getattr(each, "felt", "")) for each in made.hendelser if first in each.om]
    assert {("FeltSatt", "status"), ("FeltSatt", "frist_plan"), ("Kommentert", "")} <= set(told)
    assert "SakMerket" in {type(each).__name__ for each in made.hendelser}


def _type(sheet: Any, row: int, cells: dict[str, Any]) -> None:
    heads = column_numbers(sheet)
    for heading, value in cells.items():
        sheet.cell(row, heads[heading]).value = value


@pytest.mark.lang
def test_no_word_of_the_machine_in_the_whole_of_it(fil: Path) -> None:
    assert internal_words(texts_of_workbook(fil)) == {}


def test_what_people_wrote_comes_back_as_they_wrote_it(minne: Minne, tmp_path: Path) -> None:
    """Also what looks like a formula, or like the file's own marks."""
    story = a_story()
    story.set(date(2026, 11, 29), STAB, "TI-2026-0001", beskrivelse=_BAD)
    story.set(date(2026, 11, 29), f"{LEDER}@{NORD}", "AV-2026-0002", hvorfor="x" * 40_000)
    odd = a_memory(story, mottaker=STAB)
    write_memory(of_unit(_for(odd, NORD), NORD), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Forbedringstiltak"]
    assert sheet.cell(2, column_numbers(sheet)["Beskrivelse"]).value == _BAD
    nothing(tmp_path / "a.xlsx", odd, f"{LEDER}@{NORD}")


@pytest.mark.lang
def test_saved_by_libreoffice_it_is_no_event(fil: Path, minne: Minne, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is needed for this test")
    alone = tmp_path / "nord.xlsx"
    write_memory(of_unit(_for(minne, NORD), NORD), alone)
    home = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path / "ut"),
        str(fil),
        str(alone),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    nothing(tmp_path / "ut" / fil.name, minne, STAB)
    nothing(tmp_path / "ut" / alone.name, minne, f"{LEDER}@{NORD}")
