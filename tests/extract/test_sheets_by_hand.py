"""Workbooks kept by hand: several sheets as one table, names that say something, columns that become rows, cells with
two things in them, and values that stand once for several rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bvaudit.diagnostics import Grad, Problem
from bvaudit.extract.leveranse import held_by
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.extract.sheets.cases import read_cases
from bvaudit.extract.sheets.with_map import sheet_rows
from bvaudit.loading.content.kart import load_kart
from bvaudit.model.kart import Kart
from bvaudit.model.koder import Kode, Kodeliste

TOP = """\
kommune: {nummer: "9999", navn: Fjordvik, organisasjonsnummer: "999999999"}
uttrekk: {dato: 2025-12-31}
tabeller:
"""
KODER = {
    "henvendelse_konklusjon": Kodeliste(
        id="henvendelse_konklusjon", tittel="Konklusjon", koder=(Kode(kode="1", tittel="1"), Kode(kode="2", tittel="2"))
    )
}
Rows = Sequence[Sequence[Any]]


def book(path: Path, sheets: Mapping[str, Rows], merged: Sequence[tuple[str, str]] = ()) -> Path:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    for name, area in merged:
        workbook[name].merge_cells(area)
    workbook.save(path)
    return path


def the_map(folder: Path, tables: str) -> Kart:
    path = folder / "kart.yaml"
    path.write_text(TOP + tables, encoding="utf-8")
    kart, problems = load_kart(path)
    assert kart is not None, [str(problem) for problem in problems]
    return kart


def map_faults(folder: Path, tables: str) -> list[str]:
    path = folder / "kart.yaml"
    path.write_text(TOP + tables, encoding="utf-8")
    return [f"{problem.kode}: {problem.tekst}" for problem in load_kart(path, "kart.yaml")[1]]


def read(folder: Path, tables: str) -> tuple[dict[str, list[dict[str, Any]]], list[Problem]]:
    problems: list[Problem] = []
    found: dict[str, list[dict[str, Any]]] = {}
    for table, row in sheet_rows([folder], the_map(folder, tables), koder=KODER, problems=problems):
        found.setdefault(table, []).append(row)
    return found, problems


def faults(problems: Sequence[Problem]) -> list[str]:
    return [f"{p.sted.ark}!{p.sted.celle} {p.kode}" for p in problems if p.grad is Grad.FEIL]


def column(rows: Sequence[Mapping[str, Any]], *names: str) -> list[Any]:
    return [row.get(names[0]) if len(names) == 1 else tuple(row.get(name) for name in names) for row in rows]


# --- Several sheets, and what their names say -----------------------------------------------------------------------

MELDINGER = """\
  sak: {fil: liste.xlsx, ark: [Januar, Februar], kolonner: {sak_id: Sak}}
  henvendelse:
    fil: liste.xlsx
    ark: [Januar, Februar]
    kolonner: {sak_id: Sak, start_dato: Mottatt}
