"""The form as another program works it out, and as it comes out on paper: by LibreOffice."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bvaudit.model.leseark import Leseark, Oppsett
from bvaudit.reports.forms import Form, TableSheet
from bvaudit.reports.reading_form import reading_form
from bvaudit.reports.xlsx.form import write_form
from tests.reports import reading_example as example

pytestmark = [pytest.mark.lang, pytest.mark.helt]
DAG = date(2026, 6, 1)
WAITS = "ikke i bruk"


def converted(folder: Path, to: str) -> Path:
    """Every workbook in the folder, in one go: it takes longest to start."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("LibreOffice is needed for this test")
    home, out = folder / "profil", folder / "ut"
    command = [program, f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", to, "--outdir", str(out)]
    subprocess.run([*command, *map(str, sorted(folder.glob("*.xlsx")))], check=True, capture_output=True, timeout=300)
    return out


def worked_out(form: Form, folder: Path, change: Callable[[Any], None] = lambda book: None) -> Any:
    """The workbook after a person's change, with every formula worked out anew."""
    changed(form, folder / "skjema.xlsx", change)
    return load_workbook(converted(folder, "xlsx") / "skjema.xlsx", data_only=True)


def changed(form: Form, path: Path, change: Callable[[Any], None]) -> None:
    """As openpyxl saves it: without the results that were stored."""
    write_form(form, path)
    book = load_workbook(path)
    change(book)
    book.save(path)


def two_strata() -> Leseark:
    """Three drawn and two in reserve of each part: 1–3 and 7–8, 4–6 and 9–10."""
    saker = tuple(
        example.case(plass, example.some_points(3), reserve=plass > 6, stratum=stratum)
        for plass, stratum in zip(range(1, 11), [*"aaabbb", *"aabb"], strict=True)
    )
    return replace(example.ark(), saker=saker)


def column(sheet: Any, heading: str) -> dict[int, Any]:
    """The cells under a heading, by the number of the place."""
    head = next(cell for row in sheet.iter_rows() for cell in row if cell.value == heading)
    nr = next(cell for cell in sheet[head.row] if cell.value == "Nr")
    rows = range(head.row + 1, sheet.max_row + 1)
    return {sheet.cell(row, nr.column).value: sheet.cell(row, head.column) for row in rows}


def strike(book: Any, *places: int) -> None:
    for place in places:
        column(book["Forside"], "Utgår")[place].value = "Saken er sperret for leseren"


def in_use(book: Any) -> list[int]:
    return [place for place, cell in column(book["Forside"], "Sak").items() if cell.value != WAITS]


STRUCK = [
    ("nobody", (), []),
    ("one drawn", (2,), [7]),
    ("two drawn of the same part", (1, 3), [7, 8]),
    ("one of each part", (1, 5), [7, 9]),
    ("a drawn one, and the one that stood in for it", (4, 9), [9, 10]),
    ("more than there are in reserve", (1, 2, 3), [7, 8]),
    ("one in reserve before it is needed", (7,), []),
    ("one in reserve before it is needed, then a drawn one", (7, 2), [7, 8]),
    ("the second in reserve, then two drawn", (8, 1, 2), [7, 8]),
]


@pytest.fixture(scope="module")
def struck(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("utgatt")
    for oppsett in Oppsett:
        form = reading_form(replace(two_strata(), oppsett=oppsett), DAG)
        for number, (_, places, _) in enumerate(STRUCK):
            changed(form, folder / f"{oppsett.value}{number}.xlsx", lambda book, places=places: strike(book, *places))
    return converted(folder, "xlsx")


@pytest.mark.parametrize("oppsett", list(Oppsett))
@pytest.mark.parametrize("number", range(len(STRUCK)), ids=[one[0] for one in STRUCK])
def test_a_struck_case_gives_way_to_the_next_of_the_same_part(number: int, oppsett: Oppsett, struck: Path) -> None:
    ark, shown = replace(two_strata(), oppsett=oppsett), STRUCK[number][2]
    book = load_workbook(struck / f"{oppsett.value}{number}.xlsx", data_only=True)
    assert in_use(book) == [1, 2, 3, 4, 5, 6, *shown]
    kort = {sak.plass: sak.kort for sak in ark.saker}
    cells = column(book["Forside"], "Sak")
    assert {place: cells[place].value for place in shown} == {place: kort[place] for place in shown}
    if oppsett is Oppsett.ARK:
        titles = {sak.plass: book[f"Reserve {sak.plass:02d}"]["B1"].value for sak in ark.saker if sak.reserve}
        assert titles == {
            place: f"Reserve {place:02d} · {kort[place]}" if place in shown else f"Reserve {place:02d} – {WAITS}"
            for place in titles
        }
    else:
        cells = column(book["Saker"], "Sak")
        assert [place for place, cell in cells.items() if cell.value != WAITS] == [1, 2, 3, 4, 5, 6, *shown]


def answers(ark: Leseark) -> dict[str, dict[str, Any]]:
    """Some of everything, other for each case."""
    kinds: list[dict[str, Any]] = [
        {"svar": "ja"},
        {"svar": "nei"},
        {"svar": "delvis", "begrunnelse": "Bare muntlig", "feiltype": "reell"},
        {},
        {"begrunnelse": "Se notat"},
        {"svar": "ikke vurdert"},
        {"svar": "ikke aktuelt", "belegg": "Notat 3"},
        {"svar": "ja", "begrunnelse": "Journalen viser det"},
    ]
    written: dict[str, dict[str, Any]] = {}
    for number, punkt in enumerate(ark.punkter):
        if kinds[number * 5 % 8]:
            written[punkt.id] = kinds[number * 5 % 8]
    for sak in (ark.saker[1], ark.saker[3], ark.saker[8]):
        written[sak.sak] = {"utgar": "flyttet"}
    return written


def formulas(path: Path) -> dict[str, Any]:
    shown = load_workbook(path, data_only=True)
    return {
        f"{sheet.title}!{cell.coordinate}": shown[sheet.title][cell.coordinate].value or ""
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def upside_down(form: Form) -> Form:
    """As after a sort: the rows of every table in the other order."""
    return replace(
        form,
        ark=tuple(replace(one, rader=one.rader[::-1]) if isinstance(one, TableSheet) else one for one in form.ark),
    )


@pytest.mark.parametrize("oppsett", list(Oppsett))
@pytest.mark.parametrize("order", [lambda form: form, upside_down], ids=["as made", "sorted"])
def test_what_is_stored_is_what_it_comes_to(oppsett: Oppsett, order: Callable[[Form], Form], tmp_path: Path) -> None:
    """Every formula of the workbook, where readers have answered in every way."""
    ark = replace(two_strata(), oppsett=oppsett)
    form = order(reading_form(ark, DAG, answers(ark)))
    write_form(form, tmp_path / "lagret.xlsx")
    stored = formulas(tmp_path / "lagret.xlsx")
    book = worked_out(form, tmp_path)
    now = {place: book[place.split("!")[0]][place.split("!")[1]].value or "" for place in stored}
    assert len(stored) > 100
    assert {place: (stored[place], now[place]) for place in stored if stored[place] != now[place]} == {}


def test_the_count_follows_what_is_written(tmp_path: Path) -> None:
    def write(book: Any) -> None:
        strike(book, 1)
        book["Sak 02"]["E5"].value = "Ja"
        book["Sak 02"]["E6"].value = "Nei"
        book["Sak 02"]["E7"].value = "Ikke vurdert"
        book["Sak 01"]["E5"].value = "Ja"
        book["Enheten"]["E5"].value = "Ja"

    book = worked_out(reading_form(two_strata(), DAG), tmp_path, write)
    said = [cell.value for row in book["Forside"].iter_rows(max_row=8) for cell in row if cell.value]
    assert "3 av 20 besvart · 1 mangler noe" in said
    cells = column(book["Forside"], "Besvart")
    assert {place: cells[place].value for place in (1, 2, 7)} == {1: "utgår", 2: "2 av 3", 7: "0 av 3"}
    assert [book["Sak 02"][f"G{row}"].value for row in (5, 6, 7)] == ["besvart", "mangler begrunnelse", "ikke vurdert"]
    assert book["Sak 01"]["B3"].value == "Saken utgår: Saken er sperret for leseren"


def pages(path: Path) -> list[str]:
    said = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return said.split("\f")[:-1]


def letters(path: Path) -> list[tuple[float, str]]:
    """The size in points of each text of a page."""
    command = ["pdftohtml", "-xml", "-stdout", "-i", "-zoom", "3", str(path)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    sizes = {found[1]: int(found[2]) / 3 for found in re.finditer(r'<fontspec id="(\d+)" size="(\d+)"', said)}
    texts = re.finditer(r'<text [^>]*font="(\d+)">(.*?)</text>', said)
    return [(sizes[found[1]], re.sub("<.*?>", "", found[2])) for found in texts]


@pytest.mark.parametrize("blind", [False, True])
def test_a_case_for_each_page_and_letters_one_can_read(blind: bool, tmp_path: Path) -> None:
    ark = example.ark(cases=3, reserve=1, points=8, blind=blind)
    write_form(reading_form(ark, DAG), tmp_path / "skjema.xlsx")
    pdf = converted(tmp_path, "pdf") / "skjema.pdf"
    first = [page.strip().split("\n")[0].strip() for page in pages(pdf)]
    assert first[1:5] == [*(f"Sak {sak.plass:02d} · {sak.kort}" for sak in ark.saker[:3]), "Reserve 04 – ikke i bruk"]
    small = [(size, said) for size, said in letters(pdf) if size < 9 and said.strip()]
    assert small == []
