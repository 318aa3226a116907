"""The numbers of a series from its file, strictly: what cannot be read is a problem with its cell, and never 0."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from bvaudit.diagnostics import Grad, Problem, Sted, has_errors, in_order
from bvaudit.intake.free_text import Navn
from bvaudit.intake.series_headings import Headings, chosen_sheets, find_headings, most_alike
from bvaudit.intake.series_names import columns_of, persons_among, shown_value, why_not
from bvaudit.intake.series_numbers import Numbers, other_unit
from bvaudit.intake.series_rows import HELE, Place, Rows, joined
from bvaudit.intake.series_table import Cells, heading_key, read_tables, said, said_softly
from bvaudit.model.enhet import name_key, slug
from bvaudit.model.serie import Kolonne, Serie
from bvaudit.model.serieperiode import Periode
from bvaudit.model.seriepunkt import Seriepunkt, Slippgrunn, Sluppet
from bvaudit.model.serierad import NUMBERS, Radfeil, Radtekst, Skrevet, Steder, code_of, is_whole, punkt_av
from bvaudit.model.serieslag import Maal, Radslag, Rolle
from bvaudit.model.serietall import Lest, Uten
from bvaudit.texts import text

_ONE = {"verdi": Lest(Decimal(1), 0, False)}
_NOT_READ = (Rolle.NAVN, Rolle.BRUKES_IKKE)


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


class _Waiting(NamedTuple):
    """A number whose period is that of all the other rows, and where in them it stands."""

    nummer: int
    rad: Radtekst
    kilde: str


def read_series(serie: Serie, path: Path, shown: str, steder: Steder, names: Navn) -> tuple[Serielest, list[Problem]]:
    """Every number of the file. No numbers when there is an error."""
    wanted = [one.navn for one in serie.kolonner if one.er not in _NOT_READ]
    tables, problems = read_tables(path, shown, [one.navn for one in serie.kolonner])
    people = persons_among((one.ark for one in tables), names)
    problems += [said_softly("ark_med_navn", Sted(fil=shown))] if people else []
    tables = [one for one in tables if one.ark not in people]
    if not tables:
        problems += [] if has_errors(problems) else [said("ingen_ark", Sted(fil=shown))]
        return Serielest(), problems
    sheets, more = chosen_sheets(tables, serie.ark, wanted)
    problems += more
    reads = [_sheet(serie, cells, wanted, steder, names) for cells in sheets]
    problems += [problem for one in reads for problem in one.problems]
    sluppet = tuple(dict.fromkeys(left for one in reads for left in one.sluppet))
    if any(one.grad is Grad.FEIL for one in problems):
        return Serielest(sluppet=sluppet), in_order(problems)
    return Serielest(
        punkter=tuple(punkt for one in reads for punkt in one.punkter),
        ord={key: word for one in reversed(reads) for key, word in one.ord.items()},
        sluppet=sluppet,
    ), in_order(problems)


def _sheet(serie: Serie, cells: Cells, wanted: Sequence[str], steder: Steder, names: Navn) -> "_Reader":
    found = find_headings(cells, wanted)
    reader = _Reader(serie, cells, steder, names)
    if found is None:
        row, lacking = most_alike(cells, wanted)
        there = ", ".join(f"«{one}»" for one in lacking)
        near = _near(lacking, [str(cell) for cell in cells.rader[row] if isinstance(cell, str)] if cells.rader else [])
        problem = said("mangler_kolonner", cells.sted(row, 0), kolonner=there)
        hint = text("felles.mente_du", naer=shown_value(near, names)) if near else problem.hint
        reader.problems.append(replace(problem, hint=hint))
        return reader
    reader.read(found)
    return reader


def _near(lacking: Sequence[str], headings: Sequence[str]) -> str:
    """The headings of the file that were probably meant."""
    by_key = {heading_key(one): one for one in headings}
    found = [near for one in lacking for near in get_close_matches(heading_key(one), by_key, n=1)]
    return "» og «".join(dict.fromkeys(" ".join(by_key[one].split()) for one in found))


class _Reader:
    def __init__(self, serie: Serie, cells: Cells, steder: Steder, names: Navn) -> None:
        self.serie, self.cells, self.steder, self.names = serie, cells, steder, names
        self.problems: list[Problem] = []
        self.punkter: list[Seriepunkt] = []
        self.ord: dict[tuple[str, str], str] = {}
        self.sluppet: list[Sluppet] = []
        self.columns: dict[int, Kolonne] = {}
        self.people: frozenset[str] = frozenset()

    def place(self, headings: Headings) -> None:
        """Which column each of the map is."""
        others = [one.navn for one in self.serie.kolonner]
        for one in self.serie.kolonner:
            places = headings.columns_of(one.navn, others)
            if len(places) > 1 and one.er not in _NOT_READ:
                sted = self.cells.sted(0, 0)
                self.problems.append(said("to_kolonner", Sted(fil=sted.fil, ark=sted.ark), kolonne=one.navn))
            self.columns |= dict.fromkeys(places[:1] if one.er not in _NOT_READ else places, one)

    def close_doors(self, headings: Headings, rows: Sequence[int]) -> None:
        """What is a person's is left at the door, and said; asked for as something else, it is refused."""
        self.people = persons_among(headings.tekst.values(), self.names)
        for column, values in columns_of(self.cells, rows, headings.tekst).items():
            self._close(column, values, headings)

    def _close(self, column: int, values: Sequence[object], headings: Headings) -> None:
        heading, declared = headings.tekst[column], self.columns.get(column)
        grunn, asked = why_not(heading, declared, values, self.names)
        if grunn is None:
            return
        sted = self.cells.sted(headings.forste - 1, column)
        called = heading if heading not in self.people else text("serier.les.kolonne_nr", nr=column + 1)
        if asked:
            self.problems.append(said(f"nektet_{grunn}", sted, kolonne=called))
        self.columns.pop(column, None)
        self.sluppet.append(Sluppet(serie=self.serie.id, kolonne=called, grunn=grunn, kilde=str(sted)))

    def read(self, headings: Headings) -> None:
        self.place(headings)
        rows = Rows(self.serie, self.cells, headings, self.columns, self.problems, self.names)
        self.close_doors(headings, rows.rader)
        rows.settle()
        parts = self._parts()
        numbers = Numbers(self.serie, self.cells, headings, self.problems)
        self.problems += other_unit(self.serie, self.cells, headings, self.columns)
        waiting: list[_Waiting] = []
        for row in rows.rader:
            place = rows.place_of(row)
            for part in parts:
                self._number(row, part, place, numbers, waiting)
        for one in waiting:
            self._whole(one)
        self.punkter = [punkt for punkt in self.punkter if punkt is not _NONE]

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
        shared = (
            {"personer": alone["personer"]} if "personer" in alone else {}
        )  # those of the row stand behind all of it
        if set(alone) == {"personer"} and len(groups) > 1:
            del groups[loose]
        return [_Part(first[key], {**shared, **tall}) for key, tall in groups.items()]

    def _number(self, row: int, part: _Part, place: Place, numbers: Numbers, waiting: list[_Waiting]) -> None:
        fixed = part.kolonne
        maal = fixed.storrelse if fixed and fixed.storrelse else self.serie.storrelse
        tall: dict[str, Skrevet | Uten] = dict(_ONE)
        if fixed is not None:
            tall = {navn: one for navn, c in part.tall.items() if (one := numbers.at(row, c, navn, maal)) is not None}
        at = next(iter(part.tall.values()), 0)
        periode = joined(fixed.periode, place) if fixed and fixed.periode else place.periode
        rad = Radtekst(
            periode="" if periode == HELE else periode,
            enhet=fixed.enhet if fixed and fixed.enhet else place.enhet or self._of_sheet(),
            kommune=place.kommune,
            grupper=(*self._categories(place), *self._fixed(fixed)),
            storrelse=fixed.storrelse if fixed else None,
            tall=tall,
        )
        kilde = str(self.cells.sted(row, at))
        if periode == HELE and not self.serie.periode:
            waiting.append(_Waiting(len(self.punkter), rad, kilde))
            self.punkter.append(_NONE)
            return
        punkt, faults = punkt_av(rad, self.serie, self.steder, kilde)
        for fault in faults:
            self._tell(fault, row, part, at)
        self.punkter += [punkt] if punkt is not None else []

    def _of_sheet(self) -> str:
        """The unit a sheet is called, where there is one for each and no column says it."""
        if "*" not in self.serie.ark or any(one.er is Rolle.ENHET for one in self.columns.values()):
            return ""
        return (self.steder.enheter or {}).get(name_key(self.cells.ark), "")

    def _whole(self, one: _Waiting) -> None:
        """The total of the rows is for the time they are for together."""
        spans = [punkt.periode for punkt in self.punkter if punkt is not _NONE]
        if not spans:
            return
        span = Periode(min(one.fra for one in spans), max(one.til for one in spans))
        punkt, _ = punkt_av(replace(one.rad, periode=span), self.serie, self.steder, one.kilde)
        if punkt is not None:
            self.punkter[one.nummer] = punkt

    def _fixed(self, one: Kolonne | None) -> Iterator[tuple[str, str]]:
        if one is not None and one.kategori:
            self.ord.setdefault((one.akse, code_of(one.kategori)), one.kategori)
            yield one.akse, one.kategori

    def _categories(self, place: Place) -> Iterator[tuple[str, str]]:
        for one, written in place.grupper:
            akse = one.akse or slug(one.navn)
            if not is_whole(written):
                self.ord.setdefault((akse, code_of(written)), written)
            yield akse, written

    def _tell(self, fault: Radfeil, row: int, part: _Part, at: int) -> None:
        places = {one.er.value: column for column, one in self.columns.items() if one.er.value not in NUMBERS}
        column = {**places, **part.tall}.get(fault.felt, at)
        tekst = text(f"serier.celle.{fault.kode}", verdi=shown_value(fault.verdi, self.names))
        hint = text(f"serier.celle.{fault.kode}_hint", naer=fault.naer)
        grad = Grad.ADVARSEL if fault.advarsel else Grad.FEIL
        kode = f"serie-{fault.kode.replace('_', '-')}"
        self.problems.append(Problem(sted=self.cells.sted(row, column), kode=kode, tekst=tekst, hint=hint, grad=grad))


_NONE = Seriepunkt(periode=Periode(date.min, date.min), storrelse=Maal.ANTALL)  # keeps the place of one that waits


def dropped_words(one: Sluppet) -> str:
    """What is said of a column that was not read."""
    return text(f"serier.sluppet.{one.grunn}", kolonne=one.kolonne, kilde=one.kilde)


__all__ = ["Serielest", "Slippgrunn", "dropped_words", "read_series"]
