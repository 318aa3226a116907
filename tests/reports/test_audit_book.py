"""The workbook of an audit: every sheet from records, what is in it, and the same bytes twice."""

import io
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pytest

from bvaudit.model.lesesvar import Lesing
from bvaudit.model.lest import LestRevisjon
from bvaudit.model.revisjonslogg import Hendelse, Logglinje
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Bruk
from bvaudit.reports.audit_book import audit_book, short_lines
from bvaudit.reports.audit_book_rounds import thresholds
from bvaudit.reports.audit_json import audit_as_plain
from bvaudit.reports.xlsx.tables_book import tables_book
from bvaudit.review.result import reviewed, with_earlier
from bvaudit.workflows.audit_results import statistics
from tests.review.by_hand import JA, NEI, OST, basis, ordbruk, places, punkt, row, sak, svar

STAT = statistics()
UNITS = ("Aasen", "Midt", OST)


@pytest.fixture(scope="module")
def audit() -> LestRevisjon:
    rules = (punkt(), punkt("UND-09", "undersokelse"))
    plasser = [one for enhet in UNITS for one in places(10, enhet=enhet)]
    plasser[0] = replace(plasser[0], bruk=Bruk.UTGATT, grunn="flyttet")
    rows = [one for enhet in UNITS for one in row("nnnnjjjjj.", enhet=enhet, begrunnelse="=1+1", feiltype="reell")]
    rows += row("jjjjjjjjjj", enhet=OST, lesing=Lesing.ANDRE, leser="l9", begrunnelse="Står i journalen")
    rows += [svar(sak(1), JA, lesing=Lesing.ENIGHET, leser="leder", dato=date(2026, 1, 5), begrunnelse="Lest sammen")]
    for at in range(1, 11):
        machine = Utfall.OPPFYLT if at < 8 else Utfall.IKKE_OPPFYLT
        given = JA if at != 3 else NEI
        rows.append(
            svar(sak(at), given, regel="UND-09", maskin=machine, feiltype="registreringsfeil" if at > 7 else "")
        )
    logg = (Logglinje(nr=1, tid="2026-02-01T10:00", rolle="leder", hva=Hendelse.MERKNADER, enhet=OST, tekst="Enig."),)
    feil = {"reell": "Reell svikt", "registreringsfeil": "Registreringsfeil"}
    one = basis(
        rows,
        plasser,
        regler=rules,
        rammer={enhet: {"": 60} for enhet in UNITS},
        logg=logg,
        feiltyper=feil,
        grunner={"flyttet": "Familien har flyttet"},
        kommune="Fjordvik",
        programversjon="1",
    )
    found = reviewed(one, STAT)
    return with_earlier(found, [replace(found, id="runde-0")], (), STAT)


