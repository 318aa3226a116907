"""The mistreatment table: each way × three writers. No answer is lost, none is wrong, and every fault has its cell."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import register_mistreatment
import xlsxwriter
from leseark_eksempel import DAG, content, form_file, leseark, revisjon
from mistreatment import DELVIS, HEL, STANSET, WAYS, Form, Way, column, head
from openpyxl import load_workbook

from bvaudit.diagnostics import Grad
from bvaudit.intake.svar_rows import read_svar
from bvaudit.texts import known, text
from bvaudit.workflows.filled import ReadBack, Reading
from bvaudit.workflows.read_back import read_back, write_files

WRITERS = ("xlsxwriter", "openpyxl", "libreoffice")
WHOLE = (pytest.mark.lang, pytest.mark.helt)
PAGE = Path(__file__).resolve().parents[2] / "docs" / "skjema-taaler.md"
ANSWERS = ("ja", "nei", "delvis", "ikke aktuelt")


class Set:
    """The audit, the form, and what is filled in: no two points have the same answer and reason."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made = revisjon(folder / "Prøvik")
        self.form = Form(ark=leseark(self.made))
        self.fylt: dict[str, dict[str, str]] = {
            punkt.id: {"svar": ANSWERS[(sak.plass + n) % 4], "begrunnelse": f"Sak {sak.plass} punkt {n}"}
            for sak in self.form.ark.saker
            if not sak.reserve
            for n, punkt in enumerate(sak.punkter, start=1)
        }

    def file(self, way: Way, number: int) -> Path:
        """As it is when the thing has been done, saved by openpyxl."""
        fylt: Any = {**self.fylt, **way.fylt(self.form)}
        path = form_file(self.folder / f"{number:02d}", self.form.ark, fylt)
        book = load_workbook(path)
        way.gjor(book, self.form)
        book.save(path)
        return path

    def read(self, path: Path) -> tuple[ReadBack, dict[str, tuple[str, str]]]:
        told = Reading(skjema=path, content=content(), mappe=self.made.mappe, til=None, dag=DAG, program="bvaudit")
        shutil.rmtree(self.made.svar.parent, ignore_errors=True)
        result = read_back(told)
        write_files(result.filer, told)
        rows = read_svar(self.made.svar)[0] if self.made.svar.exists() else ()
        ids = ("|".join((row.sak, row.objekt, row.objekt_id, row.regel, row.ordlyd)) for row in rows)
        return result, dict(zip(ids, ((row.svar.value, row.begrunnelse) for row in rows), strict=True))


@pytest.fixture(scope="module")
def the_set(tmp_path_factory: pytest.TempPathFactory) -> Set:
    return Set(tmp_path_factory.mktemp("mishandlet"))


@pytest.fixture(scope="module")
def saved_by_libreoffice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Set, dict[int, Path]]:
    """All of them in one go: it takes far longer to start than to save."""
    made = Set(tmp_path_factory.mktemp("mishandlet-lo"))
    program = shutil.which("soffice")
    if program is None:
        pytest.fail("LibreOffice is needed for this test")
    to_save = made.folder / "til"
    to_save.mkdir()
    for number, way in enumerate(WAYS):
        shutil.copy(made.file(way, number), to_save / f"{number:02d}.xlsx")
    home = f"-env:UserInstallation=file://{made.folder}/profil"
    out = made.folder / "lo"
    command = [program, home, "--headless", "--convert-to", "xlsx", "--outdir", str(out)]
    files = sorted(str(path) for path in to_save.iterdir())
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)
    return made, {number: out / f"{number:02d}.xlsx" for number in range(len(WAYS))}


def as_xlsxwriter_writes(path: Path) -> Path:
    """Every cell, with what formulas have come to, as the library the program itself writes with does it."""
    book, values = load_workbook(path), load_workbook(path, data_only=True)
    out = xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"})
    for sheet in book.worksheets:
        target = out.add_worksheet(sheet.title)
        _copy(sheet, values[sheet.title], target, out.add_format())
        if sheet.sheet_state != "visible":
            target.very_hidden() if sheet.sheet_state == "veryHidden" else target.hide()
    out.get_worksheet_by_name(next(one.title for one in book.worksheets if one.sheet_state == "visible")).activate()
    out.close()
    return path


