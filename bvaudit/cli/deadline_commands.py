"""The list a team leader opens on Monday: frister."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder
from bvaudit.cli.progress import progress
from bvaudit.cli.reading import needed, read_as
from bvaudit.cli.screen import say, say_json, tell, tell_problems
from bvaudit.cli.surroundings import home, now
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.model.mappe import Mappe
    from bvaudit.reports.week import Week

EXCEL, WORD = ".xlsx", ".docx"
_NOTHING_EXAMINED = 5


def frister(
    uttrekk: opt.MaybeUttrekk = None,
    mappe: opt.Mappe = None,
    per: opt.Per = None,
    enhet: Annotated[str | None, typer.Option("--enhet", metavar="NAVN", help=text("frister.valg.enhet"))] = None,
    rolle: Annotated[
        str, typer.Option("--rolle", metavar="ROLLE", help=text("forfall.valg.rolle"), show_default=False)
    ] = "",
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("frister.valg.ut"))
    ] = None,
    detaljer: Annotated[bool, typer.Option("--detaljer", help=text("frister.valg.detaljer"))] = False,
    uten_saker: Annotated[bool, typer.Option("--uten-saker", help=text("forfall.valg.uten_saker"))] = False,
    som_json: opt.Json = False,
    regler: opt.Regler = None,
    nokkel: opt.Nokkel = None,
    enheter: opt.Enheter = None,
    kart: opt.Kart = None,
    tolerant: opt.Tolerant = False,
    streng: opt.Streng = False,
    xsd: opt.Xsd = None,
    behold_id: opt.BeholdId = False,
) -> int:
    """What is to be done by when, the most pressing first: on the screen, in Excel, as a page or as JSON."""
    if ut is not None and ut.suffix.lower() not in (EXCEL, WORD):
        raise UsageError(text("frister.filslag", fil=ut), hint=text("frister.filslag_hint"))
    sted = folder(mappe)
    needed("frister", "--uttrekk KILDE", uttrekk, sted)
    if sted is None and (uten_saker or rolle):
        raise UsageError(text("forfall.bare_i_mappe"), hint=text("mappe.ingen_hint"))
    from bvaudit.workflows.deadlines import DeadlineRequest, list_deadlines

    inputs = read_as(uttrekk or (), nokkel, enheter, kart, tolerant, streng, xsd, behold_id)
    request = DeadlineRequest(inputs=inputs, mappe=sted, per=per, regler=values.several(regler), uten_saker=uten_saker)
    with progress() as at:
        outcome = list_deadlines(request, now=now(), home=home(), progress=at)
    tell_problems(outcome.problems)
    for beskjed in outcome.beskjeder:
        tell(beskjed)
    from bvaudit.reports.week import week_plain
    from bvaudit.workflows.week import week_of

    today = now().date()
    week = week_of(outcome, enhet or "", rolle, today)
    if ut is not None:
        _write(week, ut, sted)
    if som_json:
        say_json(week_plain(week, today))
    else:
        _show(week, whole=detaljer)
        if ut is not None:
            say(text("frister.skrevet", fil=ut))
    return _NOTHING_EXAMINED if outcome.ingen_undersokt else 0


def _write(week: "Week", ut: Path, sted: "Mappe | None") -> None:
    """As a workbook, or as the week's page, by what the name of the file ends on."""
    if ut.suffix.lower() == WORD:
        from bvaudit.workflows.week import write_week

        write_week(week, ut, mappe=sted, today=now().date())
        return
    from bvaudit.reports.week import week_book
    from bvaudit.reports.xlsx.tables_book import write_tables

    write_tables(week_book(week, now().date()), ut)


def _show(week: "Week", *, whole: bool) -> None:
    from bvaudit.cli.deadline_lines import show, show_followed
    from bvaudit.reports.deadline_view import deadline_view
    from bvaudit.reports.due_view import due_view

    if week.liste is not None:
        show(deadline_view(week.liste, today=now().date(), whole=whole))
    if week.fulgt is not None:
        show_followed(due_view(week.fulgt, whole=whole))


COMMANDS: dict[str, Callable[..., int]] = {"frister": frister}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
