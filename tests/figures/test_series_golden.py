"""What is worked out of a series: the golden figures by their rows, and what must hold whatever the numbers are."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.figures.series_derived import derived, goals, people_and_posts, stated_shares
from bvaudit.figures.series_least import least
from bvaudit.figures.series_ratio import ratio
from bvaudit.figures.series_rows import as_rows
from bvaudit.figures.series_spread import among_others, class_names, distributed
from bvaudit.figures.series_sums import summed
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.serie import Avledet, Deling, Fordeling, Serie, Seriemal, Settet
from bvaudit.model.serieperiode import Periode, parse_periode, vist
from bvaudit.model.seriepunkt import Kontrollslag, Seriepunkt
from bvaudit.model.serieslag import Maal, Serieslag
from bvaudit.model.serietall import Lest, Tallfeil, from_cell, parse_tall, vist_tall

AR = Periode(date(2024, 1, 1), date(2024, 12, 31))


def serie(slag: Serieslag = Serieslag.ANNET, maal: Maal = Maal.ANTALL, **more: object) -> Serie:
    made = Serie(id="s", tittel="Serien", serieslag=slag, kilde="Testen", storrelse=maal, fil="s.yaml")
    return replace(made, **more)  # type: ignore[arg-type]


def tall(written: str, *, andel: bool = False) -> Lest:
    found = parse_tall(written, andel=andel)
    assert isinstance(found, Lest)
    return found


def punkt(written: str = "", maal: Maal = Maal.ANTALL, *, periode: str = "2024", **more: object) -> Seriepunkt:
    """``akse=kategori`` are groups; the others are fields."""
    when = parse_periode(periode)
    assert when is not None
    fields = {key: more.pop(key) for key in ("enhet", "kommune", "personer", "kilde") if key in more}
    parts = {key: tall(str(more.pop(key))).tall for key in ("teller", "nevner") if key in more}
    read = tall(written, andel=maal is Maal.ANDEL) if written else None
    return Seriepunkt(
        periode=when,
        storrelse=maal,
        verdi=read.tall if read else None,
        desimaler=read.desimaler if read else 0,
        grupper=tuple((akse, str(kode)) for akse, kode in more.items()),
        **fields,  # type: ignore[arg-type]
        **parts,
    )


def on(*akser: str, skal_bli: str = "") -> tuple[Deling, ...]:
    return tuple(Deling(akse=akse, skal_bli=skal_bli) for akse in akser)


# --- parts against the whole ------------------------------------------------------------------------------------------

STILLINGER = {
    "funksjon": ("148,9", "29,6", "71,4", "91,3"),
    "utdanning": ("140,7", "38,5", "127,5", "23,5", "10,7"),
}


def test_s1_46_342_2_against_341_2_and_340_9() -> None:
    there = [punkt("342,2", Maal.ARSVERK)]
    there += [
        punkt(one, Maal.ARSVERK, **{akse: f"d{n}"}) for akse, parts in STILLINGER.items() for n, one in enumerate(parts)
    ]
    made, told = summed(serie(maal=Maal.ARSVERK, delt_pa=on("funksjon", "utdanning")), there)
    assert [(one.regnet, one.verdi) for one in made] == [
        ("sum-funksjon", Decimal("341.2")),
        ("sum-utdanning", Decimal("340.9")),
    ]
    assert [(one.forskjell, one.stemmer) for one in told] == [(Decimal("-1.0"), False), (Decimal("-1.3"), False)]


def test_s1_30_61_against_44_and_22() -> None:
    there = [punkt("61"), punkt("44", alder="under"), punkt("22", alder="over")]
    _, (told,) = summed(serie(delt_pa=on("alder")), there)
    assert (told.oppgitt, told.regnet, told.stemmer) == (61, 66, False)


def test_s1_29_17_and_17() -> None:
    there = [punkt("17"), *(punkt("1", navngitt=f"k{n}") for n in range(17))]
    _, (told,) = summed(serie(delt_pa=on("navngitt")), there)
    assert told.stemmer and told.regnet == 17


def test_s2_02_2_8_and_14_8_are_17_6() -> None:
    there = [
        punkt("2,8 %", Maal.ANDEL, lengde="kort"),
        punkt("14,8 %", Maal.ANDEL, lengde="lang"),
        punkt("17,6 %", Maal.ANDEL),
    ]
    made, (told,) = summed(serie(maal=Maal.ANDEL, delt_pa=on("lengde")), there)
    assert (made[0].verdi, told.stemmer) == (Decimal("0.176"), True)


def test_rounding_alone_is_no_fault_and_one_more_than_rounding_is() -> None:
    parts = [punkt("33,3 %", Maal.ANDEL, svar=f"s{n}") for n in range(3)]
    whole = serie(maal=Maal.ANDEL, delt_pa=on("svar", skal_bli="100 %"))
    assert [one.stemmer for one in summed(whole, parts)[1]] == [True]
    parts[0] = punkt("33,0 %", Maal.ANDEL, svar="s0")
    assert [one.stemmer for one in summed(whole, parts)[1]] == [False]


def test_a_part_without_a_number_gives_no_sum_and_never_a_smaller_one() -> None:
    made, (told,) = summed(serie(delt_pa=on("slag")), [punkt("105"), punkt("60", slag="a"), punkt("", slag="b")])
    assert made == [] and told.slag is Kontrollslag.KAN_IKKE and told.stemmer is None


# --- weighted ---------------------------------------------------------------------------------------------------------


def share(teller: int, nevner: int, **more: object) -> Seriepunkt:
    one = punkt("", Maal.ANDEL, teller=teller, nevner=nevner, **more)  # type: ignore[arg-type]
    return replace(one, verdi=Decimal(teller) / nevner, desimaler=2)


def test_s0_07_units_are_weighted_by_their_days() -> None:
    there = [share(10, 50, enhet="Øst"), share(10, 450, enhet="Vest")]
    (made,), _ = summed(serie(maal=Maal.ANDEL, delt_pa=on("enheter")), there)
    assert (made.regnet, made.teller, made.nevner, made.verdi) == ("veid-enheter", 20, 500, Decimal("0.04"))


def test_s0_07_without_days_nothing_is_worked_out_and_the_mean_is_said_not_to_be_it() -> None:
    months = ("19,69", "17,80", "15,67", "14,97", "20,10", "11,97", "6,52", "13,57", "11,17", "13,56", "8,60", "5,08")
    there = [punkt(f"{one} %", Maal.ANDEL, periode=f"2020-{n:02}") for n, one in enumerate(months, 1)]
    there.append(punkt("13,56 %", Maal.ANDEL, periode="2020"))
    made, (told,) = summed(serie(maal=Maal.ANDEL, delt_pa=on("tid")), there)
    assert made == [] and "13,2\u00a0%" in told.setning and "13,56\u00a0%" in told.setning


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)).map(sorted), min_size=2, max_size=8))
def test_a_weighted_share_lies_between_its_smallest_and_largest_part(parts: list[list[int]]) -> None:
    there = [share(low, max(high, 1), enhet=f"e{n}") for n, (low, high) in enumerate(parts)]
    (made,), _ = summed(serie(maal=Maal.ANDEL, delt_pa=on("enheter")), there)
    values = [one.verdi for one in there if one.verdi is not None]
    slack = Decimal("1e-20")
    assert made.verdi is not None and min(values) - slack <= made.verdi <= max(values) + slack


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=9), st.integers(-5, 5))
def test_the_difference_told_is_the_difference_there_is(parts: list[int], off: int) -> None:
    there = [punkt(str(sum(parts) + 100 + off)), *(punkt(str(one), d=f"k{n}") for n, one in enumerate([*parts, 100]))]
    _, (told,) = summed(serie(delt_pa=on("d")), there)
    assert told.forskjell == -off and told.stemmer is (off == 0)


def test_what_there_was_on_a_day_is_not_added_over_time() -> None:
    there = [punkt("10", Maal.ANSATTE, periode=f"2024-{n:02}") for n in range(1, 13)]
    made, (told,) = summed(serie(maal=Maal.ANSATTE, delt_pa=on("tid")), there)
    assert made == [] and told.slag is Kontrollslag.KAN_IKKE


def test_eleven_months_are_no_year() -> None:
    there = [punkt("10", periode=f"2024-{n:02}") for n in range(1, 12)]
    assert summed(serie(delt_pa=on("tid")), there)[0] == []
    there.append(punkt("10", periode="2024-12"))
    assert [one.verdi for one in summed(serie(delt_pa=on("tid")), there)[0]] == [120]


def test_a_stated_share_that_is_another_than_its_parts() -> None:
    wrong = replace(share(31, 37), verdi=Decimal("0.94"), desimaler=0)
    (told,) = stated_shares(serie(maal=Maal.ANDEL), [wrong, replace(share(31, 37), verdi=Decimal("0.84"), desimaler=0)])
    assert told.slag is Kontrollslag.ANDEL and told.stemmer is False


# --- derived ----------------------------------------------------------------------------------------------------------


def test_s1_43_40_4_and_20_and_10_are_70_4() -> None:
    made_of = Avledet(id="reelt", tittel="Reelt merforbruk", akse="post", legg_sammen=("Over", "Oppvekst", "Egenandel"))
    there = [
        punkt("40,4", Maal.SUM, post="over"),
        punkt("20", Maal.SUM, post="oppvekst"),
        punkt("10", Maal.SUM, post="egenandel"),
    ]
    (made,), (told,) = derived(serie(maal=Maal.SUM, maleenhet="mill. kr", avledet=(made_of,)), there)
    assert made.verdi == Decimal("70.4") and "40,4 + 20 + 10 = 70,4 mill. kr" in told.setning
    assert derived(serie(maal=Maal.SUM, avledet=(made_of,)), there[:2])[0] == []


def test_what_is_taken_away_has_its_sign_also_when_it_is_the_first_part() -> None:
    made_of = Avledet(id="over", tittel="Merforbruk", akse="post", legg_sammen=("Regnskap",), trekk_fra=("Budsjett",))
    there = [punkt("116,5", Maal.SUM, post="budsjett"), punkt("121,7", Maal.SUM, post="regnskap")]
    (made,), (told,) = derived(serie(maal=Maal.SUM, maleenhet="mill. kr", avledet=(made_of,)), there)
    assert made.verdi == Decimal("5.2") and "121,7 − 116,5 = 5,2 mill. kr" in told.setning


def test_s4_04_20_people_and_19_posts_are_two_measures() -> None:
    there = [
        punkt("19", Maal.ARSVERK),
        *(punkt(str(n), Maal.ANSATTE, rolle=f"r{i}") for i, n in enumerate((1, 1, 2, 7, 9))),
    ]
    whole = serie(maal=Maal.ANSATTE, delt_pa=on("rolle"))
    sums, controls = summed(whole, there)
    (told,) = people_and_posts(whole, [*there, *sums])
    assert (told.regnet, told.oppgitt, told.stemmer) == (20, 19, None) and controls == []


def test_s1_20_13300_days_against_8000() -> None:
    goal = Seriemal(tekst="Målet.", verdi="8 000", periode="2024")
    (made,), (told,) = goals(serie(maal=Maal.DOGN, mal=(goal,)), [punkt("13 300", Maal.DOGN)])
    assert (made.regnet, made.verdi, told.forskjell, told.stemmer) == ("mal", 8000, 5300, False)


# --- few employees ----------------------------------------------------------------------------------------------------


def test_fewer_than_five_employees_are_hidden_and_one_more_where_the_rest_would_tell() -> None:
    whole = serie(Serieslag.SYKEFRAVAR, Maal.ANDEL, delt_pa=on("enheter"))
    there = [
        punkt("10 %", Maal.ANDEL, enhet="A", personer=4),
        punkt("8 %", Maal.ANDEL, enhet="B", personer=12),
        punkt("9 %", Maal.ANDEL, enhet="C", personer=30),
    ]
    shown, (told,) = least(whole, there)
    assert [one.skjult for one in shown] == [True, True, False] and "2" in told.setning
    rows = list(as_rows(whole, shown))
    assert [row.tilstand for row in rows] == [Tilstand.SKJULT, Tilstand.SKJULT, Tilstand.VERDI]
    assert [row.verdi for row in rows] == [None, None, 0.09]


def test_exactly_five_are_shown_and_an_unknown_number_is_said() -> None:
    whole = serie(Serieslag.SYKEFRAVAR, Maal.ANDEL)
    shown, told = least(whole, [punkt("10 %", Maal.ANDEL, personer=5)])
    assert not shown[0].skjult and told == []
    (said,) = least(whole, [punkt("10 %", Maal.ANDEL)])[1]
    assert said.slag is Kontrollslag.MINST


# --- spread -----------------------------------------------------------------------------------------------------------


def test_s1_47_classes_hold_everybody_once() -> None:
    whole = serie(Serieslag.SAKER, fordeling=Fordeling(klasser=(1, 3, 10, 21)))
    made = distributed(whole, [punkt(str(n), kilde="p.csv:1:1") for n in (1, 2, 3, 9, 10, 20, 21, 40, 0)])
    counts = {one.grupper[0][1]: one.verdi for one in made if one.grupper}
    assert counts == {"under-1": 1, "1-2": 2, "3-9": 2, "10-20": 2, "21-og-flere": 2}
    assert class_names((1, 2, 5)) == ("1", "2–4", "5 og flere")


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=30))
def test_the_classes_add_up_to_all(cases: list[int]) -> None:
    whole = serie(Serieslag.SAKER, fordeling=Fordeling(klasser=(0, 5, 12)))
    made = distributed(whole, [punkt(str(n), enhet="A", kilde="p.csv:1:1") for n in cases])
    for enhet in ("A", ""):
        assert sum(one.verdi or 0 for one in made if one.grupper and one.enhet == enhet) == len(cases)
        (mean,) = [one for one in made if one.regnet == "alle" and one.enhet == enhet]
        assert mean.verdi is not None and min(cases) <= mean.verdi <= max(cases)


def test_s1_32_we_lie_among_the_others_without_being_one_of_them() -> None:
    sett = Settet(navn="ASSS", akse="kommune", eget="Vår", snitt="Snitt")
    them = (("var", 26), ("a", 20), ("b", 24), ("c", 30), ("snitt", 25))
    there = [replace(punkt(f"{verdi} %", Maal.ANDEL), grupper=(("kommune", navn),)) for navn, verdi in them]
    (middle,), (told,) = among_others(serie(maal=Maal.ANDEL, sett=sett), there)
    assert middle.verdi == Decimal("0.24") and "ikke et kvalitetsmål" in told.setning
    assert "De 3 andre" in told.setning and "20\u00a0%" in told.setning and "30\u00a0%" in told.setning


# --- ratios -----------------------------------------------------------------------------------------------------------


def rad(name: str, verdi: float | None, dag: str, **more: object) -> Nokkelrad:
    when = parse_periode(dag)
    assert when is not None
    return Nokkelrad(
        tall=name,
        variant="oppgitt",
        storrelse="antall",
        periode_fra=when.fra,
        periode_til=when.til,
        verdi=verdi,
        **more,  # type: ignore[arg-type]
    )


def test_s0_14_cases_over_consultants() -> None:
    (one,) = ratio([rad("saker", 399, "2021-12-31")], [rad("ansatte", 21, "2021")], tall="s", variant="per")
    assert (one.verdi, one.teller, one.nevner, one.storrelse) == (19, 399, 21, "gjennomsnitt")


def test_no_staff_is_a_state_and_never_a_number() -> None:
    over = [rad("saker", 10, "2024-12-31", enhet="Øst")]
    (none,) = ratio(over, [rad("ansatte", 5, "2024")], tall="s", variant="per")
    assert (none.verdi, none.tilstand) == (None, Tilstand.IKKE_UNDERSOKT)
    (zero,) = ratio(over, [rad("ansatte", 0, "2024", enhet="Øst")], tall="s", variant="per")
    assert (zero.verdi, zero.tilstand) == (None, Tilstand.INGEN)
    hidden = rad("ansatte", None, "2024", enhet="Øst", tilstand=Tilstand.SKJULT)
    assert ratio(over, [hidden], tall="s", variant="per")[0].tilstand is Tilstand.SKJULT
    (older,) = ratio(over, [rad("ansatte", 5, "2022", enhet="Øst")], tall="s", variant="per")
    assert older.verdi == 2 and "31.12.2022" in older.merknad


# --- numbers and periods ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "andel", "wanted"),
    [
        ("19,69 %", True, "0.1969"),
        ("19,69%", True, "0.1969"),
        ("13 300", False, "13300"),
        ("13\u00a0300", False, "13300"),
        ("1.234.567,8", False, "1234567.8"),
        ("342.2", False, "342.2"),
        ("−3,5", False, "-3.5"),
        ("0 %", True, "0"),
        ("0", True, "0"),
    ],
)
def test_numbers_as_people_write_them(written: str, andel: bool, wanted: str) -> None:
    assert tall(written, andel=andel).tall == Decimal(wanted)


@pytest.mark.parametrize(
    ("written", "andel", "wanted"),
    [
        ("-", False, Tallfeil.IKKE_TALL),
        ("i/t", False, Tallfeil.IKKE_TALL),
        ("ca 135", False, Tallfeil.IKKE_TALL),
        ("23–25", False, Tallfeil.IKKE_TALL),
        ("12 34", False, Tallfeil.IKKE_TALL),
        ("13.300", False, Tallfeil.TO_MATER),
        ("5 %", False, Tallfeil.PROSENT),
        ("0,1969", True, Tallfeil.UTEN_PROSENT),
    ],
)
def test_what_cannot_be_read_in_one_way_is_no_number(written: str, andel: bool, wanted: Tallfeil) -> None:
    assert parse_tall(written, andel=andel) is wanted


def test_a_cell_shown_in_per_cent_is_a_part_of_one() -> None:
    assert from_cell(0.1969, andel=True, prosentformat=True) == Lest(Decimal("0.1969"), 2, True)
    assert from_cell(19.69, andel=True, prosentformat=False) == Lest(Decimal("0.1969"), 2, False)
    assert from_cell(0.1969, andel=True, prosentformat=False) is Tallfeil.UTEN_PROSENT


@settings(max_examples=50, deadline=None)
@given(st.integers(-10_000_000, 10_000_000), st.integers(0, 2))
def test_a_number_that_is_told_is_read_as_itself(whole: int, decimals: int) -> None:
    value = Decimal(whole).scaleb(-decimals)
    read = parse_tall(vist_tall(value, andel=False, desimaler=decimals), andel=False)
    assert isinstance(read, Lest) and read.tall == value


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("2024", "2024"),
        ("mars 2024", "2024-03"),
        ("03.2024", "2024-03"),
        ("1. kvartal 2024", "2024-K1"),
        ("2024-H2", "2024-H2"),
        ("2. tertial 2024", "2024-T2"),
        ("uke 36 2023", "2023-U36"),
        ("31.12.2024", "2024-12-31"),
        ("2024-04..2024-12", "2024-04..2024-12"),
        ("2024-13", ""),
        ("2024-02-30", ""),
        ("2024-05..2024-02", ""),
        ("i fjor", ""),
    ],
)
def test_periods(written: str, wanted: str) -> None:
    found = parse_periode(written)
    assert (vist(found) if found else "") == wanted


@settings(max_examples=50, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 800))
def test_a_period_that_is_told_is_read_as_itself(fra: date, days: int) -> None:
    periode = Periode(fra, date.fromordinal(fra.toordinal() + days))
    assert parse_periode(vist(periode)) == periode
