"""The cells that are numbers: as they are kept, with the format they are shown in and the unit they are measured in."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal

from bvaudit.diagnostics import Problem
from bvaudit.intake.series_headings import Headings
from bvaudit.intake.series_table import Cells, said
from bvaudit.intake.workbook_formats import has_sign_only, is_per_cent
from bvaudit.model.serie import Kolonne, Serie
from bvaudit.model.serierad import Skrevet
from bvaudit.model.serieslag import Maal, Radslag, Rolle
from bvaudit.model.serietall import Lest, Uten, from_cell, parse_tall, uten_tall

_OF_MONEY = (  # the word, and how many kroner it stands for: the longest first
    (
        1_000,
        re.compile(
            r"\bt\.?kr\b|\bknok\b|(1[ .\u00a0]?000|tusen) ?(kr|nok)|\bi (hele |heile )?(1[ .\u00a0]?000|tusen)\b", re.I
        ),
    ),
    (1_000_000_000, re.compile(r"\bmrd\b|\bmilliard", re.I)),
    (1_000_000, re.compile(r"\bmill\b|\bmillion|\bmkr\b|\bmnok\b", re.I)),
    (1, re.compile(r"\bkr\b|\bkroner\b|\bnok\b", re.I)),
)
_PER_CENT = re.compile(r"%|\bprosent|prosent\b", re.I)
_MOST_OF_ONE = Decimal("1.5")  # nobody fills more posts than this: it is per cent


class Numbers:
    """``at`` is the number of a cell, why there is none, or its text where it cannot be read as it stands."""

    def __init__(self, serie: Serie, cells: Cells, headings: Headings, problems: list[Problem]) -> None:
        self.serie, self.cells, self.headings, self.problems = serie, cells, headings, problems
        self.times = {one.navn: Decimal(one.gang.replace(",", ".")) for one in serie.kolonner if one.gang}

    def at(self, row: int, column: int, navn: str, maal: Maal) -> Skrevet | Uten | None:
        cell, sted = self.cells.value(row, column), self.cells.sted(row, column)
        posts = navn == "verdi" and maal is Maal.ARSVERK and self.serie.hver_rad is Radslag.SUMMERES
        share = navn == "verdi" and maal is Maal.ANDEL
        if (row, column) in self.cells.uten_svar:
            self.problems.append(said("uten_svar", sted))
        elif isinstance(cell, bool | date | time):
            self.problems.append(said("ikke_tall", sted))
        elif isinstance(cell, int | float):
            return self._of_number(row, column, cell, share=share, posts=posts)
        elif isinstance(cell, str) and cell.strip():
            return self._of_text(row, column, cell, share=share, posts=posts)
        return None

    def _of_number(self, row: int, column: int, cell: float, *, share: bool, posts: bool) -> Skrevet | None:
        form = self.cells.form(row, column)
        per_cent = is_per_cent(form)
        if per_cent and not share and not posts:
            self.problems.append(said("prosentformat", self.cells.sted(row, column)))
        part = share or (posts and (per_cent or self._is_per_cent(column)))
        found = from_cell(
            cell, andel=part, prosentformat=per_cent, prosenttegn=(part and not share) or has_sign_only(form)
        )
        return self._kept(row, column, found if isinstance(found, Lest) else str(cell), posts=posts)

    def _of_text(self, row: int, column: int, cell: str, *, share: bool, posts: bool) -> Skrevet | Uten | None:
        without = uten_tall(cell, self.serie.tomme)
        if without is not None or not (posts or self._times(column) is not None):
            return without or cell
        part = share or (posts and ("%" in cell or self._is_per_cent(column)))
        found = parse_tall(cell if not posts or "%" in cell or not part else f"{cell} %", andel=part)
        return self._kept(row, column, found if isinstance(found, Lest) else cell, posts=posts)

    def _kept(self, row: int, column: int, found: Skrevet, *, posts: bool) -> Skrevet | None:
        if not isinstance(found, Lest):
            return found
        if posts and found.tall > _MOST_OF_ONE:
            self.problems.append(said("for_mange_arsverk", self.cells.sted(row, column)))
            return None
        times = self._times(column)
        if times is None:
            return found
        worked = (found.tall * times).normalize()
        exponent = worked.as_tuple().exponent
        return Lest(worked, max(0, -exponent) if isinstance(exponent, int) else 0, found.prosent)

    def _times(self, column: int) -> Decimal | None:
        if not self.times:
            return None
        found = (
            times for navn, times in self.times.items() if column in self.headings.columns_of(navn, list(self.times))
        )
        return next(found, None)

    def _is_per_cent(self, column: int) -> bool:
        return _PER_CENT.search(self.headings.tekst.get(column, "")) is not None


def other_unit(serie: Serie, cells: Cells, headings: Headings, columns: Mapping[int, Kolonne]) -> Iterator[Problem]:
    """Columns in thousands in a series of millions: a number a thousand times too large."""
    own = _worth(serie.maleenhet)
    if own is None or serie.storrelse is not Maal.SUM:
        return
    first = headings.forste
    above = [str(cell) for row in cells.rader[: max(0, first - 1)] for cell in row if isinstance(cell, str)]
    general = next((found for one in above if (found := _worth(one)) is not None), None)
    for column, one in columns.items():
        if one.er is Rolle.VERDI and not one.gang and one.storrelse in (None, Maal.SUM):
            worth = _worth(" ".join(_stack(cells, first, column))) or general
            if worth is not None and worth != own:
                yield said(
                    "annen_maleenhet", cells.sted(first - 1, column), kolonne=one.navn, maleenhet=serie.maleenhet
                )


def _stack(cells: Cells, first: int, column: int) -> Iterator[str]:
    for row in range(max(0, first - 3), first):
        cell = cells.filled(row, column)
        if isinstance(cell, str):
            yield cell


def _worth(written: str) -> int | None:
    return next((worth for worth, pattern in _OF_MONEY if pattern.search(written)), None)
