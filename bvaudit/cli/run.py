"""From what was typed to an exit code. Nothing heavy is imported before it is known to be needed."""

import os
from collections.abc import Sequence

from bvaudit.cli.boundary import guarded
from bvaudit.cli.screen import prepare_screen, say
from bvaudit.cli.surroundings import COMPLETING, VERSION
from bvaudit.texts import language


def run(argv: Sequence[str]) -> int:
    """Do what ``argv`` (without the program's name) asks for. Never raises; returns the exit code."""
    prepare_screen()
    with language("nb"):  # until a municipality's folder says another, and for this run alone
        return guarded(lambda: _act(list(argv)))


def _act(argv: list[str]) -> int:
    if argv in (["--versjon"], ["--version"], ["versjon"]):
        say(VERSION)
        return 0
    if question := os.environ.get(COMPLETING):
        from bvaudit.cli.completion_commands import answer_shell

        return answer_shell(question)
    from bvaudit.cli.app import invoke

    return invoke(argv)
