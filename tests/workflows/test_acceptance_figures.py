"""The rows of the acceptance list that are key figures. The cases are built to hold what the sources say, and are read
and counted by the program's own path; the expected numbers are the sources'."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.workflows.series import ratios_of
from tests.figures import golden_cases as gitt
from tests.figures import small_cases as small
from tests.figures.counted_cases import content, count_cases, units_of
from tests.figures.small_cases import hos
from tests.oracle.tall.saker import Sted
from tests.series_example import read_example

pytestmark = pytest.mark.lang

MANEDER = tuple((date(2023, m, 1), date(2023, m, monthrange(2023, m)[1])) for m in range(1, 13))
AR_2022, AR_2023, AR_2024 = gitt.ARENE
HEIMDAL, OSTBYEN, MIDTBYEN = gitt.HEIMDAL.vist, gitt.OSTBYEN.vist, gitt.MIDTBYEN.vist
OMSORGSENHETEN, BERGEN = gitt.OMSORGSENHETEN.vist, gitt.BERGEN.vist


@dataclass(frozen=True, slots=True, kw_only=True)
class Fant:
    """What was counted, asked for by name."""

    rader: tuple[Nokkelrad, ...]

    def alle(self, tall: str, lesning: str, periode: tuple[date, date], **sted: str) -> list[Nokkelrad]:
        days = {periode, (periode[1], periode[1])}
        found = [r for r in self.rader if (r.tall, r.variant) == (tall, lesning)]
        found = [r for r in found if (r.periode_fra, r.periode_til) in days]
        return [r for r in found if all(getattr(r, felt) == verdi for felt, verdi in sted.items())]

    def rad(
        self, tall: str, lesning: str, periode: tuple[date, date], *, enhet: str = "", kommune: str = "",
        gruppe: str = "", storrelse: str = "",
    ) -> Nokkelrad:  # fmt: skip
        found = self.alle(tall, lesning, periode, enhet=enhet, kommune=kommune, gruppe=gruppe)
        (row,) = [r for r in found if not storrelse or r.storrelse == storrelse]
        return row

    def antall(self, tall: str, lesning: str, periode: tuple[date, date], **hvor: str) -> float | None:
        return self.rad(tall, lesning, periode, **hvor).verdi

    def prosent(self, tall: str, lesning: str, periode: tuple[date, date], desimaler: int = 1, **hvor: str) -> str:
        verdi = self.rad(tall, lesning, periode, **{"storrelse": "andel", **hvor}).verdi
        assert verdi is not None
        return f"{100 * verdi:.{desimaler}f}"


# Rows of one source that are shown with the cases of another.
_ELSE = {("s1", "03"): "vaernes", ("s4", "06"): "vaernes", ("s1", "26"): "bergen"}


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fant]:
    """The cases of each source by themselves: one whose rows begin in 2023 says nothing of 2020 for them all."""
    found = {}
    for navn, rader in (("vaernes", gitt.vaernes()), ("bergen", gitt.bergen()), ("trondheim", gitt.trondheim())):
        folder = tmp_path_factory.mktemp(navn)
        rows = count_cases([*rader], folder, gitt.PER, gitt.ARENE, enheter=gitt.ENHETER, ogsa=gitt.OGSA)
        found[navn] = Fant(rader=rows.rader)
    return found


@pytest.fixture
def fant(counted: dict[str, Fant], request: pytest.FixtureRequest) -> Fant:
    source, number = request.function.__name__.split("_")[1:3]
    return counted[_ELSE.get((source, number)) or {"s2": "vaernes", "s3": "bergen"}.get(source, "trondheim")]


def _brudd(tall: str) -> dict[date, str]:
    return {one.dato: one.grunn for one in content().nokkeltall[tall].brudd}


def _same_numbers(rows: list[Nokkelrad]) -> dict[str, float | None]:
    return {row.enhet: row.verdi for row in rows if row.enhet}


# --- S2, the quarter table of five municipalities ---------------------------------------------------------------------

Kolonne = Callable[[Fant, str], tuple[float | None, float | None, float | None]]


def _meldinger(fant: Fant, kommune: str) -> tuple[float | None, float | None, float | None]:
    kvartal = gitt.KVARTALET
    return (
        fant.antall("meldinger", "mottatt", kvartal, kommune=kommune),
        fant.antall(
            "meldinger_utfall", "konkludert", kvartal, kommune=kommune, gruppe="utfall=henlagt", storrelse="antall"
        ),
        fant.rad("fristbrudd_melding", "konkludert", kvartal, kommune=kommune).teller,
    )


def _undersokelser(fant: Fant, kommune: str) -> tuple[float | None, float | None, float | None]:
    kvartal = gitt.KVARTALET
    return (
        fant.antall("undersokelser", "konkludert", kvartal, kommune=kommune),
        fant.antall("undersokelser_henlagt", "alle", kvartal, kommune=kommune),
        fant.rad("fristbrudd_undersokelse", "rapportert", kvartal, kommune=kommune).teller,
    )


QUARTER = {
    "Frosta": ("5036", (7, 1, 0), (6, 1, 0)),
    "Meråker": ("5034", (3, 1, 0), (8, 3, 0)),
    "Selbu": ("5032", (0, 0, 0), (9, 1, 0)),
    "Stjørdal": ("5035", (79, 9, 0), (45, 26, 6)),
    "Tydal": ("5033", (0, 0, 0), (0, 0, 0)),
    "alle": ("", (89, 11, 0), (68, 31, 6)),
}


@pytest.mark.parametrize("navn", QUARTER)
def test_s2_04_the_quarter_table_of_each_municipality(fant: Fant, navn: str) -> None:
    kommune, meldinger, undersokelser = QUARTER[navn]
    assert _meldinger(fant, kommune) == meldinger
    assert _undersokelser(fant, kommune) == undersokelser


def test_s2_05_the_totals_and_the_rates(fant: Fant) -> None:
    kvartal, tall = gitt.KVARTALET, "fristbrudd_undersokelse"
    assert fant.antall("meldinger", "mottatt", kvartal) == 89
    assert fant.antall("undersokelser", "konkludert", kvartal) == 68
    assert fant.prosent(tall, "rapportert", kvartal) == "8.8"
    assert fant.prosent(tall, "rapportert", kvartal, kommune="5035") == "13.3"
    assert fant.prosent(tall, "rapportert", kvartal, kommune="5036") == "0.0"


def test_s2_05_a_municipality_without_cases_has_no_rate(fant: Fant) -> None:
    row = fant.rad("fristbrudd_undersokelse", "rapportert", gitt.KVARTALET, kommune="5033")
    assert (row.verdi, row.tilstand.value) == (None, "ingen å regne av")


def test_s2_14_the_acute_placements_and_where_the_children_are_now(fant: Fant) -> None:
    """Six in the quarter, all at home again with hjelpetiltak. It is never for the public."""
    rader = fant.alle("akutt_utfall", "plassering", gitt.KVARTALET, kommune="5035")
    assert {row.gruppe: row.verdi for row in rader} == {
        "": 6, "na=plassert": 0, "na=hjemme_hjelpetiltak": 6, "na=hjemme_uten": 0,
    }  # fmt: skip
    assert content().nokkeltall["akutt_utfall"].alltid_skjult


# --- S3, the joint intake ---------------------------------------------------------------------------------------------


def _per_maned(fant: Fant, tall: str, lesning: str, periode: tuple[date, date]) -> list[float]:
    sizes = ("gjennomsnitt", "minst", "storst")
    found = [fant.rad(tall, lesning, periode, enhet=BERGEN, storrelse=one).verdi for one in sizes]
    return [round(one, 2) for one in found if one is not None]


def test_s3_09_meldinger_per_month(fant: Fant) -> None:
    assert _per_maned(fant, "meldinger_per_mnd", "mottatt", gitt.TRE_MANEDER) == [333, 266, 399]


def test_s3_10_short_undersokelser_per_month(fant: Fant) -> None:
    assert _per_maned(fant, "korte_undersokelser_per_mnd", "42", gitt.MOTTAKET) == [10.55, 7, 15]
    assert "42 dager" in content().nokkeltall["korte_undersokelser_per_mnd"].standard.forklaring


def test_s3_11_acute_cases_per_month(fant: Fant) -> None:
    assert _per_maned(fant, "akutt_per_mnd", "vedtak", gitt.MOTTAKET) == [10, 3, 22]


def test_s3_12_undersokelser_that_led_to_hjelpetiltak(fant: Fant) -> None:
    assert fant.prosent("undersokelse_til_hjelpetiltak", "kode", AR_2023, 0, enhet=BERGEN) == "35"


def test_s3_20_units_side_by_side_with_the_whole(fant: Fant) -> None:
    """Every unit has a row, also those where there is nothing, and the whole is counted and not summed."""
    rader = fant.alle("meldinger", "mottatt", AR_2024)
    enheter = {row.enhet for row in rader if row.enhet}
    assert {HEIMDAL, OSTBYEN, MIDTBYEN, OMSORGSENHETEN, BERGEN, "Tydal"} <= enheter
    assert fant.antall("meldinger", "mottatt", AR_2024, enhet="Tydal") == 0
    assert fant.antall("meldinger", "mottatt", AR_2024) == sum(row.verdi or 0 for row in rader if row.enhet)


# --- S1, meldinger ----------------------------------------------------------------------------------------------------


def test_s1_01_meldinger_each_year_by_unit_with_the_break_of_2023(fant: Fant) -> None:
    series = [fant.antall("meldinger", "mottatt", ar, enhet=HEIMDAL) for ar in gitt.ARENE]
    assert series == [100, 162, 500], "a sharp rise in one unit"
    assert date(2023, 1, 1) in _brudd("meldinger")


def test_s1_02_meldinger_over_the_week(fant: Fant) -> None:
    """From 1 % in 2022 to 0.2 % in 2024, without enslige mindreårige."""
    tall = ("fristbrudd_melding", "regel_uten_em")
    assert fant.prosent(*tall, AR_2022, enhet=HEIMDAL) == "1.0"
    assert fant.prosent(*tall, AR_2024, enhet=HEIMDAL) == "0.2"


def test_s1_03_the_closed_share_leaves_out_what_was_going_on_already(fant: Fant) -> None:
    stjordal = {"kommune": "5035"}
    assert fant.rad("henlagt_andel", "av_reelle", gitt.KVARTALET, **stjordal).teller == 9
    readings = [one.navn for one in content().nokkeltall["henlagt_andel"].lesninger]
    assert readings == ["av_reelle", "av_alle", "av_alle_uten_em_oe", "av_reelle_uten_em_oe", "smal"]
    assert date(2026, 1, 1) in _brudd("henlagt_andel")
    enheter = {row.enhet for row in fant.alle("henlagt_andel", "av_alle_uten_em_oe", AR_2023)}
    assert OMSORGSENHETEN not in enheter, "the unit for care is not shown where it is not counted"


def test_s1_04_who_reports(fant: Fant) -> None:
    """Police 30, school 10, doctor, hospital and dentist 9 of a hundred."""
    share = {kode: fant.prosent("melder", "av_meldinger", AR_2023, 0, enhet=HEIMDAL, gruppe=f"melder={kode}")
             for kode in ("8", "11", "15")}  # fmt: skip
    # Heimdal has 62 meldinger more that year, of undersøkelser; none of them says who reported.
    assert share == {"8": "19", "11": "6", "15": "6"}
    of_those = {kode: fant.prosent("melder", "av_meldere", AR_2023, 0, enhet=HEIMDAL, gruppe=f"melder={kode}")
                for kode in ("8", "11", "15")}  # fmt: skip
    assert of_those == {"8": "30", "11": "10", "15": "9"}


def test_s1_05_what_is_reported(fant: Fant) -> None:
    rows = {kode: fant.rad("saksinnhold", "av_meldinger", AR_2023, enhet=HEIMDAL, gruppe=f"innhold={kode}").teller
            for kode in ("7", "3", "25")}  # fmt: skip
    assert rows == {"7": 15, "3": 12, "25": 8}
    assert "2026" in str(min(_brudd("saksinnhold"))), "the codes were changed that year"


def test_s1_25_the_childs_substance_use_and_crime_over_three_years(fant: Fant) -> None:
    def share(kode: str) -> list[str]:
        return [fant.prosent("saksinnhold", "av_meldinger", ar, enhet=MIDTBYEN, gruppe=kode) for ar in gitt.ARENE]

    assert share("innhold=15") == ["3.1", "3.0", "2.0"]
    assert share("tema=barnets_kriminalitet") == ["3.2", "3.1", "5.0"]


# --- S1, undersøkelser ------------------------------------------------------------------------------------------------


def test_s1_06_concluded_undersokelser_by_unit_and_in_all(fant: Fant) -> None:
    tall = ("undersokelser", "konkludert_uten_em_oe", AR_2024)
    assert fant.antall(*tall, enhet=HEIMDAL) == sum(gitt.AV_100.values()) == 500
    assert OMSORGSENHETEN not in {row.enhet for row in fant.alle(*tall)}


def test_s1_07_the_outcomes_of_undersokelser(fant: Fant) -> None:
    rows = fant.alle("undersokelse_utfall", "konkludert_uten_em_oe", AR_2024, enhet=HEIMDAL)
    share = {row.gruppe: row.teller for row in rows}
    assert share == {
        "utfall=tiltak": 174, "utfall=nemnda": 5, "utfall=ikke_behov": 272, "utfall=onske": 37, "utfall=flytting": 12,
        "utfall=henvist": 0,
    }  # fmt: skip


def test_s1_08_of_a_hundred_undersokelser_with_the_rounding_note(fant: Fant) -> None:
    """2, 7, 54, 35 and 1: together 99, and it is said why."""
    rows = {row.gruppe: row for row in fant.alle("av_100", "konkludert_uten_em_oe", AR_2024, enhet=HEIMDAL)}
    parts = ("flytting", "onske", "ikke_behov", "tiltak", "nemnda")
    assert [rows[f"utfall={kode}"].verdi for kode in parts] == [2, 7, 54, 35, 1]
    assert (rows[""].storrelse, rows[""].verdi) == ("sum", 99)
    assert "avrundet" in content().nokkeltall["av_100"].standard.merknad


def test_s1_09_over_the_limit_as_reported(fant: Fant) -> None:
    tall = ("fristbrudd_undersokelse", "rapportert", AR_2023)
    assert fant.prosent(*tall, enhet=HEIMDAL) == "32.3"
    assert date(2024, 1, 1) in _brudd("fristbrudd_undersokelse")


def test_s1_10_over_the_limit_corrected_and_what_the_difference_is(fant: Fant) -> None:
    """20 of 62 by the register's start, 2 (3.2 %) by the law: 18 are the way of counting."""
    assert fant.prosent("fristbrudd_undersokelse", "korrigert", AR_2023, enhet=HEIMDAL) == "3.2"
    rows = fant.alle("fristbrudd_delt", "konkludert", AR_2023, enhet=HEIMDAL)
    assert {row.gruppe: row.verdi for row in rows if row.gruppe and row.storrelse == "antall"} == {
        "del=reell": 2, "del=regeleffekt": 18, "del=uten_melding": 0, "del=bare_korrigert": 0,
    }  # fmt: skip


