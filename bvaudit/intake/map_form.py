"""A filled-in map read back: what was chosen for each heading, by hidden ids and codes."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bvaudit.intake.forms import FilledCell, FilledForm, FilledRow
from bvaudit.model.kartsvar import Arksvar, Kartsvar, Kolonnesvar
from bvaudit.model.kartvalg import ARK, KODER, KOLONNER, NO_NAME, OM

_STEDER: Mapping[str, tuple[str | int, ...]] = {
    "navn": ("kommune", "navn"),
    "nummer": ("kommune", "nummer"),
    "organisasjonsnummer": ("kommune", "organisasjonsnummer"),
    "dato": ("uttrekk",),
    "tomme": ("tomme",),
}


def read_map_form(form: FilledForm) -> Kartsvar:
    """The answers. Rows that people have added, and those whose heading is no longer known, are not among them."""
    om = form.felt.get(OM, {})
    codes = _codes(form)
    columns: dict[str, list[Kolonnesvar]] = {}
    for row in _rows(form, KOLONNER):
        columns.setdefault(row.id.partition("-")[0], []).append(_column(row, form.opplysninger, codes))
    dato = om["dato"].verdi if "dato" in om else None
    return Kartsvar(
        kommune=_text(om, "navn"),
        kommunenummer=_text(om, "nummer"),
        organisasjonsnummer=_text(om, "organisasjonsnummer").replace(" ", ""),
        dato=dato if isinstance(dato, date) else None,
        skrastrek=_text(om, "skrastrek") or "ingen",
        tomme=tuple(part.strip() for part in _text(om, "tomme").split(";") if part.strip()),
        ark=tuple(_sheets(row, form.opplysninger, tuple(columns.get(row.id, ()))) for row in _rows(form, ARK)),
        steder={path: om[key].sted for key, path in _STEDER.items() if key in om},
    )


def kept(form: FilledForm, key: str) -> str:
    """A long text that follows the file in pieces."""
    pieces = sorted((int(name.rpartition(".")[2]), said) for name, said in form.opplysninger.items() if _is(name, key))
    return "".join(said for _, said in pieces)


def _is(name: str, key: str) -> bool:
    return name.rpartition(".")[0] == key


def _rows(form: FilledForm, sheet: str) -> list[FilledRow]:
    """The rows the form was made with, in that order, wherever they have been sorted to."""
    table = form.tabeller.get(sheet)
    rows = {row.id: row for row in table.rader} if table else {}
    return [rows[key] for key in form.opplysninger if key in rows]


def _codes(form: FilledForm) -> Mapping[str, dict[str, FilledCell]]:
    """By the id of the column: what the sheet says and the cell with the code."""
    found: dict[str, dict[str, FilledCell]] = {}
    for row in _rows(form, KODER):
        column = row.id.rpartition("-")[0]
        found.setdefault(column, {})[form.opplysninger[row.id]] = row.celler["kode"]
    return found


def _column(row: FilledRow, known: Mapping[str, str], codes: Mapping[str, dict[str, FilledCell]]) -> Kolonnesvar:
    heading, split = json.loads(known[row.id])
    felt = row.celler["felt"].kode
    return Kolonnesvar(
        overskrift=heading,
        felt=felt,
        fyll_ned=row.celler["fyll_ned"].kode == "ja",
        deles="+" in felt or (bool(split) and "." in felt),
        koder={text: cell.tekst for text, cell in codes.get(row.id, {}).items()},
        sted=row.celler["felt"].sted,
        kodested=next((cell.sted for cell in codes.get(row.id, {}).values()), None),
    )


def _sheets(row: FilledRow, known: Mapping[str, str], columns: tuple[Kolonnesvar, ...]) -> Arksvar:
    told: dict[str, Any] = json.loads(known[row.id])
    navn = row.celler["navn"].kode
    first, last = row.celler["fra"].verdi, row.celler["til"].verdi
    return Arksvar(
        fil=told["fil"],
        ark=tuple(told["ark"]),
        les=row.celler["les"].kode == "ja",
        overskriftsrad=told["overskriftsrad"],
        navn="" if navn == NO_NAME else navn,
        fra_fil=told["fra_fil"],
        samme_rad=row.celler["samme_rad"].kode == "ja",
        faste=tuple(kode for key in ("faste", "faste_til") if (kode := row.celler[key].kode)),
        fra=first if isinstance(first, date) else None,
        til=last if isinstance(last, date) else None,
        kolonner=columns,
        sted=row.celler["les"].sted,
    )


def _text(cells: Mapping[str, FilledCell], key: str) -> str:
    return cells[key].tekst.strip() if key in cells else ""
