"""Reports people wrote themselves: rapport sjekk."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.screen import plain_width, say, say_json
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.workflows.report_lint import LintedReport

_FOUND = 1  # only when it was asked for


def sjekk(
    fil: Annotated[Path, typer.Argument(metavar="FIL", parser=values.fil, help=text("rapportsjekk.valg_fil"))],
    navneliste: Annotated[
        Path | None,
        typer.Option("--navneliste", parser=values.fil, metavar="FIL", help=text("rapportsjekk.valg_navneliste")),
    ] = None,
    feil_ved_merker: Annotated[bool, typer.Option("--feil-ved-merker", help=text("rapportsjekk.valg_feil"))] = False,
    detaljer: Annotated[bool, typer.Option("--detaljer", help=text("rapportsjekk.valg_detaljer"))] = False,
    som_json: opt.Json = False,
) -> int:
    """Places to read over in a report people wrote themselves."""
    from bvaudit.workflows.report_lint import lint_report

    read = lint_report(fil, navneliste)
    if som_json:
        say_json(_plain(read))
    else:
        _show(read, detaljer=detaljer)
    return _FOUND if feil_ved_merker and read.merker else 0


def _show(read: "LintedReport", *, detaljer: bool) -> None:
    from bvaudit.reports.lint_lines import MOST_LINES, all_lines, brief_lines

    say(text("rapportsjekk.lest_fil", fil=read.fil.name, avsnitt=read.avsnitt, tabeller=read.tabeller))
    if not read.merker:
        say(text("rapportsjekk.ingen"))
        return
    say(counted("rapportsjekk.antall", len(read.merker)))
    every = list(all_lines(read.merker, plain_width()))
    shown = every if detaljer else brief_lines(read.merker, plain_width(), MOST_LINES - 3)
    for line in shown:
        say(line)
    if len(shown) < len(every):
        say(text("rapportsjekk.alle"))


def _plain(read: "LintedReport") -> dict[str, object]:
    from bvaudit.reports.lint_lines import where

    return {
        "fil": str(read.fil),
        "avsnitt": read.avsnitt,
        "tabeller": read.tabeller,
        "merker": [
            {
                "tegn": one.tegn.value,
                "gruppe": one.tegn.gruppe,
                "sted": where(one),
                "avsnitt": one.avsnitt or None,
                "tabell": one.tabell or None,
                "rad": one.rad or None,
                "overskrift": one.overskrift,
                "tekst": one.tekst,
                "utdrag": one.utdrag,
            }
            for one in read.merker
        ],
    }


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"rapport": {"sjekk": sjekk}}
