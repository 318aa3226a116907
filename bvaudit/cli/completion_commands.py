"""Tab in bash and PowerShell: the script that is put in the shell, and the answer when the shell asks. Typer does both;
only what people read is ours."""

from collections.abc import Callable
from typing import Annotated

import typer

from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import COMPLETING
from bvaudit.errors import UsageError
from bvaudit.texts import text

_SHELLS = ("bash", "powershell")


def answer_shell(question: str) -> int:
    """The commands and options that can follow what is typed so far. What cannot be completed gives nothing."""
    from typer._completion_classes import completion_init
    from typer.completion import shell_complete
    from typer.main import get_command

    from bvaudit.cli.app import app

    completion_init()
    try:
        return shell_complete(get_command(app), {}, "bvaudit", COMPLETING, question)
    except UsageError:  # a word before the cursor that is no command
        return 0


def fullforing(
    skall: Annotated[str, typer.Argument(metavar="SKALL", help=text("fullforing.skall"))],
) -> int:
    """Print a script for the shell, with what to do with it."""
    shell = skall.strip().lower()
    if shell not in _SHELLS:
        raise UsageError(text("fullforing.ukjent", skall=skall), hint=text("fullforing.velg"))
    from typer._completion_classes import completion_init
    from typer._completion_shared import get_completion_script

    completion_init()
    for line in text(f"fullforing.{shell}").splitlines():
        say(f"# {line}")
    say(get_completion_script(prog_name="bvaudit", complete_var=COMPLETING, shell=shell))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {"fullforing": fullforing}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
