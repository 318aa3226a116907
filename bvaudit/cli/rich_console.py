"""The console tables are drawn on."""

import sys

from rich.console import Console

from bvaudit.cli.screen import colours_wanted, nobody_listens, plain_width


class ScreenConsole(Console):
    """As wide as our lines, with colours only when they are wanted, and used to readers that go."""

    def __init__(self) -> None:
        super().__init__(width=plain_width(), no_color=not colours_wanted(), highlight=False)

    def on_broken_pipe(self) -> None:
        """That someone has read enough is no fault of the run; rich would end it."""
        nobody_listens(sys.stdout)
