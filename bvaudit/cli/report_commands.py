"""Reports made from the figures, the register and the lists: rapport, rapport lag."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.progress import progress
from bvaudit.cli.screen import say, say_json, say_wrapped
from bvaudit.cli.surroundings import now
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.model.malgruppe import Malgruppe
    from bvaudit.model.mappe import Mappe
    from bvaudit.model.rapport import Rapport
    from bvaudit.workflows.content import Content
    from bvaudit.workflows.report import Made

Lesere = Annotated[
    str, typer.Option("--malgruppe", metavar="HVEM", help=text("rapport.valg.malgruppe"), show_default=False)
]
Dagen = Annotated[date | None, typer.Option("--per", parser=values.dag, metavar="DATO", help=text("rapport.valg.per"))]
Til = Annotated[Path | None, typer.Option("--ut", parser=values.sti, metavar="MAPPE", help=text("rapport.valg.ut"))]
_MOST = 12  # files that are named one by one
GROUP, MAKE = "rapport", "lag"


def rapport(mappe: opt.Mappe = None, som_json: opt.Json = False) -> int:
    """The reports that can be made, who each is for, and how it is made."""
    sted = folder_or_stop(mappe)
    from bvaudit.workflows.report import reports_of

    every = reports_of(own(sted))
    if som_json:
        say_json([_plain(one) for one in every])
        return 0
    say(text("rapport.skjerm.kan_lages"))
    width = max(len(one.id) for one in every)
    for one in every:
        each = text(f"rapport.skjerm.for_hver.{one.per.value}") if one.per.value != "samlet" else ""
        say(f"  {one.id:<{width}}  {one.tittel}{each}")
    say(text("rapport.skjerm.lag", kommando=typed("bvaudit", GROUP, every[0].id)))
    return 0


def lag(
    id_: Annotated[str, typer.Argument(metavar="ID", help=text("rapport.valg.id"))],
    malgruppe: Lesere = "",
    enhet: Annotated[str, typer.Option("--enhet", metavar="ENHET", help=text("rapport.valg.enhet"))] = "",
    kommune: Annotated[str, typer.Option("--kommune", metavar="KOMMUNE", help=text("rapport.valg.kommune"))] = "",
    per: Dagen = None,
    ut: Til = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """One report as Word, with a workbook where each of its numbers stands."""
    sted = folder_or_stop(mappe)
    from bvaudit.workflows.report import ReportRequest, make_report

    request = ReportRequest(
        mappe=sted,
        content=own(sted),
        rapport=id_,
        dag=per or now().date(),
        malgruppe=readers(malgruppe),
        enhet=enhet,
        kommune=kommune,
        ut=ut,
    )
    with progress() as at:
        made = make_report(request, progress=at)
    if som_json:
        say_json({"mappe": str(made.ut), "filer": [one.name for one in made.filer], "merknader": list(made.merknader)})
        return 0
    say(text("rapport.skjerm.skrevet", mappe=made.ut, malgruppe=made.malgruppe.value))
    files([one.name for one in made.filer])
    for one in made.merknader[:_MOST]:
        say_wrapped(one)
    say_wrapped(text("rapport.skjerm.fyll_ut"))
    say(text("terminal.neste", kommando=_send(id_, made, somewhere_else=ut is not None)))
    return 0


def _send(id_: str, made: "Made", *, somewhere_else: bool) -> str:
    """What lies elsewhere than where ``send`` looks is named by its files."""
    papers = [one for one in made.filer if one.suffix == ".docx"] if somewhere_else else [id_]
    who = [] if somewhere_else else ["--malgruppe", made.malgruppe.value]
    return typed("bvaudit", GROUP, "send", *papers[:1], *who, "--til", made.mottaker)


def files(names: Sequence[str]) -> None:
    for name in names[:_MOST]:
        say(f"  {name}")
    if len(names) > _MOST:
        say(text("rapport.skjerm.og_flere", n=len(names) - _MOST))


def readers(typed_: str) -> "Malgruppe | None":
    from bvaudit.model.malgruppe import Malgruppe

    if not typed_:
        return None
    if typed_.casefold() not in {one.value for one in Malgruppe}:
        allowed = ", ".join(one.value for one in Malgruppe)
        raise UsageError(
            text("rapport.bruk.ukjent_malgruppe", malgruppe=typed_),
            hint=text("rapport.bruk.malgruppe_hint", malgrupper=allowed),
        )
    return Malgruppe(typed_.casefold())


def own(sted: "Mappe") -> "Content":
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.from_folder import with_own_roles
    from bvaudit.workflows.own_content import own_content

    return with_own_roles(content_or_stop(own_content(sted, ())), sted.kommune)


def _plain(one: "Rapport") -> dict[str, object]:
    return {
        "id": one.id,
        "tittel": one.tittel,
        "mottaker": one.mottaker,
        "malgrupper": [each.value for each in one.malgrupper],
        "per": one.per.value,
        "egen": one.egen,
    }


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {GROUP: {"": rapport, MAKE: lag}}
