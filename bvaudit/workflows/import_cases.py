"""Official documents or spreadsheets in, a pseudonymised snapshot out."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.model.manifest import Manifest
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.inputs import ImportInputs, Progress, import_to, refuse_key_inside


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What was read, and where it lies."""

    manifest: Manifest
    problems: tuple[Problem, ...]
    beskjeder: tuple[str, ...]
    mappe: Path


def import_cases(
    inputs: ImportInputs, til: Path, *, now: datetime, home: Path, progress: Progress | None
) -> ImportOutcome:
    refuse_key_inside(inputs, til, home)
    prepared = import_to(inputs, til, content_or_stop().koder, now=now, home=home, progress=progress)
    return ImportOutcome(
        manifest=prepared.manifest, problems=prepared.problems, beskjeder=prepared.beskjeder, mappe=prepared.mappe
    )