def test_s1_11_each_unit_has_its_share_and_zero_is_said(fant: Fant) -> None:
    rows = fant.alle("fristbrudd_undersokelse", "korrigert", AR_2023)
    share = _same_numbers(rows)
    assert share[HEIMDAL] == pytest.approx(2 / 62)
    assert share[OSTBYEN] is None, "no undersøkelse is no share, and not 0"


# --- S1, children -----------------------------------------------------------------------------------------------------


def _change(first: float | None, last: float | None) -> int:
    assert first and last
    return round(100 * (last - first) / first)


def _children(fant: Fant, tall: str, lesning: str, enhet: str) -> list[float | None]:
    return [fant.antall(tall, lesning, ar, enhet=enhet) for ar in gitt.ARENE]


def test_s1_12_children_in_measures_over_three_years(fant: Fant) -> None:
    found = _children(fant, "barn_i_tiltak", "dag", MIDTBYEN)
    assert found == [100, 95, 86]
    assert _change(found[0], found[2]) == -14


def test_s1_13_children_with_hjelpetiltak_without_em(fant: Fant) -> None:
    found = _children(fant, "barn_hjelpetiltak", "dag_kap3", MIDTBYEN)
    assert found == [50, 48, 45]
    assert _change(found[0], found[2]) == -10


