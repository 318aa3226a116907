"""What may be said of a figure then and now: cases reckoned by hand, and what must hold of any."""

from dataclasses import replace
from datetime import date, timedelta
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.figures.breaks import breaks_of_rules, place_breaks
from bvaudit.figures.compared import Prover, change, compared, slag
from bvaudit.model.endring import Dom, Grunn, Seriebrudd
from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.nokkeltall import Lesning, Regelsvar
from bvaudit.model.telling import Sted, Stedskifte
from bvaudit.stats.change import count_change, share_change

PROVER = Prover(andel=share_change, antall=count_change)
Q1, Q2 = (date(2020, 1, 1), date(2020, 3, 31)), (date(2020, 4, 1), date(2020, 6, 30))


def ar(n: int) -> tuple[date, date]:
    return date(n, 1, 1), date(n, 12, 31)


def andel(k: int, n: int, periode: tuple[date, date], **mer: str) -> Nokkelrad:
    return Nokkelrad(
        tall="fristbrudd_undersokelse",
        variant="rapportert",
        storrelse="andel",
        periode_fra=periode[0],
        periode_til=periode[1],
        verdi=k / n if n else None,
        teller=k,
        nevner=n,
        tilstand=Tilstand.VERDI if n else Tilstand.INGEN,
        **mer,
    )


def antall(k: int, periode: tuple[date, date], tall: str = "meldinger", **mer: str) -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant="mottatt", storrelse="antall", periode_fra=periode[0], periode_til=periode[1], verdi=k, **mer
    )


@pytest.mark.parametrize(
    ("fra", "til", "dom"),
    [
        pytest.param((14, 45), (6, 45), Dom.TILFELDIG, id="14 og 6 av 45: p 0,074"),
        pytest.param((18, 45), (6, 45), Dom.REDUSERT, id="18 og 6 av 45: p 0,008"),
        pytest.param((6, 45), (18, 45), Dom.OKT, id="6 og 18 av 45: andre veien"),
        pytest.param((0, 6), (0, 8), Dom.LIKT, id="ingen begge ganger"),
        pytest.param((1, 3), (0, 6), Dom.FOR_FA, id="1 av 3 og 0 av 6: ingen deling kunne vist noe"),
        pytest.param((1, 10), (2, 20), Dom.LIKT, id="samme andel"),
        pytest.param((0, 0), (6, 45), Dom.INGEN_TALL, id="ingenting å regne av før"),
    ],
)
def test_shares(fra: tuple[int, int], til: tuple[int, int], dom: Dom) -> None:
    assert change(andel(*fra, Q1), andel(*til, Q2), PROVER).dom == dom


@pytest.mark.parametrize(
    ("fra", "til", "dom"),
    [
        pytest.param(2, 3, Dom.FOR_FA, id="fem i alt: 2 · (1/2)^5 er over 0,05"),
        pytest.param(6, 0, Dom.REDUSERT, id="seks i alt, alle før: 2 · (1/2)^6 = 0,031"),
        pytest.param(100, 120, Dom.TILFELDIG, id="100 og 120: p 0,20"),
        pytest.param(100, 140, Dom.OKT, id="100 og 140: p 0,012"),
        pytest.param(89, 89, Dom.LIKT, id="like mange"),
        pytest.param(0, 0, Dom.LIKT, id="ingen begge år"),
    ],
)
def test_counts(fra: int, til: int, dom: Dom) -> None:
    assert change(antall(fra, ar(2023)), antall(til, ar(2024)), PROVER).dom == dom


def test_p_of_counts_is_the_binomial_sum() -> None:
    tail = sum(comb(20, k) for k in range(6)) / 2**20
    assert change(antall(15, ar(2023)), antall(5, ar(2024)), PROVER).p == pytest.approx(2 * tail)


def test_counts_over_unequal_periods_are_told_as_so_many_a_day() -> None:
    """Five months against twelve: 50 and 120 are as many a month, and no fall of 70."""
    half, year = antall(50, (date(2023, 1, 1), date(2023, 5, 31))), antall(120, ar(2024))
    found = change(half, year, PROVER)
    assert found.endring is None
    assert found.relativ == pytest.approx(120 / 366 / (50 / 151) - 1)
    assert found.dom is Dom.TILFELDIG


