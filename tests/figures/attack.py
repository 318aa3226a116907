"""Whoever knows everything that was printed, and how it hangs together: what can be worked out of what was not.

Written apart from the suppression. An edition is made of single cases, so the unknown is how many cases there are of
each kind (municipality, unit, quarter, code, EM, breach); every number of a row is a sum of those. Given all that is
printed, in this and earlier editions, the lowest and highest of a hidden number are found by integer programming.
"""

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand

AR = 2024
KVARTAL = [date(AR, 1 + 3 * q, 1) for q in range(4)] + [date(AR + 1, 1, 1)]
Sak = tuple[str, str, int, str, bool, bool]  # municipality, unit, quarter, code, EM, breach
Velger = Callable[[Sak], bool]
HELT_SIKKERT = 10**9


@dataclass
class Verden:
    """The kinds of case there can be, and how many there are."""

    slag: list[Sak]
    antall: list[int]

    def sum(self, velger: Velger) -> int:
        return sum(n for sak, n in zip(self.slag, self.antall, strict=True) if velger(sak))


def verden(rng: random.Random) -> Verden:
    kommuner = [f"50{n:02}" for n in range(rng.choice((1, 2, 2, 3, 3)))]
    enheter = [f"Enhet {n}" for n in range(rng.choice((1, 1, 2, 2, 3)))]
    koder = [f"1.{n}" for n in range(rng.choice((1, 1, 2)))]
    kvartal = list(range(rng.choice((1, 2, 2, 2, 3))))
    slag = list(product(kommuner, enheter, kvartal, koder, (False, True), (False, True)))
    storrelse = {k: rng.choice((0.1, 0.5, 2, 8)) for k in kommuner}
    antall = [
        min(
            math.floor(rng.expovariate(1) * storrelse[sak[0]] * (0.3 if sak[4] else 1) * (0.4 if sak[5] else 1) * 1.6),
            60,
        )
        for sak in slag
    ]
    return Verden(slag, antall)


@dataclass
class Celle:
    """What a printed row is about: ``teller`` and ``nevner`` pick cases; a count has no denominator."""

    rad: Nokkelrad
    teller: Velger
    nevner: Velger | None


def periode(fra: int, til: int) -> tuple[date, date]:
    return KVARTAL[fra], KVARTAL[til] - timedelta(1)


def _rad(verden: Verden, tall: str, variant: str, velger: Velger, inni: Velger | None, **sted: object) -> Celle:
    n = verden.sum(velger)
    felles = {"tall": tall, "variant": variant, **sted}
    if inni is None:
        return Celle(Nokkelrad(storrelse="antall", verdi=float(n), n_saker=n, **felles), velger, None)  # type: ignore[arg-type]
    teller = verden.sum(lambda sak: velger(sak) and inni(sak))
    tilstand = Tilstand.VERDI if n else Tilstand.INGEN
    verdi = teller / n if n else None
    rad = Nokkelrad(
        storrelse="andel", verdi=verdi, teller=teller, nevner=n, n_saker=n, tilstand=tilstand, **felles  # type: ignore[arg-type]
    )  # fmt: skip
    return Celle(rad, lambda sak: velger(sak) and inni(sak), velger)


def utgave(rng: random.Random, v: Verden, perioder: Iterable[tuple[int, int]]) -> list[Celle]:
    """A random choice of tables: by municipality, by unit, by code, with and without EM, counts and shares."""
    kommuner = sorted({sak[0] for sak in v.slag})
    enheter = sorted({sak[1] for sak in v.slag})
    koder = sorted({sak[3] for sak in v.slag})
    steder: list[tuple[dict[str, str], Velger]] = [({}, lambda sak: True)]
    if rng.random() < 0.8:
        steder += [({"kommune": k}, lambda sak, k=k: sak[0] == k) for k in kommuner]
    if rng.random() < 0.4:
        steder += [({"enhet": e}, lambda sak, e=e: sak[1] == e) for e in enheter]
    if rng.random() < 0.4:
        steder += [({"gruppe": f"kode={c}"}, lambda sak, c=c: sak[3] == c) for c in koder]
    if rng.random() < 0.2:
        del steder[0]
    andeler, uten_em = rng.random() < 0.7, rng.random() < 0.4
    found = []
    for (fra, til), (sted, der) in product(perioder, steder):
        dager = dict(zip(("periode_fra", "periode_til"), periode(fra, til), strict=True))

        def velger(sak: Sak, fra: int = fra, til: int = til, der: Velger = der) -> bool:
            return fra <= sak[2] < til and der(sak)

        found.append(_rad(v, "meldinger", "mottatt", velger, None, **dager, **sted))
        if uten_em:
            found.append(
                _rad(v, "meldinger", "mottatt_uten_em", lambda s, w=velger: w(s) and not s[4], None, **dager, **sted)
            )
        if andeler:
            found.append(_rad(v, "fristbrudd", "regel", velger, lambda sak: sak[5], **dager, **sted))
    return found


