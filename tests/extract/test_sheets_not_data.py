"""What stands in a sheet and is not data: it never becomes a value, and it is told by its cell or its row."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.worksheet.table import Table

from bvaudit.diagnostics import Grad, Problem
from bvaudit.extract.sheets.with_map import sheet_rows
from bvaudit.model.kart import Kart, TabellKart

SAK = TabellKart(
    tabell="sak",
    fil="saker.xlsx",
    kolonner={"sak_id": "Sak", "start_dato": "Opprettet", "enhet": "Enhet"},
    faste={},
    koder={},
)
HODE = ["Sak", "Opprettet", "Enhet"]
MANDAG, ONSDAG = date(2025, 1, 6), date(2025, 1, 8)
FIRST, SECOND = ["F-1", MANDAG, "Nord"], ["F-2", ONSDAG, "Sør"]
Change = Callable[[Any], None]


def et_kart(*tabeller: TabellKart, **more: Any) -> Kart:
    return Kart(
        fil="kart.yaml",
        kommunenummer="9999",
        kommunenavn="Fjordvik",
        organisasjonsnummer="999999999",
        uttrekk_dato=date(2025, 12, 31),
        tabeller=tabeller or (SAK,),
        **more,
    )


def book(path: Path, rows: Sequence[Sequence[Any]], change: Change | None = None) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Ark1"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    workbook.save(path)


def read(folder: Path, kart: Kart) -> tuple[list[dict[str, Any]], list[Problem]]:
    problems: list[Problem] = []
    rows = [row for _, row in sheet_rows([folder], kart, koder={}, problems=problems)]
    return rows, problems


def told(problems: Sequence[Problem]) -> list[tuple[str, str, str]]:
    return [(str(p.sted).split("/")[-1], p.kode, p.grad) for p in problems]


# --- Formulas and errors -------------------------------------------------------------------------------------------


def _set(cell: str, value: object) -> Change:
    def change(sheet: Any) -> None:
        sheet[cell] = value

    return change


@pytest.mark.parametrize(
    ("cell", "formula"),
    [
        pytest.param("A2", "=B2&1", id="saks-id"),
        pytest.param("B3", "=B2+2", id="dato"),
        pytest.param("C2", '=IF(B2>1,"Nord","Sør")', id="enhet"),
    ],
)
def test_a_formula_nobody_has_counted_is_unknown(cell: str, formula: str, tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST, SECOND], _set(cell, formula))
    _, problems = read(tmp_path, et_kart())
    assert (f"saker.xlsx:Ark1!{cell}", "formel-uten-verdi", "feil") in told(problems)


def test_a_zero_that_a_program_wrote_for_a_formula_is_unknown_too(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "saker.xlsx") as workbook:
        sheet = workbook.add_worksheet("Ark1")
        sheet.write_row(0, 0, HODE)
        sheet.write_row(1, 0, ["F-1", "06.01.2025", "Nord"])
        sheet.write_formula("C2", '=CONCATENATE("No","rd")')
    _, problems = read(tmp_path, et_kart())
    assert told(problems) == [("saker.xlsx:Ark1!C2", "formel-uten-verdi", "feil")]


def test_a_formula_with_its_result_is_the_result(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "saker.xlsx") as workbook:
        sheet = workbook.add_worksheet("Ark1")
        sheet.write_row(0, 0, HODE)
        sheet.write_row(1, 0, ["F-1", "06.01.2025"])
        sheet.write_formula("C2", '=CONCATENATE("No","rd")', None, "Nord")
        sheet.write_row(2, 0, ["F-2", "06.01.2025"])
        sheet.write_formula("C3", '=T("")', None, "tom")
    _edited(tmp_path / "saker.xlsx", "xl/worksheets/sheet1.xml", "<v>tom</v>", "<v></v>")  # as Excel writes it
    rows, problems = read(tmp_path, et_kart())
    assert problems == []
    assert [row.get("enhet") for row in rows] == ["Nord", None]


def _edited(path: Path, part: str, before: str, after: str) -> None:
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    assert before.encode() in parts[part]
    parts[part] = parts[part].replace(before.encode(), after.encode())
    with zipfile.ZipFile(path, "w") as target:
        for name, data in parts.items():
            target.writestr(name, data)


def test_a_formula_in_a_text_file_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "saker.csv").write_text("Sak;Opprettet;Enhet\nF-1;06.01.2025;=A1&B1\n", encoding="utf-8")
    _, problems = read(tmp_path, et_kart(replace(SAK, fil="saker.csv")))
    assert told(problems) == [("saker.csv:2:3", "formel-uten-verdi", "feil")]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_an_error_cell_is_told_in_any_column(error: str, tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        for cell in ("A2", "B2", "C3"):
            sheet[cell].value, sheet[cell].data_type = error, "e"

    book(tmp_path / "saker.xlsx", [HODE, FIRST, SECOND], change)
    _, problems = read(tmp_path, et_kart())
    assert [(place, kode) for place, kode, _ in told(problems)] == [
        (f"saker.xlsx:Ark1!{cell}", "feilcelle") for cell in ("A2", "B2", "C3")
    ]


def _libreoffice(path: Path, cells: str, row: str = "") -> None:
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    head = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{t}</text:p></table:table-cell>' for t in HODE
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<office:document-content{names} xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:'
            f'xmlns:calcext:1.0"><office:body><office:spreadsheet><table:table table:name="Ark1">'
            f"<table:table-row>{head}</table:table-row><table:table-row{row}>{cells}</table:table-row></table:table></office:spreadsheet>"
            "</office:body></office:document-content>",
        )


OK = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'


@pytest.mark.parametrize(
    ("unit", "kode"),
    [
        pytest.param('<table:table-cell table:formula="of:=[.A2]"/>', "formel-uten-verdi", id="formel uten verdi"),
        pytest.param(
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" calcext:value-type="error">'
            "<text:p>#DIV/0!</text:p></table:table-cell>",
            "feilcelle",
            id="feil",
        ),
    ],
)
def test_libreoffice_says_the_same(unit: str, kode: str, tmp_path: Path) -> None:
    _libreoffice(tmp_path / "saker.ods", OK.format("F-1") + OK.format("06.01.2025") + unit)
    _, problems = read(tmp_path, et_kart(replace(SAK, fil="saker.ods")))
    assert told(problems) == [("saker.ods:Ark1!C2", kode, "feil")]


# --- Texts that only fill a cell -----------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["NULL", "(null)", "-", "–", "N/A", "n/a", "...", "Ukjent"])
def test_a_placeholder_is_no_unit(text: str, tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, ["F-1", MANDAG, text]])
    rows, problems = read(tmp_path, et_kart())
    assert rows[0].get("enhet") is None
    assert told(problems) == [("saker.xlsx:Ark1!C2", "plassholder", "advarsel")]
    assert f'tomme: ["{text}"]' in problems[0].hint
    rows, problems = read(tmp_path, et_kart(tomme=(text,)))
    assert problems == []
    assert rows[0].get("enhet") is None


@pytest.mark.parametrize("text", ["NULL", "-", "N/A", "00.00.0000", "31.12.9999", "0001-01-01", "0", "1900-01-00"])
def test_a_placeholder_is_no_day_and_the_map_can_say_so(text: str, tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, ["F-1", text, "Nord"]])
    _, problems = read(tmp_path, et_kart())
    assert [(place, grad) for place, _, grad in told(problems)] == [("saker.xlsx:Ark1!B2", "feil")]
    assert "tomme: [" in problems[0].hint or text == "1900-01-00"
    rows, problems = read(tmp_path, et_kart(tomme=(text,)))
    assert problems == []
    assert rows[0]["start_dato"] is None


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1900, 1, 1), datetime(2999, 1, 1, 12)])  # noqa: DTZ001
def test_no_case_has_such_a_day(day: date, tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, ["F-1", day, "Nord"]])
    _, problems = read(tmp_path, et_kart())
    assert told(problems) == [("saker.xlsx:Ark1!B2", "ugyldig-dato", "feil")]
    rows, problems = read(tmp_path, et_kart(tomme=(f"{day:%d.%m.%Y}",)))
    assert (problems, rows[0]["start_dato"]) == ([], None)


def test_nought_in_a_date_cell_is_no_day(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "saker.xlsx") as workbook:
        sheet = workbook.add_worksheet("Ark1")
        sheet.write_row(0, 0, HODE)
        sheet.write_row(1, 0, ["F-1", "", "Nord"])
        sheet.write_number("B2", 0, workbook.add_format({"num_format": "dd.mm.yyyy"}))
    _, problems = read(tmp_path, et_kart())
    assert told(problems) == [("saker.xlsx:Ark1!B2", "ugyldig-dato", "feil")]
    assert problems[0].tekst == "«00.01.1900» er ikke en dato"
    rows, problems = read(tmp_path, et_kart(tomme=("00.01.1900",)))
    assert (problems, rows[0]["start_dato"]) == ([], None)


def test_empty_in_one_column_only(tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, ["F-1", MANDAG, "Felles"], ["F-2", "Felles", "Nord"]])
    _, problems = read(tmp_path, et_kart(replace(SAK, tomme={"enhet": ("felles",)})))
    assert told(problems) == [("saker.xlsx:Ark1!B3", "ugyldig-dato", "feil")]


# --- Rows that are no case -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["Totalt: 2 saker"], id="totalt"),
        pytest.param(["Sum", None, 2], id="sum med tall"),
        pytest.param([None, "Totalt", 2], id="totalt i en annen kolonne"),
        pytest.param(["Delsum Nord", MANDAG, "Nord"], id="delsum med alle celler fylt"),
        pytest.param(["Nord Totalt", None, "Nord"], id="slik Excel kaller delsummer"),
        pytest.param(["(2 rader berørt)"], id="rader berørt"),
        pytest.param(["(2 rows affected)"], id="rows affected"),
        pytest.param(["2 row(s) returned"], id="rows returned"),
        pytest.param(["Antall: 2"], id="antall"),
        pytest.param(["Antall saker", 2], id="antall saker"),
        pytest.param(["Utskrevet 01.02.2026"], id="utskrevet"),
        pytest.param(["Rapport kjørt 01.02.2026 kl. 12.00"], id="rapport kjørt"),
        pytest.param(["Side 1 av 1"], id="side"),
        pytest.param(["n = 2"], id="n"),
        pytest.param(["Periode: 01.01.2025 til 31.12.2025"], id="periode"),
        pytest.param(["*** slutt ***"], id="strek"),
    ],
)
@pytest.mark.parametrize("slag", ["xlsx", "csv"])
def test_totals_and_footers_are_left_out(row: list[Any], slag: str, tmp_path: Path) -> None:
    rows = [HODE, FIRST, SECOND, row]
    if slag == "xlsx":
        book(tmp_path / "saker.xlsx", rows)
    else:
        lines = [";".join(f"{c:%d.%m.%Y}" if isinstance(c, date) else str(c or "") for c in line) for line in rows]
        (tmp_path / "saker.csv").write_text("\n".join(lines), encoding="utf-8")
    found, problems = read(tmp_path, et_kart(replace(SAK, fil=f"saker.{slag}")))
    assert [r["sak_id"] for r in found] == ["F-1", "F-2"]
    assert [(p.kode, p.grad) for p in problems] == [("sumrad", Grad.MERKNAD)]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["2", MANDAG, "Totalt"], id="ordet står i en annen kolonne enn id-en"),
        pytest.param(["2"], id="bare et tall nederst"),
        pytest.param(["Hentet fra fagsystemet av Kari"], id="en setning nederst"),
    ],
)
def test_what_may_be_a_total_is_refused_by_its_row(row: list[Any], tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST, SECOND, row])
    found, problems = read(tmp_path, et_kart())
    assert [r["sak_id"] for r in found] == ["F-1", "F-2"]
    assert [(p.kode, str(p.sted).split("!")[1][1:]) for p in problems] == [("sumrad", "4")]


@pytest.mark.parametrize("formula", ["=SUBTOTAL(103,A2:A3)", "=COUNTA(A2:A3)", "=SUM(A$2:A$3)"])
def test_a_row_that_counts_those_above_is_a_total_whatever_it_is_called(formula: str, tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST, SECOND, [formula, ONSDAG, "Nord"]])
    found, problems = read(tmp_path, et_kart())
    assert [r["sak_id"] for r in found] == ["F-1", "F-2"]
    assert [(p.kode, p.grad) for p in problems] == [("sumrad", Grad.MERKNAD)]


def test_a_sum_across_a_row_is_a_value(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "saker.xlsx") as workbook:
        sheet = workbook.add_worksheet("Ark1")
        sheet.write_row(0, 0, [*HODE, "Sum"])
        sheet.write_row(1, 0, ["F-1", "06.01.2025", "Nord"])
        sheet.write_formula("D2", "=SUM(E2:G2)", None, 3)
    found, _ = read(tmp_path, et_kart())
    assert [r["sak_id"] for r in found] == ["F-1"]


def test_the_totals_row_of_a_table_is_no_case(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        table = Table(displayName="T1", ref="A1:C4")
        table.totalsRowCount = 1
        sheet.add_table(table)

    book(tmp_path / "saker.xlsx", [HODE, FIRST, SECOND, ["F-3", ONSDAG, "Nord"]], change)
    found, problems = read(tmp_path, et_kart())
    assert [r["sak_id"] for r in found] == ["F-1", "F-2"]
    assert [p.kode for p in problems] == ["sumrad"]


@pytest.mark.parametrize("sak", ["Total-12", "Sum2024", "SIDE-1", "2", "Antallsak", "kilde1"])
def test_an_id_that_only_begins_like_a_total_is_an_id(sak: str, tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST, [sak, ONSDAG, "Sumatra"]])
    found, problems = read(tmp_path, et_kart())
    assert ([r["sak_id"] for r in found], problems) == (["F-1", sak], [])


def test_a_word_in_a_column_before_the_id_is_not_the_row(tmp_path: Path) -> None:
    rows = [["Merknad", *HODE], ["Rapport sendt", *FIRST], ["Dato: uklar", *SECOND], ["Totalt", 2]]
    book(tmp_path / "saker.xlsx", rows)
    found, problems = read(tmp_path, et_kart())
    assert [r["sak_id"] for r in found] == ["F-1", "F-2"]
    assert [(p.kode, p.grad) for p in problems if p.kode == "sumrad"] == [("sumrad", Grad.FEIL)]


def test_open_cases_with_nothing_but_an_id_are_cases(tmp_path: Path) -> None:
    kart = et_kart(replace(SAK, kolonner={"sak_id": "Sak", "slutt_dato": "Lukket"}))
    book(tmp_path / "saker.xlsx", [["Sak", "Lukket"], ["F-1", MANDAG], ["F-2"]])
    found, problems = read(tmp_path, kart)
    assert ([r["sak_id"] for r in found], problems) == (["F-1", "F-2"], [])


def test_headings_that_come_again_are_not_read(tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST, [" sak ", "OPPRETTET", "Enhet"], SECOND])
    found, problems = read(tmp_path, et_kart())
    assert [r["sak_id"] for r in found] == ["F-1", "F-2"]
    assert [p.tekst for p in problems] == ["1 rader gjentar overskriftene og er ikke lest"]


@pytest.mark.parametrize("slag", ["xlsx", "csv"])
def test_headings_and_no_rows(slag: str, tmp_path: Path) -> None:
    if slag == "xlsx":
        book(tmp_path / "saker.xlsx", [HODE])
    else:
        (tmp_path / "saker.csv").write_text(";".join(HODE), encoding="utf-8")
    _, problems = read(tmp_path, et_kart(replace(SAK, fil=f"saker.{slag}")))
    assert [(p.kode, p.grad) for p in problems] == [("ingen-rader", Grad.FEIL)]
    assert "har overskrifter, men ingen rader" in problems[0].tekst


# --- Hidden --------------------------------------------------------------------------------------------------------


def _hide_rows(sheet: Any) -> None:
    sheet.auto_filter.ref = "A1:C3"
    sheet.row_dimensions[2].hidden = True
    sheet.row_dimensions[3].hidden = True


def _hide_column(sheet: Any) -> None:
    sheet.column_dimensions["C"].hidden = True


@pytest.mark.parametrize(
    ("change", "ventet"),
    [
        pytest.param(_hide_rows, "2 rader er skjult eller filtrert bort i arket, og er lest likevel", id="rader"),
        pytest.param(_hide_column, "kolonnen «Enhet» er skjult i arket, og er lest likevel", id="kolonne"),
    ],
)
def test_what_is_hidden_is_read_and_said(change: Change, ventet: str, tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST, SECOND], change)
    found, problems = read(tmp_path, et_kart())
    assert len(found) == 2
    assert [p.tekst for p in problems] == [ventet]


def test_a_filtered_row_in_libreoffice_is_said_too(tmp_path: Path) -> None:
    cells = OK.format("F-1") + OK.format("06.01.2025") + OK.format("Nord")
    _libreoffice(tmp_path / "saker.ods", cells, ' table:visibility="filter"')
    found, problems = read(tmp_path, et_kart(replace(SAK, fil="saker.ods")))
    assert len(found) == 1
    assert [p.tekst for p in problems] == ["1 rad er skjult eller filtrert bort i arket, og er lest likevel"]


def _another(state: str) -> Change:
    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("Lister").sheet_state = state
        sheet.parent.create_sheet("Koder").sheet_state = "hidden"

    return change


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_the_one_visible_sheet_is_read(state: str, tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST], _another(state))
    found, problems = read(tmp_path, et_kart())
    assert len(found) == 1
    assert [(p.tekst, p.grad) for p in problems] == [("skjulte ark er ikke lest: 2", Grad.MERKNAD)]


def test_a_hidden_sheet_is_not_offered(tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST], _another("visible"))
    _, problems = read(tmp_path, et_kart())
    assert problems[0].hint == "skriv ett av disse under «ark» i kartet: Ark1, Lister"


def test_a_hidden_sheet_that_the_map_names_is_read_and_said(tmp_path: Path) -> None:
    def change(sheet: Any) -> None:
        sheet.parent.create_sheet("Synlig")
        sheet.sheet_state = "hidden"

    book(tmp_path / "saker.xlsx", [HODE, FIRST], change)
    found, problems = read(tmp_path, et_kart(replace(SAK, ark=("ark1",))))
    assert len(found) == 1
    assert [(p.kode, p.grad) for p in problems] == [("skjult-ark", Grad.ADVARSEL)]


# --- The used range ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        pytest.param("XFD1048576", " ", id="mellomrom i siste celle"),
        pytest.param("A1048576", "\u00a0", id="hardt mellomrom i siste rad"),
        pytest.param("XFD2", " ", id="mellomrom i siste kolonne"),
        pytest.param("ZZ60000", "  ", id="mellomrom midt i intet"),
    ],
)
def test_a_blank_far_out_costs_nothing(cell: str, value: str, tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST, SECOND], _set(cell, value))
    found, problems = read(tmp_path, et_kart())
    assert ([r["sak_id"] for r in found], problems) == (["F-1", "F-2"], [])


def test_something_far_out_is_refused_by_its_cell(tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [HODE, FIRST, SECOND], _set("XFD1048576", "x"))
    found, problems = read(tmp_path, et_kart())
    assert found == []
    assert told(problems) == [("saker.xlsx:Ark1!XFD1048576", "for-stort-omrade", "feil")]


def test_something_far_out_in_libreoffice(tmp_path: Path) -> None:
    _libreoffice(
        tmp_path / "saker.ods",
        '<table:table-cell table:number-columns-repeated="16383"/>' + OK.format("x"),
        ' table:number-rows-repeated="1048570"',
    )
    _, problems = read(tmp_path, et_kart(replace(SAK, fil="saker.ods")))
    assert [p.kode for p in problems] == ["for-stort-omrade"]


def test_a_damaged_part_is_said_plainly(tmp_path: Path) -> None:
    made = io.BytesIO()
    book(tmp_path / "saker.xlsx", [HODE, FIRST])
    with zipfile.ZipFile(tmp_path / "saker.xlsx") as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[: len(data) // 2] if "sheet1" in name else data)
    (tmp_path / "saker.xlsx").write_bytes(made.getvalue())
    _, problems = read(tmp_path, et_kart())
    assert [p.kode for p in problems] == ["ikke-regneark"]


# --- Where the headings stand --------------------------------------------------------------------------------------


def test_headings_far_down_are_found_when_all_are_there(tmp_path: Path) -> None:
    book(tmp_path / "saker.xlsx", [*[[f"Om rapporten {n}"] for n in range(14)], HODE, FIRST])
    found, problems = read(tmp_path, et_kart())
    assert ([r["sak_id"] for r in found], problems) == (["F-1"], [])


@pytest.mark.parametrize("slag", ["xlsx", "csv"])
def test_the_map_points_at_the_headings(slag: str, tmp_path: Path) -> None:
    rows = [HODE, ["eksempel", "01.01.2020", "Eksempel"], HODE, ["F-1", "06.01.2025", "Nord"]]
    if slag == "xlsx":
        book(tmp_path / "saker.xlsx", rows)
    else:
        (tmp_path / "saker.csv").write_text("\n".join(";".join(row) for row in rows), encoding="utf-8")
    tabell = replace(SAK, fil=f"saker.{slag}")
    found, problems = read(tmp_path, et_kart(replace(tabell, overskriftsrad=3)))
    assert ([r["sak_id"] for r in found], problems) == (["F-1"], [])
    _, problems = read(tmp_path, et_kart(replace(tabell, overskriftsrad=40)))
    assert [p.kode for p in problems] == ["mangler-overskrift"]
