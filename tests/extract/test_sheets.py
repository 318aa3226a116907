"""Spreadsheets through a kart: what is read, and what is refused with its place."""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.diagnostics import Grad, Problem
from bvaudit.extract.sheets.cells import convert
from bvaudit.extract.sheets.columns import CellFault, Field
from bvaudit.extract.sheets.with_map import sheet_rows
from bvaudit.extract.sheets.workbook_check import check_container
from bvaudit.model.kart import Kart, TabellKart
from bvaudit.model.koder import Kode, Kodeliste
from bvaudit.model.tables import Type

Rows = Sequence[Sequence[Any]]


def liste(navn: str, tittel: str, *koder: str) -> Kodeliste:
    return Kodeliste(id=navn, tittel=tittel, koder=tuple(Kode(kode=k, tittel=k) for k in koder))


KODER = {
    "henvendelse_konklusjon": liste("henvendelse_konklusjon", "Konklusjon på henvendelse", "1", "2", "3"),
    "tiltak_kategori": liste("tiltak_kategori", "Tiltak", "2.1", "3.1", "3.10", "1.3.01"),
    "kjonn": liste("kjonn", "Kjønn", "0", "1", "2"),
}
SAK = TabellKart(
    tabell="sak", fil="saker.xlsx", kolonner={"sak_id": "Sak", "start_dato": "Opprettet"}, faste={}, koder={}
)
MELDING = TabellKart(
    tabell="henvendelse",
    fil="meldinger.xlsx",
    kolonner={
        "sak_id": "Sak",
        "henvendelse_id": "Melding",
        "start_dato": "Mottatt",
        "konklusjon_slutt_dato": "Konkludert",
        "konklusjon_kode": "Utfall",
    },
    faste={},
    koder={"konklusjon_kode": {"henlagt": "1", "Åpnes": "2"}},
)
UNDERSOKELSE = TabellKart(
    tabell="undersokelse",
    fil="undersokelser.xlsx",
    kolonner={"sak_id": "Sak", "undersokelse_id": "Undersøkelse", "henvendelse_id": "Melding", "start_dato": "Startet"},
    faste={},
    koder={},
)
PERSON = TabellKart(
    tabell="personalia",
    fil="saker.xlsx",
    kolonner={"sak_id": "Sak", "fodselsdato": "Født", "fodselsnummer": "Fnr"},
    faste={},
    koder={},
)
TILTAK = TabellKart(
    tabell="tiltak",
    fil="tiltak.xlsx",
    kolonner={"sak_id": "Sak", "tiltak_id": "Tiltak", "kode": "Type", "presisering_utfylt": "Merknad"},
    faste={},
    koder={},
)
BESOK = TabellKart(
    tabell="tilsyn_utfort",
    fil="besok.xlsx",
    kolonner={"sak_id": "Sak", "tiltak_id": "Tiltak", "utfort_dato": "Dato"},
    faste={},
    koder={},
)
HODE = ["Sak", "Melding", "Mottatt", "Konkludert", "Utfall"]
MANDAG = date(2025, 1, 6)
AFTERNOON = datetime(2025, 1, 6, 14, 30)  # noqa: DTZ001  # a cell has no time zone


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


def book(folder: Path, name: str, rows: Rows, *, change: Callable[[Any], None] | None = None) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Ark1"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    workbook.save(folder / name)


def read(folder: Path, kart: Kart) -> tuple[list[tuple[str, dict[str, Any]]], list[Problem]]:
    problems: list[Problem] = []
    rows = list(sheet_rows([folder], kart, koder=KODER, problems=problems))
    return rows, problems


def said(problems: list[Problem], folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in problems]