"""


def test_several_sheets_are_one_table(tmp_path: Path) -> None:
    head = ["Sak", "Mottatt"]
    book(
        tmp_path / "liste.xlsx",
        {
            "Januar": [["Meldinger januar"], [], head, ["1", date(2025, 1, 6)], ["Sum", 1]],
            "Februar": [head, ["1", date(2025, 2, 3)], ["2", date(2025, 2, 4)]],
        },
    )
    found, problems = read(tmp_path, MELDINGER)
    assert faults(problems) == []
    assert column(found["sak"], "sak_id") == ["1", "2"]
    assert column(found["henvendelse"], "henvendelse_id", "start_dato") == [
        ("henvendelse 1", date(2025, 1, 6)),
        ("henvendelse 2", date(2025, 2, 3)),
        ("henvendelse 1", date(2025, 2, 4)),
    ]


def test_a_heading_lacking_in_one_of_the_sheets_stops_the_reading(tmp_path: Path) -> None:
    book(tmp_path / "liste.xlsx", {"Januar": [["Sak", "Mottatt"], ["1", "6.1.25"]], "Februar": [["Sak", "Dato"]]})
    found, problems = read(tmp_path, MELDINGER)
    assert "henvendelse" not in found
    assert "Februar!A1 mangler-kolonne" in faults(problems)


def test_a_pattern_takes_the_sheets_people_see_and_the_name_gives_the_unit(tmp_path: Path) -> None:
    path = book(
        tmp_path / "liste.xlsx",
        {
            "Fosterhjem Nord 2024": [["Sak"], ["1"]],
            "Fosterhjem Sør 2024": [["Sak"], ["2"]],
            "Fosterhjem Skjult 2024": [["Sak"], ["3"]],
            "Notater": [["Husk"]],
        },
    )
    workbook = openpyxl.load_workbook(path)
    workbook["Fosterhjem Skjult 2024"].sheet_state = "hidden"
    workbook.save(path)
    tables = (
        '  sak: {fil: liste.xlsx, ark: Fosterhjem *, arknavn: "Fosterhjem <enhet> <ar>", kolonner: {sak_id: Sak}}\n'
    )
    found, problems = read(tmp_path, tables)
    assert faults(problems) == []
    assert column(found["sak"], "sak_id", "enhet") == [("1", "Nord"), ("2", "Sør")]


def test_the_year_of_the_sheet_is_that_of_dates_without(tmp_path: Path) -> None:
    rows = [["Sak", "Mottatt"], ["1", "6.1"], ["1", "7. mars"], ["1", "08.12.23"], ["1", "31.2."]]
    book(tmp_path / "liste.xlsx", {"2024": rows})
    tables = (
        '  sak: {fil: liste.xlsx, ark: "2024", kolonner: {sak_id: Sak}}\n'
        '  henvendelse: {fil: liste.xlsx, ark: "2024", arknavn: <ar>, kolonner: {sak_id: Sak, start_dato: Mottatt}}\n'
    )
    found, problems = read(tmp_path, tables)
    assert column(found["henvendelse"], "start_dato") == [date(2024, 1, 6), date(2024, 3, 7), date(2023, 12, 8)]
    assert faults(problems) == ["2024!B5 ugyldig-dato"]


def test_a_year_between_the_others_is_missed(tmp_path: Path) -> None:
    book(tmp_path / "liste.xlsx", {"2023": [["Sak"], ["1"]], "2025": [["Sak"], ["2"]]})
    _, problems = read(tmp_path, '  sak: {fil: liste.xlsx, ark: "20*", arknavn: <ar>, kolonner: {sak_id: Sak}}\n')
    assert [(p.kode, "2024" in p.tekst) for p in problems] == [("mangler-ar", True)]


def test_files_by_pattern_with_the_unit_in_their_name(tmp_path: Path) -> None:
    for unit, sak in (("Nord", "1"), ("Sør", "2")):
        book(tmp_path / f"Meldinger {unit}.xlsx", {"Ark1": [["Sak"], [sak]]})
    (tmp_path / "~$Meldinger Nord.xlsx").write_bytes(b"lock")
    tables = '  sak: {fil: "Meldinger *.xlsx", filnavn: "Meldinger <enhet>", kolonner: {sak_id: Sak}}\n'
    found, problems = read(tmp_path, tables)
    assert faults(problems) == []
    assert column(found["sak"], "sak_id", "enhet") == [("1", "Nord"), ("2", "Sør")]


def test_a_name_that_says_something_else_is_told(tmp_path: Path) -> None:
    book(tmp_path / "liste.xlsx", {"Nord": [["Sak"], ["1"]]})
    tables = '  sak: {fil: liste.xlsx, ark: Nord, arknavn: "Fosterhjem <enhet>", kolonner: {sak_id: Sak}}\n'
    assert faults(read(tmp_path, tables)[1]) == ["Nord!None navn-passer-ikke"]


# --- Columns that become rows, what stands in one row, and values that stand once ------------------------------------

FOSTERHJEM = """\
  sak: {fil: liste.xlsx, fyll_ned: [sak_id], kolonner: {sak_id: Sak}}
  tiltak:
    fil: liste.xlsx
    fyll_ned: [sak_id]
    kolonner: {sak_id: Sak, start_dato: Plassert}
    faste: {kode: "2.1"}
  oppfolging_utfort:
    fil: liste.xlsx
    fyll_ned: [sak_id]
    samme_rad: true
    kolonner: {sak_id: Sak}
    rader: {utfort_dato: [Besøk 1, Besøk 2, Besøk 3]}
