"""The forms that lie in the municipality's folder and have something in them that is not read back."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bvaudit import __version__
from bvaudit.diagnostics import has_errors
from bvaudit.extract.sources import is_hidden
from bvaudit.intake.workbook_facts import as_made, facts_in
from bvaudit.model.mappe import ARBEID, Mappe
from bvaudit.workflows.content import Content, read_content
from bvaudit.workflows.filled import Reading
from bvaudit.workflows.read_back import READERS, read_back
from bvaudit.workflows.review_store import MOTTATT


@dataclass(frozen=True, slots=True, kw_only=True)
class Skjemastatus:
    """A form with answers nobody has written to a file yet. ``ferdig``: everything it must have is there."""

    fil: Path
    ferdig: bool


def forms_in(mappe: Mappe, content: Content | None, dag: date) -> tuple[Skjemastatus, ...]:
    """The forms that wait, by name. ``content`` is None when it has faults."""
    lying = [*_workbooks(mappe.rot), *_of_audits(mappe)]
    found = [path for path in lying if (facts_in(path) or {}).get("skjema") in READERS]
    if not found:
        return ()
    known = content if content is not None else read_content()[0]
    waiting = []
    for path in found:
        result = read_back(Reading(skjema=path, content=known, mappe=mappe, til=None, dag=dag, program=__version__))
        wrong = has_errors(result.problems)
        if wrong or result.filer:
            waiting.append(Skjemastatus(fil=path, ferdig=not wrong))
    return tuple(waiting)


def _of_audits(mappe: Mappe) -> Iterator[Path]:
    """The forms of audits that somebody has saved since they were made, and that no copy is kept of: the others are
    passed over without being read."""
    for folder in sorted(mappe.revisjoner.glob("*/skjema")):
        kept = {path.read_bytes() for path in (folder.parent / "svar" / MOTTATT).glob("*.xlsx")}
        for path in sorted(folder.glob("*.xlsx")):
            if not is_hidden(path.name) and not as_made(path) and path.read_bytes() not in kept:
                yield path


def _workbooks(rot: Path) -> Iterator[Path]:
    """Not among extracts, papers and editions."""
    for here, folders, files in os.walk(rot):
        at_top = Path(here) == rot
        folders[:] = sorted(name for name in folders if not is_hidden(name) and not (at_top and name in ARBEID))
        yield from (Path(here, name) for name in sorted(files) if name.endswith(".xlsx") and not is_hidden(name))
