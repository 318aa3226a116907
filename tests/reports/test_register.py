"""The avviksregister as an Excel file, read back with another library than the one that wrote it."""

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bvaudit.errors import SurroundingsError
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.register_tables import row_sum
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx import write_register
from bvaudit.reports.xlsx.book import check
from bvaudit.reports.xlsx.text import lines_in

from .builders import PER, SVAR, en_regel, en_revisjon, et_funn, et_kodeverk, et_svar

Write = Callable[..., Path]
FYLLES_UT = ["Frist", "Årsak", "Feiltype", "Tiltak", "Ansvarlig rolle", "Status", "Kommentar"]
EMPTY = {"svar": (), "tilsyn": (), "datakvalitet": (), "ikke_undersokt": (), "advarsler": ()}


@pytest.fixture(scope="module")
def fil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("register") / "avviksregister.xlsx"
    write_register(en_revisjon(), et_kodeverk(), output)
    return output


@pytest.fixture(scope="module")
def bok(fil: Path) -> Any:
    return openpyxl.load_workbook(fil)


@pytest.fixture
def skriv(tmp_path: Path) -> Write:
    def write(revisjon: Revisjon, navn: str = "a.xlsx") -> Path:
        write_register(revisjon, et_kodeverk(), tmp_path / navn)
        return tmp_path / navn

    return write


def _heads(sheet: Any) -> dict[str, int]:
    return {cell.value: cell.column for cell in sheet[1]}


def _cells(bok: Any) -> list[Any]:
    return [cell for sheet in bok for row in sheet.iter_rows() for cell in row if cell.value is not None]


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
    for navn, number in _heads(sheet).items():
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
    assert not rules[_heads(sheet)["Tiltak"]].showErrorMessage
    assert rules[_heads(sheet)["Status"]].showErrorMessage


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
    heads = _heads(sheet)
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
    formulas = [cell for cell in _cells(bok) if cell.data_type == "f"]
    forfalt = _heads(bok["Avvik"])["Forfalt"]
    assert {(cell.parent.title, cell.column) for cell in formulas} == {("Avvik", forfalt)}
    assert all("TODAY()" in cell.value for cell in formulas)
    answers = openpyxl.load_workbook(fil, data_only=True)["Avvik"]
    assert {answers.cell(cell.row, forfalt).value for cell in formulas} == {"Uten dato"}


def test_colour_comes_with_words_and_follows_the_day(bok: Any) -> None:
    rules = {str(area.sqref): found for area, found in bok["Avvik"].conditional_formatting._cf_rules.items()}
    heads = {navn: openpyxl.utils.get_column_letter(number) for navn, number in _heads(bok["Avvik"]).items()}
    grader = [rule.formula[0] for rule in rules[f"{heads['Alvorlighetsgrad']}2:{heads['Alvorlighetsgrad']}7"]]
    assert grader == ['"kritisk"', '"høy"', '"middels"', '"lav"']
    (overdue,) = rules[f"{heads['Frist']}2:{heads['Forfalt']}7"]
    assert "TODAY()" in overdue.formula[0]


def test_hidden_columns_travel_with_the_row(bok: Any) -> None:
    sheet = bok["Avvik"]
    heads = _heads(sheet)
    columns = [c for c in sheet.column_dimensions.values() if c.hidden]  # one for several hidden side by side
    for navn, number in heads.items():
        hidden = any(c.min <= number <= c.max for c in columns)
        empty = navn in ("Herav under annen regel", "Nedre 95 %", "Øvre 95 %", "Står også her")
        assert hidden is (navn.startswith("_") or empty), navn
    assert sheet.cell(2, heads["_id"]).value == "OMS-01/sorlia"


def test_the_row_sum_can_be_worked_out_again_from_the_file(bok: Any) -> None:
    sheet = bok["Avvik"]
    heads = _heads(sheet)
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
    words = [str(cell.value) for cell in _cells(bok)]
    assert not [word for word in words if re.search(r"\bNone\b|\bnan\b|#REF|#N/A|undersokelse\b", word)]


def test_same_run_same_bytes(skriv: Write) -> None:
    assert skriv(en_revisjon(), "a.xlsx").read_bytes() == skriv(en_revisjon(), "b.xlsx").read_bytes()