def faults(problems: list[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.grad is Grad.FEIL]


# --- What is read --------------------------------------------------------------------------------------------------


def test_the_example_of_the_manual_is_whole() -> None:
    from bvaudit.loading.content.kart import load_kart

    examples = Path(__file__).parents[2] / "examples"
    kart, problems = load_kart(examples / "kart.yaml")
    assert kart is not None
    assert problems == []
    rows = list(sheet_rows([examples / "regneark"], kart, koder=KODER, problems=problems))
    assert problems == []
    count = {table: sum(1 for t, _ in rows if t == table) for table, _ in rows}
    assert count == {"sak": 4, "personalia": 4, "henvendelse": 5, "undersokelse": 3, "relasjon": 3}


def test_typed_values_from_a_workbook(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], [1017, MANDAG]])
    book(
        tmp_path,
        "meldinger.xlsx",
        [["Meldinger 2025"], [], HODE, [1017, "M-1", AFTERNOON, "10.1.25", " HENLAGT "]],
    )
    rows, problems = read(tmp_path, et_kart(SAK, MELDING))
    assert problems == []
    row = rows[1][1]
    assert row["sak_id"] == "1017"
    assert (row["start_dato"], row["konklusjon_slutt_dato"]) == (MANDAG, date(2025, 1, 10))
    assert row["konklusjon_kode"] == "1"
    assert str(row["_sted"]).endswith("meldinger.xlsx:Ark1!A4")


def test_a_relation_is_made_of_the_pointer(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG]])
    book(tmp_path, "meldinger.xlsx", [HODE, ["F-1", "M-1", MANDAG], ["F-1", "M-2", MANDAG]])
    book(
        tmp_path,
        "undersokelser.xlsx",
        [["Sak", "Undersøkelse", "Melding", "Startet"], ["f-1", "U-1", "m-1; M-2", MANDAG]],
    )
    rows, problems = read(tmp_path, et_kart(SAK, MELDING, UNDERSOKELSE))
    assert problems == []
    relations = [row for table, row in rows if table == "relasjon"]
    assert [(r["fra_type"], r["fra_id"], r["til_id"]) for r in relations] == [
        ("Henvendelse", "m-1", "U-1"),
        ("Henvendelse", "M-2", "U-1"),
    ]
    assert all("henvendelse_id" not in row for table, row in rows if table == "undersokelse")


def test_one_flat_sheet_gives_each_case_and_person_once(tmp_path: Path) -> None:
    flat = replace(MELDING, fil="saker.xlsx")
    head = [*HODE, "Opprettet", "Født", "Fnr"]
    one = ["F-1", "M-1", MANDAG, None, None, MANDAG, date(2010, 1, 2), None]
    other = ["F-1", "M-2", MANDAG, None, None, MANDAG, date(2010, 1, 2), None]
    none = ["F-2", None, None, None, None, MANDAG, None, None]
    book(tmp_path, "saker.xlsx", [head, one, other, none])
    rows, problems = read(tmp_path, et_kart(SAK, PERSON, flat))
    assert [table for table, _ in rows] == ["sak", "sak", "personalia", "henvendelse", "henvendelse"]
    assert [p.kode for p in problems] == ["like-rader", "like-rader"]
    assert faults(problems) == []


def test_free_text_is_only_filled_or_not(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG]])
    book(
        tmp_path,
        "tiltak.xlsx",
        [["Sak", "Tiltak", "Type", "Merknad"], ["F-1", "T-1", "3.10", "HEMMELIG"], ["F-1", "T-2", 2.1]],
    )
    rows, problems = read(tmp_path, et_kart(SAK, TILTAK))
    assert problems == []
    assert [row["presisering_utfylt"] for table, row in rows if table == "tiltak"] == [True, None]
    assert [row["kode"] for table, row in rows if table == "tiltak"] == ["3.10", "2.1"]
    assert "HEMMELIG" not in repr(rows)


def test_rows_without_ids_are_numbered_in_their_case(tmp_path: Path) -> None:
    keyless = replace(MELDING, kolonner={"sak_id": "Sak", "start_dato": "Mottatt"}, koder={})
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG], ["F-2", MANDAG]])
    book(tmp_path, "meldinger.xlsx", [["Sak", "Mottatt"], ["F-1", MANDAG], ["F-2", MANDAG], ["F-1", MANDAG]])
    rows, _ = read(tmp_path, et_kart(SAK, keyless))
    found = [row["henvendelse_id"] for table, row in rows if table == "henvendelse"]
    assert found == ["henvendelse 1", "henvendelse 1", "henvendelse 2"]