def test_s1_14_children_under_care_by_unit_and_in_all(fant: Fant) -> None:
    found = _children(fant, "under_omsorg", "dag", MIDTBYEN)
    assert found == [50, 47, 41], "the rest of the children in measures there"
    every = fant.antall("under_omsorg", "dag", AR_2024)
    assert every == sum(row.verdi or 0 for row in fant.alle("under_omsorg", "dag", AR_2024) if row.enhet)


def test_s1_15_four_visits_or_more(fant: Fant) -> None:
    tall = ("besok_minst_4", "hele_aret")
    assert [fant.prosent(*tall, ar, 0, enhet=OMSORGSENHETEN) for ar in gitt.ARENE] == ["91", "44", "70"]


def test_s1_18_family_and_network(fant: Fant) -> None:
    tall = ("slekt_nettverk", "fosterhjem")
    assert [fant.prosent(*tall, ar, 0, enhet=OMSORGSENHETEN) for ar in gitt.ARENE] == ["25", "31", "28"]
    assert fant.prosent("slekt_nettverk", "midlertidig", AR_2024, 0, enhet=OMSORGSENHETEN) == "17"


def test_s1_20_days_in_institutions_by_unit(fant: Fant) -> None:
    """13,300 in the year; one unit had none after March."""
    tall = ("institusjonsdogn", "begge_1x")
    assert fant.antall(*tall, AR_2024, kommune="5001") == 13300
    assert fant.antall(*tall, AR_2024, enhet=OSTBYEN) == 91
    assert fant.antall(*tall, gitt.ETTER_MARS, enhet=OSTBYEN) == 0


