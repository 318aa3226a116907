"""Which unit a submission belongs to."""

from datetime import date

import pytest

from bvaudit.extract.normalise.units import Seen, known_units, spellings, unit_named, unit_of
from bvaudit.model.enhet import Enhet, Enheter, Kilde, unique_names

BYDEL_2 = Kilde(kommunenummer="9999", bydelsnummer="02")
MAP = Enheter(
    fil="enheter.yaml",
    enheter=(
        Enhet(id="vest", navn="Vest", kilder=(BYDEL_2,), gjelder_til_og_med=date(2024, 12, 31)),
        Enhet(id="sor-og-vest", navn="Sør og Vest", kilder=(BYDEL_2,), gjelder_fra=date(2025, 1, 1)),
        Enhet(id="hele", navn="Hele Fjordvik", kilder=(Kilde(kommunenummer="9999"),), gjelder_fra=date(2025, 1, 1)),
    ),
)


@pytest.mark.parametrize(
    ("enheter", "bydel", "navn", "dag", "ventet"),
    [
        pytest.param(None, "", "", None, ("9999", "Fjordvik"), id="uten bydel: kommunen"),
        pytest.param(None, "02", "", None, ("9999-02", "Fjordvik bydel 02"), id="bare bydelsnummer"),
        pytest.param(None, "02", "Østbyen", None, ("9999-02", "Østbyen"), id="bydelens navn"),
        pytest.param(MAP, "02", "", date(2024, 12, 31), ("vest", "Vest"), id="siste dag før sammenslåing"),
        pytest.param(MAP, "02", "", date(2025, 1, 1), ("sor-og-vest", "Sør og Vest"), id="første dag etter"),
        pytest.param(MAP, "02", "", None, ("vest", "Vest"), id="ukjent dag: den første"),
        pytest.param(MAP, "07", "", date(2025, 6, 1), ("hele", "Hele Fjordvik"), id="resten av kommunen"),
        pytest.param(MAP, "07", "Nord", date(2020, 1, 1), ("9999-07", "Nord"), id="ingen passer: som uten kart"),
    ],
)
def test_unit(enheter: Enheter | None, bydel: str, navn: str, dag: date | None, ventet: tuple[str, str]) -> None:
    found = unit_of(
        enheter,
        organisasjonsnummer="999999999",
        kommunenummer="9999",
        kommunenavn="Fjordvik",
        bydelsnummer=bydel,
        bydelsnavn=navn,
        dag=dag,
    )
    assert found == ventet


def test_unit_of_nothing_has_a_name_too() -> None:
    nothing = dict.fromkeys(
        ("organisasjonsnummer", "kommunenummer", "kommunenavn", "bydelsnummer", "bydelsnavn", "dag")
    )
    assert unit_of(None, **nothing) == ("ukjent-enhet", "Ukjent enhet")


@pytest.mark.parametrize(
    ("kommunenummer", "kommunenavn", "bydelsnummer", "bydelsnavn", "ventet"),
    [
        pytest.param("1515", "Herøy", "", "", ("1515", "Herøy"), id="Herøy i Møre og Romsdal"),
        pytest.param("1818", "Herøy", "", "", ("1818", "Herøy"), id="Herøy i Nordland"),
        pytest.param("9991", "Nordvik", "01", "Mottak", ("9991-01", "Mottak"), id="mottak i den ene kommunen"),
        pytest.param("9992", "Sørvik", "01", "Mottak", ("9992-01", "Mottak"), id="mottak i den andre"),
        pytest.param("9991", "NULL", "NULL", "-", ("9991", "Kommune 9991"), id="navnene mangler"),
        pytest.param("NULL", "NULL", "-", "NULL", ("ukjent-enhet", "Ukjent enhet"), id="alt mangler"),
        pytest.param("9991", "Nordvik", "", "Ås", ("9991-ås", "Ås"), id="bydel uten nummer"),
    ],
)
def test_numbers_are_the_id(
    kommunenummer: str, kommunenavn: str, bydelsnummer: str, bydelsnavn: str, ventet: tuple[str, str]
) -> None:
    found = unit_of(
        None,
        organisasjonsnummer="",
        kommunenummer=kommunenummer,
        kommunenavn=kommunenavn,
        bydelsnummer=bydelsnummer,
        bydelsnavn=bydelsnavn,
        dag=None,
    )
    assert found == ventet


@pytest.mark.parametrize(
    ("skrevet", "ventet"),
    [
        pytest.param("Nord avd.", ("nordavd", "Nord avd."), id="som det står"),
        pytest.param("  NORD  avd ", ("nordavd", "NORD avd"), id="store bokstaver, mellomrom og punktum"),
        pytest.param("Ås", ("ås", "Ås"), id="å er ikke a"),
        pytest.param("hele", ("hele", "Hele Fjordvik"), id="id-en i enhetslisten"),
        pytest.param("hele fjordvik.", ("hele", "Hele Fjordvik"), id="navnet i enhetslisten"),
        pytest.param("NULL", None, id="NULL er ingen enhet"),
        pytest.param(" - ", None, id="strek er ingen enhet"),
        pytest.param("", None, id="tom celle"),
        pytest.param("n/a", None, id="n/a"),
    ],
)
def test_a_unit_named_in_a_sheet(skrevet: str, ventet: tuple[str, str] | None) -> None:
    assert unit_named(MAP, skrevet, date(2025, 6, 1)) == ventet


@pytest.mark.parametrize(
    ("units", "ventet"),
    [
        pytest.param({"a": ("Nord", "1"), "b": ("Sør", "1")}, ["Nord", "Sør"], id="ulike navn står som de er"),
        pytest.param(
            {"1515": ("Herøy", "1515"), "1818": ("Herøy", "1818")},
            ["Herøy (1515)", "Herøy (1818)"],
            id="like navn får kommunenummeret",
        ),
        pytest.param(
            {"ost-mottak": ("Mottak", "9999"), "vest-mottak": ("Mottak", "9999")},
            ["Mottak (ost-mottak)", "Mottak (vest-mottak)"],
            id="samme nummer: id-en",
        ),
        pytest.param(
            {"a": ("Mottak", "1"), "b": ("MOTTAK", "")}, ["Mottak (a)", "MOTTAK (b)"], id="ett uten nummer: id-en"
        ),
        pytest.param(
            {"a": ("Herøy", "1515"), "b": ("Herøy", "1818"), "c": ("Herøy (1515)", "1")},
            ["Herøy (a)", "Herøy (1818)", "Herøy (1515) (c)"],
            id="et navn som alt er skrevet slik",
        ),
    ],
)
def test_display_names_are_unlike(units: dict[str, tuple[str, str]], ventet: list[str]) -> None:
    assert list(unique_names(units).values()) == ventet


def test_one_number_with_several_spellings_is_one_unit_and_all_are_told() -> None:
    seen = [
        Seen(enhet_id="5001-02", navn=navn, kommunenummer="5001", saker=saker, sist=date(2025, 1, 1))
        for navn, saker in (("ØSTBYEN", 1), ("Østbyen", 7), ("Østbyen bydel", 2))
    ]
    units = known_units(seen, None)
    assert [(unit.id, unit.navn, unit.kommunenumre) for unit in units] == [("5001-02", "Østbyen", ("5001",))]
    assert list(spellings(seen, units)) == [(units[0], ("ØSTBYEN", "Østbyen", "Østbyen bydel"))]


def test_a_unit_of_the_map_without_cases_is_known_too() -> None:
    assert [unit.id for unit in known_units([], MAP)] == ["hele", "sor-og-vest", "vest"]
