"""A person acts in the register: register hendelse, register lukk."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import now
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.content import Content
    from bvaudit.workflows.register_events import Acted

_LACKING = 3

Dag: TypeAlias = Annotated[
    date | None, typer.Option("--dato", parser=values.dag, metavar="DATO", help=text("registeret.valg.dato"))
]
Grunn: TypeAlias = Annotated[
    str, typer.Option("--grunn", metavar="TEKST", help=text("registeret.valg.grunn"), show_default=False)
]
Som: TypeAlias = Annotated[
    str, typer.Option("--som", metavar="ROLLE@ENHET", help=text("registeret.valg.som"), show_default=False)
]


def hendelse(
    nummer: Annotated[
        str, typer.Argument(metavar="NUMMER", help=text("registeret.valg.nummer"), show_default=False)
    ] = "",
    kode: Annotated[str, typer.Argument(metavar="KODE", help=text("registeret.valg.kode"), show_default=False)] = "",
    dato: Dag = None,
    grunn: Grunn = "",
    som: Som = "",
    verdi: Annotated[
        str, typer.Option("--verdi", metavar="VERDI", help=text("registeret.valg.verdi"), show_default=False)
    ] = "",
    til: Annotated[
        str, typer.Option("--til", metavar="DATO|NUMMER", help=text("registeret.valg.til"), show_default=False)
    ] = "",
    rolle: Annotated[
        str, typer.Option("--rolle", metavar="ROLLE@ENHET", help=text("registeret.valg.rolle"), show_default=False)
    ] = "",
    enhet: Annotated[
        str, typer.Option("--enhet", metavar="NAVN", help=text("registeret.valg.enhet"), show_default=False)
    ] = "",
    felt: Annotated[
        str, typer.Option("--felt", metavar="FELT", help=text("registeret.valg.felt"), show_default=False)
    ] = "",
    tiltak: Annotated[
        str, typer.Option("--tiltak", metavar="TI-…", help=text("registeret.valg.tiltak"), show_default=False)
    ] = "",
    feiltype: Annotated[
        str, typer.Option("--feiltype", metavar="KODE", help=text("registeret.valg.feiltype"), show_default=False)
    ] = "",
    gammel_liste: Annotated[
        Path | None,
        typer.Option("--gammel-liste", parser=values.fil, metavar="FIL", help=text("registeret.valg.gammel_liste")),
    ] = None,
    ny_liste: Annotated[
        Path | None,
        typer.Option("--ny-liste", parser=values.fil, metavar="FIL", help=text("registeret.valg.ny_liste")),
    ] = None,
    godta_tekst: own.Godta = False,
    mappe: opt.Mappe = None,
) -> int:
    """Write an act in the register; without arguments, the acts there are."""
    from bvaudit.workflows.register_events import ActRequest, act

    if not nummer and not kode:
        _list_codes()
        return 0
    if not nummer or not kode:
        raise UsageError(text("registeret.utydelig.nummer_og_kode"), hint=text("registeret.utydelig.koder"))
    valg = {"grunn": grunn, "verdi": verdi, "til": til, "rolle": rolle, "enhet": enhet, "felt": felt}
    valg |= {"tiltak": tiltak.strip().upper(), "feiltype": feiltype}
    for said in (grunn, verdi):
        own.may_stand(said, godta_tekst)
    sted = folder_or_stop(mappe)
    request = ActRequest(
        mappe=sted,
        nr=nummer,
        kode=kode.strip().casefold(),
        som=som,
        dato=dato,
        valg=valg,
        lister=(gammel_liste, ny_liste),
    )
    _tell(act(request, _content(sted.rot), now()))
    return 0


def lukk(
    nummer: Annotated[str, typer.Argument(metavar="AV-…", help=text("registeret.valg.avvik"))],
    som: Som = "",
    grunn: Grunn = "",
    dato: Dag = None,
    neste: Annotated[
        date | None, typer.Option("--neste", parser=values.dag, metavar="DATO", help=text("registeret.valg.neste"))
    ] = None,
    samme_person: Annotated[bool, typer.Option("--samme-person", help=text("registeret.valg.samme_person"))] = False,
    godta_tekst: own.Godta = False,
    mappe: opt.Mappe = None,
) -> int:
    """Close an avvik, or say everything that is missing with what to type next."""
    from bvaudit.workflows.register_events import CloseRequest, close

    sted = folder_or_stop(mappe)
    request = CloseRequest(
        mappe=sted,
        nr=nummer,
        som=som,
        dato=dato,
        grunn=own.may_stand(grunn, godta_tekst),
        neste=neste,
        samme_person=samme_person,
    )
    found = close(request, _content(sted.rot), now())
    if found.acted is not None:
        _tell(found.acted)
        return 0
    say(text("registeret.lukk.kan_ikke", nr=found.nr))
    for mangel in found.mangler:
        say(text("registeret.lukk.mangel", tekst=mangel.tekst))
        if mangel.gjor:
            say(text("registeret.lukk.gjor", kommando=mangel.gjor))
    return _LACKING


def _content(rot: Path) -> "Content":
    from bvaudit.workflows.content import content_or_stop

    return content_or_stop((rot,))


def _tell(acted: "Acted") -> None:
    for logget, sentence in zip(acted.skrevet, acted.setninger, strict=True):
        say(text("registeret.skrevet", nr=logget.nr, setning=sentence))


def _list_codes() -> None:
    from bvaudit.workflows.register_events import codes

    say(text("registeret.handlinger"))
    for kode, what, example in codes():
        say(text("registeret.handling_linje", kode=kode, om=what))
        say(text("registeret.handling_eksempel", eksempel=example))


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"register": {"hendelse": hendelse, "lukk": lukk}}