def test_s1_21_plans_and_evaluations_of_a_unit(fant: Fant) -> None:
    """All with a plan, and 96 % evaluated."""
    assert fant.prosent("hjelpetiltak_plan", "barn", AR_2024, 0, enhet=OSTBYEN) == "100"
    assert fant.prosent("evaluering", "barn", AR_2024, 0, enhet=OSTBYEN) == "96"
    assert fant.prosent("evaluering", "tiltak", AR_2024, 0, enhet=OSTBYEN) == "96"


def test_s1_22_young_adults_with_measures(fant: Fant) -> None:
    found = [fant.antall("ettervern", "alder", ar, enhet=HEIMDAL) for ar in (AR_2022, AR_2024)]
    assert found == [50, 44]
    assert _change(*found) == -12


def test_s1_23_of_them_in_a_foster_home_or_an_institution(fant: Fant) -> None:
    tall = "ettervern_plassert"
    found = [fant.prosent(tall, "alder", ar, 0, enhet=HEIMDAL) for ar in (AR_2022, AR_2024)]
    assert found == ["26", "32"]
    assert found == [fant.prosent(tall, "hjemmel", ar, 0, enhet=HEIMDAL) for ar in (AR_2022, AR_2024)]


def test_s1_24_placements_for_behaviour_by_ground(fant: Fant) -> None:
    """Nine at the end of 2023, eight a year later; one for substance use both times. Never for the public."""
    for ar, antall in ((AR_2023, 9), (AR_2024, 8)):
        rows = {row.gruppe: row.verdi for row in fant.alle("atferd", "dag", ar, enhet=OMSORGSENHETEN)}
        assert rows == {"": antall, "bokstav=a": 0, "bokstav=b": 1, "bokstav=c": antall - 1, "bokstav=uten": 0}
    assert content().nokkeltall["atferd"].alltid_skjult


