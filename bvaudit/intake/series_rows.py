"""One table of numbers, row by row: which rows are numbers, and what each is of. Totals, notes below, merged and
repeated cells are as people make them; what can be read in two ways is a problem with its cell."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from bvaudit.diagnostics import Grad, Problem
from bvaudit.intake.free_text import Navn
from bvaudit.intake.series_headings import Headings, is_repeated, of_day
from bvaudit.intake.series_names import holds_person
from bvaudit.intake.series_table import Cells, said
from bvaudit.intake.workbook_formats import length_of
from bvaudit.model.serie import Kolonne, Serie
from bvaudit.model.serieperiode import Periode, aret_av, of_year, parse_periode, vist
from bvaudit.model.serierad import NUMBERS, is_whole
from bvaudit.model.serieslag import Lengde, Rolle
from bvaudit.texts import counted, text

_LONG = 60
_LENGTHS = (
    ("maned", re.compile(r"m[åa]n(e|a)d|^mnd", re.I)),
    ("kvartal", re.compile(r"kvartal|^kv\b", re.I)),
    ("tertial", re.compile(r"tertial", re.I)),
    ("halvar", re.compile(r"halvår", re.I)),
    ("uke", re.compile(r"^(uke|veke)", re.I)),
)
_NOTE = re.compile(
    r"[*¹²³(\[]|.*:|(kilde|kjelde|merknad|note|fotnote|obs|nb|tatt ut|teke ut|hentet|henta|oppdatert|utskrift|rapport|"
    r"utarbeid\w+|skrevet|skriven|tallene|tala|gjelder|gjeld|foreløpige?|sist)\b",
    re.I,
)
HELE = "hele"  # the period of a row that is of all the others


class Place(NamedTuple):
    """What a row is of. ``periode`` is ``HELE`` for the total of the rows; ``del_av`` is what it says where its columns
    say the year."""

    periode: str | Periode
    del_av: str
    lengde: str
    enhet: str
    kommune: str
    grupper: tuple[tuple[Kolonne, str], ...]


class Rows:
    """The rows of one sheet. ``problems`` are added to as they are met."""

    def __init__(
        self,
        serie: Serie,
        cells: Cells,
        headings: Headings,
        columns: Mapping[int, Kolonne],
        problems: list[Problem],
        names: Navn,
    ) -> None:
        self.serie, self.cells, self.headings, self.columns, self.problems = serie, cells, headings, columns, problems
        self.names = names
        self.above: dict[int, str] = {}
        self.seen: dict[str, bool] = {}  # what was looked for names in already
        self.periode = _of_sheet(serie, cells.ark)
        self.settle()
        self.rader = self._sorted_out()

    def settle(self) -> None:
        """Which columns are numbers, and which say what they are of; once more when a door has been closed."""
        self.numbers = [column for column, one in self.columns.items() if one.er.value in NUMBERS]
        self.dims = [column for column, one in self.columns.items() if _is_dim(one)]

    def _sorted_out(self) -> list[int]:
        """The rows that are numbers. Notes and rows nobody sees are said once."""
        first, last = self.headings.forste, self._last_number()
        notes, hidden, found = [], [], []
        for row in range(first, len(self.cells.rader)):
            filled = [n for n, cell in enumerate(self.cells.rader[row]) if cell is not None]
            if not filled or is_repeated(self.cells, row, self.headings):
                continue
            if self._is_note(row, filled, last):
                notes.append(row)
                continue
            hidden += [row] if row in self.cells.skjulte else []
            found.append(row)
        self.problems += [
            _counted(key, self.cells, rows) for key, rows in (("notis", notes), ("skjulte_rader", hidden)) if rows
        ]
        return found

    def _last_number(self) -> int:
        rows = range(len(self.cells.rader) - 1, self.headings.forste - 1, -1)
        return next((row for row in rows if self._has_number(row)), -1)

    def _has_number(self, row: int) -> bool:
        return any(
            self.cells.value(row, column) is not None or (row, column) in self.cells.uten_svar
            for column in self.numbers
        )

    def _is_note(self, row: int, filled: list[int], last: int) -> bool:
        """A row without numbers that can be nothing but a text: among the periods, below the table, or too long."""
        if self._has_number(row):
            return False
        if not self.numbers:
            return len(filled) == 1 and len(self.columns) > 1
        words = [str(self.cells.value(row, column)) for column in filled]
        when = [column for column in filled if column in self.columns and self.columns[column].er is Rolle.PERIODE]
        if any(not self._is_period(row, column) for column in when) or any(len(one) > _LONG for one in words):
            return True
        blank = row == 0 or not any(cell is not None for cell in self.cells.rader[row - 1])
        marked = _NOTE.match(words[0]) is not None or holds_person(words[0], self.names)
        return last >= 0 and row > last and len(filled) == 1 and (blank or marked)

    def _is_period(self, row: int, column: int) -> bool:
        found = self._when(row, column)
        return found is not None or len([c for c in self.dims if self.columns[c].er is Rolle.PERIODE]) > 1

    def place_of(self, row: int) -> Place:
        whole = any(isinstance(one, str) and is_whole(one) for one in self._not_numbers(row))
        lead = self.dims[0] if self.dims else -1
        written: dict[int, str] = {}
        for column in self.dims:
            said_here = self._text(row, column)
            if said_here or whole:
                self.above[column] = said_here
            elif self.columns[column].fyll_ned:
                said_here = self.above.get(column, "")
            elif column == lead and self._is_left_out(row):
                self.problems.append(said("tom_ledetekst", self.cells.sted(row, column)))
            written[column] = said_here
        one = {self.columns[column].er: shown for column, shown in written.items()}
        groups = tuple(
            (self.columns[column], shown)
            for column, shown in written.items()
            if self.columns[column].er is Rolle.KATEGORI and shown
        )
        when = [column for column in self.dims if self.columns[column].er is Rolle.PERIODE]
        part = (written[when[0]], self._length(when[0])) if len(when) == 1 else ("", "")
        return Place(self._period(row, written), *part, one.get(Rolle.ENHET, ""), one.get(Rolle.KOMMUNE, ""), groups)

    def _not_numbers(self, row: int) -> Iterator[object]:
        return (cell for column, cell in enumerate(self.cells.rader[row]) if column not in self.numbers)

    def _is_left_out(self, row: int) -> bool:
        """Whether the leading cell is empty in a row that says elsewhere what it is of, while a row above has one: the
        same as above, or all of them?"""
        others = any(self.cells.filled(row, column) is not None for column in self.dims[1:])
        return others and any(self.above.get(column) for column in self.dims[:1])

    # --- periods -----------------------------------------------------------------------------------------------------

    def _period(self, row: int, written: Mapping[int, str]) -> str | Periode:
        columns = [column for column in self.dims if self.columns[column].er is Rolle.PERIODE]
        if not columns:
            return self.periode
        if len(columns) > 1:
            return self._joined(row, columns, written)
        (column,) = columns
        found = self._when(row, column)
        if found is None and written[column]:
            found = parse_periode(written[column])  # filled in from above
        if found is not None:
            return HELE if found == HELE else found
        return written[column] or self.periode

    def _joined(self, row: int, columns: list[int], written: Mapping[int, str]) -> str | Periode:
        """The year in one column and the month in another, whichever stands first."""
        years = {c: p for c in columns if (p := parse_periode(written[c])) is not None and aret_av(p) is None}
        rest = [column for column in columns if column not in years and written[column]]
        year = next(iter(years.values()), None)
        if year is None or not rest or all(is_whole(written[column]) for column in rest):
            return year if year is not None else " ".join(written[column] for column in columns).strip()
        parts = [
            found
            for column in rest
            if (found := of_year(written[column], year.fra.year, self._length(column)) or self._when(row, column))
            and found != HELE
        ]
        whole = [one for one in parts if isinstance(one, Periode)]
        finest = min(whole, key=lambda one: one.til - one.fra, default=None)
        return finest if finest is not None else " ".join(written[column] for column in columns)

    def _when(self, row: int, column: int) -> str | Periode | None:
        """The period a cell says; ``HELE`` where it is of all of them; None when it says none."""
        cell = self.cells.filled(row, column)
        if isinstance(cell, datetime | date):
            shown = length_of(self.cells.form(row, column))
            declared = self.columns[column].lengde
            return of_day(cell, shown if declared is Lengde.DAG else declared)
        written = self._plain(cell)
        found = parse_periode(written)
        if found is not None:
            return found
        year = parse_periode(self.periode) if self.periode else None
        part = of_year(written, year.fra.year, self._length(column)) if year is not None and written else None
        return part or (HELE if written and is_whole(written) else None)

    def _length(self, column: int) -> str:
        heading = self.headings.tekst.get(column, "")
        return next((name for name, pattern in _LENGTHS if pattern.search(heading)), "")

    # --- texts -------------------------------------------------------------------------------------------------------

    def _text(self, row: int, column: int) -> str:
        if (row, column) in self.cells.uten_svar:
            self.problems.append(said("uten_svar", self.cells.sted(row, column)))
            return ""
        written = self._plain(self.cells.filled(row, column))
        if written in _FAULTS or written.startswith("Err:"):
            self.problems.append(said("feilcelle", self.cells.sted(row, column)))
            return ""
        if written not in self.seen:
            self.seen[written] = holds_person(written, self.names)
        if self.seen[written]:
            self.problems.append(said("nektet_celle", self.cells.sted(row, column)))
            return ""
        return written

    def _plain(self, cell: object) -> str:
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        return " ".join(str(cell).split())


_FAULTS = frozenset({"#REF!", "#DIV/0!", "#VALUE!", "#VERDI!", "#NAME?", "#NAVN?", "#N/A", "#I/T", "#NUM!", "#NULL!"})


def _is_dim(one: Kolonne) -> bool:
    return one.er in (Rolle.ENHET, Rolle.KOMMUNE, Rolle.KATEGORI, Rolle.PERIODE)


def _of_sheet(serie: Serie, ark: str) -> str:
    """What the series says; where there are several sheets, what the name of each says first."""
    if "*" not in serie.ark:
        return serie.periode or _in_name(ark)
    year = parse_periode(serie.periode) if serie.periode else None
    part = of_year(ark, year.fra.year) if year is not None else None
    return vist(part) if part is not None else (_in_name(ark) or serie.periode)


def _in_name(ark: str) -> str:
    """The period the name of a sheet says: «2024», «Fravær 2024», «mars 2024»."""
    if parse_periode(ark) is not None:
        return ark
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", ark)
    return years[0] if len(years) == 1 else ""


def joined(fixed: str, place: Place) -> str | Periode:
    """The period of a column for a year, in a row for a part of it: «mars» under «2024»."""
    year = parse_periode(fixed)
    if year is None or aret_av(year) is not None or not place.del_av or year.til.year != year.fra.year:
        return fixed
    if is_whole(place.del_av):
        return year
    return of_year(place.del_av, year.fra.year, place.lengde) or fixed


def _counted(key: str, cells: Cells, rows: list[int]) -> Problem:
    return Problem(
        sted=cells.sted(rows[0], 0),
        kode=f"serie-{key.replace('_', '-')}",
        tekst=counted(f"serier.les.{key}", len(rows)),
        hint=text(f"serier.les.{key}_hint"),
        grad=Grad.MERKNAD,
    )