"""
HODE = ["Sak", "Plassert", "Besøk 1", "Besøk 2", "Besøk 3"]


def test_columns_become_rows_under_what_stands_in_the_same_row(tmp_path: Path) -> None:
    rows = [
        HODE,
        ["1", "1.1.2024", "3.2.2024", None, "5.5.2024"],
        [None, "2.2.2024", "4.2.2024"],
        [None, None, "9.9.2024"],
        ["2", "1.1.2024"],
    ]
    book(tmp_path / "liste.xlsx", {"Ark1": rows}, [("Ark1", "A2:A4")])
    found, problems = read(tmp_path, FOSTERHJEM)
    assert faults(problems) == []
    assert column(found["sak"], "sak_id") == ["1", "2"]
    assert column(found["tiltak"], "sak_id", "tiltak_id") == [("1", "tiltak 1"), ("1", "tiltak 2"), ("2", "tiltak 1")]
    assert column(found["oppfolging_utfort"], "sak_id", "tiltak_id", "utfort_dato") == [
        ("1", "tiltak 1", date(2024, 2, 3)),
        ("1", "tiltak 1", date(2024, 5, 5)),
        ("1", "tiltak 2", date(2024, 2, 4)),
        ("1", "tiltak 2", date(2024, 9, 9)),
    ]


def test_a_visit_without_a_placement_is_told(tmp_path: Path) -> None:
    book(tmp_path / "liste.xlsx", {"Ark1": [HODE, ["1", "1.1.2024"], ["2", None, "3.2.2024"]]})
    assert faults(read(tmp_path, FOSTERHJEM)[1]) == ["Ark1!A3 mangler-eier"]


def test_an_empty_key_beside_merged_ones_lacks_its_value(tmp_path: Path) -> None:
    rows = [HODE, ["1", "1.1.2024"], [None, "2.1.2024"], [None, "3.1.2024"]]
    book(tmp_path / "liste.xlsx", {"Ark1": rows}, [("Ark1", "A2:A3")])
    found, problems = read(tmp_path, FOSTERHJEM)
    assert faults(problems) == ["Ark1!A4 mangler-sak"]
    assert column(found["tiltak"], "sak_id") == ["1", "1"]


def test_without_merged_cells_the_value_above_counts_until_a_blank_line_or_a_total(tmp_path: Path) -> None:
    rows = [HODE, ["1", "1.1.2024"], [None, "2.1.2024"], [], [None, "3.1.2024"], ["Sum", 2], [None, "4.1.2024"]]
    book(tmp_path / "liste.xlsx", {"Ark1": rows})
    found, problems = read(tmp_path, FOSTERHJEM)
    assert faults(problems) == ["Ark1!A5 mangler-sak", "Ark1!A7 mangler-sak"]
    assert column(found["tiltak"], "sak_id") == ["1", "1"]


def test_what_is_merged_and_not_declared_is_still_a_fault(tmp_path: Path) -> None:
    rows = [HODE, ["1", "1.1.2024", "3.2.2024"], ["2", "1.1.2024", None]]
    book(tmp_path / "liste.xlsx", {"Ark1": rows}, [("Ark1", "C2:C3"), ("Ark1", "D2:E2")])
    assert faults(read(tmp_path, FOSTERHJEM)[1]) == ["Ark1!C2 sammenslatte-celler", "Ark1!D2 sammenslatte-celler"]


def test_an_undersokelse_is_never_of_a_melding_above(tmp_path: Path) -> None:
    rows = [["Sak", "Mottatt", "Startet"], ["1", "6.1.2025", None], [None, None, "1.4.2025"]]
    book(tmp_path / "liste.xlsx", {"Ark1": rows}, [("Ark1", "A2:A3")])
    tables = """\
  sak: {fil: liste.xlsx, fyll_ned: [sak_id], kolonner: {sak_id: Sak}}
  henvendelse: {fil: liste.xlsx, fyll_ned: [sak_id], kolonner: {sak_id: Sak, start_dato: Mottatt}}
  undersokelse:
    fil: liste.xlsx
    samme_rad: true
    fyll_ned: [sak_id]
    kolonner: {sak_id: Sak, start_dato: Startet}
