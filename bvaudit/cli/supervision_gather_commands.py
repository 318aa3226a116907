"""What a supervision asks for: tilsyn samle, tilsyn egenrapport, tilsyn egenkontroll."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.progress import progress
from bvaudit.cli.screen import say, say_json
from bvaudit.cli.surroundings import now
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.model.mappe import Mappe
    from bvaudit.workflows.content import Content
    from bvaudit.workflows.gather_supervision import Gathered

_Id = Annotated[str, typer.Argument(metavar="ID", help=text("samle.valg.id"))]
_MaybeId = Annotated[str, typer.Argument(metavar="[ID]", help=text("tilsynslop.valg.id_kan"), show_default=False)]
_Fra = Annotated[date | None, typer.Option("--fra", parser=values.dag, metavar="DATO", help=text("samle.valg.fra"))]
_Til = Annotated[date | None, typer.Option("--til", parser=values.dag, metavar="DATO", help=text("samle.valg.til"))]


def samle(
    id_: _Id,
    fra: _Fra = None,
    til: _Til = None,
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="MAPPE", help=text("samle.valg.ut_mappe"))
    ] = None,
    med_saker: Annotated[bool, typer.Option("--med-saker", help=text("samle.valg.med_saker"))] = False,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """Everything a supervision may ask for, in one folder, and what lacks."""
    sted = folder_or_stop(mappe)
    from bvaudit.workflows.gather_supervision import GatherRequest, gather_supervision

    request = GatherRequest(
        mappe=sted,
        content=_content(sted),
        tilsyn=id_,
        dag=now().date(),
        fra=fra,
        til=til,
        ut=ut,
        med_saker=med_saker,
    )
    with progress() as at:
        gathered = gather_supervision(request, progress=at)
    if som_json:
        say_json(_plain(gathered))
        return 0
    _show(gathered)
    return 0


def egenrapport(
    id_: _Id,
    ut: Annotated[Path, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("samle.valg.ut_fil"))],
    fra: _Fra = None,
    til: _Til = None,
    mappe: opt.Mappe = None,
) -> int:
    """A draft of the report the municipality sends before a supervision."""
    sted = folder_or_stop(mappe)
    from bvaudit.workflows.supervision_papers import PaperRequest, write_self_report

    request = PaperRequest(mappe=sted, content=_content(sted), tilsyn=id_, dag=now().date(), fra=fra, til=til, ut=ut)
    with progress() as at:
        write_self_report(request, progress=at)
    say(text("samle.skjerm.skrevet", fil=ut))
    return 0


def egenkontroll(
    id_: _MaybeId = "",
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("samle.valg.ut_runder"))
    ] = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """The rounds of an egenkontroll beside each other, what lacks, and what is to be sent."""
    sted = folder_or_stop(mappe)
    from bvaudit.workflows.supervision_papers import PaperRequest, paper_of, self_control_of

    dag = now().date()
    request = PaperRequest(mappe=sted, content=_content(sted), tilsyn=id_, dag=dag, ut=ut)
    with progress() as at:
        course = self_control_of(request, progress=at)
    if som_json:
        from bvaudit.reports.self_control import as_plain

        say_json(as_plain(course.egenkontroll))
        return 0
    if ut is not None:
        say(text("samle.skjerm.skrevet", fil=ut))
        return 0
    from bvaudit.reports.self_control import lines

    for line in lines(paper_of(course, sted, dag), course.egenkontroll):
        say(line)
    return 0


def _content(sted: "Mappe") -> "Content":
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.from_folder import with_own_roles
    from bvaudit.workflows.own_content import own_content

    return with_own_roles(content_or_stop(own_content(sted, ())), sted.kommune)


def _show(gathered: "Gathered") -> None:
    from bvaudit.model.samling import Har

    say(text("samle.skjerm.mappe", mappe=gathered.ut))
    for path in gathered.filer:
        say(f"  {path.name}")
    view = gathered.samling
    say(text(f"samle.om.{'med' if view.med_saker else 'uten'}_saker"))
    say(counted("samle.skjerm.med", len(view.med(Har.MED))))
    lacks = view.med(Har.MANGLER)
    if lacks:
        say(counted("samle.skjerm.mangler", len(lacks)))
    for one in lacks:
        say(text("samle.skjerm.mangel", hva=one.hva, hvem=one.hvem, gjor=one.gjor))


def _plain(gathered: "Gathered") -> dict[str, object]:
    return {
        "mappe": str(gathered.ut),
        "filer": [path.name for path in gathered.filer],
        "med_saker": gathered.samling.med_saker,
        "innhold": [
            {
                "hva": one.hva,
                "stand": one.har.value,
                "fil": one.fil,
                "sha256": one.sha256,
                "dag": one.dag.isoformat() if one.dag else None,
                "hvem": one.hvem,
                "gjor": one.gjor,
                "merknad": one.merknad,
            }
            for one in gathered.samling.innslag
        ],
    }


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {
    "tilsyn": {"samle": samle, "egenrapport": egenrapport, "egenkontroll": egenkontroll}
}
