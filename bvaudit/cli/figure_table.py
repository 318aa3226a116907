"""Key figures on a terminal. Colour only repeats what the words say."""

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from bvaudit.cli.rich_console import ScreenConsole
from bvaudit.reports.figure_lines import Skjermtall


def show(view: Skjermtall) -> None:
    """80 to 120 columns wide."""
    console = ScreenConsole()
    console.print(Text(view.tittel, style="bold"))
    for line in view.om:
        console.print(Text(line))
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1))
    for number, name in enumerate(view.hode):
        table.add_column(Text(name), justify="right" if number else "left", overflow="fold")
    for row in view.rader:
        table.add_row(*map(Text, row))
    console.print(table)
    for line in view.under:
        console.print(Text(line))
