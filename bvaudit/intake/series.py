"""The numbers of a series from its file, strictly: what cannot be read is a problem with its cell, and never 0."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from bvaudit.diagnostics import Grad, Problem, Sted, in_order
from bvaudit.intake.free_text import Navn
from bvaudit.intake.series_names import columns_of, why_not
from bvaudit.intake.series_table import Cells, find_headings, heading_key, most_alike, read_table, said
from bvaudit.model.enhet import slug
from bvaudit.model.serie import Kolonne, Serie
from bvaudit.model.serieperiode import Periode
from bvaudit.model.seriepunkt import Seriepunkt, Slippgrunn, Sluppet
from bvaudit.model.serierad import NUMBERS, Radfeil, Radtekst, Skrevet, Steder, code_of, is_whole, punkt_av
from bvaudit.model.serieslag import Lengde, Maal, Radslag, Rolle
from bvaudit.model.serietall import Lest, from_cell
from bvaudit.texts import text

_ERRORS = ("#", "Err:")
_ONE = {"verdi": Lest(Decimal(1), 0, False)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Serielest:
    """``ord``: axis and code → the words that stood there. ``sluppet`` are the columns that were not read."""

    punkter: tuple[Seriepunkt, ...] = ()
    ord: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sluppet: tuple[Sluppet, ...] = ()


class _Part(NamedTuple):
    """The columns that make one number: what is fixed for it, and where its parts stand."""

    kolonne: Kolonne | None
    tall: Mapping[str, int]


def read_series(serie: Serie, path: Path, shown: str, steder: Steder, names: Navn) -> tuple[Serielest, list[Problem]]:
    """Every number of the file. No numbers when there is an error."""
    wanted = [one.navn for one in serie.kolonner]
    cells, problems = read_table(path, shown, serie.ark, wanted)
    if cells is None:
        return Serielest(), problems
    found = find_headings(cells, wanted)
    if found is None:
        row, lacking = most_alike(cells, wanted)
        there = ", ".join(f"«{one}»" for one in lacking)
        return Serielest(), [*problems, said("mangler_kolonner", cells.sted(row, 0), kolonner=there)]
    first, headings = found
    reader = _Reader(serie, cells, steder, headings, problems)
    reader.close_doors(first, names)
    reader.read(first)
    return reader.done(), in_order(reader.problems)


class _Reader:
    def __init__(
        self, serie: Serie, cells: Cells, steder: Steder, headings: Mapping[int, str], problems: list[Problem]
    ) -> None:
        self.serie, self.cells, self.steder, self.headings = serie, cells, steder, headings
        self.problems = list(problems)
        self.punkter: list[Seriepunkt] = []
        self.ord: dict[tuple[str, str], str] = {}
        self.sluppet: list[Sluppet] = []
        by_key = {heading_key(one.navn): one for one in serie.kolonner}
        self.columns: dict[int, Kolonne] = {}
        for column, heading in headings.items():
            declared = by_key.get(heading_key(heading))
            if declared is not None and declared in self.columns.values():
                sted = self.cells.sted(0, column)
                self.problems.append(said("to_kolonner", Sted(fil=sted.fil, ark=sted.ark), kolonne=heading))
            elif declared is not None:
                self.columns[column] = declared

    def close_doors(self, first: int, names: Navn) -> None:
        """What is a person's is left at the door, and said; asked for as something else, it is refused."""
        for column, values in columns_of(self.cells, first, self.headings).items():
            heading, declared = self.headings[column], self.columns.get(column)
            grunn, asked = why_not(heading, declared, values, names)
            if grunn is None:
                continue
            if asked:
                self.problems.append(said(f"nektet_{grunn}", self.cells.sted(first - 1, column), kolonne=heading))
            self.columns.pop(column, None)
            kilde = str(self.cells.sted(first - 1, column))
            self.sluppet.append(Sluppet(serie=self.serie.id, kolonne=heading, grunn=grunn, kilde=kilde))

    def read(self, first: int) -> None:
        parts = self._parts()
        for row in range(first, len(self.cells.rader)):
            if any(cell is not None for cell in self.cells.rader[row]):
                self._row(row, parts)

    def done(self) -> Serielest:
        if any(one.grad is Grad.FEIL for one in self.problems):
            return Serielest(sluppet=tuple(self.sluppet))
        return Serielest(punkter=tuple(self.punkter), ord=dict(self.ord), sluppet=tuple(self.sluppet))

    def _parts(self) -> list[_Part]:
        if self.serie.hver_rad is Radslag.TELLES:
            return [_Part(None, {})]
        groups: dict[tuple[object, ...], dict[str, int]] = {}
        first: dict[tuple[object, ...], Kolonne] = {}
        for column, one in self.columns.items():
            if one.er.value in NUMBERS:
                key = (one.akse, one.kategori, one.periode, one.enhet, one.storrelse)
                first.setdefault(key, one)
                if groups.setdefault(key, {}).setdefault(one.er.value, column) != column:
                    self.problems.append(said("to_tall", self.cells.sted(0, column), kolonne=one.navn))
        loose = ("", "", "", "", None)
        alone = groups.get(loose, {})
        shared = groups.pop(loose) if set(alone) == {"personer"} and len(groups) > 1 else {}
        return [_Part(first[key], {**shared, **tall}) for key, tall in groups.items()]

    def _row(self, row: int, parts: Sequence[_Part]) -> None:
        places: dict[Rolle, int] = {
            one.er: column for column, one in self.columns.items() if one.er is not Rolle.KATEGORI
        }
        grupper = tuple(self._categories(row))
        for part in parts:
            fixed = part.kolonne
            andel = (fixed.storrelse if fixed and fixed.storrelse else self.serie.storrelse) is Maal.ANDEL
            tall = dict(self._numbers(row, part, andel)) if fixed else dict(_ONE)
            rad = Radtekst(
                periode=fixed.periode if fixed and fixed.periode else self._period(row, places),
                enhet=fixed.enhet if fixed and fixed.enhet else self._text(row, places.get(Rolle.ENHET)),
                kommune=self._text(row, places.get(Rolle.KOMMUNE)),
                grupper=(*grupper, *self._fixed(fixed)),
                storrelse=fixed.storrelse if fixed else None,
                tall=tall,
            )
            at = next(iter(part.tall.values()), 0)
            punkt, faults = punkt_av(rad, self.serie, self.steder, str(self.cells.sted(row, at)))
            for fault in faults:
                self._tell(fault, row, {**{navn.value: at for navn, at in places.items()}, **part.tall})
            if punkt is not None:
                self.punkter.append(punkt)

    def _fixed(self, one: Kolonne | None) -> Iterator[tuple[str, str]]:
        if one is not None and one.kategori:
            self.ord.setdefault((one.akse, code_of(one.kategori)), one.kategori)
            yield one.akse, one.kategori

    def _categories(self, row: int) -> Iterator[tuple[str, str]]:
        for column, one in self.columns.items():
            if one.er is Rolle.KATEGORI and (written := self._text(row, column)):
                akse = one.akse or slug(one.navn)
                if not is_whole(written):
                    self.ord.setdefault((akse, code_of(written)), written)
                yield akse, written

    def _numbers(self, row: int, part: _Part, andel: bool) -> Iterator[tuple[str, Skrevet]]:
        for navn, column in part.tall.items():
            cell = self.cells.value(row, column)
            share = andel and navn == "verdi"
            if (row, column) in self.cells.uten_svar:
                self.problems.append(said("uten_svar", self.cells.sted(row, column)))
            elif isinstance(cell, bool | date | time):
                self.problems.append(said("ikke_tall", self.cells.sted(row, column)))
            elif isinstance(cell, int | float):
                per_cent = (row, column) in self.cells.prosent
                if per_cent and not share:
                    self.problems.append(said("prosentformat", self.cells.sted(row, column)))
                found = from_cell(cell, andel=share, prosentformat=per_cent)
                yield navn, found if isinstance(found, Lest) else str(cell)
            elif isinstance(cell, str) and cell.strip():
                yield navn, cell

    def _period(self, row: int, places: Mapping[Rolle, int]) -> str | Periode:
        column = places.get(Rolle.PERIODE)
        cell = self.cells.value(row, column) if column is not None else None
        if column is not None and isinstance(cell, datetime | date):
            return _of_day(cell, self.columns[column].lengde)
        return self._text(row, column)

    def _text(self, row: int, column: int | None) -> str:
        cell = self.cells.value(row, column) if column is not None else None
        if cell is None:
            return ""
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        written = " ".join(str(cell).split())
        if written.startswith(_ERRORS) and column is not None:
            self.problems.append(said("feilcelle", self.cells.sted(row, column)))
            return ""
        return written

    def _tell(self, fault: Radfeil, row: int, places: Mapping[str, int]) -> None:
        column = places.get(fault.felt, next(iter(places.values()), 0))
        tekst = text(f"serier.celle.{fault.kode}", verdi=fault.verdi)
        hint = text(f"serier.celle.{fault.kode}_hint")
        grad = Grad.ADVARSEL if fault.advarsel else Grad.FEIL
        kode = f"serie-{fault.kode.replace('_', '-')}"
        self.problems.append(Problem(sted=self.cells.sted(row, column), kode=kode, tekst=tekst, hint=hint, grad=grad))


def _of_day(day: date, lengde: Lengde) -> str | Periode:
    plain = date(day.year, day.month, day.day)
    match lengde:
        case Lengde.MANED:
            return f"{plain:%Y-%m}"
        case Lengde.AR:
            return f"{plain:%Y}"
        case _:
            return Periode(plain, plain)


def dropped_words(one: Sluppet) -> str:
    """What is said of a column that was not read."""
    return text(f"serier.sluppet.{one.grunn}", kolonne=one.kolonne, kilde=one.kilde)


__all__ = ["Serielest", "Slippgrunn", "dropped_words", "read_series"]
