"""A small form with everything a form can ask for, and ways people and programs change it."""

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bvaudit.intake.form_layout import Asked, Choice, Entry
from bvaudit.reports.forms import (
    FieldGroup,
    FieldSheet,
    Form,
    FormColumn,
    FormField,
    FormRow,
    Guidance,
    TableSheet,
    TextSheet,
)
from bvaudit.reports.xlsx.form import write_form

JA_NEI = (Choice(kode="ja", tekst="Ja"), Choice(kode="nei", tekst="Nei, ikke nå"))
ALLE = tuple(Choice(kode=kode, tekst=f"{kode} Punkt {n}") for n, kode in enumerate(("MEL-01", "UND-03", "HJE-01")))
OM = FieldSheet(
    key="om",
    navn="Om",
    tittel="Om saken",
    innledning=("Svar i de gule feltene.",),
    grupper=(
        FieldGroup(
            tittel="Hvem",
            felt=(
                FormField(spurt=Asked(key="navn", navn="Navn", paakrevd=True), hjelp="For eksempel Nord."),
                FormField(spurt=Asked(key="dag", navn="Dato", entry=Entry.DATO)),
                FormField(spurt=Asked(key="antall", navn="Antall", entry=Entry.HELTALL), verdi=9),
                FormField(spurt=Asked(key="svar", navn="Svar", entry=Entry.VALG, liste="JaNei")),
            ),
        ),
    ),
)
RADER = TableSheet(
    key="rader",
    navn="Rader",
    tittel="Rader",
    innledning=("En rad for hvert funn.",),
    kolonner=(
        FormColumn(spurt=Asked(key="nr", navn="Nr"), bredde=6, hjelp="1 eller 1.1"),
        FormColumn(spurt=Asked(key="kilde", navn="Fra dere", fast=True), bredde=20),
        FormColumn(spurt=Asked(key="tekst", navn="Hva ble funnet", paakrevd=True), bredde=40),
        FormColumn(spurt=Asked(key="frist", navn="Frist", entry=Entry.DATO), bredde=12),
        FormColumn(
            spurt=Asked(key="punkt", navn="Punkt", entry=Entry.VALG, liste="Punkter", etter_rad=True, fri=True),
            bredde=20,
        ),
    ),
    rader=(
        FormRow(id="funn-1", verdier={"nr": "1", "kilde": "a", "tekst": "Første"}),
        FormRow(id="funn-2", verdier={"nr": "1.1", "kilde": "b", "tekst": "Andre", "frist": date(2026, 3, 1)}),
    ),
    ledige=3,
)
FORM = Form(
    skjema="prove",
    tittel="Prøveskjema",
    program="bvaudit",
    dag=date(2026, 1, 2),
    ark=(
        TextSheet(navn="Veiledning", tittel="Slik", avsnitt=(Guidance(tittel="Først", setninger=("Les dette.",)),)),
        OM,
        RADER,
        replace(RADER, key="oppslag", navn="Oppslag", oppslag=True, ledige=0),
    ),
    lister={"JaNei": JA_NEI, "Punkter": ALLE, "Punkter_funn_1": ALLE[1:2]},
    opplysninger={"id": "x-1"},
)


def written(folder: Path, form: Form = FORM, name: str = "skjema.xlsx") -> Path:
    write_form(form, folder / name)
    return folder / name


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    """The workbook as somebody has left it, saved by openpyxl."""
    book = load_workbook(path)
    change(book)
    book.save(path)
    return path


def cell_under(sheet: Any, heading: str, row: int) -> Any:
    """The cell ``row`` rows below the heading (1 is the first)."""
    found = next(cell for cells in sheet.iter_rows() for cell in cells if bare(cell.value) == heading)
    return sheet.cell(found.row + row, found.column)


def answer_to(sheet: Any, question: str) -> Any:
    found = next(cell for cells in sheet.iter_rows() for cell in cells if bare(cell.value) == question)
    return sheet.cell(found.row, found.column + 1)


def bare(value: object) -> object:
    return value.removesuffix("*").strip() if isinstance(value, str) else value


def as_saved_by_libreoffice(path: Path, folder: Path) -> Path:
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("LibreOffice is needed for this test")
    out = folder / "lo"
    home = f"-env:UserInstallation=file://{folder}/profil"
    subprocess.run(
        [program, home, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return out / path.name