"""
    found, problems = read(tmp_path, tables)
    assert faults(problems) == []
    assert (len(found["undersokelse"]), found.get("relasjon")) == (1, None)


def test_an_undersokelse_in_the_row_of_its_melding(tmp_path: Path) -> None:
    rows = [["Sak", "Mottatt", "Startet"], ["1", "6.1.2025", "13.1.2025"], ["1", None, "1.4.2025"], ["2", "7.1.2025"]]
    book(tmp_path / "liste.xlsx", {"Ark1": rows})
    tables = """\
  sak: {fil: liste.xlsx, kolonner: {sak_id: Sak}}
  henvendelse: {fil: liste.xlsx, kolonner: {sak_id: Sak, start_dato: Mottatt}}
  undersokelse: {fil: liste.xlsx, samme_rad: true, kolonner: {sak_id: Sak, start_dato: Startet}}
"""
    found, problems = read(tmp_path, tables)
    assert faults(problems) == []
    assert column(found["relasjon"], "fra_id", "til_id") == [("henvendelse 1", "undersokelse 1")]
    assert column(found["undersokelse"], "undersokelse_id") == ["undersokelse 1", "undersokelse 2"]


# --- Cells with two things in them -----------------------------------------------------------------------------------

UTVIDET = """\
  sak: {fil: liste.xlsx, kolonner: {sak_id: Sak}}
  undersokelse:
    fil: liste.xlsx
    deles: [Utvidet]
    kolonner: {sak_id: Sak, start_dato: Startet, utvidet_frist_innvilget: Utvidet, utvidet_frist_start_dato: Utvidet}
