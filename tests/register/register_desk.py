"""The desk of somebody who fills in a workbook of the register: made, opened, written in and read back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Logget
from bvaudit.register.deadlines import deadlines
from bvaudit.register.fold import fold
from bvaudit.reports.register_memory import Minne, of_unit, shown_ids
from bvaudit.reports.xlsx.register import write_memory
from bvaudit.workflows.read_register import Innlesing, read_documents
from bvaudit.workflows.register_documents import Lest, kind_of, read_paper
from tests.register.merge_example import DAG, kontekst, log

TID = datetime(2026, 3, 3, 9, tzinfo=UTC)


def made(
    path: Path, enhet: str = "", events: Sequence[Logget] | None = None, world: Kontekst | None = None, dag: Any = DAG
) -> Path:
    """The workbook of a unit, or of the whole municipality, as ``register eksport`` writes it."""
    told = tuple(log() if events is None else events)
    reg, known = fold(told), world or kontekst()
    memory = Minne(
        registeret=reg,
        hendelser=told,
        kontekst=known,
        kommune="Prøve",
        dag=dag,
        mottaker="stab",
        kort=shown_ids(reg),
        frister={nr: deadlines(avvik, reg, known, dag) for nr, avvik in reg.avvik.items() if avvik.apen},
    )
    if enhet:
        memory = replace(of_unit(memory, enhet), mottaker=f"barnevernleder@{enhet}")
    path.parent.mkdir(parents=True, exist_ok=True)
    write_memory(memory, path)
    return path


def read(*paths: Path, events: Sequence[Logget] | None = None, world: Kontekst | None = None, **more: Any) -> Innlesing:
    known = world or kontekst()
    papers: list[Lest] = [read_paper(path, kind_of(path), known) for path in paths]
    return read_documents(papers, tuple(log() if events is None else events), known, tid=TID, **more)


def sheet(book: Any, heading: str) -> Any:
    """The sheet that has the heading."""
    return next(one for one in book.worksheets if head(one, heading))


def head(ark: Any, heading: str = "_id") -> int:
    for row in ark.iter_rows(max_row=12):
        if any(cell.value == heading for cell in row):
            return int(row[0].row)
    return 0


def column(ark: Any, heading: str) -> int:
    return int(next(cell.column for cell in ark[head(ark)] if cell.value == heading))


def row_of(ark: Any, row_id: str) -> int:
    at = column(ark, "_id")
    return next(row for row in range(head(ark) + 1, ark.max_row + 1) if ark.cell(row, at).value == row_id)


def cell(book: Any, ark: str, row_id: str, heading: str) -> Any:
    """By the hidden id of the row and the heading of the column."""
    here = book[ark]
    return here.cell(row_of(here, row_id), column(here, heading))


def blank_row(book: Any, ark: str) -> int:
    """The first row where nothing stands."""
    here = book[ark]
    return next(
        row
        for row in range(head(here) + 1, here.max_row + 30)
        if all(one.value is None or str(one.value).startswith("=") for one in here[row])
    )


def typed(path: Path, cells: Sequence[tuple[str, str, str, Any]]) -> Path:
    """Sheet, id, heading and value of each."""
    book = load_workbook(path)
    for ark, row_id, heading, value in cells:
        cell(book, ark, row_id, heading).value = value
    book.save(path)
    return path
