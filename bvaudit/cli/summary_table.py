"""The summary of a run on a terminal. Colour only repeats what the words say."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bvaudit.cli.rich_console import ScreenConsole
from bvaudit.reports.brief_lines import Line
from bvaudit.reports.summary_view import (
    SummaryRow,
    SummaryView,
    columns,
    indicated,
    not_examined,
    shown_columns,
    warnings,
)


def show(view: SummaryView) -> None:
    """Write ``view`` to the terminal, 80 to 120 columns wide."""
    # Text objects throughout: a unit called «[red]» is a name, not a colour.
    console = ScreenConsole()
    console.print(Text(view.tittel, style="bold"))
    console.print(_facts(view))
    console.print(_table(view))
    for note in view.merknader:
        console.print(Text(note, style="dim"))
    _list(console, indicated(), view.indikasjoner)
    _list(console, not_examined(), view.ikke_undersokt)
    _list(console, warnings(), view.advarsler)
    console.print()
    console.print(Text(view.slutt, style="bold"))


def show_lines(lines: Sequence[Line]) -> None:
    """Lines as they are, headings and deviations also by their weight and colour."""
    console = ScreenConsole()
    for line in lines:
        style = "bold" if line.tung else "yellow" if line.avvik else ""
        console.print(Text(line.tekst, style=style), soft_wrap=True)


def _facts(view: SummaryView) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for name, text in view.fakta:
        grid.add_row(Text(name), Text(text))
    return grid


def _table(view: SummaryView) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    first, second, *_ = columns()
    for name in shown_columns(view, columns()):
        text = name in (first, second)
        table.add_column(Text(name), justify="left" if text else "right", no_wrap=name != second, ratio=None)
    for row in view.rader:
        table.add_row(*_cells(view, row))
    return table


def _cells(view: SummaryView, row: SummaryRow) -> list[Text | Padding]:
    cells = shown_columns(view, row.celler)
    style = "" if not row.avvik else "yellow" if row.under else "bold yellow"
    texts: list[Text | Padding] = [Text(cell, style=style) for cell in cells]
    if row.under:
        texts[1] = Padding(Text(cells[1], style=style), (0, 0, 0, 2))
    return texts


def _list(console: Console, heading: str, lines: tuple[str, ...]) -> None:
    if not lines:
        return
    console.print()
    console.print(Text(heading, style="bold"))
    for line in lines:
        console.print(Padding(Text(line), (0, 0, 0, 2)))
