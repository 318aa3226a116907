"""What stands in the row of a melding belongs to that melding, also who sent it."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest

from bvaudit.cli.run import run
from bvaudit.model.kart import eier_i_rad
from bvaudit.workflows.propose_map import read_kart

from .test_kart_road import filled


@pytest.mark.parametrize(
    ("tabell", "tabeller", "eier"),
    [
        ("melder", {"melder", "henvendelse"}, "henvendelse"),
        ("melder", {"melder"}, ""),
        ("undersokelse", {"undersokelse", "henvendelse"}, "henvendelse"),
        ("undersokelse", {"undersokelse"}, ""),
        ("medvirkning", {"medvirkning", "undersokelse", "tiltak"}, "undersokelse"),
        ("medvirkning", {"medvirkning", "tiltak"}, "tiltak"),
        ("oppfolging_utfort", {"oppfolging_utfort"}, "tiltak"),
        ("tiltak", {"tiltak", "henvendelse"}, ""),
    ],
)
def test_whose_row_it_is(tabell: str, tabeller: set[str], eier: str) -> None:
    assert eier_i_rad(tabell, tabeller) == eier


def test_who_sent_the_melding_needs_no_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "hjem"))
    book = openpyxl.Workbook()
    book.active.append(["Saksnr", "Avdeling", "Meld.dato", "Meldt av", "Konkl. melding", "Utfall melding"])
    for number in range(12):
        day = date(2025, 3, 1 + number)
        book.active.append([f"25/{number}", "Nord", day, ("Skole", "Politi")[number % 2], day, "Henlagt"])
    book.save("Meldinger.xlsx")
    assert run(["kart", "lag", "Meldinger.xlsx"]) == 0
    kart, problems = read_kart(filled(Path("kart.xlsx")))
    assert problems == []
    assert kart is not None
    (melder,) = (tabell for tabell in kart.tabeller if tabell.tabell == "melder")
    assert (melder.eier, melder.koder["kode"]) == ("henvendelse", {"Skole": "11", "Politi": "8"})
