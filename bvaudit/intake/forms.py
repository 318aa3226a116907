"""A form people have filled in, read back wherever they have moved its rows, columns and sheets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted, in_order
from bvaudit.intake.closed_table import different_answers, read_closed_table
from bvaudit.intake.form_layout import (
    FIELD_MARK,
    LISTS,
    META,
    ROW_MARK,
    FormLayout,
    SheetLayout,
    from_rows,
    heading,
    is_closed,
)
from bvaudit.intake.form_sheets import FilledRow, read_fields, read_table
from bvaudit.intake.form_values import FilledCell
from bvaudit.intake.workbook_cells import SheetCells, read_cells
from bvaudit.intake.workbook_notes import Note, read_notes
from bvaudit.texts import text

__all__ = ["FilledCell", "FilledForm", "FilledRow", "FilledTable", "read_form"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledTable:
    """``rader`` in the order of the sheet, empty ones left out; ``borte`` are the ids the form was made with that are
    no longer there."""

    ark: str
    rader: tuple[FilledRow, ...] = ()
    borte: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledForm:
    """``skjema`` is its kind. ``felt`` are the answers by sheet and key; ``tabeller`` the tables by sheet. A thing the
    form asks for and the file does not have is an empty cell, and a problem. ``celler`` are all people can see,
    ``tekster`` the sums of the texts the form was made with, and ``kommentarer`` what stands in comments on cells."""

    fil: str
    skjema: str
    versjon: str
    opplysninger: Mapping[str, str]
    felt: Mapping[str, Mapping[str, FilledCell]] = field(default_factory=dict)
    tabeller: Mapping[str, FilledTable] = field(default_factory=dict)
    celler: tuple[SheetCells, ...] = ()
    tekster: frozenset[str] = frozenset()
    kommentarer: tuple[Note, ...] = ()


def read_form(path: Path, shown: str | None = None) -> tuple[FilledForm | None, list[Problem]]:
    """What is filled in, with every problem; no form when the file is none of ours. ``shown`` is the path as the user
    should see it. Never raises for what is in the file."""
    fil = shown if shown is not None else str(path)
    sheets, problems = read_cells(path, fil)
    if sheets is None:
        return None, problems
    layout = from_rows(sheets[META].rader) if META in sheets else None
    if layout is None:
        said, hint = text("skjema.les.ikke_skjema"), text("skjema.les.ikke_skjema_hint")
        return None, [Problem(sted=Sted(fil=fil), kode="skjema-ikke-skjema", tekst=said, hint=hint)]
    felt: dict[str, Mapping[str, FilledCell]] = {}
    tabeller: dict[str, FilledTable] = {}
    marks = _marks(sheets.values())
    for wanted in layout.ark:
        cells, copies, found = _find(wanted, sheets, marks, closed=is_closed(layout, wanted))
        problems += found
        if cells is None:
            empty = FilledCell(verdi=None, sted=Sted(fil=fil, ark=wanted.navn))
            felt[wanted.key] = {} if wanted.tabell else {asked.key: empty for asked in wanted.spurt}
            tabeller |= {wanted.key: FilledTable(ark=wanted.navn)} if wanted.tabell else {}
        elif wanted.tabell:
            tabeller[wanted.key], found = _table(cells, copies, wanted, layout)
            problems += found
        else:
            felt[wanted.key], found = read_fields(cells, wanted, layout)
            problems += found
    shown_cells = tuple(cells for name, cells in sheets.items() if not name.startswith("_"))
    form = _form(fil, layout, felt, tabeller, shown_cells)
    return replace(form, kommentarer=read_notes(path)), in_order(problems)


def _table(
    cells: SheetCells, copies: Sequence[SheetCells], wanted: SheetLayout, layout: FormLayout
) -> tuple[FilledTable, list[Problem]]:
    read = read_closed_table if is_closed(layout, wanted) else read_table
    rows, problems = read(cells, wanted, layout)
    for copy in copies:
        problems += different_answers(rows, read(copy, wanted, layout)[0], cells.navn, copy)
    kept = {row.id for row in rows}
    gone = tuple(row_id for row_id in wanted.rader if row_id not in kept)
    return FilledTable(ark=cells.navn, rader=rows, borte=gone), problems


def _form(
    fil: str,
    layout: FormLayout,
    felt: Mapping[str, Mapping[str, FilledCell]],
    tabeller: Mapping[str, FilledTable],
    celler: tuple[SheetCells, ...],
) -> FilledForm:
    return FilledForm(
        fil=fil,
        skjema=layout.skjema,
        versjon=layout.versjon,
        opplysninger=layout.opplysninger,
        felt={key: answers for key, answers in felt.items() if key not in tabeller},
        tabeller=tabeller,
        celler=celler,
        tekster=layout.tekster,
    )


def _marks(sheets: Iterable[SheetCells]) -> Mapping[str, list[SheetCells]]:
    """Each hidden mark, and the sheets that have it."""
    found: dict[str, list[SheetCells]] = {}
    for sheet in sheets:
        if sheet.navn in (META, LISTS):
            continue
        marks = (cell for row in sheet.rader for cell in row if isinstance(cell, str))
        for mark in dict.fromkeys(cell for cell in marks if cell.startswith((ROW_MARK, FIELD_MARK))):
            found.setdefault(mark, []).append(sheet)
    return found


def _find(
    wanted: SheetLayout, sheets: Mapping[str, SheetCells], marks: Mapping[str, list[SheetCells]], *, closed: bool
) -> tuple[SheetCells | None, Sequence[SheetCells], list[Problem]]:
    """The sheet by its hidden mark; without it, by its name, and then by what it asks for. Of a closed table the copies
    are given too, since answers may stand in them."""
    marked = marks.get(f"{ROW_MARK if wanted.tabell else FIELD_MARK}{wanted.key}", [])
    if len(marked) > 1:
        first, *others = sorted(marked, key=lambda sheet: sheet.navn != wanted.navn)
        if closed:
            return first, others, []
        hint = text("skjema.les.to_ark_hint")
        said = text("skjema.les.to_ark", ark=first.navn, andre=others[0].navn)
        sted = Sted(fil=others[0].fil, ark=others[0].navn)
        return first, (), [Problem(sted=sted, kode="skjema-to-ark", tekst=said, hint=hint)]
    if marked:
        return marked[0], (), []
    named = sheets.get(wanted.navn) or _most_alike(wanted, sheets.values())
    if named is not None:
        return named, (), []
    fil = next(iter(sheets.values())).fil
    said = text("skjema.les.mangler_ark", ark=wanted.navn)
    hint = text("skjema.les.ark_borte_hint" if closed else "skjema.les.mangler_ark_hint")
    grad = Grad.ADVARSEL if closed else Grad.FEIL
    sted = Sted(fil=fil, ark=wanted.navn) if closed else Sted(fil=fil)
    return None, (), [Problem(sted=sted, kode="skjema-mangler-ark", tekst=said, hint=hint, grad=grad, forst=True)]


def _most_alike(wanted: SheetLayout, sheets: Iterable[SheetCells]) -> SheetCells | None:
    asked = {heading(one.navn) for one in wanted.spurt}

    def found(sheet: SheetCells) -> int:
        texts = {heading(cell) for row in sheet.rader for cell in row if isinstance(cell, str)}
        return len(asked & texts)

    best = max((sheet for sheet in sheets if not _is_another(sheet)), key=found, default=None)
    return best if best is not None and found(best) * 2 > len(asked) else None


def _is_another(sheet: SheetCells) -> bool:
    """Whether it is one of the program's own sheets, or has the mark of another."""
    texts = (cell for row in sheet.rader for cell in row if isinstance(cell, str))
    return sheet.navn.startswith("_") or any(one.startswith((ROW_MARK, FIELD_MARK)) for one in texts)
