"""Every command there is, and what the program says of itself."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated

import typer
from typer._click.globals import get_current_context
from typer.main import get_command

from bvaudit.cli import (
    audit_commands,
    audit_event_commands,
    audit_result_commands,
    case_commands,
    completion_commands,
    content_commands,
    deadline_commands,
    draw_commands,
    draw_plan_commands,
    edition_commands,
    explain_commands,
    figure_commands,
    folder_commands,
    form_commands,
    import_commands,
    kart_commands,
    list_commands,
    list_event_commands,
    lookup_commands,
    overview_commands,
    planned_book_commands,
    register_book_commands,
    register_commands,
    register_control_commands,
    register_effect_commands,
    register_event_commands,
    register_reported_commands,
    register_shared_commands,
    report_commands,
    report_lint_commands,
    report_set_commands,
    series_commands,
    sheet_commands,
    supervision_commands,
    supervision_gather_commands,
    year_commands,
    year_page_commands,
)
from bvaudit.cli.first_page import about, examples
from bvaudit.cli.help_pages import HELP_NAMES, NorwegianCommand, NorwegianGroup
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import VERSION
from bvaudit.texts import text

_MODULES = (
    figure_commands,
    folder_commands,
    form_commands,
    supervision_gather_commands,
    import_commands,
    kart_commands,
    draw_commands,
    draw_plan_commands,
    audit_commands,
    audit_event_commands,
    audit_result_commands,
    sheet_commands,
    case_commands,
    explain_commands,
    lookup_commands,
    overview_commands,
    register_book_commands,
    register_commands,
    register_control_commands,
    content_commands,
    deadline_commands,
    register_effect_commands,
    register_reported_commands,
    register_event_commands,
    register_shared_commands,
    list_commands,
    list_event_commands,
    series_commands,
    planned_book_commands,
    supervision_commands,
    report_commands,
    report_lint_commands,
    report_set_commands,
    edition_commands,
    year_commands,
    year_page_commands,
    completion_commands,
)


def invoke(argv: list[str]) -> int:
    """Run one command; returns its exit code, and raises what it raises."""
    command = get_command(app)
    try:
        # Not command.main: it writes messages and picks exit codes of its own.
        with command.make_context("bvaudit", _spelled_out(argv)) as ctx:
            return command.invoke(ctx) or 0
    except typer.Exit as done:
        return done.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None


def _spelled_out(argv: list[str]) -> list[str]:
    """«rapport bystyre» is «rapport lag bystyre»: the word after «rapport» is the id of a report, unless it is one of
    its commands."""
    if argv[:1] == [figure_commands.GROUP]:
        return figure_commands.spelled_out(argv)
    group, make = report_commands.GROUP, report_commands.MAKE
    commands = {word for module in _MODULES for word in module.GROUPS.get(group, ())}
    if argv[:1] != [group] or len(argv) < 2 or argv[1].startswith("-") or argv[1] in commands:
        return argv
    return [group, make, *argv[1:]]


def _version(asked: bool) -> None:
    if asked:
        say(VERSION)
        raise typer.Exit


def _about(
    versjon: Annotated[
        bool, typer.Option("--versjon", "--version", is_eager=True, callback=_version, help=text("hjelp.valg_versjon"))
    ] = False,
) -> None:
    """Nothing is done before a command is named."""


def _built() -> typer.Typer:
    settings = {"help_option_names": HELP_NAMES}
    top = typer.Typer(
        cls=NorwegianGroup,
        help=text("hjelp.bvaudit"),
        context_settings=settings,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        pretty_exceptions_show_locals=False,
    )
    top.callback()(_about)
    groups: dict[str, dict[str, Callable[..., int]]] = {}
    for module in _MODULES:
        for name, command in module.COMMANDS.items():
            _add(top, name, name, command)
        for name, commands in module.GROUPS.items():
            groups.setdefault(name, {}).update(commands)
    for name, commands in groups.items():
        top.add_typer(_group(name, commands), name=name)
    return top


def _group(name: str, commands: dict[str, Callable[..., int]]) -> typer.Typer:
    """Words after a word: ``mal sjekk``. The command with the empty name is what the first word does alone."""
    alone = commands.get("")
    about = text(f"kommandoer.{name}")
    group = typer.Typer(
        cls=NorwegianGroup,
        help=about,
        epilog="\n".join(examples(name)),
        rich_markup_mode=None,
        invoke_without_command=alone is not None,
    )
    if alone is not None:
        group.callback()(_only_alone(alone))
    for word, command in commands.items():
        if word:
            _add(group, word, f"{name} {word}", command)
    return group


def _add(group: typer.Typer, word: str, typed: str, command: Callable[..., int]) -> None:
    """With what the catalogue says of it, else what the function says of itself."""
    told = about(typed, command.__doc__)
    group.command(word, cls=NorwegianCommand, help=told, epilog="\n".join(examples(typed)))(command)


def _only_alone(command: Callable[..., int]) -> Callable[..., int]:
    """The command as typer's callback of a group, which it calls also when another word follows."""

    @wraps(command)
    def called(*args: object, **kwargs: object) -> int:
        context = get_current_context()
        return 0 if context.invoked_subcommand else command(*args, **kwargs)

    return called


app = _built()
