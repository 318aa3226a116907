"""The national register's own controls, followed: register kontroller."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.progress import progress
from bvaudit.cli.screen import say, say_json, tell, tell_problems
from bvaudit.cli.surroundings import home, now
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.content import Content
    from bvaudit.workflows.controls_followed import ControlsOutcome, ControlsRequest


def kontroller(
    kontroll: Annotated[
        str, typer.Argument(metavar="KONTROLL", help=text("forfall.valg.kontroll"), show_default=False)
    ] = "",
    enhet: Annotated[
        str, typer.Option("--enhet", metavar="NAVN", help=text("frister.valg.enhet"), show_default=False)
    ] = "",
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help=text("forfall.valg.status"), show_default=False)
    ] = "",
    eier: Annotated[
        str, typer.Option("--eier", metavar="ROLLE", help=text("forfall.valg.eier"), show_default=False)
    ] = "",
    frist: Annotated[
        str, typer.Option("--frist", metavar="DATO", help=text("forfall.valg.rettefrist"), show_default=False)
    ] = "",
    belegg: Annotated[
        str, typer.Option("--belegg", metavar="TEKST", help=text("forfall.valg.belegg"), show_default=False)
    ] = "",
    grunn: Annotated[
        str, typer.Option("--grunn", metavar="TEKST", help=text("forfall.valg.grunn"), show_default=False)
    ] = "",
    sak: Annotated[
        list[str] | None, typer.Option("--sak", metavar="S-…", help=text("forfall.valg.sak"), show_default=False)
    ] = None,
    dato: Annotated[
        date | None, typer.Option("--dato", parser=values.dag, metavar="DATO", help=text("forfall.valg.rettet"))
    ] = None,
    som: own.MaSom = "",
    godta_tekst: own.Godta = False,
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("forfall.valg.kontroller_ut"))
    ] = None,
    detaljer: Annotated[bool, typer.Option("--detaljer", help=text("frister.valg.detaljer"))] = False,
    som_json: opt.Json = False,
    uttrekk: opt.MaybeUttrekk = None,
    per: opt.Per = None,
    mappe: opt.Mappe = None,
) -> int:
    """What the controls find, case by case, and what has been done about it; with ``--som``, what somebody says of one
    control in one unit."""
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.controls_followed import ControlsRequest
    from bvaudit.workflows.inputs import ImportInputs
    from bvaudit.workflows.own_content import own_content

    if ut is not None and ut.suffix.lower() != ".xlsx":
        raise UsageError(text("forfall.kontroller.bare_excel", fil=ut))
    typed = {"status": status, "eier": eier, "frist": frist, "belegg": belegg, "grunn": grunn}
    writes = bool(sak or any(typed.values()))
    if writes and not (kontroll and enhet):
        raise UsageError(text("forfall.kontroller.hvor"), hint=text("forfall.kontroller.ingenting_hint"))
    for said in (belegg, grunn):
        own.may_stand(said, godta_tekst)
    sted = folder_or_stop(mappe)
    content = content_or_stop(own_content(sted, ()))
    inputs = ImportInputs(kilder=tuple(uttrekk or ()))
    request = ControlsRequest(mappe=sted, inputs=inputs, per=per, regel=kontroll, enhet=enhet)
    if not writes:
        _tell(_found(request, content), ut, whole=detaljer, som_json=som_json)
        return 0
    _follow(request, content, typed, tuple(sak or ()), dato, som)
    return 0


def _found(request: "ControlsRequest", content: "Content") -> "ControlsOutcome":
    from bvaudit.workflows.controls_followed import controls_found

    with progress() as at:
        outcome = controls_found(request, content, now=now(), home=home(), progress=at)
    tell_problems(outcome.problems)
    for line in outcome.beskjeder:
        tell(line)
    return outcome


def _tell(outcome: "ControlsOutcome", ut: Path | None, *, whole: bool, som_json: bool) -> None:
    from bvaudit.reports.controls_view import controls_book, controls_lines, controls_plain
    from bvaudit.reports.xlsx.tables_book import write_tables

    if ut is not None:
        write_tables(controls_book(outcome.kontrollert, outcome.kontekst), ut)
    if som_json:
        say_json(controls_plain(outcome.kontrollert, outcome.kontekst))
        return
    for line in controls_lines(outcome.kontrollert, outcome.kontekst, whole=whole):
        say(line)
    if ut is not None:
        say(text("frister.skrevet", fil=ut))


def _follow(
    request: "ControlsRequest",
    content: "Content",
    typed: dict[str, str],
    saker: tuple[str, ...],
    dato: date | None,
    som: str,
) -> None:
    """The cases are looked for in the extract only where some are named."""
    from bvaudit.workflows.controls_followed import ControlTyped, follow_control

    known = _found(request, content).kontrollert.funn if saker else ()
    said = ControlTyped(
        regel=request.regel,
        enhet=request.enhet,
        som=som,
        verdier=typed,
        saker=saker,
        kjente=tuple(case.sak for one in known for case in one.saker),
        dag=dato,
    )
    acted = follow_control(request.mappe, content, said, now())
    for logget, sentence in zip(acted.skrevet, acted.setninger, strict=True):
        say(text("registeret.skrevet", nr=logget.nr, setning=sentence))


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"register": {"kontroller": kontroller}}
