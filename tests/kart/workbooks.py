"""Three made-up workbooks as municipalities keep them by hand, and what a person would answer about each column."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl

Rows = Sequence[Sequence[Any]]
MONTHS = ("Januar", "Februar", "Mars", "April")
NAMES = ("Kari Nordmann", "Ola Hansen", "Per Olsen", "Anne Berg", "Nina Dahl", "Tor Lie", "Siv Moen", "Jon Vik")


def _day(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001  # a cell has no time zone


def meldinger(folder: Path) -> Path:
    """A list of reports with a title over the headings, one sheet for each month, and an «other» sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    head = [
        "Nr", "Saksnr", "Barn", "Meld.dato", "Gjennomgått", "Konkl.", "U-sak startet", "Utvidet frist",
        "U-sak avsluttet", "Resultat", "Saksbeh.", "Team", "Merknad",
    ]  # fmt: skip
    number = 0
    for month, name in enumerate(MONTHS, start=1):
        sheet = book.create_sheet(name)
        sheet.append([f"Meldinger {name.lower()} 2025 – Fjordvik"])
        sheet.merge_cells("A1:F1")
        sheet.append(["Oppdateres hver fredag"])
        sheet.append([])
        sheet.append(head)
        for n in range(8):
            number += 1
            got = date(2025, month, 2 + 3 * n)
            opened = n % 3 != 0
            sheet.append(
                [
                    number,
                    f"25/{100 + number}",
                    NAMES[n],
                    _day(got),
                    _day(got + timedelta(days=5 if n != 4 else 12)),
                    "U-sak" if opened else "Henlagt",
                    _day(got + timedelta(days=6)) if opened else None,
                    (f"ja {got + timedelta(days=80):%d.%m.%y}" if n == 4 else "nei") if opened else None,
                    _day(got + timedelta(days=85 if n != 4 else 150)) if opened else None,
                    ("Vedtak" if n % 2 else "Henlagt") if opened else None,
                    NAMES[(n + 3) % 8],
                    "Nord" if n % 2 else "Sør",
                    "Ringte skolen om saken" if n == 2 else None,
                ]
            )
        sheet.append([])
        sheet.append(["Sum", None, 8])
    notes = book.create_sheet("Rutine")
    notes.append(["Slik fyller vi ut listen: én rad per melding"])
    book.save(folder / "Meldingsliste 2025.xlsx")
    return folder / "Meldingsliste 2025.xlsx"


def fosterhjem(folder: Path) -> Path:
    """Foster homes with four columns of visits, the case written once for all of its rows, and a sheet per unit."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    head = [
        "Sak nr.",
        "F.dato",
        "Fosterhjem",
        "Type hjem",
        "Plassert",
        "Hjemmel",
        *(f"Besøk {n}" for n in range(1, 5)),
        "1. tilsyn",
        "2. tilsyn",
    ]
    for number, unit in enumerate(("Nord", "Sør")):
        sheet = book.create_sheet(f"Fosterhjem {unit}")
        sheet.append(head)
        row = 2
        for n in range(6):
            sak = f"25/{102 - number + 8 * (n // 4) + 2 * (n % 4)}"
            visits = [_day(date(2025, 2 + 3 * k, 10 + n)) for k in range(4 if n % 2 == 0 else 2)]
            first = [
                sak,
                _day(date(2015, 1 + n, 3)),
                "Hos " + NAMES[n],
                "slekt" if n % 2 else "ordinært",
                _day(date(2023, 5, 1 + n)),
                "§ 5-1",
            ]
            sheet.append([*first, *visits, *[None] * (4 - len(visits)), _day(date(2025, 3, 4)), _day(date(2025, 9, 5))])
            if n == 0:  # the home was changed: two rows for one case
                sheet.append(
                    [
                        None,
                        _day(date(2015, 1, 3)),
                        "Hos " + NAMES[n + 1],
                        "ordinært",
                        _day(date(2025, 6, 1)),
                        "§ 5-1 første ledd",
                        "avlyst 3.9.25",
                    ]
                )
                sheet.merge_cells(start_row=row, end_row=row + 1, start_column=1, end_column=1)
                row += 1
            row += 1
    book.save(folder / "Fosterhjem.xlsx")
    return folder / "Fosterhjem.xlsx"


def fagsystem(folder: Path) -> Path:
    """A text file from a journal system, with the system's own headings."""
    lines = [
        "SAKSID;JOURNALNR;FNR;FODT;KJONN;ENHET;OPPRETTET_DATO;AVSLUTTET_DATO;TILTAKSPLAN_DATO;EVALUERT_DATO;ADRESSE"
    ]
    for n in range(12):
        lines.append(
            f"{101 + n};J-{500 + n};{10 + n:02}051{5 + n % 3}12345;{10 + n:02}.05.201{5 + n % 3};"
            f"{'G' if n % 2 else 'J'};"
            f"{'Nord' if n % 2 else 'Sør'};0{1 + n % 9}.01.2024;;{'15.02.2024' if n % 3 else ''};"
            f"{'01.10.2025' if n % 3 == 1 else ''};Gata {n}"
        )
    path = folder / "uttrekk_saker.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


# What a person would choose, by workbook and heading. None: not read.
RIGHT: Mapping[str, Mapping[str, str]] = {
    "Meldingsliste 2025.xlsx": {
        "Nr": "fritekst",
        "Saksnr": "sak_id",
        "Barn": "person",
        "Meld.dato": "henvendelse.start_dato",
        "Gjennomgått": "henvendelse.konklusjon_slutt_dato",
        "Konkl.": "henvendelse.konklusjon_kode",
        "U-sak startet": "undersokelse.start_dato",
        "Utvidet frist": "undersokelse.utvidet_frist_innvilget+utvidet_frist_start_dato",
        "U-sak avsluttet": "undersokelse.konklusjon_slutt_dato",
        "Resultat": "undersokelse.konklusjon_kode",
        "Saksbeh.": "person",
        "Team": "sak.enhet",
        "Merknad": "fritekst",
    },
    "Fosterhjem.xlsx": {
        "Sak nr.": "sak_id",
        "F.dato": "personalia.fodselsdato",
        "Fosterhjem": "person",
        "Type hjem": "tiltak.kode",
        "Plassert": "tiltak.start_dato",
        "Hjemmel": "tiltak.kapittel+paragraf",
        **{f"Besøk {n}": "oppfolging_utfort.utfort_dato" for n in range(1, 5)},
        "1. tilsyn": "tilsyn_utfort.utfort_dato",
        "2. tilsyn": "tilsyn_utfort.utfort_dato",
    },
    "uttrekk_saker.csv": {
        "SAKSID": "sak_id",
        "JOURNALNR": "sak.journalnummer",
        "FNR": "person",
        "FODT": "personalia.fodselsdato",
        "KJONN": "personalia.kjonn",
        "ENHET": "sak.enhet",
        "OPPRETTET_DATO": "sak.start_dato",
        "AVSLUTTET_DATO": "sak.slutt_dato",
        "TILTAKSPLAN_DATO": "plan.start_dato",
        "EVALUERT_DATO": "plan_evaluering.utfort_dato",
        "ADRESSE": "person",
    },
}
