"""Where a number stands when units begin, cease and hand over, and what a reader is told of it."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from bvaudit.model.nokkelrad import Nokkelrad
from tests.oracle.bred.saker import Rad
from tests.oracle.tall.saker import Sted

from .counted_cases import count_cases, units_of
from .small_cases import OMSORGSVEDTAK, d, melding, sak, tiltak, undersokelse, vedtak

PER = date(2026, 6, 30)
AR = (date(2025, 1, 1), date(2025, 12, 31))
FORSTE, TREDJE = (date(2025, 1, 1), date(2025, 3, 31)), (date(2025, 7, 1), date(2025, 9, 30))
A, B, C = (
    Sted(kommune="9999", kommunenavn="Fjordvik", bydel="01", vist="Enhet A"),
    Sted(kommune="9999", kommunenavn="Fjordvik", bydel="02", vist="Enhet B"),
    Sted(kommune="9998", kommunenavn="Naboby", bydel=None, vist="Naboby"),
)
HAND_OVER = """enheter:
  - {id: gammel, navn: Gammel, gjelder_til_og_med: 2025-06-30, etterfolger: ny, kilder: [{bydelsnummer: "01"}]}
  - {id: ny, navn: Ny, gjelder_fra: 2025-07-01, kilder: [{bydelsnummer: "01"}]}
  - {id: b, navn: Enhet B, kilder: [{bydelsnummer: "02"}]}
