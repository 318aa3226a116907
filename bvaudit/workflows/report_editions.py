"""What has been printed in public editions before: read back from the workbooks beside the papers that were sent."""

from collections.abc import Iterator

from bvaudit.intake.annex_rows import read_annex_rows
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad

_PATTERN = "**/*-offentlig-*-vedlegg.xlsx"


def printed_before(mappe: Mappe) -> tuple[Nokkelrad, ...]:
    """The rows of every public workbook among the editions, as they were printed; the oldest first."""
    return tuple(_rows(mappe))


def _rows(mappe: Mappe) -> Iterator[Nokkelrad]:
    if mappe.utgaver.is_dir():
        for path in sorted(mappe.utgaver.glob(_PATTERN)):
            yield from read_annex_rows(path) or ()
