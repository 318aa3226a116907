"""The rows of the acceptance list that are numbers from elsewhere than the cases. The numbers are those of the sources,
written here by hand; where the source has them only in a picture, the test makes a series of its own."""

from pathlib import Path

import pytest

from bvaudit.model.nokkelrad import Tilstand
from bvaudit.model.seriepunkt import Kontrollslag, Slippgrunn
from bvaudit.workflows.series import SeriesRead
from tests.series_example import one, read_example, row, told

TRONDHEIM, VAERNES, MELHUS, BERGEN = "trondheim", "vaernesregionen", "melhus-skaun", "bergen"


def a_city() -> SeriesRead:
    return read_example(TRONDHEIM)


@pytest.mark.parametrize("navn", [TRONDHEIM, VAERNES, MELHUS, BERGEN])
def test_the_example_is_read_whole_and_every_row_says_where_it_stands(navn: str) -> None:
    serier = read_example(navn)
    assert serier.problemer == () and serier.uten_tall == ()
    assert {row.tall for row in serier.rader} == serier.serier.keys()
    assert len({row.celle for row in serier.rader}) == len(serier.rader)
    assert all(row.kilde and "serier/" in row.kilde and f"{navn}/" not in row.kilde for row in serier.rader)


# --- S0, Lerkendal ----------------------------------------------------------------------------------------------------


def test_s0_05_the_staff_of_a_unit_by_role() -> None:
    roles = {r.akser["rolle"]: r.verdi for r in a_city().of("bemanning-lerkendal-2021") if "rolle" in r.akser}
    assert roles == {"barnevernleder": 1, "teamleder": 3, "veileder": 1, "mottak": 2, "barnevernkonsulent": 21}
    assert row(a_city(), "bemanning-lerkendal-2021", "sum-rolle").verdi == 28
    jurist = [r.verdi for r in a_city().of("bemanning-lerkendal-2021") if "stotte" in r.akser]
    assert jurist == [1, 2]


MANEDER = (19.69, 17.80, 15.67, 14.97, 20.10, 11.97, 6.52, 13.57, 11.17, 13.56, 8.60, 5.08)


def test_s0_06_twelve_months_and_the_year() -> None:
    found = [r for r in a_city().of("sykefravar-lerkendal-2020", "oppgitt") if not r.gruppe]
    assert [round(100 * (r.verdi or 0), 2) for r in found] == [*MANEDER, 13.56]
    assert {r.enhet for r in found} == {"Lerkendal"}
    assert found[0].kilde.endswith("serier/sykefravar-lerkendal-2020.csv:4:4")


def test_s0_07_the_year_is_what_is_stated_and_never_the_mean_of_the_months() -> None:
    (whole, *_) = told(a_city(), "sykefravar-lerkendal-2020", Kontrollslag.KAN_IKKE)
    assert "13,56\u00a0%" in whole.setning and "13,2\u00a0%" in whole.setning
    assert not any(round(100 * (r.verdi or 0), 1) == 13.2 for r in a_city().of("sykefravar-lerkendal-2020"))


# Days made up so that each month has the share of the source; the twelfth is what brings the year to 13,56 %.
MULIGE = (560, 540, 580, 540, 560, 540, 420, 500, 480, 470, 460, 484)


def test_s0_07_with_days_the_year_is_weighted(tmp_path: Path) -> None:
    days = [round(share * possible / 100, 2) for share, possible in zip(MANEDER, MULIGE, strict=True)]
    lines = [
        f"2020-{n:02};{str(a).replace('.', ',')};{b}" for n, (a, b) in enumerate(zip(days, MULIGE, strict=True), 1)
    ]
    csv = "\n".join(["Måned;Fravær;Mulige", *lines])
    body = (
        "serieslag: sykefravar\nstorrelse: andel\nminst: 0\ndatafil: s.csv\nkolonner:\n"
        "  - {navn: Måned, er: periode}\n  - {navn: Fravær, er: teller}\n  - {navn: Mulige, er: nevner}\n"
        "delt_pa: [tid]\n"
    )
    serier = one(tmp_path, body, s__csv=csv)
    weighted = row(serier, "serien", "veid-tid")
    assert weighted.verdi == pytest.approx(sum(days) / sum(MULIGE))
    assert round(100 * (weighted.verdi or 0), 2) == 13.56
    assert [round(100 * (r.verdi or 0), 2) for r in serier.of("serien", "oppgitt")] == list(MANEDER)
    assert round(sum(MANEDER) / 12, 1) == 13.2


