"""Runs the fuzz, in the tests and by hand:

    python -m tests.fuzz.runs --runder 2000 --fro 7 --bare xml,docx

Every input that fails is kept under ``--ta-vare`` with what went wrong; the seed makes it again.
"""

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bvaudit.errors import BvauditError

from .mutations import mutated
from .subjects import SUBJECTS, Subject

SLOW = 10  # CPU seconds for one input that take it for a hang


@dataclass(slots=True, kw_only=True)
class Outcome:
    """How many inputs were read, how they ended, and what failed."""

    ended: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, bytes]] = field(default_factory=list)


class TooSlow(Exception):
    """One input took more time than any should."""


def fuzz(navn: str, rounds: int, seed: int) -> Outcome:
    """``rounds`` spoilt files of one kind. The same seed gives the same files."""
    subject, outcome = SUBJECTS[navn](), Outcome()
    with tempfile.TemporaryDirectory(prefix=f"fuzz-{navn}-") as top:
        for number in range(rounds):
            rng = random.Random(f"{navn} {seed} {number}")
            folder = Path(top) / "inn"
            folder.mkdir()
            file = _lay_out(subject, folder, rng)
            _one(subject, folder, file, f"{navn} frø {seed} nummer {number}", outcome)
            shutil.rmtree(folder)
    return outcome


def _lay_out(subject: Subject, folder: Path, rng: random.Random) -> Path:
    name = rng.choice(sorted(subject.good))
    if not subject.alone:
        for other, data in subject.good.items():
            (folder / other).write_bytes(data)
    (folder / name).write_bytes(mutated(subject.good[name], rng))
    return folder / name


def _one(subject: Subject, folder: Path, file: Path, which: str, outcome: Outcome) -> None:
    data = file.read_bytes()
    started = time.process_time()
    try:
        with _alarm():
            subject.read(folder, file)
        outcome.ended["lest"] += 1
    except (BvauditError, OSError) as error:
        outcome.ended[type(error).__name__] += 1
    except Exception as error:
        outcome.ended[f"FEIL {type(error).__name__}"] += 1
        outcome.failures.append((f"{which} ({file.name})\n{traceback.format_exc(limit=-4)}", data))
    if time.process_time() - started > SLOW:
        outcome.failures.append((f"{which} ({file.name}) tok over {SLOW} sekunder", data))


@contextmanager
def _alarm() -> Iterator[None]:
    """Stops what hangs, where the system can; elsewhere the time is only measured."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(number: int, frame: object) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(6 * SLOW)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main() -> int:
    parser = argparse.ArgumentParser(description="Leser ødelagte filer og teller hvordan det går.")
    parser.add_argument("--runder", type=int, default=500, help="filer av hvert slag")
    parser.add_argument("--fro", type=int, default=1)
    parser.add_argument("--bare", default=",".join(SUBJECTS), help="slag med komma mellom")
    parser.add_argument("--ta-vare", type=Path, help="mappe for filene som feilet")
    given = parser.parse_args()
    failed = 0
    for navn in given.bare.split(","):
        started = time.time()
        outcome = fuzz(navn, given.runder, given.fro)
        sys.stdout.write(f"{navn}: {dict(outcome.ended)} på {time.time() - started:.0f} s\n")
        sys.stdout.flush()
        for number, (what, data) in enumerate(outcome.failures):
            sys.stdout.write(f"{what}\n")
            if given.ta_vare:
                given.ta_vare.mkdir(parents=True, exist_ok=True)
                (given.ta_vare / f"{navn}-{number}").write_bytes(data)
        failed += len(outcome.failures)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
