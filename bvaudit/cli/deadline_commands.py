"""The list a team leader opens on Monday: frister."""

from collections.abc import Callable
from difflib import get_close_matches
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
    from bvaudit.model.frist import Fristliste


def frister(
    uttrekk: opt.MaybeUttrekk = None,
    mappe: opt.Mappe = None,
    per: opt.Per = None,
    enhet: Annotated[str | None, typer.Option("--enhet", metavar="NAVN", help=text("frister.valg.enhet"))] = None,
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("frister.valg.ut"))
    ] = None,
    detaljer: Annotated[bool, typer.Option("--detaljer", help=text("frister.valg.detaljer"))] = False,
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
    """What is to be done by when, the most pressing first: on the screen, in Excel or as JSON."""
    if ut is not None and ut.suffix.lower() != ".xlsx":
        raise UsageError(text("frister.bare_excel", fil=ut), hint=text("frister.bare_excel_hint"))
    sted = folder(mappe)
    needed("frister", "--uttrekk KILDE", uttrekk, sted)
    from bvaudit.reports.deadline_view import as_plain, for_unit
    from bvaudit.workflows.deadlines import DeadlineRequest, list_deadlines

    inputs = read_as(uttrekk or (), nokkel, enheter, kart, tolerant, streng, xsd, behold_id)
    request = DeadlineRequest(inputs=inputs, mappe=sted, per=per, regler=values.several(regler))
    with progress() as at:
        outcome = list_deadlines(request, now=now(), home=home(), progress=at)
    tell_problems(outcome.problems)
    for beskjed in outcome.beskjeder:
        tell(beskjed)
    liste = for_unit(outcome.liste, _unit(enhet, outcome.liste)) if enhet else outcome.liste
    if ut is not None:
        from bvaudit.reports.deadline_tables import deadline_book
        from bvaudit.reports.xlsx.tables_book import write_tables

        write_tables(deadline_book(liste, today=now().date()), ut)
    if som_json:
        say_json(as_plain(liste, now().date()))
        return 0
    _show(liste, whole=detaljer)
    if ut is not None:
        say(text("frister.skrevet", fil=ut))
    return 0


def _show(liste: "Fristliste", *, whole: bool) -> None:
    from bvaudit.cli.deadline_lines import show
    from bvaudit.reports.deadline_view import deadline_view

    show(deadline_view(liste, today=now().date(), whole=whole))


def _unit(typed: str, liste: "Fristliste") -> str:
    """The unit of that name, or the only one whose name begins so."""
    wanted = typed.strip().casefold()
    same = [navn for navn in liste.enheter if navn.casefold() == wanted]
    found = same or [navn for navn in liste.enheter if navn.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0]
    near = get_close_matches(typed, liste.enheter, n=1)
    hint = (
        text("felles.mente_du", naer=near[0])
        if near and not found
        else text("frister.ukjent_enhet_hint", enheter=", ".join(liste.enheter))
    )
    raise UsageError(text("frister.ukjent_enhet", enhet=typed), hint=hint)


COMMANDS: dict[str, Callable[..., int]] = {"frister": frister}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
