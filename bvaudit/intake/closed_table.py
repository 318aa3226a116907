"""A table nobody may add rows to: every row is a question the form was made with, and an answer belongs to that
question or to none.

A row is known by its hidden id. One that has lost it is known by what the program wrote in it, when no other row has
the same; one with an id from elsewhere is not, since another case is asked in the same words. Where the two disagree
nobody can know what was answered, and it is said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.form_layout import ROW_MARK, Asked, FormLayout, SheetLayout, fixed_sum, heading
from bvaudit.intake.form_sheets import (
    ID_MARK,
    FilledRow,
    column_of,
    columns_of,
    form_problem,
    header_row,
    read_row,
    row_place,
)
from bvaudit.intake.form_values import is_empty
from bvaudit.intake.workbook_cells import SheetCells
from bvaudit.texts import counted, text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A row as it stands. ``id`` is what its hidden cell says, ``sum`` of what the program once wrote in it (empty when
    a column of it is gone), ``typed`` the columns people have written in."""

    number: int
    id: str
    sum: str
    typed: tuple[Asked, ...]


@dataclass(slots=True)
class _Reading:
    cells: SheetCells
    wanted: SheetLayout
    layout: FormLayout
    columns: Mapping[str, int]
    claimed: dict[str, _Line] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, sted: Sted, key: str, **said: object) -> None:
        self.problems.append(form_problem(sted, key, said, {}))

    def place(self, line: _Line) -> Sted:
        """The first cell somebody has written in, else the first that people see."""
        if line.typed:
            return self.cells.sted(line.number, self.columns[line.typed[0].key])
        return row_place(self.cells, line.number, self.wanted)


def read_closed_table(
    cells: SheetCells, wanted: SheetLayout, layout: FormLayout
) -> tuple[tuple[FilledRow, ...], list[Problem]]:
    head = header_row(cells, wanted)
    columns, problems = columns_of(cells, head, wanted)
    reading = _Reading(cells, wanted, layout, columns, problems=problems)
    lines = _lines(reading, head)
    _claim(reading, lines)
    rows: list[FilledRow] = []
    for row_id, line in reading.claimed.items():
        row, found = read_row(cells, line.number, row_id, columns, wanted, layout)
        rows.append(row)
        reading.problems += found
    _tell_missing(reading, head)
    return tuple(rows), reading.problems


def is_answer(asked: Asked) -> bool:
    """Whether people write in it: not what the program wrote, nor the ids of a row that has several."""
    return not asked.fast and not asked.key.startswith(ID_MARK)


def _lines(reading: _Reading, head: int) -> list[_Line]:
    cells, wanted, columns = reading.cells, reading.wanted, reading.columns
    at_id = column_of(cells, f"{ROW_MARK}{wanted.key}")
    at_id = _column_of_ids(reading) if at_id is None else at_id
    fixed = [asked.key for asked in wanted.spurt if asked.fast]
    whole = bool(fixed) and all(key in columns for key in fixed)
    asked_for = [(asked, columns[asked.key]) for asked in wanted.spurt if is_answer(asked) and asked.key in columns]
    lines: list[_Line] = []
    for number in range(head + 1, len(cells.rader)):
        typed = tuple(asked for asked, at in asked_for if not is_empty(cells.value(number, at)))
        row_id = "" if at_id is None else str(cells.value(number, at_id) or "")
        values = [cells.value(number, columns[key]) for key in fixed] if whole else []
        there = any(not is_empty(value) for value in values)
        if (row_id or typed or there) and not _is_heading(cells, number, typed, columns):
            total = fixed_sum(values) if there else ""
            lines.append(_Line(number=number, id=row_id, sum=total, typed=typed))
    return lines


def _column_of_ids(reading: _Reading) -> int | None:
    """Where the ids stand when the mark over them is gone: any id of the form, so that a row from another of its sheets
    is known for what it is."""
    every = {row_id for sheet in reading.layout.ark for row_id in sheet.rader}
    return next((at for row in reading.cells.rader for at, cell in enumerate(row) if cell in every), None)


