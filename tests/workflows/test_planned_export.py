"""The workbooks of what is planned alone: made in the municipality's folder by the library and on the command line."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bvaudit.cli.run import run
from bvaudit.errors import UsageError
from bvaudit.model.mappe import Mappe
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.planned_export import Planbok, PlannedRequest, export_planned
from bvaudit.workflows.register_export import Exported, ExportRequest
from tests.register.a_folder import a_folder

pytestmark = pytest.mark.lang  # whole folders of content
DAG = date(2026, 12, 1)
ENHETER = "enheter:\n" + "".join(
    f'  - id: {id}\n    navn: {navn}\n    kilder: [{{bydelsnummer: "{number:02d}"}}]\n'
    for number, (id, navn) in enumerate((("nord", "Nordvåg"), ("sor", "Sørlia")), start=1)
)
LISTE = """id: {id}
tittel: Avtaler {id}
listeslag: avtaler
kilde: Oppdiktet
{mer}innhold:
  - {{id: vakt, tekst: Vakt sammen med naboen, slutt: 2026-12-31, enheter: [sor]}}
  - {{id: kurs, tekst: Kurs for fosterhjem, slutt: 2027-06-30}}
"""


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Mappe:
    made = a_folder(tmp_path_factory.mktemp("eksport") / "kommunen")
    (made.rot / "enheter.yaml").write_text(ENHETER, encoding="utf-8")
    (made.rot / "lister").mkdir(exist_ok=True)
    for id, mer in (("avtaler-2025", ""), ("avtaler-2026", "forrige: avtaler-2025\n")):
        (made.rot / "lister" / f"{id}.yaml").write_text(LISTE.format(id=id, mer=mer), encoding="utf-8")
    return Mappe(rot=made.rot, kommune=made.kommune, enheter=made.rot / "enheter.yaml")


@pytest.fixture(scope="module")
def content(mappe: Mappe) -> Content:
    return content_or_stop(own_content(mappe, ()))


def made(mappe: Mappe, content: Content, hva: Planbok, **more: object) -> Exported:
    of_request = {key: more.pop(key) for key in ("ider", "ar") if key in more}
    where = ExportRequest(mappe=mappe, content=content, dag=DAG, **more)  # type: ignore[arg-type]
    return export_planned(PlannedRequest(hva=hva, hvor=where, **of_request))  # type: ignore[arg-type]


def ids(path: Path) -> list[str]:
    (sheet, *_) = openpyxl.load_workbook(path).worksheets
    at = next(cell.column for cell in sheet[1] if cell.value == "_id")
    return [str(sheet.cell(row, at).value) for row in range(2, sheet.max_row + 1) if sheet.cell(row, at).value]


def test_the_year_of_the_municipality_and_of_each_unit_before_there_is_a_register(
    mappe: Mappe, content: Content
) -> None:
    whole = made(mappe, content, Planbok.ARSHJUL)
    assert [path.name for path in whole.filer] == ["arshjul-2026-12-01.xlsx"]
    units = made(mappe, content, Planbok.ARSHJUL, alle=True)
    assert [path.name for path in units.filer] == ["arshjul-nordvag-2026-12-01.xlsx", "arshjul-sorlia-2026-12-01.xlsx"]
    nord, sor = (ids(path) for path in units.filer)
    assert {nr.rpartition(":")[2] for nr in nord} == {"nord"}
    assert {*nord, *sor} <= set(ids(whole.filer[0])), "and what is done once for all is in that of stab alone"
    assert all(nr.startswith("OP-2026-") for nr in nord)
    later = made(mappe, content, Planbok.ARSHJUL, ar=2027)
    assert all(nr.startswith("OP-2027-") for nr in ids(later.filer[0]))


def test_the_lists_of_now_or_those_that_are_named(mappe: Mappe, content: Content) -> None:
    (path,) = made(mappe, content, Planbok.LISTER).filer
    assert ids(path) == ["LP-avtaler-2026:vakt", "LP-avtaler-2026:kurs"]
    (path,) = made(mappe, content, Planbok.LISTER, ider=("avtaler-2025",)).filer
    assert ids(path) == ["LP-avtaler-2025:vakt", "LP-avtaler-2025:kurs"]
    (path,) = made(mappe, content, Planbok.LISTER, alle=True).filer
    assert path.name == "lister-sorlia-2026-12-01.xlsx", "the other unit has nothing of its own"
    assert ids(path) == ["LP-avtaler-2026:vakt"]


@pytest.mark.parametrize(
    ("hva", "ider", "enheter", "said"),
    [
        (Planbok.TILSYN, (), (), "ikke lagt inn noe tilsyn"),
        (Planbok.TILSYN, ("nord-2025",), (), "nord-2025"),
        (Planbok.LISTER, ("avtalar",), (), "avtalar"),
        (Planbok.LISTER, (), ("nord",), "Ingen punkter"),
    ],
)
def test_what_is_not_there_is_told_and_nothing_is_made(
    mappe: Mappe, content: Content, hva: Planbok, ider: tuple[str, ...], enheter: tuple[str, ...], said: str
) -> None:
    before = sorted(mappe.utgaver.glob("*"))
    with pytest.raises(UsageError, match=said):
        made(mappe, content, hva, ider=ider, enheter=enheter)
    assert sorted(mappe.utgaver.glob("*")) == before


def test_on_the_command_line_and_back(mappe: Mappe, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    til = tmp_path / "sor.xlsx"
    assert (
        run(["liste", "eksport", "avtaler-2026", "--enhet", "Sørlia", "--ut", str(til), "--mappe", str(mappe.rot)]) == 0
    )
    assert f"bvaudit les {til}" in capsys.readouterr().out
    book = openpyxl.load_workbook(til)
    sheet = book["Lister"]
    at = next(cell.column for cell in sheet[1] if cell.value == "Status")
    sheet.cell(2, at).value = "Pågår"
    book.save(til)
    assert run(["les", str(til), "--skriv", "--mappe", str(mappe.rot)]) == 0
    said = capsys.readouterr().out
    assert "LP-avtaler-2026:vakt, status: tomt → Pågår (Lister!D2)" in said
    assert run(["les", str(til), "--mappe", str(mappe.rot)]) == 0
    assert "1 står slik i registeret alt" in capsys.readouterr().out