def test_day_of_extract_from_the_sheet(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet", "Tatt ut"], ["F-1", MANDAG, date(2025, 12, 30)]])
    rows, problems = read(tmp_path, et_kart(SAK, uttrekk_felt="Tatt ut"))
    assert problems == []
    assert rows[0][1]["uttrekk_dato"] == date(2025, 12, 30)


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        pytest.param("Sak;Opprettet\nÆ-1;06.01.2025\n".encode("utf-8-sig"), [], id="UTF-8 med merke, semikolon"),
        pytest.param(b"Sak,Opprettet\n\xc3\x86-1,2025-01-06\n", [], id="UTF-8, komma"),
        pytest.param(b"Sak\tOpprettet\r\n\xc3\x86-1\t6.1.25\r\n", [], id="tabulator"),
        pytest.param(b"Sak;Opprettet\n\xc6-1;45663\n", ["tegnkoding"], id="Windows-tegnsett og dagnummer"),
        pytest.param("Uttrekk, laget i dag\nSAK ;Opprettet\nÆ-1;2025-01-06\n".encode(), [], id="tittel over"),
    ],
)
def test_text_files(content: bytes, notes: list[str], tmp_path: Path) -> None:
    (tmp_path / "saker.csv").write_bytes(content)
    rows, problems = read(tmp_path, et_kart(replace(SAK, fil="saker.csv")))
    assert [problem.kode for problem in problems] == notes
    assert faults(problems) == []
    assert [(row["sak_id"], row["start_dato"]) for _, row in rows] == [("Æ-1", MANDAG)]


def test_headings_nobody_asked_for_are_named_once(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet", "Barnets navn", "Født", "Fnr"], ["F-1", MANDAG, "HEMMELIG"]])
    rows, problems = read(tmp_path, et_kart(SAK, PERSON))
    assert said(problems, tmp_path) == [
        "saker.xlsx:Ark1!A1: merknad [ubrukt-kolonne]: "
        "disse kolonnene står ikke i kartet og blir ikke lest: Barnets navn"
    ]
    assert "HEMMELIG" not in repr(rows)


def test_same_files_same_rows_in_any_order(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG]])
    book(tmp_path, "meldinger.xlsx", [HODE, ["F-1", "M-1", MANDAG]])
    kart = et_kart(MELDING, SAK)
    files = sorted(tmp_path.iterdir())
    one = list(sheet_rows(files, kart, koder=KODER, problems=[]))
    other = list(sheet_rows(files[::-1], kart, koder=KODER, problems=[]))
    assert one == other
    assert [table for table, _ in one] == ["sak", "henvendelse"]


