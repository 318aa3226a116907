"""The workbook as a file: any text stays text, half a file is never left, and the clock is nowhere in it."""

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bvaudit.errors import SurroundingsError
from bvaudit.model.revisjon import EnhetTall
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx.book import check
from bvaudit.reports.xlsx.save import refuse_if_open

from .builders import PER, SVAR, en_revisjon, et_funn, et_svar
from .excel_files import EMPTY, Write, column_numbers, every_cell
from .rules_by_hand import en_regel


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
    regel = en_regel(id="XX-01", tittel=tekst, avvikstittel=tekst, sikkerhet=Sikkerhet.LAV, sikkerhet_grunn=tekst)
    funn = et_funn(regel="XX-01", enhet=tekst, sak=tekst, objekt=tekst, objekt_id=tekst, forklaring=tekst)
    svar = et_svar(regel=regel, enhet=tekst, hjemmel=(tekst,), funn=(funn,))
    enhet = EnhetTall(id=tekst, navn=tekst, slug="a", saker=1, undersokt=1)
    output = skriv(en_revisjon(kommune=tekst, enheter=(enhet,), svar=(svar,), advarsler=(tekst,)))
    bok = openpyxl.load_workbook(output)
    ours = ("=HYPERLINK(\"#'", '=IF(Avvik[[#This Row],[Neste frist]]="",', "=COUNTIFS(Avvik[_enhet],")
    assert all(cell.value.startswith(ours) for cell in every_cell(bok) if cell.data_type == "f")
    inside = {cell.hyperlink.location for cell in every_cell(bok) if cell.hyperlink}
    assert all(re.fullmatch(r"'(Må leses|Grunnlag|Alle tall)'!A\d+", place) for place in inside)
    assert not [cell for cell in every_cell(bok) if cell.hyperlink and cell.hyperlink.target]
    for ark, navn in (("Avvik", "Brudd"), ("Avvik", "Hjemmel"), ("Funn", "Forklaring"), ("Funn", "_sak")):
        cell = bok[ark].cell(2, column_numbers(bok[ark])[navn])
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
    place = f"{openpyxl.utils.get_column_letter(column_numbers(bok['Funn'])['Forklaring'])}2"
    assert f"arket «Lange tekster», Funn {place}" in bok["Funn"][place].value
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
        assert bok[ark]["A1"].value == "Nr. i denne kjøringen"
        assert bok[ark]["A2"].value == ventet
        assert bok[ark].max_row == 2
    assert bok["Saker å rette"]["A2"].value == "Ingen saker å rette"
    assert "Tilsyn" not in bok.sheetnames


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
    assert "Hele uttrekket, uten avgrensning i tid" in [cell.value for cell in every_cell(bok)]


def test_the_day_is_the_given_one(bok: Any) -> None:
    assert f"Vurdert per {PER:%d.%m.%Y}" in bok["Oversikt"]["A2"].value


def test_a_paper_someone_has_open_is_closed_in_word(tmp_path: Path) -> None:
    (tmp_path / "~$plan.docx").touch()
    with pytest.raises(SurroundingsError) as raised:
        refuse_if_open(tmp_path / "plan.docx")
    assert raised.value.hint.startswith("Lukk filen i Word og prøv igjen")
