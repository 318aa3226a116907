"""The avviksregister as an Excel file, read back with another library than the one that wrote it."""

import re
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bvaudit.reports.register_values import row_sum
from bvaudit.reports.xlsx.page import pixels
from bvaudit.reports.xlsx.text import lines_in

from .excel_files import column_numbers, every_cell

FYLLES_UT = {
    "Avvik": [
        "Neste frist",
        "Fristen gjelder",
        "Ansvarlig rolle",
        "Status",
        "Tiltak",
        "Kommentar",
        "Årsak",
        "Feiltype",
        "Type tiltak",
    ],
    "Saker å rette": ["Rettet (dato)"],
}
SCREEN = 1290  # points of 1366 that are left for cells
TABLES = {
    "Avvik": "Avvik",
    "Saker å rette": "Saker",
    "Funn": "Funn",
    "Må leses": "MaLeses",
    "Tilsyn": "Tilsyn",
    "Alle tall": "AlleTall",
    "Datakvalitet": "Datakvalitet",
}


def test_sheets_in_order(bok: Any) -> None:
    assert [(sheet.title, sheet.sheet_state) for sheet in bok] == [
        ("Oversikt", "visible"),
        *((ark, "visible") for ark in TABLES),
        ("Grunnlag", "visible"),
        ("_lister", "hidden"),
        ("_meta", "veryHidden"),
    ]


@pytest.mark.parametrize("ark", TABLES)
def test_each_sheet_is_one_real_table(bok: Any, ark: str) -> None:
    sheet = bok[ark]
    (table,) = sheet.tables.values()
    assert table.name == TABLES[ark]
    assert table.ref == sheet.dimensions
    assert table.autoFilter is not None
    assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes in ("B2", "C2", "D2")
    assert not sheet.protection.sheet


def test_the_rules_are_a_table_under_what_is_said_of_the_figures(bok: Any) -> None:
    sheet = bok["Grunnlag"]
    (table,) = sheet.tables.values()
    first = int(re.findall(r"\d+", table.ref)[0])
    assert first > 30
    assert [cell.value for cell in sheet[first]] == [column.name for column in table.tableColumns]
    assert sheet.cell(first - 1, 1).value == "Reglene"
    assert sheet["D1"].hyperlink.location == f"'Grunnlag'!A{first}"
    assert sheet.print_title_rows == f"${first}:${first}"


@pytest.mark.parametrize("ark", ["Oversikt", *TABLES, "Grunnlag"])
def test_paper(bok: Any, ark: str) -> None:
    sheet = bok[ark]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.oddFooter.center.text == "Side &P av &N"
    assert sheet.oddFooter.right.text == "Per 31.12.2025"
    if ark in ("Avvik", "Saker å rette"):
        return
    assert (sheet.page_setup.fitToWidth or 1) == 1  # what Excel assumes
    assert (sheet.page_setup.fitToHeight or 1) == (1 if ark == "Oversikt" else 0) or ark != "Oversikt"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    if ark in TABLES:
        assert sheet.print_title_rows == "$1:$1"


def test_the_first_sheet_is_one_page(bok: Any) -> None:
    assert (bok["Oversikt"].page_setup.fitToWidth or 1, bok["Oversikt"].page_setup.fitToHeight or 1) == (1, 1)


@pytest.mark.parametrize("ark", ["Avvik", "Saker å rette"])
def test_a_page_for_each_unit_with_letters_one_can_read(bok: Any, ark: str) -> None:
    sheet = bok[ark]
    at = column_numbers(sheet)["Enhet"]
    units = [row[at - 1].value for row in sheet.iter_rows(min_row=2)]
    changes = [number for number, (a, b) in enumerate(pairwise(units), start=2) if a != b]
    assert [each.id for each in sheet.row_breaks.brk] == changes
    assert 11 * sheet.page_setup.scale / 100 >= 8  # points
    shown = [letter for letter, width in _widths(sheet).items() if width]
    assert sheet.print_area.endswith(f"$A$1:${shown[-1]}${sheet.max_row}")


def _widths(sheet: Any, *, folded: bool = False) -> dict[str, float]:
    """Letter → width in characters as it was asked for; 0 for what is hidden, and for what is folded away unless
    ``folded``."""
    widths = {}
    for number in range(1, sheet.max_column + 1):
        of = next(d for d in sheet.column_dimensions.values() if d.min <= number <= d.max)
        widths[openpyxl.utils.get_column_letter(number)] = (
            0 if of.hidden and not (folded and of.outlineLevel) else of.width - 5 / 7
        )
    return widths


