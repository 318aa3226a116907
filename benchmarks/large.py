"""A million cases and more: how much memory judging takes, with and without a limit, and whether time grows as data do.

    python -m benchmarks.large [--saker 1000000] [--grense 2GB] [--navn bvaudit] [--mot 100000]

One run of each; a million cases need 1 GB in the temporary folder, and five million 5 GB.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from multiprocessing import get_context
from pathlib import Path

from benchmarks.children import run_child
from benchmarks.data import write_extract
from benchmarks.rounds import Facts, Ratio, say, tell


def main(arguments: Sequence[str]) -> int:
    tolk = argparse.ArgumentParser(description="Måler minne og tid på store uttrekk.")
    tolk.add_argument("--saker", type=int, default=1_000_000)
    tolk.add_argument("--grense", default="2GB", help="minnet DuckDB får bruke i den ene kjøringen, eller «ingen»")
    tolk.add_argument("--navn", choices=("bvaudit", "filer", "alle"), default="bvaudit")
    tolk.add_argument("--mot", type=int, default=0, help="også så mange saker, for å se om tiden vokser jevnt")
    tolk.add_argument("--mappe", type=Path, help="der uttrekkene lages (uten: den midlertidige mappen)")
    valg = tolk.parse_args(arguments)
    with tempfile.TemporaryDirectory(dir=valg.mappe) as scratch:

        def judge(saker: int, *more: str) -> Facts:
            folder = Path(scratch) / str(saker)
            if not folder.exists():
                _write(folder, saker)
            return run_child("contestants", valg.navn, str(folder), *more)

        one = {"uten grense": judge(valg.saker)}
        ratios = []
        if valg.grense != "ingen":
            one["med grense"] = judge(valg.saker, "--grense", valg.grense)
            ratios.append(Ratio(navn="CPU med grense / uten", over="med grense", under={"uten grense": 1}, hoyst=1.3))
        if valg.mot:
            one["mindre uttrekk"] = judge(valg.mot)
            times = valg.saker / valg.mot
            under = {"mindre uttrekk": times}
            ratios.append(Ratio(navn=f"CPU / ({times:g} x mindre)", over="uten grense", under=under, hoyst=1.2))
    rader = one["uten grense"]["rader"]
    say(f"{valg.saker} saker, {valg.navn}, {rader} rader, én kjøring, grense {valg.grense}.")
    tell([one], ratios)
    return 0


def _write(folder: Path, saker: int) -> None:
    """In a process of its own: a child begins with the most its parent has held, and would tell that as its own."""
    maker = get_context("spawn").Process(target=write_extract, args=(folder, saker))
    maker.start()
    maker.join()
    if maker.exitcode:
        raise RuntimeError(f"uttrekket med {saker} saker ble ikke laget")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
