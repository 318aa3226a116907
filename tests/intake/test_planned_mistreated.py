"""What people do to the sheets of what is planned on their way: nothing is lost, nothing is read as another thing's,
and every fault has its cell."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert, TingOpprettet
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.workflows.read_register import refused
from tests.register.planned_example import AVTALE, NORDS, RUTINE, SORS, TILSYN, log, made, world
from tests.register.register_desk import cell, column, read, row_of, typed

pytestmark = pytest.mark.lang
ARSHJUL, LISTER, TILSYNSLOP = "Årshjul", "Lister", "Tilsynsløp"
Book = Any
FYLT = (
    (ARSHJUL, NORDS, "Status", "Utført"),
    (ARSHJUL, NORDS, "Utført (dato)", "01.03.2026"),
    (ARSHJUL, SORS, "Status", "Ikke aktuelt"),
    (ARSHJUL, SORS, "Hvorfor ikke", "Ingen saker"),
    (LISTER, AVTALE, "Tar slutt", "30.06.2026"),
    (LISTER, RUTINE, "Ny kommentar", "Gjennomgås i april"),
    (TILSYNSLOP, TILSYN, "Vår status", "Forbereder"),
)
SAGT = {
    (NORDS, "status"): "utfort",
    (NORDS, "utfort"): "2026-03-01",
    (SORS, "status"): "ikke-aktuelt",
    (SORS, "grunn"): "Ingen saker",
    (AVTALE, "slutt"): "2026-06-30",
    (RUTINE, "kommentar"): "Gjennomgås i april",
    (TILSYN, "status"): "forbereder",
    (TILSYN, "skritt"): "forelopig-rapport",
}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = typed(made(tmp_path_factory.mktemp("mishandlet") / "hele.xlsx", alone=True), FYLT)
    book = load_workbook(path)
    here = book[TILSYNSLOP]
    row = next(number for number in range(2, here.max_row + 1) if here.cell(number, 1).value is None)
    for heading, value in (
        ("Tilsyn", "Tilsyn med undersøkelser"),
        ("Skritt", "Foreløpig rapport"),
        ("Dato", "1.3.2026"),
    ):
        here.cell(row, column(here, heading)).value = value
    book.save(path)
    return path


def sorted_backwards(book: Book) -> None:
    for here in (book[ARSHJUL], book[LISTER], book[TILSYNSLOP]):
        rows = [[one.value for one in row] for row in here.iter_rows(min_row=2)]
        for number, values in enumerate(reversed(rows), start=2):
            for at, value in enumerate(values, start=1):
                here.cell(number, at).value = value


def rows_inserted(book: Book) -> None:
    for here in (book[ARSHJUL], book[LISTER], book[TILSYNSLOP]):
        here.insert_rows(1, 2)
        here.cell(1, 1).value = "Til møtet på fredag"
        here.insert_rows(5)


def columns_moved(book: Book) -> None:
    for ark, one, other in ((ARSHJUL, "Status", "Hvorfor ikke"), (LISTER, "Frist", "Tar slutt")):
        here = book[ark]
        left, right = column(here, one), column(here, other)
        for row in range(1, here.max_row + 1):
            a, b = here.cell(row, left), here.cell(row, right)
            a.value, b.value = b.value, a.value


def sheets_renamed_and_copied(book: Book) -> None:
    book.copy_worksheet(book[ARSHJUL])
    for here in list(book.worksheets)[:3]:
        here.title = f"{here.title} til møtet"


def row_copied(book: Book) -> None:
    """To have something to write in: the same control stands there twice."""
    here = book[ARSHJUL]
    at, last = row_of(here, NORDS), here.max_row + 1
    for number, one in enumerate(here[at], start=1):
        here.cell(last, number).value = one.value


def rows_deleted(book: Book) -> None:
    here = book[LISTER]
    here.delete_rows(row_of(here, RUTINE))


def status_filled_down(book: Book) -> None:
    """Over the whole column: without its day no control is done, and each is told in its own cell."""
    here = book[ARSHJUL]
    for row in range(2, here.max_row + 1):
        here.cell(row, column(here, "Status")).value = "Utført"


def one_column_sorted(book: Book) -> None:
    """Without the rest of the rows: nobody can know which points are meant, and nothing of them is read."""
    here = book[LISTER]
    at = column(here, "_id")
    names = [here.cell(row, at).value for row in range(2, here.max_row + 1)]
    for row, name in enumerate(names[1:] + names[:1], start=2):
        here.cell(row, at).value = name


def id_cleared(book: Book) -> None:
    here = book[LISTER]
    here.cell(row_of(here, AVTALE), column(here, "_id")).value = None


WAYS: list[tuple[Callable[[Book], None], set[tuple[str, str]], list[str]]] = [
    (lambda book: None, set(), []),
    (sorted_backwards, set(), []),
    (rows_inserted, set(), []),
    (columns_moved, set(), []),
    (sheets_renamed_and_copied, set(), []),
    (row_copied, set(), ["register-kopi"]),
    (rows_deleted, {(RUTINE, "kommentar")}, []),
    (status_filled_down, {(SORS, "status")}, ["register-avvist"] * 4),
    (one_column_sorted, {(AVTALE, "slutt"), (RUTINE, "kommentar")}, ["register-blandet"] * 3),
    (id_cleared, {(AVTALE, "slutt")}, ["register-uten-nummer"]),
]


@pytest.mark.parametrize(("way", "lost", "told"), WAYS, ids=[way.__name__ for way, _, _ in WAYS])
def test_mistreated(
    way: Callable[[Book], None], lost: set[tuple[str, str]], told: list[str], filled: Path, tmp_path: Path
) -> None:
    book = load_workbook(filled)
    way(book)
    path = tmp_path / "hele.xlsx"
    book.save(path)
    found = read(path, events=log(), world=world())
    assert found.problems == ()
    said: dict[tuple[str, str], str] = {}
    for one in (ny.hendelse for ny in found.nye):
        match one:
            case FeltSatt():
                said[one.nr, one.felt] = one.tekst or one.verdi
            case Kommentert():
                said[one.nr, "kommentar"] = one.tekst
            case TilsynSkritt():
                said[one.nr, "skritt"] = one.skritt
            case _:
                assert isinstance(one, TingOpprettet)
    assert said == {key: value for key, value in SAGT.items() if key not in lost}
    notes = [one for one in refused(found) if not one.kode.startswith("register-utenom")]
    assert sorted(one.kode for one in notes) == told
    assert all(one.sted.celle for one in notes)


def test_the_cells_that_are_refused_are_those_that_lack_their_day(filled: Path, tmp_path: Path) -> None:
    book = load_workbook(filled)
    status_filled_down(book)
    path = tmp_path / "hele.xlsx"
    book.save(path)
    found = refused(read(path, events=log(), world=world()))
    done = cell(load_workbook(path), ARSHJUL, NORDS, "Status").coordinate
    assert done not in {one.sted.celle for one in found}
