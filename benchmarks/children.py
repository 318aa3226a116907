"""One measured thing per fresh process. The unit is CPU seconds, of all threads: it says what a job costs whoever else
uses the machine."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_KB_PER_MB = 1024 * 1024 if sys.platform == "darwin" else 1024  # macOS tells bytes, Linux kilobytes


def run_child(module: str, *arguments: str) -> dict[str, Any]:
    """The answer of ``python -m benchmarks.<module> …``. Raises when the child fails; its own words are on stderr."""
    command = [sys.executable, "-m", f"benchmarks.{module}", *arguments]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def whole(
    command: Sequence[str], *, cwd: Path = ROOT, env: Mapping[str, str] | None = None, expected: int = 0
) -> dict[str, Any]:
    """A command from start to end: CPU seconds of it and of what it started, and its highest memory in megabytes.

    Raises RuntimeError when its exit code is not ``expected``; what it said is then shown.
    """
    process = subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    said = process.stdout.read()
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != expected:
        raise RuntimeError(f"{' '.join(command)} ga kode {process.returncode}:\n{said.decode(errors='replace')}")
    facts = {"cpu": usage.ru_utime + usage.ru_stime}
    if usage.ru_maxrss > resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:  # else it is ours, from before it started
        facts["minne_mb"] = usage.ru_maxrss / _KB_PER_MB
    return facts


def measured(work: Callable[[], Any]) -> tuple[Any, dict[str, Any]]:
    """What ``work`` gave, its CPU seconds in all threads, its seconds, and this process's highest memory so far."""
    begun, cpu = time.perf_counter(), _cpu()
    result = work()
    facts = {"cpu": _cpu() - cpu, "sekunder": time.perf_counter() - begun}
    return result, {**facts, "minne_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KB_PER_MB}


def answer(facts: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")


def _cpu() -> float:
    """Of this process and of the children it has waited for."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
