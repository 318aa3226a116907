"""The year on a terminal. Colour only repeats what the words say."""

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from bvaudit.cli.rich_console import ScreenConsole
from bvaudit.reports.year_status import YearPart, YearView

_DAY, _NAME = len("  31.12.2026"), 24


def show(view: YearView) -> None:
    """80 to 120 columns wide: what is over first."""
    console = ScreenConsole()
    console.print(Text(view.tittel, style="bold"))
    for line in view.om:
        console.print(Text(line))
    for part in (one for one in view.deler if one.over):
        _part(console, part)
    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1), collapse_padding=True)
    longest = max((len(row[0]) for row in view.enheter), default=0)
    table.add_column(Text(view.hoder[0]), no_wrap=True, overflow="ellipsis", min_width=min(longest, _NAME))
    for name in view.hoder[1:]:
        table.add_column(Text(name), justify="right")
    for row in view.enheter:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
    for part in (one for one in view.deler if not one.over):
        _part(console, part)


def _part(console: ScreenConsole, part: YearPart) -> None:
    console.print(Text(part.tittel, style="bold yellow" if part.over else "bold"))
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, width=_DAY)
    for _ in range(2):
        grid.add_column(no_wrap=True, overflow="ellipsis")
    for line in part.linjer:
        grid.add_row(Text(f"  {line.dag}"), Text(line.hva), Text(line.stand))
    console.print(grid)
    if part.flere:
        console.print(Text(f"  {part.flere}", style="dim"))
