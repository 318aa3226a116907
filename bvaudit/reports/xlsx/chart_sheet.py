"""The workbook inside a chart of a Word document: what the chart shows, and nothing else."""

from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx.book import check

SHEET = "Ark1"
_DAY = datetime(2000, 1, 1, tzinfo=UTC)  # the same chart gives the same bytes


def chart_sheet(
    categories: tuple[str, ...], series: tuple[tuple[str, tuple[float | None, ...]], ...], places: tuple[str, ...] = ()
) -> bytes:
    """The categories down, the series across; a cell is empty where there is no number. ``places`` are written one
    below the other beside them: where each of the numbers is found in the workbook beside the document."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _DAY})
    sheet = book.add_worksheet(SHEET)
    for row, name in enumerate(categories, start=1):
        check(sheet.write_string(row, 0, clean(name)), "en celle")
    for column, (name, values) in enumerate(series, start=1):
        check(sheet.write_string(0, column, clean(name)), "en celle")
        for row, value in enumerate(values, start=1):
            if value is not None:
                check(sheet.write_number(row, column, value), "en celle")
    for row, place in enumerate(places):
        check(sheet.write_string(row, len(series) + 2, place), "en celle")
    book.close()
    return buffer.getvalue()
