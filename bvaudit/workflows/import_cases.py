"""Official documents or spreadsheets in, a pseudonymised snapshot out."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.errors import UsageError
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.texts import text
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.extracts import import_into, lying_in
from bvaudit.workflows.from_folder import unread_sources, with_defaults
from bvaudit.workflows.inputs import ImportInputs, Progress, import_to, refuse_key_inside
from bvaudit.workflows.own_content import own_content


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOutcome:
    """What was read, and where it lies."""

    manifest: Manifest
    problems: tuple[Problem, ...]
    beskjeder: tuple[str, ...]
    mappe: Path


def import_cases(
    inputs: ImportInputs,
    til: Path | None,
    *,
    mappe: Mappe | None = None,
    now: datetime,
    home: Path,
    progress: Progress | None,
) -> ImportOutcome:
    """Import to ``til``, or to the municipality's folder ``mappe``: with no sources named, what lies unread there."""
    koder = content_or_stop(own_content(mappe, ())).koder
    if mappe is not None:
        refuse_key_inside(inputs, mappe.rot, home)
        inputs = with_defaults(inputs if inputs.kilder else replace(inputs, kilder=_unread(mappe)), mappe)
    if til is None:
        assert mappe is not None, "without a folder the snapshot has a place of its own"
        prepared = import_into(mappe.uttrekk, inputs, koder, now=now, home=home, progress=progress)
    else:
        refuse_key_inside(inputs, til, home)
        prepared = import_to(inputs, til, koder, now=now, home=home, progress=progress)
    return ImportOutcome(
        manifest=prepared.manifest, problems=prepared.problems, beskjeder=prepared.beskjeder, mappe=prepared.mappe
    )


def _unread(mappe: Mappe) -> tuple[Path, ...]:
    lying = lying_in(mappe.uttrekk)
    found = unread_sources(mappe, lying)
    if not found:
        rot = mappe.uttrekk
        told = text("uttrekk.alt_er_lest", mappe=rot) if lying.uttrekk else text("uttrekk.ingen", mappe=rot)
        raise UsageError(told, hint=text("uttrekk.ingen_hint"))
    return found
