"""Files of numbers read strictly: every fault with its cell, names left at the door and said, and never a 0 for what
cannot be read. The files are made by hand: a workbook with xlsxwriter, a text file byte by byte."""

from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from bvaudit.diagnostics import Grad
from bvaudit.model.nokkelrad import Tilstand
from bvaudit.model.seriepunkt import Slippgrunn
from bvaudit.workflows.series import SeriesRead
from tests.series_example import one, row

MAP = (
    "serieslag: sykefravar\nstorrelse: andel\nminst: 0\ndatafil: {fil}\nkolonner:\n  - {{navn: Måned, er: periode}}\n"
    "  - {{navn: Enhet, er: enhet}}\n  - {{navn: Fravær, er: verdi}}\n"
)
COUNTS = (
    'serieslag: aktivitet\nperiode: "2024"\ndatafil: {fil}\nkolonner:\n  - {{navn: Slag, er: kategori}}\n'
    "  - {{navn: Antall, er: verdi}}\n"
)


def csv(tmp_path: Path, content: str | bytes, body: str = MAP) -> SeriesRead:
    return one(tmp_path, body.format(fil="tall.csv"), tall__csv=content)


def book(
    tmp_path: Path, rows: list[list[object]], body: str = MAP, *, percent: tuple[tuple[int, int], ...] = ()
) -> SeriesRead:
    made = BytesIO()
    workbook = xlsxwriter.Workbook(made)
    sheet, as_percent = workbook.add_worksheet("Ark1"), workbook.add_format({"num_format": "0.00%"})
    for r, cells in enumerate(rows):
        for c, value in enumerate(cells):
            if value is not None:
                sheet.write(r, c, value, as_percent if (r, c) in percent else None)
    workbook.close()
    return one(tmp_path, body.format(fil="tall.xlsx"), tall__xlsx=made.getvalue())


def faults(serier: SeriesRead) -> list[tuple[str, str]]:
    """(place without the folder, code) of every error."""
    return [(str(p.sted).partition("serier/")[2], p.kode) for p in serier.problemer if p.grad is Grad.FEIL]