def test_a_leap_year_is_as_long_as_another() -> None:
    found = change(antall(100, ar(2023)), antall(100, ar(2024)), PROVER)
    assert (found.endring, found.relativ, found.dom) == (0, 0, Dom.LIKT)


def test_across_a_break_no_change_is_told() -> None:
    regel = Seriebrudd(tall="meldinger", dag=date(2023, 7, 1), grunn="flere henvendelser registreres")
    rows = [antall(n, ar(year)) for n, year in ((900, 2022), (1200, 2023), (1210, 2024), (1500, 2025))]
    found = compared([rows], PROVER, [regel])
    assert [one.dom for one in found] == [Dom.BRUDD, Dom.BRUDD, Dom.OKT]
    assert all(one.endring is None and one.relativ is None and one.p is None for one in found[:2])
    assert found[0].brudd == (regel,)


def test_a_break_of_codes_is_of_those_codes_alone() -> None:
    rus = Seriebrudd(tall="saksinnhold", dag=date(2026, 1, 1), grunn="delt", koder=frozenset({"15"}))
    rows = [antall(50, ar(y), "saksinnhold", gruppe=f"saksinnhold={k}") for y in (2025, 2026) for k in ("15", "11")]
    assert {one.til.gruppe: one.dom for one in compared([rows], PROVER, [rus])} == {
        "saksinnhold=15": Dom.BRUDD,
        "saksinnhold=11": Dom.LIKT,
    }


def test_the_first_day_of_the_new_way_is_no_break_to_what_comes_after() -> None:
    regel = Seriebrudd(tall="meldinger", dag=date(2023, 1, 1), grunn="ny lov")
    rows = [antall(n, ar(year)) for n, year in ((90, 2022), (100, 2023), (100, 2024))]
    assert [one.dom for one in compared([rows], PROVER, [regel])] == [Dom.BRUDD, Dom.LIKT]


def test_the_same_period_in_another_extract_is_corrected_and_not_changed() -> None:
    before, now = [antall(89, Q1)], [antall(92, Q1)]
    (found,) = compared([before, now], PROVER)
    assert (found.dom, found.endring, found.p) == (Dom.RETTET, 3, None)


def test_a_period_inside_another_is_not_tested() -> None:
    (found,) = compared([[antall(10, Q1)], [antall(90, ar(2020))]], PROVER)
    assert (found.dom, found.grunn) == (Dom.UTEN_PROVE, Grunn.OVERLAPPER)


def test_a_mean_has_no_test() -> None:
    rows = [replace(antall(0, ar(y)), storrelse="gjennomsnitt", verdi=v) for y, v in ((2023, 30.5), (2024, 41.0))]
    (found,) = compared([rows], PROVER)
    assert (found.dom, found.grunn, found.endring) == (Dom.UTEN_PROVE, Grunn.STORRELSE, 10.5)


def test_a_hidden_number_is_never_compared() -> None:
    hidden = replace(antall(0, ar(2023)), verdi=None, tilstand=Tilstand.SKJULT)
    assert change(hidden, antall(9, ar(2024)), PROVER).dom is Dom.INGEN_TALL
    left = replace(antall(5, ar(2023)), tilstand=Tilstand.SKJULT)
    assert change(left, antall(9, ar(2024)), PROVER).endring is None


def test_stocks_tell_that_the_same_children_are_counted() -> None:
    rows = [antall(n, (date(y, 12, 31), date(y, 12, 31))) for n, y in ((1000, 2022), (860, 2024))]
    (found,) = compared([rows], PROVER)
    assert found.relativ == pytest.approx(-0.14)
    assert (found.dom, found.grunn) == (Dom.REDUSERT, Grunn.SAMME_BARN)


