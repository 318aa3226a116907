"""The workbook of key figures: every number is found in it, charts show only what may be shown, and it fits."""

import re
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from bvaudit.model.nokkelrad import Tilstand
from bvaudit.reports.chart_view import Graf, Grafslag, Punktrad
from bvaudit.reports.figure_book import figure_book
from bvaudit.reports.figure_charts import charts_of
from bvaudit.reports.figure_facts import Tallfakta
from bvaudit.reports.figure_grids import figure_page
from bvaudit.reports.figure_words import vist, vist_av
from bvaudit.reports.nokkeltall_file import in_order
from bvaudit.reports.xlsx.book import Book
from bvaudit.reports.xlsx.charts import Grafark
from bvaudit.reports.xlsx.figures_book import figures_book, write_figures_book
from bvaudit.reports.xlsx.page import pixels
from tests.reports.figures_sample import AAR, andel, antall, fakta

SKJERM = 1366
PAPIR = 1045  # pixels across a page of A4 that lies, between the margins


@pytest.fixture(scope="module")
def bok() -> bytes:
    return figures_book(figure_book(fakta()))


def sheets(content: bytes) -> dict[str, list[list[object]]]:
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def test_the_sheets_in_order(bok: bytes) -> None:
    assert list(sheets(bok)) == [
        "Forside",
        "Bekymringsmelding",
        "Undersøkelse",
        "Bemanning",
        "Omsorgsovertakelse og samvær",
        "Alle nøkkeltall",
        "Hva tallene betyr",
        "Tallene bak grafene",
    ]


def test_units_are_rows_and_years_columns_with_all_counted_last(bok: bytes) -> None:
    rows = [row[:4] for row in sheets(bok)["Bekymringsmelding"]]
    at = rows.index(["Enhet", "2022", "2023", "2024"])
    assert rows[at + 1 : at + 6] == [
        ["Fjellgata", 210, 260, 410],
        ["Havna", 190, 240, 245],
        ["Kolstad", 300, 340, 338],
        ["Sentrum", 0, 0, 4],
        ["Alle", 700, 840, 997],
    ]


def test_every_number_stands_in_the_long_table(bok: bytes) -> None:
    head, *rows = sheets(bok)["Alle nøkkeltall"]
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["Id"], row["Tall"]) for row in found] == [(rad.tall, vist(rad)) for rad in in_order(fakta().rader)]


def test_what_has_no_number_is_told_in_words(bok: bytes) -> None:
    book = sheets(bok)
    assert ["Alle", "mangler system", "mangler system", "mangler system"] in [row[:4] for row in book["Bemanning"]]
    assert ["Alle", "skjult"] in [row[:2] for row in book["Omsorgsovertakelse og samvær"]]


def test_every_reading_that_is_printed_has_its_sentence(bok: bytes) -> None:
    rows = sheets(bok)["Hva tallene betyr"]
    assert [row[:4] for row in rows if row[0] == "Undersøkelser over fristen"] == [
        ["Undersøkelser over fristen", "Rapportert", "ja", "Konkludert i perioden."],
        ["Undersøkelser over fristen", "Korrigert", None, "Fra uken etter meldingen."],
    ]


