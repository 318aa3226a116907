"""What the statistics of an audit by people cost: 46 points in 12 units, against importing the library they stand on.

python -m benchmarks.audit_numbers [--runder 5]
"""

import argparse
import random
import sys
from collections.abc import Callable, Sequence

from benchmarks.children import whole
from benchmarks.rounds import Ratio, rounds, tell

POINTS, UNITS = 46, 12
JOBS = ("andel", "klynge", "vektet", "lesere", "runder", "planlegg", "trakt")


def job(name: str, times: int = POINTS * UNITS) -> None:
    """One kind of number for every point in every unit, from cases made with a fixed seed."""
    from bvaudit.model.anslag import Stratumtall
    from bvaudit.stats import agreement, planning, rounds, series, shares

    r = random.Random(name)

    def hits(n: int) -> int:
        return sum(r.random() < 0.2 for _ in range(n))

    def stratum(frame: int, read: int) -> Stratumtall:
        return Stratumtall(navn="", ramme=frame, lest=read, treff=hits(read))

    def share() -> None:
        k = hits(10)
        shares.share(k, 10, 140)
        shares.at_most(k, 10, 140)

    def by_case() -> None:
        sizes = [r.randint(1, 4) for _ in range(80)]
        shares.clustered([(hits(size), size) for size in sizes], 210)

    def readers() -> None:
        agreement.agreement([(r.choice("aaab"), r.choice("aaab")) for _ in range(20)])

    each: dict[str, Callable[[], object]] = {
        "andel": share,
        "klynge": by_case,
        "vektet": lambda: shares.weighted([stratum(140, 5), stratum(40, 5), stratum(20, 3)]),
        "lesere": readers,
        "runder": lambda: rounds.fisher(hits(10), 10, hits(10), 10),
        "planlegg": lambda: (planning.plan(140), planning.what_it_says(10, 140)),
        "trakt": lambda: series.funnel([(str(i), hits(10), 10) for i in range(UNITS)]),
    }
    for _ in range(times):
        each[name]()


def run(name: str, _: int) -> dict[str, float]:
    program = {
        "scipy.special": "import scipy.special",
        "bvaudit.stats": "import bvaudit.stats.shares, bvaudit.stats.agreement, bvaudit.stats.series",
    }.get(name, f"from benchmarks.audit_numbers import job; job({name!r})")
    return whole([sys.executable, "-c", program])


def main(arguments: Sequence[str]) -> int:
    tolk = argparse.ArgumentParser(description="Måler statistikken i en saksgjennomgang.")
    tolk.add_argument("--runder", type=int, default=5)
    valg = tolk.parse_args(arguments)
    found = rounds(("scipy.special", "bvaudit.stats", *JOBS), valg.runder, run)
    ratios = [Ratio(navn="importere bvaudit.stats", over="bvaudit.stats", under={"scipy.special": 1}, hoyst=0.5)]
    ratios += [
        Ratio(navn=f"{name}, {POINTS * UNITS} ganger", over=name, under={"scipy.special": 1}, hoyst=3) for name in JOBS
    ]
    tell(found, ratios)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
