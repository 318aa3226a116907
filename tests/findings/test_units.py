"""Which units a run has, with which counts and file names; and what is known of who had the cases before."""

from datetime import date
from typing import Any

import pytest

from bvaudit.findings.units import Moves, UnitCounts, move_lines, units
from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.revisjon import EnhetTall
from tests.findings.small import PER

FRA = date(2025, 1, 1)


def kjent(navn: str, id_: str = "", **mer: Any) -> KjentEnhet:
    return KjentEnhet(id=id_ or navn.lower(), navn=navn, egennavn=navn, **mer)


def found(
    cases: dict[str, int], *known: KjentEnhet, sampled: dict[str, int] | None = None, counted: Any = (), fra: Any = FRA
) -> tuple[EnhetTall, ...]:
    counts = UnitCounts(cases=cases, sampled=cases if sampled is None else sampled, counted=frozenset(counted))
    return units(counts, known, fra, PER)


def test_by_name_with_cases_and_drawn_of_its_own() -> None:
    alfa, beta = found({"Beta": 3, "Alfa": 8}, sampled={"Alfa": 2})
    assert (alfa.navn, alfa.saker, alfa.undersokt) == ("Alfa", 8, 2)
    assert (beta.navn, beta.saker, beta.undersokt) == ("Beta", 3, 0)


def test_a_unit_that_only_something_was_counted_in_is_there() -> None:
    assert [(e.navn, e.saker) for e in found({"Alfa": 1}, counted={"Gamma"})] == [("Alfa", 1), ("Gamma", 0)]


@pytest.mark.parametrize(
    ("dager", "er_med"),
    [
        pytest.param({}, True, id="uten datoer"),
        pytest.param({"gjelder_til_og_med": FRA}, True, id="til og med første dag"),
        pytest.param({"gjelder_til_og_med": date(2024, 12, 31)}, False, id="nedlagt før"),
        pytest.param({"gjelder_fra": PER}, True, id="ny på vurderingsdagen"),
        pytest.param({"gjelder_fra": date(2026, 1, 1)}, False, id="ny etter"),
    ],
)
def test_a_unit_without_cases_is_there_when_it_existed_in_the_period(dager: dict[str, date], er_med: bool) -> None:
    assert [e.navn for e in found({}, kjent("Alfa", **dager))] == (["Alfa"] if er_med else [])


def test_without_a_period_a_closed_unit_is_there() -> None:
    assert found({}, kjent("Alfa", gjelder_til_og_med=date(1999, 1, 1)), fra=None)


def test_what_is_known_of_a_unit_comes_with_it() -> None:
    known = kjent("Alfa", "9999-01", gruppe="Nord", vertskommune="Fjordvik", kommunenumre=("9999", "9998"))
    (alfa,) = found({"Alfa": 1}, known)
    assert alfa == EnhetTall(
        navn="Alfa",
        slug="alfa",
        saker=1,
        undersokt=1,
        id="9999-01",
        gruppe="Nord",
        vertskommune="Fjordvik",
        kommunenumre=("9999", "9998"),
    )
    (unknown,) = found({"Østbyen": 1})
    assert (unknown.id, unknown.slug, unknown.kommunenumre) == ("ostbyen", "ostbyen", ())


def test_no_two_units_have_one_file_name() -> None:
    cases = {"Alfa-Beta": 1, "Alfa Beta": 1, "Alfa/Beta": 1}
    names = [e.slug for e in found(cases, kjent("Alfa-Beta", "1"), kjent("Alfa Beta", "2"), kjent("Alfa/Beta", "2"))]
    assert names == ["alfa-beta", "alfa-beta-1", "alfa-beta-2"]


def test_one_that_is_taken_also_with_its_id_gets_a_number() -> None:
    cases = {"Alfa": 1, "Alfa 1": 1, "Alfa!": 1}
    known = (kjent("Alfa", "x"), kjent("Alfa 1", "y"), kjent("Alfa!", "1"))
    assert [e.slug for e in found(cases, *known)] == ["alfa", "alfa-1", "alfa-1-2"]


@pytest.mark.parametrize(
    ("moves", "ventet"),
    [
        pytest.param(Moves(), [], id="ingen"),
        pytest.param(Moves(moved=3), [("skiftet-enhet", 3)], id="flyttet"),
        pytest.param(Moves(before=2, whole=9), [("for-forste-uttrekk", 2)], id="før det første uttrekket"),
        pytest.param(Moves(whole=9), [], id="alle er sett"),
        pytest.param(Moves(moved=1, before=1, whole=1), [("skiftet-enhet", 1), ("for-forste-uttrekk", 1)], id="begge"),
    ],
)
def test_what_is_told_of_moves(moves: Moves, ventet: list[tuple[str, int]]) -> None:
    lines = list(move_lines(moves))
    assert [(line.kode, line.antall) for line in lines] == ventet
    assert all(f"{moves.before} av {moves.whole} forhold" in line.tekst for line in lines if line.kode[:3] == "for")
