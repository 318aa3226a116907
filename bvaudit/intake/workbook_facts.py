"""What a workbook of ours says of itself on its hidden sheet, without reading the rest of it."""

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

from bvaudit.errors import CONTAINER_ERRORS
from bvaudit.intake.form_layout import META

_MOST_ROWS = 100_000  # a large municipality has a line for each control of the year
_DAMAGED: tuple[type[Exception], ...] = (*CONTAINER_ERRORS, SyntaxError, TypeError, AttributeError, AssertionError)


def facts_in(file: Path) -> Mapping[str, str] | None:
    """Key → value; None when the file is no workbook of ours, or cannot be read. The file is not changed."""
    from openpyxl import load_workbook  # slow to import, and there may be no workbook at all

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except _DAMAGED:
        return None
    try:
        if META not in book.sheetnames:
            return None
        rows = book[META].iter_rows(max_row=_MOST_ROWS, max_col=2, values_only=True)
        return {str(key): "" if value is None else str(value) for key, value in (row[:2] for row in rows) if key}
    except _DAMAGED:
        return None
    finally:
        book.close()


_WHEN = re.compile(rb"<dcterms:(created|modified)[^>]*>([^<]*)<")


def as_made(file: Path) -> bool:
    """Whether a workbook the program wrote is as it was then: whoever saves it writes down when, and the program gives
    both days the same. Only a few hundred bytes are read. False when in doubt."""
    try:
        with zipfile.ZipFile(file) as archive:
            days = dict(_WHEN.findall(archive.read("docProps/core.xml")))
    except _DAMAGED:
        return False
    return len(days) == 2 and days[b"created"] == days[b"modified"]
