"""A form filled in by the program is read back as if a person had written in it."""

from datetime import date
from pathlib import Path

from form_example import FORM

from bvaudit.intake.forms import read_form
from bvaudit.reports.filled_form import filled
from bvaudit.reports.xlsx.form import write_form


def test_what_is_written_is_read_back_and_codes_are_shown_as_their_text(tmp_path: Path) -> None:
    rows = {"funn-1": {"tekst": "Skrevet", "punkt": "MEL-01", "finnes-ikke": "x"}, "ukjent": {"tekst": "x"}}
    form = filled(FORM, rows, {"om": {"navn": "Nord", "dag": date(2025, 12, 1), "svar": "nei"}})
    write_form(form, tmp_path / "skjema.xlsx")
    read, problems = read_form(tmp_path / "skjema.xlsx")
    assert read is not None and not problems
    om = {key: cell.verdi for key, cell in read.felt["om"].items()}
    assert om == {"navn": "Nord", "dag": date(2025, 12, 1), "antall": 9, "svar": "nei"}
    first = {key: cell.verdi for key, cell in read.tabeller["rader"].rader[0].celler.items()}
    assert (first["tekst"], first["nr"]) == ("Skrevet", "1")


def test_nothing_written_is_the_same_form() -> None:
    assert filled(FORM, {}) == FORM
