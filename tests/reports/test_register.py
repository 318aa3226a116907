"""The avviksregister as an Excel file, read back with another library than the one that wrote it."""

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bvaudit.reports.register_tables import row_sum
from bvaudit.reports.xlsx.text import lines_in

from .excel_files import column_numbers, every_cell

FYLLES_UT = ["Frist", "Årsak", "Feiltype", "Tiltak", "Ansvarlig rolle", "Status", "Kommentar"]


def test_sheets_in_order(bok: Any) -> None:
    assert [(sheet.title, sheet.sheet_state) for sheet in bok] == [
        ("Les først", "visible"),
        ("Avvik", "visible"),
        ("Indikasjoner", "visible"),
        ("Funn", "visible"),
        ("Enheter", "visible"),
        ("Alle tall", "visible"),
        ("Tilsyn", "visible"),
        ("Ikke undersøkt", "visible"),
        ("Datakvalitet", "visible"),
        ("Tellemåter", "visible"),
        ("Kodeverk", "visible"),
        ("_lister", "hidden"),
        ("_meta", "veryHidden"),
    ]


@pytest.mark.parametrize("ark", ["Avvik", "Funn", "Tilsyn", "Datakvalitet", "Kodeverk"])
def test_each_sheet_is_one_real_table(bok: Any, ark: str) -> None:
    sheet = bok[ark]
    (table,) = sheet.tables.values()
    assert table.name == ark
    assert table.ref == sheet.dimensions
    assert table.autoFilter is not None
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == ("D2" if ark == "Avvik" else "B2")
    assert not sheet.protection.sheet


@pytest.mark.parametrize("ark", ["Les først", "Avvik", "Funn", "Tilsyn", "Datakvalitet", "Kodeverk"])
def test_paper(bok: Any, ark: str) -> None:
    sheet = bok[ark]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is what Excel assumes
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddFooter.center.text == "Side &P av &N"
    assert sheet.oddFooter.right.text == "Per 31.12.2025"
    if ark != "Les først":
        assert sheet.print_title_rows == "$1:$1"


def test_columns_people_fill_in_have_lists_and_the_rest_are_locked_softly(bok: Any) -> None:
    sheet = bok["Avvik"]
    rules = {column: rule for rule in sheet.data_validations.dataValidation for column in _columns(rule)}
    for navn, number in column_numbers(sheet).items():
        rule = rules[number]
        assert f"{openpyxl.utils.get_column_letter(number)}2:" in str(rule.sqref)
        if navn not in FYLLES_UT:
            assert (rule.type, rule.formula1, rule.errorTitle) == ("custom", "FALSE", "Kan ikke endres her"), navn
        elif navn == "Frist":
            assert rule.type == "date"
            assert rule.prompt
        elif navn != "Kommentar":
            assert rule.type == "list"
            assert rule.formula1.lstrip("=") in bok.defined_names
            assert rule.prompt
    assert not rules[column_numbers(sheet)["Tiltak"]].showErrorMessage
    assert rules[column_numbers(sheet)["Status"]].showErrorMessage


def _columns(rule: Any) -> list[int]:
    return [area.min_col for area in rule.sqref.ranges]


@pytest.mark.parametrize(
    ("navn", "ventet"),
    [
        pytest.param("ArsakValg", ["For lite kapasitet", "Rutine mangler, eller er uklar"], id="valg med komma"),
        pytest.param("FeiltypeValg", ["Reell svikt", "Registreringsfeil"], id="feiltype"),
        pytest.param("TiltakValg", ["Opplæring", "Kontroll"], id="tiltak"),
        pytest.param("RolleValg", ["Barnevernleder", "Stab"], id="rolle"),
        pytest.param("StatusValg", ["Registrert", "Lukket"], id="status"),
        pytest.param("AvsluttetValg", ["Lukket"], id="statuser som avslutter"),
    ],
)
def test_defined_names_point_at_the_choices(bok: Any, navn: str, ventet: list[str]) -> None:
    ((ark, area),) = bok.defined_names[navn].destinations
    cells = bok[ark][area]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    assert [row[0].value for row in rows] == ventet


def test_each_value_has_its_own_type(bok: Any) -> None:
    sheet = bok["Avvik"]
    heads = column_numbers(sheet)
    row = {navn: sheet.cell(2, number) for navn, number in heads.items()}
    assert (row["Frist"].value, row["Frist"].number_format) == (None, "dd.mm.yyyy")
    assert (row["Andel"].value, row["Andel"].number_format) == (0.5, "0.0 %")
    assert (row["Kontrollert"].value, row["Kontrollert"].number_format) == (2, "0")
    assert row["Brudd"].data_type == "s"
    assert row["Brudd"].quotePrefix
    assert row["Status"].value == "Registrert"
    assert row["Ansvarlig rolle"].value == "Barnevernleder"
    assert row["Årsak"].value is None


