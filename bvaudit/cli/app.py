"""Every command there is, and what the program says of itself."""

from typing import Annotated

import typer
from typer.main import get_command

from bvaudit.cli import case_commands, content_commands
from bvaudit.cli.help_pages import HELP_NAMES, NorwegianCommand, NorwegianGroup
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import VERSION

_ABOUT = "Internkontroll og revisjon av saksbehandlingen i kommunalt barnevern."
_BEGIN = "Se hva som kommer ut, uten egne data: bvaudit demo --ut prøve"


def invoke(argv: list[str]) -> int:
    """Run one command; returns its exit code, and raises what it raises."""
    command = get_command(app)
    try:
        # Not command.main: it writes messages and picks exit codes of its own.
        with command.make_context("bvaudit", argv) as ctx:
            return command.invoke(ctx) or 0
    except typer.Exit as done:
        return done.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None


def _version(asked: bool) -> None:
    if asked:
        say(VERSION)
        raise typer.Exit


def _about(
    versjon: Annotated[
        bool, typer.Option("--versjon", is_eager=True, callback=_version, help="Vis versjonen og avslutt.")
    ] = False,
) -> None:
    """Nothing is done before a command is named."""


def _built() -> typer.Typer:
    settings = {"help_option_names": HELP_NAMES}
    top = typer.Typer(
        cls=NorwegianGroup,
        help=_ABOUT,
        epilog=_BEGIN,
        context_settings=settings,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        pretty_exceptions_show_locals=False,
    )
    top.callback()(_about)
    for name, command in {**case_commands.COMMANDS, **content_commands.COMMANDS}.items():
        top.command(name, cls=NorwegianCommand)(command)
    template = typer.Typer(cls=NorwegianGroup, help=content_commands.TEMPLATE_ABOUT, rich_markup_mode=None)
    for name, command in content_commands.TEMPLATE_COMMANDS.items():
        template.command(name, cls=NorwegianCommand)(command)
    top.add_typer(template, name="mal")
    return top


app = _built()
