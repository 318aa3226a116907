"""Where the sheets and columns of a register workbook have gone: by their names and headings, never by their place."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bvaudit.diagnostics import Problem, Sted
from bvaudit.intake.form_layout import plain
from bvaudit.intake.workbook_cells import SheetCells
from bvaudit.model.registeret.bokmeta import ID, SUM, Bokkolonne, Bokmeta
from bvaudit.texts import text

_SEARCHED = 40  # rows the headings are looked for in


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSheet:
    """A sheet that is typed in. ``hode`` is the row of its headings, and ``kolonner`` where each column is that was
    found, by id; ``rad_id`` and ``rad_sum`` the hidden ones. ``vist`` are all the columns the sum of a row is made of,
    in order; None for one that is gone. Places count from 0."""

    ark: str
    cells: SheetCells
    hode: int
    kolonner: Mapping[str, int]
    rad_id: int | None
    rad_sum: int | None
    vist: tuple[int | None, ...]
    kjente: frozenset[int]


def find_sheets(
    meta: Bokmeta, lines: Mapping[str, str], sheets: Mapping[str, SheetCells]
) -> tuple[list[FoundSheet], list[Problem]]:
    """Every sheet people type in, the copies of it too; and what is lacking."""
    wanted = {ark: _headings(ark, lines) for ark in dict.fromkeys(one.ark for one in meta.kolonner)}
    places = _assigned(meta, wanted, sheets)
    found: list[FoundSheet] = []
    problems: list[Problem] = []
    for ark, headings in wanted.items():
        here = places.get(ark, [])
        if not here:
            fil = next(iter(sheets.values())).fil
            problems.append(_said(Sted(fil=fil, ark=meta.ark.get(ark, ark)), "uten_ark", ark=meta.ark.get(ark, ark)))
        for cells in here:
            sheet, told = _laid_out(ark, cells, headings, meta)
            found.append(sheet)
            problems += told
    return found, problems


def _headings(ark: str, lines: Mapping[str, str]) -> dict[str, str]:
    """Column id → heading, in the order they were laid out, of all the columns the program wrote."""
    start = f"kolonne {ark} "
    return {key.removeprefix(start): lines[key].partition(" ")[2] for key in lines if key.startswith(start)}


def _assigned(
    meta: Bokmeta, wanted: Mapping[str, Mapping[str, str]], sheets: Mapping[str, SheetCells]
) -> dict[str, list[SheetCells]]:
    """Each sheet that has the hidden column of ids, or a name of ours, with the one it is or is a copy of."""
    found: dict[str, list[SheetCells]] = {}
    by_name = {name: ark for ark, name in meta.ark.items() if ark in wanted}
    for name, cells in sheets.items():
        if name.startswith("_"):
            continue
        best = by_name.get(name) or _most_alike(cells, wanted)
        if best:
            found.setdefault(best, []).append(cells)
    for ark, here in found.items():
        here.sort(key=lambda cells: cells.navn != meta.ark.get(ark))
    return found


def _most_alike(cells: SheetCells, wanted: Mapping[str, Mapping[str, str]]) -> str:
    head = set(_row(cells, _head(cells, ())))
    if ID not in head:
        return ""

    def share(ark: str) -> float:
        names = {plain(one) for one in wanted[ark].values()}
        return len(names & head) / max(len(names), 1)

    best = max(wanted, key=share, default="")
    return best if best and share(best) > 0.5 else ""


def _row(cells: SheetCells, number: int) -> list[str]:
    row = cells.rader[number] if 0 <= number < len(cells.rader) else ()
    return [plain(cell) if isinstance(cell, str) else "" for cell in row]


def _head(cells: SheetCells, headings: Iterable[str]) -> int:
    """The row that has most of the headings, and the hidden column's among them."""
    names = {plain(one) for one in headings} | {ID, SUM}
    rows = range(min(_SEARCHED, len(cells.rader)))
    return max(rows, key=lambda number: (len(names & set(_row(cells, number))), -number), default=0)


def _laid_out(
    ark: str, cells: SheetCells, headings: Mapping[str, str], meta: Bokmeta
) -> tuple[FoundSheet, list[Problem]]:
    hode = _head(cells, headings.values())
    row = _row(cells, hode)
    columns: dict[str, int] = {}
    problems: list[Problem] = []
    for column in (one for one in meta.kolonner if one.ark == ark):
        at = [number for number, name in enumerate(row) if name == plain(column.overskrift)]
        if len(at) == 1:
            columns[column.id] = at[0]
        elif at:
            other = cells.sted(hode, at[0]).celle
            problems.append(
                _said(cells.sted(hode, at[1]), "to_overskrifter", overskrift=column.overskrift, andre=other)
            )
        else:
            problems.append(_missing(cells, hode, row, column, headings))
    rad_id = row.index(ID) if ID in row else None
    if rad_id is None:
        problems.append(_said(Sted(fil=cells.fil, ark=cells.navn), "uten_id_kolonne", ark=cells.navn))
    seen = tuple(row.index(plain(one)) if plain(one) in row else None for one in headings.values())
    known = frozenset(number for number, name in enumerate(row) if name.startswith("_"))
    sheet = FoundSheet(
        ark=ark,
        cells=cells,
        hode=hode,
        kolonner=columns,
        rad_id=rad_id,
        rad_sum=row.index(SUM) if SUM in row else None,
        vist=seen,
        kjente=known | frozenset(at for at in seen if at is not None),
    )
    return sheet, problems


def _missing(
    cells: SheetCells, hode: int, row: Sequence[str], column: Bokkolonne, headings: Mapping[str, str]
) -> Problem:
    known = {plain(one) for one in headings.values()}
    free = [name for name in row if name and not name.startswith("_") and name not in known]
    near = difflib.get_close_matches(plain(column.overskrift), free, n=1, cutoff=0.4)
    sted = cells.sted(hode, row.index(near[0])) if near else Sted(fil=cells.fil, ark=cells.navn)
    return _said(sted, "uten_overskrift", overskrift=column.overskrift)


def _said(sted: Sted, key: str, **values: object) -> Problem:
    """What keeps the whole file from being read."""
    said, hint = text(f"registeret_les.bok.{key}", **values), text(f"registeret_les.bok.{key}_hint", **values)
    return Problem(sted=sted, kode=f"register-{key.replace('_', '-')}", tekst=said, hint=hint, forst=True)