def test_s0_08_the_leaders_name_is_dropped_and_said() -> None:
    (left,) = [s for s in a_city().sluppet if s.grunn is Slippgrunn.NAVN]
    assert (left.serie, left.kolonne) == ("sykefravar-lerkendal-2020", "Leder Navn")
    assert not any("fjernet" in str(r) for r in a_city().rader)


def test_s0_14_cases_and_assessments_for_each_consultant() -> None:
    found = {r.akser["arbeid"]: r.verdi for r in a_city().of("saker-per-konsulent-lerkendal-2021")}
    assert found == {"tiltak": 19, "undersokelser": 9}


def test_s0_15_about_150_cases_lack_documentation() -> None:
    found = row(a_city(), "uten-dokumentasjon-lerkendal-2021")
    assert (found.verdi, found.merknad) == (150, "Omtrent.")


def test_s0_17_a_norm_nobody_has_given_is_said_and_is_not_0() -> None:
    (said,) = told(a_city(), "bemanning-lerkendal-2021", Kontrollslag.MANGLER)
    assert "Tallet er ikke satt" in said.setning


def test_s0_17_a_norm_that_is_given_is_held_against_the_staff(tmp_path: Path) -> None:
    body = (
        'serieslag: bemanning\nstorrelse: ansatte\nperiode: "2021"\nrader:\n  - {akse: rolle, kategori: Konsulent, '
        'verdi: "21"}\nmal:\n  - {tekst: Normen., retning: minst, akse: rolle, kategori: Konsulent, verdi: "24"}\n'
    )
    (held,) = told(one(tmp_path, body), "serien", Kontrollslag.MAL)
    assert (held.regnet, held.oppgitt, held.forskjell, held.stemmer) == (21, 24, -3, False)


# --- S1, Trondheim ----------------------------------------------------------------------------------------------------


def test_s1_17_tilsyn_has_no_central_figure_and_that_is_not_0() -> None:
    (found,) = a_city().of("tilsynsbesok-trondheim-2024")
    assert (found.verdi, found.tilstand) == (None, Tilstand.MANGLER_SYSTEM)
    assert "selv følge det opp i 2025" in found.merknad


def test_s1_20_days_in_institutions_against_the_goal() -> None:
    serier = a_city()
    assert row(serier, "institusjonsdogn-trondheim-2024", enhet="").verdi == 13300
    assert row(serier, "institusjonsdogn-trondheim-2024", "mal").verdi == 8000
    (held,) = told(serier, "institusjonsdogn-trondheim-2024", Kontrollslag.MAL)
    assert (held.forskjell, held.stemmer) == (5300, False)
    ost = row(serier, "institusjonsdogn-trondheim-2024", enhet="Østbyen")
    assert (ost.verdi, ost.periode_fra.month, ost.periode_til.month) == (0, 4, 12)


def test_s1_27_network_work() -> None:
    found = {r.akser["hva"]: r for r in a_city().of("nettverksarbeid-trondheim-2024")}
    assert found["ansatte-i-kurs-og-utdanning"].verdi == 21
    assert found["familier-med-mobiliseringsmote"].verdi == 37
    home = found["familier-der-barna-bodde-hjemme-ved-arsskiftet"]
    assert (home.teller, home.nevner, round(home.verdi or 0, 3)) == (31, 37, 0.838)
    assert found["nettverksmoter"].tilstand is Tilstand.IKKE_UNDERSOKT


def test_s1_28_unaccompanied_minors() -> None:
    serier, tall = a_city(), "enslige-mindrearige-trondheim-2024"
    assert row(serier, tall, hva="bosatt-i-aret").verdi == 51
    assert row(serier, tall, hva="med-hjelpetiltak").verdi == 135
    assert row(serier, tall, "sum-bofellesskap").verdi == 5
    assert row(serier, tall, beboere="kommunale", storrelse="minst").verdi == 23
    assert row(serier, tall, beboere="kommunale", storrelse="storst").verdi == 25


