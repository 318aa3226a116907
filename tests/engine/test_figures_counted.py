"""Given rows, expected numbers: time, place, who is one child, shares, parts, days and what nobody knows."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.kilde import Levert, everything
from bvaudit.model.nokkelrad import Tilstand
from bvaudit.model.tallperiode import Periode

from .figure_cases import AR, ENHETER, OMSORG, OST, VEST, Tabeller, counted, d, one_reading, shown

STARTET = "tid: {dato: start_dato}"
DAG = "tid: {i_kraft: siste_dag}"
UND, TILTAK = "{objekt: undersokelse}", "{objekt: tiltak}"


@pytest.fixture
def t() -> Iterator[Tabeller]:
    tabeller = Tabeller()
    with tabeller.database:
        yield tabeller


def und(t: Tabeller, sak: int, start: str, slutt: str = "", **more: object) -> int:
    if slutt:
        more["konklusjon_slutt_dato"] = slutt
    return t.row("undersokelse", sak_nr=sak, start_dato=start, **more)


def tiltak(t: Tabeller, sak: int, start: str, slutt: str = "", **more: object) -> int:
    if slutt:
        more["slutt_dato"] = slutt
    return t.row("tiltak", sak_nr=sak, start_dato=start, **more)


# --- place -----------------------------------------------------------------------------------------------------------


def test_every_unit_and_municipality_has_a_row_also_where_there_is_nothing(t: Tabeller) -> None:
    und(t, t.sak(), "2025-03-01")
    assert shown(counted(t, one_reading(UND, STARTET))) == {
        "alle": 1, OST: 1, VEST: 0, OMSORG: 0, "5001": 1, "5038": 0
    }  # fmt: skip


def test_a_number_belongs_to_the_unit_that_had_the_case_that_day(t: Tabeller) -> None:
    sak = t.sak(VEST, "5038")
    t.flyttet(sak, ("2024-01-01", OST, "5001"), ("2025-06-01", VEST, "5038"))
    und(t, sak, "2025-05-31")
    und(t, sak, "2025-06-01")
    found = shown(counted(t, one_reading(UND, STARTET)))
    assert (found["alle"], found[OST], found[VEST], found["5001"], found["5038"]) == (2, 1, 1, 1, 1)


def test_a_child_in_two_units_counts_in_both_and_once_in_all(t: Tabeller) -> None:
    sak = t.sak(VEST, "5038")
    t.flyttet(sak, ("2024-01-01", OST, "5001"), ("2025-06-01", VEST, "5038"))
    tiltak(t, sak, "2025-01-01")
    found = shown(counted(t, one_reading(TILTAK, "tid: {i_kraft: noen_dag}\ntell: barn")))
    assert (found["alle"], found[OST], found[VEST]) == (1, 1, 1)


def test_a_unit_that_was_not_there_in_the_period_has_no_row(t: Tabeller) -> None:
    und(t, t.sak(), "2025-03-01")
    gone = KjentEnhet(id="g", navn="Gamlebyen", egennavn="Gamlebyen", gjelder_til_og_med=date(2024, 12, 31))
    assert "Gamlebyen" not in shown(counted(t, one_reading(UND, STARTET), enheter=(*ENHETER, gone)))


def test_who_is_left_out_is_left_out_of_all(t: Tabeller) -> None:
    em, vanlig, omsorg = t.sak(), t.sak(), t.sak(OMSORG)
    t.row("personalia", sak_nr=em, gjeldende=True, duf_pseudonym="D-1")
    for sak in (em, vanlig, omsorg):
        und(t, sak, "2025-03-01")
    found = shown(counted(t, one_reading(UND, f"{STARTET}\nuten: [em, omsorgsenheten]")))
    assert found == {"alle": 1, OST: 1, VEST: 0, "5001": 1, "5038": 0}  # and no row for the unit itself


# --- children --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("slag", "ventet"),
    [
        pytest.param("fodselsnummer", 1, id="ett nummer er ett barn"),
        pytest.param("dnummer", 1, id="d-nummer også"),
        pytest.param("hjelpenummer", 2, id="hjelpenummer deles av flere"),
        pytest.param("terminnummer", 2, id="nummer for ufødt også"),
        pytest.param("ugyldig", 2, id="et nummer som ikke holder, er ingen"),
    ],
)
def test_who_is_one_child(t: Tabeller, slag: str, ventet: int) -> None:
    for _ in range(2):
        sak = t.sak()
        t.row("personalia", sak_nr=sak, gjeldende=True, person_pseudonym="P-1", ident_type=slag)
        tiltak(t, sak, "2025-01-01")
    assert shown(counted(t, one_reading(TILTAK, f"{DAG}\ntell: barn")))["alle"] == ventet


def test_an_unknown_birth_date_is_in_and_is_told(t: Tabeller) -> None:
    tiltak(t, t.sak(fyller_25_dato=d("2025-12-31")), "2025-01-01")
    tiltak(t, t.sak(fyller_25_dato=d("2026-01-01")), "2025-01-01")
    tiltak(t, t.sak(), "2025-01-01")
    tall = one_reading(TILTAK, "tid: {i_kraft: siste_dag, til_for: sak.fyller_25_dato}\ntell: barn")
    row = counted(t, tall).rader[0]
    assert (row.verdi, row.n_saker) == (2, 2) and row.merknad == "1 har ukjent fødselsdato"
    out = one_reading(TILTAK, "tid: {i_kraft: siste_dag, til_for: sak.fyller_25_dato, ukjent: uten}\ntell: barn")
    assert counted(t, out).rader[0].verdi == 1


# --- time ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "slutt", "ventet"),
    [
        pytest.param("2025-12-31", "", 1, id="begynner på dagen"),
        pytest.param("2026-01-01", "", 0, id="begynner dagen etter"),
        pytest.param("2024-01-01", "2025-12-31", 1, id="slutter på dagen"),
        pytest.param("2024-01-01", "2025-12-30", 0, id="sluttet dagen før"),
    ],
)
def test_in_force_on_the_day(t: Tabeller, start: str, slutt: str, ventet: int) -> None:
    tiltak(t, t.sak(), start, slutt)
    row = counted(t, one_reading(TILTAK, DAG)).rader[0]
    assert (row.verdi, row.periode_fra, row.periode_til) == (ventet, AR.til, AR.til)


def test_a_stock_is_told_by_what_had_happened_by_then(t: Tabeller) -> None:
    """Ended in July: open in June. The plan was made in May, and was not there in March."""
    sak = t.sak()
    tiltak(t, sak, "2025-01-01", "2025-07-15")
    t.row("plan", sak_nr=sak, kode="1", start_dato="2025-05-01")
    kvartaler = (Periode(date(2025, 1, 1), date(2025, 3, 31)), Periode(date(2025, 4, 1), date(2025, 6, 30)), AR)
    tall = one_reading(TILTAK, f'{DAG}\nandel: {{der: {{finnes: {{tabell: plan, der: {{kode: {{en_av: ["1"]}}}}}}}}}}')
    rows = [row for row in counted(t, tall, perioder=kvartaler).rader if not row.enhet and not row.kommune]
    assert [(row.teller, row.nevner) for row in rows] == [(0, 1), (1, 1), (0, 0)]
    assert [row.tilstand for row in rows] == [Tilstand.VERDI, Tilstand.VERDI, Tilstand.INGEN]


def test_a_running_year_is_counted_to_the_judging_day(t: Tabeller) -> None:
    tiltak(t, t.sak(), "2025-07-01")
    und(t, t.sak(), "2025-07-01")
    found = counted(t, one_reading(TILTAK, DAG), per=date(2025, 6, 30))
    assert (found.rader[0].verdi, found.rader[0].periode_til) == (0, date(2025, 6, 30))
    assert counted(t, one_reading(UND, STARTET), per=date(2025, 6, 30)).rader[0].verdi == 0


def test_what_is_open_is_begun_and_not_concluded(t: Tabeller) -> None:
    for slutt in ("", "2025-12-31", "2026-01-01"):
        und(t, t.sak(), "2025-10-01", slutt)
    found = counted(t, one_reading(UND, "tid: {i_kraft: apen}"), per=date(2026, 2, 1))
    assert found.rader[0].verdi == 2


def test_days_are_told_once_a_child_and_with_the_unit_that_day(t: Tabeller) -> None:
    sak = t.sak(VEST, "5038")
    t.flyttet(sak, ("2024-01-01", OST, "5001"), ("2025-03-06", VEST, "5038"))
    tiltak(t, sak, "2025-03-01", "2025-03-08")
    tiltak(t, sak, "2025-03-05", "2025-03-10")
    days = shown(counted(t, one_reading(TILTAK, "tid: {i_kraft: noen_dag}\ntell: dogn")))
    assert (days["alle"], days[OST], days[VEST]) == (10, 5, 5)
    each = shown(counted(t, one_reading(TILTAK, "tid: {i_kraft: noen_dag}\ntell: dogn\ndogn_per: objekter")))
    assert each["alle"] == 14
    nights = shown(counted(t, one_reading(TILTAK, "tid: {i_kraft: noen_dag}\ntell: netter")))
    assert nights["alle"] == 9


def test_nights_of_a_year_go_on_into_the_next(t: Tabeller) -> None:
    tiltak(t, t.sak(), "2025-12-30", "2026-01-03")
    tall = one_reading(TILTAK, "tid: {i_kraft: noen_dag}\ntell: netter")
    assert counted(t, tall, per=date(2026, 2, 1)).rader[0].verdi == 2
    open_ = Tabeller()
    with open_.database:
        tiltak(open_, open_.sak(), "2025-12-30")
        assert counted(open_, tall).rader[0].verdi == 1  # the last day of what is open is the judging day


# --- shares and parts ------------------------------------------------------------------------------------------------


def test_a_share_of_nothing_has_no_value(t: Tabeller) -> None:
    tall = one_reading(UND, f'{STARTET}\nandel: {{der: {{konklusjon_kode: {{en_av: ["1"]}}}}}}')
    row = counted(t, tall).rader[0]
    assert (row.verdi, row.teller, row.nevner, row.tilstand) == (None, 0, 0, Tilstand.INGEN)


def test_what_nobody_knows_is_in_no_share_and_is_told(t: Tabeller) -> None:
    und(t, t.sak(), "2025-03-01", "2025-04-01", konklusjon_kode="1")
    und(t, t.sak(), "2025-03-01", "2025-04-01")
    tall = one_reading(UND, f'{STARTET}\nandel: {{der: {{konklusjon_kode: {{en_av: ["1"]}}}}}}')
    row = counted(t, tall).rader[0]
    assert (row.teller, row.nevner, row.merknad) == (1, 1, "1 er ikke med, fordi noe ikke er kjent")


MELDERE = """
tid: {dato: start_dato}
deles:
  melder:
    rader: {tabell: melder}
    felt: kode
    av: %s
    grupper: {privat: {tittel: Private, koder: ["1", "2"]}}
    andre: offentlig
    tom: ingen
