"""Commands for maps over workbooks: kart lag."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder
from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import say, tell_problems
from bvaudit.cli.surroundings import now
from bvaudit.errors import UsageError
from bvaudit.texts import text

_NAME = "kart.xlsx"


def lag(
    arbeidsbok: Annotated[
        list[Path],
        typer.Argument(parser=values.sti, metavar="ARBEIDSBOK", help=text("kart_kommando.valg.arbeidsbok")),
    ],
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("kart_kommando.valg.ut"))
    ] = None,
    kart: Annotated[
        Path | None, typer.Option("--kart", parser=values.fil, metavar="FIL", help=text("kart_kommando.valg.kart"))
    ] = None,
    mappe: opt.Mappe = None,
) -> int:
    """Se på regneark og lag et forslag til kart i Excel: deres overskrift ved siden av vårt felt."""
    from bvaudit.reports.map_view import counts
    from bvaudit.reports.xlsx.form import write_form
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.propose_map import propose_map

    target = ut or Path(_NAME)
    if target.exists():
        raise UsageError(text("kart_kommando.finnes", fil=target), hint=text("kart_kommando.finnes_hint"))
    sources = values.kilder(arbeidsbok)
    sted = folder(mappe)
    command = typed("bvaudit", "les", target, "--skriv")
    known = kart or (sted.kart if sted is not None else None)
    made = propose_map(sources, content_or_stop(), sted, known, dag=now().date(), kommando=command)
    write_form(made.skjema, target)
    tell_problems(made.problems)
    number = counts(made.forslag)
    say(text("kart_kommando.skrevet", fil=target))
    proposed = number["foreslatt"] + number["fra_kart"]
    say(
        text(
            "kart_kommando.tall",
            alle=number["alle"],
            foreslatt=proposed,
            usikker=number["usikker"],
            ukjent=number["ukjent"],
        )
    )
    say(text("kart_kommando.neste", kommando=command))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"kart": {"lag": lag}}