def test_s1_29_seventeen_are_stated_and_the_seventeen_named_add_up() -> None:
    (held,) = told(a_city(), "partnere-barnevernvakt-trondheim-2024", Kontrollslag.SUM)
    assert (held.oppgitt, held.regnet, held.stemmer) == (17, 17, True)
    (rettet,) = [r for r in a_city().of("partnere-barnevernvakt-trondheim-2024") if r.merknad]
    assert rettet.akser == {"navngitt": "skaun"} and "Sakun" in rettet.merknad


def test_s1_30_61_are_stated_and_the_parts_are_66() -> None:
    serier, tall = a_city(), "uteseksjonen-trondheim-2024"
    (held,) = told(serier, tall, Kontrollslag.SUM)
    assert (held.oppgitt, held.regnet, held.forskjell, held.stemmer) == (61, 66, 5, False)
    assert "66" in held.setning and "61" in held.setning and "5 for mye" in held.setning
    assert row(serier, tall, oppsokende="timer").verdi == 2700
    assert row(serier, tall, oppsokende="okter").verdi == 451
    assert row(serier, tall, jobb="arbeidstimer").verdi == 8060


ASSS = (
    "Asker",
    "Bergen",
    "Bærum",
    "Drammen",
    "Fredrikstad",
    "Kristiansand",
    "Lillestrøm",
    "Oslo",
    "Sandnes",
    "Stavanger",
)


def made_up_asss(tmp_path: Path) -> SeriesRead:
    """Numbers made up: those of the source are in a picture."""
    rows = "".join(
        f'  - {{periode: "2024", akse: kommune, kategori: {navn}, verdi: "{20 + n},0 %"}}\n'
        for n, navn in enumerate((*ASSS, "Tromsø"))
    )
    own = "".join(
        f'  - {{periode: "{ar}", akse: kommune, kategori: Trondheim, verdi: "{andel} %"}}\n'
        for ar, andel in ((2022, 28), (2023, 27), (2024, 26))
    )
    mean = '  - {periode: "2024", akse: kommune, kategori: Snitt, verdi: "25,1 %"}\n'
    return one(
        tmp_path,
        f"serieslag: sammenligning\nstorrelse: andel\nrader:\n{rows}{own}{mean}"
        "sett: {navn: ASSS, akse: kommune, eget: Trondheim, snitt: Snitt}\n",
    )


def test_s1_31_three_years_of_our_own_and_the_mean_of_the_others(tmp_path: Path) -> None:
    serier = made_up_asss(tmp_path)
    ours = [r.verdi for r in serier.of("serien") if r.akser.get("kommune") == "trondheim"]
    assert ours == [0.28, 0.27, 0.26]
    assert [r.verdi for r in serier.of("serien") if r.akser.get("kommune") == "snitt"] == [0.251]


def test_s1_32_our_place_among_the_others_is_no_measure_of_quality(tmp_path: Path) -> None:
    serier = made_up_asss(tmp_path)
    (said,) = told(serier, "serien", Kontrollslag.SPREDNING)
    assert "ikke et kvalitetsmål" in said.setning
    assert "20,0" in said.setning.replace("20\u00a0%", "20,0 %") and "30" in said.setning
    assert row(serier, "serien", "median").verdi == 0.25


def test_s1_31_the_example_has_the_twelve_and_says_that_it_has_no_numbers() -> None:
    found = a_city().of("asss-trondheim-2024")
    assert len(found) == 12 and {r.tilstand for r in found} == {Tilstand.IKKE_UNDERSOKT}


def test_s1_36_complaints_by_theme(tmp_path: Path) -> None:
    assert {r.tilstand for r in a_city().of("klager-trondheim-2024")} == {Tilstand.IKKE_UNDERSOKT}
    csv = "Tema;Klager\nSamvær;4\nTaushetsplikt;2\nSum;7\n"
    body = (
        'serieslag: klager\nperiode: "2024"\ndatafil: k.csv\nkolonner:\n  - {navn: Tema, er: kategori}\n'
        "  - {navn: Klager, er: verdi}\ndelt_pa: [tema]\n"
    )
    (held,) = told(one(tmp_path, body, k__csv=csv), "serien", Kontrollslag.SUM)
    assert (held.oppgitt, held.regnet, held.stemmer) == (7, 6, False)


