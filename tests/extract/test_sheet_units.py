"""The units of a sheet: one for every spelling, the listed ones as they are listed, and never a column of people."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from staged import dicts

from bvaudit.diagnostics import Grad
from bvaudit.errors import ContentError
from bvaudit.extract.normalise.unit_names import looks_like_people
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.extract.sheets.cases import SheetCases, read_cases
from bvaudit.model.enhet import Enhet, Enheter, Kilde
from bvaudit.model.kart import Kart, TabellKart

FIRST = ("Kari", "Ola", "Per", "Liv", "Anne", "Nils", "Mona", "Odd", "Siri", "Jon", "Eva", "Tor", "Ida", "Alf", "Gro")
LAST = (
    "Berg",
    "Lie",
    "Moe",
    "Vik",
    "Dahl",
    "Lund",
    "Aas",
    "Nes",
    "Rud",
    "Hagen",
    "Foss",
    "Myhre",
    "Sand",
    "Ruud",
    "Eng",
)
PEOPLE = [f"{first} {last}" for first, last in zip(FIRST, LAST, strict=True)]


def times(names: Sequence[str], each: int) -> list[str]:
    return [name for name in names for _ in range(each)]


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(PEOPLE, id="hvert barn sitt navn"),
        pytest.param(times(PEOPLE, 12), id="saksbehandlere med tolv saker hver"),
        pytest.param(times(PEOPLE[:5], 4), id="fem saksbehandlere i tjue saker"),
        pytest.param(times([f"{n.split()[1]}, {n.split()[0]}" for n in PEOPLE[:3]], 30), id="etternavn først"),
        pytest.param(times([f"{n[:2].upper()}{n[-1].upper()}" for n in PEOPLE], 5), id="initialer"),
        pytest.param(times([f"{n.split()[0].lower()}@kommune.no" for n in PEOPLE], 5), id="e-postadresser"),
        pytest.param([f"24/{n}" for n in range(40)], id="saksnumre"),
        pytest.param(list(FIRST), id="fornavn alene"),
        pytest.param([*times(PEOPLE, 3), "Nordre Ås"], id="ett navn som kunne vært en enhet"),
    ],
)
def test_a_column_of_people(column: list[str]) -> None:
    assert looks_like_people(Counter(column))


@pytest.mark.parametrize(
    "column",
    [
        pytest.param(["Nordre Ås", "Søndre Vik"], id="to saker i to enheter"),
        pytest.param(times(["Nordre Ås", "Søndre Ås", "Ytre Havn"], 4), id="enheter som kunne vært navn"),
        pytest.param(times([f"Bydel {last}" for last in LAST], 3), id="femten bydeler i få saker"),
        pytest.param(times([f"{last} Barnevern" for last in LAST], 3), id="femten kommuner"),
        pytest.param(times(LAST, 3), id="ett ord"),
        pytest.param(times(PEOPLE, 40), id="mange saker i hver"),
        pytest.param(times(["Mottak", "Oppfølging", "Omsorg"], 1), id="tre saker"),
        pytest.param([], id="tom kolonne"),
    ],
)
def test_a_column_of_units(column: list[str]) -> None:
    assert not looks_like_people(Counter(column))


# --- Through the import --------------------------------------------------------------------------------------------


def enheter(*units: Enhet) -> Enheter:
    return Enheter(fil="enheter.yaml", enheter=units)


def enhet(id_: str, navn: str) -> Enhet:
    return Enhet(id=id_, navn=navn, kilder=(Kilde(kommunenummer="1234"),))


def cases(folder: Path, column: Sequence[str], listed: Enheter | None = None, kolonne: str = "enhet") -> SheetCases:
    lines = [f"F-{n};06.01.2025;{name}" for n, name in enumerate(column)]
    (folder / "saker.csv").write_text("\n".join(["Sak;Opprettet;Avdeling", *lines]), encoding="utf-8")
    kart = Kart(
        fil="kart.yaml",
        kommunenummer="9999",
        kommunenavn="Fjordvik",
        organisasjonsnummer="999999999",
        uttrekk_dato=date(2025, 12, 31),
        tabeller=(
            TabellKart(
                tabell="sak",
                fil="saker.csv",
                kolonner={"sak_id": "Sak", "start_dato": "Opprettet", kolonne: "Avdeling"},
                faste={},
                koder={},
            ),
        ),
    )
    return read_cases([folder], kart, koder={}, pseudonyms=Pseudonyms(b"k" * 32), enheter=listed, keep_ids=False)


def units(found: SheetCases) -> list[tuple[str, str]]:
    rows = dicts("innsending", [row for r in found.readings for row in r.rows["innsending"]])
    return [(row["enhet_id"], row["enhet"]) for row in rows]


@pytest.mark.parametrize("kolonne", ["enhet", "bydelsnavn"])
def test_people_are_in_no_unit_and_no_row(kolonne: str, tmp_path: Path) -> None:
    found = cases(tmp_path, times(PEOPLE, 2), kolonne=kolonne)
    assert set(units(found)) == {("ukjent-enhet", "Ukjent enhet")}
    (problem,) = found.problems
    assert (problem.kode, problem.grad) == ("enhet-er-personer", Grad.ADVARSEL)
    assert "15 ulike verdier i 30 saker" in problem.tekst
    assert "--enheter" in problem.hint
    everything = repr([r.rows for r in found.readings]) + str(problem)
    assert not [name for name in PEOPLE if name in everything]


def test_a_listed_unit_is_always_a_unit(tmp_path: Path) -> None:
    listed = enheter(*(enhet(f"enhet-{n}", name) for n, name in enumerate(PEOPLE)))
    found = cases(tmp_path, PEOPLE, listed)
    assert units(found) == [(f"enhet-{n}", name) for n, name in enumerate(PEOPLE)]
    assert found.problems == ()


def test_spellings_of_one_unit_are_one_and_said(tmp_path: Path) -> None:
    found = cases(tmp_path, ["Nord", "nord", "NORD", "Nord", "Nord  avd.", "Nord avd", "Nord-avd"])
    assert [name for _, name in units(found)] == ["Nord"] * 4 + ["Nord avd"] * 2 + ["Nord-avd"]
    assert len(set(units(found))) == 3
    (problem,) = found.problems
    assert (problem.kode, problem.grad) == ("enhet-skrivemater", Grad.MERKNAD)


def test_the_listed_spelling_wins(tmp_path: Path) -> None:
    found = cases(tmp_path, ["nord avd", "NORD AVD."], enheter(enhet("n1", "Nord avd.")))
    assert units(found) == [("n1", "Nord avd.")] * 2


def test_names_with_the_same_letters_in_an_id_stay_apart(tmp_path: Path) -> None:
    found = units(cases(tmp_path, ["Ås", "As", "Øst", "Ost"]))
    assert len({identity for identity, _ in found}) == 4


def test_a_name_that_two_listed_units_have_is_refused(tmp_path: Path) -> None:
    listed = enheter(enhet("nord-mottak", "Mottak"), enhet("sor-mottak", "Mottak"))
    with pytest.raises(ContentError) as caught:
        cases(tmp_path, ["Mottak"], listed)
    assert [p.kode for p in caught.value.problems] == ["flertydig-enhet"]
    assert units(cases(tmp_path, ["nord-mottak", "sor-mottak"], listed)) == [
        ("nord-mottak", "Mottak"),
        ("sor-mottak", "Mottak"),
    ]


def test_a_case_without_a_unit_is_not_the_municipality_s(tmp_path: Path) -> None:
    found = cases(tmp_path, ["Nord", "", "Sør"])
    assert [name for _, name in units(found)] == ["Nord", "Ukjent enhet", "Sør"]
    assert [p.tekst for p in found.problems] == ["1 sak mangler enhet i «Avdeling»"]
