"""What fails in more than one unit: register felles."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import say, say_json
from bvaudit.cli.surroundings import now
from bvaudit.errors import UsageError
from bvaudit.texts import text


def felles(
    regel: Annotated[
        str, typer.Argument(metavar="SJEKKPUNKT", help=text("forfall.valg.regel"), show_default=False)
    ] = "",
    tiltak: Annotated[
        str, typer.Option("--tiltak", metavar="TEKST", help=text("forfall.valg.tiltak"), show_default=False)
    ] = "",
    tiltakstype: Annotated[
        str, typer.Option("--type", metavar="TYPE", help=text("forfall.valg.type"), show_default=False)
    ] = "",
    frist: Annotated[
        date | None, typer.Option("--frist", parser=values.dag, metavar="DATO", help=text("forfall.valg.frist"))
    ] = None,
    som: own.MaSom = "",
    detaljer: Annotated[bool, typer.Option("--detaljer", help=text("forfall.valg.detaljer"))] = False,
    godta_tekst: own.Godta = False,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """What is broken in two units or more; with a rule and ``--tiltak``, a measure stab owns."""
    from bvaudit.reports.shared_view import shared_lines, shared_plain
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.own_content import own_content
    from bvaudit.workflows.shared import SharedMeasure, make_shared, shared_in

    if bool(regel) != bool(tiltak.strip()):
        raise UsageError(text("forfall.felles.begge"), hint=text("forfall.felles.begge_hint"))
    if regel and not som.strip():
        raise UsageError(text("registeret.utydelig.som"), hint=text("registeret.utydelig.som_hint"))
    sted = folder_or_stop(mappe)
    content = content_or_stop(own_content(sted, ()))
    if regel:
        said = own.may_stand(tiltak, godta_tekst)
        wanted = SharedMeasure(regel=regel, tekst=said, som=som, tiltakstype=tiltakstype, frist=frist)
        acted = make_shared(sted, content, wanted, now())
        for logget, sentence in zip(acted.skrevet, acted.setninger, strict=True):
            say(text("registeret.skrevet", nr=logget.nr, setning=sentence))
        return 0
    found = shared_in(sted, content)
    if som_json:
        say_json(shared_plain(found.felles, found.forslag, found.kontekst))
        return 0
    for line in shared_lines(found.felles, found.forslag, found.kontekst, whole=detaljer):
        say(line)
    waits = next((one for one in found.felles if not one.tiltak), None)
    if waits is not None:
        words = ("bvaudit", "register", "felles", waits.regel, "--tiltak", text("forfall.felles.eksempel"))
        say("")
        say(text("status.neste", kommando=typed(*words, "--type", "opplaring", "--som", "stab")))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"register": {"felles": felles}}
