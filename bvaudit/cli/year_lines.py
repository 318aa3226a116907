"""The year on a terminal. Colour only repeats what the words say."""

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from bvaudit.cli.rich_console import ScreenConsole
from bvaudit.reports.year_status import YearPart, YearView

_DAY, _NAME, _GAP = len("  31.12.2026"), 24, 2


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
    """Day, what and how it stands, on one line each: the day is never cut, and what is cut ends on «…»."""
    console.print(Text(part.tittel, style="bold yellow" if part.over else "bold"))
    room = console.width - _DAY - 2 * _GAP
    what, stand = (
        max(len(text) for text in texts) for texts in zip(*((o.hva, o.stand) for o in part.linjer), strict=True)
    )
    what = min(what, max(room - stand, room // 2))
    for line in part.linjer:
        cells = (f"  {line.dag}".ljust(_DAY), _cut(line.hva, what).ljust(what), _cut(line.stand, room - what))
        console.print(Text((" " * _GAP).join(cells).rstrip()))
    if part.flere:
        console.print(Text(f"  {part.flere}", style="dim"))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
