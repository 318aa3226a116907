"""A file from another system becomes a series without a line of YAML, and newer files of it are known again."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from bvaudit.cli.run import run
from tests.series_example import a_folder, read

pytestmark = pytest.mark.lang
NAMES = ("Kari", "Nordmann", "Hansen", "01018012345")


def sick_leave(path: Path) -> None:
    book = Workbook()
    ws = book.worksheets[0]
    months = ["JAN", "FEB", "MAR", "APR", "MAI", "JUN", "JUL", "AUG", "SEP", "OKT", "NOV", "DES"]
    for row in (["Sykefravær i tjenesten"], [], ["Enhet", "Leder", "Sykefravær %", *[None] * 11, "Total 2024"]):
        ws.append(row)
    ws.append([None, None, *months])
    for unit, leader in (("Østbyen", "Kari Nordmann"), ("Totalt", None)):
        ws.append([unit, leader, *[0.1] * 12, 0.105])
    for row in ws.iter_rows(min_row=5, min_col=3):
        for cell in row:
            cell.number_format = "0.0%"
    ws.append(["Tatt ut av Ola Hansen"])
    book.create_sheet("Ansatte").append(["Kari Nordmann", "01018012345"])
    book.save(path)


def made(rot: Path, capsys: pytest.CaptureFixture[str], id_: str, fil: Path, *more: str) -> str:
    capsys.readouterr()
    code = run(["serie", "ny", id_, "--fra", str(fil), "--mappe", str(rot), *more])
    out = capsys.readouterr()
    assert code == 0, out
    return out.out + out.err


def test_a_report_with_names_becomes_a_series_without_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rot, fil = a_folder(tmp_path / "fjordvik"), tmp_path / "Fravær.xlsx"
    sick_leave(fil)
    said = made(rot, capsys, "fravar-2024", fil)
    assert "JAN … DES" in said and "Leder: Navn (leses ikke)" in said
    serier = read(rot)
    assert [row.verdi for row in serier.of("fravar-2024", "oppgitt")] == [*[0.1] * 12, 0.105] * 2
    assert {row.enhet for row in serier.of("fravar-2024")} == {"Østbyen", ""}
    written = "".join(one.read_text("utf-8-sig") for one in (rot / "serier").iterdir())
    assert not [name for name in NAMES if name in written + said]


@pytest.mark.parametrize(
    ("name", "content", "more", "verdier"),
    [
        ("folketal.csv", "Kommune;2023;2024\nFjordvik;4 310;4 305\n", (), [4310, 4305]),
        (
            "meldinger.csv",
            "Måned;Østbyen;Vestbyen;Sum\njan;3;4;7\nfeb;5;..;5\n",
            ("--periode", "2024"),
            [3, 4, 7, 5, None, 5],
        ),
        (
            "Budsjett.csv",
            "Tall i 1000 kr;;\nPost;Budsjett 2024;Regnskap 2024\nLønn;40 000;41 000\n",
            (),
            [40000, 41000],
        ),
        ("Sjukefråvær.csv", "Eining;År;Månad;Tapte dagsverk;Moglege dagsverk\nØstbyen;2024;mars;10;50\n", (), [0.2]),
        ("Årsverk 2024.csv", "Namn;Eining;Stilling %\nKari Nordmann;Østbyen;100\nOla Hansen;Østbyen;80\n", (), [1.8]),
    ],
)
def test_the_file_tells_what_it_is(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: str,
    more: tuple[str, ...],
    verdier: list[float | None],
) -> None:
    rot, fil = a_folder(tmp_path / "fjordvik"), tmp_path / name
    fil.write_bytes(content.encode("cp1252"))
    made(rot, capsys, "ny", fil, *more)
    assert [row.verdi for row in read(rot).of("ny", "oppgitt")] == verdier


def test_what_the_file_does_not_tell_is_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rot, fil = a_folder(tmp_path / "fjordvik"), tmp_path / "tall.csv"
    fil.write_text("Hva;Hvor mange\na;1\nb;2\n", "utf-8")
    assert run(["serie", "ny", "ny", "--fra", str(fil), "--mappe", str(rot)]) == 2
    assert "--slag" in capsys.readouterr().err
    assert run(["serie", "ny", "ny", "--fra", str(fil), "--slag", "annet", "--mappe", str(rot)]) == 2
    assert "--periode" in capsys.readouterr().err
    assert list((rot / "serier").iterdir()) == []


def test_a_newer_file_is_known_by_its_headings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rot, fil = a_folder(tmp_path / "fjordvik"), tmp_path / "Meldinger.csv"
    fil.write_text("Måned;Antall\n2024-01;3\n2024-02;5\n", "utf-8")
    assert run(["les", str(fil), "--mappe", str(rot)]) == 3
    assert "serie ny" in capsys.readouterr().err
    made(rot, capsys, "meldinger", fil)

    def told(*more: str) -> str:
        assert run(["les", str(fil), "--mappe", str(rot), *more]) == 0
        out = capsys.readouterr()
        return out.out + out.err

    assert "Ingenting nytt" in told()
    fil.write_text("Måned;Antall\n2024-01;4\n2024-02;5\n2024-03;1\n", "utf-8")
    assert "1 tall er nytt" in (said := told()) and "3 blir 4" in said
    told("--skriv")
    assert [row.verdi for row in read(rot).of("meldinger")] == [4, 5, 1]
    fil.write_text("Måned;Antall\n2024-01;4\n", "utf-8")
    assert "2 tall som sto i den forrige filen" in told()