def charts(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as book:
        names = sorted(name for name in book.namelist() if name.startswith("xl/charts/chart"))
        return [book.read(name).decode() for name in names]


def test_charts_are_native_and_stored_with_their_numbers(bok: bytes) -> None:
    first = charts(bok)[0]
    assert "<c:barChart>" in first
    assert re.findall(r"<c:v>(\d+)</c:v>", first.split("<c:ser>")[1].split("<c:val>")[1]) == ["210", "260", "410"]


def test_a_break_is_a_gap_with_its_name(bok: bytes) -> None:
    names = re.findall(r"<c:cat>.*?</c:cat>", charts(bok)[0], re.S)[0]
    assert re.findall(r"<c:v>([^<]*)</c:v>", names) == ["2022", "brudd", "2023", "brudd", "2024"]


def test_every_chart_has_a_text_for_those_who_do_not_see_it(bok: bytes) -> None:
    with zipfile.ZipFile(BytesIO(bok)) as book:
        drawings = "".join(book.read(n).decode() for n in book.namelist() if n.startswith("xl/drawings/drawing"))
    told = re.findall(r'<xdr:cNvPr [^>]*descr="([^"]+)"', drawings)
    assert len(told) == len(charts(bok)) == drawings.count("<xdr:graphicFrame ")
    assert "Fjellgata: 2022 210, 2023 260, 2024 410." in told[0]
    assert "Tallene fra 2023 kan ikke sammenlignes med dem før." in told[0]


def test_a_hidden_number_is_nowhere_in_the_file() -> None:
    whole = fakta()
    hidden = replace(antall("meldinger", 0, 2024, enhet="Sentrum"), verdi=None, tilstand=Tilstand.SKJULT)
    rows = tuple(r for r in whole.rader if r.celle != hidden.celle)
    view = figure_book(replace(whole, rader=(*rows, hidden)))
    content = figures_book(view)
    drawn = charts(content)[0].split("<c:ser>")[4]
    assert "Sentrum" in drawn
    assert re.findall(r"<c:v>([^<]*)</c:v>", drawn.split("<c:val>")[1]) == ["0", "0"]
    assert all(
        "Sentrum: 2022 0, 2023 0, 2024 skjult" in graf.alt
        for part in view.temaer[0].deler[:1]
        for _, graf in part.nett
        if graf
    )


def test_the_share_of_nothing_is_a_gap_and_never_nought() -> None:
    whole = fakta()
    side = figure_page(whole, whole.tekster["fristbrudd_undersokelse"])
    assert side is not None
    (graf,) = charts_of(whole, side).values()
    sentrum = next(serie for serie in graf.serier if serie.navn == "Sentrum")
    assert [rad.verdi if rad else None for rad in sentrum.rader] == [None, None, 0]
    assert "Sentrum: 2022 ingen å regne av" in graf.alt


def test_the_same_view_gives_the_same_bytes(bok: bytes, tmp_path: Path) -> None:
    write_figures_book(figure_book(fakta()), tmp_path / "n.xlsx")
    assert (tmp_path / "n.xlsx").read_bytes() == bok


def test_every_sheet_fits_a_small_screen_and_is_printed_on_a4(bok: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(bok))
    for sheet in book.worksheets:
        shown = [column for column in sheet.column_dimensions.values() if not column.hidden]
        wide = sum(pixels(column.width) * (column.max - column.min + 1) for column in shown)
        assert wide <= SKJERM, sheet.title
        assert sheet.page_setup.paperSize == 9
        assert sheet.oddFooter.left.text.endswith("Intern")


def graf(slag: Grafslag, **more: object) -> Graf:
    serier = tuple(
        Punktrad(navn=e, rader=tuple(andel(k, 10, y, enhet=e) for y in AAR), andre=bool(more.get("andre")) and k == 3)
        for e, k in (("Havna", 1), ("Kolstad", 3))
    )
    made = Graf(tittel="T", slag=slag, kategorier=tuple(map(str, AAR)), serier=serier, alt="a", kilde="k", prosent=True)
    return replace(made, andre_akse="Årsverk") if more.get("andre") else made


def drawn(one: Graf) -> str:
    book = Book(title="t", company="k", author="a", per=fakta().per)
    ark = Grafark(book, "Data")
    sheet = book.workbook.add_worksheet("A")
    sheet.insert_chart(0, 0, ark.chart(one), {"description": one.alt})
    ark.write()
    return charts(book.close())[0]


@pytest.mark.parametrize(
    ("slag", "tegn"),
    [
        (Grafslag.SOYLER, "<c:barChart>"),
        (Grafslag.LINJE, "<c:lineChart>"),
        (Grafslag.STABLET, '<c:grouping val="stacked"/>'),
        (Grafslag.PRIKK, "<a:noFill/>"),
    ],
)
def test_every_kind_of_chart(slag: Grafslag, tegn: str) -> None:
    xml = drawn(graf(slag))
    assert tegn in xml


def test_a_series_of_another_kind_has_an_axis_of_its_own() -> None:
    xml = drawn(graf(Grafslag.SOYLER, andre=True))
    assert xml.count("<c:valAx>") == 2
    assert "Årsverk" in xml


def test_no_series_is_told_by_colour_alone() -> None:
    lines = drawn(graf(Grafslag.LINJE)).split("<c:ser>")[1:]
    assert len({re.search(r'<c:symbol val="(\w+)"', one)[1] for one in lines}) == len(lines)  # type: ignore[index]
    assert "<a:pattFill" in drawn(graf(Grafslag.SOYLER))


def test_an_empty_workbook_says_so() -> None:
    empty = Tallfakta(kommune="K", per=fakta().per, rader=(), tekster={})
    book = sheets(figures_book(figure_book(empty)))
    assert book["Alle nøkkeltall"][1][0] == "Ingen nøkkeltall."
    assert "Tallene bak grafene" not in book


@pytest.mark.parametrize(
    ("rad", "ventet"),
    [
        (andel(6, 45, 2024), "13,3\u00a0% (6 av 45)"),
        (andel(0, 0, 2024), "ingen å regne av"),
        (antall("x", 1234, 2024), "1\u00a0234"),
        (antall("x", 10.25, 2024), "10,3"),
        (antall("x", -0.0, 2024), "0"),
    ],
)
def test_numbers_as_people_write_them(rad: object, ventet: str) -> None:
    assert vist_av(rad) == ventet  # type: ignore[arg-type]


def test_a_subject_is_one_page_wide_in_wider_letters_too(bok: bytes) -> None:
    """Where Calibri is not there, columns come out up to a quarter wider: a chart is still not cut in two."""
    book = openpyxl.load_workbook(BytesIO(bok))
    subjects = [sheet for sheet in book.worksheets if sheet.page_setup.scale]
    assert subjects
    for sheet in subjects:
        last = sheet.print_area.split(":")[1].replace("$", "").rstrip("0123456789")
        widths = [sheet.column_dimensions[one] for one in sheet.column_dimensions]
        wide = sum(pixels(one.width) * (one.max - one.min + 1) for one in widths)
        assert last == "N" and wide * 1.25 * sheet.page_setup.scale / 100 <= PAPIR
