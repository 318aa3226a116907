"""Whole runs of «vurder» in a folder of the test's own."""

import csv
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from bvaudit.workflows.evaluate_cases import VurderOutcome, VurderRequest, evaluate_cases
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.run_demo import DEMO_DAY, DEMO_KEY

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)


def key_in(folder: Path) -> Path:
    key = folder / "nokkel.txt"
    key.write_text(DEMO_KEY, encoding="utf-8")
    key.chmod(0o600)
    return key


def judge(kilde: Path, ut: Path, **changes: object) -> VurderOutcome:
    inputs = ImportInputs(kilder=(kilde,), nokkel=key_in(ut.parent), behold_id=bool(changes.pop("behold_id", False)))
    request = VurderRequest(inputs=inputs, ut=ut, per=DEMO_DAY, **changes)  # type: ignore[arg-type]
    return evaluate_cases(request, now=NOW, home=ut.parent / "hjem", progress=None)


def rows(ut: Path) -> list[dict[str, str]]:
    with (ut / "resultater.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words_in(path: Path) -> str:
    """Every text part of an Office file."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(
            archive.read(n).decode("utf-8", "replace") for n in sorted(archive.namelist()) if n.endswith(".xml")
        )
