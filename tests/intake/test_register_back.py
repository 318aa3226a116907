"""A workbook of the register comes back: what people wrote, wherever they have moved it, and nothing else."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bvaudit.intake.register_back import read_register_book
from bvaudit.intake.register_back_values import Wanted, value_of
from bvaudit.intake.workbook_cells import SheetCells
from bvaudit.model.registeret.felter import Felttype
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, Kommentert, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet
from bvaudit.model.registeret.hendelser_kjoring import SakMerket
from bvaudit.workflows.read_register import refused
from tests.register import an_register
from tests.register.merge_example import EN, FELLES, LENKE, NORD, SAKER, SOR, TILTAK, TO
from tests.register.register_desk import blank_row, cell, column, made, read, typed

AVVIK, TILTAKENE, SAKENE, NYE = "Avvik", "Forbedringstiltak", "Saker å rette", "Nye avvik"


def moment(*parts: int) -> datetime:
    return datetime(*parts)  # type: ignore[arg-type]  # noqa: DTZ001 - a cell has no time zone


@pytest.fixture(scope="session")
def nord(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("bok") / "nord.xlsx", NORD)


@pytest.fixture
def own(nord: Path, tmp_path: Path) -> Path:
    path = tmp_path / "nord.xlsx"
    path.write_bytes(nord.read_bytes())
    return path


def events(path: Path, **more: Any) -> tuple[Any, ...]:
    found = read(path, **more)
    assert not found.problems
    return tuple(one.hendelse for one in found.nye)


@pytest.mark.parametrize("enhet", ["", pytest.param(SOR, marks=pytest.mark.lang)])
def test_untouched_it_gives_nothing(enhet: str, tmp_path: Path) -> None:
    found = read(made(tmp_path / "x.xlsx", enhet))
    assert (found.nye, found.problems, refused(found)) == ((), (), ())
    assert found.papirer[0].flettet.uendret > 10


@pytest.mark.lang
def test_untouched_after_a_year_of_a_life_it_gives_nothing(tmp_path: Path) -> None:
    """Sixty avvik, closed ones and put-off ones, six units, measures shared and dropped."""
    told, world = tuple(an_register.a_story().events), an_register.a_context()
    for enhet in ("", an_register.NORD, an_register.OST):
        path = made(tmp_path / f"{enhet or 'hele'}.xlsx", enhet, told, world, date(2026, 11, 2))
        found = read(path, events=told, world=world)
        assert (found.nye, found.problems, refused(found)) == ((), (), ())


def test_what_is_typed_becomes_what_it_says(own: Path) -> None:
    typed(
        own,
        [
            (AVVIK, EN, "Årsak", "Manglende kompetanse"),
            (AVVIK, EN, "Plan lovet til", moment(2026, 3, 20)),
            (AVVIK, EN, "Hvorfor det skjedde", "To er syke.\nEn er ny"),
            (AVVIK, TO, "Ansvarlig", "Teamleder"),
            (AVVIK, TO, "Ny kommentar", "Tatt opp i ledermøtet"),
            (AVVIK, TO, "Status", "Under arbeid"),
            (TILTAKENE, LENKE, "I bruk fra", "2. mars 2026"),
            (TILTAKENE, LENKE, "Frist", 46113),
            (SAKENE, f"{SAKER[1]}/{NORD}", "Rettet (dato)", "01.03.26"),
        ],
    )
    assert set(events(own)) == {
        FeltSatt(nr=EN, felt="arsak", verdi="kompetanse", fil="nord.xlsx"),
        FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-20", fil="nord.xlsx"),
        FeltSatt(nr=EN, felt="hvorfor", tekst="To er syke.\nEn er ny", fil="nord.xlsx"),
        FeltSatt(nr=TO, felt="ansvarlig", verdi="teamleder@nord", fil="nord.xlsx"),
        FeltSatt(nr=TO, felt="status", verdi="under-arbeid", fil="nord.xlsx"),
        Kommentert(nr=TO, tekst="Tatt opp i ledermøtet", fil="nord.xlsx"),
        FeltSatt(nr=LENKE, felt="i_bruk", verdi="2026-03-02", fil="nord.xlsx"),
        FeltSatt(nr=TILTAK, felt="frist", verdi="2026-04-01", fil="nord.xlsx"),
        SakMerket(enhet=NORD, sak=(SAKER[1],), rettet=date(2026, 3, 1), fil="nord.xlsx"),
    }
    assert not refused(read(own))


@pytest.mark.lang
def test_new_rows(own: Path) -> None:
    book = load_workbook(own)
    row = blank_row(book, NYE)
    for heading, value in {
        "Hva er galt?": "Vakttelefonen er ubesvart",
        "Hvordan ble det kjent?": "Melding fra en ansatt",
        "Alvor": "høy",
    }.items():
        book[NYE].cell(row, column(book[NYE], heading)).value = value
    row = blank_row(book, TILTAKENE)
    for heading, value in {
        "Tiltak": "To på vakt",
        "Gjelder avvik nr.": f"{EN} og {TO}",
        "I bruk fra": "1.3.2026",
    }.items():
        book[TILTAKENE].cell(row, column(book[TILTAKENE], heading)).value = value
    book.save(own)
    found = events(own)
    (avvik,) = [one for one in found if isinstance(one, AvvikOpprettet)]
    assert (avvik.tekst, avvik.enhet, avvik.kilde, avvik.alvor) == (
        "Vakttelefonen er ubesvart",
        NORD,
        "ansattmelding",
        "hoy",
    )
    (tiltak,) = [one for one in found if isinstance(one, TingOpprettet)]
    assert [one.avvik for one in found if isinstance(one, Koblet) and one.tiltak == tiltak.nr] == [EN, TO]


@pytest.mark.lang
def test_the_common_fields_of_a_shared_measure_are_refused_and_the_link_is_not(own: Path) -> None:
    link = f"{EN}/{FELLES}"
    typed(own, [(TILTAKENE, link, "Frist", "1.5.2026"), (TILTAKENE, link, "I bruk fra", "1.3.2026")])
    found = read(own)
    assert [one.hendelse for one in found.nye] == [
        FeltSatt(nr=link, felt="i_bruk", verdi="2026-03-01", fil="nord.xlsx")
    ]
    (told,) = refused(found)
    assert "felles" in told.tekst and told.sted.ark == TILTAKENE and told.sted.celle


@pytest.mark.lang
def test_what_is_typed_over_the_machines_is_told_with_its_row(own: Path) -> None:
    typed(own, [(AVVIK, EN, "Brudd", "Alt er i orden"), (AVVIK, EN, "Årsak", "Manglende kompetanse")])
    found = read(own)
    assert [one.hendelse.felt for one in found.nye if isinstance(one.hendelse, FeltSatt)] == ["arsak"]
    (told,) = refused(found)
    assert told.kode == "register-skrevet-over"
    assert (told.sted.ark, str(told.sted.celle)[1:]) == (AVVIK, str(cell(load_workbook(own), AVVIK, EN, "Brudd").row))


@pytest.mark.lang
def test_a_text_too_long_for_a_cell_comes_back_whole(tmp_path: Path) -> None:
    from tests.register.merge_example import log, logged

    long = "Vi har gått gjennom alle sakene. " * 1_500
    told = logged([("barnevernleder@nord", FeltSatt(nr=EN, felt="hvorfor", tekst=long.strip()))], log())
    path = made(tmp_path / "nord.xlsx", NORD, told)
    assert read(path, events=told).nye == ()
    book = load_workbook(path)
    at = cell(book, AVVIK, EN, "Hvorfor det skjedde")
    at.value = f"Noe annet. {at.value}"
    book.save(path)
    found = read(path, events=told)
    assert found.nye == ()
    assert [one.kode for one in refused(found)] == ["register-kuttet"]


def one(value: object, type_: Felttype, valg: dict[str, str] | None = None, **more: Any) -> tuple[str, list[str]]:
    """What a cell is read as, and the codes of what is wrong."""
    cells = SheetCells(fil="nord.xlsx", navn=AVVIK, rader=((value,),), **more)
    verdi, problems = value_of(cells, (0, 0), Wanted(navn="Felt", type=type_, valg=valg or {}))
    assert all((problem.sted.ark, problem.sted.celle) == (AVVIK, "A1") for problem in problems)
    return verdi, [problem.kode for problem in problems]


ARSAKER = {"kapasitet": "For lite kapasitet", "rutine": "Rutine mangler"}
ROLLER = {
    "saksbehandler": "Saksbehandler",
    "teamleder": "Teamleder eller fagleder",
    "leder": "Leder",
    "leder-2": "Leder",
    "teamleder@sor": "Teamleder eller fagleder, Barnevern sør",
}
D, V, R, T = Felttype.DATO, Felttype.VALG, Felttype.ROLLE, Felttype.TEKST


@pytest.mark.parametrize(
    ("type_", "value", "kode"),
    [
        (D, "31.02.2026", "register-ikke-dato"),
        (D, "uke 48", "register-ikke-dato"),
        (D, "snarest", "register-ikke-dato"),
        (D, True, "register-ikke-dato"),
        (D, "#VERDI!", "register-feilcelle"),
        (D, 12, "register-ikke-dato"),
        (V, "Kapasitet og sånt", "register-ikke-valg"),
        (V, moment(2026, 1, 2), "register-er-dato"),
        (V, "#N/A", "register-feilcelle"),
        (R, "Avdelingsdirektør", "register-ikke-valg"),
        (R, "Kari Nordmann", "register-ikke-valg"),
        (R, "leder", "register-to-valg"),
        (R, "direktor@nord", "register-ikke-valg"),
        (T, moment(2026, 1, 2), "register-er-dato"),
        (T, "#REF!", "register-feilcelle"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_problem_with_its_place(type_: Felttype, value: object, kode: str) -> None:
    assert one(value, type_, ROLLER if type_ is R else ARSAKER) == ("", [kode])


@pytest.mark.parametrize(
    ("type_", "value", "is_"),
    [
        (D, "01.12.2026", "2026-12-01"),
        (D, "1.12.26", "2026-12-01"),
        (D, "2026-12-01", "2026-12-01"),
        (D, "1. desember 2026", "2026-12-01"),
        (D, 46357, "2026-12-01"),
        (D, 46357.0, "2026-12-01"),
        (D, "20261201", "2026-12-01"),
        (D, 20261201, "2026-12-01"),
        (D, moment(2026, 12, 1, 13, 5), "2026-12-01"),
        (D, " Slettes ", "slettes"),
        (D, "\u00a0", ""),
        (V, "FOR LITE\u00a0 kapasitet ", "kapasitet"),
        (V, "kapasitet", "kapasitet"),
        (V, "slettes", "slettes"),
        (R, "Teamleder", "teamleder"),
        (R, "fagleder", "teamleder"),
        (R, "Teamleder eller fagleder, Barnevern sør", "teamleder@sor"),
        (R, "teamleder@nord", "teamleder@nord"),
        (T, 12.0, "12"),
        (T, True, "ja"),
        (T, "Linje én  \r\nlinje\u00a0to ", "Linje én\nlinje to"),
    ],
)
def test_a_cell_is_read_as_what_it_says(type_: Felttype, value: object, is_: str) -> None:
    assert one(value, type_, ROLLER if type_ is R else ARSAKER) == (is_, [])


def test_a_day_with_strokes_is_read_with_the_day_first_and_told() -> None:
    assert one("1/12/2026", D) == ("2026-12-01", ["register-dag-forst"])


def test_a_formula_nobody_has_worked_out_and_a_covered_cell_are_told() -> None:
    assert one(None, T, uten_svar=frozenset({(0, 0)})) == ("", ["register-formel"])
    assert one("x", T, dekket={(0, 0): (0, 0)}) == ("", ["register-sammenslatt"])


def test_bad_cells_stop_themselves_and_nothing_else(own: Path) -> None:
    bad: list[tuple[str, object, str]] = [
        ("Plan lovet til", "uke 48", "register-ikke-dato"),
        ("Årsak", "Kapasitet og sånt", "register-ikke-valg"),
        ("Ansvarlig", "Kari Nordmann", "register-ikke-valg"),
        ("Hvorfor det skjedde", '="For lite "&"folk"', "register-formel"),
        ("Gjort straks", "#REF!", "register-feilcelle"),
        ("Status", "Lukket", "register-avvist"),
    ]
    typed(own, [(AVVIK, EN, heading, value) for heading, value, _ in bad] + [(AVVIK, TO, "Årsak", "Ikke avklart")])
    found = read(own)
    assert [one.hendelse.om for one in found.nye] == [(TO,)]
    book = load_workbook(own)
    assert {(one.kode, one.sted.celle) for one in refused(found)} == {
        (kode, cell(book, AVVIK, EN, heading).coordinate) for heading, _, kode in bad
    }


@pytest.mark.parametrize("som", ["", "direktor@nord", "teamleder", "teamleder@ost"])
def test_nobody_knows_who_wrote(som: str, nord: Path) -> None:
    found = read(nord, som=som or "x@nord")
    assert [one.kode for one in found.problems] == ["register-ukjent-hvem"]


def test_another_workbook_is_none(tmp_path: Path) -> None:
    from openpyxl import Workbook

    path = tmp_path / "annet.xlsx"
    Workbook().save(path)
    assert [one.kode for one in read_register_book(path)[1]] == ["register-ikke-register"]
    path.write_bytes(path.read_bytes()[:900])
    assert [one.kode for one in read_register_book(path)[1]] == ["skjema-ikke-xlsx"]
    assert [one.kode for one in read_register_book(tmp_path / "borte.xlsx")[1]] == ["skjema-mangler-fil"]


def test_a_file_somebody_has_open_is_read_and_told(own: Path) -> None:
    own.with_name(f"~${own.name}").write_bytes(b"")
    found = read(own)
    assert [one.kode for one in refused(found)] == ["skjema-apen"]


def test_a_file_that_is_held_by_another_is_told(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def held(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("zipfile.ZipFile.__init__", held)
    assert [one.kode for one in read_register_book(own)[1]] == ["skjema-utilgjengelig"]