def test_three_half_year_reports() -> None:
    """S3-06: each report has its own period; the last of each is compared with the one before."""
    periods = (
        (date(2023, 1, 1), date(2023, 6, 30)),
        (date(2023, 7, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 6, 30)),
    )
    tables = [[antall(n, p)] for n, p in zip((420, 400, 300), periods, strict=True)]
    assert [(one.fra.verdi, one.til.verdi, one.dom) for one in compared(tables, PROVER)] == [
        (420, 400, Dom.TILFELDIG),
        (400, 300, Dom.REDUSERT),
    ]


def test_reports_that_also_repeat_earlier_periods() -> None:
    first, second = [antall(10, ar(2022)), antall(20, ar(2023))], [antall(20, ar(2023)), antall(60, ar(2024))]
    assert [(one.fra.verdi, one.til.verdi, one.dom) for one in compared([first, second], PROVER)] == [
        (20, 20, Dom.LIKT),
        (20, 60, Dom.OKT),
    ]


@pytest.mark.parametrize(
    ("fra", "til", "ventet"),
    [
        (date(2024, 12, 31), date(2024, 12, 31), "dag"),
        (date(2024, 2, 1), date(2024, 2, 29), "maned"),
        (date(2024, 1, 1), date(2024, 3, 31), "kvartal"),
        (date(2024, 1, 1), date(2024, 6, 30), "halvar"),
        (date(2024, 1, 1), date(2024, 12, 31), "ar"),
        (date(2024, 1, 2), date(2025, 1, 1), "annet"),
        (date(2024, 1, 1), date(2024, 5, 30), "annet"),
    ],
)
def test_kinds_of_periods(fra: date, til: date, ventet: str) -> None:
    assert slag(antall(1, (fra, til))) == ventet


COUNTS = st.integers(0, 60)
TURNED = {Dom.OKT: Dom.REDUSERT, Dom.REDUSERT: Dom.OKT}


@given(a=COUNTS, b=COUNTS)
def test_swapped_counts_change_the_sign(a: int, b: int) -> None:
    one = change(antall(a, ar(2022)), antall(b, ar(2023)), PROVER)
    other = change(antall(b, ar(2022)), antall(a, ar(2023)), PROVER)
    assert other.endring == -(one.endring or 0)
    assert other.dom == TURNED.get(one.dom, one.dom)
    assert other.p == pytest.approx(one.p)


@given(a=COUNTS, x=COUNTS, b=COUNTS, y=COUNTS)
def test_swapped_shares_change_the_sign(a: int, x: int, b: int, y: int) -> None:
    one = change(andel(a, a + x, Q1), andel(b, b + y, Q2), PROVER)
    other = change(andel(b, b + y, Q1), andel(a, a + x, Q2), PROVER)
    assert other.dom == TURNED.get(one.dom, one.dom)
    if one.endring is not None and one.nedre is not None and one.ovre is not None:
        assert (other.endring, other.nedre, other.ovre) == pytest.approx((-one.endring, -one.ovre, -one.nedre))
        assert one.nedre <= one.endring <= one.ovre
        assert (one.dom in TURNED) == (not one.nedre <= 0 <= one.ovre)


@given(rows=st.lists(st.tuples(COUNTS, st.integers(1, 60)), min_size=1, max_size=4))
def test_equal_tables_change_nothing(rows: list[tuple[int, int]]) -> None:
    table = [andel(min(k, n), n, ar(2020 + i)) for i, (k, n) in enumerate(rows)]
    assert all((one.dom, one.endring) == (Dom.LIKT, 0) for one in compared([table, table], PROVER))


@given(days=st.integers(0, 3000))
def test_no_break_is_lost(days: int) -> None:
    """Two rows are compared only when all of the earlier one lies after the day, or all of the later one before."""
    dag = date(2020, 1, 1) + timedelta(days)
    fra, til = antall(10, ar(2022)), antall(10, ar(2024))
    broken = change(fra, til, PROVER, [Seriebrudd(tall="meldinger", dag=dag, grunn="x")]).dom is Dom.BRUDD
    assert broken == (fra.periode_fra < dag <= til.periode_til)


