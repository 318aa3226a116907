"""The cells as they stand in the XML: what openpyxl would have said, and what it cannot say in one pass."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from bvaudit.intake.workbook_cells import read_cells
from bvaudit.intake.workbook_xml import MOST_ROWS, column_of, read_grids

MANY = [
    ["tekst", " med rom ", "linje\nto", "æøå", "<&>"],
    [1, -2.5, 1e21, 0, 123456789012],
    [True, False, None, "#N/A", "=1+1"],
    [date(2025, 12, 31), datetime.fromisoformat("2025-01-02T03:04"), time(12, 30), "2025-01-01"],
    [],
    [None, None, "C6"],
]


def made(folder: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in MANY:
        sheet.append(row)
    sheet["C3"].data_type = "n"
    book.create_sheet("Tomt")
    path = folder / "bok.xlsx"
    book.save(path)
    return path


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    out = path.with_name("endret.xlsx")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            content = before.read(name).decode()
            assert name != part or old in content
            after.writestr(name, content.replace(old, new) if name == part else content)
    return out


def test_as_openpyxl_reads_it(tmp_path: Path) -> None:
    path = made(tmp_path)
    grids = read_grids(path)
    assert list(grids) == ["Sheet", "Tomt"]
    sheet = load_workbook(path, data_only=True)["Sheet"]
    wanted = [[cell.value for cell in row] for row in sheet.iter_rows()]
    found = [[*row, *[None] * (5 - len(row))] for row in grids["Sheet"].rader]
    assert found == wanted
    assert grids["Tomt"].rader == ()
    assert read_grids(path, only="Tomt").keys() == {"Tomt"}


def test_a_formula_nobody_has_worked_out(tmp_path: Path) -> None:
    assert read_grids(made(tmp_path))["Sheet"].uten_svar == {(2, 4)}


SHEET = "xl/worksheets/sheet1.xml"


def test_what_a_formula_came_to(tmp_path: Path) -> None:
    path = rewritten(made(tmp_path), SHEET, "<f>1+1</f>", "<f>1+1</f><v>2</v>")
    grid = read_grids(path)["Sheet"]
    assert (grid.uten_svar, grid.rader[2][4]) == (frozenset(), 2)


def test_cells_merged_into_another(tmp_path: Path) -> None:
    path = made(tmp_path)
    book = load_workbook(path)
    book["Sheet"].merge_cells("B1:C2")
    book.save(path)
    assert read_grids(path)["Sheet"].dekket == dict.fromkeys([(0, 2), (1, 1), (1, 2)], (0, 1))


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ('<v>1</v></c><c r="B2"', '<v>1_</v></c><c r="B2"', "1_"),  # no number: told as the text it is
        ('<c r="A2" t="n"><v>1</v></c>', '<c r="A2" t="str"><v>a_x000D_&#10;b_x0007_</v></c>', "a\r\nb"),
        ('<c r="A2" t="n"><v>1</v></c>', '<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
        ('<c r="A2" t="n"><v>1</v></c>', '<c r="A2" t="e"><v>#REF!</v></c>', "#REF!"),
        (
            '<c r="A2" t="n"><v>1</v></c>',
            '<c r="A2" t="d"><v>2025-12-31T00:00:00Z</v></c>',
            datetime.fromisoformat("2025-12-31"),
        ),
        ('<c r="A2" t="n"><v>1</v></c>', '<c r="A2" t="b"><v>1</v></c>', True),
    ],
)
def test_ways_a_value_is_written(old: str, new: str, wanted: object, tmp_path: Path) -> None:
    assert read_grids(rewritten(made(tmp_path), SHEET, old, new))["Sheet"].rader[1][0] == wanted


def test_another_prefix(tmp_path: Path) -> None:
    """The format allows a prefix on every name, and some programs write one."""
    path = made(tmp_path)
    with zipfile.ZipFile(path) as archive:
        content = archive.read(SHEET).decode()
    told = content.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    out = rewritten(path, SHEET, content, told)
    assert read_grids(out)["Sheet"].rader == read_grids(path)["Sheet"].rader


def test_a_row_far_down_is_not_a_million_rows(tmp_path: Path) -> None:
    path = made(tmp_path)
    book = load_workbook(path)
    book["Sheet"]["A1000000"].value = "langt nede"
    book.save(path)
    assert len(read_grids(path)["Sheet"].rader) <= MOST_ROWS


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_half_a_file(at: float, tmp_path: Path) -> None:
    path = made(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * at)])
    sheets, problems = read_cells(path, "bok.xlsx")
    assert (sheets, [one.kode for one in problems]) == (None, ["skjema-ikke-xlsx"])


def test_xml_that_stops(tmp_path: Path) -> None:
    path = rewritten(made(tmp_path), SHEET, "</sheetData>", "")
    assert read_cells(path, "bok.xlsx")[0] is None


def test_letters() -> None:
    assert [column_of(letters) for letters in ("A", "Z", "AA", "XFD")] == [0, 25, 26, 16383]
