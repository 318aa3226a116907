"""The register as a workbook: register eksport."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import now
from bvaudit.texts import counted, text


def eksport(
    enhet: Annotated[
        list[str] | None, typer.Option("--enhet", metavar="ENHET", help=text("registeret_bok.valg.enhet"))
    ] = None,
    alle_enheter: Annotated[
        bool, typer.Option("--alle-enheter", help=text("registeret_bok.valg.alle_enheter"))
    ] = False,
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL/MAPPE", help=text("registeret_bok.valg.ut"))
    ] = None,
    som: Annotated[str, typer.Option("--som", metavar="ROLLE", help=text("registeret_bok.valg.som"))] = "",
    mappe: opt.Mappe = None,
) -> int:
    """Lag arbeidsboken der enheten fyller ut oppfølgingen: én for hver enhet, eller for hele kommunen."""
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.from_folder import with_own_roles
    from bvaudit.workflows.own_content import own_content
    from bvaudit.workflows.register_export import ExportRequest, export

    sted = folder_or_stop(mappe)
    content = with_own_roles(content_or_stop(own_content(sted, ())), sted.kommune)
    made = export(
        ExportRequest(
            mappe=sted,
            content=content,
            dag=now().date(),
            enheter=tuple(enhet or ()),
            alle=alle_enheter,
            ut=ut,
            som=som,
        )
    )
    for line in made.beskjeder:
        say(line)
    for path in made.filer:
        say(text("registeret_bok.eksport.skrevet", fil=path))
    say(text("registeret_bok.eksport.hode", hode=made.hode))
    say(counted("registeret_bok.eksport.send", len(made.filer)))
    say(text("lesing.neste", kommando=typed("bvaudit", "les", made.filer[0])))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"register": {"eksport": eksport}}
