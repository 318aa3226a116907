"""The table of a file nobody has described: which sheets it stands in, what it seems to be, and its numbers without
anything of people, as a text file."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted
from bvaudit.intake.free_text import Navn
from bvaudit.intake.series_guess import Gitt, Gjettet, guess
from bvaudit.intake.series_guess_words import says_period
from bvaudit.intake.series_headings import chosen_sheets, find_headings, of_day
from bvaudit.intake.series_layout import Layout, layout_of
from bvaudit.intake.series_names import columns_of, holds_person, persons_among, why_not
from bvaudit.intake.series_table import Cells, read_tables, said
from bvaudit.intake.workbook_formats import has_sign_only, is_per_cent, length_of
from bvaudit.model.enhet import name_key
from bvaudit.model.serie import Serie
from bvaudit.model.serieperiode import parse_periode, vist
from bvaudit.model.seriepunkt import Slippgrunn
from bvaudit.model.serierad import Steder
from bvaudit.model.serieslag import Rolle
from bvaudit.texts import text

_NOT_READ = (Rolle.NAVN, Rolle.BRUKES_IKKE)
_DIMS = (Rolle.ENHET, Rolle.KOMMUNE, Rolle.KATEGORI, Rolle.PERIODE)
_OF_PEOPLE = (Slippgrunn.NAVN, Slippgrunn.SER_UT_SOM_NAVN, Slippgrunn.PERSONNUMMER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnet:
    """``rent`` is the file itself where nothing in it is of people; else its used columns as a text file, each cell in
    its own place; None where that would not do, as with several sheets."""

    gjettet: Gjettet
    rent: bytes | None
    endelse: str


def find_series(path: Path, shown: str, gitt: Gitt, steder: Steder, names: Navn) -> tuple[Funnet | None, list[Problem]]:
    """What the file seems to be, or why there is nothing to find in it."""
    tables, problems = read_tables(path, shown, ())
    if not tables:
        return None, problems
    people = persons_among((one.ark for one in tables), names)
    open_ = [one for one in tables if not one.skjult and one.ark not in people]
    layouts = [found for one in open_ if (found := layout_of(one)) is not None]
    if not layouts:
        return None, [*problems, said("ingen_tabell", Sted(fil=shown))]
    main = max(layouts, key=lambda one: sum(len(column.celler) for column in one.kolonner if column.er_tall))
    gitt = replace(
        gitt, ark=_sheets(main, layouts, steder), tittel=gitt.tittel or title_of(main.over, path.stem, names)
    )
    made = guess(main, gitt, steder, names)
    if "*" not in gitt.ark and _is_first(main, open_, made.serie):
        made = replace(made, serie=replace(made.serie, ark=""))
    if not _of_people(tables, names):
        return Funnet(gjettet=made, rent=path.read_bytes(), endelse=path.suffix.casefold()), problems
    rent = None if "*" in made.serie.ark else cleaned(main.cells, made.serie, names)
    return Funnet(gjettet=replace(made, serie=replace(made.serie, ark="")), rent=rent, endelse=".csv"), problems


def _sheets(main: Layout, layouts: Sequence[Layout], steder: Steder) -> str:
    """The sheet, or a star where several have the same columns, one for each period or unit."""
    if not main.cells.ark:
        return ""
    mine = [one.navn for one in main.kolonner]
    alike = [one for one in layouts if [column.navn for column in one.kolonner] == mine]
    told = [one for one in alike if says_period(one.cells.ark) or name_key(one.cells.ark) in (steder.enheter or {})]
    return "*" if len(told) > 1 and len(told) == len(alike) else main.cells.ark


def _is_first(main: Layout, tables: Sequence[Cells], serie: Serie) -> bool:
    wanted = [one.navn for one in serie.kolonner if one.er not in _NOT_READ]
    return next((one for one in tables if find_headings(one, wanted)), None) is main.cells


def _of_people(tables: Sequence[Cells], names: Navn) -> bool:
    """Whether anything in the file is of people, in any of its sheets."""
    if persons_among((one.ark for one in tables), names):
        return True
    for cells in tables:
        layout = layout_of(cells)
        headings = dict(layout.overskrifter.tekst) if layout is not None else _every(cells)
        if persons_among(headings.values(), names):
            return True
        for column, values in columns_of(cells, range(len(cells.rader)), headings).items():
            texts = [one for one in values if isinstance(one, str)]
            if any(holds_person(one, names) for one in texts):
                return True
            if why_not(headings[column], None, values, names)[0] in _OF_PEOPLE:
                return True
    return False


def _every(cells: Cells) -> dict[int, str]:
    return dict.fromkeys(range(max(map(len, cells.rader), default=0)), "")


def cleaned(cells: Cells, serie: Serie, names: Navn) -> bytes | None:
    """Only the columns that are read, where they stood; None where their headings cannot be found."""
    read = [one.navn for one in serie.kolonner if one.er not in _NOT_READ]
    headings = find_headings(cells, read)
    if headings is None:
        return None
    places = {one.navn: headings.columns_of(one.navn, read) for one in serie.kolonner}
    used = {column for name in read for column in places[name]}
    dims = {column for one in serie.kolonner if one.er in _DIMS for column in places[one.navn]}
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for row in range(len(cells.rader)):
        line = [""] * (max(used) + 1)
        for column in used:
            written = _written(cells, row, column, filled=row >= headings.forste and column in dims)
            line[column] = "" if holds_person(written, names) else written
        writer.writerow(line)
    return out.getvalue().encode("utf-8-sig")


def _written(cells: Cells, row: int, column: int, *, filled: bool) -> str:
    cell = cells.filled(row, column) if filled else cells.value(row, column)
    form = cells.form(row, column)
    if isinstance(cell, date):
        return vist(of_day(cell, length_of(form)))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return "" if cell is None else str(cell)
    number = Decimal(f"{cell:.15g}")
    if is_per_cent(form):
        number *= 100
    shown = f"{number.normalize():f}".replace(".", ",")
    return f"{shown} %" if is_per_cent(form) or has_sign_only(form) else shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Rent:
    innhold: bytes
    endelse: str


def without_people(path: Path, shown: str, serie: Serie, names: Navn) -> Rent | None:
    """The file as it may lie in the folder of the municipality: itself, or the columns that are read where anything
    else in it is of people. None where that would not do."""
    wanted = [one.navn for one in serie.kolonner if one.er not in _NOT_READ]
    tables, _ = read_tables(path, shown, wanted)
    if not _of_people(tables, names):
        return Rent(innhold=path.read_bytes(), endelse=path.suffix.casefold())
    sheets, _ = chosen_sheets(tables, serie.ark, wanted) if tables else ([], [])
    made = cleaned(sheets[0], serie, names) if len(sheets) == 1 else None
    return Rent(innhold=made, endelse=".csv") if made is not None else None


def is_of(path: Path, shown: str, serie: Serie) -> bool:
    """Whether the file has all the headings the series reads."""
    wanted = [one.navn for one in serie.kolonner if one.er not in _NOT_READ]
    tables, _ = read_tables(path, shown, wanted)
    if not tables or not wanted:
        return False
    sheets, _ = chosen_sheets(tables, serie.ark, wanted)
    return any(find_headings(one, wanted) for one in sheets)


def has_table(path: Path, shown: str) -> bool:
    """Whether there are numbers under headings in it."""
    layouts = (layout_of(one) for one in read_tables(path, shown, ())[0] if not one.skjult)
    return any(column.er_tall for one in layouts if one is not None for column in one.kolonner)


def title_of(over: Sequence[str], stem: str, names: Navn) -> str:
    """What the file calls itself; else what it is called."""
    for one in over:
        said_there = " ".join(one.split())
        if 5 < len(said_there) <= 80 and not holds_person(said_there, names) and parse_periode(said_there) is None:
            return said_there
    if holds_person(stem, names):
        return text("serier.fra_fil.uten_tittel")
    return stem[:1].upper() + stem[1:]