# --- read -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ";"), ("utf-8-sig", "\t"), ("cp1252", ";"), ("utf-16", "|")]
)
def test_a_text_file_in_any_set_and_with_any_sign_between(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = [["Måned", "Enhet", "Fravær"], ["2024-01", "Østbyen", "19,69 %"], ["2024-02", "ost", "5 %"]]
    serier = csv(tmp_path, "\r\n".join(separator.join(line) for line in lines).encode(encoding))
    assert faults(serier) == []
    assert [(r.enhet, r.verdi) for r in serier.rader] == [("Østbyen", 0.1969), ("Østbyen", 0.05)]
    assert serier.rader[0].kilde == "serier/tall.csv:2:3"


def test_a_workbook_with_numbers_texts_dates_and_the_format_of_per_cent(tmp_path: Path) -> None:
    rows = [
        ["Tall fra HR"],
        [],
        ["Måned", "Enhet", "Fravær"],
        ["mars 2024", "Østbyen", 0.1969],
        ["2024-04", "Vestbyen", "7,5 %"],
        [2023, "Totalt", 8],
    ]
    serier = book(tmp_path, rows, percent=((3, 2),))
    assert faults(serier) == []
    assert [(r.enhet, r.verdi) for r in serier.rader] == [("Østbyen", 0.1969), ("Vestbyen", 0.075), ("", 0.08)]
    assert serier.rader[0].kilde == "serier/tall.xlsx:Ark1!C4"


def test_headings_over_two_rows(tmp_path: Path) -> None:
    body = (
        "serieslag: aktivitet\ndatafil: tall.csv\nkolonner:\n  - {navn: Enhet, er: enhet}\n"
        '  - {navn: JAN, er: verdi, periode: "2024-01"}\n  - {navn: FEB, er: verdi, periode: "2024-02"}\n'
        '  - {navn: I alt 2024, er: verdi, periode: "2024"}\n'
    )
    serier = one(tmp_path, body, tall__csv="Enhet;Antall;;I alt 2024\n;JAN;FEB;\nØstbyen;3;4;7\n")
    assert faults(serier) == [] and [r.verdi for r in serier.rader] == [3, 4, 7]
    assert [r.kilde[-3:] for r in serier.rader] == ["3:2", "3:3", "3:4"]


def test_an_empty_cell_is_a_row_without_a_number_and_never_0(tmp_path: Path) -> None:
    serier = csv(tmp_path, "Slag;Antall\nKlager;\nInnsyn;0\n", COUNTS)
    assert [(r.verdi, r.tilstand) for r in serier.rader] == [(None, Tilstand.IKKE_UNDERSOKT), (0, Tilstand.VERDI)]


def test_a_date_in_a_column_of_months_is_the_month(tmp_path: Path) -> None:
    from datetime import date

    made = BytesIO()
    workbook = xlsxwriter.Workbook(made)
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, ["Måned", "Antall"])
    sheet.write_datetime(1, 0, date(2024, 3, 1), workbook.add_format({"num_format": "mmm yy"}))  # type: ignore[arg-type]
    sheet.write(1, 1, 12)
    workbook.close()
    body = (
        "serieslag: aktivitet\ndatafil: tall.xlsx\nkolonner:\n  - {navn: Måned, er: periode, lengde: maned}\n"
        "  - {navn: Antall, er: verdi}\n"
    )
    (found,) = one(tmp_path, body, tall__xlsx=made.getvalue()).rader
    assert (found.periode_fra.isoformat(), found.periode_til.isoformat(), found.verdi) == (
        "2024-03-01",
        "2024-03-31",
        12,
    )


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "kode"),
    [
        ("-", "serie-tall-ikke-tall"),
        ("NULL", "serie-tall-ikke-tall"),
        ("ca 12 %", "serie-tall-ikke-tall"),
        ("0,12", "serie-tall-uten-prosent"),
        ("1.234", "serie-tall-to-mater"),
        ("119 %", "serie-ikke-andel"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_cell_and_nothing_is_used(tmp_path: Path, written: str, kode: str) -> None:
    serier = csv(tmp_path, f"Måned;Enhet;Fravær\n2024-01;Østbyen;5 %\n2024-02;Østbyen;{written}\n")
    assert faults(serier) == [("tall.csv:3:3", kode)]
    assert serier.rader == () and serier.uten_tall == ("serien",)


def test_every_fault_of_a_file_is_told_at_once(tmp_path: Path) -> None:
    rows = [
        ["Måned", "Enhet", "Fravær"],
        ["i fjor", "Østbyen", 5],
        ["2024-02", "Østbyen", "x"],
        ["2024-03", "Østbyen", True],
    ]
    assert faults(book(tmp_path, rows)) == [
        ("tall.xlsx:Ark1!A2", "serie-periode"),
        ("tall.xlsx:Ark1!C3", "serie-tall-ikke-tall"),
        ("tall.xlsx:Ark1!C4", "serie-ikke-tall"),
    ]


def test_a_heading_that_is_not_there_is_named(tmp_path: Path) -> None:
    serier = csv(tmp_path, "Måned;Avdeling;Fravær\n2024-01;Østbyen;5 %\n")
    (problem,) = serier.problemer
    assert problem.kode == "serie-mangler-kolonner" and "«Enhet»" in problem.tekst


def test_the_same_number_twice_is_no_number(tmp_path: Path) -> None:
    serier = csv(tmp_path, "Måned;Enhet;Fravær\n2024-01;Østbyen;5 %\n2024-01;ost;6 %\n")
    (problem,) = serier.problemer
    assert problem.kode == "serie-dobbelt" and "tall.csv:2:3" in problem.tekst and serier.rader == ()


def test_a_fault_of_excel_is_told(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Måned", "Enhet", "Fravær"],
        ["2024-01", "Østbyen", 5],
        ["2024-02", "Østbyen", "#DIV/0!"],
    ]
    assert faults(book(tmp_path, rows)) == [("tall.xlsx:Ark1!C3", "serie-tall-ikke-tall")]


def test_a_unit_nobody_knows_is_a_warning_with_its_cell(tmp_path: Path) -> None:
    serier = csv(tmp_path, "Måned;Enhet;Fravær\n2024-01;Sørbyen;5 %\n")
    (problem,) = serier.problemer
    assert (problem.grad, problem.kode) == (Grad.ADVARSEL, "serie-ukjent-enhet") and str(problem.sted).endswith(
        "csv:2:2"
    )
    assert [r.enhet for r in serier.rader] == ["Sørbyen"]


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"bare tekst", b'a;b\n"uten slutt;2\n'])
def test_a_file_that_is_no_table_is_told_and_nothing_falls(tmp_path: Path, content: bytes) -> None:
    serier = csv(tmp_path, content)
    assert serier.rader == () and len(faults(serier)) == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert faults(one(tmp_path, MAP.format(fil="borte.csv"))) == [("serien.yaml:7:10", "serie-finnes-ikke")]
    assert faults(one(tmp_path / "to", MAP.format(fil="borte.xlsx"))) == [("serien.yaml:7:10", "serie-finnes-ikke")]


