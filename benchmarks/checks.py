"""What it costs to check the content and the program: ``sjekk --test`` from a wheel, and the quick tests.

python -m benchmarks.checks [--uten-tester]
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.children import whole
from benchmarks.commands import as_installed, unzipped_wheel
from benchmarks.rounds import say


def main(arguments: Sequence[str]) -> int:
    tolk = argparse.ArgumentParser(description="Måler sjekk --test, og de raske testene.")
    tolk.add_argument("--uten-tester", action="store_true", help="bare sjekk --test")
    valg = tolk.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        env = as_installed(unzipped_wheel(folder / "hjul"))
        check = [sys.executable, "-m", "bvaudit", "sjekk", "--test"]
        whole(check, cwd=folder, env=env)
        _tell("sjekk --test", whole(check, cwd=folder, env=env)["cpu"], 6.0)
    if not valg.uten_tester:
        _tell("de raske testene", whole([sys.executable, "-m", "pytest", "-p", "no:cacheprovider"])["cpu"], 120.0)
    return 0


def _tell(name: str, cpu: float, hoyst: float) -> None:
    say(f"  {name:<24} {cpu:8.1f} CPU-s   mål: høyst {hoyst:g}, {'nådd' if cpu <= hoyst else 'ikke nådd'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
