"""The list of deadlines on a terminal. Colour only repeats what the words say."""

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from bvaudit.cli.rich_console import ScreenConsole
from bvaudit.reports.deadline_view import DeadlineGroup, DeadlineView
from bvaudit.reports.due_view import DueGroup, DueView
from bvaudit.texts import text


def show(view: DeadlineView) -> None:
    """80 to 120 columns wide."""
    console = ScreenConsole()
    console.print(Text(view.tittel, style="bold"))
    for line in view.om:
        console.print(Text(line))
    console.print(_units(view))
    if view.tomt:
        console.print(Text(view.tomt))
    for group in view.grupper:
        console.print(Text(group.tittel, style="bold yellow" if group.over else "bold"))
        console.print(_rows(group))
        if group.flere:
            console.print(Text(f"  {group.flere}", style="dim"))
    if view.ukjent_tittel:
        console.print(Text(view.ukjent_tittel, style="bold"))
        for line in view.ukjente:
            console.print(Text(f"  {line}"))
    if view.neste:
        console.print(Text(view.neste, style="dim"))


def show_followed(view: DueView) -> None:
    """What is followed beside the cases."""
    console = ScreenConsole()
    console.print(Text(view.tittel, style="bold"))
    for line in view.om:
        console.print(Text(line))
    for group in view.grupper:
        console.print(Text(group.tittel, style="bold yellow" if group.over else "bold"))
        console.print(_due(group))
        if group.flere:
            console.print(Text(f"  {group.flere}", style="dim"))


def _due(group: DueGroup) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for folds in (False, False, True, True, True):
        grid.add_column(no_wrap=not folds, overflow="fold")
    for row in group.rader:
        what = text("forfall.linje", hva=row.hva, gjor=row.gjor)
        cells = (f"  {row.dag}", row.dager, what, row.hvor, row.hvem)
        grid.add_row(*map(Text, cells))
    return grid


def _units(view: DeadlineView) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for number, name in enumerate(view.hoder):
        table.add_column(Text(name), justify="right" if number else "left")
    for row in view.enheter:
        table.add_row(*(Text(cell) for cell in row))
    return table


def _rows(group: DeadlineGroup) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(3):
        grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for row in group.rader:
        cells = (row.nar, row.dager, row.sak, row.gjor, row.enhet, row.merknad)
        grid.add_row(*(Text(f"  {cell}" if number == 0 else cell) for number, cell in enumerate(cells)))
    return grid
