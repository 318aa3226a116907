"""What an audit by people says, worked out from its answers, its draw and its log."""

from pathlib import Path

from bvaudit.model.lest import LestRevisjon
from bvaudit.model.mappe import Mappe
from bvaudit.workflows.content import Content


def results_of_audit(mappe: Mappe, navn: str, content: Content) -> LestRevisjon:
    """Raises UsageError when there is no such audit, ContentError when its files cannot be read."""
    raise NotImplementedError(Path(mappe.revisjoner, navn).as_posix(), len(content.regler))