def test_s1_26_acute_decisions_each_year_and_the_double_count(fant: Fant) -> None:
    """Twelve months with a case each: the children of the year are those of its half-years together."""
    barn = fant.antall("akuttvedtak", "barn", AR_2023, enhet=BERGEN)
    summen = fant.rad("akuttvedtak", "barn_sum_halvar", AR_2023, enhet=BERGEN)
    assert (barn, summen.verdi) == (12, 12)
    lesning = content().nokkeltall["akuttvedtak"].lesning("barn_sum_halvar")
    assert lesning is not None and "dobbelt" in lesning.merknad
    assert fant.antall("akuttvedtak", "kap4", AR_2023, enhet=BERGEN) == sum(gitt.AKUTT_PER_MND[:12])


def test_s1_47_and_48_what_a_unit_has_open_on_a_day(fant: Fant) -> None:
    """The numerators of cases for each consultant; the consultants are an imported series."""
    assert fant.antall("saker_apne", "tiltak_saker", AR_2024, enhet=OSTBYEN) == 25
    assert fant.antall("saker_apne", "tiltak_saker", AR_2024, enhet=MIDTBYEN) == 86
    assert fant.antall("saker_apne", "undersokelser", AR_2024, enhet=MIDTBYEN) == 0
    assert fant.antall("saker_apne", "meldinger", AR_2024, enhet=MIDTBYEN) == sum(
        antall for antall, *_ in gitt.RUS_OG_KRIMINALITET.values()
    )