def test_libreoffice_sheets_are_read(tmp_path: Path) -> None:
    def cell(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    rows = [["Sak", "Opprettet"], ["F-1", "06.01.2025"]]
    body = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    with zipfile.ZipFile(tmp_path / "saker.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content{names}><office:body><office:spreadsheet>"
            f'<table:table table:name="Ark1">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    rows_read, problems = read(tmp_path, et_kart(replace(SAK, fil="saker.ods")))
    assert [(row["sak_id"], row["start_dato"]) for _, row in rows_read] == [("F-1", MANDAG)]
    assert problems == []


# --- What is refused -----------------------------------------------------------------------------------------------


def _merge(sheet: Any) -> None:
    sheet.merge_cells("C2:C3")


def _error(sheet: Any) -> None:
    sheet["C2"] = "=1/0"
    sheet["C2"].data_type = "e"
    sheet["C2"].value = "#DIV/0!"


GOOD = ["F-1", "M-1", MANDAG, None, "henlagt"]


@pytest.mark.parametrize(
    ("rows", "change", "ventet"),
    [
        pytest.param(
            [HODE, ["F-1", "M-1", "31.02.2026"]],
            None,
            "meldinger.xlsx:Ark1!C2: feil [ugyldig-dato]: «31.02.2026» er ikke en dato\n"
            "  hint: skriv datoen som dd.mm.åååå",
            id="dato som ikke finnes",
        ),
        pytest.param(
            [HODE, ["F-1", "M-1", "Ola Nordmann"]],
            None,
            "meldinger.xlsx:Ark1!C2: feil [ugyldig-dato]: verdien i «Mottatt» er ikke en dato\n"
            "  hint: skriv datoen som dd.mm.åååå",
            id="navn der det skulle vært en dato",
        ),
        pytest.param(
            [["Sak", "Melding", "Mottat", "Konkludert", "Utfall"], GOOD],
            None,
            "meldinger.xlsx:Ark1!A1: feil [mangler-kolonne]: fant ikke kolonnen «Mottatt»\n"
            "  hint: mente du «Mottat»? fant: Sak, Melding, Mottat, Konkludert, Utfall",
            id="overskrift med skrivefeil",
        ),
        pytest.param(
            [[*HODE[:4], "Vurdering"], GOOD],
            None,
            "meldinger.xlsx:Ark1!A1: feil [mangler-kolonne]: fant ikke kolonnen «Utfall»\n"
            "  hint: fant: Sak, Melding, Mottatt, Konkludert, Vurdering",
            id="overskrift som er byttet ut",
        ),
        pytest.param(
            [["F-1", "M-1"], GOOD],
            None,
            "meldinger.xlsx:Ark1: feil [mangler-overskrift]: fant ingen overskriftsrad blant de 10 første radene\n"
            "  hint: kartet venter: Sak, Melding, Mottatt, Konkludert, Utfall; står de lenger nede, "
            "skriv «overskriftsrad» med radens nummer i kartet",
            id="uten overskrifter",
        ),
        pytest.param(
            [[*HODE, "Mottatt"], GOOD],
            None,
            "meldinger.xlsx:Ark1!F1: feil [dobbel-overskrift]: overskriften «Mottatt» står flere ganger\n"
            "  hint: gi kolonnene ulike navn",
            id="samme overskrift to ganger",
        ),
        pytest.param(
            [HODE, [None, "M-1", MANDAG]],
            None,
            "meldinger.xlsx:Ark1!A2: feil [mangler-sak]: raden mangler sakens id\n"
            "  hint: fyll den inn, eller ta raden ut av arket",
            id="rad uten sak",
        ),
        pytest.param(
            [HODE, ["F-9", "M-1", MANDAG]],
            None,
            "meldinger.xlsx:Ark1!A2: feil [ukjent-sak]: saken finnes ikke blant sakene\n"
            "  hint: legg saken til, eller rett id-en",
            id="sak som ikke finnes",
        ),
        pytest.param(
            [HODE, GOOD, ["F-1", "m-1", date(2025, 2, 3)]],
            None,
            "meldinger.xlsx:Ark1!B3: feil [dobbel-nokkel]: id-en er brukt før, i rad 2, med andre opplysninger\n"
            "  hint: hver rad må ha sin egen id; slå sammen eller rett radene",
            id="samme id to ganger",
        ),
        pytest.param(
            [HODE, ["F-1", "28811050123", MANDAG]],
            None,
            "meldinger.xlsx:Ark1!B2: feil [fodselsnummer-i-feil-felt]: verdien i «Melding» kan være et fødselsnummer\n"
            "  hint: bruk fagsystemets egen id her; fødselsnummer leses bare i kolonnen fodselsnummer",
            id="elleve sifre i en id",
        ),
        pytest.param(
            [HODE, ["F-1", "M-1", MANDAG, None, "7"]],
            None,
            "meldinger.xlsx:Ark1!E2: feil [ukjent-kode]: koden «7» finnes ikke i kodelisten Konklusjon på henvendelse\n"
            "  hint: legg verdien til under «koder» i kartet; gyldige: 1, 2, 3",
            id="ukjent kode",
        ),
        pytest.param(
            [HODE, ["F-1", "M-1", MANDAG, None, "avsluttet av Kari"]],
            None,
            "meldinger.xlsx:Ark1!E2: feil [ukjent-kode]: verdien i «Utfall» finnes ikke i kodelisten "
            "Konklusjon på henvendelse\n  hint: legg verdien til under «koder» i kartet; gyldige: 1, 2, 3",
            id="fritekst der det skulle vært en kode",
        ),
        pytest.param(
            [HODE, GOOD, GOOD],
            _merge,
            "meldinger.xlsx:Ark1!C2: feil [sammenslatte-celler]: flere celler er slått sammen, "
            "så bare den første har verdien\n  hint: del cellene og fyll inn verdien i hver rad, "
            "eller skriv kolonnen under «fyll_ned» i kartet",
            id="sammenslåtte celler",
        ),
        pytest.param(
            [HODE, GOOD],
            _error,
            "meldinger.xlsx:Ark1!C2: feil [feilcelle]: cellen i «Mottatt» viser en feil\n"
            "  hint: rett formelen eller skriv verdien inn",
            id="celle med feil",
        ),
    ],
)
def test_broken_sheets(rows: Rows, change: Callable[[Any], None] | None, ventet: str, tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG]])
    book(tmp_path, "meldinger.xlsx", rows, change=change)
    _, problems = read(tmp_path, et_kart(SAK, MELDING))
    told = said(faults(problems), tmp_path)
    assert ventet in told
    for secret in ("Ola", "Kari", "28811050123"):
        assert secret not in "".join(told)


