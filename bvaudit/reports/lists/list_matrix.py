"""The matrices over a list: who works with what, and how likely against how grave."""

from collections.abc import Iterator, Sequence

from bvaudit.model.lister import Liste
from bvaudit.reports.lists.list_view import Grid, Numbered
from bvaudit.texts import text

_GRADES = (1, 2, 3, 4, 5)


def matrices(liste: Liste, rows: Sequence[Numbered]) -> Iterator[Grid]:
    if liste.grupper and any(len(row.punkt.grupper) > 1 for row in rows):
        yield _groups(liste, rows)
    graded = [row for row in rows if row.punkt.sannsynlighet and row.punkt.konsekvensgrad]
    if graded:
        yield _risks(graded)


def _groups(liste: Liste, rows: Sequence[Numbered]) -> Grid:
    """Points down and groups across, with how many each group has."""
    mark = text("listene.matrise.kryss")
    lines = []
    for row in rows:
        marks = (mark if group.id in row.punkt.grupper else "" for group in liste.grupper)
        lines.append((f"{row.nr}. {' '.join(row.punkt.tekst.split())}", *marks))
    counts = (str(sum(group.id in row.punkt.grupper for row in rows)) for group in liste.grupper)
    return Grid(
        id="grupper",
        tittel=text("listene.matrise.grupper"),
        om=text("listene.matrise.grupper_om"),
        hode=(text("listene.matrise.punkt"), *(group.tittel for group in liste.grupper)),
        rader=(*lines, (text("listene.matrise.antall"), *counts)),
    )


def _risks(rows: Sequence[Numbered]) -> Grid:
    """The likeliest on top, the gravest to the right; a cell holds the numbers of the points."""
    cells = {(s, k): [row.nr for row in rows if _grade(row) == (s, k)] for s in _GRADES for k in _GRADES}
    lines = [
        (text("listene.matrise.sannsynlig", n=s), *(", ".join(cells[s, k]) for k in _GRADES)) for s in reversed(_GRADES)
    ]
    return Grid(
        id="ros",
        tittel=text("listene.matrise.ros"),
        om=text("listene.matrise.ros_om"),
        hode=(text("listene.matrise.hjorne"), *(text("listene.matrise.alvorlig", n=k) for k in _GRADES)),
        rader=tuple(lines),
    )


def _grade(row: Numbered) -> tuple[int, int]:
    return row.punkt.sannsynlighet, row.punkt.konsekvensgrad