# --- S0, one unit and all of them -------------------------------------------------------------------------------------


def test_s0_09_meldinger_undersokelser_and_limits_of_one_unit(fant: Fant) -> None:
    assert fant.antall("meldinger", "mottatt", AR_2023, enhet=HEIMDAL) == 162
    assert fant.antall("undersokelser", "konkludert", AR_2023, enhet=HEIMDAL) == 62
    assert fant.rad("fristbrudd_melding", "regel", AR_2023, enhet=HEIMDAL).teller == 0
    assert fant.rad("fristbrudd_undersokelse", "rapportert", AR_2023, enhet=HEIMDAL).teller == 20


def test_s0_10_hjelpetiltak_plans_and_evaluated(fant: Fant) -> None:
    """Three series of one unit: children, those with a plan, and measures over three months that are evaluated."""
    assert fant.antall("barn_hjelpetiltak", "dag_kap3", AR_2024, enhet=OSTBYEN) == 25
    assert fant.rad("hjelpetiltak_plan", "barn", AR_2024, enhet=OSTBYEN).teller == 25
    row = fant.rad("evaluering", "tiltak", AR_2024, enhet=OSTBYEN)
    assert (row.teller, row.nevner) == (24, 25)


def test_s0_11_five_series_in_every_district(fant: Fant) -> None:
    for enhet in (HEIMDAL, OSTBYEN, MIDTBYEN, OMSORGSENHETEN):
        assert fant.antall("meldinger", "mottatt", AR_2023, enhet=enhet) is not None
        assert fant.rad("fristbrudd_melding", "konkludert", AR_2023, enhet=enhet).teller is not None
        for utfall in ("henlagt", "pagaende", "tiltak"):
            row = fant.rad("meldinger_utfall", "konkludert", AR_2023, enhet=enhet, gruppe=f"utfall={utfall}",
                           storrelse="antall")  # fmt: skip
            assert row.verdi == 0
    undersokt = fant.rad("meldinger_utfall", "konkludert", AR_2023, enhet=HEIMDAL, gruppe="utfall=undersokelse",
                         storrelse="antall")  # fmt: skip
    assert undersokt.verdi == 162


def test_s0_12_undersokelser_in_every_district(fant: Fant) -> None:
    found = _same_numbers(fant.alle("undersokelser", "konkludert", AR_2024))
    assert {enhet: found[enhet] for enhet in (HEIMDAL, OSTBYEN, MIDTBYEN)} == {HEIMDAL: 500, OSTBYEN: 0, MIDTBYEN: 0}


# --- S4, host and partner ---------------------------------------------------------------------------------------------


def test_s4_01_every_figure_has_unit_and_municipality(fant: Fant) -> None:
    """A row of a municipality has no unit, and the municipalities are what the units are, counted another way."""
    rows = fant.alle("meldinger", "mottatt", AR_2024)
    assert not [row for row in rows if row.enhet and row.kommune]
    assert fant.antall("meldinger", "mottatt", AR_2024, kommune="5001") == 600
    every = fant.antall("meldinger", "mottatt", AR_2024)
    assert every == sum(row.verdi or 0 for row in rows if row.kommune)


