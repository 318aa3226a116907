"""What the content plans as workbooks: arshjul eksport, liste eksport, tilsyn eksport."""

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

_Enhet = Annotated[list[str] | None, typer.Option("--enhet", metavar="ENHET", help=text("arsbok.valg.enhet"))]
_Alle = Annotated[bool, typer.Option("--alle-enheter", help=text("arsbok.valg.alle_enheter"))]
_Ut = Annotated[Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL/MAPPE", help=text("arsbok.valg.ut"))]
_Som = Annotated[str, typer.Option("--som", metavar="ROLLE", help=text("registeret_bok.valg.som"))]


def arshjul(
    ar: Annotated[
        int | None, typer.Option("--ar", parser=values.arstall, metavar="ÅR", help=text("arsbok.valg.ar"))
    ] = None,
    enhet: _Enhet = None,
    alle_enheter: _Alle = False,
    ut: _Ut = None,
    som: _Som = "",
    mappe: opt.Mappe = None,
) -> int:
    """Lag en arbeidsbok med kontrollene i årshjulet, der status skrives."""
    return _export("arshjul", mappe, enhet, ut, som, alle=alle_enheter, ar=ar)


def liste(
    id: Annotated[list[str] | None, typer.Argument(metavar="LISTE", help=text("arsbok.valg.liste"))] = None,
    enhet: _Enhet = None,
    alle_enheter: _Alle = False,
    ut: _Ut = None,
    som: _Som = "",
    mappe: opt.Mappe = None,
) -> int:
    """Lag en arbeidsbok med punktene i kommunens lister, der status skrives."""
    return _export("lister", mappe, enhet, ut, som, alle=alle_enheter, ider=id)


def tilsyn(
    id: Annotated[list[str] | None, typer.Argument(metavar="TILSYN", help=text("arsbok.valg.tilsyn"))] = None,
    ut: _Ut = None,
    som: _Som = "",
    mappe: opt.Mappe = None,
) -> int:
    """Lag en arbeidsbok med tilsynene, der status og nye skritt skrives."""
    return _export("tilsyn", mappe, None, ut, som, ider=id)


def _export(
    hva: str,
    mappe: Path | None,
    enhet: list[str] | None,
    ut: Path | None,
    som: str,
    *,
    alle: bool = False,
    ider: list[str] | None = None,
    ar: int | None = None,
) -> int:
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.from_folder import with_own_roles
    from bvaudit.workflows.own_content import own_content
    from bvaudit.workflows.planned_export import Planbok, PlannedRequest, export_planned
    from bvaudit.workflows.register_export import ExportRequest

    sted = folder_or_stop(mappe)
    content = with_own_roles(content_or_stop(own_content(sted, ())), sted.kommune)
    where = ExportRequest(
        mappe=sted, content=content, dag=now().date(), enheter=tuple(enhet or ()), alle=alle, ut=ut, som=som
    )
    made = export_planned(PlannedRequest(hva=Planbok(hva), hvor=where, ider=tuple(ider or ()), ar=ar))
    for line in made.beskjeder:
        say(line)
    for path in made.filer:
        say(text("registeret_bok.eksport.skrevet", fil=path))
    say(counted("registeret_bok.eksport.send", len(made.filer)))
    say(text("lesing.neste", kommando=typed("bvaudit", "les", made.filer[0])))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {
    "arshjul": {"eksport": arshjul},
    "liste": {"eksport": liste},
    "tilsyn": {"eksport": tilsyn},
}
