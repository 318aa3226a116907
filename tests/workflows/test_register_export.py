"""The register is taken out of the municipality's folder as workbooks, by the library and by the command line."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bvaudit.cli.run import run
from bvaudit.errors import UsageError
from bvaudit.intake.register_back import read_register_book
from bvaudit.model.mappe import Mappe
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.register_export import ExportRequest, export
from bvaudit.workflows.register_folder import read_log, state_of
from tests.register.a_folder import AV, LEDER, a_folder, a_register
from tests.register.an_register import ENHETER, NORD, SOR, STAB

DAG = date(2026, 2, 1)
_UNIT = '  - id: "{id}"\n    navn: {navn}\n    kilder: [{{bydelsnummer: "{number:02d}"}}]\n'


@pytest.fixture(scope="module")
def content() -> Content:
    return content_or_stop()


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    made = a_register(tmp_path / "kommunen")
    units = "".join(_UNIT.format(id=id, navn=navn, number=n) for n, (id, navn) in enumerate(ENHETER.items(), 1))
    path = made.rot / "enheter.yaml"
    path.write_text(f"enheter:\n{units}", encoding="utf-8")
    return Mappe(rot=made.rot, kommune=made.kommune, enheter=path)


def test_the_whole_is_for_stab_and_changes_nothing(mappe: Mappe, content: Content) -> None:
    before = read_log(mappe)
    made = export(ExportRequest(mappe=mappe, content=content, dag=DAG))
    (path,) = made.filer
    assert path == mappe.utgaver / "avviksregister-2026-02-01.xlsx"
    book, problems = read_register_book(path)
    assert book is not None
    assert problems == []
    assert (book.dokument.mottaker, book.dokument.enhet) == (STAB, "")
    assert book.dokument.hode == state_of(mappe).hode
    assert made.hode == state_of(mappe).hode.vist
    assert read_log(mappe) == before


def test_one_for_each_unit_by_id_or_by_name(mappe: Mappe, content: Content) -> None:
    made = export(ExportRequest(mappe=mappe, content=content, dag=DAG, enheter=(NORD, "sørlia")))
    assert [path.name for path in made.filer] == [
        "avviksregister-nordvag-2026-02-01.xlsx",
        "avviksregister-sorlia-2026-02-01.xlsx",
    ]
    found = [read_register_book(path)[0] for path in made.filer]
    assert [(one.dokument.mottaker, one.dokument.enhet) for one in found if one] == [
        (f"barnevernleder@{NORD}", NORD),
        (f"barnevernleder@{SOR}", SOR),
    ]
    numbers = {celle.nr for one in found if one and one.meta.enhet == SOR for celle in one.dokument.celler}
    assert {nr for nr in numbers if not nr.startswith("OP-")} == set()
    assert {nr.rpartition(":")[2] for nr in numbers} == {SOR}, "its own controls of the årshjul"


def test_every_unit_that_has_not_ceased(mappe: Mappe, content: Content) -> None:
    assert mappe.enheter is not None
    path = mappe.enheter
    told = path.read_text(encoding="utf-8").replace(
        "navn: Øyane\n", "navn: Øyane\n    gjelder_til_og_med: 2026-01-31\n"
    )
    path.write_text(told, encoding="utf-8")
    made = export(ExportRequest(mappe=mappe, content=content, dag=DAG, alle=True, ut=mappe.rot / "ut"))
    assert len(made.filer) == len(ENHETER) - 1
    assert not any("oyane" in path.name for path in made.filer)


def test_what_is_filled_in_is_kept_beside_the_new_one(mappe: Mappe, content: Content) -> None:
    request = ExportRequest(mappe=mappe, content=content, dag=DAG)
    (path,) = export(request).filer
    assert export(request).beskjeder == (), "nobody had written in it"
    book = openpyxl.load_workbook(path)
    sheet = book["Avvik"]
    at = next(cell.column for cell in sheet[1] if cell.value == "Ny kommentar")
    sheet.cell(2, at).value = "Tatt opp i møtet"
    book.save(path)
    assert len(export(request).beskjeder) == 1
    assert len(list(mappe.utgaver.glob("avviksregister-2026-02-01*.xlsx"))) == 2


@pytest.mark.parametrize(
    ("request_of", "sagt"),
    [
        ({"enheter": ("Utopia",)}, "Ingen enhet heter «Utopia»"),
        ({"enheter": (NORD,), "som": f"barnevernleder@{SOR}"}, "er en rolle i en annen enhet"),
        ({"alle": True, "ut": Path("en.xlsx")}, "kan ikke legges i én fil"),
    ],
)
def test_what_cannot_be_is_told(mappe: Mappe, content: Content, request_of: dict[str, object], sagt: str) -> None:
    with pytest.raises(UsageError, match=sagt):
        export(ExportRequest(mappe=mappe, content=content, dag=DAG, **request_of))  # type: ignore[arg-type]
    assert not mappe.utgaver.exists() or not list(mappe.utgaver.iterdir())


def test_without_a_register_there_is_nothing_to_take_out(tmp_path: Path, content: Content) -> None:
    with pytest.raises(UsageError, match="ikke noe register"):
        export(ExportRequest(mappe=a_folder(tmp_path / "tom"), content=content, dag=DAG))


def test_on_the_command_line(mappe: Mappe, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    til = tmp_path / "nord.xlsx"
    words = ["register", "eksport", "--enhet", "Nordvåg", "--ut", str(til), "--mappe", str(mappe.rot)]
    assert run(words) == 0
    said = capsys.readouterr().out
    assert f"Registerets hode: {state_of(mappe).hode.vist}" in said
    assert f"bvaudit les {til}" in said
    book, _ = read_register_book(til)
    assert book is not None
    assert book.dokument.mottaker == LEDER
    assert {celle.nr for celle in book.dokument.celler if not celle.nr.startswith("OP-")} == {AV}
