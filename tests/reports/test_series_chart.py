"""Charts of series hold what is shown and nothing else, and say in words what they are."""

from pathlib import Path

from bvaudit.model.nokkelrad import Tilstand
from bvaudit.reports.chart_view import Graf, Grafslag
from bvaudit.reports.series_chart import series_chart, two_on_one_axis
from bvaudit.workflows.series import SeriesRead
from tests.series_example import one, read_example


def drawn(serier: SeriesRead, tall: str) -> Graf:
    graf = series_chart(serier.serier[tall], serier.rader, serier.word)
    assert graf is not None
    return graf


def values(graf: Graf) -> list[list[float | None]]:
    return [[row.verdi if row else None for row in line.rader] for line in graf.serier]


def test_a_series_over_time_with_its_departments() -> None:
    graf = drawn(read_example("trondheim"), "sykefravar-trondheim-2024")
    assert (graf.slag, graf.kategorier, graf.prosent) == (Grafslag.LINJE, ("2022", "2023", "2024"), True)
    assert [line.navn for line in graf.serier] == ["Alle", "BRA / Ambulant familieteam", "Barnevernet på Østbyen"]
    assert values(graf)[1] == [None, 0.1964, 0.2125]
    assert "10,9" in graf.alt and "25,8" in graf.alt and graf.kilde


def test_what_has_no_number_is_not_drawn() -> None:
    serier = read_example("trondheim")
    assert series_chart(serier.serier["turnover-trondheim-2024"], serier.rader, serier.word) is None
    assert series_chart(serier.serier["asss-trondheim-2024"], serier.rader, serier.word) is None


def test_a_hidden_number_is_a_gap_and_stands_nowhere(tmp_path: Path) -> None:
    body = (
        "serieslag: medarbeidere\nstorrelse: andel\nrader:\n"
        '  - {periode: 2024-01, akse: svar, kategori: Bedre, verdi: "62 %", personer: "40"}\n'
        '  - {periode: 2024-02, akse: svar, kategori: Bedre, verdi: "77,7 %", personer: "3"}\n'
        "brudd:\n  - {fra: 2024-02, grunn: Nye spørsmål.}\n"
    )
    serier = one(tmp_path, body)
    graf = drawn(serier, "serien")
    assert graf.slag is Grafslag.STABLET and values(graf) == [[0.62, None]]
    assert graf.serier[0].rader[1] is not None and graf.serier[0].rader[1].tilstand is Tilstand.SKJULT
    assert (
        "77" not in str(graf) and "1 tall er skjult" in graf.alt and graf.brudd == (("februar 2024", "Nye spørsmål."),)
    )


def test_of_one_period_there_is_no_line(tmp_path: Path) -> None:
    body = 'serieslag: sykefravar\nstorrelse: andel\nrader:\n  - {periode: 2024, verdi: "8 %", personer: "40"}\n'
    graf = drawn(one(tmp_path, body), "serien")
    assert graf.slag is Grafslag.SOYLER
    assert graf.alt.startswith("Serien, 2024. ") or ", 2024. " in graf.alt


def test_many_months_are_short_along_the_axis_and_whole_in_the_words(tmp_path: Path) -> None:
    rows = "".join(f'  - {{periode: 2024-{n:02}, verdi: "{n} %", personer: "40"}}\n' for n in range(1, 13))
    graf = drawn(one(tmp_path, f"serieslag: sykefravar\nstorrelse: andel\nrader:\n{rows}"), "serien")
    assert graf.kategorier[:2] == ("jan 24", "feb 24")
    assert "fra januar 2024 til desember 2024" in graf.alt


def test_s1_32_dots_from_the_lowest_with_us_as_a_series_of_our_own(tmp_path: Path) -> None:
    rows = "".join(
        f'  - {{akse: kommune, kategori: {navn}, verdi: "{tall} %"}}\n'
        for navn, tall in (("Oslo", 31), ("Bergen", 22), ("Vår by", 27), ("Asker", 25))
    )
    sett = "sett: {navn: ASSS, akse: kommune, eget: Vår by}\n"
    body = f'serieslag: sammenligning\nstorrelse: andel\nperiode: "2024"\nrader:\n{rows}{sett}'
    graf = drawn(one(tmp_path, body), "serien")
    assert (graf.slag, graf.kategorier) == (Grafslag.PRIKK, ("Bergen", "Asker", "Vår by", "Oslo"))
    assert values(graf) == [[0.22, 0.25, None, 0.31], [None, None, 0.27, None]]
    assert "ikke et kvalitetsmål" in graf.alt and "ikke et kvalitetsmål" in graf.kilde and "nummer 3" in graf.alt


def test_two_series_on_one_time_axis_say_nothing_of_why(tmp_path: Path) -> None:
    """Sick leave against overruns: claimed in the text of S2, never as a cause here."""
    body = (
        "serieslag: sykefravar\nstorrelse: andel\nminst: 0\nrader:\n"
        '  - {periode: 2020-K1, verdi: "17,6 %"}\n  - {periode: 2020-K2, verdi: "15 %"}\n'
    )
    other = one(
        tmp_path / "to",
        'serieslag: aktivitet\nrader:\n  - {periode: 2020-K1, verdi: "6"}\n  - {periode: 2020-K3, verdi: "2"}\n',
    )
    graf = two_on_one_axis(
        ("Sykefravær", one(tmp_path, body).rader), ("Fristbrudd", other.rader), tittel="Begge", kilde="Egne tall."
    )
    assert graf.kategorier == ("1. kvartal 2020", "2. kvartal 2020", "3. kvartal 2020")
    assert [line.andre for line in graf.serier] == [False, True]
    assert values(graf) == [[0.176, 0.15, None], [6, None, 2]]
    assert "sier ikke hvorfor" in graf.kilde and (graf.akse, graf.andre_akse) == ("Sykefravær", "Fristbrudd")
