"""The same day, id and name, however an export writes them; and what cannot be known is refused."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from bvaudit.diagnostics import Grad, Problem
from bvaudit.extract.sheets.cells import convert
from bvaudit.extract.sheets.columns import CellFault, Field
from bvaudit.extract.sheets.with_map import sheet_rows
from bvaudit.model.kart import Kart, TabellKart
from bvaudit.model.tables import Type

SAK = TabellKart(
    tabell="sak",
    fil="saker.csv",
    kolonner={"sak_id": "Sak", "start_dato": "Opprettet", "enhet": "Enhet"},
    faste={},
    koder={},
)
MELDING = TabellKart(
    tabell="henvendelse",
    fil="meldinger.csv",
    kolonner={"sak_id": "Sak", "henvendelse_id": "Melding"},
    faste={},
    koder={},
)
MANDAG = date(2025, 1, 6)


def et_kart(*tabeller: TabellKart, **more: Any) -> Kart:
    return Kart(
        fil="kart.yaml",
        kommunenummer="9999",
        kommunenavn="Fjordvik",
        organisasjonsnummer="999999999",
        uttrekk_dato=date(2025, 12, 31),
        tabeller=tabeller or (SAK,),
        **more,
    )


def read(folder: Path, kart: Kart) -> tuple[list[dict[str, Any]], list[Problem]]:
    problems: list[Problem] = []
    rows = [row for _, row in sheet_rows([folder], kart, koder={}, problems=problems)]
    return rows, problems


# --- Days ----------------------------------------------------------------------------------------------------------


def as_day(cell: object, *formats: str, day_zero: date | None = date(1899, 12, 30)) -> object:
    value = convert(
        cell,
        Field(
            kolonne="start_dato",
            overskrift="Mottatt",
            type=Type.DATO,
            kodeliste="",
            koder={},
            oversatt={},
            datoformat=formats or ("iso", "norsk", "excel"),
            desimal="komma",
            day_zero=day_zero,
        ),
    )
    return value.kode if isinstance(value, CellFault) else value


@pytest.mark.parametrize(
    ("cell", "ventet"),
    [
        pytest.param("06.01.2025 10:15", MANDAG, id="klokkeslett"),
        pytest.param("06.01.2025 08:00:00", MANDAG, id="med sekunder"),
        pytest.param("6.1.25 kl. 09.30", MANDAG, id="kl. og punktum"),
        pytest.param("06.01.2025, 23:59", MANDAG, id="komma foran"),
        pytest.param("2025-01-06 10:15:00.000", MANDAG, id="iso med klokkeslett"),
        pytest.param("2025-01-06T10:15", MANDAG, id="iso med T"),
        pytest.param("2025-01-05T23:30:00Z", MANDAG, id="sone: dagen i Norge er den neste"),
        pytest.param("2025-01-06T00:30:00+01:00", MANDAG, id="norsk vintersone"),
        pytest.param("2025-07-01T00:30:00+02:00", date(2025, 7, 1), id="norsk sommersone"),
        pytest.param("2025-06-30T22:30:00Z", date(2025, 7, 1), id="sone om sommeren"),
        pytest.param("2025-01-06Z", MANDAG, id="sone uten klokke er dagen som står"),
        pytest.param("20250106", MANDAG, id="uten tegn mellom"),
        pytest.param(20250106.0, MANDAG, id="uten tegn mellom, som tall"),
        pytest.param("2025/01/06", MANDAG, id="år først med skråstrek"),
        pytest.param("6. januar 2025", MANDAG, id="måned med navn"),
        pytest.param("06-JAN-25", MANDAG, id="måned forkortet"),
        pytest.param("01.okt.2025", date(2025, 10, 1), id="norsk forkortelse"),
        pytest.param("45663,42", MANDAG, id="dagnummer med brøkdel"),
        pytest.param('="06.01.2025"', MANDAG, id="pakket inn for Excel"),
        pytest.param("'06.01.2025", MANDAG, id="apostrof foran"),
        pytest.param("\u200b06.01.2025\ufeff", MANDAG, id="tegn ingen ser"),
        pytest.param("06.01.2025 25:00", "ugyldig-dato", id="klokken finnes ikke"),
        pytest.param("06.01.2025 eller 07.01.2025", "ugyldig-dato", id="to dager"),
        pytest.param("03/04/2025", "ukjent-datoform", id="skråstrek uten rekkefølge"),
        pytest.param("25/12/2025", "ukjent-datoform", id="også når dagen kan gjettes"),
        pytest.param("03-04-2025", "ukjent-datoform", id="bindestrek uten rekkefølge"),
        pytest.param("31.12.9999", "ugyldig-dato", id="et år ingen sak har"),
    ],
)
def test_days(cell: object, ventet: object) -> None:
    assert as_day(cell) == ventet


@pytest.mark.parametrize(
    ("form", "cell", "ventet"),
    [
        pytest.param("britisk", "03/04/2025", date(2025, 4, 3), id="britisk"),
        pytest.param("britisk", "3-4-25 10:15", date(2025, 4, 3), id="britisk med bindestrek og klokke"),
        pytest.param("amerikansk", "03/04/2025", date(2025, 3, 4), id="amerikansk"),
        pytest.param("amerikansk", "3/4/2025 1:15 PM", date(2025, 3, 4), id="amerikansk med klokke"),
        pytest.param("amerikansk", "25/12/2025", "ugyldig-dato", id="finnes ikke på amerikansk"),
        pytest.param("britisk", "03.04.2025", date(2025, 4, 3), id="punktum er alltid norsk"),
    ],
)
def test_the_map_says_what_comes_first(form: str, cell: str, ventet: object) -> None:
    assert as_day(cell, "iso", "norsk", form) == ventet


def test_the_refusal_says_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "saker.csv").write_text("Sak;Opprettet;Enhet\nF-1;03/04/2025;Nord\n", encoding="utf-8")
    _, problems = read(tmp_path, et_kart())
    assert problems[0].tekst == "«03/04/2025» kan bety to ulike dager"
    assert "datoformat: [iso, norsk, excel, britisk]" in problems[0].hint


def test_day_numbers_count_from_the_workbook_s_own_start(tmp_path: Path) -> None:
    kart = et_kart(replace(SAK, fil="saker.xlsx"))
    days = []
    for start in (False, True):
        with xlsxwriter.Workbook(tmp_path / "saker.xlsx", {"date_1904": start}) as workbook:
            sheet = workbook.add_worksheet("Ark1")
            sheet.write_row(0, 0, ["Sak", "Opprettet", "Enhet"])
            sheet.write_row(1, 0, ["F-1", 45663 - 1462 * start, "Nord"])
            sheet.write_row(2, 0, ["F-2", "06.01.2025", "Nord"])
        rows, problems = read(tmp_path, kart)
        assert problems == []
        days += [row["start_dato"] for row in rows]
    assert days == [MANDAG] * 4


def test_a_file_that_does_not_tell_the_start_gives_no_day_from_a_number() -> None:
    assert as_day(45663.0, day_zero=None) == "dagnummer"
    assert as_day("06.01.2025", day_zero=None) == MANDAG


# --- Character sets ------------------------------------------------------------------------------------------------

NORSK = "Sak;Opprettet;Enhet\nÆ-1;06.01.2025;Østre Ås\nÆ-2;06.01.2025;Søndre vær\n"


@pytest.mark.parametrize(
    ("table", "grad"),
    [
        pytest.param("utf-8", None, id="UTF-8"),
        pytest.param("utf-8-sig", None, id="UTF-8 med merke"),
        pytest.param("utf-16", None, id="UTF-16 med merke"),
        pytest.param("cp1252", Grad.MERKNAD, id="Windows"),
        pytest.param("latin-1", Grad.MERKNAD, id="ISO 8859-1"),
        pytest.param("cp850", Grad.ADVARSEL, id="DOS"),
        pytest.param("cp865", Grad.ADVARSEL, id="nordisk DOS"),
        pytest.param("mac_roman", Grad.ADVARSEL, id="Mac"),
    ],
)
def test_names_are_right_in_every_character_set(table: str, grad: Grad | None, tmp_path: Path) -> None:
    (tmp_path / "saker.csv").write_bytes(NORSK.encode(table))
    rows, problems = read(tmp_path, et_kart())
    assert [(row["sak_id"], row["enhet"]) for row in rows] == [("Æ-1", "Østre Ås"), ("Æ-2", "Søndre vær")]
    assert [p.grad for p in problems] == ([grad] if grad else [])


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Æ-1;06.01.2025;Nord".encode("cp850"), id="ett tegn som kan være to ting"),
        pytest.param(b"F-1;06.01.2025;\xc0\xd0\xbe\xe2\xe4", id="et annet alfabet"),
    ],
)
def test_a_character_set_that_is_not_sure_is_refused(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "saker.csv").write_bytes(b"Sak;Opprettet;Enhet\n" + content + b"\n")
    _, problems = read(tmp_path, et_kart())
    assert [(p.kode, p.grad) for p in problems if p.kode == "tegnkoding"][-1:] == [("tegnkoding", Grad.FEIL)]


@pytest.mark.parametrize("name", ["Ã˜stre", "SÃ¸ndre Ã…s", "\ufffdstre", "S?ndre", "?stre"])
@pytest.mark.parametrize("slag", ["xlsx", "csv"])
def test_a_unit_with_broken_letters_is_refused(name: str, slag: str, tmp_path: Path) -> None:
    if slag == "csv":
        (tmp_path / "saker.csv").write_text(f"Sak;Opprettet;Enhet\nF-1;06.01.2025;{name}\n", encoding="utf-8")
    else:
        workbook = openpyxl.Workbook()
        assert workbook.active is not None
        for row in (["Sak", "Opprettet", "Enhet"], ["F-1", MANDAG, name]):
            workbook.active.append(row)
        workbook.save(tmp_path / "saker.xlsx")
    _, problems = read(tmp_path, et_kart(replace(SAK, fil=f"saker.{slag}")))
    assert [(p.kode, p.grad) for p in problems] == [("tegnkoding", Grad.FEIL)]


@pytest.mark.parametrize("name", ["Ås", "Château", "Ærø", "Çelik", "Rørvik–Nærøy", "São Tomé", "Ålesund «vest»"])
def test_names_with_signs_are_names(name: str, tmp_path: Path) -> None:
    (tmp_path / "saker.csv").write_text(f"Sak;Opprettet;Enhet\nF-1;06.01.2025;{name}\n", encoding="utf-8")
    rows, problems = read(tmp_path, et_kart())
    assert (rows[0]["enhet"], problems) == (name, [])


def test_broken_headings_say_that_the_letters_are_broken(tmp_path: Path) -> None:
    (tmp_path / "saker.csv").write_text("Sak;Ã…pnet;Enhet\nF-1;06.01.2025;Nord\n", encoding="utf-8")
    kart = et_kart(replace(SAK, kolonner={"sak_id": "Sak", "start_dato": "Åpnet"}))
    _, problems = read(tmp_path, kart)
    assert problems[0].hint.startswith("æ, ø og å er ødelagt i filen")


# --- Separators ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [";", ",", "\t", "|", "^", "~", "#", "¤", "§"])
@pytest.mark.parametrize("stated", [True, False], ids=["sep= først", "uten sep="])
def test_separators(sign: str, stated: bool, tmp_path: Path) -> None:
    lines = [sign.join(row) for row in (["Sak", "Opprettet", "Enhet"], ["F-1", "06.01.2025", "Nord"])]
    (tmp_path / "saker.csv").write_text("\n".join([f"sep={sign}"] * stated + lines), encoding="utf-8")
    rows, problems = read(tmp_path, et_kart())
    assert [(row["sak_id"], row["enhet"]) for row in rows] == [("F-1", "Nord")]
    assert problems == []


def test_a_separator_nobody_knows_is_named(tmp_path: Path) -> None:
    (tmp_path / "saker.csv").write_text("Sak!Opprettet!Enhet\nF-1!06.01.2025!Nord\n", encoding="utf-8")
    _, problems = read(tmp_path, et_kart())
    assert "semikolon, komma, tabulator" in problems[0].hint


# --- Ids -----------------------------------------------------------------------------------------------------------


def _two(folder: Path, sak: str, pointing: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    (folder / "saker.csv").write_text(f"Sak;Opprettet;Enhet\n{sak};06.01.2025;Nord\n", encoding="utf-8")
    (folder / "meldinger.csv").write_text(f"Sak;Melding\n{pointing};M-1\n", encoding="utf-8")
    return read(folder, et_kart(SAK, MELDING))


@pytest.mark.parametrize(
    "pointing",
    ['="F-1"', '"=""F-1"""', "'F-1", " F-1 ", "\u00a0F-1", "F-1\u200b", "\ufeffF-1", "f-1", "F\u00ad-1"],
)
def test_an_id_is_the_same_however_it_is_wrapped(pointing: str, tmp_path: Path) -> None:
    rows, problems = _two(tmp_path, "F-1", pointing)
    assert (len(rows), problems) == (2, [])