"""
TOLVTE = date(2024, 1, 12)


@pytest.mark.parametrize(
    ("cell", "flag", "day", "unknown"),
    [
        pytest.param("ja 12.1.24", True, TOLVTE, (), id="ja og dato"),
        pytest.param("Ja, den 12.01.2024", True, TOLVTE, (), id="ja, komma, den"),
        pytest.param("12. jan. 2024 - ja", True, TOLVTE, (), id="dato først"),
        pytest.param("ja", True, None, (), id="bare ja"),
        pytest.param("nei", False, None, (), id="nei"),
        pytest.param(None, None, None, (), id="tom"),
        pytest.param(TOLVTE, None, TOLVTE, ("utvidet_frist_innvilget",), id="bare dato"),
        pytest.param("se notat 12.1.24", None, TOLVTE, ("utvidet_frist_innvilget",), id="noe annet og dato"),
        pytest.param(
            "ja 12.1.24 og 3.2.24", None, None, ("utvidet_frist_innvilget", "utvidet_frist_start_dato"), id="to datoer"
        ),
        pytest.param(
            "ja 31.2.24", None, None, ("utvidet_frist_innvilget", "utvidet_frist_start_dato"), id="umulig dato"
        ),
    ],
)
def test_a_flag_and_a_day(
    cell: object, flag: bool | None, day: date | None, unknown: tuple[str, ...], tmp_path: Path
) -> None:
    book(tmp_path / "liste.xlsx", {"Ark1": [["Sak", "Startet", "Utvidet"], ["1", date(2023, 11, 1), cell]]})
    found, problems = read(tmp_path, UTVIDET)
    row = found["undersokelse"][0]
    assert (row["utvidet_frist_innvilget"], row["utvidet_frist_start_dato"]) == (flag, day)
    assert row.get("_ukjent", ()) == unknown
    assert [(str(p.grad), p.kode, p.sted.celle) for p in problems] == [("advarsel", "celle-delt", "C2")] * bool(unknown)


def test_the_map_may_say_what_a_day_alone_means(tmp_path: Path) -> None:
    book(tmp_path / "liste.xlsx", {"Ark1": [["Sak", "Startet", "Utvidet"], ["1", date(2023, 11, 1), TOLVTE]]})
    said = UTVIDET + '    koder: {utvidet_frist_innvilget: {"(bare dato)": ja}}\n'
    found, problems = read(tmp_path, said)
    assert problems == []
    assert found["undersokelse"][0]["utvidet_frist_innvilget"] is True


@pytest.mark.parametrize(
    ("cell", "law"),
    [
        pytest.param("§ 5-1", ("5", "1", None, None), id="bare paragraf"),
        pytest.param("5-1", ("5", "1", None, None), id="uten tegn"),
        pytest.param("§ 5-1 første ledd", ("5", "1", "1", None), id="ledd i ord"),
        pytest.param("bvl. § 5-1, 2. ledd bokstav a", ("5", "1", "2", "a"), id="ledd i tall og bokstav"),
        pytest.param("§5-1 litra b", ("5", "1", None, "b"), id="litra"),
        pytest.param("§ 5-1 og § 5-2", (None, None, None, None), id="to paragrafer"),
        pytest.param("samtykke", (None, None, None, None), id="ingen paragraf"),
        pytest.param("§ 5-1 kanskje", (None, None, None, None), id="noe mer"),
    ],
)
def test_a_paragraph(cell: str, law: tuple[str | None, ...], tmp_path: Path) -> None:
    book(tmp_path / "liste.xlsx", {"Ark1": [["Sak", "Start", "Hjemmel"], ["1", TOLVTE, cell]]})
    tables = """\
  sak: {fil: liste.xlsx, kolonner: {sak_id: Sak}}
  tiltak: {fil: liste.xlsx, kolonner: {sak_id: Sak, start_dato: Start}}
  lovhjemmel:
    fil: liste.xlsx
    samme_rad: true
    deles: [Hjemmel]
    kolonner: {sak_id: Sak, kapittel: Hjemmel, paragraf: Hjemmel, ledd: Hjemmel, bokstav: Hjemmel}
    faste: {eier_type: tiltak}
"""
    found, _ = read(tmp_path, tables)
    row = found["lovhjemmel"][0]
    assert tuple(row[name] for name in ("kapittel", "paragraf", "ledd", "bokstav")) == law
    assert ("_ukjent" in row) == (law[0] is None)
    assert (row["eier_type"], row["eier_id"]) == ("tiltak", "tiltak 1")


def test_a_day_and_a_code(tmp_path: Path) -> None:
    rows = [["Sak", "Mottatt", "Konkludert"], ["1", "6.1.25", "henlagt 10.1.25"], ["1", "6.2.25", "avlyst 1.2.25"]]
    book(tmp_path / "liste.xlsx", {"Ark1": rows})
    tables = """\
  sak: {fil: liste.xlsx, kolonner: {sak_id: Sak}}
  henvendelse:
    fil: liste.xlsx
    deles: [Konkludert]
    kolonner: {sak_id: Sak, start_dato: Mottatt, konklusjon_slutt_dato: Konkludert, konklusjon_kode: Konkludert}
    koder: {konklusjon_kode: {henlagt: "1"}}
