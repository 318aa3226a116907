"""How long before the user sees the help text, beside only importing the library that reads the command line."""

import sys

from benchmarks.children import wall

COMMANDS = {
    "hjelp": [sys.executable, "-m", "bvaudit", "--help"],
    "typer": [sys.executable, "-c", "import typer"],
    "python": [sys.executable, "-c", "pass"],
}


def run(name: str) -> float:
    return wall(COMMANDS[name])