def _copy(sheet: Any, values: Any, target: Any, look: Any) -> None:
    for area in sheet.merged_cells.ranges:
        target.merge_range(str(area), "", look)
    for row in sheet.iter_rows():
        for cell in row:
            at = (cell.row - 1, cell.column - 1)
            if isinstance(cell.value, str) and cell.value.startswith("="):
                target.write_formula(*at, cell.value, None, values.cell(cell.row, cell.column).value or "")
            elif isinstance(cell.value, str):
                target.write_string(*at, cell.value)
            elif cell.value is not None:
                target.write(*at, cell.value)
    for number, dimension in sheet.row_dimensions.items():
        if dimension.hidden:
            target.set_row(number - 1, None, None, {"hidden": True})


def place(said: str, form: Form, book: Any) -> tuple[str | None, str | None]:
    """The cell a fault must name, found in the file that was read and not by the program."""
    if not said:
        return None, None
    row_id, _, key = said.partition(" ")
    if row_id == "ark":
        return key, None
    if row_id in ("overskrift", "siste", "kopi"):
        return _special(row_id, key, form, book)
    key, _, which = key.partition(" ")
    sheets = [sheet for sheet in book.worksheets if form._row(sheet, row_id)]
    sheet = sheets[0 if which else -1] if len(sheets) > 1 else sheets[0]
    return sheet.title, sheet.cell(form._row(sheet, row_id), column(sheet, key)).coordinate


def _special(kind: str, key: str, form: Form, book: Any) -> tuple[str, str]:
    sheet = book["Sak 01 (2)"] if kind == "kopi" else form.sheet(book, 1)
    if kind == "kopi":
        return sheet.title, sheet.cell(form._row(sheet, form.point(1, int(key))), column(sheet, "svar")).coordinate
    if kind == "overskrift" and key == "svar":
        return sheet.title, next(cell for cell in sheet[head(sheet)] if cell.value == "Svaret").coordinate
    if kind == "overskrift":
        return sheet.title, next(cell for cell in sheet[head(sheet)] if cell.value == "Spørsmål").coordinate
    if key == "kolonne":
        return sheet.title, [cell for cell in sheet[head(sheet)] if cell.value == "Svar"][-1].coordinate
    return sheet.title, sheet.cell(form.rows(sheet)[-1], column(sheet, "svar")).coordinate


def check(way: Way, writer: str, made: Set, path: Path) -> None:
    comes_of = way.som.get(writer, way.leses)
    result, rows = made.read(path)
    faults = [one for one in result.problems if one.grad is not Grad.MERKNAD]
    said = {one.kode for one in result.problems if one.grad is Grad.MERKNAD}
    if way.merknad[0] and writer not in way.tapt_av:
        assert way.merknad[0] in said
    wanted_faults = [] if comes_of == HEL and way.leses != HEL else way.sies(made.form)
    if comes_of.startswith("skjema-"):
        wanted_faults, comes_of = [(comes_of, said) for _, said in wanted_faults], STANSET
    book = None if way.hele_filen else load_workbook(path)
    expected = sorted((kode, *place(said, made.form, book)) for kode, said in wanted_faults)
    assert sorted((one.kode, one.sted.ark, one.sted.celle) for one in faults) == expected
    if comes_of == STANSET:
        assert rows == {}
        assert faults, "nothing is refused without a word"
        return
    wanted = {key: (given["svar"], given["begrunnelse"]) for key, given in made.fylt.items()}
    for key, svar in way.endret(made.form).items():
        reason = way.fylt(made.form).get(key, {}).get("begrunnelse") or wanted.get(key, ("", ""))[1]
        wanted[key] = (svar, reason)
    assert rows == {key: given for key, given in wanted.items() if given[0]}


@pytest.mark.parametrize("number", range(len(WAYS)), ids=[way.navn for way in WAYS])
@pytest.mark.parametrize("writer", [WRITERS[0], pytest.param(WRITERS[1], marks=WHOLE)])
def test_mistreated(writer: str, number: int, the_set: Set) -> None:
    way = WAYS[number]
    path = the_set.file(way, number)
    path = as_xlsxwriter_writes(path) if writer == "xlsxwriter" else path
    check(way, writer, the_set, way.fil(path) if way.fil else path)


