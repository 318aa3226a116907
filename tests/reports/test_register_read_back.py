"""What people did to the workbook is found again, wherever they moved things, and by no word in any language."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bvaudit.intake.register_rows import RegisterRow, read_register_rows
from bvaudit.reports.register_values import row_sum

from .builders import en_revisjon, et_svar
from .excel_files import Write, column_numbers
from .rules_by_hand import en_regel


def rows(file: Path) -> tuple[RegisterRow, ...]:
    found = read_register_rows(file)
    assert found is not None
    return found


def typed_in(file: Path) -> list[tuple[str, str]]:
    return [(row.ark, row.id) for row in rows(file) if row.sum != row_sum((row.id, *row.verdier))]


def nothing(bok: Any) -> None:
    """Opened and saved."""


def a_comment(bok: Any) -> None:
    sheet = bok["Avvik"]
    sheet.cell(3, column_numbers(sheet)["Kommentar"]).value = "Tatt opp i møte"


def a_deadline(bok: Any) -> None:
    sheet = bok["Avvik"]
    sheet.cell(3, column_numbers(sheet)["Neste frist"]).value = date(2026, 2, 1)


def a_cause_in_the_folded_group(bok: Any) -> None:
    sheet = bok["Avvik"]
    sheet.cell(3, column_numbers(sheet)["Årsak"]).value = "For lite kapasitet"


def a_case_corrected(bok: Any) -> None:
    sheet = bok["Saker å rette"]
    sheet.cell(2, column_numbers(sheet)["Rettet (dato)"]).value = date(2026, 1, 9)


def a_name_on_the_first_sheet(bok: Any) -> None:
    (place,) = [
        row[number + 1]
        for row in bok["Oversikt"].iter_rows()
        for number, cell in enumerate(row)
        if cell.value == "Kontrollert av"
    ]
    place.value = "Stab"


def columns_changed_place(bok: Any) -> None:
    """As when a column of the table is dragged: the heading goes with it."""
    sheet = bok["Avvik"]
    heads = column_numbers(sheet)
    for row in sheet.iter_rows():
        one, other = row[heads["Tiltak"] - 1], row[heads["Hjemmel"] - 1]
        one.value, other.value = other.value, one.value


def rows_sorted_backwards(bok: Any) -> None:
    sheet = bok["Avvik"]
    values = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for row, changed in zip(sheet.iter_rows(min_row=2), reversed(values), strict=True):
        for cell, value in zip(row, changed, strict=True):
            cell.value = value


def a_column_put_in_first(bok: Any) -> None:
    bok["Avvik"].insert_cols(1)
    bok["Avvik"]["A1"].value = "Vår egen"


def a_sheet_renamed(bok: Any) -> None:
    bok["Avvik"].title = "Avvik 2025"


def sheets_moved(bok: Any) -> None:
    bok.move_sheet("Saker å rette", offset=-2)


def a_heading_renamed(bok: Any) -> None:
    sheet = bok["Avvik"]
    sheet.cell(1, column_numbers(sheet)["Kommentar"]).value = "Merknader"


def renamed_and_commented(bok: Any) -> None:
    a_comment(bok)
    a_heading_renamed(bok)
    a_sheet_renamed(bok)


def a_column_gone(bok: Any) -> None:
    sheet = bok["Saker å rette"]
    sheet.delete_cols(column_numbers(sheet)["Dette er galt i saken"])


SECOND = ("avvik", "MEL-01/ostbyen")
FIRST_CASE = ("saker", "S-9000000000000001/ostbyen")


@pytest.mark.parametrize(
    ("gjort", "ventet"),
    [
        pytest.param(nothing, [], id="bare lagret"),
        pytest.param(a_comment, [SECOND], id="kommentar"),
        pytest.param(a_deadline, [SECOND], id="frist"),
        pytest.param(a_cause_in_the_folded_group, [SECOND], id="årsak, foldet"),
        pytest.param(a_case_corrected, [FIRST_CASE], id="sak rettet"),
        pytest.param(a_name_on_the_first_sheet, [("oversikt", "kontrollert_av")], id="kontrollert av"),
        pytest.param(columns_changed_place, [], id="kolonner byttet plass"),
        pytest.param(rows_sorted_backwards, [], id="sortert"),
        pytest.param(a_column_put_in_first, [], id="egen kolonne satt inn"),
        pytest.param(a_sheet_renamed, [], id="nytt navn på arket"),
        pytest.param(sheets_moved, [], id="ark flyttet"),
        pytest.param(a_heading_renamed, [], id="ny overskrift"),
        pytest.param(renamed_and_commented, [SECOND], id="nye navn og en kommentar"),
    ],
)
def test_what_was_typed_is_found(skriv: Write, gjort: Callable[[Any], None], ventet: list[tuple[str, str]]) -> None:
    file = skriv(en_revisjon())
    bok = openpyxl.load_workbook(file)
    gjort(bok)
    bok.save(file)
    assert typed_in(file) == ventet


def test_when_a_column_is_gone_every_row_of_the_sheet_counts_as_changed(skriv: Write) -> None:
    file = skriv(en_revisjon())
    bok = openpyxl.load_workbook(file)
    a_column_gone(bok)
    bok.save(file)
    assert {ark for ark, _ in typed_in(file)} == {"saker"}
    assert len(typed_in(file)) == len([row for row in rows(file) if row.ark == "saker"])


def test_a_register_without_avvik_is_read_too(skriv: Write) -> None:
    file = skriv(en_revisjon(svar=()))
    assert [row.ark for row in rows(file)] == ["avvik", "saker", "oversikt", "oversikt"]
    assert not typed_in(file)


def test_the_whole_text_is_read_where_a_cell_had_no_room(skriv: Write) -> None:
    long = en_regel(avvikstittel="æ😀" * 20_000)
    file = skriv(en_revisjon(svar=(et_svar(regel=long),)))
    assert "Lange tekster" in openpyxl.load_workbook(file).sheetnames
    assert not typed_in(file)


@pytest.mark.parametrize("sheet", ["_meta", "Avvik"])
def test_what_is_no_register_is_not_read(skriv: Write, sheet: str) -> None:
    file = skriv(en_revisjon())
    bok = openpyxl.load_workbook(file)
    del bok[sheet]
    if sheet == "Avvik":
        del bok["Saker å rette"]
    bok.save(file)
    assert read_register_rows(file) is None


def test_another_file_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK")
    assert read_register_rows(tmp_path / "a.xlsx") is None
