"""How often the bounds hold, over the grid printed in docs/statistikk.md: ``python -m tests.stats.coverage`` prints it.

By case: cases are made with objects that are alike to a given degree (the chance of a fault differs between cases,
beta), then read, all with a fixed seed. Over strata and for whole counts nothing is drawn: every outcome is counted
with its chance."""

import math
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Any

import numpy as np

from bvaudit.model.anslag import Anslag, Stratumtall
from bvaudit.stats.agreement import agreement
from bvaudit.stats.shares import clustered, share, weighted

CASES = (8, 12, 20, 40, 80)
SIZES: dict[str, Callable[[np.random.Generator, tuple[int, int]], Any]] = {
    "4 i hver": lambda _, shape: np.full(shape, 4),
    "2 i hver": lambda _, shape: np.full(shape, 2),
    "1–4, likt fordelt": lambda r, shape: r.integers(1, 5, shape),
    "1 i de fleste, 4 i hver femte": lambda r, shape: np.where(r.random(shape) < 0.2, 4, 1),
}
SHARES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5)
ALIKE = (0.0, 0.3, 0.6, 0.9)
FRAMES = (None, 4.0, 2.0, 1.25)
MANY: Sequence[Sequence[Any]] = ((200, 500), tuple(SIZES), (0.02, 0.1, 0.35), (0.0, 0.3, 0.9), (None, 2.0))
GRID: Sequence[Sequence[Any]] = (CASES, tuple(SIZES), SHARES, ALIKE, FRAMES)

STRATA: tuple[tuple[tuple[int, int], ...], ...] = (
    ((70, 5), (70, 5)),
    ((100, 5), (40, 5)),
    ((20, 5), (120, 5)),
    ((150, 10), (12, 10)),
    ((12, 10), (60, 10)),
    ((5000, 10), (100, 10)),
    ((30, 3), (30, 3), (80, 4)),
    ((10, 1), (20, 2), (110, 7)),
    ((200, 20), (30, 5), (10, 10)),
    ((15, 2), (15, 2), (15, 2), (15, 2), (80, 2)),
    ((40, 1),) * 6,
    ((25, 2),) * 8,
)
PATTERNS: dict[str, Callable[[float, int], list[float]]] = {
    "likt i alle": lambda p, h: [p] * h,
    "mest i den første": lambda p, h: [min(0.98, 3 * p)] + [p / 3] * (h - 1),
    "mest i den siste": lambda p, h: [p / 3] * (h - 1) + [min(0.98, 2 * p)],
}

