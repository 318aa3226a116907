"""Supervisions: tilsyn, tilsyn vis, tilsyn hendelse, tilsyn sett."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import say, say_json
from bvaudit.cli.surroundings import now
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.content import Content
    from bvaudit.workflows.register_events import Acted

_Id = Annotated[str, typer.Argument(metavar="ID", help=text("tilsynslop.valg.id"), show_default=False)]
_MaybeId = Annotated[str, typer.Argument(metavar="ID", help=text("tilsynslop.valg.id_kan"), show_default=False)]
_Som = Annotated[str, typer.Option("--som", metavar="ROLLE", help=text("registeret.valg.som"), show_default=False)]
_Dag = Annotated[
    date | None, typer.Option("--dato", parser=values.dag, metavar="DATO", help=text("tilsynslop.valg.dato"))
]


def _word(option: str, metavar: str, key: str) -> typer.models.OptionInfo:
    made: typer.models.OptionInfo = typer.Option(
        option, metavar=metavar, help=text(f"tilsynslop.valg.{key}"), show_default=False
    )
    return made


def tilsyn(mappe: opt.Mappe = None, som_json: opt.Json = False) -> int:
    """Every supervision: where it stands there and here, and the next deadline."""
    from bvaudit.cli.supervision_lines import overview
    from bvaudit.reports.supervised_outputs import supervised_plain
    from bvaudit.workflows.supervised import every, page_of

    sted, dag = folder_or_stop(mappe), now().date()
    found = every(sted, _content(sted.rot), dag)
    if som_json:
        say_json([supervised_plain(page_of(one, dag), one.stand) for one in found])
        return 0
    for line in overview([(one.tilsyn.id, page_of(one, dag)) for one in found], own.extra_words(mappe)):
        say(line)
    return 0


def vis(
    id_: _MaybeId = "",
    enhet: Annotated[str, _word("--enhet", "NAVN", "enhet")] = "",
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("tilsynslop.valg.ut"))
    ] = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """What the authority wants of us now, and each finding in each unit."""
    from bvaudit.cli.supervision_lines import page
    from bvaudit.reports.supervised_outputs import supervised_plain
    from bvaudit.workflows.supervised import of_unit, page_of, supervised, write_page

    sted, dag = folder_or_stop(mappe), now().date()
    found = supervised(sted, _content(sted.rot), id_, dag)
    view = page_of(found, dag, enhet)
    if ut is not None:
        write_page(found, ut, sted, dag, enhet)
    if som_json:
        say_json(supervised_plain(view, of_unit(found, enhet)))
        return 0
    for line in page(found.tilsyn, view, found.kontekst, own.extra_words(mappe)):
        say(line)
    if ut is not None:
        say(text("frister.skrevet", fil=ut))
    return 0


def hendelse(
    id_: _Id,
    skritt: Annotated[str, typer.Argument(metavar="SKRITT", help=text("tilsynslop.valg.skritt"), show_default=False)],
    som: _Som = "",
    dato: _Dag = None,
    frist: Annotated[
        date | None, typer.Option("--frist", parser=values.dag, metavar="DATO", help=text("tilsynslop.valg.frist"))
    ] = None,
    gjelder: Annotated[str, _word("--gjelder", "SKRITT", "gjelder")] = "",
    funn: Annotated[list[str] | None, _word("--funn", "FUNN", "funn")] = None,
    grunn: Annotated[str, _word("--grunn", "TEKST", "grunn")] = "",
    retter: Annotated[
        int, typer.Option("--retter", metavar="NR", help=text("tilsynslop.valg.retter"), show_default=False)
    ] = 0,
    trukket: Annotated[bool, typer.Option("--trukket", help=text("tilsynslop.valg.trukket"))] = False,
    godta_tekst: own.Godta = False,
    mappe: opt.Mappe = None,
) -> int:
    """Write a step of a supervision, with the authority's own date and the deadline it sets."""
    from bvaudit.workflows.supervised_acts import StepTyped, take_step

    said = own.may_stand(grunn, godta_tekst)
    sted = folder_or_stop(mappe)
    step = StepTyped(
        skritt=skritt,
        som=som,
        dato=dato,
        frist=frist,
        gjelder=gjelder,
        funn=tuple(funn or ()),
        grunn=said,
        retter=retter,
        trukket=trukket,
    )
    _tell(take_step(sted, _content(sted.rot), id_, step, now()))
    say(text("tilsynslop.skjerm.neste", kommando=typed("bvaudit", "tilsyn", "vis", id_, *own.extra_words(mappe))))
    return 0


def sett(
    id_: _Id,
    som: _Som = "",
    status: Annotated[str, _word("--status", "STATUS", "status")] = "",
    eier: Annotated[str, _word("--eier", "ROLLE", "eier")] = "",
    saksnummer: Annotated[str, _word("--saksnummer", "NR", "saksnummer")] = "",
    belegg: Annotated[str, _word("--belegg", "TEKST", "belegg")] = "",
    godta_tekst: own.Godta = False,
    mappe: opt.Mappe = None,
) -> int:
    """How far we have come ourselves with a supervision, and who has it."""
    from bvaudit.workflows.supervised_acts import set_fields

    values_ = {"status": status, "eier": eier, "saksnummer": saksnummer, "belegg": belegg}
    for said in (saksnummer, belegg):
        own.may_stand(said, godta_tekst)
    sted = folder_or_stop(mappe)
    id, acted = set_fields(sted, _content(sted.rot), id_, values_, som, now())
    _tell(acted)
    say(text("tilsynslop.skjerm.neste", kommando=typed("bvaudit", "tilsyn", "vis", id, *own.extra_words(mappe))))
    return 0


def _content(rot: Path) -> "Content":
    from bvaudit.workflows.content import content_or_stop

    return content_or_stop((rot,))


def _tell(acted: "Acted") -> None:
    for logget, sentence in zip(acted.skrevet, acted.setninger, strict=True):
        say(text("registeret.skrevet", nr=logget.nr, setning=sentence))
    for merknad in acted.merknader:
        say(merknad)


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {
    "tilsyn": {"": tilsyn, "vis": vis, "hendelse": hendelse, "sett": sett}
}
