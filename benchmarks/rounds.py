"""Several things measured round by round in random order, and told as ratios: the median of the rounds' own ratios."""

import random
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

Facts = dict[str, Any]
Round = dict[str, Facts]
SEED = 2025


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """CPU of ``over`` divided by CPU of ``under``, and the highest it should be.

    ``under`` is one measured thing, or several with a number of each: ``{"gulv": 2, "skriving": 1}``.
    """

    navn: str
    over: str
    under: dict[str, float]
    hoyst: float | None = None
    enhet: str = "cpu"

    def of(self, one: Round) -> float:
        below = sum(times * one[name][self.enhet] for name, times in self.under.items())
        return float(one[self.over][self.enhet] / below)


def rounds(names: Sequence[str], antall: int, run: Callable[[str, int], Facts]) -> list[Round]:
    """``run(name, round)`` for every name in every round. The order is drawn anew each round, the same at each run."""
    rng = random.Random(SEED)
    found = []
    for number in range(antall):
        order = rng.sample(list(names), len(names))
        one = {name: run(name, number) for name in order}
        found.append({name: one[name] for name in names})
    return found


def tell(found: Sequence[Round], ratios: Iterable[Ratio]) -> None:
    """The ratios with their spread and whether each aim is reached, then the seconds and the memory they come from."""
    for ratio in ratios:
        values = [ratio.of(one) for one in found]
        spread = f"({min(values):.2f} – {max(values):.2f})"
        say(f"  {ratio.navn:<44} {median(values):6.2f}   {spread}{_verdict(ratio, median(values))}")
    for name in found[0]:
        cpu = median(one[name]["cpu"] for one in found)
        peaks = [one[name]["minne_mb"] for one in found if "minne_mb" in one[name]]
        memory = f"   {max(peaks):6.0f} MB" if peaks else ""
        say(f"  {name:<24} {cpu:8.2f} CPU-s{memory}")


def say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def _verdict(ratio: Ratio, value: float) -> str:
    if ratio.hoyst is None:
        return ""
    return f"   mål: høyst {ratio.hoyst:g}, {'nådd' if value <= ratio.hoyst else 'ikke nådd'}"
