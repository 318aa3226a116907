"""Commands about the municipality's folder: start, status."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bvaudit.cli import answers, values
from bvaudit.cli import options as opt
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.questions import NOTHING_GIVEN, Given, answered
from bvaudit.cli.screen import plain_width, say, say_json, tell, tell_problems
from bvaudit.cli.surroundings import interpreter, now, own_folder, system
from bvaudit.errors import UsageError
from bvaudit.texts import counted, speak, spoken, text

if TYPE_CHECKING:
    from bvaudit.workflows.start import StartOutcome


def start(
    mappe: Annotated[Path, typer.Argument(parser=values.sti, metavar="MAPPE", help=text("start.valg.mappe"))],
    navn: Annotated[
        str | None, typer.Option("--navn", parser=answers.navn, metavar="NAVN", help=text("start.valg.navn"))
    ] = None,
    kommunenummer: Annotated[
        str | None,
        typer.Option(
            "--kommunenummer",
            parser=answers.kommunenummer,
            metavar="NUMMER",
            help=text("start.valg.kommunenummer"),
        ),
    ] = None,
    partner: Annotated[
        list[Any] | None,
        typer.Option("--partner", parser=answers.kommune, metavar="KOMMUNE", help=text("start.valg.partner")),
    ] = None,
    enhet: Annotated[
        list[Any] | None,
        typer.Option("--enhet", parser=answers.enhet, metavar="ENHET", help=text("start.valg.enhet")),
    ] = None,
    sprak: Annotated[
        str | None, typer.Option("--sprak", parser=answers.sprak, metavar="MÅL", help=text("start.valg.sprak"))
    ] = None,
    brevmal: Annotated[
        Path | None,
        typer.Option("--brevmal", parser=answers.brevmal, metavar="FIL", help=text("start.valg.brevmal")),
    ] = None,
    dokumentklasse: Annotated[
        str | None, typer.Option("--dokumentklasse", metavar="ORD", help=text("start.valg.dokumentklasse"))
    ] = None,
    fyll_ut: Annotated[bool, typer.Option("--fyll-ut", help=text("start.valg.fyll_ut"))] = False,
) -> int:
    """Lag kommunens mappe, der alt hører hjemme.

    Stiller fem spørsmål. Alle svarene kan også gis som valg.
    """
    from bvaudit.loading.find_folder import is_folder
    from bvaudit.loading.folder import read_folder
    from bvaudit.workflows.start import Machine, make_folder_for, refuse_if_used

    refuse_if_used(mappe, fyll_ut=fyll_ut)
    here = Machine(system=system(), tolk=interpreter(), hjem=own_folder())
    given = Given(
        navn=navn,
        kommunenummer=kommunenummer,
        partnere=tuple(partner) if partner else None,
        enheter=tuple(enhet) if enhet else None,
        sprak=sprak,
        brevmal=brevmal,
        dokumentklasse=dokumentklasse or "",
    )
    if is_folder(mappe):
        if given != NOTHING_GIVEN:
            raise UsageError(text("start.svar_til_ny", mappe=mappe), hint=text("start.svar_til_ny_hint"))
        there, _ = read_folder(mappe)
        speak(there.kommune.sprak if there is not None else spoken())
        outcome = make_folder_for(mappe, None, here, fyll_ut=fyll_ut)
    else:
        new, letterhead = answered(given, mappe)
        speak(new.sprak)  # the page that explains, and what is said of it
        outcome = make_folder_for(mappe, new, here, brevmal=letterhead, fyll_ut=fyll_ut)
    _show(outcome, mappe, filled_in=fyll_ut)
    return 0


def status(mappe: opt.Mappe = None, som_json: opt.Json = False) -> int:
    """Vis hva som er gjort, hva som venter, og hva du skal skrive nå.

    Leser bare, og viser ingen saker.
    """
    from bvaudit.reports.status_view import status_as_json, status_lines
    from bvaudit.workflows.status import status_of

    sted = folder_or_stop(mappe)
    view = status_of(sted, now().date(), ("--mappe", str(mappe)) if mappe is not None else ())
    if som_json:
        say_json(status_as_json(view, typed))
        return 0
    for line in status_lines(view, typed, plain_width()):
        say(line)
    return 0


def _show(outcome: "StartOutcome", rot: Path, *, filled_in: bool) -> None:
    tell_problems(outcome.problems)
    if outcome.utenfor is not None:
        tell(text("start.inni", mappe=outcome.utenfor))
    if filled_in and not outcome.laget:
        say(text("start.ingenting", mappe=rot))
    elif filled_in:
        say(counted("start.fylt_ut", len(outcome.laget), mappe=rot))
        for name in outcome.laget:
            say(f"  {name}")
    else:
        say(text("start.laget", mappe=rot))
        say(text("start.les_forst", fil=outcome.les_meg))
    if filled_in:
        say(text("status.neste", kommando=typed("bvaudit", "status", "--mappe", rot)))
        return
    say(text("start.neste", uttrekk=outcome.mappe.uttrekk, kommando=typed("bvaudit", "vurder", "--mappe", rot)))


COMMANDS: dict[str, Callable[..., int]] = {"start": start, "status": status}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
