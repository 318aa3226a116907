"""``nokkeltall`` as people type it."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from bvaudit.cli.figure_commands import spelled_out
from bvaudit.cli.figure_periods import figure_periods
from bvaudit.cli.run import run
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.errors import UsageError
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.reports.figure_facts import Lesetekst, Tallfakta, Talltekst
from bvaudit.reports.figure_lines import MOST, figure_lines
from bvaudit.reports.nokkeltall_file import KOLONNER
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.figures_asked import asked_of, not_for_these
from bvaudit.workflows.figures_compared import changes
from tests.conftest import Demo
from tests.figures.counted_cases import content
from tests.reports.figures_sample import antall, fakta


@pytest.mark.parametrize(
    ("skrevet", "ventet"),
    [
        ("2024", [("2024-01-01", "2024-12-31")]),
        ("2022..2024", [(f"{y}-01-01", f"{y}-12-31") for y in (2022, 2023, 2024)]),
        ("2024-K2", [("2024-04-01", "2024-06-30")]),
        ("2024-K4..2025-K1", [("2024-10-01", "2024-12-31"), ("2025-01-01", "2025-03-31")]),
        ("2024-H2", [("2024-07-01", "2024-12-31")]),
        ("2024-02", [("2024-02-01", "2024-02-29")]),
        ("2023-01-01..2023-05-30", [("2023-01-01", "2023-05-30")]),
    ],
)
def test_periods_as_they_are_typed(skrevet: str, ventet: list[tuple[str, str]]) -> None:
    found = [(one.fra, one.til) for one in figure_periods(skrevet)]
    assert found == [(date.fromisoformat(a), date.fromisoformat(b)) for a, b in ventet]


@pytest.mark.parametrize("skrevet", ["hei", "2024..", "2025..2024", "2024-K5", ""])
def test_what_is_no_period(skrevet: str) -> None:
    with pytest.raises(WrongValue):
        figure_periods(skrevet)


def test_ids_come_right_after_the_word() -> None:
    assert spelled_out(["nokkeltall", "meldinger", "av_100", "--ar", "2024"]) == [
        "nokkeltall", "--tall", "meldinger", "--tall", "av_100", "--ar", "2024",
    ]  # fmt: skip
    assert spelled_out(["nokkeltall", "vis", "meldinger"]) == ["nokkeltall", "vis", "meldinger"]
    assert spelled_out(["nokkeltall", "--ar", "2024"]) == ["nokkeltall", "--ar", "2024"]


def test_one_figure_is_told_by_unit_with_noughts_and_what_may_be_said() -> None:
    whole = fakta()
    rows = tuple(rad for rad in whole.rader if rad.tall == "meldinger")
    one = type(whole)(kommune="K", per=whole.per, rader=rows, tekster=whole.tekster, enheter=whole.enheter)
    view = figure_lines(one, changes([rows], whole.tekster["meldinger"].brudd), hele=False, enkelte=True)
    assert view.hode == ("Enhet", "2022", "2023", "2024")
    assert ("Sentrum", "0", "0", "4") in view.rader
    assert view.rader[-1] == ("Alle", "700", "840", "997")
    assert view.under == ("Alle, fra 2023 til 2024: kan ikke sammenlignes.",)


def test_many_figures_fit_on_a_screen() -> None:
    view = figure_lines(fakta(), (), hele=False, enkelte=False)
    assert 2 + len(view.om) + 3 + len(view.rader) + len(view.under) + 2 <= MOST
    assert ("Undersøkelser over fristen", "8,2\u00a0%", "8,0\u00a0%", "13,6\u00a0%") in view.rader


def test_long_names_leave_room_for_fewer() -> None:
    rows = tuple(antall(f"annet_{n}", 7, 2024) for n in range(30))
    long = "Meldinger som ikke ble gjennomgått innen en uke, slik loven regner den, og alt som hører til"
    texts = {one.tall: Talltekst(id=one.tall, tittel=long, lesninger=(Lesetekst(navn="mottatt"),)) for one in rows}
    whole = Tallfakta(kommune="K", per=fakta().per, rader=rows, tekster=texts)
    narrow, wide = (len(figure_lines(whole, (), hele=False, enkelte=False, bredde=w).rader) for w in (80, 120))
    assert 0 < narrow == wide // 2


def test_what_is_asked_for_most_is_told_first_when_not_everything_fits() -> None:
    """Barn i tiltak before figures that come earlier in a report; all fits in 25 lines."""
    ids = (*(f"annet_{n}" for n in range(30)), "under_omsorg", "meldinger", "barn_i_tiltak")
    rows = tuple(antall(one, 7, 2024) for one in ids)
    texts = {one: Talltekst(id=one, tittel=one, lesninger=(Lesetekst(navn="mottatt"),)) for one in ids}
    whole = Tallfakta(kommune="K", per=fakta().per, rader=rows, tekster=texts, ikke_undersokt=(("a", "b"),))
    view = figure_lines(whole, (), hele=False, enkelte=False)
    assert [row[0] for row in view.rader[:4]] == ["meldinger", "barn_i_tiltak", "under_omsorg", "annet_0"]
    assert 2 + len(view.om) + 4 + len(view.rader) + len(view.under) + 3 == MOST, "the files may take two lines"
    assert len(figure_lines(whole, (), hele=True, enkelte=False).rader) == len(ids)


def test_an_unknown_figure_is_told_before_anything_is_read(made_demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nokkeltall", "meldnger", "--mappe", str(made_demo.ut)]) == 2
    assert "mente du «meldinger»?" in capsys.readouterr().err


def test_a_figure_told_in_plain_words(made_demo: Demo, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["nokkeltall", "vis", "henlagt_andel", "--mappe", str(made_demo.ut)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("henlagt_andel: Henlagte meldinger")
    assert "(standard)" in told
    assert told.rstrip().endswith("Neste: bvaudit nokkeltall henlagt_andel")


@pytest.mark.lang
def test_a_part_is_written_where_one_says(made_demo: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ut = tmp_path / "ut"
    words = ["nokkeltall", "meldinger", "fristbrudd_undersokelse", "fristbrudd_delt"]
    assert run([*words, "--ar", "2025", "--mappe", str(made_demo.ut), "--ut", str(ut), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert sorted(path.name for path in ut.iterdir()) == [
        "korrigert-frist.docx",
        "nokkeltall.csv",
        "nokkeltall.parquet",
        "nokkeltall.xlsx",
    ]
    with (ut / "nokkeltall.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == KOLONNER
    assert len(told["rader"]) == len(rows)
    corrected = [row for row in rows if row["variant"] == "korrigert" and not row["enhet"] and not row["kommune"]]
    assert [(row["teller"], row["nevner"]) for row in corrected] == [("10", "317")]


@pytest.mark.lang
def test_a_part_without_a_place_writes_nothing(
    made_demo: Demo, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(made_demo.ut.rglob("*nokkeltall*"))
    monkeypatch.chdir(tmp_path)
    assert run(["nokkeltall", "meldinger", "--ar", "2025", "--mappe", str(made_demo.ut)]) == 0
    told = capsys.readouterr().out
    assert len(told.splitlines()) <= MOST
    assert "Neste: bvaudit nokkeltall --ut nokkeltall" in told
    assert sorted(made_demo.ut.rglob("*nokkeltall*")) == before
    assert list(tmp_path.iterdir()) == []


# --- several figures beside each other --------------------------------------------------------------------------------

_KVARTAL = [(date(2025, m, 1), til) for m, til in ((1, date(2025, 3, 31)), (4, date(2025, 6, 30)))]
_KVARTAL += [(date(2025, m, 1), til) for m, til in ((7, date(2025, 9, 30)), (10, date(2025, 12, 31)))]
_AR = (date(2025, 1, 1), date(2025, 12, 31))


def _sted_rader(id_: str, perioder: list[tuple[date, date]], *, dag: bool = False) -> list[Nokkelrad]:
    """All together 10, 20, 30 …; the unit 1, 2, 3 …; the municipality 5 more than the unit."""
    found = []
    for nr, (fra, til) in enumerate(perioder, 1):
        row = Nokkelrad(
            tall=id_, variant="a", storrelse="antall", periode_fra=til if dag else fra, periode_til=til, verdi=10.0 * nr
        )
        found += [row, replace(row, verdi=float(nr), enhet="Nord"), replace(row, verdi=nr + 5.0, kommune="5036")]
    return found


def _to_tall(perioder: list[tuple[date, date]], ikke: tuple[tuple[str, str], ...] = ()) -> Tallfakta:
    """A figure of what happened, and a stock."""
    rader = (*_sted_rader("hendt", perioder), *_sted_rader("bestand", perioder, dag=True))
    texts = {one: Talltekst(id=one, tittel=one, lesninger=(Lesetekst(navn="a"),)) for one in ("hendt", "bestand")}
    towns = {"5035": "Stjørdal", "5036": "Frosta"}
    return Tallfakta(kommune="Stjørdal", per=date(2026, 1, 31), rader=rader, tekster=texts, enheter=("Nord",),
                     kommuner=towns, ikke_undersokt=ikke)  # fmt: skip


def test_a_quarter_is_never_shown_as_the_year() -> None:
    view = figure_lines(_to_tall(_KVARTAL), (), hele=False, enkelte=True)
    assert view.hode == ("Nøkkeltall", "2. kvartal 2025", "3. kvartal 2025", "4. kvartal 2025")
    assert view.rader == (("hendt", "20", "30", "40"), ("bestand", "20", "30", "40"))
    assert view.under == ("… og 1 periode før; legg til --detaljer for å se alle",)
    every = figure_lines(_to_tall(_KVARTAL), (), hele=True, enkelte=True)
    assert every.rader[0] == ("hendt", "10", "20", "30", "40")


def test_a_year_and_its_last_quarter_are_two_columns() -> None:
    view = figure_lines(_to_tall([_AR, _KVARTAL[-1]]), (), hele=False, enkelte=True)
    assert view.hode[1:] == ("2025", "4. kvartal 2025")
    assert view.rader[0] == ("hendt", "10", "20")


def test_the_place_that_was_asked_for_is_the_one_shown() -> None:
    view = figure_lines(_to_tall([_AR]), (), hele=False, enkelte=True, steder=("5036",))
    assert (view.om[-1], view.rader) == ("Frosta", (("hendt", "6"), ("bestand", "6")))
    both = figure_lines(_to_tall([_AR]), (), hele=False, enkelte=True, steder=("Nord", "5036"))
    assert both.rader[:2] == (("hendt, Nord", "1"), ("hendt, Frosta", "6"))


def test_without_a_workbook_the_reasons_are_said_here() -> None:
    few = (("hendt", "Perioden er ikke slutt."),)
    assert figure_lines(_to_tall([_AR], few), (), hele=False, enkelte=True, bok=False).under == (
        "hendt: Perioden er ikke slutt.",
    )
    assert "--ut MAPPE" in figure_lines(
        _to_tall([_AR], tuple((f"tall {n}", "x") for n in range(9))), (), hele=False, enkelte=True, bok=False
    ).under[-1]  # fmt: skip
    assert "arbeidsboken" in figure_lines(_to_tall([_AR], few), (), hele=False, enkelte=True).under[-1]


def test_one_figure_says_what_periods_it_does_not_show() -> None:
    rows = tuple(_sted_rader("hendt", [_AR, *_KVARTAL]))
    one = Tallfakta(kommune="K", per=date(2026, 1, 31), rader=rows, tekster={"hendt": _to_tall([]).tekster["hendt"]})
    view = figure_lines(one, changes([rows], (), one.per), hele=False, enkelte=True)
    assert view.hode[1:] == ("2025",)
    assert view.under == ("4 perioder av et annet slag står bare i arbeidsboken og i tabellfilen (--ut MAPPE).",)


def test_a_reason_is_told_with_the_figure_it_is_of() -> None:
    """Without the name only where the figure's own name stands above."""
    rows = tuple(_sted_rader("hendt", [_AR]))
    one = Tallfakta(kommune="K", per=date(2026, 1, 31), rader=rows, tekster={"hendt": _to_tall([]).tekster["hendt"]})
    for navn, ventet in (("hendt", "Perioden er ikke slutt."), ("bestand", "bestand: Perioden er ikke slutt.")):
        left = replace(one, ikke_undersokt=((navn, "Perioden er ikke slutt."),))
        assert figure_lines(left, (), hele=False, enkelte=True, bok=False).under == (ventet,)