def rows_of(audit: LestRevisjon, ark: str) -> list[dict[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(tables_book(audit_book(audit))))
    sheet = book[ark]
    (table,) = sheet.tables.values()
    head, *rest = [[cell.value for cell in cells] for cells in sheet[table.ref]]
    return [dict(zip(head, values, strict=True)) for values in rest]


def test_every_sheet_is_there_and_the_same_bytes_come_twice(audit: LestRevisjon) -> None:
    first = tables_book(audit_book(audit))
    assert first == tables_book(audit_book(audit))
    book = openpyxl.load_workbook(io.BytesIO(first))
    assert book.sheetnames == [
        *("Oversikt", "Punkter", "Register mot mappe", "To lesere", "Runder", "Enheter side om side", "Funn"),
        *("Uenighet", "Utvalg", "Ramme", "Merknader", "Ordbruk"),
    ]
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0
        assert all(cell.data_type != "f" for cells in sheet.iter_rows() for cell in cells)
    names = [name for sheet in book for name in sheet.tables]
    assert len(set(names)) == len(names)


def test_each_answer_and_what_was_not_read(audit: LestRevisjon) -> None:
    (one,) = [r for r in rows_of(audit, "Punkter") if (r["Enhet"], r["Punkt"]) == ("Midt", "MEL-09")]
    assert [one[name] for name in ("Ja", "Delvis", "Nei", "Ikke aktuelt", "Ikke lest", "Svar som teller")] == [
        *(5, 0, 4, 0, 1, 9),
    ]
    assert one["Andel nei"] == pytest.approx(4 / 9, abs=1e-6) and one["Minst"] < 4 / 9 < one["Høyst"]
    assert one["Grad"] == "Systemsvikt" and "tyder på" in one["Hva som kan sies"]


def test_register_against_folder_shows_the_kinds_apart(audit: LestRevisjon) -> None:
    (one,) = rows_of(audit, "Register mot mappe")
    assert (one["Lest"], one["Oppfylt i uttrekket"], one["Oppfylt i mappen"]) == (10, 7, 9)
    assert one["Uttrekket sa brudd, mappen viser oppfylt"] == "3: Registreringsfeil 3"
    assert one["Uttrekket sa oppfylt, mappen viser brudd"] == "1: Slags feil ikke oppgitt 1"
    assert (one["Reell svikt"], one["Registreringsfeil"], one["Slags feil ikke oppgitt"]) == (0, 3, 1)


def test_both_answers_stand_where_two_differ(audit: LestRevisjon) -> None:
    differ = rows_of(audit, "Uenighet")
    assert len(differ) == 4
    settled = [one for one in differ if one["Avgjort"] != "ikke avgjort"]
    assert [(one["Første leser"], one["Andre leser"], one["Avgjort"], one["Avgjort av"]) for one in settled] == [
        ("l1: nei", "l9: ja", "ja", "leder")
    ]
    found = [one for one in rows_of(audit, "Funn") if one["Enhet"] == OST and one["Der leserne er uenige"]]
    assert [one["Der leserne er uenige"] for one in found] == ["l1: nei; l9: ja"] * 3
    assert {one["Begrunnelse"] for one in found} == {"=1+1"}


def test_kappa_stands_in_brackets_when_one_answer_dominates() -> None:
    rows = [*row("j" * 20), *row("j" * 19 + "n", lesing=Lesing.ANDRE, leser="l2")]
    (one,) = rows_of(reviewed(basis(rows, places(20)), STAT), "To lesere")
    assert one["Cohens kappa"].startswith("(0,00") and one["Cohens kappa"].endswith(")")
    assert one["Om kappa"].startswith("Ett svar er så vanlig")


def test_the_gate_is_printed_with_its_thresholds(audit: LestRevisjon) -> None:
    told = {one["Nivå"]: one for one in rows_of(audit, "Ordbruk")}
    assert told.keys() >= {niva.id for niva in ordbruk().nivaer}
    assert told["sikrer-ikke"]["Brukes når alt dette holder"] == (
        "sakene er trukket slik at de sier noe om alle; funnene er en systemsvikt; minst 8 svar; minst 3 nei; "
        "gjelder minst 25 % av alle (nedre grense)"
    )
    assert sum(one["Brukt her"] for one in told.values() if one["Nr."]) == len(audit.punkter)
    assert len({thresholds(niva) for niva in ordbruk().nivaer}) == len(ordbruk().nivaer)


def test_the_gate_has_no_placeholders_in_it(audit: LestRevisjon) -> None:
    said = " ".join(str(value) for row in rows_of(audit, "Ordbruk") for value in row.values())
    assert "[antall nei] av [antall leste]" in said
    assert not {"{", "}"} & set(said)


def test_struck_places_stand_with_their_reason(audit: LestRevisjon) -> None:
    struck = [one for one in rows_of(audit, "Utvalg") if one["Bruk"] == "Utgått"]
    assert [(one["Enhet"], one["Plass"], one["Grunn"]) for one in struck] == [("Aasen", 1, "Familien har flyttet")]


def test_units_stand_by_name(audit: LestRevisjon) -> None:
    assert [one["Enhet"] for one in rows_of(audit, "Enheter side om side")] == sorted(UNITS)
    assert [one["Enhet"] for one in rows_of(audit, "Oversikt")] == sorted(UNITS)


def test_the_screen_tells_five_at_most_of_each_unit(audit: LestRevisjon) -> None:
    lines = short_lines(audit)
    assert lines[:2] == ["Aasen: funn i 1 punkt", "  MEL-09 Meldingen ble ikke gjennomgått innen en uke: 3 av 8"]
    assert max(map(len, lines)) <= 100


def test_json_holds_what_the_workbook_holds(audit: LestRevisjon) -> None:
    told = audit_as_plain(audit)
    assert len(told["punkter"]) == len(audit.punkter)
    assert told["runder"] and all(one["p"] == 1.0 for one in told["runder"])
    assert told["merknader"] == [[OST, "2026-02-01", "Enig."]]
