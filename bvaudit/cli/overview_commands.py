"""The overview as a page for the browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import now
from bvaudit.texts import counted, text


def oversikt(
    enhet: Annotated[str, typer.Option("--enhet", metavar="ENHET", help=text("oversikt_valg.enhet"))] = "",
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL/MAPPE", help=text("oversikt_valg.ut"))
    ] = None,
    mappe: opt.Mappe = None,
) -> int:
    """Lag oversikten over avvikene som én side for nettleseren, uten nett."""
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.from_folder import with_own_roles
    from bvaudit.workflows.overview import make_overview
    from bvaudit.workflows.own_content import own_content

    sted = folder_or_stop(mappe)
    content = with_own_roles(content_or_stop(own_content(sted, ())), sted.kommune)
    made = make_overview(sted, content, dag=now().date(), enhet=enhet, ut=ut)
    for line in made.beskjeder:
        say(line)
    say(counted("oversikt_valg.skrevet", made.apne, fil=made.fil))
    say(text("oversikt_valg.apne"))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {"oversikt": oversikt}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