"""
    found, _ = read(tmp_path, tables)
    assert column(found["henvendelse"], "konklusjon_kode", "konklusjon_slutt_dato", "_ukjent") == [
        ("1", date(2025, 1, 10), None),
        (None, date(2025, 2, 1), ("konklusjon_kode",)),
    ]


def test_words_beside_the_day_of_a_visit_make_it_unknown(tmp_path: Path) -> None:
    book(tmp_path / "liste.xlsx", {"Ark1": [HODE, ["1", "1.1.2024", "avlyst 3.2.2024", "den 4.2.2024"]]})
    said = FOSTERHJEM.replace("    rader:", "    deles: [Besøk 1, Besøk 2, Besøk 3]\n    rader:")
    found, problems = read(tmp_path, said)
    assert column(found["oppfolging_utfort"], "utfort_dato") == [None, date(2024, 2, 4)]
    assert [(p.kode, p.sted.celle) for p in problems] == [("celle-delt", "C2")]


def test_what_nobody_knows_is_staged_as_unknown(tmp_path: Path) -> None:
    book(tmp_path / "liste.xlsx", {"Ark1": [["Sak", "Startet", "Utvidet"], ["1", date(2023, 11, 1), "se notat"]]})
    kart = the_map(tmp_path, UTVIDET)
    cases = read_cases([tmp_path], kart, koder=KODER, pseudonyms=Pseudonyms(b"k" * 32), enheter=None, keep_ids=False)
    rows = cases.readings[0].rows
    own = rows["undersokelse"][0][2]
    assert [row[2:5] for row in rows["ukjent_dato"]] == [["undersokelse", "utvidet_frist_innvilget", own]]


# --- What the map cannot say -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "kode"),
    [
        pytest.param(("[Besøk 1, Besøk 2, Besøk 3]", "[Besøk 1]"), "verdi", id="bare én overskrift"),
        pytest.param(("    rader:", "    deles: [Annet]\n    rader:"), "ukjent-kolonne", id="deler noe som ikke leses"),
        pytest.param(("    samme_rad: true\n", ""), "mangler-nokkel", id="besøk uten tiltak"),
        pytest.param(
            ("kolonner: {sak_id: Sak}\n    rader", "ark: Andre\n    kolonner: {sak_id: Sak}\n    rader"),
            "samme-rad",
            id="annet ark",
        ),
        pytest.param(("[Besøk 1, Besøk 2", "[Mors navn, Besøk 2"), "personkolonne", id="navn blant kolonnene"),
        pytest.param(
            ("  tiltak:\n    fil", '  tiltak:\n    arknavn: "<fodselsnummer>"\n    fil'),
            "ukjent-kolonne",
            id="person i navnet",
        ),
        pytest.param(
            ("  tiltak:\n    fil", "  tiltak:\n    arknavn: Fosterhjem\n    fil"), "navn-form", id="navn uten sted"
        ),
    ],
)
def test_maps_that_contradict_themselves(change: tuple[str, str], kode: str, tmp_path: Path) -> None:
    assert change[0] in FOSTERHJEM
    told = map_faults(tmp_path, FOSTERHJEM.replace(*change))
    assert [line for line in told if line.startswith(kode)], told


# --- One table from several places -----------------------------------------------------------------------------------

TO_LISTER = """\
  sak:
    fil: liste.xlsx
    ark: Meldinger
    kolonner: {sak_id: Sak, enhet: Enhet}
    og:
      - {fil: liste.xlsx, ark: Fosterhjem *, arknavn: "Fosterhjem <enhet>", kolonner: {sak_id: Klient}}
"""


def test_cases_that_stand_in_several_lists(tmp_path: Path) -> None:
    sheets = {
        "Meldinger": [["Sak", "Enhet"], ["1", None], ["2", "Sør"]],
        "Fosterhjem Nord": [["Klient"], ["1"], ["3"]],
        "Notater": [["Husk"]],
    }
    book(tmp_path / "liste.xlsx", sheets)
    found, problems = read(tmp_path, TO_LISTER)
    assert faults(problems) == []
    assert column(found["sak"], "sak_id", "enhet") == [("1", "Nord"), ("2", "Sør"), ("3", "Nord")]
    assert [p.kode for p in problems] == ["ulest-ark"]


def test_two_lists_that_say_different_things_of_a_case(tmp_path: Path) -> None:
    book(
        tmp_path / "liste.xlsx", {"Meldinger": [["Sak", "Enhet"], ["1", "Sør"]], "Fosterhjem Nord": [["Klient"], ["1"]]}
    )
    assert faults(read(tmp_path, TO_LISTER)[1]) == ["Fosterhjem Nord!A2 ulik-sak"]


# --- The same thing in two sheets ------------------------------------------------------------------------------------

TO_MANEDER = """\
  sak: {fil: liste.xlsx, ark: [Januar, Februar], kolonner: {sak_id: Sak}}
  henvendelse:
    fil: liste.xlsx
    ark: [Januar, Februar]
    kolonner: {sak_id: Sak, start_dato: Mottatt, konklusjon_slutt_dato: Ferdig}