def test_birth_dates_are_never_shown(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet", "Født", "Fnr"], ["F-1", MANDAG, "31.02.2010", None]])
    _, problems = read(tmp_path, et_kart(SAK, PERSON))
    assert said(problems, tmp_path) == [
        "saker.xlsx:Ark1!C2: feil [ugyldig-dato]: verdien i «Født» er ikke en dato\n  hint: skriv datoen som dd.mm.åååå"
    ]


def test_a_code_stored_as_a_number_may_be_two_codes(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG]])
    book(tmp_path, "tiltak.xlsx", [["Sak", "Tiltak", "Type", "Merknad"], ["F-1", "T-1", 3.1, None]])
    _, problems = read(tmp_path, et_kart(SAK, TILTAK))
    assert [p.kode for p in problems] == ["kode-som-tall"]
    assert "3.1 og 3.10 kan da ikke skilles" in problems[0].tekst


def test_an_owner_that_is_not_there(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG], ["F-2", MANDAG]])
    book(tmp_path, "tiltak.xlsx", [["Sak", "Tiltak", "Type", "Merknad"], ["F-1", "T-1", "3.10", None]])
    book(tmp_path, "besok.xlsx", [["Sak", "Tiltak", "Dato"], ["F-1", "T-1", MANDAG], ["F-2", "T-1", MANDAG]])
    rows, problems = read(tmp_path, et_kart(SAK, TILTAK, BESOK))
    assert said(problems, tmp_path) == [
        "besok.xlsx:Ark1!B3: feil [ukjent-eier]: fant ikke tiltak med denne id-en i saken\n"
        "  hint: rett id-en, eller legg raden til i arket den hører hjemme i"
    ]
    assert sum(1 for table, _ in rows if table == "tilsyn_utfort") == 1


def test_rows_under_two_owners_may_have_the_same_id_as_in_documents(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG]])
    tiltak = [["F-1", "T-1", "2.1", None], ["F-1", "T-2", "2.1", None]]
    book(tmp_path, "tiltak.xlsx", [["Sak", "Tiltak", "Type", "Merknad"], *tiltak])
    besok = [["F-1", "T-1", "B-1", MANDAG], ["F-1", "T-2", "B-1", MANDAG], ["F-1", "T-2", "B-1", date(2025, 1, 7)]]
    book(tmp_path, "besok.xlsx", [["Sak", "Tiltak", "Besøk", "Dato"], *besok])
    kart = replace(BESOK, kolonner={**BESOK.kolonner, "tilsyn_utfort_id": "Besøk"})
    rows, problems = read(tmp_path, et_kart(SAK, TILTAK, kart))
    assert [p.kode for p in problems] == ["dobbel-nokkel"]
    assert [row["tiltak_id"] for table, row in rows if table == "tilsyn_utfort"][:2] == ["T-1", "T-2"]


def test_a_relation_may_use_the_names_of_the_map(tmp_path: Path) -> None:
    relasjon = TabellKart(
        tabell="relasjon",
        fil="relasjoner.xlsx",
        kolonner={"sak_id": "Sak", "fra_type": "Fra", "fra_id": "Fra-id", "til_type": "Til", "til_id": "Til-id"},
        faste={},
        koder={},
    )
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG]])
    said = [["vedtak", "V-1", "oversendelse_nemnd", "O-1"], ["Vedtak", "V-1", "OversendelseFylkesnemnd", "O-1"]]
    book(tmp_path, "relasjoner.xlsx", [["Sak", "Fra", "Fra-id", "Til", "Til-id"], *(["F-1", *row] for row in said)])
    koder = {"begrep": liste("begrep", "Begrep", "Vedtak", "OversendelseFylkesnemnd")}
    problems: list[Problem] = []
    rows = list(sheet_rows([tmp_path], et_kart(SAK, relasjon), koder=koder, problems=problems))
    assert problems == []
    assert [row["til_type"] for table, row in rows if table == "relasjon"] == ["OversendelseFylkesnemnd"] * 2