READERS: dict[str, tuple[tuple[float, ...], ...]] = {
    "like i 95 %, nesten bare ja": ((0.92, 0.03), (0.02, 0.03)),
    "like i 90 %": ((0.8, 0.05), (0.05, 0.1)),
    "like i 80 %": ((0.5, 0.1), (0.1, 0.3)),
    "like i 60 %": ((0.35, 0.2), (0.2, 0.25)),
    "like i 90 %, nei aldri likt": ((0.9, 0.05), (0.05, 0.0)),
    "tre svar, like i 80 %": ((0.6, 0.05, 0.02), (0.05, 0.1, 0.03), (0.03, 0.02, 0.1)),
    "den ene strengere": ((0.6, 0.2), (0.02, 0.18)),
}
PAIRS = (5, 10, 20, 40, 80)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How often the bounds held, and how wide they were."""

    where: tuple[object, ...]
    coverage: float
    width: float


def inside(found: Anslag, truth: float) -> bool:
    assert found.nedre is not None and found.ovre is not None
    return found.nedre - 1e-9 <= truth <= found.ovre + 1e-9


def by_case(runs: int, grid: Sequence[Sequence[Any]] = GRID) -> Iterator[Held]:
    for n, size, p, alike, times in product(*grid):
        frame = None if times is None else round(n * times)
        r = np.random.default_rng([n, list(SIZES).index(size), int(1000 * p), int(10 * alike), frame or 0])
        objects = SIZES[size](r, (runs, frame or n))
        own = np.full(objects.shape, p)
        if alike:
            own = r.beta(p * (1 - alike) / alike, (1 - p) * (1 - alike) / alike, objects.shape)
        hits = r.binomial(objects, own)
        truths = np.full(runs, p) if frame is None else hits.sum(axis=1) / objects.sum(axis=1)
        held = width = 0.0
        for k, m, truth in zip(hits[:, :n].tolist(), objects[:, :n].tolist(), truths.tolist(), strict=True):
            found = _by_case(tuple(sorted(zip(k, m, strict=True))), frame)
            held += inside(found, truth)
            width += (found.ovre or 0.0) - (found.nedre or 0.0)
        yield Held(where=(n, size, p, alike, times), coverage=held / runs, width=width / runs)


@lru_cache(maxsize=200_000)
def _by_case(read: tuple[tuple[int, int], ...], frame: int | None) -> Anslag:
    return clustered(read, frame)


def over_strata(designs: Sequence[tuple[tuple[int, int], ...]] = STRATA) -> Iterator[Held]:
    """Every combination of hits with its chance: exact, nothing simulated."""
    for design in designs:
        whole = sum(frame for frame, _ in design)
        outcomes = list(product(*(range(read + 1) for _, read in design)))
        bounds = [weighted([_stratum(*part, k) for part, k in zip(design, hits, strict=True)]) for hits in outcomes]
        for p, pattern in product(SHARES, PATTERNS):
            counts = [round(q * N) for q, (N, _) in zip(PATTERNS[pattern](p, len(design)), design, strict=True)]
            truth = sum(counts) / whole
            chances = [[_chance(x, N, K, n) for x in range(n + 1)] for (N, n), K in zip(design, counts, strict=True)]
            held = width = 0.0
            for hits, found in zip(outcomes, bounds, strict=True):
                chance = math.prod(chances[i][x] for i, x in enumerate(hits))
                held += chance * inside(found, truth)
                width += chance * ((found.ovre or 0.0) - (found.nedre or 0.0))
            yield Held(where=(design, p, pattern), coverage=held, width=width)


PARTS = (((70, 5), (70, 5)), ((150, 10), (12, 10)), ((10, 1), (20, 2), (110, 7)), ((100, 20), (60, 20)))


def over_parts(runs: int) -> Iterator[Held]:
    """The question is about a part of the cases, more of the first stratum than of the others or as much in all."""
    for design, part, skewed, p, pattern in product(PARTS, (0.3, 0.7), (False, True), (0.05, 0.2, 0.5), PATTERNS):
        parts = [min(1.0, 1.5 * part)] + [0.6 * part] * (len(design) - 1) if skewed else [part] * len(design)
        about = [max(1, round(N * q)) for (N, _), q in zip(design, parts, strict=True)]
        hits = [round(N * q) for N, q in zip(about, PATTERNS[pattern](p, len(design)), strict=True)]
        r = np.random.default_rng([*(N for N, _ in design), int(10 * part), skewed, int(100 * p), len(pattern)])
        drawn = [
            r.multivariate_hypergeometric([K, D - K, N - D], n, runs).tolist()
            for (N, n), D, K in zip(design, about, hits, strict=True)
        ]
        truth, held, width, told = sum(hits) / sum(about), 0.0, 0.0, 0
        for read in zip(*drawn, strict=True):
            if any(k + j for k, j, _ in read):
                found = _over_parts(tuple((N, k, j, o) for (N, _), (k, j, o) in zip(design, read, strict=True)))
                told += 1
                held += inside(found, truth)
                width += (found.ovre or 0.0) - (found.nedre or 0.0)
        yield Held(where=(design, part, skewed, p, pattern), coverage=held / told, width=width / told)


@lru_cache(maxsize=200_000)
def _over_parts(read: tuple[tuple[int, int, int, int], ...]) -> Anslag:
    return weighted([Stratumtall(navn="", ramme=N, lest=k + j, treff=k, gjelder_ikke=o) for N, k, j, o in read])


def _stratum(frame: int, read: int, hits: int) -> Stratumtall:
    return Stratumtall(navn="", ramme=frame, lest=read, treff=hits)


def _chance(x: int, frame: int, hits: int, read: int) -> float:
    if not (0 <= x <= hits and 0 <= read - x <= frame - hits):
        return 0.0
    return math.comb(hits, x) * math.comb(frame - hits, read - x) / math.comb(frame, read)


def of_a_frame(sizes: Sequence[tuple[int, int]]) -> Iterator[Held]:
    """The exact bounds, for every true count in a frame."""
    for frame, read in sizes:
        bounds = [share(k, read, frame) for k in range(read + 1)]
        for hits in range(frame + 1):
            chances = [_chance(k, frame, hits, read) for k in range(read + 1)]
            held = sum(p for p, found in zip(chances, bounds, strict=True) if inside(found, hits / frame))
            width = sum(p * (b.ovre - b.nedre) for p, b in zip(chances, bounds, strict=True))  # type: ignore[operator]
            yield Held(where=(frame, read, hits), coverage=held, width=width)


def of_readers(runs: int, which: str) -> Iterator[Held]:
    """``which``: kappa or ac1. What cannot be reckoned (one answer throughout) has no bounds, and is left out."""
    for name, n in product(READERS, PAIRS):
        table = READERS[name]
        kinds = [("abc"[i], "abc"[j]) for i, row in enumerate(table) for j in range(len(row))]
        weights = [p for row in table for p in row]
        truth = _truth(table, which)
        r = random.Random(f"{name}|{n}")
        held = width = told = 0.0
        for drawn, times in Counter(tuple(sorted(r.choices(kinds, weights, k=n))) for _ in range(runs)).items():
            found = agreement(drawn)
            low, high = getattr(found, f"{which}_nedre"), getattr(found, f"{which}_ovre")
            if low is not None:
                told += times
                held += times * (low - 1e-9 <= truth <= high + 1e-9)
                width += times * (high - low)
        yield Held(where=(name, n), coverage=held / told, width=width / told)


def _truth(table: tuple[tuple[float, ...], ...], which: str) -> float:
    first, second = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    alike = sum(table[i][i] for i in range(len(table)))
    both = [(a + b) / 2 for a, b in zip(first, second, strict=True)]
    by_chance = {
        "kappa": sum(a * b for a, b in zip(first, second, strict=True)),
        "ac1": sum(p * (1 - p) for p in both) / (len(both) - 1),
    }[which]
    return (alike - by_chance) / (1 - by_chance)


def _line(name: str, held: Sequence[Held]) -> str:
    least, width = min(held, key=lambda one: one.coverage), sum(one.width for one in held) / len(held)
    mean = sum(one.coverage for one in held) / len(held)
    return f"| {name} | {len(held)} | {least.coverage:.1%} | {mean:.1%} | {100 * width:.0f} |".replace(".", ",")


def table(runs: int) -> Iterator[str]:
    """The lines of the table: name, cells of the grid, least and mean coverage, mean width in points."""
    cases, strata = list(by_case(runs)), list(over_strata())
    for place, values in ((0, CASES), (1, SIZES), (3, ALIKE), (4, FRAMES)):
        for value in values:
            yield _line(f"{value}", [one for one in cases if one.where[place] == value])
    yield _line("sak for sak", cases)
    many = list(by_case(runs, MANY))
    for n in MANY[0]:
        yield _line(f"{n}", [one for one in many if one.where[0] == n])
    for design in STRATA:
        name = ", ".join(f"{read} av {frame}" for frame, read in design)
        yield _line(name, [one for one in strata if one.where[0] == design])
    yield _line("vektet", strata)
    yield _line("vektet, gjelder noen", list(over_parts(runs)))
    for which in ("kappa", "ac1"):
        held = list(of_readers(5 * runs, which))
        for n in PAIRS:
            yield _line(f"{which}, {n} par", [one for one in held if one.where[1] == n])


if __name__ == "__main__":
    for line in table(int(sys.argv[1]) if len(sys.argv) > 1 else 1000):
        sys.stdout.write(line + "\n")