# --- names and numbers of people --------------------------------------------------------------------------------------

PEOPLE = "Måned;Enhet;Fravær;{kolonne}\n2024-01;Østbyen;5 %;{a}\n2024-02;Østbyen;6 %;{b}\n"


@pytest.mark.parametrize(
    ("kolonne", "a", "b", "grunn"),
    [
        ("Ansvarlig", "Kari Nordmann", "Ola Hansen", Slippgrunn.SER_UT_SOM_NAVN),
        ("Saksbehandler", "KN", "OH", Slippgrunn.SER_UT_SOM_NAVN),
        ("Nummer", "02011000100", "02.01.10-00200", Slippgrunn.PERSONNUMMER),
        ("Fnr", "x", "y", Slippgrunn.PERSONNUMMER),
        ("Kostnadssted", "4411", "4412", Slippgrunn.BRUKES_IKKE),
    ],
)
def test_a_column_nobody_asked_for_is_left_and_said(
    tmp_path: Path, kolonne: str, a: str, b: str, grunn: Slippgrunn
) -> None:
    serier = csv(tmp_path, PEOPLE.format(kolonne=kolonne, a=a, b=b))
    assert faults(serier) == [] and len(serier.rader) == 2
    (left,) = serier.sluppet
    assert (left.kolonne, left.grunn) == (kolonne, grunn) and a not in str(serier.rader)


@pytest.mark.parametrize(
    ("kolonne", "a", "b", "kode"),
    [
        ("Gruppe", "Kari Nordmann", "Ola Hansen", "serie-nektet-ser-ut-som-navn"),
        ("Gruppe", "02011000100", "b", "serie-nektet-personnummer"),
        ("Fødselsnummer", "a", "b", "serie-nektet-personnummer"),
    ],
)
def test_names_that_are_asked_for_as_something_else_are_refused(
    tmp_path: Path, kolonne: str, a: str, b: str, kode: str
) -> None:
    body = MAP + f"  - {{{{navn: {kolonne}, er: kategori}}}}\n"
    serier = csv(tmp_path, PEOPLE.format(kolonne=kolonne, a=a, b=b), body)
    assert faults(serier) == [("tall.csv:1:4", kode)] and serier.rader == ()
    assert not any(a in str(p) for p in serier.problemer if len(a) > 1)


def test_municipalities_that_are_also_names_are_read(tmp_path: Path) -> None:
    kommuner = ("Frøya", "Heim", "Hitra", "Malvik", "Melhus", "Os", "Osen", "Rindal", "Røros", "Skaun")
    serier = csv(tmp_path, "Slag;Antall\n" + "".join(f"{navn};1\n" for navn in kommuner), COUNTS)
    assert faults(serier) == [] and len(serier.rader) == 10
    assert serier.word("serien", "slag", "froya") == "Frøya"
    assert row(serier, "serien", slag="froya").verdi == 1
