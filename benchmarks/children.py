"""One measured thing per fresh process: started here, and answering with one line of JSON."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def run_child(module: str, *arguments: str) -> dict[str, Any]:
    """The answer of ``python -m benchmarks.<module> …``. Raises when the child fails; its own words are on stderr."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def wall(command: Sequence[str]) -> float:
    """Seconds from start to end of a whole process."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def measured(work: Callable[[], Any]) -> tuple[Any, dict[str, Any]]:
    """What ``work`` gave, with its seconds and the highest memory of this process so far in megabytes."""
    begun = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return result, {"sekunder": seconds, "minne_mb": peak / (1024 * 1024 if sys.platform == "darwin" else 1024)}


def answer(facts: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
