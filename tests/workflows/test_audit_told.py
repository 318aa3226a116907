"""What the commands of an audit say when something is lacking, and which step they point to then, in a real folder."""

from pathlib import Path

import pytest

from tests.workflows.an_audit import Desk, folder_with, imported_documents

pytestmark = pytest.mark.lang
UNIT, OTHER = "Østbyen", "Midtbyen"
NY = ("revisjon", "ny", "host", "--sjekkliste", "kort", "--enhet", UNIT)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imported_documents(tmp_path_factory.mktemp("fjordvik"))


@pytest.fixture
def desk(
    imported: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    mappe = folder_with(imported, tmp_path / "kommunen")
    monkeypatch.chdir(mappe.rot)
    monkeypatch.setenv("COLUMNS", "200")
    capsys.readouterr()
    return Desk(mappe=mappe, capsys=capsys)


def case_of(desk: Desk, enhet: str) -> str:
    """A case of the unit that nothing has been drawn from."""
    desk.done("revisjon", "ny", "annen", "--sjekkliste", "kort", "--enhet", enhet)
    return desk.audit("annen").plasser[0].sak


def test_a_case_nobody_reads_is_not_pointed_at(desk: Desk) -> None:
    sak = case_of(desk, OTHER)
    desk.done(*NY)
    before = desk.audit("host").logg
    said = desk.refused("revisjon", "malrett", "host", sak, "--grunn", "klage i mars")
    assert f"ingen leser er satt opp for {OTHER}" in said and "revisjon.yaml under lesere" in said
    assert desk.audit("host").logg == before
    fil = desk.audit("host").folder / "revisjon.yaml"
    fil.write_text(
        fil.read_text("utf-8").replace("lesere:\n", f"lesere:\n  - {{kode: l7, rolle: stab, enheter: [{OTHER}]}}\n", 1),
        "utf-8",
    )
    desk.done("revisjon", "malrett", "host", sak, "--grunn", "klage i mars")
    assert "midtbyen-l7.xlsx" in desk.done("skjema", "host")


def test_the_road_points_to_the_file_while_a_unit_has_no_reader(desk: Desk) -> None:
    desk.done(*NY, "--leser", f"l1:stab:{UNIT}", "--andre-lesing", "0")
    fil = desk.audit("host").folder / "revisjon.yaml"
    mine = fil.read_text("utf-8")
    fil.write_text(mine.replace(f"enheter: [{UNIT}]}}", f"enheter: [{OTHER}]}}"), "utf-8")
    assert fil.read_text("utf-8") != mine
    desk.refused("skjema", "host")
    for command in (("status",), ("revisjon",), ("revisjon", "skjemaer", "host")):
        said = " ".join(desk.done(*command).split())
        assert f"ingen leser er satt opp for {UNIT}" in said and "bvaudit skjema host" not in said
    fil.write_text(mine, "utf-8")
    assert desk.next() == "bvaudit skjema host"
