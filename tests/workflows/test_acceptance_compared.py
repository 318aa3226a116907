"""The rows of the acceptance list on key figures beside each other: years, units, quarters, extracts, audits."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest

from bvaudit.figures.breaks import rule_breaks
from bvaudit.figures.corrected import Delt, counts
from bvaudit.model.arsak import Arsak
from bvaudit.model.endring import Dom
from bvaudit.model.innhold import Innhold
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.sammenligning import version_map
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.change_view import bounds, change_table, outlier_sentence, size, trend, verdict
from bvaudit.reports.corrected_view import corrected, sentences
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.figure_book import figure_book
from bvaudit.reports.figure_charts import charts_of
from bvaudit.reports.figure_facts import Tallfakta
from bvaudit.reports.figure_grids import figure_page
from bvaudit.reports.supervision_paper import paper_report
from bvaudit.reports.xlsx.figures_book import figures_book
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figure_texts import breaks_of, texts_of
from bvaudit.workflows.figures_compared import changes, standing_out
from tests.conftest import Demo

KILDE = "løpende oversikt"


@pytest.fixture(scope="module")
def shipped() -> Content:
    return content_or_stop()


def ar(n: int) -> dict[str, date]:
    return {"periode_fra": date(n, 1, 1), "periode_til": date(n, 12, 31)}


def antall(tall: str, variant: str, n: int, year: int, **more: str) -> Nokkelrad:
    return Nokkelrad(tall=tall, variant=variant, storrelse="antall", verdi=n, kilde=KILDE, **ar(year), **more)


def andel(tall: str, variant: str, k: int, n: int, when: dict[str, date], **more: str) -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant=variant, storrelse="andel", verdi=k / n, teller=k, nevner=n, kilde=KILDE, **when, **more
    )


def facts(content: Content, rows: list[Nokkelrad], *enheter: str) -> Tallfakta:
    texts = texts_of(content, {row.tall for row in rows})
    return Tallfakta(
        kommune="Trondheim", per=date(2024, 12, 31), rader=tuple(rows), tekster=texts, enheter=enheter, kommuner={}
    )


def test_s1_01_meldinger_by_unit_with_the_break_of_2023(shipped: Content) -> None:
    """Heimdal rose sharply in 2024; from 2022 to 2023 more is counted, and no rise is told."""
    numbers = {"Heimdal": (500, 610, 890), "Lerkendal": (420, 520, 525), "Midtbyen": (380, 470, 468)}
    rows = [
        antall("meldinger", "mottatt", n, year, enhet=enhet)
        for enhet, three in numbers.items()
        for n, year in zip(three, (2022, 2023, 2024), strict=True)
    ]
    whole = facts(shipped, rows, *numbers)
    found = {(one.til.enhet, one.til.periode_fra.year): one.dom for one in changes([rows], breaks_of(whole.tekster))}
    assert found == {
        **{(enhet, 2023): Dom.BRUDD for enhet in numbers},
        ("Heimdal", 2024): Dom.OKT,
        ("Lerkendal", 2024): Dom.TILFELDIG,
        ("Midtbyen", 2024): Dom.TILFELDIG,
    }
    side = figure_page(whole, whole.tekster["meldinger"])
    assert side is not None
    (graf,) = charts_of(whole, side).values()
    assert [name for name, _ in graf.brudd] == ["2023"]


def test_s1_02_breaches_of_the_week_fell_from_1_to_0_2_per_cent(shipped: Content) -> None:
    rows = [
        andel("fristbrudd_melding", "konkludert", k, n, ar(year)) for k, n, year in ((19, 1900, 2022), (5, 2500, 2024))
    ]
    whole = facts(shipped, rows)
    (found,) = changes([rows], breaks_of(whole.tekster))
    assert (verdict(found), size(found)) == ("lavere andel enn før", "−0,8 prosentpoeng")
    assert found.nedre is not None and found.ovre is not None and found.nedre < found.ovre < 0


def test_s1_05_a_code_that_was_split_in_2026_is_not_followed_across(shipped: Content) -> None:
    definition = shipped.nokkeltall["saksinnhold"]
    days = {one.dato for one in definition.brudd}
    assert date(2026, 1, 1) in days
    broken = next(one for one in definition.brudd if one.dato == date(2026, 1, 1))
    kode = broken.deler[0] if broken.deler else "x"
    axis = definition.lesninger[0].deles[0].akse
    rows = [antall("saksinnhold", definition.standard.navn, 50, y, gruppe=f"{axis}={kode}") for y in (2025, 2026)]
    (found,) = changes([rows], breaks_of(texts_of(shipped, ["saksinnhold"])))
    assert (found.dom, found.endring) == (Dom.BRUDD, None)


@pytest.mark.lang
def test_s1_10_reported_and_corrected_of_the_same_cases(made_demo: Demo) -> None:
    """10 of 317 by law, 3.2 per cent; the split is told case by case, and adds up."""
    from tests.workflows.figures_of_demo import counted

    outcome, over = counted(made_demo, ("fristbrudd_undersokelse", "fristbrudd_delt"), 2025)
    view = corrected(outcome, over)
    assert view is not None
    assert view.alle.korrigert is not None and view.alle.rapportert is not None
    assert (view.alle.korrigert.teller, view.alle.korrigert.nevner) == (10, 317)
    assert any("3,2\u00a0% (10 av 317)" in line for line in sentences(view))
    told = {delt: int(rad.verdi or 0) for delt, rad in view.alle.deler.items() if rad is not None}
    assert counts(over) == told
    reported = told[Delt.REELL] + told[Delt.REGELEFFEKT] + told[Delt.UTEN_MELDING]
    assert reported == view.alle.rapportert.teller
    assert told[Delt.REELL] + told[Delt.BARE_KORRIGERT] == view.alle.korrigert.teller
    from bvaudit.reports.corrected_view import paper

    made = open_template(paper_report(outcome.per), None).fill(paper(view, outcome, []), outcome.per)
    text = "\n".join(p.text for p in docx.Document(BytesIO(made)).paragraphs)
    assert "3,2\u00a0%" in text


def test_s1_11_the_unit_that_stands_out_is_flagged_in_the_workbook(shipped: Content) -> None:
    units = {"Heimdal": (4, 120), "Lerkendal": (5, 110), "Midtbyen": (3, 100), "Østbyen": (31, 115)}
    rows = [
        andel("fristbrudd_undersokelse", "rapportert_regel", k, n, ar(2024), enhet=enhet)
        for enhet, (k, n) in units.items()
    ]
    rows.append(andel("fristbrudd_undersokelse", "rapportert_regel", 43, 445, ar(2024)))
    (found,) = standing_out(rows)
    said = outlier_sentence(found)
    assert said.startswith("Østbyen ligger over det tilfeldigheter kan gi i 2024: 27,0\u00a0% (31 av 115)")
    whole = replace(facts(shipped, rows, *units), sagt={"fristbrudd_undersokelse": (said,)})
    book = openpyxl.load_workbook(BytesIO(figures_book(figure_book(whole))), read_only=True)
    assert any(said == cell for row in book.worksheets[1].iter_rows(values_only=True) for cell in row)


@pytest.mark.lang
def test_s1_39_why_a_number_is_another_in_a_later_extract(made_demo: Demo) -> None:
    from bvaudit.loading.folder import read_folder
    from bvaudit.workflows.figure_why import WhyRequest, why_changed
    from tests.workflows.figures_of_demo import number

    mappe, _ = read_folder(made_demo.ut)
    assert mappe is not None
    asked = WhyRequest(
        tall="meldinger",
        fra="2025-06-30",
        til="2026-05-31",
        periode=Periode(date(2025, 1, 1), date(2025, 6, 30)),
        mappe=mappe,
    )
    ((_, found),) = why_changed(asked).deler
    assert found.fra == number(made_demo, "2025-06-30", asked)
    assert found.til == number(made_demo, "2026-05-31", asked)
    assert sum(found.sum(arsak) for arsak in Arsak) == found.forskjell == found.til - found.fra


KVARTAL = (
    {"periode_fra": date(2019, 10, 1), "periode_til": date(2019, 12, 31)},
    {"periode_fra": date(2020, 1, 1), "periode_til": date(2020, 3, 31)},
)
KOMMUNER = {"5036": "Frosta", "5034": "Meråker", "5032": "Selbu", "5035": "Stjørdal"}


def test_s2_07_fewer_breaches_is_said_only_where_it_is_so() -> None:
    """The first quarter of 2020 had none in the small municipalities and 6 of 45 in Stjørdal."""
    before = {"5036": (1, 5), "5034": (0, 7), "5032": (2, 8), "5035": (19, 44)}
    now = {"5036": (0, 6), "5034": (0, 8), "5032": (0, 9), "5035": (6, 45)}
    rows = [
        andel("fristbrudd_undersokelse", "rapportert", *numbers[nummer], when, kommune=nummer)
        for numbers, when in zip((before, now), KVARTAL, strict=True)
        for nummer in KOMMUNER
    ]
    told = trend(changes([rows]), KOMMUNER, "Fristbrudd i undersøkelser")
    assert told == (
        "Frosta: 0,0\u00a0% (0 av 6) i 1. kvartal 2020, mot 20,0\u00a0% (1 av 5) i 4. kvartal 2019: "
        "for få til å si noe om endring.",
        "Meråker: 0,0\u00a0% (0 av 8) i 1. kvartal 2020, mot 0,0\u00a0% (0 av 7) i 4. kvartal 2019: "
        "samme andel som før.",
        "Selbu: 0,0\u00a0% (0 av 9) i 1. kvartal 2020, mot 25,0\u00a0% (2 av 8) i 4. kvartal 2019: "
        "for få til å si noe om endring.",
        "Stjørdal: 13,3\u00a0% (6 av 45) i 1. kvartal 2020, mot 43,2\u00a0% (19 av 44) i 4. kvartal 2019: "
        "lavere andel enn før.",
        "Fristbrudd i undersøkelser, for få til å si noe om endring: Frosta og Selbu.",
        "Fristbrudd i undersøkelser, samme andel som før: Meråker.",
        "Fristbrudd i undersøkelser, lavere andel enn før: Stjørdal.",
    )


def test_s3_06_three_reports_of_a_programme_are_comparable() -> None:
    """1.1.–30.5.23, the whole of 2023, and 1.1.–30.6.24: told a day, and not as if they were as long."""
    spans = (
        (date(2023, 1, 1), date(2023, 5, 30)),
        (date(2023, 1, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 6, 30)),
    )
    tables = [
        [replace(antall("meldinger", "mottatt", n, 2024), periode_fra=fra, periode_til=til)]
        for n, (fra, til) in zip((300, 730, 500), spans, strict=True)
    ]
    first, second = changes(tables)
    assert first.dom is Dom.UTEN_PROVE  # the first report's days are among those of the second
    assert second.dom is Dom.OKT
    assert second.endring is None
    assert second.relativ == pytest.approx(500 / 182 / (730 / 365) - 1)


def test_x_04_only_the_same_version_of_a_checkpoint_is_compared(innhold: Innhold) -> None:
    breaks = rule_breaks(innhold.regler.values(), version_map(innhold.planer.sammenligninger))
    first, second = (
        {"periode_fra": date(2024, 1, 1), "periode_til": date(2024, 6, 30)},
        {"periode_fra": date(2025, 1, 1), "periode_til": date(2025, 6, 30)},
    )
    later = {"periode_fra": date(2026, 2, 1), "periode_til": date(2026, 7, 31)}
    rows = [andel("AKU-01", "lov", k, 40, when) for k, when in ((20, first), (6, second), (2, later))]
    same, across = changes([[row] for row in rows], breaks)
    assert same.dom is Dom.REDUSERT
    assert (same.fra.nevner, same.til.nevner) == (40, 40)
    assert same.ovre is not None and same.ovre < 0
    assert bounds(same).startswith("\u2212")
    assert (across.dom, across.endring) == (Dom.BRUDD, None)
    assert "Akutt utreiseforbud" in across.brudd[0].grunn


def test_the_sheet_of_changes_has_every_change_that_can_be_told(shipped: Content) -> None:
    rows = [antall("meldinger", "mottatt", n, y) for n, y in ((500, 2023), (890, 2024))]
    whole = facts(shipped, rows)
    (row,) = change_table(whole, changes([rows], breaks_of(whole.tekster))).rader
    assert row[5:8] == ("500 i 2023", "890 i 2024", "+78 %")