@pytest.mark.parametrize("ark", ["Oversikt", "Avvik", "Saker å rette"])
def test_what_people_work_with_fits_a_screen(bok: Any, ark: str) -> None:
    shown = [width for width in _widths(bok[ark]).values() if width]
    assert sum(pixels(width) for width in shown) <= SCREEN
    assert ark != "Avvik" or len(shown) == 13


def test_the_first_sheet_is_one_screen_high(bok: Any) -> None:
    sheet = bok["Oversikt"]
    high = sum(sheet.row_dimensions[row].height or 15 for row in range(1, sheet.max_row + 1))
    assert high * 96 / 72 <= 560


def test_law_certainty_and_cause_are_folded_away_but_there(bok: Any) -> None:
    sheet = bok["Avvik"]
    heads = column_numbers(sheet)
    folded = {navn for navn, number in heads.items() if _dimension(sheet, number).outlineLevel}
    assert {"Hjemmel", "Årsak", "Talt på andre måter", "Nedre 95 %", "Hvor sikker regelen er"} <= folded
    assert all(_dimension(sheet, heads[navn]).hidden for navn in folded)
    assert _dimension(sheet, heads["Kommentar"]).collapsed
    assert not sheet.sheet_properties.outlinePr.summaryRight


def _dimension(sheet: Any, number: int) -> Any:
    return next(d for d in sheet.column_dimensions.values() if d.min <= number <= d.max)


@pytest.mark.parametrize("ark", FYLLES_UT)
def test_columns_people_fill_in_have_lists_and_the_rest_are_locked_softly(bok: Any, ark: str) -> None:
    sheet = bok[ark]
    rules = {column: rule for rule in sheet.data_validations.dataValidation for column in _columns(rule)}
    for navn, number in column_numbers(sheet).items():
        rule = rules[number]
        assert f"{openpyxl.utils.get_column_letter(number)}2:" in str(rule.sqref)
        if navn not in FYLLES_UT[ark]:
            assert (rule.type, rule.formula1, rule.errorTitle) == ("custom", "FALSE", "Kan ikke endres her"), navn
        elif navn in ("Neste frist", "Rettet (dato)"):
            assert rule.type == "date"
            assert rule.prompt
        elif navn not in ("Kommentar", "Tiltak", "Fristen gjelder"):
            assert rule.type == "list"
            assert rule.formula1.lstrip("=") in bok.defined_names
            assert rule.prompt
    if ark == "Avvik":
        heads = column_numbers(sheet)
        assert not rules[heads["Type tiltak"]].showErrorMessage
        assert rules[heads["Status"]].showErrorMessage
        assert "«Lukket» kan ikke velges her" in rules[heads["Status"]].prompt


def _columns(rule: Any) -> list[int]:
    return [area.min_col for area in rule.sqref.ranges]