"""
TRE = ["Sak", "Mottatt", "Ferdig"]


def test_what_is_carried_over_to_the_next_list_is_one_thing(tmp_path: Path) -> None:
    sheets = {
        "Januar": [TRE, ["1", "30.1.2025", None], ["1", "30.1.2025", "31.1.2025"]],
        "Februar": [
            TRE,
            ["1", "30.1.2025", "31.1.2025"],
            ["1", "30.1.2025", "5.2.2025"],
            ["1", "3.2.2025", None],
        ],
    }
    book(tmp_path / "liste.xlsx", sheets)
    found, problems = read(tmp_path, TO_MANEDER)
    assert faults(problems) == []
    assert column(found["henvendelse"], "start_dato", "konklusjon_slutt_dato") == [
        (date(2025, 1, 30), date(2025, 2, 5)),
        (date(2025, 1, 30), date(2025, 1, 31)),
        (date(2025, 2, 3), None),
    ]


def test_two_lists_that_say_different_things_of_one_thing(tmp_path: Path) -> None:
    sheets = {"Januar": [TRE, ["1", "30.1.2025", "31.1.2025"]], "Februar": [TRE, ["1", "30.1.2025", "5.2.2025"]]}
    book(tmp_path / "liste.xlsx", sheets)
    assert faults(read(tmp_path, TO_MANEDER)[1]) == ["Februar!A2 ulik-rad"]


def test_a_placement_in_the_list_of_each_year_has_the_visits_of_both(tmp_path: Path) -> None:
    sheets = {
        "2024": [HODE, ["1", "1.1.2020", "3.2.2024", "4.8.2024", None]],
        "2025": [HODE, ["1", "1.1.2020", "5.2.2025", None, None]],
    }
    book(tmp_path / "liste.xlsx", sheets)
    found, problems = read(
        tmp_path,
        FOSTERHJEM.replace("fil: liste.xlsx", 'fil: liste.xlsx, ark: "20*"', 1).replace(
            "fil: liste.xlsx\n", 'fil: liste.xlsx\n    ark: "20*"\n'
        ),
    )
    assert faults(problems) == []
    assert column(found["tiltak"], "tiltak_id") == ["tiltak 1"]
    assert column(found["oppfolging_utfort"], "tiltak_id", "utfort_dato") == [
        ("tiltak 1", date(2024, 2, 3)),
        ("tiltak 1", date(2024, 8, 4)),
        ("tiltak 1", date(2025, 2, 5)),
    ]


def test_a_new_sheet_with_the_same_headings_is_warned_of(tmp_path: Path) -> None:
    book(tmp_path / "liste.xlsx", {name: [TRE, ["1", "3.1.2025", None]] for name in ("Januar", "Februar", "Mars")})
    problems = read(tmp_path, TO_MANEDER)[1]
    assert [(str(p.grad), p.tekst.rpartition(" ")[2]) for p in problems if p.kode == "ulest-ark"] == [
        ("advarsel", "Mars")
    ]


def test_sheets_called_after_people_are_no_units(tmp_path: Path) -> None:
    names = ("Kari Nordmann", "Ola Hansen", "Per Olsen", "Anne Berg")
    book(tmp_path / "liste.xlsx", {name: [["Sak"], [str(n)]] for n, name in enumerate(names)})
    kart = the_map(tmp_path, '  sak: {fil: liste.xlsx, ark: "*", arknavn: <enhet>, kolonner: {sak_id: Sak}}\n')
    cases = read_cases([tmp_path], kart, koder=KODER, pseudonyms=Pseudonyms(b"k" * 32), enheter=None, keep_ids=False)
    assert [p.kode for p in cases.problems if p.grad is Grad.ADVARSEL] == ["enhet-er-personer"]
    assert not any(name in repr([reading.rows for reading in cases.readings]) for name in names)


# --- What such sheets hold -------------------------------------------------------------------------------------------


def test_what_a_map_of_lists_delivers(tmp_path: Path) -> None:
    tables = (
        FOSTERHJEM
        + """\
  henvendelse:
    fil: liste.xlsx
    ark: Nord
    dekker: {fra: 2024-01-01}
    kolonner: {sak_id: Sak, start_dato: Mottatt, konklusjon_slutt_dato: Ferdig}
    og:
      - {fil: b.xlsx, dekker: {fra: 2025-01-01, til: 2025-06-30}, kolonner: {sak_id: Sak, start_dato: Mottatt}}