def test_all_faults_are_told_and_very_many_are_counted(tmp_path: Path) -> None:
    lines = "\n".join(f"F-{n};31.02.2025" for n in range(5_030))
    (tmp_path / "saker.csv").write_text(f"Sak;Opprettet\n{lines}\n", encoding="utf-8")
    _, problems = read(tmp_path, et_kart(replace(SAK, fil="saker.csv")))
    assert len(problems) == 5_001
    assert problems[-1].tekst == "30 feil til av samme slag i «Opprettet»"


def test_files(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "to").mkdir()
    for folder in ("en", "to"):
        book(tmp_path / folder, "saker.xlsx", [["Sak", "Opprettet"], ["F-1", MANDAG]])
    (tmp_path / "annet.xlsx").write_bytes(b"")
    problems: list[Problem] = []
    sources = [tmp_path / "en", tmp_path / "to", tmp_path / "annet.xlsx"]
    list(sheet_rows(sources, et_kart(SAK, MELDING), koder=KODER, problems=problems))
    assert [(p.kode, p.grad) for p in problems] == [
        ("mangler-fil", Grad.FEIL),
        ("dobbel-fil", Grad.FEIL),
        ("ukjent-fil", Grad.ADVARSEL),
    ]


def test_several_sheets_and_none_named(tmp_path: Path) -> None:
    book(tmp_path, "saker.xlsx", [["Sak", "Opprettet"]], change=lambda sheet: sheet.parent.create_sheet("Gamle"))
    _, problems = read(tmp_path, et_kart(SAK))
    assert said(problems, tmp_path) == [
        "saker.xlsx: feil [ukjent-ark]: arbeidsboken har flere ark, og kartet sier ikke hvilket\n"
        "  hint: skriv ett av disse under «ark» i kartet: Ark1, Gamle"
    ]
    _, problems = read(tmp_path, et_kart(replace(SAK, ark=("Nye",))))
    assert [p.tekst for p in problems] == ["fant ikke arket «Nye»"]


@pytest.mark.parametrize(
    ("content", "kode", "sted"),
    [
        pytest.param('Sak;Opprettet\nF-1;"2025-01-06\n', "csv-form", "saker.csv:2", id="anførselstegn uten slutt"),
        pytest.param("Sak;Opprettet\nF-1;2025-13-01\n", "ugyldig-dato", "saker.csv:2:2", id="dato på linje og kolonne"),
        pytest.param("Sak;Opprettet\nF-1;#REF!\n", "feilcelle", "saker.csv:2:2", id="feil fra Excel"),
        pytest.param("Sak;Opprettet\nF-1;2025-01-06\0\n", "tegnkoding", "saker.csv", id="ikke tekst"),
        pytest.param("", "mangler-overskrift", "saker.csv", id="tom fil"),
    ],
)
def test_broken_text_files(content: str, kode: str, sted: str, tmp_path: Path) -> None:
    (tmp_path / "saker.csv").write_text(content, encoding="utf-8")
    _, problems = read(tmp_path, et_kart(replace(SAK, fil="saker.csv")))
    assert [(p.kode, str(p.sted).replace(f"{tmp_path}/", "")) for p in problems] == [(kode, sted)]


# --- Workbooks that are not opened ---------------------------------------------------------------------------------


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 3_000_000)