@pytest.mark.parametrize(
    "tekst",
    [
        pytest.param("=cmd|' /C calc'!A0", id="formel som starter et program"),
        pytest.param("=1+1", id="formel"),
        pytest.param("+1", id="pluss"),
        pytest.param("-1", id="minus"),
        pytest.param("@SUM(A1)", id="krøllalfa"),
        pytest.param("{=1+1}", id="matriseformel"),
        pytest.param("\t=1+1", id="tabulator først"),
        pytest.param("\r=1+1", id="vognretur først"),
        pytest.param("  =1+1", id="mellomrom først"),
        pytest.param("http://example.com", id="lenke"),
        pytest.param("internal:Avvik!A1", id="lenke inn i boken"),
        pytest.param("0123", id="tall som er tekst"),
        pytest.param("<t>&amp;</t>", id="xml"),
        pytest.param("<r><t>a</t></r>", id="det biblioteket selv skriver i filen"),
        pytest.param("<r>a</si></r>", id="ødelagt xml"),
        pytest.param("a\x00b\x0bc\x1fd\ud800e", id="styretegn"),
        pytest.param("Ærlig, ønske, å 👶", id="æøå og emoji"),
    ],
)
def test_hostile_text_stays_text(skriv: Write, tekst: str) -> None:
    regel = en_regel(id="XX-01", tittel=tekst, avvikstittel=tekst, sikkerhet_grunn=tekst)
    funn = et_funn(regel="XX-01", enhet=tekst, sak=tekst, objekt=tekst, objekt_id=tekst, forklaring=tekst)
    svar = et_svar(regel=regel, enhet=tekst, hjemmel=(tekst,), funn=(funn,))
    output = skriv(en_revisjon(kommune=tekst, svar=(svar,), advarsler=(tekst,)))
    bok = openpyxl.load_workbook(output)
    assert {cell.parent.title for cell in _cells(bok) if cell.data_type == "f"} == {"Avvik"}
    assert not [cell for cell in _cells(bok) if cell.hyperlink]
    for ark, navn in (("Avvik", "Brudd"), ("Avvik", "Hjemmel"), ("Funn", "Forklaring"), ("Funn", "Sak")):
        cell = bok[ark].cell(2, _heads(bok[ark])[navn])
        assert (cell.value, cell.data_type, bool(cell.quotePrefix)) == (clean(tekst), "s", True)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tekst=st.text(st.characters(codec="utf-8"), max_size=40).filter(lambda text: "_x" not in text))
def test_any_text_comes_back_as_it_was(skriv: Write, tekst: str) -> None:
    output = skriv(en_revisjon(svar=(et_svar(regel=en_regel(avvikstittel=tekst or "-")),)))
    cell = openpyxl.load_workbook(output)["Avvik"]["B2"]
    assert (cell.value or "") == clean(tekst or "-")
    assert cell.data_type != "f"


def test_a_text_too_long_for_a_cell_moves_to_its_own_sheet(skriv: Write) -> None:
    tekst = "æ😀" * 20_000
    funn = et_funn(forklaring=tekst)
    bok = openpyxl.load_workbook(skriv(en_revisjon(svar=(et_svar(funn=(funn,)),))))
    assert "arket «Lange tekster», Funn P2" in bok["Funn"]["P2"].value
    assert "".join(row[3].value for row in bok["Lange tekster"].iter_rows(min_row=2)) == tekst
    assert bok.sheetnames[-3:] == ["Lange tekster", "_lister", "_meta"]


@pytest.mark.parametrize(
    ("svar", "ventet"),
    [
        pytest.param((), "Ikke undersøkt: ingen saker kunne vurderes", id="ingenting undersøkt"),
        pytest.param(SVAR[4:6], "Ingen avvik funnet i det som er kontrollert mot uttrekket", id="ingen avvik"),
    ],
)
def test_an_empty_register_says_so_instead_of_an_empty_table(skriv: Write, svar: tuple[Any, ...], ventet: str) -> None:
    bok = openpyxl.load_workbook(skriv(en_revisjon(**{**EMPTY, "svar": svar})))
    for ark in ("Avvik", "Funn"):
        assert not bok[ark].tables
        assert bok[ark]["A1"].value == "Regel"
        assert bok[ark]["A2"].value == ventet
        assert bok[ark].max_row == 2
    assert bok["Tilsyn"]["A2"].value == "Ingen tilsyn er lagt inn for denne kommunen"


@pytest.mark.parametrize("eier", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_a_file_someone_has_open_is_left_alone(skriv: Write, tmp_path: Path, eier: str) -> None:
    (tmp_path / "a.xlsx").write_text("det som sto der")
    (tmp_path / eier).touch()
    with pytest.raises(SurroundingsError) as raised:
        skriv(en_revisjon())
    assert raised.value.hint.startswith("Lukk filen i Excel og prøv igjen")
    assert (tmp_path / "a.xlsx").read_text() == "det som sto der"


def test_a_locked_file_is_left_as_it_was(skriv: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    (tmp_path / "a.xlsx").write_text("det som sto der")
    monkeypatch.setattr(Path, "replace", locked)  # what Windows answers when Excel holds the file
    with pytest.raises(SurroundingsError) as raised:
        skriv(en_revisjon())
    assert raised.value.hint == "Lukk filen i Excel og prøv igjen"
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_text() == "det som sto der"


def test_a_folder_that_is_not_there(skriv: Write) -> None:
    with pytest.raises(SurroundingsError, match="finnes ikke"):
        skriv(en_revisjon(), "borte/a.xlsx")


def test_a_folder_with_the_same_name(skriv: Write, tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(SurroundingsError):
        skriv(en_revisjon())
    assert [file.name for file in tmp_path.iterdir()] == ["a.xlsx"]


def test_what_the_library_refuses_is_never_passed_over() -> None:
    with pytest.raises(RuntimeError, match="en celle"):
        check(-2, "en celle")


def test_nothing_in_the_file_depends_on_the_clock(fil: Path) -> None:
    with zipfile.ZipFile(fil) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        assert b"2025-12-31T00:00:00Z" in archive.read("docProps/core.xml")


def test_the_period_may_be_everything(skriv: Write) -> None:
    bok = openpyxl.load_workbook(skriv(en_revisjon(periode=None, per=date(2025, 6, 30))))
    assert "Hele uttrekket, uten avgrensning i tid" in [cell.value for cell in _cells(bok)]


def test_the_day_is_the_given_one(bok: Any) -> None:
    assert f"Vurdert per {PER:%d.%m.%Y}" in bok["Les først"]["A2"].value
