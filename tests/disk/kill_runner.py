"""The program, in a process of its own that starts a new one for every run: see ``kill_points.py``."""

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


class Runner:
    """The program, loaded once and run many times."""

    def __init__(self) -> None:
        environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1]), "PYTHONDONTWRITEBYTECODE": "1"}
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "kill_points.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )

    def __call__(self, *argv: str, hjem: Path, stopp: int = 0, kall: bool = False) -> tuple[int, int]:
        """Exit code and how many changes were met. ``kall``: from the first
        time it writes in the register, and those of the database too."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"argv": argv, "hjem": str(hjem), "stopp": stopp, "kall": kall}) + "\n")
        self._process.stdin.flush()
        told = json.loads(self._process.stdout.readline())
        return told["kode"], told["endringer"]

    def close(self) -> None:
        self._process.communicate()
