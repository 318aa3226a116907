"""A case somebody points at, in a whole audit: it is read and counted apart, and moves no share on any paper."""

import csv
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from bvaudit.model.lest import LestPunkt
from bvaudit.workflows.audit_results import results_of_audit
from bvaudit.workflows.audits_by_people import Audit
from tests.workflows.an_audit import Desk, folder_with, imported_documents, yes

pytestmark = pytest.mark.lang
UNIT, REGEL = "Østbyen", "UND-08"


@pytest.fixture
def desk(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    (tmp_path / "laget").mkdir()
    mappe = folder_with(imported_documents(tmp_path / "laget"), tmp_path / "kommunen")
    monkeypatch.chdir(mappe.rot)
    monkeypatch.setenv("COLUMNS", "200")
    capsys.readouterr()
    return Desk(mappe=mappe, capsys=capsys)


def points(desk: Desk) -> Mapping[str, LestPunkt]:
    audit = desk.audit("host")
    return {one.regel.id: one for one in results_of_audit(desk.mappe, "host", audit.content).punkter}


def rows(desk: Desk) -> list[dict[str, str]]:
    (fil,) = desk.mappe.revisjoner.rglob("resultater.csv")
    with fil.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["variant"] == "lest"]


def shares(desk: Desk) -> list[tuple[object, ...]]:
    """Every row of «Alle tall», without its remark: what the machine counted too."""
    (fil,) = desk.mappe.revisjoner.rglob("avviksregister.xlsx")
    head, *lines = openpyxl.load_workbook(fil, read_only=True)["Alle tall"].iter_rows(values_only=True)
    assert [line[head.index("Kontrollert")] for line in lines if (line[0], line[2]) == (REGEL, UNIT)] == [3]
    last = head.index("Øvre 95 %") + 1
    return [line[:last] for line in lines if line[0]]


def outside(audit: Audit) -> str:
    """A case of the frame that was not drawn and is not in reserve."""
    with (audit.folder / "utvalg" / "ramme.csv").open(encoding="utf-8-sig", newline="") as file:
        frame = [row["sak"] for row in csv.DictReader(file, delimiter=";") if row["enhet"] == UNIT]
    return next(sak for sak in frame if sak not in {one.sak for one in audit.plasser})


def locked(desk: Desk) -> None:
    desk.done("revisjon", "las", "host", "--som", "stab")
    desk.done("vurder", "--overskriv")


def test_a_case_that_was_pointed_at_moves_no_share(desk: Desk) -> None:
    desk.done("revisjon", "ny", "host", "--sjekkliste", "kort", "--enhet", UNIT, "--andre-lesing", "0")
    desk.done("skjema", "host")
    (form,) = desk.sheets("host")
    desk.fill("host", form, yes)
    locked(desk)
    before, told, numbers = points(desk), rows(desk), shares(desk)

    sak = outside(desk.audit("host"))
    desk.done("revisjon", "apne", "host", "--grunn", "klage", "--som", "stab")
    desk.done("revisjon", "malrett", "host", sak, "--grunn", "klage i mars")
    desk.done("skjema", "host")
    (new,) = set(desk.sheets("host")) - {form}
    desk.fill("host", new, lambda punkt: "nei" if punkt.gjelder.regel == REGEL else yes(punkt))
    locked(desk)

    after = points(desk)
    for regel, one in before.items():
        now = after[regel]
        assert (now.n, now.nei, now.andel, now.hoyst, now.ramme) == (one.n, one.nei, one.andel, one.hoyst, one.ramme)
    assert before[REGEL].n == 3 and before[REGEL].andel is not None
    assert (after[REGEL].malrettede, after[REGEL].malrettede_nei, after[REGEL].nei) == (1, 1, 0)
    assert after[REGEL].svar["nei"] == 1

    (new_row,) = [row for row in rows(desk) if row["sak"] == sak and row["regel"] == REGEL]
    assert new_row["utfall"] == "ikke oppfylt" and "pekt ut, ikke trukket" in new_row["forklaring"]
    assert [row for row in rows(desk) if row["sak"] != sak] == told
    assert shares(desk) == numbers