def test_the_only_formula_is_ours_and_has_its_answer_stored(bok: Any, fil: Path) -> None:
    formulas = [cell for cell in every_cell(bok) if cell.data_type == "f"]
    forfalt = column_numbers(bok["Avvik"])["Forfalt"]
    assert {(cell.parent.title, cell.column) for cell in formulas} == {("Avvik", forfalt)}
    assert all("TODAY()" in cell.value for cell in formulas)
    answers = openpyxl.load_workbook(fil, data_only=True)["Avvik"]
    assert {answers.cell(cell.row, forfalt).value for cell in formulas} == {"Uten dato"}


def test_colour_comes_with_words_and_follows_the_day(bok: Any) -> None:
    rules = {str(area.sqref): found for area, found in bok["Avvik"].conditional_formatting._cf_rules.items()}
    heads = {navn: openpyxl.utils.get_column_letter(number) for navn, number in column_numbers(bok["Avvik"]).items()}
    grader = [rule.formula[0] for rule in rules[f"{heads['Alvorlighetsgrad']}2:{heads['Alvorlighetsgrad']}7"]]
    assert grader == ['"kritisk"', '"høy"', '"middels"', '"lav"']
    (overdue,) = rules[f"{heads['Frist']}2:{heads['Forfalt']}7"]
    assert "TODAY()" in overdue.formula[0]


def test_hidden_columns_travel_with_the_row(bok: Any) -> None:
    sheet = bok["Avvik"]
    heads = column_numbers(sheet)
    columns = [c for c in sheet.column_dimensions.values() if c.hidden]  # one for several hidden side by side
    for navn, number in heads.items():
        hidden = any(c.min <= number <= c.max for c in columns)
        empty = navn in ("Herav under annen regel", "Nedre 95 %", "Øvre 95 %", "Står også her")
        assert hidden is (navn.startswith("_") or empty), navn
    assert sheet.cell(2, heads["_id"]).value == "OMS-01/sorlia"


def test_the_row_sum_can_be_worked_out_again_from_the_file(bok: Any) -> None:
    sheet = bok["Avvik"]
    heads = column_numbers(sheet)
    visible = [number for navn, number in heads.items() if not navn.startswith("_") and navn != "Forfalt"]
    for row in range(2, sheet.max_row + 1):
        key = sheet.cell(row, heads["_id"]).value
        values = [sheet.cell(row, number).value for number in visible]
        assert row_sum((key, *values)) == sheet.cell(row, heads["_sum"]).value


def test_columns_are_wide_enough_and_text_wraps(bok: Any) -> None:
    for ark in ("Avvik", "Funn", "Tilsyn", "Datakvalitet", "Kodeverk"):
        sheet = bok[ark]
        for cell in sheet[2]:
            width = sheet.column_dimensions[cell.column_letter].width
            assert cell.alignment.wrap_text
            assert width >= (11 if cell.is_date else 6), (ark, cell.coordinate)


def test_rows_are_high_enough_for_their_text(bok: Any) -> None:
    for ark in ("Avvik", "Funn", "Tilsyn"):
        sheet = bok[ark]
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                width = sheet.column_dimensions[cell.column_letter].width
                if cell.data_type == "s" and not sheet.column_dimensions[cell.column_letter].hidden:
                    assert sheet.row_dimensions[cell.row].height >= 15 * lines_in(cell.value, width - 1.5)


def test_meta(bok: Any) -> None:
    meta = {row[0].value: row[1].value for row in bok["_meta"].iter_rows()}
    assert re.fullmatch("[0-9a-f]{16}", meta["eksport_id"])
    assert re.fullmatch("[0-9a-f]{64}", meta["sum"])
    assert (meta["per"], meta["rader"], meta["programversjon"]) == ("2025-12-31", "6", "0.1.0")


def test_properties(bok: Any) -> None:
    about = bok.properties
    assert (about.title, about.creator) == ("Avviksregister – Fjordvik kommune", "bvaudit 0.1.0")
    assert about.created == datetime(2025, 12, 31)  # noqa: DTZ001


def test_nothing_a_machine_would_say(bok: Any) -> None:
    words = [str(cell.value) for cell in every_cell(bok)]
    assert not [word for word in words if re.search(r"\bNone\b|\bnan\b|#REF|#N/A|undersokelse\b", word)]
