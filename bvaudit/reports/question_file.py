"""``sporsmal.csv``: what readers have asked about the points."""

from collections.abc import Iterable

from bvaudit.intake.question_rows import SPORSMAL_KOLONNER, Sporsmalsrad
from bvaudit.reports.svar_file import csv_line, written


def question_csv(rows: Iterable[Sporsmalsrad]) -> bytes:
    """By the point, the unit, the reader and the id; the same rows give the same bytes."""
    ordered = sorted(rows, key=lambda row: (row.regel, row.enhet, row.leser, row.id))
    lines = (SPORSMAL_KOLONNER, *(tuple(written(getattr(row, name)) for name in SPORSMAL_KOLONNER) for row in ordered))
    return "".join(map(csv_line, lines)).encode()
