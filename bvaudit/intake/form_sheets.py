"""The answers on one sheet of a form: fields by hidden keys, rows by hidden ids, columns by their headings."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.form_layout import FIELD_MARK, ROW_MARK, Asked, FormLayout, SheetLayout, fixed_sum, heading
from bvaudit.intake.form_values import FilledCell, is_empty, read_value
from bvaudit.intake.workbook_cells import SheetCells
from bvaudit.texts import text

ID_MARK = "id:"  # before the number of the question, in the column of its id
_SEARCHED = 60  # rows a heading is looked for in


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledRow:
    """``id`` is empty for a row people have added. ``celler`` has every column that is filled in by people, and
    ``faste`` what stands in the others."""

    id: str
    sted: Sted
    celler: Mapping[str, FilledCell]
    faste: Mapping[str, object] = field(default_factory=dict)


def read_fields(
    cells: SheetCells, wanted: SheetLayout, layout: FormLayout
) -> tuple[dict[str, FilledCell], list[Problem]]:
    at_key = column_of(cells, f"{FIELD_MARK}{wanted.key}")
    at_answer = column_of(cells, wanted.svar)
    answers: dict[str, FilledCell] = {}
    problems: list[Problem] = []
    for asked in wanted.spurt:
        place = _field_place(cells, asked, at_key, at_answer)
        if place is None:
            sted = Sted(fil=cells.fil, ark=cells.navn)
            answers[asked.key] = FilledCell(verdi=None, sted=sted)
            problems.append(form_problem(sted, "mangler_felt", {"felt": asked.navn}, {"felt": asked.navn}))
            continue
        answers[asked.key], found = _answer(cells, place, asked, layout, "")
        problems += found
    return answers, problems


def _field_place(cells: SheetCells, asked: Asked, at_key: int | None, at_answer: int | None) -> tuple[int, int] | None:
    """Row and column of the answer: in the row of the hidden key, or of the question."""
    label = next(
        ((r, c) for r, row in enumerate(cells.rader) for c, cell in enumerate(row) if _says(cell, asked)), None
    )
    by_key = (
        None
        if at_key is None
        else next((r for r in range(len(cells.rader)) if cells.value(r, at_key) == asked.key), None)
    )
    row = by_key if by_key is not None else label[0] if label else None
    column = at_answer if at_answer is not None else label[1] + 1 if label else None
    return None if row is None or column is None else (row, column)


def read_table(
    cells: SheetCells, wanted: SheetLayout, layout: FormLayout
) -> tuple[tuple[FilledRow, ...], list[Problem]]:
    head = header_row(cells, wanted)
    columns, problems = columns_of(cells, head, wanted)
    at_id = column_of(cells, f"{ROW_MARK}{wanted.key}")
    fixed = [asked for asked in wanted.spurt if asked.fast]
    first_at: dict[str, int] = {}
    rows: list[FilledRow] = []
    for number in range(head + 1, len(cells.rader)):
        filled = [at for key, at in columns.items() if not is_empty(cells.value(number, at))]
        typed = [asked for asked in wanted.spurt if not asked.fast and columns.get(asked.key) in filled]
        row_id = "" if at_id is None else str(cells.value(number, at_id) or "")
        if not typed and not (row_id and fixed):
            continue
        row_id, found = _known_id(cells, number, row_id, wanted, first_at)
        if row_id and all(asked.key in columns for asked in fixed):
            found += _mixed(cells, number, row_id, columns, wanted)
        row, more = read_row(cells, number, row_id, columns, wanted, layout)
        rows.append(row)
        problems += [*found, *more]
    return tuple(rows), problems


def header_row(cells: SheetCells, wanted: SheetLayout) -> int:
    """The row of the hidden mark, else the one with most of the headings."""
    mark = f"{ROW_MARK}{wanted.key}"
    marked = next((r for r, row in enumerate(cells.rader) if mark in row), None)
    if marked is not None:
        return marked
    asked = {heading(one.navn) for one in wanted.spurt}

    def found(row: int) -> int:
        return len(asked & {heading(cell) for cell in cells.rader[row] if isinstance(cell, str)})

    return max(range(min(len(cells.rader), _SEARCHED)), key=found, default=0)


def columns_of(cells: SheetCells, head: int, wanted: SheetLayout) -> tuple[dict[str, int], list[Problem]]:
    """Where each column is now, by its heading."""
    row = cells.rader[head] if head < len(cells.rader) else ()
    headings = [heading(cell) if isinstance(cell, str) else None for cell in row]
    every = {heading(asked.navn) for asked in wanted.spurt}
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    known = {at for at, said in enumerate(headings) if said in every}
    for asked in wanted.spurt:
        own = heading(asked.navn)
        places = [at for at, said in enumerate(headings) if said == own]
        if places:
            columns[asked.key] = places[0]
        elif not asked.fast or asked.key.startswith(ID_MARK):
            problems.append(_missing_heading(cells, head, asked, known))
        if len(places) > 1 and not asked.fast:
            other = cells.sted(head, places[0]).celle
            values = {"overskrift": asked.navn, "andre": other}
            problems.append(form_problem(cells.sted(head, places[1]), "to_overskrifter", values, {}))
    return columns, problems


def _missing_heading(cells: SheetCells, head: int, asked: Asked, known: set[int]) -> Problem:
    """At the heading that was probably meant, when one is left that nobody has asked for."""
    row = cells.rader[head] if head < len(cells.rader) else ()
    others = {heading(cell): at for at, cell in enumerate(row) if isinstance(cell, str) and at not in known}
    near = difflib.get_close_matches(heading(asked.navn), list(others), n=1, cutoff=0.5)
    said = text("skjema.les.mangler_overskrift", overskrift=asked.navn)
    if near:
        at = others[near[0]]
        hint = text("skjema.les.mangler_overskrift_navn", overskrift=asked.navn, fant=str(row[at]).strip())
        sted = cells.sted(head, at)
    else:
        hint, sted = text("skjema.les.mangler_overskrift_hint", overskrift=asked.navn), cells.sted(head, 0)
    return Problem(sted=sted, kode="skjema-mangler-overskrift", tekst=said, hint=hint, forst=True)


def _known_id(
    cells: SheetCells, number: int, row_id: str, wanted: SheetLayout, first_at: dict[str, int]
) -> tuple[str, list[Problem]]:
    """The id of the row; none for a copy of another row, or one from another form."""
    if not row_id:
        return "", []
    sted = row_place(cells, number, wanted)
    if row_id not in wanted.rader:
        return "", [form_problem(sted, "ukjent_rad", {}, None, Grad.ADVARSEL)]
    if first_at.setdefault(row_id, number) != number:
        return "", [form_problem(sted, "kopiert", {"rad": first_at[row_id] + 1}, {}, Grad.ADVARSEL)]
    return row_id, []


def _mixed(
    cells: SheetCells, number: int, row_id: str, columns: Mapping[str, int], wanted: SheetLayout
) -> list[Problem]:
    values = [cells.value(number, columns[asked.key]) for asked in wanted.spurt if asked.fast]
    if not values or fixed_sum(values) == wanted.rader[row_id]:
        return []
    return [form_problem(row_place(cells, number, wanted), "blandet", {}, {})]


def read_row(
    cells: SheetCells,
    number: int,
    row_id: str,
    columns: Mapping[str, int],
    wanted: SheetLayout,
    layout: FormLayout,
) -> tuple[FilledRow, list[Problem]]:
    answers: dict[str, FilledCell] = {}
    problems: list[Problem] = []
    sted = row_place(cells, number, wanted)
    for asked in wanted.spurt:
        if asked.fast:
            continue
        if asked.key not in columns:
            answers[asked.key] = FilledCell(verdi=None, sted=sted, feil=True)
            continue
        answers[asked.key], found = _answer(cells, (number, columns[asked.key]), asked, layout, row_id)
        problems += found
    fixed = {one.key: cells.value(number, columns[one.key]) for one in wanted.spurt if one.fast and one.key in columns}
    return FilledRow(id=row_id, sted=sted, celler=answers, faste=fixed), problems


def row_place(cells: SheetCells, number: int, wanted: SheetLayout) -> Sted:
    """The first cell people see in the row."""
    row = cells.rader[number]
    mark = column_of(cells, f"{ROW_MARK}{wanted.key}")
    at = next((at for at, cell in enumerate(row) if at != mark and not is_empty(cell)), 0)
    return cells.sted(number, at)


def _answer(
    cells: SheetCells, place: tuple[int, int], asked: Asked, layout: FormLayout, row_id: str
) -> tuple[FilledCell, list[Problem]]:
    sted, cell = cells.sted(*place), cells.value(*place)
    if place in cells.dekket:
        over = cells.sted(*cells.dekket[place]).celle
        return FilledCell(verdi=None, sted=sted, feil=True), [
            form_problem(sted, "sammenslatt", {"felt": asked.navn, "celle": over}, {})
        ]
    if place in cells.uten_svar:
        return FilledCell(verdi=None, sted=sted, feil=True), [form_problem(sted, "formel", {"felt": asked.navn}, {})]
    if asked.paakrevd and is_empty(cell):
        return FilledCell(verdi=None, sted=sted), [form_problem(sted, "paakrevd", {"felt": asked.navn}, None)]
    return read_value(cell, asked, layout.choices(asked, row_id), sted)


def _says(cell: object, asked: Asked) -> bool:
    return isinstance(cell, str) and heading(cell) == heading(asked.navn)


def column_of(cells: SheetCells, mark: str) -> int | None:
    return next((row.index(mark) for row in cells.rader if mark in row), None) if mark else None


def form_problem(
    sted: Sted, key: str, said: Mapping[str, object], hint: Mapping[str, object] | None, grad: Grad = Grad.FEIL
) -> Problem:
    return Problem(
        sted=sted,
        kode=f"skjema-{key.replace('_', '-')}",
        tekst=text(f"skjema.les.{key}", **said),
        hint="" if hint is None else text(f"skjema.les.{key}_hint", **hint),
        grad=grad,
    )
