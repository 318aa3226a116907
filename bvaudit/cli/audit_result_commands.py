"""The results of an audit by people: revisjon resultat."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.progress import progress
from bvaudit.cli.screen import say, say_json, tell
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.write_audit_results import Written


def resultat(
    navn: Annotated[str, typer.Argument(metavar="NAVN", help=text("lest.valg.navn"))],
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """What an audit by people says, on the screen and in Excel."""
    sted = folder_or_stop(mappe)
    from bvaudit.workflows.write_audit_results import write_audit_results

    with progress() as at:
        written = write_audit_results(sted, navn, progress=at)
    if som_json:
        from bvaudit.reports.audit_json import audit_as_plain

        say_json({**audit_as_plain(written.resultat), "filer": [str(fil) for fil in written.filer]})
        return 0
    _show(written, mappe)
    return 0


def _show(written: "Written", mappe: Path | None) -> None:
    from bvaudit.reports.audit_book import short_lines

    audit = written.resultat
    say(audit.tittel if audit.last else text("lest.skjerm.forelopig", tittel=audit.tittel))
    for line in short_lines(audit):
        say(line)
    for told in audit.forbehold:
        tell(told)
    for fil in written.filer:
        say(text("lest.skjerm.skrevet", fil=fil))
    extra = ("--mappe", mappe) if mappe is not None else ()
    words = ("vurder", *extra) if audit.last else ("status", *extra)
    say(text("lesing.neste", kommando=typed("bvaudit", *words)))


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"revisjon": {"resultat": resultat}}
