"""A form is read back as it was filled in, whatever people have done to it on the way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from form_example import FORM, answer_to, as_saved_by_libreoffice, cell_under, changed, written
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from bvaudit.diagnostics import Grad, Problem
from bvaudit.intake.forms import FilledForm, read_form


def fill(book: Any) -> None:
    om, rader = book["Om"], book["Rader"]
    answer_to(om, "Navn").value = " Nord\u00a0kommune "
    answer_to(om, "Dato").value = "1. desember 2025"
    answer_to(om, "Svar").value = "nei,  ikke nå"
    cell_under(rader, "Hva ble funnet", 3).value = "Tredje\r\nmed to linjer"
    cell_under(rader, "Nr", 3).value = 2
    cell_under(rader, "Frist", 3).value = date(2026, 5, 4)
    cell_under(rader, "Punkt", 3).value = "UND-03 Punkt 1"
    cell_under(rader, "Punkt", 1).value = "MEL-01, HJE-01"


def said(form: FilledForm) -> Any:
    rows = form.tabeller["rader"].rader
    return (
        {key: cell.verdi for key, cell in form.felt["om"].items()},
        sorted((row.id, *(str(cell.verdi) for cell in row.celler.values())) for row in rows),
    )


WANTED = (
    {"navn": "Nord kommune", "dag": date(2025, 12, 1), "antall": 9, "svar": "nei"},
    [
        ("", "2", "Tredje\nmed to linjer", "2026-05-04", "UND-03"),
        ("funn-1", "1", "Første", "None", "MEL-01, HJE-01"),
        ("funn-2", "1.1", "Andre", "2026-03-01", "None"),
    ],
)


def in_order(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(problem.kode, f"{problem.sted.ark}!{problem.sted.celle}") for problem in problems]


def test_as_it_was_made(tmp_path: Path) -> None:
    form, problems = read_form(written(tmp_path))
    assert form is not None
    assert (form.skjema, form.versjon, form.opplysninger) == ("prove", "1", {"id": "x-1"})
    assert in_order(problems) == [("skjema-paakrevd", "Om!C5")]
    assert [row.id for row in form.tabeller["rader"].rader] == ["funn-1", "funn-2"]
    assert form.tabeller["rader"].borte == ()


def test_same_bytes_twice(tmp_path: Path) -> None:
    assert written(tmp_path, name="a.xlsx").read_bytes() == written(tmp_path, name="b.xlsx").read_bytes()


def test_filled_in_and_saved_by_openpyxl(tmp_path: Path) -> None:
    form, problems = read_form(changed(written(tmp_path), fill))
    assert form is not None
    assert problems == []
    assert said(form) == WANTED
    assert form.felt["om"]["svar"].kode == "nei"
    assert str(form.felt["om"]["navn"].sted).endswith("skjema.xlsx:Om!C5")


def test_saved_by_libreoffice(tmp_path: Path) -> None:
    form, problems = read_form(as_saved_by_libreoffice(changed(written(tmp_path), fill), tmp_path))
    assert form is not None
    assert problems == []
    assert said(form) == WANTED


def sorted_backwards(book: Any) -> None:
    sheet = book["Rader"]
    head = next(cell.row for cells in sheet.iter_rows() for cell in cells if cell.value == "Nr")
    rows = [[cell.value for cell in sheet[row]] for row in range(head + 1, head + 6)]
    for row, values in zip(range(head + 1, head + 6), reversed(rows), strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value


def rows_inserted(book: Any) -> None:
    book["Rader"].insert_rows(5, 2)
    book["Om"].insert_rows(2, 3)


def columns_moved(book: Any) -> None:
    sheet = book["Rader"]
    sheet.insert_cols(3, 2)
    for row in range(1, sheet.max_row + 1):
        sheet.cell(row, 3).value = sheet.cell(row, 2).value  # «Nr» is no longer where it was
        sheet.cell(row, 2).value = None


def sheets_renamed(book: Any) -> None:
    book["Rader"].title = "Funnene våre"
    book["Om"].title = "Ark 2"
    book.move_sheet("Funnene våre", -2)


def rows_filtered_and_columns_hidden(book: Any) -> None:
    sheet = book["Rader"]
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions[get_column_letter(4)].hidden = True


def mark_taken_away(book: Any) -> None:
    """The hidden column deleted, by someone who tidied up."""
    for row in range(1, book["Om"].max_row + 1):
        book["Om"].cell(row, 1).value = None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(sorted_backwards, id="sortert"),
        pytest.param(rows_inserted, id="rader satt inn"),
        pytest.param(columns_moved, id="kolonner flyttet"),
        pytest.param(sheets_renamed, id="ark omdøpt og flyttet"),
        pytest.param(rows_filtered_and_columns_hidden, id="filtrert og skjult"),
        pytest.param(mark_taken_away, id="skjult kolonne slettet"),
    ],
)
def test_wherever_it_has_gone(change: Callable[[Any], None], tmp_path: Path) -> None:
    path = changed(changed(written(tmp_path), fill), change)
    form, problems = read_form(path.rename(tmp_path / "Et annet navn.xlsx"))
    assert form is not None
    assert problems == []
    assert said(form) == WANTED


def set_cell(heading: str, row: int, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        cell_under(book["Rader"], heading, row).value = value

    return change


def set_answer(question: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        answer_to(book["Om"], question).value = value

    return change


def copied(book: Any) -> None:
    sheet = book["Rader"]
    for cell in sheet[5]:
        sheet.cell(8, cell.column).value = cell.value


def heading_renamed(book: Any) -> None:
    cell_under(book["Rader"], "Frist", 0).value = "Fristen"


def heading_gone(book: Any) -> None:
    cell_under(book["Rader"], "Hva ble funnet", 0).value = None


def heading_twice(book: Any) -> None:
    cell_under(book["Rader"], "Fra dere", 0).value = "Nr"


def ids_left_behind(book: Any) -> None:
    sheet = book["Rader"]
    sheet["A5"].value, sheet["A6"].value = sheet["A6"].value, sheet["A5"].value


def sheet_copied(book: Any) -> None:
    book.copy_worksheet(book["Rader"])


def sheet_removed(book: Any) -> None:
    del book["Rader"]


@pytest.mark.parametrize(
    ("change", "kode", "place"),
    [
        pytest.param(set_cell("Frist", 1, "uke 48"), "skjema-ikke-dato", "Rader!E5", id="uke er ingen dato"),
        pytest.param(set_cell("Frist", 1, "31.02.2026"), "skjema-ikke-dato", "Rader!E5", id="dag som ikke finnes"),
        pytest.param(set_cell("Frist", 1, "1/12/2026"), "skjema-dag-forst", "Rader!E5", id="dag og måned"),
        pytest.param(set_cell("Nr", 1, date(2026, 1, 1)), "skjema-er-dato", "Rader!B5", id="1.1 er blitt en dato"),
        pytest.param(set_cell("Hva ble funnet", 2, None), "skjema-paakrevd", "Rader!D6", id="må fylles ut"),
        pytest.param(set_cell("Hva ble funnet", 2, "#N/A"), "skjema-feilcelle", "Rader!D6", id="feil i cellen"),
        pytest.param(set_cell("Hva ble funnet", 2, "=B2"), "skjema-formel", "Rader!D6", id="formel uten svar"),
        pytest.param(set_answer("Svar", "Kanskje"), "skjema-ikke-valg", "Om!C8", id="ikke et valg"),
        pytest.param(set_answer("Antall", "ni"), "skjema-ikke-tall", "Om!C7", id="ikke et tall"),
        pytest.param(copied, "skjema-kopiert", "Rader!B8", id="kopiert rad"),
        pytest.param(heading_renamed, "skjema-mangler-overskrift", "Rader!E4", id="overskrift med nytt navn"),
        pytest.param(heading_gone, "skjema-mangler-overskrift", "Rader!A4", id="overskrift borte"),
        pytest.param(heading_twice, "skjema-to-overskrifter", "Rader!C4", id="overskrift to ganger"),
        pytest.param(ids_left_behind, "skjema-blandet", "Rader!B5", id="id-ene sto igjen ved sortering"),
        pytest.param(sheet_copied, "skjema-to-ark", "Rader Copy!None", id="arket kopiert"),
        pytest.param(sheet_removed, "skjema-mangler-ark", "None!None", id="arket slettet"),
    ],
)
def test_every_fault_has_its_cell(change: Callable[[Any], None], kode: str, place: str, tmp_path: Path) -> None:
    form, problems = read_form(changed(changed(written(tmp_path), fill), change))
    assert form is not None
    assert (kode, place) in in_order(problems)
    assert {problem.kode for problem in problems} == {kode}


def test_what_was_expected_is_told(tmp_path: Path) -> None:
    _, problems = read_form(changed(changed(written(tmp_path), fill), heading_renamed))
    assert problems[0].hint == "skriv «Frist» i stedet for «Fristen»"
    _, problems = read_form(changed(written(tmp_path), set_answer("Svar", "Neii, ikke nå")))
    assert "mente du «Nei, ikke nå»?" in [problem.hint for problem in problems]


def test_a_copied_row_is_a_new_row(tmp_path: Path) -> None:
    form, problems = read_form(changed(changed(written(tmp_path), fill), copied))
    assert form is not None
    assert sorted(row.id for row in form.tabeller["rader"].rader) == ["", "", "funn-1", "funn-2"]
    assert [problem.grad for problem in problems] == [Grad.ADVARSEL]


def test_a_deleted_row_is_told_apart(tmp_path: Path) -> None:
    form, _ = read_form(changed(written(tmp_path), lambda book: book["Rader"].delete_rows(5)))
    assert form is not None
    assert form.tabeller["rader"].borte == ("funn-1",)


@pytest.mark.parametrize("name", ["tom.xlsx", "tekst.xlsx", "mangler.xlsx", "annen.xlsx"])
def test_what_is_no_form_is_told(name: str, tmp_path: Path) -> None:
    (tmp_path / "tom.xlsx").write_bytes(b"")
    (tmp_path / "tekst.xlsx").write_text("ikke en arbeidsbok", encoding="utf-8")
    changed(written(tmp_path, name="annen.xlsx"), lambda book: book.remove(book["_meta"]))
    form, problems = read_form(tmp_path / name)
    assert form is None
    assert [problem.grad for problem in problems] == [Grad.FEIL]
    assert problems[0].hint


def test_the_form_asks_nothing_twice() -> None:
    for sheet in FORM.layout.ark:
        assert len({asked.key for asked in sheet.spurt}) == len(sheet.spurt)


def test_every_row_has_choices_by_its_hidden_id(tmp_path: Path) -> None:
    names = load_workbook(written(tmp_path)).defined_names
    areas = {name: names[name].attr_text for name in names if name.startswith("Valg_")}
    assert areas["Valg_Punkter_funn_1"] != areas["Valg_Punkter"]
    assert areas["Valg_Punkter_funn_2"] == areas["Valg_Punkter_"] == areas["Valg_Punkter"]
    assert all(area.startswith("'_lister'!$") for area in areas.values())