@pytest.mark.parametrize(
    ("sak", "pointing", "what"),
    [
        pytest.param("F-1", "F -1", "mellomrom", id="mellomrom"),
        pytest.param("F-1", "F-0001", "nuller foran", id="nuller"),
        pytest.param("24/117", "24-117", "bindestrek, skråstrek eller andre tegn", id="skråstrek"),
        pytest.param("F-1", "F–1", "bindestrek, skråstrek eller andre tegn", id="tankestrek"),
        pytest.param("1 017", "1017", "mellomrom", id="tusenskille"),
    ],
)
def test_an_id_that_looks_alike_is_shown_with_what_differs(sak: str, pointing: str, what: str, tmp_path: Path) -> None:
    _, problems = _two(tmp_path, sak, pointing)
    assert [p.kode for p in problems] == ["ukjent-sak"]
    assert problems[0].tekst == (f"saken finnes ikke blant sakene, men id-en i linje 2 ligner; forskjellen er {what}")
    assert sak not in str(problems[0]).split("saker.csv")[-1]


@pytest.mark.parametrize("text", ["1,23E+05", "2.5E+11", "1E5"])
def test_an_id_that_was_rounded_is_refused(text: str, tmp_path: Path) -> None:
    _, problems = _two(tmp_path, text, "F-1")
    assert problems[0].kode == "tekst-som-tall"


