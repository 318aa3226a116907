"""Whether a person stands in a municipality's folder. Needs nothing that reads YAML: most commands only ask."""

from contextlib import suppress
from pathlib import Path

from bvaudit.model.mappe import KOMMUNE


def find_folder(start: Path) -> Path | None:
    """The nearest folder that holds kommune.yaml: ``start`` or one above it."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if is_folder(folder)), None)


def is_folder(rot: Path) -> bool:
    """Whether this very folder is a municipality's."""
    with suppress(OSError):
        return (rot / KOMMUNE).is_file()
    return False