""".strip()


def melding(t: Tabeller, *koder: str) -> None:
    sak = t.sak()
    nr = t.row("henvendelse", sak_nr=sak, kode="2", start_dato="2025-03-01")
    for kode in koder:
        t.row("melder", sak_nr=sak, eier_type="henvendelse", eier_nr=nr, kode=kode)


def test_codes_beneath_the_object_each_once(t: Tabeller) -> None:
    melding(t, "1", "1", "8")
    melding(t, "2", "1")
    melding(t)
    found = shown(counted(t, one_reading("{objekt: henvendelse}", MELDERE % "objekter")), "andel")
    parts = {key: value for key, value in found.items() if key.startswith("alle/")}
    assert parts == pytest.approx({"alle/privat": 2 / 3, "alle/offentlig": 1 / 3, "alle/ingen": 1 / 3})
    entries = shown(counted(t, one_reading("{objekt: henvendelse}", MELDERE % "oppforinger")), "andel")
    assert (entries["alle/privat"], entries["alle/offentlig"]) == (3 / 4, 1 / 4)


def test_a_list_in_one_field_is_a_code_each(t: Tabeller) -> None:
    for bokstaver in ("a,c", "c", None):
        sak = t.sak()
        nr = tiltak(t, sak, "2025-01-01")
        t.row("lovhjemmel", sak_nr=sak, eier_type="tiltak", eier_nr=nr, rolle="hoved", bokstav=bokstaver)
    deles = "deles: {bokstav: {rader: {tabell: lovhjemmel}, felt: bokstav, liste: true, tom: uten}}"
    found = shown(counted(t, one_reading(TILTAK, f"{DAG}\n{deles}")), "antall")
    assert (found["alle"], found["alle/a"], found["alle/c"], found["alle/uten"]) == (3, 1, 2, 1)


def test_conditions_put_each_child_in_one_part(t: Tabeller) -> None:
    sak = t.sak()
    tiltak(t, sak, "2025-01-01", kode="1.1")
    tiltak(t, sak, "2025-01-01", kode="2.2")
    tiltak(t, t.sak(), "2025-01-01", kode="4.5")
    deles = (
        'deles: {sted: {grupper: {institusjon: {tittel: I, der: {kode: {en_av: ["1.1"]}}}, '
        'hjem: {tittel: F, der: {kode: {en_av: ["2.2"]}}}}, andre: hjemme}}'
    )
    found = shown(counted(t, one_reading(TILTAK, f"{DAG}\ntell: barn\n{deles}")), "antall_barn")
    assert (found["alle/institusjon"], found["alle/hjem"], found["alle/hjemme"]) == (1, 0, 1)


def test_age_groups_by_the_birthday(t: Tabeller) -> None:
    for fyller in ("2037-12-31", "2038-01-01", "2025-12-31", None):
        tiltak(t, t.sak(fyller_18_dato=d(fyller) if fyller else None), "2025-01-01")
    found = shown(counted(t, one_reading(TILTAK, f"{DAG}\ndeles: {{alder: {{alder: [0, 6, 18]}}}}")), "antall")
    parts = {key.removeprefix("alle/"): value for key, value in found.items() if key.startswith("alle/")}
    assert parts == {"0-5": 1, "6-17": 1, "18-": 1, "ukjent": 1}


def test_of_a_hundred_is_rounded_half_up(t: Tabeller) -> None:
    for kode in ("1", *["3"] * 7):
        und(t, t.sak(), "2025-03-01", "2025-04-01", konklusjon_kode=kode)
    tall = one_reading(UND, f"{STARTET}\nav_100: true\ndeles: {{utfall: {{felt: konklusjon_kode}}}}")
    found = counted(t, tall)
    assert shown(found, "antall")["alle/1"] == 13 and shown(found, "antall")["alle/3"] == 88
    assert shown(found, "sum")["alle"] == 101


def test_months_with_none_count_and_the_one_that_is_not_over_does_not(t: Tabeller) -> None:
    for dag in ("2025-01-31", "2025-01-01", "2025-03-15", "2025-04-10"):
        und(t, t.sak(), dag)
    row = counted(t, one_reading(UND, f"{STARTET}\nover: maned"), per=date(2025, 4, 29)).rader[:3]
    assert [one.verdi for one in row] == [1.0, 0.0, 2.0]
    assert (row[0].teller, row[0].nevner, row[0].merknad) == (3, 3, "3 hele måneder")


def test_the_time_it_took(t: Tabeller) -> None:
    for slutt in ("2025-03-02", "2025-03-05", "2025-03-12"):
        und(t, t.sak(), "2025-03-01", slutt)
    und(t, t.sak(), "2025-03-01")
    tall = one_reading(UND, f"{STARTET}\nvarighet: {{fra: start_dato, til: konklusjon_slutt_dato}}")
    found = counted(t, tall).rader[:4]
    assert [row.verdi for row in found] == [16 / 3, 4, 1, 11] and found[0].nevner == 3


BESOK = """
tid: {i_kraft: hver_dag}
perioder: ar
andel: {dager: {rader: {tabell: oppfolging_utfort}, minst: 2}}
""".strip()


def test_different_days_in_the_year(t: Tabeller) -> None:
    for dager in (("2025-02-01", "2025-02-01"), ("2025-02-01", "2025-12-31"), ("2024-12-31", "2025-02-01")):
        sak = t.sak()
        nr = tiltak(t, sak, "2024-01-01", kode="2.2")
        for dag in dager:
            t.row("oppfolging_utfort", sak_nr=sak, tiltak_nr=nr, utfort_dato=dag)
    row = counted(t, one_reading(TILTAK, BESOK)).rader[0]
    assert (row.teller, row.nevner) == (1, 3)
    unfinished = counted(t, one_reading(TILTAK, BESOK), per=date(2025, 11, 30))
    assert unfinished.rader[0].tilstand is Tilstand.IKKE_UNDERSOKT and unfinished.rader[0].verdi is None


# --- what the extract cannot tell ------------------------------------------------------------------------------------


def test_what_the_source_does_not_have_is_never_0(t: Tabeller) -> None:
    und(t, t.sak(), "2025-03-01")
    uten = everything([navn for navn in everything().leverer if navn != "undersokelse"])
    found = counted(t, one_reading(UND, STARTET), kilder=[uten])
    assert {row.tilstand for row in found.rader} == {Tilstand.IKKE_UNDERSOKT}
    assert all(row.verdi is None and "undersøkelse" in row.merknad for row in found.rader)
    assert found.ikke_undersokt[0].grunn == found.rader[0].merknad


def test_a_column_that_is_not_there(t: Tabeller) -> None:
    und(t, t.sak(), "2025-03-01", "2025-05-01")
    whole = everything()
    levert = Levert(kolonner=tuple(c for c in whole.leverer["undersokelse"].kolonner if "konklusjon" not in c))
    kilde = replace(whole, leverer={**whole.leverer, "undersokelse": levert})
    tall = one_reading(UND, "tid: {dato: konklusjon_slutt_dato}")
    assert counted(t, tall, kilder=[kilde]).rader[0].tilstand is Tilstand.IKKE_UNDERSOKT
    assert counted(t, one_reading(UND, STARTET), kilder=[kilde]).rader[0].verdi == 1


@pytest.mark.parametrize(
    ("levert", "ventet"),
    [
        pytest.param({"fra": date(2024, 1, 1)}, Tilstand.VERDI, id="rekker lenge nok"),
        pytest.param({"fra": date(2025, 1, 2)}, Tilstand.IKKE_UNDERSOKT, id="begynner for sent"),
        pytest.param({"til": date(2025, 12, 30)}, Tilstand.IKKE_UNDERSOKT, id="slutter for tidlig"),
        pytest.param({"koder": {"konklusjon_kode": ("1",)}}, Tilstand.IKKE_UNDERSOKT, id="har bare noen koder"),
    ],
)
def test_a_period_the_source_does_not_reach(t: Tabeller, levert: dict[str, object], ventet: Tilstand) -> None:
    und(t, t.sak(), "2025-03-01")
    whole = everything()
    columns = whole.leverer["undersokelse"].kolonner
    part = Levert(kolonner=columns, **levert)  # type: ignore[arg-type]
    kilde = replace(whole, leverer={**whole.leverer, "undersokelse": part})
    assert counted(t, one_reading(UND, STARTET), kilder=[kilde]).rader[0].tilstand is ventet


def test_a_date_nobody_can_have_leaves_the_object_out_and_says_so(t: Tabeller) -> None:
    for nr in range(2):
        sak = t.sak()
        und(t, sak, "2025-03-01")
        if nr:
            t.row("ukjent_dato", sak_nr=sak, tabell="undersokelse", kolonne="start_dato", objekt_id="U2")
    row = counted(t, one_reading(UND, STARTET)).rader[0]
    assert (row.verdi, row.merknad) == (1, "1 er ikke med, fordi noe ikke er kjent")


def test_what_is_deleted_is_not_counted(t: Tabeller) -> None:
    und(t, t.sak(), "2025-03-01", er_slettet=True)
    und(t, t.sak(er_slettet=True), "2025-03-01")
    assert counted(t, one_reading(UND, STARTET)).rader[0].verdi == 0


def test_old_and_new_codes_are_one_theme_only_where_the_map_says_they_are_alike(t: Tabeller) -> None:
    """Old 25 is new 1.3.08 and 1.3.10; old 15 is only narrower than what came after, and stands alone."""
    for kode in ("25", "1.3.08", "1.3.10", "15", "1.3.09"):
        sak = t.sak()
        nr = t.row("henvendelse", sak_nr=sak, kode="2", start_dato="2025-03-01")
        t.row("saksinnhold", sak_nr=sak, eier_type="henvendelse", eier_nr=nr, kode=kode)
    deles = (
        "deles: {tema: {rader: {tabell: saksinnhold}, felt: kode, kodeliste: saksinnhold, "
        "kart: sammenlign-saksinnhold-2026}}"
    )
    found = shown(counted(t, one_reading("{objekt: henvendelse}", f"{STARTET}\n{deles}")), "antall")
    assert (found["alle/25"], found["alle/15"], found["alle/1.3.09"]) == (3, 1, 1)
    assert "alle/1.3.08" not in found


def flytter(t: Tabeller, antall: int, *, igjen: int = 0) -> None:
    """So many cases that go from Vestbyen (5038) to Østbyen (5001) on New Year's Day, and some that stay."""
    for _ in range(antall):
        sak = t.sak(OST)
        t.flyttet(sak, ("2023-01-01", VEST, "5038"), ("2025-01-01", OST, "5001"))
        und(t, sak, "2024-03-01")
    for _ in range(igjen):
        und(t, t.sak(VEST, "5038"), "2024-03-01")


@pytest.mark.parametrize(
    ("antall", "igjen", "ventet"),
    [
        pytest.param(6, 0, {(VEST, ""), (OST, ""), ("", "5038"), ("", "5001")}, id="hele kommunen er slått sammen"),
        pytest.param(6, 2, set(), id="noen er igjen"),
        pytest.param(2, 0, set(), id="to barn som flyttet"),
    ],
)
def test_a_place_whose_cases_went_together_was_merged(
    t: Tabeller, antall: int, igjen: int, ventet: set[tuple[str, str]]
) -> None:
    flytter(t, antall, igjen=igjen)
    found = counted(t, one_reading("{objekt: undersokelse}", "tid: {dato: start_dato}"))
    assert {(one.enhet, one.kommune) for one in found.brudd} == ventet
    assert {one.dag for one in found.brudd} <= {d("2025-01-01")}
