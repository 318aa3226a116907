"""What a chart of many parts shows and how it lies, and what is said under the tables."""

import re
from dataclasses import replace
from datetime import date

from bvaudit.reports.chart_view import Graf, Grafslag, Punktrad
from bvaudit.reports.figure_book import figure_book
from bvaudit.reports.figure_charts import charts_of
from bvaudit.reports.figure_grids import figure_page
from bvaudit.reports.figure_remarks import remarks
from bvaudit.reports.xlsx.charts import height
from tests.reports.figures_sample import andel, antall, fakta
from tests.reports.test_figures_book import drawn


def lying(antall_navn: int) -> Graf:
    names = tuple(f"Et ganske langt navn {n}" for n in range(antall_navn))
    serie = Punktrad(navn="2024", rader=tuple(andel(1, 10, 2024, enhet=name) for name in names))
    return Graf(tittel="T", slag=Grafslag.SOYLER, kategorier=names, serier=(serie,), alt="a", kilde="k", prosent=True)


def test_lying_columns_are_named_at_the_side_from_the_top_with_the_scale_below() -> None:
    xml = drawn(lying(6))
    names, values = re.findall(r"<c:catAx>.*?</c:catAx>|<c:valAx>.*?</c:valAx>", xml, re.S)
    assert 'orientation val="maxMin"' in names and 'axPos val="l"' in names
    assert 'orientation val="minMax"' in values and 'formatCode="0.0 %"' in values
    assert '<c:crosses val="max"/>' in values


def test_every_lying_column_has_room_for_its_name() -> None:
    assert height(lying(5)) == 280 < height(lying(15)) < height(lying(30))


def test_the_greatest_parts_are_drawn_when_there_are_too_many() -> None:
    """Codes that came last are not left out because they stand last."""
    rows = [antall("meldinger_utfall", 100 + n if n >= 10 else n, 2024, gruppe=f"utfall=k{n:02}") for n in range(20)]
    whole = replace(fakta(), rader=tuple(rows))
    side = figure_page(whole, replace(whole.tekster["meldinger_utfall"], koder={}))
    assert side is not None
    (graf,) = charts_of(whole, side).values()
    assert graf.kategorier == tuple(f"k{n:02}" for n in range(5, 20))
    assert graf.tittel.endswith("(de 15 største)")


def test_a_remark_says_what_it_is_of_unless_it_is_of_everything() -> None:
    tall = fakta().tekster["fristbrudd_undersokelse"]
    one = replace(andel(1, 10, 2023), merknad="7 er ikke med")
    every = [
        replace(andel(1, 10, year, variant), merknad="Alt") for year in (2023, 2024) for variant in ("rapportert",)
    ]
    per = date(2024, 12, 31)
    assert remarks(tall, [one, andel(1, 10, 2024)], per) == ("Rapportert, 2023: 7 er ikke med",)
    assert remarks(tall, every, per) == ("Alt",)
    assert remarks(tall, [replace(one, enhet="Havna"), andel(1, 10, 2024)], per) == ()


def test_the_front_page_says_no_later_day_than_what_is_counted() -> None:
    forside = figure_book(replace(fakta(), per=date(2024, 5, 31))).forside
    assert forside.kilde[0] == ("Periode", "01.01.2022 til 31.05.2024")