def test_a_period_that_is_not_over_is_no_fall() -> None:
    """Five months of 2026 are fewer than twelve of 2025, and that says nothing."""
    rows = [antall(120, ar(2025)), antall(48, ar(2026))]
    (found,) = compared([rows], PROVER, per=date(2026, 5, 31))
    assert (found.dom, found.grunn, found.endring, found.relativ) == (Dom.UTEN_PROVE, Grunn.LOPER, None, None)


def test_a_share_of_a_period_that_is_not_over_is_told() -> None:
    rows = [andel(40, 80, ar(2025)), andel(4, 40, ar(2026))]
    assert compared([rows], PROVER, per=date(2026, 5, 31))[0].dom is Dom.REDUSERT


def test_a_share_shown_as_so_many_of_a_hundred_is_no_count() -> None:
    """0 of 5 and 4 of 5 are 0 and 80 of a hundred; 80 more than none would be far beyond chance."""
    before, now = (
        replace(antall(n, ar(y), "av_100"), teller=float(k), nevner=5.0) for n, k, y in ((0, 0, 2023), (80, 4, 2024))
    )
    found = change(before, now, PROVER)
    assert (found.dom, found.grunn, found.p) == (Dom.UTEN_PROVE, Grunn.AV_HUNDRE, None)


HAVNA = KjentEnhet(id="havna", navn="Havna", egennavn="Havna", gjelder_fra=date(2023, 7, 1))
KAIA = KjentEnhet(id="kaia", navn="Kaia", egennavn="Kaia", gjelder_til_og_med=date(2024, 6, 30))


@pytest.mark.parametrize(
    ("enhet", "fra", "til", "dom"),
    [
        pytest.param("Havna", 2023, 2024, Dom.BRUDD, id="fantes bare halve året før"),
        pytest.param("Havna", 2024, 2025, Dom.OKT, id="fantes begge årene"),
        pytest.param("Kaia", 2023, 2024, Dom.BRUDD, id="sluttet i året"),
        pytest.param("Kaia", 2022, 2023, Dom.OKT, id="fantes begge årene, før den sluttet"),
        pytest.param("", 2023, 2024, Dom.OKT, id="alle samlet er de samme"),
    ],
)
def test_a_unit_that_was_not_there_the_whole_time_has_neither_more_nor_fewer(
    enhet: str, fra: int, til: int, dom: Dom
) -> None:
    rows = [antall(n, ar(year), enhet=enhet) for n, year in ((50, fra), (100, til))]
    (found,) = compared([rows], PROVER, place_breaks([HAVNA, KAIA], []))
    assert found.dom is dom


def test_a_municipality_that_was_merged_has_not_fewer_and_the_other_not_more() -> None:
    skifte = Stedskifte(sted=Sted.KOMMUNE, dag=date(2024, 1, 1), fra="1601", til="5001")
    rows = [
        antall(n, ar(year), kommune=kommune)
        for kommune, numbers in {"1601": (80, 0), "5001": (100, 185), "5038": (40, 90)}.items()
        for n, year in zip(numbers, (2023, 2024), strict=True)
    ]
    found = {one.til.kommune: one for one in compared([rows], PROVER, place_breaks([], [skifte]))}
    assert {kommune: one.dom for kommune, one in found.items()} == {
        "1601": Dom.BRUDD,
        "5001": Dom.BRUDD,
        "5038": Dom.OKT,
    }
    assert found["5001"].brudd[0].grunn == "Sakene fra 1601 er med fra denne dagen"
    assert found["5001"].endring is None


def test_a_figure_of_a_rule_breaks_where_the_rule_does() -> None:
    regel = [Seriebrudd(tall="AKU-01", dag=date(2026, 1, 23), grunn="Ny paragraf.")]
    of_rule = Lesning(navn="lov", forklaring="", regel=Regelsvar(id="AKU-01"))
    (found,) = breaks_of_rules("egne_hjemler", [of_rule, Lesning(navn="annet", forklaring="")], regel)
    assert (found.tall, found.variant, found.dag) == ("egne_hjemler", "lov", date(2026, 1, 23))
