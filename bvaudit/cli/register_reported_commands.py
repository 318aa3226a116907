"""What has been reported to the authority: register meldt."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.screen import say, say_json
from bvaudit.cli.surroundings import now
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.model.mappe import Mappe
    from bvaudit.workflows.content import Content


def meldt(
    avvik: Annotated[
        list[str] | None, typer.Argument(metavar="AV-…", help=text("forfall.valg.meldt_avvik"), show_default=False)
    ] = None,
    enhet: Annotated[
        str, typer.Option("--enhet", metavar="NAVN", help=text("frister.valg.enhet"), show_default=False)
    ] = "",
    dato: Annotated[
        date | None, typer.Option("--dato", parser=values.dag, metavar="DATO", help=text("forfall.valg.meldt_dato"))
    ] = None,
    som: own.MaSom = "",
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("forfall.valg.meldt_ut"))
    ] = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """Which overruns have been reported, and which not; with ``--dato``, that they were."""
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.own_content import own_content

    if ut is not None and ut.suffix.lower() != ".xlsx":
        raise UsageError(text("forfall.kontroller.bare_excel", fil=ut))
    _whole(avvik or (), enhet, dato, som)
    sted = folder_or_stop(mappe)
    content = content_or_stop(own_content(sted, ()))
    if dato is None:
        _tell(sted, content, enhet, ut, som_json=som_json)
        return 0
    from bvaudit.workflows.reported import ReportTyped, report

    typed = ReportTyped(numre=tuple(avvik or ()), enhet=enhet, dag=dato, som=som)
    acted = report(sted, content, typed, now())
    for logget, sentence in zip(acted.skrevet, acted.setninger, strict=True):
        say(text("registeret.skrevet", nr=logget.nr, setning=sentence))
    return 0


def _whole(avvik: Sequence[str], enhet: str, dato: date | None, som: str) -> None:
    """What is to be written must be said in whole: what, when and by whom."""
    if avvik and dato is None:
        raise UsageError(text("forfall.meldt.uten_dato"), hint=text("forfall.meldt.uten_dato_hint"))
    if dato is not None and not (avvik or enhet):
        raise UsageError(text("forfall.meldt.hvem"), hint=text("forfall.meldt.uten_dato_hint"))
    if dato is not None and not som.strip():
        raise UsageError(text("registeret.utydelig.som"), hint=text("registeret.utydelig.som_hint"))


def _tell(sted: "Mappe", content: "Content", enhet: str, ut: Path | None, *, som_json: bool) -> None:
    from bvaudit.reports.reported_view import reported_book, reported_lines, reported_plain
    from bvaudit.reports.xlsx.tables_book import write_tables
    from bvaudit.workflows.reported import reported_in

    found = reported_in(sted, content, enhet)
    if ut is not None:
        write_tables(reported_book(found.funnet, found.kontekst, sted.kommune.navn, now().date()), ut)
    if som_json:
        say_json(reported_plain(found.funnet, found.kontekst))
        return
    for line in reported_lines(found.funnet, found.kontekst):
        say(line)
    if ut is not None:
        say(text("frister.skrevet", fil=ut))


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"register": {"meldt": meldt}}
