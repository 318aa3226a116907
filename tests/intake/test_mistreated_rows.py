"""The layout with a row for each case: what sorting, swapping and taking away do to it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from leseark_eksempel import Revisjon, filled, form_file, leseark, revisjon
from openpyxl import load_workbook
from test_read_review import kept, read, told

from bvaudit.diagnostics import has_errors
from bvaudit.model.leseark import Oppsett

ANSWERS = ("ja", "nei", "delvis", "ikke aktuelt")


@pytest.fixture
def made(tmp_path: Path) -> Revisjon:
    return revisjon(tmp_path / "Prøvik")


def columns(sheet: Any, what: str) -> list[int]:
    head = next(cell.row for cell in sheet["A"] if cell.value == "_id:saker")
    return [cell.column for cell in sheet[head] if str(cell.value).startswith(what) or str(cell.value).endswith(what)]


def rows(sheet: Any) -> list[int]:
    return [cell.row for cell in sheet["A"] if str(cell.value).startswith("S-")]


def sorted_backwards(sheet: Any) -> None:
    every = [[cell.value for cell in sheet[row]] for row in rows(sheet)]
    for row, values in zip(rows(sheet), reversed(every), strict=True):
        for number, value in enumerate(values, start=1):
            sheet.cell(row, number).value = value


def swapped_between_rows(sheet: Any) -> None:
    first, second = (sheet.cell(row, columns(sheet, "_id:1")[0]) for row in rows(sheet)[:2])
    first.value, second.value = second.value, first.value


def swapped_in_a_row(sheet: Any) -> None:
    row = rows(sheet)[0]
    first, second = (sheet.cell(row, columns(sheet, f"_id:{n}")[0]) for n in (1, 2))
    first.value, second.value = second.value, first.value


def ids_taken_away(sheet: Any) -> None:
    sheet.delete_cols(columns(sheet, "_id:1")[0])


def row_deleted(sheet: Any) -> None:
    sheet.delete_rows(rows(sheet)[1])


CASES = [
    (sorted_backwards, [], 18),
    (swapped_between_rows, ["skjema-endret", "skjema-endret"], 0),
    (swapped_in_a_row, ["skjema-endret"], 0),
    (ids_taken_away, ["skjema-mangler-overskrift"], 0),
    (row_deleted, ["skjema-rader-borte"], 12),
]


@pytest.mark.parametrize(("change", "koder", "number"), CASES, ids=[case[0].__name__ for case in CASES])
def test_by_row(change: Callable[[Any], None], koder: list[str], number: int, made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made, oppsett=Oppsett.RAD)
    fylt = filled(ark)
    for n, key in enumerate(fylt):
        fylt[key] = {"svar": ANSWERS[n % 4], "begrunnelse": f"Nr. {n}"}
    path = form_file(tmp_path, ark, fylt)
    book = load_workbook(path)
    change(book["Saker"])
    book.save(path)
    result = read(made, path)
    assert [kode for kode, _ in told(result)] == koder
    assert all("!None" not in cell for _, cell in told(result))
    assert has_errors(result.problems) is (number == 0)
    found = kept(made) if made.svar.exists() else ()
    given = {"|".join((r.sak, r.objekt, r.objekt_id, r.regel, r.ordlyd)): r.begrunnelse for r in found}
    assert len(given) == number
    assert all(fylt[key]["begrunnelse"] == said for key, said in given.items())
