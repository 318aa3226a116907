"""Judging the six core rules: beside the least that must be done, and beside SQL written by hand.

python -m benchmarks.judging [--saker 100000] [--runder 5] [--alle]
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import contestants
from benchmarks.children import run_child
from benchmarks.data import write_extract
from benchmarks.rounds import Facts, Ratio, rounds, say, tell

AIMS = (
    Ratio(navn="vurdering / gulv", over="bvaudit", under={"gulv": 1}, hoyst=1.5),
    Ratio(navn="vurdering / SQL skrevet for hånd", over="bvaudit", under={"sql": 1}, hoyst=0.8),
    Ratio(navn="med filer / (2 gulv + skriving)", over="filer", under={"gulv": 2, "skriving": 1}, hoyst=1.0),
)


def main(arguments: Sequence[str]) -> int:
    tolk = argparse.ArgumentParser(description="Måler vurderingen av de seks kjernereglene.")
    tolk.add_argument("--saker", type=int, default=100_000)
    tolk.add_argument("--runder", type=int, default=5)
    tolk.add_argument("--alle", action="store_true", help="også alle reglene, og registerets kontroller, én gang")
    valg = tolk.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "uttrekk"
        write_extract(folder, valg.saker)

        def one(name: str, number: int) -> Facts:
            compared = ["--innhold"] if number == 0 and name in ("bvaudit", "sql") else []
            return run_child("contestants", name, str(folder), *compared)

        found = rounds(contestants.NAMES, valg.runder, one)
        said = {name: found[0][name]["innhold"] for name in ("bvaudit", "sql")}
        if wrong := contestants.differences(said):
            say(f"Ulikt innhold ved {valg.saker} saker, ingen fart meldes:", *wrong)
            return 1
        rader = found[0]["sql"]["rader"]
        say(f"Seks regler, alle varianter, {valg.saker} saker, {rader} rader, {valg.runder} runder. Likt innhold.")
        tell(found, AIMS)
        for name in ("alle", "kontroller") if valg.alle else ():
            facts = one(name, 1)
            tell([{name: facts}], ())
            say(f"    {facts['rader']} rader, én gang")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