def _climbing(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../ute.xml", b"<a/>")


def _with_doctype(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>')


def _crowded(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(2_001):
            archive.writestr(f"{n}", b"")


@pytest.mark.parametrize(
    ("make", "kode"),
    [
        pytest.param(_bomb, "for-stor-fil", id="pakket bombe"),
        pytest.param(_crowded, "for-stor-fil", id="altfor mange deler"),
        pytest.param(_climbing, "ikke-regneark", id="sti ut av mappen"),
        pytest.param(_with_doctype, "ikke-regneark", id="dokumenttype"),
        pytest.param(lambda path: path.write_bytes(b"hei"), "ikke-regneark", id="ikke en pakke"),
        pytest.param(
            lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 "), "laast-arbeidsbok", id="passord"
        ),
    ],
)
def test_refused_before_opening(make: Callable[[Path], object], kode: str, tmp_path: Path) -> None:
    path = tmp_path / "saker.xlsx"
    make(path)
    assert [problem.kode for problem in check_container(path, "saker.xlsx")] == [kode]
    rows, problems = read(tmp_path, et_kart(SAK))
    assert rows == []
    assert [problem.kode for problem in problems] == [kode]


# --- Cells ---------------------------------------------------------------------------------------------------------


def en_kolonne(slag: Type, **more: Any) -> Field:
    given_parts: dict[str, Any] = {
        "kolonne": "x",
        "overskrift": "X",
        "type": slag,
        "kodeliste": "",
        "koder": {},
        "oversatt": {},
        "datoformat": ("iso", "norsk", "excel"),
        "desimal": "komma",
    }
    return Field(**(given_parts | more))


@pytest.mark.parametrize(
    ("celle", "slag", "ventet"),
    [
        pytest.param("1.1.69", Type.DATO, date(2069, 1, 1), id="kort år i dette århundret"),
        pytest.param("1.1.70", Type.DATO, date(1970, 1, 1), id="kort år i forrige århundre"),
        pytest.param(45663.75, Type.DATO, MANDAG, id="dagnummer med klokkeslett"),
        pytest.param("2025-01-06T00:00:00", Type.DATO, MANDAG, id="ISO med klokkeslett"),
        pytest.param("\u00a006.01.2025 ", Type.DATO, MANDAG, id="hardt mellomrom"),
        pytest.param("uke 48", Type.DATO, "ugyldig-dato", id="uke"),
        pytest.param(True, Type.DATO, "ugyldig-dato", id="sant er ikke en dato"),
        pytest.param(12.0, Type.DATO, "ugyldig-dato", id="lite tall er ikke en dato"),
        pytest.param("Ja", Type.BOOL, True, id="ja"),
        pytest.param(0.0, Type.BOOL, False, id="null"),
        pytest.param("kanskje", Type.BOOL, "ugyldig-ja-nei", id="kanskje"),
        pytest.param("4,0", Type.HELTALL, 4, id="tall med desimal"),
        pytest.param(4.0, Type.HELTALL, 4, id="tall fra regneark"),
        pytest.param("4,5", Type.HELTALL, "ugyldig-tall", id="halv"),
        pytest.param("-1", Type.HELTALL, "ugyldig-tall", id="negativ"),
        pytest.param(date(2025, 12, 4), Type.TEKST, "tekst-som-dato", id="4-12 er blitt en dato"),
        pytest.param(4.12, Type.TEKST, "tekst-som-tall", id="4.12 er blitt et tall"),
        pytest.param("  a \n b ", Type.TEKST, "a b", id="mellomrom samles"),
        pytest.param(" ", Type.TEKST, None, id="bare mellomrom"),
        pytest.param("#N/A", Type.TEKST, "feilcelle", id="feil"),
        pytest.param("#I/T", Type.DATO, "feilcelle", id="feil på norsk"),
    ],
)
def test_cells(celle: object, slag: Type, ventet: object) -> None:
    value = convert(celle, en_kolonne(slag))
    assert (value.kode if isinstance(value, CellFault) else value) == ventet


any_cell = st.one_of(
    st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=20), st.dates(), st.datetimes(), st.times()
)


@given(cell=any_cell, slag=st.sampled_from([Type.DATO, Type.BOOL, Type.HELTALL, Type.TEKST]))
def test_any_cell_is_a_value_or_a_fault(cell: object, slag: Type) -> None:
    value = convert(cell, en_kolonne(slag))
    assert value is None or isinstance(value, CellFault | str | int | bool | date)


@given(day=st.dates(date(1954, 10, 4), date(2068, 12, 31)))
def test_every_way_to_write_a_day_is_the_same_day(day: date) -> None:
    written = [
        day.isoformat(),
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{day.year}",
        day,
        (day - date(1899, 12, 30)).days,
    ]
    assert {convert(cell, en_kolonne(Type.DATO)) for cell in written} == {day}
