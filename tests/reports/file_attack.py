"""Somebody who has nothing but the files: every number in them with what it means, and how far apart the lowest and the
highest of a number that is hidden can be.

Written apart from the program: the workbooks are read as sheets, hidden ones too. What hangs together is what
an insider knows (units and municipalities make the whole, codes make the whole, months make a quarter and a year, one
count is the denominator of another table), taken from the same papers with nothing hidden, and only where it holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain, combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import openpyxl
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

COUNTS, SHARE = ("antall", "antall_barn", "sum", "dogn"), "andel"
V, T, N = "verdi", "teller", "nevner"
HIDDEN = "skjult"


class Key(NamedTuple):
    """What is counted, of whom, and when."""

    sort: tuple[str, str, str]  # figure, reading, measure
    fra: date
    til: date
    enhet: str
    kommune: str
    gruppe: str


class Tall(NamedTuple):
    """One whole number: a count, or one side of a share."""

    key: Key
    del_: str


@dataclass
class Fakta:
    """What the workbooks say. ``skjult`` has every key some workbook hides and none shows."""

    tall: dict[Tall, int] = field(default_factory=dict)
    andel: dict[Key, float] = field(default_factory=dict)
    maned: dict[Key, float] = field(default_factory=dict)  # mean, smallest and largest month
    skjult: set[Key] = field(default_factory=set)

    def add(self, other: "Fakta") -> None:
        self.tall |= other.tall
        self.andel |= other.andel
        self.maned |= other.maned
        self.skjult = (self.skjult | other.skjult) - self.shown

    @property
    def shown(self) -> set[Key]:
        return {one.key for one in self.tall} | set(self.andel) | set(self.maned)


def read_annexes(paths: Iterable[Path]) -> Fakta:
    found = Fakta()
    for path in paths:
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:  # hidden ones too
            rows = list(sheet.iter_rows(values_only=True))
            if rows and "Størrelse" in (head := [str(one) for one in rows[0]]):
                for row in rows[1:]:
                    found.add(_fact(dict(zip(head, row, strict=False))))
    return found


def _day(value: Any) -> date:
    return value.date() if isinstance(value, datetime) else date.fromisoformat(str(value))


def _fact(row: Mapping[str, Any]) -> Fakta:
    said = {
        name: str(row.get(name) or "") for name in ("Id", "Lesning", "Størrelse", "Enhet", "Kommunenummer", "Gruppe")
    }
    sort = (said["Id"], said["Lesning"], said["Størrelse"])
    key = Key(sort, _day(row["Fra"]), _day(row["Til"]), said["Enhet"], said["Kommunenummer"], said["Gruppe"])
    found = Fakta()
    numbers = {T: row.get("Teller"), N: row.get("Nevner")}
    if row["Tilstand"] == HIDDEN:
        assert not any(
            isinstance(one, int | float) for one in (*numbers.values(), row.get("Verdi"), row.get("Saker bak tallet"))
        )
        found.skjult.add(key)
        return found
    verdi = row.get("Verdi")
    per_100 = sort[2] in COUNTS and isinstance(row.get("Nevner"), int | float)
    if sort[2] in COUNTS and isinstance(verdi, int | float) and float(verdi).is_integer() and not per_100:
        found.tall[Tall(key, V)] = int(verdi)
    elif sort[2] == SHARE and isinstance(verdi, int | float):
        found.andel[key] = float(verdi)
    elif sort[0].endswith("_per_mnd") and isinstance(verdi, int | float):
        found.maned[key] = float(verdi)
    for del_, number in numbers.items():
        if isinstance(number, int | float) and float(number).is_integer():
            found.tall[Tall(key, del_)] = int(number)
    n = row.get("Saker bak tallet")
    if sort[2] == SHARE and isinstance(n, int) and Tall(key, N) not in found.tall:
        found.tall[Tall(key, N)] = n
    return found


# --- what an insider knows --------------------------------------------------------------------------------------------

Linje = dict[Tall, float]  # their sum with these factors is nought


@dataclass
class Viten:
    """``sant`` is the same papers with nothing hidden: it says only which sums hold."""

    sant: dict[Tall, int]
    like: list[Linje] = field(default_factory=list)
    heads: dict[Tall, Tall] = field(default_factory=dict)

    def learn(self) -> None:
        self._over_time()
        for _ in range(2):
            self._along_axes()
            self._over_time()
        self._one_and_the_same()
        self._codes_of_another_table()

    def holds(self, line: Linje) -> bool:
        return all(one in self.sant for one in line) and not sum(f * self.sant[one] for one, f in line.items())

    def _keep(self, whole: Tall, parts: Sequence[Tall]) -> None:
        if all(one in self.sant for one in parts):
            self.sant.setdefault(whole, sum(self.sant[one] for one in parts))
        line: Linje = {whole: -1.0}
        for one in parts:
            line[one] = line.get(one, 0.0) + 1.0
        if len(parts) and self.holds(line) and line not in self.like:
            self.like.append(line)

    def _along_axes(self) -> None:
        slices: dict[tuple[Tall, str], list[Tall]] = defaultdict(list)
        for one in self.sant:
            key = one.key
            if key.enhet:
                slices[Tall(key._replace(enhet=""), one.del_), "enhet"].append(one)
            if key.kommune and "+" not in key.kommune:
                slices[Tall(key._replace(kommune=""), one.del_), "kommune"].append(one)
            if key.gruppe and one.del_ != N:
                axis = key.gruppe.partition("=")[0]
                slices[Tall(key._replace(gruppe=""), one.del_), axis].append(one)
        for (whole, _), parts in list(slices.items()):
            if len(parts) > 1:
                self._keep(whole, parts)

    def merged(self, names: Iterable[str]) -> None:
        """Municipalities in one row."""
        for name in names:
            for one in [tall for tall in self.sant if tall.key.kommune == name.split("+")[0]]:
                parts = [Tall(one.key._replace(kommune=k), one.del_) for k in name.split("+")]
                if all(part in self.sant for part in parts):
                    self._keep(Tall(one.key._replace(kommune=name), one.del_), parts)

    def _over_time(self) -> None:
        slices: dict[tuple[Any, ...], dict[tuple[date, date], Tall]] = defaultdict(dict)
        for one in self.sant:
            if one.key.fra < one.key.til:
                slices[one.key.sort, one.del_, one.key.enhet, one.key.kommune, one.key.gruppe][
                    one.key.fra, one.key.til
                ] = one
        for there in slices.values():
            for (fra, til), whole in list(there.items()):
                for parts in _cut(fra, til, [span for span in there if span != (fra, til)]):
                    self._keep(whole, [there[span] for span in parts])
            years = {fra.year for fra, _ in there}
            for year in years:
                span = (date(year, 1, 1), date(year, 12, 31))
                for parts in _cut(*span, [one for one in there if one != span]):
                    first = there[parts[0]]
                    self._keep(
                        Tall(first.key._replace(fra=span[0], til=span[1]), first.del_), [there[one] for one in parts]
                    )

    def _one_and_the_same(self) -> None:
        """Numbers of two tables that agree wherever both stand."""
        tables: dict[tuple[Any, str], dict[tuple[Any, ...], Tall]] = defaultdict(dict)
        for one in self.sant:
            tables[one.key.sort, one.del_][one.key[1:]] = one
        for (a, there), (b, others) in combinations(tables.items(), 2):
            common = there.keys() & others.keys()
            if a[0] == b[0] and a[0][2] == SHARE:
                continue
            told = [(self.sant[there[at]], self.sant[others[at]]) for at in common]
            if any(x for x, _ in told) and all(x == y for x, y in told) and _no_chance([x for x, _ in told]):
                for at in common:
                    self.like.append({there[at]: 1.0, others[at]: -1.0})

    def _codes_of_another_table(self) -> None:
        """Some of the codes of a division are what another table counts, of the same whole."""
        codes: dict[tuple[Any, ...], dict[tuple[Any, ...], dict[str, Tall]]] = defaultdict(lambda: defaultdict(dict))
        plain: dict[tuple[Any, str], dict[tuple[Any, ...], Tall]] = defaultdict(dict)
        for one in self.sant:
            key = one.key
            if key.gruppe and one.del_ != N and ";" not in key.gruppe:
                codes[key.sort, one.del_, key.gruppe.partition("=")[0]][key[1:5]][key.gruppe] = one
            elif not key.gruppe and one.del_ != N:
                plain[key.sort, one.del_][key[1:5]] = one
        for (sort, _, _), places in codes.items():
            for (other, _), there in plain.items():
                if other != sort:
                    self._some_codes(places, there)

    def _some_codes(
        self, places: Mapping[tuple[Any, ...], Mapping[str, Tall]], there: Mapping[tuple[Any, ...], Tall]
    ) -> None:
        names = sorted({name for each in places.values() for name in each})
        common = [at for at in places if at in there and len(places[at]) == len(names)]
        if not common or len(names) > 8:
            return
        for some in chain.from_iterable(combinations(names, n) for n in range(1, len(names))):
            sums = [sum(self.sant[places[at][name]] for name in some) for at in common]
            if sums == [self.sant[there[at]] for at in common] and sum(n > 2 for n in sums) > 1:
                for at in common:
                    self.like.append({there[at]: -1.0, **{places[at][name]: 1.0 for name in some}})


def _no_chance(told: Sequence[int]) -> bool:
    return len([one for one in told if one > 2]) > 1 or max(told, default=0) > 20


def _cut(fra: date, til: date, spans: Sequence[tuple[date, date]]) -> Iterator[list[tuple[date, date]]]:
    """Ways to fill the span with others, one after the other."""
    if fra > til:
        yield []
        return
    for one in spans:
        if one[0] == fra and one[1] <= til:
            for rest in _cut(one[1] + timedelta(1), til, spans):
                yield [one, *rest]


# --- the program ------------------------------------------------------------------------------------------------------


class Program:
    """Everything that is printed, and every sum, in whole numbers."""

    def __init__(self, trykt: Fakta, viten: Viten) -> None:
        self.trykt = trykt
        self.index: dict[Any, int] = {}
        self.lines: list[tuple[dict[int, float], float, float]] = []
        self.most = 10.0 * max(viten.sant.values(), default=1) + 100
        for one, value in trykt.tall.items():
            self._line({one: 1.0}, value, value)
        for key, share in trykt.andel.items():
            self._line({Tall(key, T): 1.0, Tall(key, N): -(round(share, 3) + 0.00051)}, -np.inf, 0)
            self._line({Tall(key, T): 1.0, Tall(key, N): -(round(share, 3) - 0.00051)}, 0, np.inf)
        for line in viten.like:
            self._line(dict(line), 0, 0)
        for one in list(self.index):
            if isinstance(one, Tall) and one.del_ == T and one.key.sort[2] == SHARE:
                self._line({one: 1.0, Tall(one.key, N): -1.0}, -np.inf, 0)
        self._months()

    def at(self, one: Any) -> int:
        return self.index.setdefault(one, len(self.index))

    def _line(self, terms: Mapping[Any, float], low: float, high: float) -> None:
        self.lines.append(({self.at(one): f for one, f in terms.items()}, low, high))

    def _months(self) -> None:
        """A mean of months is their sum; the smallest and the largest are one of them each."""
        for key, value in self.trykt.maned.items():
            months = (key.til.year - key.fra.year) * 12 + key.til.month - key.fra.month + 1
            sort = (key.sort[0].removesuffix("_per_mnd"), key.sort[1], "antall")
            of = [("maned", key._replace(sort=sort), n) for n in range(months)]
            if key.sort[2] == "gjennomsnitt":
                self._line({Tall(key._replace(sort=sort), V): 1.0}, round(value * months), round(value * months))
                self._line({Tall(key._replace(sort=sort), V): -1.0, **dict.fromkeys(of, 1.0)}, 0, 0)
            elif key.sort[2] in ("minst", "storst"):
                for one in of:
                    self._line({one: 1.0}, *((value, np.inf) if key.sort[2] == "minst" else (-np.inf, value)))

    def narrow(self, wanted: Sequence[Tall], bredde: int) -> list[tuple[Tall, int, int]]:
        wanted = [one for one in wanted if one in self.index]
        part = self._parts()
        groups: dict[int, list[Tall]] = defaultdict(list)
        for one in wanted:
            groups[part[self.index[one]]].append(one)
        found: list[tuple[Tall, int, int]] = []
        for number, there in groups.items():
            found += self._narrow_in([v for v, g in enumerate(part) if g == number], there, bredde)
        return found

    def _parts(self) -> list[int]:
        root = list(range(len(self.index)))

        def find(v: int) -> int:
            while root[v] != v:
                root[v] = root[root[v]]
                v = root[v]
            return v

        for terms, low, high in self.lines:
            first, *rest = terms
            if len(terms) == 1 and low == high:
                continue
            for v in rest:
                root[find(v)] = find(first)
        return [find(v) for v in range(len(root))]

    def _narrow_in(self, inside: list[int], wanted: list[Tall], bredde: int) -> list[tuple[Tall, int, int]]:
        place = {v: n for n, v in enumerate(inside)}
        rows, cols, data, low, high = [], [], [], [], []
        for terms, lo, hi in self.lines:
            if next(iter(terms)) in place:
                for v, f in terms.items():
                    rows.append(len(low))
                    cols.append(place[v])
                    data.append(f)
                low.append(lo)
                high.append(hi)
        matrix = csc_array(
            (data, (np.array(rows, dtype=np.int32), np.array(cols, dtype=np.int32))), shape=(len(low), len(inside))
        )
        constraints = LinearConstraint(matrix, low, high)
        goal = [place[self.index[one]] for one in wanted]
        least, most = np.full(len(goal), np.inf), np.full(len(goal), -np.inf)

        def solve(cost: np.ndarray) -> None:
            got = milp(
                cost,
                integrality=np.ones(len(inside)),
                bounds=Bounds(0, self.most),
                constraints=constraints,
                options={"time_limit": 20.0},
            )
            if got.status == 2:
                raise AssertionError("what is printed cannot be true")
            if got.x is not None:
                x = np.round(got.x)[goal]
                np.minimum(least, x, out=least)
                np.maximum(most, x, out=most)

        for n, v in enumerate(goal):
            for way in (1.0, -1.0):
                if not most[n] - least[n] >= bredde:
                    cost = np.zeros(len(inside))
                    cost[v] = way
                    solve(cost)
        return [(one, int(least[n]), int(most[n])) for n, one in enumerate(wanted) if most[n] - least[n] < bredde]


def sought(trykt: Fakta, sant: Mapping[Tall, int]) -> list[Tall]:
    """The numbers of every hidden cell: the count, or the numerator; both sides where the whole is few."""
    found = []
    for key in sorted(trykt.skjult):
        if key.sort[2] in COUNTS and Tall(key, T) not in sant:
            found.append(Tall(key, V))
        elif (key.sort[2] == SHARE or Tall(key, T) in sant) and sant.get(Tall(key, N), 0):
            found.append(Tall(key, T))
    return found
