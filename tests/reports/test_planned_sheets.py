"""The sheets of what is planned: what stands in each cell, reckoned by hand, and how they look as an Excel file."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bvaudit.model.registeret import bokmeta
from bvaudit.model.registeret.planlagt import Oppgavemerknad
from bvaudit.reports.register_memory import Minne, of_unit
from bvaudit.reports.register_memory_view import memory_view, planned_view
from bvaudit.reports.register_planned_columns import arshjul, lister, tilsyn
from bvaudit.reports.register_planned_sheets import year_table
from bvaudit.reports.register_sheets import RegisterView, SheetTable, Verdi
from bvaudit.reports.xlsx.page import pixels
from bvaudit.workflows.read_register import refused
from bvaudit.workflows.register_export import remembered
from tests.register import merge_example
from tests.register.merge_example import DAG, NORD, SOR
from tests.register.planned_example import (
    AVTALE,
    FELLES,
    NORDS,
    NORDS_NESTE,
    RUTINE,
    SORS,
    STABENS,
    TILSYN,
    log,
    made,
    world,
)
from tests.register.register_desk import read
from tests.reports.test_register_memory_file import SCREEN
from tests.texts.internal_words import internal_words, texts_of_workbook

from .excel_files import column_numbers


@cache
def memory(enhet: str = "") -> Minne:
    whole = remembered(log(), world(), dag=DAG, kommune="Prøve", task_law={("hjul", "frister"): "Kommuneloven § 25-1"})
    return of_unit(whole, enhet) if enhet else whole


@cache
def view(enhet: str = "") -> RegisterView:
    return planned_view(memory(enhet))


def table(id: str, enhet: str = "") -> SheetTable:
    return next(each for each in view(enhet).tabeller if each.id == id)


def rows(id: str, enhet: str = "") -> dict[str, dict[str, Verdi]]:
    found = table(id, enhet)
    names = [column.id for column in found.kolonner]
    every = [dict(zip(names, row, strict=True)) for row in found.rader]
    return {str(row["_id"]): row for row in every if row["_id"]}


def test_the_year_has_a_row_for_each_month_and_unit_and_one_for_all() -> None:
    found = rows("arshjul")
    assert set(found) == {NORDS, SORS, NORDS_NESTE, SORS.replace("-02", "-04"), FELLES}
    assert [(row["maned"], row["enhet"]) for row in found.values()] == [
        ("02 februar", "Barnevern nord"),
        ("02 februar", "Barnevern sør"),
        ("03 mars", "Prøve"),
        ("04 april", "Barnevern nord"),
        ("04 april", "Barnevern sør"),
    ]
    begun = found[NORDS]
    assert (begun["oppgavestatus"], begun["belegg"], begun["oppgavefrist"]) == (
        "Pågår",
        "Møtereferat",
        date(2026, 2, 28),
    )
    assert (begun["dokumentasjon"], begun["hjemmel"], begun["eier"]) == (
        "Et notat",
        "Kommuneloven § 25-1",
        "Barnevernleder",
    )
    # on 2 March: the register began when February was over, March is now, April comes
    assert [found[nr]["star"] for nr in (NORDS, FELLES, NORDS_NESTE)] == ["Før registeret", "Gjøres nå", "Kommer"]
    later = year_table(remembered(log(), world(), dag=date(2026, 4, 1), kommune="Prøve"))
    names = [column.id for column in later.kolonner]
    told = {row[names.index("_id")]: row[names.index("star")] for row in later.rader}
    assert [told[nr] for nr in (NORDS, FELLES, NORDS_NESTE)] == ["Før registeret", "Over fristen", "Gjøres nå"]


@pytest.mark.parametrize("merknad", Oppgavemerknad)
def test_what_is_not_to_be_done_here_is_never_said_to_be(merknad: Oppgavemerknad) -> None:
    minne = memory()
    row = next(one for one in minne.planlagt.oppgaver if one.nr == FELLES)
    noted = replace(row, stand=replace(row.stand, merknad=merknad))
    found = year_table(replace(minne, planlagt=replace(minne.planlagt, oppgaver=(noted,))))
    (shown,) = (dict(zip((one.id for one in found.kolonner), each, strict=True))["star"] for each in found.rader)
    assert shown not in ("Gjøres nå", "Kommer", "Over fristen")


def test_what_nobody_has_written_is_shown_and_told_apart_from_what_somebody_has() -> None:
    shown = table("arshjul").forvalg
    assert shown[SORS, "oppgavestatus"] == "Ikke startet"
    assert shown[SORS, "oppgavefrist"] == "2026-02-28"
    assert (NORDS, "oppgavestatus") not in shown, "somebody has said so"
    assert (NORDS, "oppgavefrist") in shown
    points = table("listepunkter").forvalg
    assert points[AVTALE, "punktstatus"] == "Pågår"
    assert points[AVTALE, "slutt"] == "2026-05-31"
    assert (RUTINE, "punktstatus") not in points, "the list says nothing of it"
    known = bokmeta.read(view().meta)
    assert known is not None
    assert known.vist["listepunkter", AVTALE, "slutt"] == "2026-05-31"


def test_a_unit_has_its_own_rows_and_what_is_for_all_is_stabs() -> None:
    assert set(rows("arshjul", NORD)) == {NORDS, NORDS_NESTE}
    assert set(rows("listepunkter", SOR)) == {RUTINE}
    assert set(rows("listepunkter")) == {AVTALE, RUTINE, STABENS}
    assert [one.id for one in view(NORD).tabeller] == ["arshjul", "listepunkter"]


def test_a_supervision_has_its_steps_under_it_and_room_for_more() -> None:
    found = rows("tilsynslop")
    assert list(found) == [TILSYN, f"{TILSYN}#1"]
    first, step = found[TILSYN], found[f"{TILSYN}#1"]
    assert (first["skritt"], first["tilsynsstatus"], first["saksnummer"]) == (
        "Hos myndigheten: Varslet",
        "Ikke begynt",
        "2026/7",
    )
    assert (step["skritt"], step["dato"], step["av"]) == ("Varsel om tilsyn", date(2026, 2, 2), "Myndigheten")
    assert {"skritt", "dato"} <= set(str(first["_last"]).split())
    assert {"skritt", "dato", "tilsynsstatus", "kommentar"} <= set(str(step["_last"]).split())
    room = [row for row in table("tilsynslop").rader if row[table("tilsynslop").place("_id")] is None]
    assert len(room) == 12
    assert view().meta["ny tilsynslop"] == "tilsyn"


def test_the_register_has_the_same_sheets_and_one_without_anything_planned_has_none() -> None:
    ids = [one.id for one in memory_view(memory()).tabeller]
    assert {"arshjul", "listepunkter", "tilsynslop"} <= set(ids)
    bare = remembered(merge_example.log(), merge_example.kontekst(), dag=DAG, kommune="Prøve")
    assert not {"arshjul", "listepunkter", "tilsynslop"} & {one.id for one in memory_view(bare).tabeller}


@pytest.mark.parametrize("dag", [date(2027, 1, 20), date(2027, 3, 1)])
def test_in_the_first_months_what_is_left_of_the_year_before_is_there_too(dag: date) -> None:
    whole = remembered(log(), world(), dag=dag, kommune="Prøve")
    years = {row.stand.maned.year for row in whole.planlagt.oppgaver}
    assert years == ({2026, 2027} if dag.month == 1 else {2027})
    found = next(one for one in planned_view(whole).tabeller if one.id == "arshjul")
    assert str(found.rader[0][0]).startswith("2026-02" if dag.month == 1 else "02 ")


@pytest.mark.parametrize("columns", [arshjul, lister, tilsyn])
def test_what_is_seen_fits_a_screen(columns: Any) -> None:
    shown = [column for column in columns() if not column.skjult and not column.foldet]
    assert sum(pixels(column.bredde) for column in shown) <= SCREEN


@pytest.fixture(scope="module")
def fil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("planlagt") / "planlagt.xlsx", alone=True)


def test_what_is_typed_has_lists_and_dates_and_the_rest_is_locked_softly(fil: Path) -> None:
    bok = openpyxl.load_workbook(fil)
    assert [sheet.title for sheet in bok] == ["Årshjul", "Lister", "Tilsynsløp", "_lister", "_meta"]
    sheet = bok["Årshjul"]
    heads = column_numbers(sheet)
    rules = {area.min_col: rule for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges}
    assert rules[heads["Status"]].formula1.lstrip("=") == "OppgavestatusValg"
    assert rules[heads["Frist"]].type == "date"
    assert (rules[heads["Kontroll"]].type, rules[heads["Kontroll"]].formula1) == ("custom", "FALSE")
    steps = bok["Tilsynsløp"]
    rules = {area.min_col: rule for rule in steps.data_validations.dataValidation for area in rule.sqref.ranges}
    heads = column_numbers(steps)
    last = openpyxl.utils.get_column_letter(heads["_last"])
    assert rules[heads["Skritt"]].formula1 == (f'IF(ISERROR(SEARCH(" skritt "," "&${last}2&" ")),SkrittValg,IngenValg)')
    assert {"SkrittValg", "TilsynValg", "OppgavestatusValg"} <= set(bok.defined_names)


@pytest.mark.lang
def test_no_word_of_the_machine_in_the_whole_of_it(fil: Path) -> None:
    assert internal_words(texts_of_workbook(fil)) == {}


@pytest.mark.lang
def test_saved_by_libreoffice_it_is_no_event(fil: Path, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is needed for this test")
    nord = made(tmp_path / "nord.xlsx", NORD)
    home = f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}"
    command = [
        office,
        home,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(tmp_path / "ut"),
        str(fil),
        str(nord),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for path in (fil, nord):
        found = read(tmp_path / "ut" / path.name, events=log(), world=world())
        assert (found.nye, found.problems, refused(found)) == ((), (), ())


@pytest.mark.lang
def test_the_same_register_gives_the_same_bytes(fil: Path, tmp_path: Path) -> None:
    assert made(tmp_path / "b.xlsx", alone=True).read_bytes() == fil.read_bytes()
