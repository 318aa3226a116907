"""A series is written in Excel by people who never see YAML: a form for its kind, filled in, read back and shown."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bvaudit.cli.run import run
from bvaudit.model.nokkelrad import Tilstand
from tests.series_example import KOMMUNER, a_folder, read

pytestmark = pytest.mark.lang


def typed(workbook: Path, sheet: str, rows: list[dict[str, str]]) -> None:
    """What a person types in the first empty rows of a sheet, by its headings."""
    book = load_workbook(workbook)
    ark = book[sheet]
    wanted = {heading for row in rows for heading in row}
    for head in ark.iter_rows():
        place = {str(cell.value).rstrip(" *"): cell.column for cell in head if cell.value}
        if wanted <= place.keys():
            break
    else:
        raise AssertionError([[cell.value for cell in row] for row in ark.iter_rows()][:8])
    first = head[0].row + 1
    for number, row in enumerate(rows):
        for heading, value in row.items():
            ark.cell(first + number, place[heading], value)
    book.save(workbook)


def answered(workbook: Path, sheet: str, answers: dict[str, str]) -> None:
    book = load_workbook(workbook)
    for row in book[sheet].iter_rows():
        for cell in row:
            asked = str(cell.value or "").rstrip(" *")
            if asked in answers:
                book[sheet].cell(cell.row, cell.column + 1, answers.pop(asked))
    assert not answers, answers
    book.save(workbook)


def test_a_form_for_a_kind_is_filled_in_and_becomes_a_series(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rot = a_folder(tmp_path / "fjordvik")
    monkeypatch.chdir(rot)
    assert run(["serie", "ny", "bemanning-2026", "--slag", "bemanning"]) == 0
    workbook = rot / "bemanning-2026.xlsx"
    answered(workbook, "Om listen", {"Tittel": "Bemanningen 2026", "Kilde": "HR, egen optelling.", "Periode": "2026"})
    rows = [{"Verdi": "12,5"}, {"Delt på": "rolle", "Kategori": "Leder", "Verdi": "1"}]
    rows.append({"Delt på": "rolle", "Kategori": "Konsulent", "Verdi": "11"})
    typed(workbook, "Tall", rows)
    typed(workbook, "Hva tallene er delt på", [{"Delt på": "rolle"}])
    capsys.readouterr()
    assert run(["les", str(workbook), "--skriv"]) == 0, capsys.readouterr()
    assert (rot / "serier" / "bemanning-2026.yaml").exists()
    serier = read(rot)
    assert [row.verdi for row in serier.of("bemanning-2026")] == [12.5, 1, 11, 12]
    capsys.readouterr()
    assert run(["serie", "vis", "bemanning-2026"]) == 0
    shown = capsys.readouterr().out
    assert "12,5 årsverk" in shown and "0,5 årsverk mangler" in shown and len(shown.splitlines()) <= 25


def test_a_form_of_a_series_there_is_says_the_same_when_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rot = tmp_path / "trondheim"
    shutil.copytree(KOMMUNER / "trondheim", rot)
    monkeypatch.chdir(rot)
    for id_ in ("bemanning-trondheim-2024", "sykefravar-lerkendal-2020", "okonomi-trondheim-2024"):
        assert run(["serie", "ny", id_]) == 0
        capsys.readouterr()
        assert run(["les", f"{id_}.xlsx"]) == 0
        assert "Ingenting nytt" in capsys.readouterr().out


def test_a_kind_nobody_knows_is_told_with_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rot = a_folder(tmp_path / "fjordvik")
    assert run(["serie", "ny", "noe-2026", "--slag", "vær", "--mappe", str(rot)]) == 2
    assert "sykefravar" in capsys.readouterr().err
    assert run(["serie", "ny", "noe-2026", "--mappe", str(rot)]) == 2


def test_every_series_on_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serie", "--mappe", str(KOMMUNER / "trondheim")]) == 0
    shown = capsys.readouterr().out
    assert len(shown.splitlines()) <= 25
    assert "11 tall, 2 stemmer ikke" in shown and "Turnover: mangler system" in shown


def test_a_series_with_a_fault_is_told_and_the_others_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = 'serieslag: aktivitet\nperiode: "2024"\nrader:\n  - {verdi: "4"}\n'
    bad = "serieslag: aktivitet\ndatafil: borte.csv\nkolonner:\n  - {navn: A, er: verdi}\n"
    rot = a_folder(tmp_path / "fjordvik", god=good, feil=bad)
    assert run(["serie", "--mappe", str(rot)]) == 0
    shown = capsys.readouterr()
    assert "god   God: 1 tall" in shown.out and "har feil" in shown.out and "finner ikke filen" in shown.err
    assert run(["serie", "vis", "feil", "--mappe", str(rot)]) == 3
    assert read(rot).of("god")[0].tilstand is Tilstand.VERDI
