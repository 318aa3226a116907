"""A figure is the same number on the screen, in the table, in the workbook and in the reports."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from bvaudit.cli.run import run
from tests.conftest import Demo

pytestmark = pytest.mark.lang
AR = "2025"
FEM = {
    "meldinger": "Bekymringsmeldinger",
    "undersokelser": "Undersøkelser",
    "fristbrudd_undersokelse": "Undersøkelser som ikke ble avsluttet innen fristen",
    "barn_i_tiltak": "Barn og unge i tiltak",
    "under_omsorg": "Barn under kommunens omsorg",
}
STANDARD = {"meldinger": "mottatt", "undersokelser": "startet", "fristbrudd_undersokelse": "rapportert_regel"}
IN_BOOK = ("Id", "Id på tellemåten", "Id på delen", "Første dag", "Siste dag", "Verdi uten avrunding")
IN_ANNEX = ("Id", "Lesning", "Gruppe", "Fra", "Til", "Verdi")
Cell = tuple[str, str, str, str]
REPORTS = ("bystyre", "tilstandsrapport")


def of_csv(path: Path) -> dict[Cell, float]:
    """Figure, reading, first and last day → the number, of all together."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not (row["enhet"] or row["kommune"] or row["gruppe"])]
    names = ("tall", "variant", "periode_fra", "periode_til")
    return {tuple(row[name] for name in names): float(row["verdi"]) for row in rows if row["verdi"]}  # type: ignore[misc]


def of_sheet(path: Path, sheet: str, heads: Sequence[str]) -> dict[Cell, float]:
    """``heads``: the headings of the figure, the reading, the part, the first and the last day, and the number."""
    head, *rows = openpyxl.load_workbook(path, read_only=True)[sheet].iter_rows(values_only=True)
    found = {}
    for row in (dict(zip(map(str, head), values, strict=True)) for values in rows):
        tall, variant, part, first, last, verdi = (row[name] for name in heads)
        if not (part or row["Kommune"]) and row["Enhet"] in (None, "Alle") and verdi is not None:
            assert isinstance(first, datetime) and isinstance(last, datetime)
            found[str(tall), str(variant), f"{first:%Y-%m-%d}", f"{last:%Y-%m-%d}"] = float(str(verdi))
    return found


def reports(folder: Path) -> Iterator[tuple[dict[Cell, float], str]]:
    """The numbers of each annex, and the text of its report."""
    for annex in (path for name in REPORTS for path in folder.glob(f"revisjoner/*/rapporter/{name}-*-vedlegg.xlsx")):
        word = docx.Document(str(annex.with_name(annex.name.replace("-vedlegg.xlsx", ".docx"))))
        words = "\n".join("".join(one.itertext(qn("w:t"))) for one in word.element.body.iter(qn("w:p")))
        yield of_sheet(annex, "Tall", IN_ANNEX), words


def test_five_figures_are_the_same_everywhere(
    made_demo: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BVAUDIT_HJEM", str(made_demo.hjem))
    monkeypatch.setenv("COLUMNS", "120")
    ut = tmp_path / "ut"
    assert run(["nokkeltall", *FEM, "--ar", AR, "--mappe", str(made_demo.ut), "--ut", str(ut)]) == 0
    told = capsys.readouterr().out
    table = of_csv(ut / "nokkeltall.csv")
    assert of_sheet(ut / "nokkeltall.xlsx", "Alle nøkkeltall", IN_BOOK) == pytest.approx(table)
    for tall, navn in FEM.items():
        standard = (tall, STANDARD.get(tall, "dag"))
        (row,) = (value for (one, variant, *_), value in table.items() if (one, variant) == standard)
        shown = f"{100 * row:.1f} %".replace(".", ",") if row < 1 else f"{row:.0f}"
        (line,) = (line.strip() for line in told.splitlines() if line.strip().startswith(f"{navn}  "))
        assert line.replace("\u00a0", " ").endswith(f" {shown}"), navn

    seen = set()
    for annex, words in reports(made_demo.ut):
        for cell in annex.keys() & table.keys():
            assert annex[cell] == pytest.approx(table[cell]), cell
            if cell[0] != "fristbrudd_undersokelse":
                assert f"{annex[cell]:.0f}" in words.split()
            seen.add(cell[0])
    assert seen == set(FEM)
