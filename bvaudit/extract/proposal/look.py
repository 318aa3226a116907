"""Opens each workbook and looks: where the headings are, and what stands under them."""

import zipfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem
from bvaudit.extract.file_kinds import SHEETS
from bvaudit.extract.proposal.content import kind_of_cells
from bvaudit.extract.proposal.seen import Kind, LeftOut, Seen, SeenColumn, SeenSheet
from bvaudit.extract.sheets.cells import is_empty
from bvaudit.extract.sheets.dates import day_of
from bvaudit.extract.sheets.files import Sheet, read_sheet, sheet_names
from bvaudit.extract.sheets.split import days_in
from bvaudit.extract.sheets.texts import cell_key, unwrapped
from bvaudit.extract.sheets.totals import is_no_case
from bvaudit.model.personlig import looks_personal

_LOOKED_AT = 30  # rows the headings are looked for among
_MOST_ROWS = 5_000  # that the content is told from
_LEAST_HEADINGS = 2


def look(sources: Sequence[Path], known: Collection[str]) -> Seen:
    """Everything in the workbooks and text files. ``known`` are headings people use, as ``heading_key`` gives them."""
    problems: list[Problem] = []
    found: list[SeenSheet] = []
    left: list[LeftOut] = []
    visible: dict[str, tuple[str, ...]] = {}
    for path in _files(sources):
        names = sheet_names(path, problems) or ()
        visible[path.name] = names
        for ark in names:
            sheet = read_sheet(path, ark, frozenset(known), problems)
            seen = _sheet(sheet, path.name, frozenset(known)) if sheet is not None else None
            if isinstance(seen, SeenSheet):
                found.append(seen)
            else:
                left.append(LeftOut(fil=path.name, ark=ark, grunn=seen or "kan_ikke_leses"))
    faults = tuple(problem for problem in problems if problem.grad is Grad.FEIL)
    return Seen(ark=tuple(found), utelatt=tuple(left), problems=faults, synlige=visible)


def _files(sources: Sequence[Path]) -> Iterator[Path]:
    for source in sources:
        inside = sorted(source.iterdir()) if source.is_dir() else [source]
        yield from (p for p in inside if p.suffix.lower() in SHEETS and not p.name.startswith("~$") and not _is_ours(p))


def _is_ours(path: Path) -> bool:
    """Whether it is a form of the program's own, which lies where the workbooks do."""
    with suppress(OSError, zipfile.BadZipFile, KeyError), zipfile.ZipFile(path) as archive:
        return b'name="_meta"' in archive.read("xl/workbook.xml")
    return False


def _sheet(sheet: Sheet, fil: str, known: frozenset[str]) -> SeenSheet | str:
    """The sheet, or why it is no table."""
    header = _header(sheet, known)
    if header is None:
        return "uten_overskrifter"
    rows = [
        index
        for index in range(header + 1, len(sheet.rows))
        if index not in sheet.facts.totals and _is_data(sheet.rows[index])
    ]
    if not rows:
        return "uten_rader"
    columns = tuple(
        _column(sheet, header, rows, index) for index, cell in enumerate(sheet.rows[header]) if not is_empty(cell)
    )
    number = sheet.lines[header] if sheet.lines else header + 1
    return SeenSheet(fil=fil, ark=sheet.ark, overskriftsrad=number, rader=len(rows), kolonner=columns)


def _header(sheet: Sheet, known: frozenset[str]) -> int | None:
    """The row that looks most like headings: known ones first, then as many different texts as possible."""
    best: tuple[tuple[int, int], int] | None = None
    for index, row in enumerate(sheet.rows[:_LOOKED_AT]):
        texts = {cell_key(cell) for cell in row if isinstance(cell, str) and not is_empty(cell)}
        words = {text for text in texts if day_of(text, ("iso", "norsk"), None) is None and not text.isdecimal()}
        score = (len(words & known), len(words))
        if len(words) >= _LEAST_HEADINGS and (best is None or score > best[0]):
            best = (score, index)
    return best[1] if best else None


def _is_data(cells: Sequence[object]) -> bool:
    return any(not is_empty(cell) for cell in cells) and not is_no_case(cells, 0)


def _has_words(cell: object) -> bool:
    found, rest = days_in(cell) if isinstance(cell, str) else (0, "")
    return bool(found and rest)


def _column(sheet: Sheet, header: int, rows: Sequence[int], column: int) -> SeenColumn:
    heading = " ".join(str(unwrapped(sheet.rows[header][column])).split())
    cells = [sheet.rows[row][column] if column < len(sheet.rows[row]) else None for row in rows]
    kind, values = kind_of_cells(cells[:_MOST_ROWS])
    if looks_personal(heading):
        kind, values = Kind.PERSON, ()
    filled = [not is_empty(cell) for cell in cells]
    days = [day for cell in cells if (day := day_of(cell, ("iso", "norsk"), None))] if kind is Kind.DATO else []
    return SeenColumn(
        overskrift=heading,
        slag=kind,
        fylt=sum(filled),
        rader=len(rows),
        ulike=len({cell_key(cell) for cell in cells if not is_empty(cell)}),
        verdier=values,
        slatt_sammen=any(
            first == last == column and top > header and bottom > top for top, first, bottom, last in sheet.facts.merged
        ),
        hull=bool(filled) and filled[0] and sum(filled) * 5 < len(filled) * 4,
        forste_ar=min((day.year for day in days), default=None),
        ord_ved_dato=kind in (Kind.DATO, Kind.DAG_UTEN_AR) and any(map(_has_words, cells)),
    )
