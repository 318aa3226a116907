"""How far two readers agree: the share alike, Cohen's kappa and Gwet's AC1, each with bounds.

The categories are those at least one of the two used. Kappa is Cohen's (1960), its variance that of Fleiss, Cohen and
Everitt (1969); AC1 and its variance are Gwet's (2008). With few pairs, or when nearly all are alike, those variances
are far too small. So each bound is the wider of two: the one from the variance, with Student's t, and the one from the
exact bounds of the share alike, with the agreement by chance as found (docs/statistikk.md: how often they hold).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bvaudit.model.anslag import Enighetstall
from bvaudit.stats.proportion import CONFIDENCE, clopper_pearson

# One answer makes up this much of all answers: two who guessed by it would be alike three times of four.
DOMINANT = Fraction(85, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """A share alike beyond chance: (alike − chance) / (1 − chance), and the variance of it."""

    value: float
    variance: float
    chance: float


def agreement(pairs: Sequence[tuple[str, str]], confidence: Fraction = CONFIDENCE) -> Enighetstall:
    """``pairs``: what the first and the second reader answered on the same thing.

    With fewer than two pairs kappa and AC1 say nothing and are None. When both gave one and the same answer throughout,
    kappa is None, for then there is nothing chance could have done otherwise; AC1 is 1.
    """
    n, like = len(pairs), sum(a == b for a, b in pairs)
    if n == 0:
        return Enighetstall(n=0, like=0)
    exact = clopper_pearson(like, n, confidence)
    common = max(Counter(answer for pair in pairs for answer in pair).values())
    kappa, ac1 = (cohen(pairs), gwet(pairs)) if n > 1 else (None, None)
    kappa_bounds, ac1_bounds = (_bounds(c, n, exact, confidence) for c in (kappa, ac1))
    return Enighetstall(
        n=n,
        like=like,
        andel_nedre=exact[0],
        andel_ovre=exact[1],
        kappa=None if kappa is None else kappa.value,
        kappa_nedre=kappa_bounds[0],
        kappa_ovre=kappa_bounds[1],
        ac1=None if ac1 is None else ac1.value,
        ac1_nedre=ac1_bounds[0],
        ac1_ovre=ac1_bounds[1],
        dominert=common >= DOMINANT * 2 * n,
    )


def cohen(pairs: Sequence[tuple[str, str]]) -> Coefficient | None:
    """Kappa with the variance of Fleiss, Cohen and Everitt (1969). None when only one answer was given."""
    n = len(pairs)
    first, second = _shares(Counter(a for a, _ in pairs), n), _shares(Counter(b for _, b in pairs), n)
    chance = sum(share * second.get(c, 0.0) for c, share in first.items())
    if len(first.keys() | second.keys()) == 1:
        return None
    value = (_alike(pairs) - chance) / (1 - chance)
    spread = 0.0
    for (a, b), times in Counter(pairs).items():
        if a == b:
            spread += times / n * (1 - (first[a] + second[a]) * (1 - value)) ** 2
        else:
            spread += times / n * (1 - value) ** 2 * (second.get(a, 0.0) + first.get(b, 0.0)) ** 2
    variance = (spread - (value - chance * (1 - value)) ** 2) / (n * (1 - chance) ** 2)
    return Coefficient(value=value, variance=max(variance, 0.0), chance=chance)


def gwet(pairs: Sequence[tuple[str, str]]) -> Coefficient:
    """AC1 with its variance when the raters are given and the subjects drawn (Gwet 2008)."""
    n, alike = len(pairs), _alike(pairs)
    used = _shares(Counter(answer for pair in pairs for answer in pair), 2 * n)
    others = max(len(used) - 1, 1)
    chance = sum(share * (1 - share) for share in used.values()) / others
    value = (alike - chance) / (1 - chance)
    same = covered = 0.0
    for (a, b), times in Counter(pairs).items():
        same += times / n * (1 - used[a]) if a == b else 0.0
        covered += times / n * (1 - (used[a] + used[b]) / 2) ** 2
    spread = alike * (1 - alike) - 4 * (1 - value) * (same / others - alike * chance)
    spread += 4 * (1 - value) ** 2 * (covered / others**2 - chance**2)
    return Coefficient(value=value, variance=max(spread / (n * (1 - chance) ** 2), 0.0), chance=chance)


def _bounds(
    found: Coefficient | None, n: int, exact: tuple[float, float], confidence: Fraction
) -> tuple[float | None, float | None]:
    if found is None:
        return None, None
    from scipy.special import stdtrit  # late: what only lists or explains rules does not pay for it

    wide = float(stdtrit(n - 1, float((1 + confidence) / 2))) * math.sqrt(found.variance * n / (n - 1))
    low, high = ((share - found.chance) / (1 - found.chance) for share in exact)
    return max(-1.0, min(low, found.value - wide)), min(1.0, max(high, found.value + wide))


def _alike(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / len(pairs)


def _shares(counted: Mapping[str, int], n: int) -> dict[str, float]:
    return {answer: times / n for answer, times in counted.items()}