def _is_heading(cells: SheetCells, number: int, typed: tuple[Asked, ...], columns: Mapping[str, int]) -> bool:
    """The headings once more, copied further down."""
    said = [(asked, cells.value(number, columns[asked.key])) for asked in typed]
    return bool(said) and all(isinstance(cell, str) and heading(cell) == heading(asked.navn) for asked, cell in said)


def _claim(reading: _Reading, lines: list[_Line]) -> None:
    """Each question gets its row: first those whose id and content agree, then those known by one of the two."""
    made = reading.wanted.rader
    owners: dict[str, list[str]] = {}
    for row_id, total in made.items():
        owners.setdefault(total, []).append(row_id)
    left: list[tuple[_Line, str]] = []
    for line in lines:
        if line.id in made and line.id not in reading.claimed and line.sum in (made[line.id], ""):
            reading.claimed[line.id] = line
        else:
            left.append((line, owners[line.sum][0] if len(owners.get(line.sum, ())) == 1 else ""))
    for line, by_content in left:
        if line.id in made and line.sum not in (made[line.id], ""):
            _disagreement(reading, line, by_content)
        else:
            _claim_or_copy(reading, line, line.id if line.id in made else "" if line.id else by_content)


def _disagreement(reading: _Reading, line: _Line, by_content: str) -> None:
    """The row says it is one question and shows another. A row nobody has answered harms nobody."""
    if line.typed:
        reading.add(reading.place(line), "byttet" if by_content else "endret")
    if line.id not in reading.claimed:
        reading.claimed[line.id] = line


def _claim_or_copy(reading: _Reading, line: _Line, row_id: str) -> None:
    if not row_id:
        if line.typed:
            reading.add(reading.place(line), "fremmed_rad" if line.id else "uten_id")
    elif row_id not in reading.claimed:
        reading.claimed[row_id] = line
    else:
        _copy(reading, line, reading.claimed[row_id])


def _copy(reading: _Reading, line: _Line, first: _Line) -> None:
    """A row that is there twice is read once, as long as the two say the same."""
    for asked in line.typed:
        at = reading.columns[asked.key]
        mine, other = reading.cells.value(line.number, at), reading.cells.value(first.number, at)
        if mine != other:
            reading.add(
                reading.cells.sted(line.number, at), "to_svar", andre=reading.cells.sted(first.number, at).celle
            )
            return


def different_answers(
    rows: tuple[FilledRow, ...], others: tuple[FilledRow, ...], ark: str, copy: SheetCells
) -> list[Problem]:
    """Where a copy of a sheet says otherwise than the sheet; a word of it when it does not."""
    first = {row.id: row for row in rows}
    problems = [
        form_problem(cell.sted, "to_svar", {"andre": f"«{ark}»!{first[row.id].celler[key].sted.celle}"}, {})
        for row in others
        for key, cell in row.celler.items()
        if row.id in first and cell.verdi is not None and cell.verdi != first[row.id].celler[key].verdi
    ]
    said = text("skjema.les.ark_kopi", ark=ark)
    sted = Sted(fil=copy.fil, ark=copy.navn)
    return problems or [Problem(sted=sted, kode="skjema-ark-kopi", tekst=said, grad=Grad.ADVARSEL)]


def _tell_missing(reading: _Reading, head: int) -> None:
    gone = sum(row_id not in reading.claimed for row_id in reading.wanted.rader)
    if gone and not any(problem.kode == "skjema-fremmed-rad" for problem in reading.problems):
        row = reading.cells.rader[head] if head < len(reading.cells.rader) else ()
        at = next((at for at, cell in enumerate(row) if any(_says(cell, asked) for asked in reading.wanted.spurt)), 0)
        said, hint = counted("skjema.les.rader_borte", gone), text("skjema.les.rader_borte_hint")
        sted = reading.cells.sted(head, at)
        reading.problems.append(
            Problem(sted=sted, kode="skjema-rader-borte", tekst=said, hint=hint, grad=Grad.ADVARSEL)
        )


def _says(cell: object, asked: Asked) -> bool:
    return isinstance(cell, str) and heading(cell) == heading(asked.navn)
