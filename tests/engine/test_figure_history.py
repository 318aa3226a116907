"""Rows that are not there for the early years: no number is made of them, and what is few stays a number."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bvaudit.figures.compared import compared
from bvaudit.model.endring import Dom
from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.tallperiode import Periode, kalenderperioder
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.figures import AskedFigures, CountedFigures, FigureSource, figures_in
from bvaudit.workflows.figures_compared import PROVER

from .figure_cases import ENHETER, OMSORG, OST, VEST, Tabeller, counted, one_reading

UND, TILTAK = "{objekt: undersokelse}", "{objekt: tiltak}"
BESOK = "tid: {i_kraft: siste_dag}\nperioder: ar\nandel: {dager: {rader: {tabell: oppfolging_utfort}, minst: 4}}"
AR = kalenderperioder(2023, 2025)


@pytest.fixture
def t() -> Iterator[Tabeller]:
    tabeller = Tabeller()
    with tabeller.database:
        yield tabeller


def mange(t: Tabeller, navn: str, rader: Sequence[dict[str, object]]) -> None:
    """Rows of one table at once, numbered from where it is."""
    (first,) = (t.row(navn, **rader[0]),)
    ready = [
        {**rad, f"{navn}_nr": nr, f"{navn}_id": f"{navn}{nr}", "sak_id": f"S{rad['sak_nr']}"}
        for nr, rad in enumerate(rader[1:], first + 1)
    ]
    if ready:
        t.database.insert(navn, list(ready[0]), [list(rad.values()) for rad in ready])
    t.skip(navn, len(ready))


def hjem(t: Tabeller, start: str, besok: Sequence[date], sak: int = 0) -> None:
    sak = sak or t.sak(start_dato=start, fyller_18_dato="2036-01-01")
    tiltak = t.row("tiltak", sak_nr=sak, start_dato=start, kode="2.2")
    if besok:
        mange(t, "oppfolging_utfort", [{"sak_nr": sak, "tiltak_nr": tiltak, "utfort_dato": dag} for dag in besok])


def hvert_kvartal(fra: date, til: date) -> list[date]:
    return [fra + timedelta(days=90 * i) for i in range((til - fra).days // 90 + 1)]


def alle(found: CountedFigures) -> list[Nokkelrad]:
    return [row for row in found.rader if not row.enhet and not row.kommune and not row.gruppe]


def test_visits_that_begin_with_a_new_system_make_no_breach_before_it(t: Tabeller) -> None:
    """Three homes since 2020 and not a visit before March 2024: 2023 cannot be told of, and 2024 not as a whole."""
    for dag in (3, 10, 20):
        hjem(t, "2020-05-01", hvert_kvartal(date(2024, 3, dag), date(2025, 12, 31)))
    rows = alle(counted(t, one_reading(TILTAK, BESOK), perioder=AR))
    assert [row.tilstand for row in rows] == [Tilstand.IKKE_UNDERSOKT, Tilstand.IKKE_UNDERSOKT, Tilstand.VERDI]
    assert "03.03.2024" in rows[0].merknad and rows[0].verdi is None
    assert (rows[2].teller, rows[2].nevner) == (3, 3)


def test_homes_that_are_new_have_their_first_visit_in_their_first_year(t: Tabeller) -> None:
    """Nothing is missing where there was no home to visit."""
    hjem(t, "2024-01-10", hvert_kvartal(date(2024, 2, 1), date(2025, 12, 31)))
    rows = alle(counted(t, one_reading(TILTAK, BESOK), perioder=AR[1:]))
    assert [(row.teller, row.nevner) for row in rows] == [(1, 1), (1, 1)]


def test_a_home_that_is_not_visited_is_a_breach_where_others_are(t: Tabeller) -> None:
    hjem(t, "2020-05-01", hvert_kvartal(date(2020, 6, 1), date(2025, 12, 31)))
    hjem(t, "2020-05-01", ())
    rows = alle(counted(t, one_reading(TILTAK, BESOK), perioder=AR))
    assert [(row.teller, row.nevner) for row in rows] == [(1, 2), (1, 2), (1, 2)]


def test_one_visit_out_of_place_is_no_beginning(t: Tabeller) -> None:
    """A single row from 2012 among many does not make the years between whole."""
    for dag in (3, 10, 20):
        besok = [date(2024, 3, dag) + timedelta(days=7 * i) for i in range(90)]
        hjem(t, "2012-01-01", besok)
    hjem(t, "2012-01-01", [date(2012, 5, 5)])
    rows = alle(counted(t, one_reading(TILTAK, BESOK), perioder=AR))
    assert rows[0].tilstand is Tilstand.IKKE_UNDERSOKT


def test_each_sender_begins_on_its_own_day(t: Tabeller) -> None:
    """One has visits all the time; the other has none before 2024, and then the sum of the two is too low."""
    t.database.insert("innsending", ["innsending_id", "sak_id", "format_versjon", "fagsystem_navn"], [
        ("I1", "S1", "v4", "Gammel"), ("I2", "S2", "v4", "Ny"), ("I3", "S3", "v4", "Ny"),
    ])  # fmt: skip
    gammel, ny, ogsa_ny = (t.sak(start_dato="2020-05-01", innsending_id=f"I{i}") for i in (1, 2, 3))
    hjem(t, "2020-05-01", hvert_kvartal(date(2020, 6, 1), date(2025, 12, 31)), gammel)
    for sak in (ny, ogsa_ny):
        hjem(t, "2020-05-01", hvert_kvartal(date(2024, 3, 1), date(2025, 12, 31)), sak)
    kilder = [replace(everything(nr=i, format_versjon="v4"), fagsystem=f) for i, f in ((1, "Gammel"), (2, "Ny"))]
    rows = alle(counted(t, one_reading(TILTAK, BESOK), perioder=AR, kilder=kilder))
    assert [row.tilstand.value for row in rows] == ["ikke undersøkt", "ikke undersøkt", "verdi"]


def meldinger(t: Tabeller, fra: date) -> None:
    """Ten cases since 2018, and a melding every ten days in them from some day on."""
    saker = [t.sak(start_dato="2018-01-01") for _ in range(10)]
    dager = [fra + timedelta(days=10 * i) for i in range((date(2025, 12, 31) - fra).days // 10 + 1)]
    mange(t, "henvendelse", [{"sak_nr": saker[i % 10], "start_dato": dag} for i, dag in enumerate(dager)])


@pytest.mark.parametrize(
    ("fra", "ventet"),
    [
        pytest.param(date(2024, 5, 1), [None, None, 36], id="ett år og et halvt mangler"),
        pytest.param(date(2023, 1, 9), [36, 37, 36], id="noen dager uten i januar er ingenting"),
    ],
)
def test_meldinger_that_begin_in_the_middle_of_a_year_are_not_a_year(
    t: Tabeller, fra: date, ventet: list[int | None]
) -> None:
    meldinger(t, fra)
    rows = alle(counted(t, one_reading("{objekt: henvendelse}", "tid: {dato: start_dato}"), perioder=AR))
    assert [row.verdi for row in rows] == ventet


def test_a_few_rare_events_say_nothing_of_a_beginning(t: Tabeller) -> None:
    """Two of something in 2025, none before: the none is a number."""
    for _ in range(2):
        t.row("flytting", sak_nr=t.sak(start_dato="2018-01-01"), flyttet_dato="2025-05-01")
    rows = alle(counted(t, one_reading("{objekt: flytting}", "tid: {dato: flyttet_dato}"), perioder=AR))
    assert [row.verdi for row in rows] == [0, 0, 2]


# --- closed cases that are not there ---------------------------------------------------------------------------------


def saker(t: Tabeller, forst_avsluttet: date) -> None:
    """Every two months a case begins and, from some day on, one is closed every twenty days."""
    starter = [date(2018, 1, 1) + timedelta(days=60 * i) for i in range(48)]
    slutter = [forst_avsluttet + timedelta(days=20 * i) for i in range(48)]
    for start, slutt in zip(starter, slutter, strict=True):
        more = {"slutt_dato": slutt} if start < slutt <= date(2025, 12, 31) else {}
        t.sak(start_dato=start, **more)
    mange(t, "undersokelse", [{"sak_nr": nr, "start_dato": start} for nr, start in enumerate(starter, 1)])


def test_years_before_the_first_closed_case_are_told_of_and_not_compared(t: Tabeller) -> None:
    saker(t, date(2024, 7, 1))
    found = counted(t, one_reading(UND, "tid: {dato: start_dato}"), perioder=AR)
    assert found.avsluttet_fra == date(2024, 7, 1)
    assert ["01.07.2024" in row.merknad for row in alle(found)] == [True, True, False]
    assert {one.dom for one in compared([alle(found)], PROVER, found.brudd)} == {Dom.BRUDD}


def test_cases_closed_all_the_time_are_no_break(t: Tabeller) -> None:
    saker(t, date(2018, 6, 1))
    found = counted(t, one_reading(UND, "tid: {dato: start_dato}"), perioder=AR)
    assert (found.avsluttet_fra, found.brudd) == (None, ())
    assert not any(row.merknad for row in alle(found))


# --- rules ------------------------------------------------------------------------------------------------------------


def rule_rows(t: Tabeller, regel: str) -> list[Nokkelrad]:
    source = FigureSource(kilder=(everything(),), enheter=ENHETER)
    asked = AskedFigures(per=date(2025, 12, 31), perioder=AR, tall=(regel,))
    found = figures_in(t.database, source, asked, content_or_stop(()))
    return [row for row in alle(found) if row.variant == "lov"]


def test_a_rule_is_not_broken_by_visits_from_before_the_extract_begins(t: Tabeller) -> None:
    for dag in (3, 10, 20):
        hjem(t, "2020-05-01", hvert_kvartal(date(2024, 3, dag), date(2025, 12, 31)))
    rows = rule_rows(t, "OMS-01")
    assert [row.tilstand.value for row in rows] == ["ikke undersøkt", "verdi", "verdi"]
    assert rows[1].teller == 0, "what is there in 2024 is enough all the same"


def test_a_rule_is_broken_by_the_home_nobody_visits(t: Tabeller) -> None:
    hjem(t, "2020-05-01", hvert_kvartal(date(2020, 6, 1), date(2025, 12, 31)))
    hjem(t, "2020-05-01", ())
    assert {(row.periode_til, row.tilstand) for row in rule_rows(t, "OMS-01")} == {
        (periode.til, Tilstand.VERDI) for periode in map(Periode._make, AR)
    }


# --- places whose rows are all of senders that go far enough back ----------------------------------------------------


def to_avsendere(t: Tabeller) -> list[Kilde]:
    """In the east the sender has visits all the time; in the west it has none before March 2024."""
    t.database.insert("innsending", ["innsending_id", "sak_id", "format_versjon", "fagsystem_navn"], [
        (f"I{i}", f"S{i}", "v4", "Gammel" if i == 1 else "Ny") for i in range(1, 5)
    ])  # fmt: skip
    saker = [
        t.sak(*sted, start_dato="2020-05-01", fyller_18_dato="2036-01-01", innsending_id=f"I{i}")
        for i, sted in enumerate([(OST, "5001"), *[(VEST, "5038")] * 3], 1)
    ]
    hjem(t, "2020-05-01", hvert_kvartal(date(2020, 6, 1), date(2025, 12, 31)), saker[0])
    for dag, sak in zip((3, 10, 20), saker[1:], strict=True):
        hjem(t, "2020-05-01", hvert_kvartal(date(2024, 3, dag), date(2025, 12, 31)), sak)
    return [replace(everything(nr=i, format_versjon="v4"), fagsystem=f) for i, f in ((1, "Gammel"), (2, "Ny"))]


def by_place(found: CountedFigures, ar: int, variant: str = "") -> dict[str, float | None]:
    """The denominator of the share in each place, None where it is not examined."""
    rows = [row for row in found.rader if row.periode_til.year == ar and row.variant == (variant or row.variant)]
    return {
        row.enhet or row.kommune or "alle": row.nevner if row.tilstand is not Tilstand.IKKE_UNDERSOKT else None
        for row in rows
        if not row.gruppe and row.storrelse == "andel"
    }


def test_the_places_of_other_senders_keep_their_numbers(t: Tabeller) -> None:
    found = counted(t, one_reading(TILTAK, BESOK), perioder=AR, kilder=to_avsendere(t))
    for ar in (2023, 2024):
        # Nobody knows which sender a unit without a case would have.
        assert by_place(found, ar) == {"alle": None, OST: 1, VEST: None, OMSORG: None, "5001": 1, "5038": None}
    assert by_place(found, 2025) == {"alle": 4, OST: 1, VEST: 3, OMSORG: 0, "5001": 1, "5038": 3}


def test_a_rule_keeps_its_share_in_the_places_of_other_senders(t: Tabeller) -> None:
    kilder = tuple(to_avsendere(t))
    source = FigureSource(kilder=kilder, enheter=ENHETER)
    asked = AskedFigures(per=date(2025, 12, 31), perioder=AR, tall=("OMS-01",))
    found = figures_in(t.database, source, asked, content_or_stop(()))
    assert by_place(found, 2023, "lov") == {"alle": None, OST: 1, VEST: None, OMSORG: 0, "5001": 1, "5038": None}
    (why,) = {row.merknad for row in found.rader if row.enhet == VEST and row.periode_til.year == 2023}
    assert "oppfølgingsbesøk fra før 03.03.2024" in why