class Angriper:
    """Knows the rows that were printed, and what each number counts."""

    def __init__(self, v: Verden) -> None:
        self.v = v
        self.A: list[list[float]] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def reads(self, velger: Velger, low: float, high: float) -> None:
        self.A.append([float(velger(sak)) for sak in self.v.slag])
        self.low.append(low)
        self.high.append(high)

    def reads_row(self, rad: Nokkelrad, teller: Velger, nevner: Velger | None) -> None:
        if rad.tilstand is Tilstand.SKJULT:
            return
        if nevner is None:
            assert rad.verdi is not None
            self.reads(teller, rad.verdi, rad.verdi)
            return
        if rad.nevner is not None:
            self.reads(nevner, rad.nevner, rad.nevner)
        if rad.teller is not None:
            self.reads(teller, rad.teller, rad.teller)
        if rad.verdi is not None:  # as printed, one decimal of a per cent
            trykt = math.floor(rad.verdi * 1000 + 0.5) / 1000
            for way, slack in ((1, 0.0005), (-1, 0.0005)):
                limit = trykt + way * slack
                self.A.append([way * ((teller(s) and 1.0) - limit * float(nevner(s))) for s in self.v.slag])
                self.low.append(-math.inf)
                self.high.append(1e-9)

    def narrow(self, sought: Sequence[Velger], bredde: int) -> list[int]:
        """Which of the numbers sought have a lowest and highest less than ``bredde`` apart."""
        if not sought:
            return []
        what = np.array([[float(velger(sak)) for sak in self.v.slag] for velger in sought])
        true = what @ np.array(self.v.antall, dtype=float)
        low, high = true.copy(), true.copy()

        def look(objective: np.ndarray) -> None:
            x = self._solve(objective)
            if x is not None:
                found = what @ x
                np.minimum(low, found, out=low)
                np.maximum(high, found, out=high)

        def open_() -> list[int]:
            return [n for n in range(len(sought)) if high[n] - low[n] < bredde]

        for way in (-1, 1):  # all at once first: one answer may settle many
            if left := open_():
                look(way * what[left].sum(axis=0))
        for n in open_():
            for way in (-1, 1):
                if high[n] - low[n] < bredde:
                    look(way * what[n])
        return open_()

    def bounds(self, velger: Velger) -> tuple[int, int]:
        """The lowest and highest one number can be."""
        what = np.array([float(velger(sak)) for sak in self.v.slag])
        ends = [self._solve(way * what) for way in (1, -1)]
        low, high = (round(float(what @ x)) if x is not None else HELT_SIKKERT for x in ends)
        return low, high

    def _solve(self, objective: np.ndarray) -> np.ndarray | None:
        n = len(self.v.slag)
        constraints = [LinearConstraint(np.array(self.A), self.low, self.high)] if self.A else []
        most = sum(self.v.antall) + 1000.0
        solved = milp(objective, integrality=np.ones(n), bounds=Bounds(0, most), constraints=constraints)
        assert solved.status in (0, 1), solved.message  # the truth itself is always possible
        return None if solved.x is None else np.round(solved.x)


def sought_of(rad: Nokkelrad, celle: Celle, *, printed: bool) -> list[Velger]:
    """The numbers of a hidden row that nobody may know: the count, or both sides of a share that says something. Of
    what is only a part of a merged row (not ``printed``), the count when it is small."""
    if celle.nevner is None:
        return [celle.teller] if printed or rad.verdi in (1, 2) else []
    if not rad.nevner:
        return []
    small = 0 < rad.nevner < 10
    teller, nevner = celle.teller, celle.nevner
    found: list[Velger] = []
    if small or (rad.teller or 0) in (1, 2):
        found.append(teller)
    if small or rad.nevner - (rad.teller or 0) in (1, 2):
        found.append(lambda sak: nevner(sak) and not teller(sak))
    return found
