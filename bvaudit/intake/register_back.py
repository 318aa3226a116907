"""A workbook of the register that has been filled in becomes what it says of each thing: by its own hidden lines, ids
and headings, wherever people have moved its sheets, rows and columns."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted, in_order
from bvaudit.intake.form_layout import META
from bvaudit.intake.form_values import is_empty
from bvaudit.intake.register_back_long import Whole, whole_texts
from bvaudit.intake.register_back_rows import Bokrad, Read, read_rows
from bvaudit.intake.register_back_sheets import find_sheets
from bvaudit.intake.workbook_cells import SheetCells, read_cells
from bvaudit.intake.workbook_notes import Note, read_notes
from bvaudit.intake.workbook_xml import column_of
from bvaudit.model.registeret import bokmeta
from bvaudit.model.registeret.redigering import Dokument
from bvaudit.texts import counted, text

Words = Mapping[str, Mapping[str, str]]
_PLACE = re.compile("([A-Z]+)([0-9]+)")
_LONG = "lange"  # the id of the sheet of texts that did not fit in their cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Registerbok:
    """``rader`` are the rows the program wrote, and ``meta`` what the workbook says of itself. ``notater`` are comments
    on cells, which are not read; ``beside`` the cells with text that belongs to no field."""

    dokument: Dokument
    meta: bokmeta.Bokmeta
    rader: tuple[Bokrad, ...] = ()
    notater: tuple[Note, ...] = ()


def is_register(sheet: SheetCells | None) -> bool:
    """Whether a hidden sheet is that of a register with memory."""
    return sheet is not None and lines_of(sheet).get("skjema") == bokmeta.SKJEMA


def lines_of(sheet: SheetCells) -> dict[str, str]:
    """Key and value of the hidden sheet."""
    return {
        str(row[0]): "" if len(row) < 2 or row[1] is None else str(row[1])
        for row in sheet.rader
        if row and row[0] is not None
    }


def read_register_book(
    path: Path, shown: str | None = None, ord: Words | None = None
) -> tuple[Registerbok | None, list[Problem]]:
    """What the workbook says, with its problems; none, and why, when the whole of it cannot be read. ``shown`` is the
    path as the user should see it, and ``ord`` words that are known though they are in no list of it: list → code →
    word. Never raises for what is in the file."""
    fil = shown if shown is not None else path.name
    sheets, problems = read_cells(path, fil)
    if sheets is None:
        return None, problems
    lines = lines_of(sheets[META]) if META in sheets else {}
    try:
        meta = bokmeta.read(lines)
    except ValueError:
        return None, [*problems, _whole(fil, "skadet")]
    if meta is None:
        return None, [*problems, _whole(fil, "ikke_register")]
    if not meta.format.isdigit() or int(meta.format) > int(bokmeta.FORMAT):
        return None, [*problems, _whole(fil, "nyere")]
    found = Read()
    places, told = find_sheets(meta, lines, sheets)
    if not meta.kolonner:
        told.append(_whole(fil, "skadet"))
    if told:
        return None, in_order([*problems, *told])
    meta = replace(meta, valg={navn: {**words, **(ord or {}).get(navn, {})} for navn, words in meta.valg.items()})
    long = sheets.get(meta.ark.get(_LONG, ""))
    whole = whole_texts(long.rader, long.navn) if long is not None else Whole()
    for sheet in places:
        read_rows(sheet, meta, whole, found)
    found.beside += _blanks(lines, sheets, meta)
    notes = read_notes(path)
    every = in_order([*problems, *found.problems, *_not_read(fil, found.beside, notes)])
    return Registerbok(
        dokument=_document(fil, meta, found, every), meta=meta, rader=tuple(found.rader), notater=notes
    ), []


def _blanks(lines: Mapping[str, str], sheets: Mapping[str, SheetCells], meta: bokmeta.Bokmeta) -> list[Sted]:
    """What is written in the blanks of the first sheet, who has made the paper and looked through it: they are of the
    paper, and no part of the register."""
    first = sheets.get(meta.ark.get("oversikt", ""))
    cells = (value.partition(" ")[0] for key, value in lines.items() if key.startswith("felt "))
    places = [place for cell in cells if (place := _PLACE.fullmatch(cell))]
    found = [(int(place[2]) - 1, column_of(place[1])) for place in places]
    return [first.sted(*at) for at in found if not is_empty(first.value(*at))] if first is not None else []


def _document(fil: str, meta: bokmeta.Bokmeta, found: Read, problems: Sequence[Problem]) -> Dokument:
    fields = len(found.celler) + len(found.kommentarer) + len(found.rettet)
    return Dokument(
        fil=fil,
        slag=bokmeta.SKJEMA,
        hode=meta.hode,
        mottaker=meta.mottaker,
        enhet=meta.enhet,
        celler=tuple(found.celler),
        kommentarer=tuple(celle for celle in found.kommentarer if celle.verdi),
        nye=tuple(found.nye),
        rettet=tuple(found.rettet),
        ventet=fields,
        gjenkjent=fields,
        problems=tuple(problems),
    )


def _not_read(fil: str, beside: Sequence[Sted], notes: Sequence[Note]) -> list[Problem]:
    """A word at the first of them, with how many there are."""
    told = []
    if beside:
        told.append(_beside(beside[0], "tekst", len(beside)))
    if notes:
        sted = Sted(fil=fil, ark=notes[0].ark or None, celle=notes[0].celle or None)
        told.append(_beside(sted, "kommentar", len({(note.ark, note.celle) for note in notes})))
    return told


def _beside(sted: Sted, kind: str, count: int) -> Problem:
    return Problem(
        sted=sted,
        kode=f"register-utenom-{kind}",
        tekst=counted(f"registeret_les.utenom.{kind}", count),
        hint=text(f"registeret_les.utenom.{kind}_hint"),
        grad=Grad.MERKNAD,
    )


def _whole(fil: str, key: str) -> Problem:
    said, hint = text(f"registeret_les.bok.{key}"), text(f"registeret_les.bok.{key}_hint")
    return Problem(sted=Sted(fil=fil), kode=f"register-{key.replace('_', '-')}", tekst=said, hint=hint, forst=True)
