"""Several reports together: rapport sett."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.progress import progress
from bvaudit.cli.report_commands import Dagen, Lesere, Til, files, own, readers
from bvaudit.cli.screen import say, say_json, say_wrapped
from bvaudit.cli.surroundings import now
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.workflows.report_set import SetMade

_MOST = 8  # remarks


def sett(
    ider: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help=text("rapportsett.valg.id"), show_default=False)
    ] = None,
    malgruppe: Lesere = "",
    per: Dagen = None,
    ut: Til = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """Reports made from the same counting, and for the public hidden over all of them."""
    sted = folder_or_stop(mappe)
    from bvaudit.workflows.report_set import SetRequest, make_set

    request = SetRequest(
        mappe=sted,
        content=own(sted),
        dag=per or now().date(),
        rapporter=tuple(ider or ()),
        malgruppe=readers(malgruppe),
        ut=ut,
    )
    with progress() as at:
        made = make_set(request, progress=at)
    if som_json:
        say_json({"mappe": str(made.ut), "filer": [one.name for one in made.filer], "merknader": list(made.merknader)})
        return 0
    say(counted("rapportsett.skrevet", len(made.filer), mappe=made.ut))
    files([one.name for one in made.filer])
    for one in made.merknader[:_MOST]:
        say_wrapped(one)
    say_wrapped(text("rapport.skjerm.fyll_ut_sett"))
    say(text("terminal.neste", kommando=typed("bvaudit", "rapport", "sjekk", _first_paper(made))))
    return 0


def _first_paper(made: "SetMade") -> Path:
    return next(one for one in made.filer if one.suffix == ".docx")


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"rapport": {"sett": sett}}