def test_a_figure_that_is_not_counted_for_the_periods_is_named() -> None:
    found = dict(not_for_these(["besok_minst_4", "meldinger"], {"meldinger"}, content()))
    assert list(found) == ["Fosterhjem med minst fire oppfølgingsbesøk i året"]


class Asked:
    """What somebody typed."""

    mappe, krav = None, True

    def __init__(self, *, ar: str = "2024", tall: tuple[str, ...] = (), enhet: str = "") -> None:
        self.perioder = tuple(figure_periods(ar))
        self.tall, self.kommuner, self.enheter = tall, (), (enhet,) if enhet else ()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ar": "2031"}, ("perioden 2031 er ikke begynt", "det er tall til og med 31.12.2024")),
        ({"ar": "2022..2026"}, ("perioden 2025 er ikke begynt", "31.12.2024")),
        ({"enhet": "Midtbyn"}, ("ukjent enhet «Midtbyn»", "mente du «Midtbyen»?")),
        ({"enhet": "xx"}, ("ukjent enhet «xx»", "Midtbyen, Østbyen")),
    ],
)
def test_what_cannot_be_counted_is_refused_with_what_was_meant(typed: dict[str, str], said: tuple[str, str]) -> None:
    """Nothing is written over by a year that has not come."""
    names = (SimpleNamespace(navn="Midtbyen"), SimpleNamespace(navn="Østbyen"))
    manifest = SimpleNamespace(enheter=names, kommunenavn={})
    with pytest.raises(UsageError) as told:
        asked_of(Asked(**typed), content_or_stop(), date(2024, 12, 31), SimpleNamespace(manifest=manifest))  # type: ignore[arg-type]
    assert said[0] in str(told.value) and said[1] in (told.value.hint or "")
