"""Whether two rounds can be told from chance: exact tests of two shares, both two-sided."""


def fisher(k1: int, n1: int, k2: int, n2: int) -> float:
    """Fisher's exact test: the chance of a split at least as uneven, were there no difference; 1 if nothing is read."""
    _check(k1, n1, k2, n2)
    if not n1 or not n2:
        return 1.0
    from scipy.stats import fisher_exact  # late: a second to import

    return min(1.0, float(fisher_exact([[k1, n1 - k1], [k2, n2 - k2]]).pvalue))


def barnard(k1: int, n1: int, k2: int, n2: int) -> float:
    """Barnard's exact test, which finds a difference more easily than Fisher's. 1 when nothing is read."""
    _check(k1, n1, k2, n2)
    if not n1 or not n2 or k1 + k2 in (0, n1 + n2):
        return 1.0
    from scipy.stats import barnard_exact

    return min(1.0, float(barnard_exact([[k1, k2], [n1 - k1, n2 - k2]]).pvalue))


def _check(k1: int, n1: int, k2: int, n2: int) -> None:
    if not (0 <= k1 <= n1 and 0 <= k2 <= n2):
        raise ValueError(f"{k1} of {n1} and {k2} of {n2} are not counts")