"""
    )
    held = held_by(the_map(tmp_path, tables), {})
    assert held["oppfolging_utfort"].kapasitet == 3
    assert {"start_dato", "konklusjon_slutt_dato"} <= set(held["henvendelse"].kolonner)
    assert (held["henvendelse"].fra, held["henvendelse"].til) == (date(2025, 1, 1), date(2025, 6, 30))
    assert "slutt_dato" not in held["tiltak"].kolonner


def test_a_list_of_what_is_in_force_has_the_end_of_each(tmp_path: Path) -> None:
    said = FOSTERHJEM.replace('faste: {kode: "2.1"}', 'faste: {kode: "2.1", slutt_dato: ingen}')
    book(tmp_path / "liste.xlsx", {"Ark1": [HODE, ["1", "1.1.2024", "3.2.2024"]]})
    found, problems = read(tmp_path, said)
    assert (found["tiltak"][0]["slutt_dato"], problems) == (None, [])
    assert "slutt_dato" in held_by(the_map(tmp_path, said), {})["tiltak"].kolonner


MELDINGER_I_TO = """\
  sak:
    fil: liste.xlsx
    ark: Meldinger
    kolonner: {sak_id: Sak}
    og: [{fil: liste.xlsx, ark: Us, kolonner: {sak_id: Sak}}]
  henvendelse:
    fil: liste.xlsx
    ark: Meldinger
    kolonner: {sak_id: Sak, start_dato: Mottatt, konklusjon_slutt_dato: Ferdig}
    og:
      - {fil: liste.xlsx, ark: Us, kolonner: {sak_id: Sak, start_dato: Meldt}}
  undersokelse: {fil: liste.xlsx, ark: Us, samme_rad: true, kolonner: {sak_id: Sak, start_dato: Startet}}
"""


def test_a_list_that_lacks_what_another_has_leaves_only_its_own_rows_unknown(tmp_path: Path) -> None:
    sheets = {
        "Meldinger": [TRE, ["1", "6.1.2025", "9.1.2025"], ["1", "7.2.2025", None]],
        "Us": [["Sak", "Meldt", "Startet"], ["1", "6.1.2025", "13.1.2025"], ["2", "3.3.2025", "10.3.2025"]],
    }
    book(tmp_path / "liste.xlsx", sheets)
    found, problems = read(tmp_path, MELDINGER_I_TO)
    assert faults(problems) == []
    assert column(found["henvendelse"], "sak_id", "henvendelse_id", "konklusjon_slutt_dato", "_mangler") == [
        ("1", "henvendelse 1", date(2025, 1, 9), ()),
        ("1", "henvendelse 2", None, None),
        ("2", "henvendelse 1", None, ("konklusjon_slutt_dato",)),
    ]
    assert column(found["relasjon"], "sak_id", "fra_id") == [("1", "henvendelse 1"), ("2", "henvendelse 1")]
    kart = the_map(tmp_path, MELDINGER_I_TO)
    cases = read_cases([tmp_path], kart, koder=KODER, pseudonyms=Pseudonyms(b"k" * 32), enheter=None, keep_ids=False)
    unknown = [row[2:4] for reading in cases.readings for row in reading.rows.get("ukjent_dato", [])]
    assert unknown == [["henvendelse", "konklusjon_slutt_dato"]]
