"""Where a municipality's own content lies. Asked by commands that need nothing of the cases."""

from collections.abc import Sequence
from pathlib import Path

from bvaudit.model.mappe import Mappe


def own_content(mappe: Mappe | None, more: Sequence[Path]) -> tuple[Path, ...]:
    """The folders with content of the municipality's own: its folder, and what was named."""
    return (mappe.rot, *more) if mappe is not None else tuple(more)
