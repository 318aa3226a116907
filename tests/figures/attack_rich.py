"""Editions with more in them than tables of counts: months with their mean, smallest and largest, parts of a hundred,
codes that another table counts too, units that are there a part of the time, municipalities that one edition has and
another has not; and a second edition of an extract where cases have come, gone and been corrected.

Whoever attacks knows what each row counts and which kinds of case there can be. The unknown is how many there are of
each kind, in the first extract and in the second.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import product
from math import floor, inf

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand

AR = 2024
Slag = tuple[str, str, int, str, bool]  # municipality, unit, month from 0, code, breach
Velger = Callable[[Slag], bool]
Spenn = tuple[int, int]  # first month, and the one after the last
_STARTS = [date(AR, m, 1) for m in range(1, 13)] + [date(AR + 1, 1, 1)]


@dataclass
class Verden:
    slag: list[Slag]
    antall: list[int]

    def sum(self, velger: Velger) -> int:
        return sum(n for one, n in zip(self.slag, self.antall, strict=True) if velger(one))

    def changed(self, rng: random.Random) -> "Verden":
        """The next extract: a few have come late, are gone, or have another code."""
        antall = list(self.antall)
        for _ in range(rng.choice((0, 1, 2, 4))):
            at = rng.randrange(len(antall))
            antall[at] = max(0, antall[at] + rng.choice((-1, 1, 1, 2)))
        return Verden(self.slag, antall)


def verden(rng: random.Random) -> Verden:
    kommuner = [f"50{n:02}" for n in range(rng.choice((1, 2, 3)))]
    enheter = {f"Enhet {n}": rng.choice((0, 0, 0, 3)) for n in range(rng.choice((1, 2)))}  # the month each begins
    koder = [f"{n}" for n in range(rng.choice((2, 2, 3)))]
    months = rng.choice((3, 6))
    slag = [
        (k, e, m, c, b)
        for k, (e, first), m, c, b in product(kommuner, enheter.items(), range(months), koder, (False, True))
        if m >= first or first >= months
    ]
    size = {k: rng.choice((0.1, 0.4, 1.5, 5)) for k in kommuner}
    return Verden(slag, [min(floor(rng.expovariate(1) * size[one[0]] * (0.4 if one[4] else 1)), 40) for one in slag])


@dataclass
class Celle:
    """What a row is about. ``maneder``: the row is over the months of ``spenn``."""

    rad: Nokkelrad
    teller: Velger
    nevner: Velger | None = None
    maneder: tuple[int, ...] = ()


def _dager(spenn: Spenn) -> dict[str, date]:
    return {"periode_fra": _STARTS[spenn[0]], "periode_til": _STARTS[spenn[1]] - timedelta(1)}


def utgave(rng: random.Random, v: Verden) -> list[Celle]:
    months = 1 + max(one[2] for one in v.slag)
    spans: list[Spenn] = [(0, months)]
    if rng.random() < 0.5:
        spans += [(m, m + 1) for m in range(months)]
    if months > 3 and rng.random() < 0.5:
        spans += [(0, 3), (3, 6)]
    hva = rng.choice(("andel", "antall", "av_100"))
    found: list[Celle] = []
    for spenn in spans:
        for sted, der in _steder(rng, v):
            found += _tables(rng, v, spenn, sted, der, hva)
    return found


def _steder(rng: random.Random, v: Verden) -> Iterator[tuple[dict[str, str], Velger]]:
    kommuner = sorted({one[0] for one in v.slag})
    if rng.random() < 0.9:
        yield {}, lambda one: True
    if rng.random() < 0.7:
        for k in kommuner if rng.random() < 0.7 else kommuner[:-1]:
            yield {"kommune": k}, lambda one, k=k: one[0] == k  # type: ignore[misc]
    if rng.random() < 0.4:
        for e in sorted({one[1] for one in v.slag}):
            yield {"enhet": e}, lambda one, e=e: one[1] == e  # type: ignore[misc]


def _tables(
    rng: random.Random, v: Verden, spenn: Spenn, sted: dict[str, str], der: Velger, hva: str
) -> Iterator[Celle]:
    def inside(one: Slag) -> bool:
        return spenn[0] <= one[2] < spenn[1] and der(one)

    at = {**_dager(spenn), **sted}
    if rng.random() < 0.9:
        yield _count(v, "meldinger", inside, at)
    if rng.random() < 0.5:
        yield _share(v, "fristbrudd", inside, lambda one: one[4], at)
    if rng.random() < 0.4:
        yield _count(v, "kode_0", lambda one: inside(one) and one[3] == "0", at)  # one of the codes, by another name
    if rng.random() < 0.4:
        yield from _codes(v, hva, inside, at)
    if spenn[1] - spenn[0] > 1 and rng.random() < 0.4:
        yield from _per_month(v, spenn, inside, at)


def _rad(tall: str, storrelse: str, at: Mapping[str, object], **values: object) -> Nokkelrad:
    return Nokkelrad(tall=tall, variant="alle", storrelse=storrelse, **at, **values)  # type: ignore[arg-type]


def _count(v: Verden, tall: str, velger: Velger, at: Mapping[str, object]) -> Celle:
    n = v.sum(velger)
    return Celle(_rad(tall, "antall", at, verdi=float(n), n_saker=n), velger)


def _share(
    v: Verden, tall: str, inside: Velger, inni: Velger, at: Mapping[str, object], *, per_100: bool = False
) -> Celle:
    def both(one: Slag) -> bool:
        return inside(one) and inni(one)

    t, n = v.sum(both), v.sum(inside)
    verdi = None if not n else (floor(100 * t / n + 0.5) if per_100 else t / n)
    tilstand = Tilstand.VERDI if n else Tilstand.INGEN
    rad = _rad(
        tall, "antall" if per_100 else "andel", at, verdi=verdi, teller=t, nevner=n, n_saker=n, tilstand=tilstand
    )
    return Celle(rad, both, inside)


def _codes(v: Verden, hva: str, inside: Velger, at: Mapping[str, object]) -> Iterator[Celle]:
    for kode in sorted({one[3] for one in v.slag}):
        there = {**at, "gruppe": f"kode={kode}"}
        if hva == "antall":
            yield _count(v, "meldinger", lambda one, k=kode: inside(one) and one[3] == k, there)  # type: ignore[misc]
        else:
            per_100 = hva == "av_100"
            yield _share(v, hva, inside, lambda one, k=kode: one[3] == k, there, per_100=per_100)  # type: ignore[misc]


def _per_month(v: Verden, spenn: Spenn, inside: Velger, at: Mapping[str, object]) -> Iterator[Celle]:
    months = tuple(range(*spenn))
    each = [v.sum(lambda one, m=m: inside(one) and one[2] == m) for m in months]  # type: ignore[misc]
    for storrelse, verdi in (("gjennomsnitt", sum(each) / len(each)), ("minst", min(each)), ("storst", max(each))):
        yield Celle(_rad("meldinger_per_mnd", storrelse, at, verdi=float(verdi)), inside, maneder=months)


# --- the attack -------------------------------------------------------------------------------------------------------


@dataclass
class Angrep:
    """One extract: what is known of how many there are of each kind."""

    v: Verden
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)
    extra: int = 0

    def reads(self, rad: Nokkelrad, celle: Celle) -> None:
        if rad.tilstand is Tilstand.SKJULT:
            return
        if celle.maneder:
            self._months(rad, celle)
        elif celle.nevner is None:
            self._is(celle.teller, rad.verdi)
        else:
            self._is(celle.teller, rad.teller)
            self._is(celle.nevner, rad.nevner)

    def still_true(self, rad: Nokkelrad, celle: Celle) -> bool:
        """Whether a row of another extract is as it would be in this one."""
        if rad.tilstand is Tilstand.SKJULT:
            return True
        if celle.maneder:
            each = [self.v.sum(lambda one, m=m: celle.teller(one) and one[2] == m) for m in celle.maneder]  # type: ignore[misc]
            now = {"gjennomsnitt": sum(each) / len(each), "minst": min(each), "storst": max(each)}[rad.storrelse]
            return rad.verdi is not None and abs(now - rad.verdi) < 1e-9
        told = rad.verdi if celle.nevner is None else rad.teller
        return self.v.sum(celle.teller) == told and (celle.nevner is None or self.v.sum(celle.nevner) == rad.nevner)

    def _is(self, velger: Velger, value: float | None) -> None:
        if value is not None:
            self.rows.append((self._of(velger), value, value))

    def _of(self, velger: Velger) -> dict[int, float]:
        return {n: 1.0 for n, one in enumerate(self.v.slag) if velger(one)}

    def _months(self, rad: Nokkelrad, celle: Celle) -> None:
        assert rad.verdi is not None
        if rad.storrelse == "gjennomsnitt":
            self._is(celle.teller, round(rad.verdi * len(celle.maneder)))
            return
        which = []
        for month in celle.maneder:
            of = self._of(lambda one, m=month: celle.teller(one) and one[2] == m)  # type: ignore[misc]
            at = len(self.v.slag) + self.extra  # 1: this month is the one
            self.extra += 1
            which.append(at)
            least = rad.storrelse == "minst"
            self.rows.append((of, rad.verdi, inf) if least else (of, -inf, rad.verdi))
            far = 2000.0
            self.rows.append(
                ({**of, at: far}, -inf, rad.verdi + far) if least else ({**of, at: -far}, rad.verdi - far, inf)
            )
        self.rows.append((dict.fromkeys(which, 1.0), 1, inf))

    def narrow(self, sought: Sequence[Velger], bredde: int) -> list[int]:
        """Those whose lowest and highest are less than ``bredde`` apart. Empty when what is known cannot be true."""
        if not sought:
            return []
        what = np.zeros((len(sought), len(self.v.slag) + self.extra))
        for n, velger in enumerate(sought):
            what[n, list(self._of(velger))] = 1.0
        low, high = np.full(len(sought), inf), np.full(len(sought), -inf)
        for n in range(len(sought)):
            for way in (-1.0, 1.0):
                if not high[n] - low[n] >= bredde:
                    x = self._solve(way * what[n])
                    if x is None:
                        return []
                    np.minimum(low, what @ x, out=low)
                    np.maximum(high, what @ x, out=high)
        return [n for n in range(len(sought)) if high[n] - low[n] < bredde]

    def _solve(self, cost: np.ndarray) -> np.ndarray | None:
        if not self.rows:
            return 1000.0 * (cost < 0)
        entries = [(n, at, f) for n, (of, _, _) in enumerate(self.rows) for at, f in of.items()]
        rows, cols, data = (list(part) for part in zip(*entries, strict=True))
        shape = (len(self.rows), len(cost))
        matrix = csc_array((data, (np.array(rows, np.int32), np.array(cols, np.int32))), shape=shape)
        most = np.array([float(sum(self.v.antall) + 500)] * len(self.v.slag) + [1.0] * self.extra)
        between = LinearConstraint(matrix, [row[1] for row in self.rows], [row[2] for row in self.rows])
        solved = milp(cost, integrality=np.ones(len(cost)), bounds=Bounds(0, most), constraints=between)
        return None if solved.x is None else np.round(solved.x)


def merged(rad: Nokkelrad, true: Mapping[object, Celle]) -> Celle:
    """What a row is about, also that of municipalities together."""
    if "+" not in rad.kommune:
        return true[rad.celle]
    parts = [true[rad.celle._replace(kommune=k)] for k in rad.kommune.split("+")]
    nevner = [part.nevner for part in parts if part.nevner is not None]
    return replace(
        parts[0],
        teller=lambda one: any(part.teller(one) for part in parts),
        nevner=(lambda one: any(each(one) for each in nevner)) if nevner else None,
    )


def sought_of(celle: Celle, *, printed: bool) -> list[Velger]:
    """The numbers of a hidden row nobody may know."""
    rad, teller, nevner = celle.rad, celle.teller, celle.nevner
    if celle.maneder:
        return []
    if nevner is None:
        return [teller] if printed or rad.verdi in (1, 2) else []
    n, t = rad.nevner or 0, rad.teller or 0
    found = [teller] if n and (n < 10 or t in (1, 2)) else []
    if n and (n < 10 or n - t in (1, 2)):
        found.append(lambda one: nevner(one) and not teller(one))
    return found