WAVES = """Måling;Svar;Andel;Antall svar
2023-U36;Bedre;20 %;118
2023-U36;Likt;30 %;118
2023-U36;Dårligere;50 %;118
2024-02;Bedre;35 %;96
2024-02;Likt;35 %;96
2024-02;Dårligere;30 %;96
2025-02;Bedre;45 %;3
2025-02;Likt;35 %;3
2025-02;Dårligere;21 %;3
"""


def test_s1_40_waves_of_a_survey_weeks_then_months_and_few_answers_hidden(tmp_path: Path) -> None:
    body = (
        "serieslag: medarbeidere\nstorrelse: andel\ndatafil: m.csv\nkolonner:\n  - {navn: Måling, er: periode}\n"
        "  - {navn: Svar, er: kategori}\n  - {navn: Andel, er: verdi}\n  - {navn: Antall svar, er: personer}\n"
        "delt_pa:\n  - {akse: svar, skal_bli: 100 %}\nbrudd:\n  - {fra: 2024-02, grunn: Måned i stedet for uke.}\n"
    )
    serier = one(tmp_path, body, m__csv=WAVES)
    assert [r.tilstand for r in serier.of("serien", "oppgitt")] == [Tilstand.VERDI] * 6 + [Tilstand.SKJULT] * 3
    assert all(r.verdi is None for r in serier.of("serien") if r.periode_fra.year == 2025)
    assert [c.stemmer for c in told(serier, "serien", Kontrollslag.SUM)] == [True, True]
    week = serier.of("serien")[0]
    assert (week.periode_fra.isoformat(), week.periode_til.isoformat()) == ("2023-09-04", "2023-09-10")


def test_s1_40_the_example_says_that_its_shares_are_in_a_picture() -> None:
    assert {r.tilstand for r in a_city().of("gevinstmaling-trondheim-2025")} == {Tilstand.IKKE_UNDERSOKT}


def test_s1_41_sick_leave_over_the_years_with_two_departments() -> None:
    found = a_city().of("sykefravar-trondheim-2024")
    by = {
        key: [100 * (r.verdi or 0) for r in found if r.akser.get("avdeling", "") == key]
        for key in ("", "bra-ambulant-familieteam", "barnevernet-pa-ostbyen")
    }
    assert by[""] == pytest.approx([11.6, 10.9, 12.4])
    assert by["bra-ambulant-familieteam"] == pytest.approx([19.64, 21.25])
    assert by["barnevernet-pa-ostbyen"] == pytest.approx([12.75, 18.25, 25.80])


def test_s1_42_there_is_no_system_for_turnover() -> None:
    (found,) = a_city().of("turnover-trondheim-2024")
    assert (found.verdi, found.tilstand) == (None, Tilstand.MANGLER_SYSTEM)


def test_s1_43_the_real_overspend_is_the_stated_and_two_temporary_budgets() -> None:
    found = row(a_city(), "okonomi-trondheim-2024", "reelt-merforbruk")
    assert found.verdi == 70.4
    (said,) = told(a_city(), "okonomi-trondheim-2024", Kontrollslag.AVLEDET)
    assert "40,4 + 20 + 10 = 70,4 mill. kr" in said.setning


def test_s1_44_the_share_born_elsewhere_goes_from_16_to_18() -> None:
    assert [r.verdi for r in a_city().of("fodt-utenfor-norge-trondheim-2024")] == [0.16, 0.18]


def test_s1_45_born_elsewhere_at_home_and_placed() -> None:
    found = {(r.akser["bor"], r.akser["hvem"]): r.verdi for r in a_city().of("fodeland-i-sakene-trondheim-2024")}
    assert list(found.values()) == [0.14, 0.48, 0.21, 0.78]