@pytest.mark.lang
@pytest.mark.helt
@pytest.mark.parametrize("number", range(len(WAYS)), ids=[way.navn for way in WAYS])
def test_mistreated_and_saved_by_libreoffice(number: int, saved_by_libreoffice: tuple[Set, dict[int, Path]]) -> None:
    made, files = saved_by_libreoffice
    way = WAYS[number]
    check(way, "libreoffice", made, way.fil(files[number]) if way.fil else files[number])


def test_as_it_was_made(the_set: Set) -> None:
    """By the program itself, opened by nobody."""
    path = form_file(the_set.folder / "urort", the_set.form.ark, the_set.fylt)
    check(WAYS[0], "xlsxwriter", the_set, path)


def said_of(way: Way) -> str:
    kode = next((kode for kode, _ in way.sies(_ANY)), "")
    if not kode:
        return way.merknad[1]
    kind, _, rest = kode.partition("-")
    key = {"skjema": "skjema.les", "lesesvar": "lesesvar.svar", "leseskjema": "lesesvar.skjema"}[kind]
    found = f"{key}.{rest.replace('-', '_')}"
    return _SAID.get(rest) or (text(found) if known(found) and "{" not in _raw(found) else rest)


def _raw(key: str) -> str:
    from bvaudit.texts.catalog import branch

    found = branch(key)
    return str(found)


_SAID = {
    "rader-borte": "at et spørsmål er tatt bort fra arket",
    "ark-kopi": "at arket er en kopi og ikke er lest",
    "to-svar": "at spørsmålet har to ulike svar, med begge cellene",
    "mangler-ark": "at arket mangler",
    "ikke-valg": "at det som står, ikke er et av valgene",
    "sammenslatt": "at cellen er slått sammen med en annen",
    "byttet": "at spørsmålet i raden og det raden er merket med, er to ulike",
    "formel": "at formelen ikke er regnet ut (LibreOffice gjør det når den lagrer: da er det svaret som gjelder)",
    "feilcelle": "at cellen viser en feil",
    "er-dato": "at Excel har gjort teksten om til en dato",
    "ikke-dato": "at det som står, ikke er en dato",
    "mangler-overskrift": "hvilken overskrift som mangler, og hva som står der i stedet",
    "to-overskrifter": "at overskriften står to ganger",
    "fremmed-rad": "at radene hører til en annen sak, med hver celle",
    "reserve": "at saken er i reserve og ikke i bruk",
}


class _Anything:
    def point(self, plass: int, number: int) -> str:
        return ""

    @property
    def ark(self) -> Any:
        return self

    @property
    def saker(self) -> Any:
        return [self] * 9

    sak = ""


_ANY: Any = _Anything()


def page() -> str:
    lines = [
        "# Hva et leseskjema tåler",
        "",
        "Alt dette er prøvd på skjemaet slik programmet skriver det selv, slik LibreOffice lagrer det, og slik",
        f"openpyxl lagrer det: {len(WAYS)} måter × 3. Ingen svar er mistet, ingen er lest feil, og alt som er galt, er",
        "sagt med ark og celle. Er noe galt med hele filen, er det sagt om filen. «Ingenting» betyr at ingenting av",
        "skjemaet er skrevet før det er rettet.",
        "",
        "Excel og nettleserutgaver er ikke prøvd her.",
        "",
        "| Det som er gjort med skjemaet | Leses | Det som sies |",
        "|---|---|---|",
    ]
    for way in WAYS:
        lines.append(f"| {way.navn} | {way.leses} | {said_of(way)} |")
    return "\n".join([*lines, *register_mistreatment.page()]) + "\n"


def test_the_page_is_fresh() -> None:
    if os.environ.get("BVAUDIT_SKRIV_SKJERM"):
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()


def test_there_are_thirty_ways_and_more() -> None:
    assert len(WAYS) >= 30
    assert len({way.navn for way in WAYS}) == len(WAYS)
    assert {way.leses for way in WAYS} == {HEL, DELVIS, STANSET}
