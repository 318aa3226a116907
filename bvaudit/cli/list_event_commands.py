"""What people write of a point of a list, and what hangs together with what: liste sett, liste kjede."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder, folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import say, say_json, tell
from bvaudit.cli.surroundings import now
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.listed_acts import Pointed

_FREE = ("grunn", "belegg", "effekt")


def _word(option: str, metavar: str, key: str) -> typer.models.OptionInfo:
    made: typer.models.OptionInfo = typer.Option(
        option, metavar=metavar, help=text(f"listene.valg.{key}"), show_default=False
    )
    return made


def sett(
    liste: Annotated[str, typer.Argument(metavar="LISTE", help=text("listene.valg.liste"), show_default=False)],
    punkt: Annotated[str, typer.Argument(metavar="PUNKT", help=text("listene.valg.punkt"), show_default=False)],
    som: Annotated[
        str, typer.Option("--som", metavar="ROLLE@ENHET", help=text("registeret.valg.som"), show_default=False)
    ] = "",
    status: Annotated[str, _word("--status", "STATUS", "status")] = "",
    dato: Annotated[str, _word("--dato", "DATO", "dato")] = "",
    frist: Annotated[str, _word("--frist", "DATO", "frist")] = "",
    slutt: Annotated[str, _word("--slutt", "DATO", "slutt")] = "",
    eier: Annotated[str, _word("--eier", "ROLLE@ENHET", "eier")] = "",
    beslutning: Annotated[str, _word("--beslutning", "VALG", "beslutning")] = "",
    effekt: Annotated[str, _word("--effekt", "TEKST", "effekt")] = "",
    belegg: Annotated[str, _word("--belegg", "TEKST", "belegg")] = "",
    grunn: Annotated[str, _word("--grunn", "TEKST", "grunn")] = "",
    godta_tekst: own.Godta = False,
    mappe: opt.Mappe = None,
) -> int:
    """Write how far a point of a list has come; nothing in a list changes by itself."""
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.listed_acts import PointTyped, set_point

    said = {"status": status, "sist": dato, "frist": frist, "slutt": slutt, "eier": eier, "beslutning": beslutning}
    said |= {"effekt": effekt, "belegg": belegg, "grunn": grunn}
    for name in _FREE:
        own.may_stand(said[name], godta_tekst)
    sted = folder_or_stop(mappe)
    request = PointTyped(liste=liste, punkt=punkt, som=som, verdier=said)
    _tell(set_point(sted, content_or_stop((sted.rot,)), request, now()), mappe)
    return 0


def kjede(
    id_: Annotated[str, typer.Argument(metavar="ID", help=text("listene.valg.kjede"), show_default=False)] = "",
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("lister.valg.ut"))
    ] = None,
    mal: Annotated[
        Path | None, typer.Option("--mal", parser=values.fil, metavar="FIL", help=text("lister.valg.mal"))
    ] = None,
    mappe: opt.Mappe = None,
    regler: opt.Regler = None,
    som_json: opt.Json = False,
) -> int:
    """What hangs together: recommendation, measure, risk, avvik and figure, and what lacks."""
    from bvaudit.cli.list_lines import show
    from bvaudit.reports.lists.list_outputs import list_plain
    from bvaudit.workflows.show_lists import chain_of, write_list

    sted, dag = folder(mappe), now().date()
    view = chain_of(sted, values.several(regler), dag, id_)
    if ut is not None:
        write_list(view, ut, mappe=sted, mal=mal, per=dag)
        tell(text("lister.skrevet", fil=ut))
    if som_json:
        say_json(list_plain(view))
    elif ut is None:
        show(view)
    return 0


def _tell(found: "Pointed", mappe: Path | None) -> None:
    for logget, sentence in zip(found.acted.skrevet, found.acted.setninger, strict=True):
        say(text("registeret.skrevet", nr=logget.nr, setning=sentence))
    if not found.acted.skrevet:
        say(text("listene.sett.slik_alt", punkt=found.punkt.tekst))
    for code in found.stand.advarsler:
        say(text("listene.sett.se_pa", varsel=text(f"listene.varsel.{code.replace('-', '_')}")))
    say(text("listene.sett.neste", kommando=typed("bvaudit", "liste", "vis", found.liste.id, *own.extra_words(mappe))))


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"liste": {"sett": sett, "kjede": kjede}}