def test_s1_46_342_2_are_stated_and_neither_division_comes_to_it() -> None:
    serier, tall = a_city(), "bemanning-trondheim-2024"
    held = {c.akse: (c.oppgitt, c.regnet, c.stemmer) for c in told(serier, tall, Kontrollslag.SUM)}
    as_float = {akse: (float(a or 0), float(b or 0), c) for akse, (a, b, c) in held.items()}
    assert as_float == {"funksjon": (342.2, 341.2, False), "utdanning": (342.2, 340.9, False)}
    assert row(serier, tall, "sum-funksjon").verdi == 341.2
    assert row(serier, tall, herav="fagstillinger-for-enslige-mindrearige").verdi == 72


EM_HVER = """Saksbehandler;Enhet;Rolle;Saker
Kari Nordmann;Østbyen;Konsulent;14
Ola Nordmann;Østbyen;Konsulent;18
Per Hansen;Østbyen;Konsulent;12
Anne Olsen;Østbyen;Konsulent;25
Liv Berg;Østbyen;Teamleder;1
Jan Dahl;Østbyen;Mottak;2
Nils Lie;Vestbyen;Konsulent;11
Eva Moe;Vestbyen;Konsulent;16
"""
PER_PERSON = (
    "serieslag: saker\nperiode: 2025-03-14\nhver_rad: person\nminst: 5\ndatafil: p.csv\nkolonner:\n"
    "  - {navn: Saksbehandler, er: navn}\n  - {navn: Enhet, er: enhet}\n  - {navn: Rolle, er: kategori}\n"
    "  - {navn: Saker, er: verdi}\nfordeling: {klasser: [1, 3, 10, 21], akse: rolle, uten: [Mottak, Teamleder]}\n"
)


def test_s1_47_how_many_have_how_many_cases_without_a_single_name(tmp_path: Path) -> None:
    serier = one(tmp_path, PER_PERSON, p__csv=EM_HVER)
    found = {r.akser["klasse"]: r.verdi for r in serier.of("serien", "fordelt") if not r.enhet}
    assert found == {"1-2": 2, "3-9": 0, "10-20": 5, "21-og-flere": 1}
    assert not any(name in str(serier.rader) for name in ("Kari", "Nordmann", "Liv Berg"))
    assert [s.grunn for s in serier.sluppet] == [Slippgrunn.NAVN]


def test_s1_48_the_mean_without_intake_and_team_leaders_is_higher(tmp_path: Path) -> None:
    serier = one(tmp_path, PER_PERSON, p__csv=EM_HVER)
    every, without = (row(serier, "serien", name, enhet="Østbyen") for name in ("alle", "uten"))
    assert every.verdi == 12 and (every.teller, every.nevner) == (72, 6)
    hidden = [r.tilstand for r in serier.of("serien") if r.enhet == "Vestbyen"]
    assert set(hidden) == {Tilstand.SKJULT}  # two people
    assert without.tilstand is Tilstand.SKJULT  # four people
    whole = row(serier, "serien", "uten", enhet="")
    assert whole.verdi == 16 and (row(serier, "serien", "alle", enhet="").verdi or 0) < 16


# --- S2, Værnesregionen -----------------------------------------------------------------------------------------------


def test_s2_02_short_and_long_sick_leave_make_the_whole() -> None:
    (held,) = told(read_example(VAERNES), "sykefravar-vaernesregionen-2020", Kontrollslag.SUM)
    assert [float(x or 0) for x in (held.oppgitt, held.regnet)] == [0.176, 0.176] and held.stemmer
    assert "17,6\u00a0%" in held.setning


def test_s2_03_people_and_posts_over_three_years_from_a_workbook() -> None:
    found = read_example(VAERNES).of("bemanning-vaernesregionen-2019")
    by = {m: [r.verdi for r in found if r.storrelse == m] for m in ("ansatte", "arsverk")}
    assert by == {"ansatte": [37, 36, 39], "arsverk": [34.4, 33.2, 35.8]}
    assert found[0].kilde.endswith("bemanning-vaernesregionen-2019.xlsx:Bemanning!B2")
    assert len(told(read_example(VAERNES), "bemanning-vaernesregionen-2019", Kontrollslag.ULIKE_MAAL)) == 3


