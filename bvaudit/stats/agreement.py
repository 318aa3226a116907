"""How far two readers agree: the share alike, Cohen's kappa and Gwet's AC1, with bounds.

The categories are those at least one of the two used. Sources: Cohen (1960), and the variance of Fleiss, Cohen and
Everitt (1969); Gwet (2008) for AC1 and its variance. Both with Student's t for n − 1, for few pairs.
"""

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from bvaudit.model.anslag import Enighetstall
from bvaudit.stats.proportion import CONFIDENCE, clopper_pearson

# One answer makes up this much of all answers: two who guessed by it would be alike three times of four.
DOMINANT = Fraction(85, 100)


def agreement(pairs: Sequence[tuple[str, str]], confidence: Fraction = CONFIDENCE) -> Enighetstall:
    """``pairs``: what the first and the second reader answered on the same thing."""
    n, like = len(pairs), sum(a == b for a, b in pairs)
    if n == 0:
        return Enighetstall(n=0, like=0)
    low, high = clopper_pearson(like, n, confidence)
    both = Counter(answer for pair in pairs for answer in pair)
    dominert = max(both.values()) >= DOMINANT * 2 * n
    if n == 1:
        return Enighetstall(n=n, like=like, andel_nedre=low, andel_ovre=high, dominert=dominert)
    p_a = like / n
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    p_e = sum(first[c] * second[c] for c in both) / n**2
    chance = sum(m / (2 * n) * (1 - m / (2 * n)) for m in both.values()) / max(len(both) - 1, 1)
    return Enighetstall(
        n=n,
        like=like,
        andel_nedre=low,
        andel_ovre=high,
        kappa=None if len(both) == 1 else (p_a - p_e) / (1 - p_e),
        ac1=(p_a - chance) / (1 - chance),
        dominert=dominert,
    )