"""
BEFORE_IT_WAS_SEEN = "Noe av dette er talt før saken først ble sett i et uttrekk, og står hos den som har saken nå"
Funnet = Mapping[tuple[str, str, date, str], Nokkelrad]


def _seen(en: Rad, *days: tuple[str, Sted]) -> Rad:
    return {**en, "opphold": [(d(dag), sted) for dag, sted in days]}


def _found(
    folder: Path, saker: list[Rad], perioder: list[tuple[date, date]], enheter: str, *tall: str, per: date = PER
) -> Funnet:
    rows = count_cases(saker, folder, per, perioder, tall=tall, enheter=enheter).rader
    return {(r.tall, r.variant, r.periode_til, r.enhet or r.kommune): r for r in rows if not r.gruppe}


def test_a_unit_that_ceases_hands_over_the_day_after(tmp_path: Path) -> None:
    """The case is seen again only six weeks later; and what nobody saw is with the unit there is now, and is told."""
    seen = _seen(sak(melding("2025-03-10"), melding("2025-08-01")), ("2025-02-01", A), ("2025-08-15", A))
    never = {**sak(melding("2025-03-10")), "opphold": [(None, A)]}
    saker = [seen, never, {**sak(melding("2025-03-12")), "opphold": [(None, B)]}]
    found = _found(tmp_path, saker, [FORSTE, TREDJE], HAND_OVER, "meldinger")
    numbers = {
        (til, sted): row.verdi for (tall, variant, til, sted), row in found.items() if variant == "mottatt" and sted
    }
    assert numbers == {
        (FORSTE[1], "Gammel"): 1, (FORSTE[1], "Ny"): 1, (FORSTE[1], "Enhet B"): 1, (FORSTE[1], "9999"): 3,
        (TREDJE[1], "Ny"): 1, (TREDJE[1], "Enhet B"): 0, (TREDJE[1], "9999"): 1,
    }, "the units are all there is, also where one of them did not exist yet"  # fmt: skip
    told = {sted: found["meldinger", "mottatt", FORSTE[1], sted].merknad for sted in ("", "Gammel", "Ny", "9999")}
    assert told == {"": "", "Gammel": "", "Ny": BEFORE_IT_WAS_SEEN, "9999": ""}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Funnet:
    """A case that moves in the middle of the year, one that moves to another municipality, and one child in both."""
    hjem = tiltak("2023-01-01", kode="4.5")
    borte = tiltak("2025-06-25", "2025-07-05", kode="1.1", lov=OMSORGSVEDTAK)
    en = sak(hjem, borte, melding("2025-06-28", "2025-07-03"),
             undersokelse("2025-04-01", "2025-07-02"), vedtak("2025-06-30"), vedtak("2025-07-01"))  # fmt: skip
    annen = sak(tiltak("2023-01-01"), melding("2025-03-10"), melding("2025-08-01"))
    saker = [
        _seen(en, ("2025-01-01", A), ("2025-07-01", B), ("2026-08-15", B)),
        _seen(annen, ("2025-01-01", A), ("2025-07-01", C), ("2026-08-15", C)),
        _seen(sak(tiltak("2025-06-01", "2025-06-10", kode="1.1"), nummer=81), ("2025-01-01", A), ("2026-08-15", A)),
        _seen(sak(tiltak("2025-06-10", "2025-06-12", kode="1.1"), nummer=81), ("2025-01-01", C), ("2026-08-15", C)),
    ]
    tall = ("meldinger", "undersokelser", "barn_i_tiltak", "institusjonsdogn", "akuttvedtak", "fristbrudd_melding")
    return _found(tmp_path_factory.mktemp("flyttet"), saker, [AR], units_of([A, B, C]), *tall)


@pytest.mark.parametrize(
    ("tall", "lesning", "ventet"),
    [
        ("meldinger", "mottatt", {"": 3, "Enhet A": 2, "Enhet B": 0, "Naboby": 1, "9999": 2, "9998": 1}),
        ("meldinger", "konkludert", {"": 1, "Enhet A": 0, "Enhet B": 1, "Naboby": 0, "9999": 1, "9998": 0}),
        ("undersokelser", "startet", {"": 1, "Enhet A": 1, "Enhet B": 0}),
        ("undersokelser", "konkludert", {"": 1, "Enhet A": 0, "Enhet B": 1}),
        ("barn_i_tiltak", "i_lopet", {"": 3, "Enhet A": 3, "Enhet B": 1, "Naboby": 2, "9999": 3, "9998": 2}),
        ("barn_i_tiltak", "dag", {"": 2, "Enhet A": 0, "Enhet B": 1, "Naboby": 1, "9999": 1, "9998": 1}),
        ("institusjonsdogn", "begge_1x", {"": 23, "Enhet A": 16, "Enhet B": 5, "Naboby": 3}),
        ("institusjonsdogn", "netter_1x", {"": 21, "Enhet A": 15, "Enhet B": 4, "Naboby": 2}),
        ("institusjonsdogn", "tiltak_1x", {"": 24, "Enhet A": 16, "Enhet B": 5, "Naboby": 3}),
        ("akuttvedtak", "kap4", {"": 2, "Enhet A": 1, "Enhet B": 1}),
        ("akuttvedtak", "barn", {"": 1, "Enhet A": 1, "Enhet B": 1}),
        ("akuttvedtak", "barn_sum_halvar", {"": 2, "Enhet A": 1, "Enhet B": 1}),
    ],
)
def test_each_day_belongs_to_the_place_that_had_the_case(
    moved: Funnet, tall: str, lesning: str, ventet: Mapping[str, int]
) -> None:
    assert {sted: moved[tall, lesning, AR[1], sted].verdi for sted in ventet} == ventet


def test_a_breach_is_with_the_unit_on_the_day_of_the_conclusion(moved: Funnet) -> None:
    row = moved["fristbrudd_melding", "konkludert", AR[1], "Enhet B"]
    assert (row.teller, row.nevner, row.merknad) == (0, 1, "")


def test_only_those_the_figure_is_about_are_told_as_unknown(tmp_path: Path) -> None:
    """Two hjelpetiltak and no evaluation from their sender: one child that cannot be told of, and no foster home."""
    saker = [{**sak(tiltak("2023-01-01"), tiltak("2023-01-01")), "opphold": [(None, A)]}]
    found = _found(tmp_path, saker, [AR], units_of([A]), "besok_minst_4", "evaluering")
    told = {(tall, variant): row.merknad for (tall, variant, _, sted), row in found.items() if not sted}
    assert told == {
        ("besok_minst_4", "hele_aret"): "",
        ("besok_minst_4", "dag"): "",
        ("evaluering", "tiltak"): "2 er ikke med, fordi noe ikke er kjent",
        ("evaluering", "barn"): "1 er ikke med, fordi noe ikke er kjent",
    }
