"""What a user waits for: whole commands from an installed wheel, beside only importing the libraries they stand on.

    python -m benchmarks.commands [--runder 5]

The wheel is built from this folder and unzipped to a folder of its own, as pip would, so that nothing is read from the
source tree. Libraries that only developers have are hidden: some of the others would load them when they are there.
Each command is run once before it is measured, so that its modules are compiled.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from importlib.metadata import packages_distributions
from pathlib import Path

from benchmarks.children import ROOT, whole
from benchmarks.import_walk import write_documents
from benchmarks.rounds import Facts, Ratio, rounds, say, tell
from bvaudit.workflows.run_demo import DEMO_KEY

# The libraries users get with the program, and the few of them a command needs that only shows what a rule says.
_FEW = "import typer, rich, yaml, jsonschema"
_ALL = f"{_FEW}, docxtpl, docx, jinja2, lxml.etree, openpyxl, xlsxwriter, python_calamine, duckdb, holidays"
AIMS = (
    Ratio(navn="vurder / importere bibliotekene", over="vurder", under={"alle bibliotek": 1}, hoyst=8.0),
    Ratio(navn="regler / importere sine bibliotek", over="regler", under={"sine bibliotek": 1}, hoyst=3.0),
    Ratio(navn="forklar / importere sine bibliotek", over="forklar", under={"sine bibliotek": 1}, hoyst=3.0),
    Ratio(navn="regler / importere alle bibliotekene", over="regler", under={"alle bibliotek": 1}),
    Ratio(navn="--hjelp / import typer", over="hjelp", under={"typer": 1}, hoyst=1.5),
)


def unzipped_wheel(folder: Path) -> Path:
    """A folder with the package as a user has it, and nothing to import that is not in ``packaging/krav.txt``."""
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("bvaudit-*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder / "installert")
    hidden = "".join(f"sys.modules[{name!r}] = None\n" for name in _of_developers())
    (folder / "installert" / "sitecustomize.py").write_text(f"import sys\n{hidden}", encoding="utf-8")
    return folder / "installert"


def _of_developers() -> list[str]:
    lines = (ROOT / "packaging" / "krav.txt").read_text(encoding="utf-8").splitlines()
    users = {_plain(line.split("==")[0]) for line in lines if "==" in line}
    modules = packages_distributions()
    return sorted(name for name, given in modules.items() if name != "bvaudit" and not users & set(map(_plain, given)))


def _plain(name: str) -> str:
    return name.strip().lower().replace("_", "-")


def as_installed(package: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(package)}


def main(arguments: Sequence[str]) -> int:
    tolk = argparse.ArgumentParser(description="Måler hele kommandoer fra et installert hjul.")
    tolk.add_argument("--runder", type=int, default=5)
    valg = tolk.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        env = as_installed(unzipped_wheel(folder / "hjul"))
        antall = write_documents(folder / "dokumenter")
        nokkel = folder / "nokkel.txt"
        nokkel.write_text(DEMO_KEY, encoding="ascii")
        own = [sys.executable, "-m", "bvaudit"]
        judge = [*own, "vurder", "--uttrekk", "dokumenter", "--nokkel", "nokkel.txt", "--per", "2025-12-31"]
        commands = {
            "regler": [*own, "regler"],
            "forklar": [*own, "forklar", "MEL-01"],
            "hjelp": [*own, "--help"],
            "alle bibliotek": [sys.executable, "-c", _ALL],
            "sine bibliotek": [sys.executable, "-c", _FEW],
            "typer": [sys.executable, "-c", "import typer"],
        }

        def one(name: str, number: int) -> Facts:
            command = [*judge, "--ut", f"ut-{number}"] if name == "vurder" else commands[name]
            return whole(command, cwd=folder, env=env)

        names = ("vurder", *commands)
        for name in names:
            one(name, -1)
        found = rounds(names, valg.runder, one)
        plans = len(list((folder / "ut-0").glob("handlingsplan-*.docx")))
    say(f"Hele kommandoer fra et installert hjul, {antall} dokumenter, {plans} enheter, {valg.runder} runder.")
    tell(found, AIMS)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
