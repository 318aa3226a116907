"""A list on a terminal: each point with what is known of it, indented under it."""

import textwrap

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bvaudit.cli.screen import colours_wanted, plain_width
from bvaudit.reports.lists.list_view import Grid, ListView, Point

_INDENT = 4


def show(view: ListView) -> None:
    """80 to 120 columns wide."""
    width = plain_width()
    console = Console(width=width, no_color=not colours_wanted(), highlight=False)
    console.print(Text(view.tittel, style="bold"))
    for line in view.om:
        console.print(Text(textwrap.fill(line, width)))
    for part in view.deler:
        console.print()
        console.print(Text(textwrap.fill(part.tittel, width), style="bold"))
        for point in part.punkter:
            _show(console, point, width)
    for grid in view.ruter:
        console.print()
        console.print(Text(textwrap.fill(grid.tittel, width), style="bold"))
        console.print(_grid(grid))


def _grid(grid: Grid) -> Table:
    table = Table(box=None, pad_edge=False)
    for number, name in enumerate(grid.hode):
        table.add_column(Text(name), ratio=grid.bred if number == 0 else None, overflow="fold")
    for row in grid.rader:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _show(console: Console, point: Point, width: int) -> None:
    before = "  " * (len(point.inni) + 1)
    head = f"{point.nr}  {point.tekst}" if point.nr else point.tekst
    console.print(Text(textwrap.fill(head, width, initial_indent=before, subsequent_indent=f"{before}  ")))
    for fact in point.fakta:
        line = f"{fact.navn}: {fact.verdi}"
        inner = f"{before}{' ' * (_INDENT - 2)}"
        wrapped = textwrap.fill(line, width, initial_indent=inner, subsequent_indent=f"{inner}  ")
        console.print(Text(wrapped, style="dim"))