# --- S3, Bergen -------------------------------------------------------------------------------------------------------


def test_s3_13_who_seldom_reports_is_asked_for_and_is_not_0() -> None:
    found = read_example(BERGEN).of("avvikskultur-bergen-2023")
    assert {r.tilstand for r in found} == {Tilstand.IKKE_UNDERSOKT} and len(found) == 2


def test_s3_13_reports_for_each_employee_and_what_comes_again(tmp_path: Path) -> None:
    body = (
        'serieslag: avvikskultur\nstorrelse: andel\nperiode: "2024"\nrader:\n'
        '  - {akse: hva, kategori: Melder sjelden eller aldri, teller: "18", nevner: "60"}\n'
        '  - {akse: hva, kategori: Avvik som kommer igjen, teller: "9", nevner: "45"}\n'
    )
    assert [r.verdi for r in one(tmp_path, body).of("serien")] == [0.3, 0.2]


def test_s3_18_access_complaint_and_compensation() -> None:
    found = [r.akser["slag"] for r in read_example(BERGEN).of("innsyn-og-klage-bergen-2024")]
    assert found == ["innsyn", "klage", "erstatning"]


def test_s3_09_to_11_what_the_source_says_of_a_month() -> None:
    serier, tall = read_example(BERGEN), "felles-mottak-bergen-2024"
    for oppgave, wanted in {
        "meldinger": (333, 266, 399),
        "korte-undersokelser": (10.55, 7, 15),
        "akuttsaker": (10, 3, 22),
    }.items():
        found = tuple(
            row(serier, tall, oppgave=oppgave, storrelse=s).verdi for s in ("gjennomsnitt", "minst", "storst")
        )
        assert found == wanted


# --- S4, Melhus and Skaun ---------------------------------------------------------------------------------------------


def test_s4_04_twenty_people_in_nineteen_posts() -> None:
    serier, tall = read_example(MELHUS), "bemanning-melhus-skaun-2021"
    assert row(serier, tall, "sum-rolle").verdi == 20
    assert row(serier, tall, storrelse="arsverk").verdi == 19
    (held,) = told(serier, tall, Kontrollslag.ULIKE_MAAL)
    assert "20 ansatte på 19 årsverk" in held.setning and held.stemmer is None


def test_s4_05_105_contractors_and_no_count_by_type() -> None:
    serier, tall = read_example(MELHUS), "oppdragstakere-melhus-skaun-2022"
    assert row(serier, tall).verdi == 105
    assert [r.tilstand for r in serier.of(tall) if r.gruppe] == [Tilstand.IKKE_UNDERSOKT] * 4
    assert told(serier, tall, Kontrollslag.SUM) == []


def test_s4_05_a_register_of_contractors_becomes_counts_without_names(tmp_path: Path) -> None:
    kinds = ["Fosterhjem"] * 60 + ["Besøkshjem"] * 15 + ["Støttekontakt"] * 20 + ["Tilsynsfører"] * 10
    csv = "Navn;Oppdrag\n" + "".join(f"Kari Nordmann {n};{kind}\n" for n, kind in enumerate(kinds))
    body = (
        'serieslag: leverandorer\nperiode: "2022"\nhver_rad: telles\ndatafil: o.csv\nkolonner:\n'
        "  - {navn: Oppdrag, er: kategori}\ndelt_pa: [oppdrag]\n"
    )
    serier = one(tmp_path, body, o__csv=csv)
    assert [r.verdi for r in serier.of("serien", "oppgitt")] == [60, 15, 20, 10]
    assert row(serier, "serien", "sum-oppdrag").verdi == 105
    assert [s.grunn for s in serier.sluppet] == [Slippgrunn.SER_UT_SOM_NAVN]
    assert "Nordmann" not in str(serier.rader)


def test_s4_07_four_per_cent() -> None:
    assert row(read_example(MELHUS), "sykefravar-melhus-skaun-2021").verdi == 0.04
    (turnover,) = read_example(MELHUS).of("turnover-melhus-skaun-2021")
    assert turnover.tilstand is Tilstand.IKKE_UNDERSOKT and "forholdsvis lav" in turnover.merknad
