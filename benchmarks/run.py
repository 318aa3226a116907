"""All measurements in one command:

    python benchmarks/run.py [--storrelse 100000 1000000] [--runder 5] [--bare regler import oppstart]

Everything is run in fresh processes, interleaved and in random order, and compared round by round: what counts is the
median of the rounds' ratios. Speed is told only after the content is shown to be equal; a difference is exit code 1.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

if str(Path(__file__).resolve().parent.parent) not in sys.path:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import contestants, import_walk, start_time
from benchmarks.children import run_child
from benchmarks.data import write_extract

DOKUMENTER = 20_000
DELER = ("regler", "import", "oppstart")
LOKKE_MINST = {100_000: 12.0, 1_000_000: 20.0}

Round = dict[str, dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One thing's time over another's, and where it should lie."""

    over: str
    under: str
    hoyst: float | None = None
    minst: float | None = None


def main(arguments: Sequence[str]) -> int:
    tolk = argparse.ArgumentParser(description="Måler bvaudit mot håndskrevet SQL og vanlig Python.")
    tolk.add_argument("--storrelse", type=int, nargs="+", default=[100_000], help="antall saker (standard 100000)")
    tolk.add_argument("--runder", type=int, default=5, help="antall runder (standard 5)")
    tolk.add_argument("--fro", type=int, default=2025, help="frø for rekkefølgen (standard 2025)")
    tolk.add_argument("--bare", nargs="+", choices=DELER, default=DELER, help="bare noen av målingene")
    valg = tolk.parse_args(arguments)
    rng = random.Random(valg.fro)
    with tempfile.TemporaryDirectory() as scratch:
        if "regler" in valg.bare:
            for saker in valg.storrelse:
                if not _rules(Path(scratch), saker, valg.runder, rng):
                    return 1
        if "import" in valg.bare:
            _import(Path(scratch), valg.runder, rng)
    if "oppstart" in valg.bare:
        _start(valg.runder, rng)
    return 0


def _rules(scratch: Path, saker: int, runder: int, rng: random.Random) -> bool:
    folder = scratch / f"saker-{saker}"
    write_extract(folder, saker)
    rounds: list[Round] = []
    for number in range(runder):
        judge = partial(_judge, folder, content_sums=number == 0)
        rounds.append(_round(contestants.NAMES, rng, judge))
        if number == 0:
            wrong = contestants.differences({name: facts["innhold"] for name, facts in rounds[0].items()})
            if wrong:
                _say(f"Ulikt innhold ved {saker} saker, ingen fart meldes:", *wrong)
                return False
    rader = rounds[0]["bvaudit"]["rader"]
    _say("", f"Seks regler, alle varianter, {saker} saker, {rader} rader, {runder} runder. Likt innhold.")
    lokke = Ratio(over="lokke", under="bvaudit", minst=LOKKE_MINST.get(saker))
    _tell(rounds, (Ratio(over="bvaudit", under="sql", hoyst=1.25), lokke))
    for name in ("alle", "kontroller"):
        one = _judge(folder, name)
        _say(f"  {name:<14} {one['sekunder']:8.2f} s   {one['minne_mb']:6.0f} MB   {one['rader']} rader, én kjøring")
    return True


def _judge(folder: Path, name: str, *, content_sums: bool = False) -> dict[str, Any]:
    return run_child("contestants", name, str(folder), *(["--innhold"] if content_sums else []))


def _import(scratch: Path, runder: int, rng: random.Random) -> None:
    folder = scratch / "dokumenter"
    antall = import_walk.write_documents(folder, DOKUMENTER)
    names = ("import", "alle-kjerner", "vandring")
    rounds = [_round(names, rng, lambda name: run_child("import_walk", name, str(folder))) for _ in range(runder)]
    _say("", f"Innlesing av {antall} dokumenter fra disk, {runder} runder.")
    _tell(rounds, (Ratio(over="import", under="vandring", hoyst=3.0), Ratio(over="alle-kjerner", under="vandring")))


def _start(runder: int, rng: random.Random) -> None:
    for name in start_time.COMMANDS:
        start_time.run(name)  # compiled once, so that no round pays for it
    names = tuple(start_time.COMMANDS)
    rounds = [_round(names, rng, lambda name: {"sekunder": start_time.run(name)}) for _ in range(runder * 3)]
    _say("", f"Oppstart, {len(rounds)} runder.")
    _tell(rounds, (Ratio(over="hjelp", under="typer", hoyst=1.5), Ratio(over="hjelp", under="python")))


def _round(names: Sequence[str], rng: random.Random, run: Callable[[str], dict[str, Any]]) -> Round:
    order = rng.sample(list(names), len(names))
    found = {name: run(name) for name in order}
    return {name: found[name] for name in names}


def _tell(rounds: Sequence[Round], ratios: Sequence[Ratio]) -> None:
    for ratio in ratios:
        values = [r[ratio.over]["sekunder"] / r[ratio.under]["sekunder"] for r in rounds]
        spread = f"({min(values):.2f} – {max(values):.2f})"
        who = f"{ratio.over} / {ratio.under}"
        _say(f"  {who:<24} {median(values):6.2f}   {spread}{_verdict(ratio, median(values))}")
    for name in rounds[0]:
        peaks = [r[name]["minne_mb"] for r in rounds if "minne_mb" in r[name]]
        memory = f"   {max(peaks):6.0f} MB" if peaks else ""
        _say(f"  {name:<14} {median(r[name]['sekunder'] for r in rounds):8.2f} s{memory}")


def _verdict(ratio: Ratio, value: float) -> str:
    if ratio.hoyst is not None:
        return f"   mål: høyst {ratio.hoyst:g}, {'nådd' if value <= ratio.hoyst else 'ikke nådd'}"
    if ratio.minst is not None:
        return f"   mål: minst {ratio.minst:g}, {'nådd' if value >= ratio.minst else 'ikke nådd'}"
    return ""


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
