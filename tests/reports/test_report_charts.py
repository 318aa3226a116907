"""A native chart in a Word document: its kinds, its gaps and breaks, and the workbook inside it."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.chart_view import Graf, Grafslag, Punktrad
from bvaudit.reports.docx.blocks import Chart
from bvaudit.reports.docx.charts import write_chart
from bvaudit.reports.xlsx.chart_sheet import chart_sheet

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
AR = ("2022", "2023", "2024")


def row(ar: str, verdi: float | None, tilstand: Tilstand = Tilstand.VERDI) -> Nokkelrad:
    fra, til = date(int(ar), 1, 1), date(int(ar), 12, 31)
    return Nokkelrad(
        tall="meldinger", variant="mottatt", storrelse="antall", periode_fra=fra, periode_til=til, verdi=verdi,
        tilstand=tilstand,
    )  # fmt: skip


def graf(*verdier: float | None, slag: Grafslag = Grafslag.SOYLER, **changes: Any) -> Graf:
    rader = tuple(None if v is None else row(ar, v) for ar, v in zip(AR, verdier, strict=True))
    known = Graf(
        tittel="Meldinger & mer",
        slag=slag,
        kategorier=AR,
        serier=(Punktrad(navn="Meldinger", rader=rader),),
        alt="Graf over meldinger.",
        kilde="uttrekket",
    )
    return replace(known, **changes)


def drawn(one: Graf, steder: tuple[tuple[str, ...], ...] = ()) -> tuple[Any, list[list[Any]], Any]:
    """The chart part, the cells of the workbook inside it, and the paragraph it stands in."""
    document = docx.Document()
    paragraph = write_chart(document, Chart(graf=one, steder=steder), 9000)
    document.element.body.append(paragraph)
    buffer = BytesIO()
    document.save(buffer)
    parts = {str(part.partname): part for part in docx.Document(buffer).part.package.iter_parts()}
    sheet = openpyxl.load_workbook(BytesIO(parts["/word/embeddings/bvaudit1.xlsx"].blob)).worksheets[0]
    cells = [list(line) for line in sheet.iter_rows(values_only=True)]
    return parse_xml(parts["/word/charts/bvaudit1.xml"].blob), cells, paragraph


def points(chart: Any) -> dict[int, float]:
    cache = next(chart.iter(f"{C}numCache"))
    return {int(one.get("idx")): float(one.findtext(f"{C}v")) for one in cache.iter(f"{C}pt")}


@pytest.mark.parametrize(
    ("slag", "tag", "grouping"),
    [
        (Grafslag.SOYLER, "barChart", "clustered"),
        (Grafslag.STABLET, "barChart", "stacked"),
        (Grafslag.LINJE, "lineChart", "standard"),
        (Grafslag.PRIKK, "lineChart", "standard"),
    ],
)
def test_each_kind_is_words_own(slag: Grafslag, tag: str, grouping: str) -> None:
    chart, _, _ = drawn(graf(1, 2, 3, slag=slag))
    plot = next(chart.iter(f"{C}{tag}"))
    assert plot.find(f"{C}grouping").get("val") == grouping
    assert points(chart) == {0: 1, 1: 2, 2: 3}


def test_dots_have_no_line_between_them() -> None:
    chart, _, _ = drawn(graf(1, 2, 3, slag=Grafslag.PRIKK))
    series = next(chart.iter(f"{C}ser"))
    assert [one.tag.split("}")[1] for one in series.find(f"{C}spPr")[0]] == ["noFill"]
    assert series.find(f"{C}marker") is not None


def test_the_workbook_inside_has_what_is_shown_and_where_it_stands() -> None:
    _, cells, _ = drawn(graf(89, 68, 6), (("Tall!C2", "Tall!C3", "Tall!C4"),))
    assert [line[:2] for line in cells] == [[None, "Meldinger"], ["2022", 89], ["2023", 68], ["2024", 6]]
    assert [line[3] for line in cells[:3]] == ["Tall!C2", "Tall!C3", "Tall!C4"]


def test_what_is_hidden_or_was_never_counted_is_a_gap() -> None:
    hidden = (row("2022", 89), row("2023", 2, Tilstand.SKJULT), None)
    chart, cells, _ = drawn(graf(1, 1, 1, serier=(Punktrad(navn="Meldinger", rader=hidden),)))
    assert points(chart) == {0: 89}
    assert [line[1] for line in cells[1:]] == [89, None, None]
    assert chart.find(f".//{C}dispBlanksAs").get("val") == "gap"


def test_a_broken_series_has_an_empty_place_before_the_break() -> None:
    chart, cells, _ = drawn(graf(10, 20, 30, slag=Grafslag.LINJE, brudd=(("2023", "Ny regel"),)))
    assert [line[0] for line in cells] == [None, "2022", "(brudd)", "2023", "2024"]
    assert points(chart) == {0: 10, 2: 20, 3: 30}


def test_a_series_of_another_size_has_an_axis_of_its_own() -> None:
    one = graf(1, 2, 3)
    both = replace(one, serier=(*one.serier, Punktrad(navn="Årsverk", rader=one.serier[0].rader, andre=True)))
    chart, _, _ = drawn(both)
    assert len(list(chart.iter(f"{C}valAx"))) == 2
    assert [axis.find(f"{C}crosses").get("val") for axis in chart.iter(f"{C}valAx")] == ["autoZero", "max"]


def test_it_has_a_title_a_language_and_words_for_those_who_do_not_see_it() -> None:
    chart, _, paragraph = drawn(graf(1, 2, 3))
    about = next(one for one in paragraph.iter() if one.tag.endswith("}docPr"))
    assert (about.get("title"), about.get("descr")) == ("Meldinger & mer", "Graf over meldinger.")
    assert chart.find(f"{C}lang").get("val") == "nb-NO"
    assert "Meldinger & mer" in "".join(one.text or "" for one in chart.iter() if one.tag.endswith("}t"))


def test_the_axis_of_what_cannot_be_below_nothing_begins_at_nothing() -> None:
    chart, _, _ = drawn(graf(100, 101, 102))
    assert chart.find(f".//{C}valAx/{C}scaling/{C}min").get("val") == "0"


def test_the_workbook_in_a_chart_does_not_say_when_it_was_made() -> None:
    book = zipfile.ZipFile(BytesIO(chart_sheet(("2024",), (("Meldinger", (1.0,)),))))
    assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")