# --- Lists ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "kolonne", "ventet"),
    [
        pytest.param("1,3", "ledd", "1,3", id="med komma"),
        pytest.param("1, 3", "ledd", "1,3", id="komma og mellomrom"),
        pytest.param("1;3", "ledd", "1,3", id="semikolon"),
        pytest.param("1 og 4", "ledd", "1,4", id="og"),
        pytest.param(2, "ledd", "2", id="ett tall"),
        pytest.param(2.0, "ledd", "2", id="ett tall med desimal"),
        pytest.param("annet ledd", "ledd", "2", id="med ord"),
        pytest.param("Første og tredje ledd", "ledd", "1,3", id="flere med ord"),
        pytest.param("A, b", "bokstav", "a,b", id="bokstaver"),
        pytest.param("se vedtaket", "ledd", "ugyldig-liste", id="ikke et ledd"),
        pytest.param(1.3, "ledd", "tekst-som-tall", id="gjort om til desimaltall"),
    ],
)
def test_a_list_is_kept_apart_by_commas_alone(cell: object, kolonne: str, ventet: str) -> None:
    field = Field(
        kolonne=kolonne,
        overskrift="Ledd",
        type=Type.TEKST,
        kodeliste="",
        koder={},
        oversatt={},
        datoformat=(),
        desimal="komma",
    )
    value = convert(cell, field)
    assert (value.kode if isinstance(value, CellFault) else value) == ventet