def test_s4_02_a_municipality_has_every_key_figure(fant: Fant) -> None:
    """One page for each: every figure has a row for the municipality, also where there is nothing. Two are reckoned of
    series alone, and there is none."""
    asked = set(content().nokkeltall) - {"fagstillinger", "utgift_per_barn"}
    for kommune in ("5035", "5033"):
        assert {row.tall for row in fant.rader if row.kommune == kommune} == asked


def test_s4_06_few_breaches_are_said_with_how_many_they_are_of(fant: Fant) -> None:
    row = fant.rad("fristbrudd_undersokelse", "rapportert", gitt.KVARTALET, kommune="5036")
    assert (row.teller, row.nevner) == (0, 6)
    assert {"oppfolging_ikke_oppfylt", "tilsyn_ikke_oppfylt"} <= set(content().nokkeltall)
    tilsyn = content().nokkeltall["tilsyn_ikke_oppfylt"].standard
    assert "en annen kommune har ansvaret" in tilsyn.forklaring


# --- with cases of their own ------------------------------------------------------------------------------------------


def test_s0_13_meldinger_in_each_month_and_district(tmp_path: Path) -> None:
    """Twelve months and four districts, and a month with none is 0."""
    steder = (gitt.HEIMDAL, gitt.OSTBYEN, gitt.MIDTBYEN, gitt.OMSORGSENHETEN)
    cases = []
    for nr, sted in enumerate(steder):
        meldinger = [small.melding(f"2023-{m:02}-15") for m in range(1, 13) for _ in range(nr * m)]
        cases += hos(sted, small.sak(*meldinger))
    counted = count_cases(cases, tmp_path, gitt.PER, MANEDER, tall=("meldinger",), enheter=gitt.ENHETER)
    rows = {(r.enhet, r.periode_fra.month): r.verdi for r in counted.rader if r.variant == "mottatt" and r.enhet}
    expected = {(sted.vist, m): nr * m for nr, sted in enumerate(steder) for m in range(1, 13)}
    assert {where: rows[where] for where in expected} == expected


def test_s0_14_cases_for_each_consultant(tmp_path: Path) -> None:
    """19 cases with measures and 9 undersøkelser for each of the 21 consultants of the municipality's own series."""
    lerkendal = Sted(kommune="5001", kommunenavn="Trondheim", bydel="05", vist="Lerkendal")
    per = date(2021, 6, 30)
    cases = [small.sak(small.tiltak("2021-01-10")) for _ in range(19 * 21)]
    cases.append(small.sak(*(small.undersokelse("2021-05-10") for _ in range(9 * 21))))
    cases = hos(lerkendal, *cases)
    ar = [(date(2021, 1, 1), date(2021, 12, 31))]
    counted = count_cases(cases, tmp_path, per, ar, tall=("saker_apne",), enheter=units_of([lerkendal]))
    ratios = ratios_of(read_example("trondheim"), counted.rader)
    found = {row.variant: row.verdi for row in ratios if row.enhet == "Lerkendal" and row.verdi is not None}
    assert found == {"saker-per-konsulent": 19, "undersokelser-per-konsulent": 9}


def test_s4_11_the_follow_up_of_em_is_a_share_with_how_many_it_is_of(tmp_path: Path) -> None:
    """The rules about enslige mindreårige are figures without more YAML: two of three have a plan."""
    tiltak = "2023-01-10"
    cases = [small.sak(small.tiltak(tiltak), *([small.plan(tiltak)] if nr else []), em=True) for nr in range(3)]
    cases.append(small.sak(small.tiltak(tiltak)))  # another child, without a plan
    counted = count_cases(hos(gitt.HEIMDAL, *cases), tmp_path, gitt.PER, [AR_2024], tall=("ENM-10",),
                          enheter=gitt.ENHETER)  # fmt: skip
    (row,) = [r for r in counted.rader if r.variant == "lov" and r.enhet == HEIMDAL]
    assert (row.teller, row.nevner, row.n_saker) == (1, 3, 3)
