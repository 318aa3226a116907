"""Who has which case, as far as the reading list beside the key tells: for the check that nobody reads their own."""

from collections.abc import Mapping
from pathlib import Path

from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.reading_lists import codes_for


def caseworkers_for(audit: Audit, hjem: Path | None) -> Mapping[str, str]:
    """Case → the code of the caseworker. Nothing where no list is filled in."""
    return codes_for(audit.id, hjem) if hjem is not None else {}