@pytest.mark.parametrize(
    ("navn", "ventet"),
    [
        pytest.param("ArsakValg", ["For lite kapasitet", "Rutine mangler, eller er uklar"], id="valg med komma"),
        pytest.param("FeiltypeValg", ["Reell svikt", "Registreringsfeil"], id="feiltype"),
        pytest.param("TiltakValg", ["Opplæring", "Kontroll"], id="tiltak"),
        pytest.param("RolleValg", ["Barnevernleder", "Stab"], id="rolle"),
        pytest.param("StatusValg", ["Registrert"], id="status, uten dem som avslutter"),
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
    row = {navn: sheet.cell(7, number) for navn, number in heads.items()}
    assert (row["Neste frist"].value, row["Neste frist"].number_format) == (None, "dd.mm.yyyy")
    assert (row["Andel brutt"].value, row["Andel brutt"].number_format) == (0.5, "0.0 %")
    assert (row["Av"].value, row["Av"].number_format) == (2, "0")
    assert row["Brudd"].data_type == "s"
    assert row["Brudd"].quotePrefix
    assert row["Status"].value == "Registrert"
    assert row["Ansvarlig rolle"].value == "Barnevernleder"
    assert row["Årsak"].value is None


def test_the_only_formulas_are_ours_and_have_their_answers_stored(bok: Any, fil: Path) -> None:
    formulas = [cell for cell in every_cell(bok) if cell.data_type == "f"]
    assert {cell.parent.title for cell in formulas} == {"Oversikt", "Avvik", "Saker å rette", "Funn"}
    assert {cell.value.partition("(")[0] for cell in formulas} == {"=IF", "=HYPERLINK", "=COUNTIFS"}
    answers = openpyxl.load_workbook(fil, data_only=True)
    forfalt = column_numbers(bok["Avvik"])["Forfalt?"]
    assert {answers["Avvik"].cell(row, forfalt).value for row in range(2, 8)} == {"Uten dato"}
    assert [answers["Avvik"].cell(row, 1).value for row in range(2, 8)] == [1, 2, 3, 4, 5, 6]
    shown = [[cell.value for cell in row[:10]] for row in answers["Oversikt"].iter_rows(min_row=1)]
    assert ["Østbyen", 1, 2, 1, 0, 4, 0, 12, 8, 2] in shown
    assert ["Sørlia", 1, 0, 0, 0, 1, 0, 1, 0, 0] in shown


def test_colour_comes_with_words_and_follows_the_day(bok: Any) -> None:
    rules = {str(area.sqref): found for area, found in bok["Avvik"].conditional_formatting._cf_rules.items()}
    heads = {navn: openpyxl.utils.get_column_letter(number) for navn, number in column_numbers(bok["Avvik"]).items()}
    grader = [rule.formula[0] for rule in rules[f"{heads['Alvor']}2:{heads['Alvor']}7"]]
    assert grader == ['"kritisk"', '"høy"', '"middels"', '"lav"']
    (overdue,) = rules[f"{heads['Neste frist']}2:{heads['Forfalt?']}7"]
    assert "TODAY()" in overdue.formula[0]


def test_hidden_columns_travel_with_the_row(bok: Any) -> None:
    sheet = bok["Avvik"]
    heads = column_numbers(sheet)
    for navn, number in heads.items():
        of = _dimension(sheet, number)
        empty = navn in ("Brutt, men ført under en annen regel", "Nedre 95 %", "Øvre 95 %", "Står også her")
        assert of.hidden is bool(navn.startswith("_") or empty or of.outlineLevel), navn
    assert sheet.cell(2, heads["_id"]).value == "OMS-01/ostbyen"


@pytest.mark.parametrize("ark", FYLLES_UT)
def test_the_row_sum_can_be_worked_out_again_from_the_file(bok: Any, ark: str) -> None:
    sheet = bok[ark]
    heads = column_numbers(sheet)
    worked_out = ("Forfalt?", "Nr. i denne kjøringen", "Sak")
    visible = [number for navn, number in heads.items() if not navn.startswith("_") and navn not in worked_out]
    for row in range(2, sheet.max_row + 1):
        key = sheet.cell(row, heads["_id"]).value
        values = [sheet.cell(row, number).value for number in visible]
        assert row_sum((key, *values)) == sheet.cell(row, heads["_sum"]).value


def test_columns_are_wide_enough_and_text_wraps(bok: Any) -> None:
    for ark in TABLES:
        sheet = bok[ark]
        for cell in sheet[2]:
            width = _dimension(sheet, cell.column).width
            assert cell.alignment.wrap_text
            assert width >= (11 if cell.is_date else 6), (ark, cell.coordinate)


def test_rows_are_high_enough_for_their_text(bok: Any) -> None:
    for ark in ("Avvik", "Saker å rette", "Funn", "Må leses", "Tilsyn"):
        sheet = bok[ark]
        widths = _widths(sheet, folded=True)
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                width = widths[cell.column_letter]
                if cell.data_type == "s" and width:
                    assert sheet.row_dimensions[cell.row].height >= 15 * lines_in(cell.value, width - 1.5)
    assert min(bok["Avvik"].row_dimensions[row].height for row in range(2, 8)) >= 30  # room for two lines to write


def test_meta(bok: Any) -> None:
    meta = {row[0].value: row[1].value for row in bok["_meta"].iter_rows()}
    assert re.fullmatch("[0-9a-f]{16}", meta["eksport_id"])
    assert re.fullmatch("[0-9a-f]{64}", meta["sum"])
    assert (meta["per"], meta["rader"], meta["programversjon"]) == ("2025-12-31", "6", "0.1.0")
    assert (meta["ark avvik"], meta["kolonne avvik brudd"]) == ("Avvik", "B Brudd")


def test_properties(bok: Any) -> None:
    about = bok.properties
    assert (about.title, about.creator) == ("Avviksregister – Fjordvik kommune", "bvaudit 0.1.0")
    assert about.created == datetime(2025, 12, 31)  # noqa: DTZ001
    assert about.language == "nb-NO"
