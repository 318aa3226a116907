"""The mistreatment table of the register's workbook: each way, saved by openpyxl and by LibreOffice. Nothing is lost,
nothing is read as another thing's, and every fault has its cell."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from register_mistreatment import DELVIS, FYLT, HEL, SAGT, STANSET, WAYS, Way, deleted_other_sheets

from bvaudit.diagnostics import Problem
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert
from bvaudit.model.registeret.hendelser_kjoring import SakMerket
from bvaudit.workflows.read_register import Innlesing, read_documents, refused
from bvaudit.workflows.register_documents import Papirslag, read_paper
from tests.register.merge_example import NORD, kontekst, log
from tests.register.register_desk import TID, blank_row, cell, column, made, typed

pytestmark = [pytest.mark.lang, pytest.mark.helt]


class Files:
    """Each way's file, made once, as openpyxl saves it and as LibreOffice does: it takes far longer to start than to
    save."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        base = typed(made(folder / "nord.xlsx", NORD), FYLT)
        less = load_workbook(base)
        deleted_other_sheets(less)  # the rest of the table is tried without them: it takes half the time
        less.save(folder / "mindre.xlsx")
        for number, way in enumerate(WAYS):
            book = load_workbook(base if number == 0 else folder / "mindre.xlsx")
            way.gjor(book)
            (folder / "openpyxl").mkdir(exist_ok=True)
            book.save(folder / "openpyxl" / f"{number:02d}.xlsx")
        program = shutil.which("soffice")
        if program is None:
            pytest.fail("LibreOffice is needed for this test")
        home = f"-env:UserInstallation=file://{folder}/profil"
        command = [program, home, "--headless", "--convert-to", "xlsx", "--outdir", str(folder / "libreoffice")]
        files = sorted(str(path) for path in (folder / "openpyxl").iterdir())
        subprocess.run([*command, *files], check=True, capture_output=True, timeout=300)

    def file(self, writer: str, number: int) -> Path:
        path = self.folder / writer / f"{number:02d}.xlsx"
        work = WAYS[number].fil
        return work(path) if work else path


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Files:
    return Files(tmp_path_factory.mktemp("register-mishandlet"))


def read(path: Path) -> tuple[Innlesing, list[Problem]]:
    lest = read_documents([read_paper(path, Papirslag.BOK, kontekst())], log(), kontekst(), tid=TID)
    return lest, [*lest.problems, *refused(lest)]


def said_in(lest: Innlesing) -> dict[tuple[str, str], str]:
    found = {}
    for new in lest.nye:
        match new.hendelse:
            case FeltSatt(nr=nr, felt=felt, verdi=verdi, tekst=tekst):
                found[nr, felt] = tekst or verdi or "-"
            case Kommentert(nr=nr, tekst=tekst):
                found[nr, "kommentar"] = tekst
            case SakMerket(sak=sak, rettet=rettet):
                found[sak[0], "rettet"] = rettet.isoformat() if rettet else ""
            case other:
                raise AssertionError(other)
    return found


def place(where: Any, book: Any) -> tuple[str | None, str | None] | None:
    """The cell a fault must name, found in the file that was read and not by the program; None = whichever."""
    if where == "*":
        return None
    if isinstance(where, str):
        return (where or None, None)
    ark, row_id, heading = where
    if not row_id:
        return ark, book[ark].cell(blank_row(book, ark) - 1, column(book[ark], heading)).coordinate
    return ark, cell(book, ark, row_id, heading).coordinate


@pytest.mark.parametrize("number", range(len(WAYS)), ids=[way.navn for way in WAYS])
@pytest.mark.parametrize("writer", ["openpyxl", "libreoffice"])
def test_mistreated(writer: str, number: int, files: Files) -> None:
    made_way = WAYS[number]
    way: Way = made_way.som if made_way.som and writer == "libreoffice" else made_way
    path = files.file(writer, number)
    lest, problems = read(path)
    assert sorted(one.kode for one in problems) == sorted(kode for kode, _ in way.sies)
    if any(where not in ("", "*") for _, where in way.sies):
        book = load_workbook(path)
        told = [(one.kode, (one.sted.ark, one.sted.celle)) for one in problems]
        for kode, where in way.sies:
            at = place(where, book)
            assert at is None or (kode, at) in told
    assert all(one.sted.celle or way.leses == STANSET for one in problems)
    wanted = {} if made_way.leses == STANSET else {**SAGT, **way.endret}
    assert said_in(lest) == {key: value for key, value in wanted.items() if value}
    assert bool(lest.problems) is (made_way.leses == STANSET), "what is refused whole is told of as such"


@pytest.mark.parametrize("writer", ["openpyxl", "libreoffice"])
def test_untouched_and_saved_by_another_program_it_gives_nothing(writer: str, files: Files, tmp_path: Path) -> None:
    path = made(tmp_path / "nord.xlsx", NORD)
    if writer == "openpyxl":
        load_workbook(path).save(path)
    else:
        home = f"-env:UserInstallation=file://{files.folder}/profil"
        out = tmp_path / "lo"
        command = ["soffice", home, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        path = out / "nord.xlsx"
    lest, problems = read(path)
    assert (lest.nye, problems) == ((), [])


def test_there_are_forty_ways_and_more() -> None:
    assert len(WAYS) >= 40
    assert len({way.navn for way in WAYS}) == len(WAYS)
    assert {way.leses for way in WAYS} == {HEL, DELVIS, STANSET}
