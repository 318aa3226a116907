"""The year and what is written of it: arshjul, arshjul sett."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder, folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import say, say_json
from bvaudit.cli.surroundings import now
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.model.mappe import Mappe
    from bvaudit.workflows.content import Content

_Maned = Annotated[
    date | None, typer.Option("--maned", parser=values.maned, metavar="ÅÅÅÅ-MM", help=text("aret.valg.maned"))
]


def arshjul(
    maned: _Maned = None,
    ar: Annotated[
        int | None, typer.Option("--ar", parser=values.arstall, metavar="ÅR", help=text("aret.valg.ar"))
    ] = None,
    enhet: Annotated[str, typer.Option("--enhet", metavar="NAVN", help=text("aret.valg.enhet"))] = "",
    detaljer: Annotated[bool, typer.Option("--detaljer", help=text("aret.valg.detaljer"))] = False,
    rolle: Annotated[
        str, typer.Option("--rolle", metavar="ROLLE", help=text("sider.valg.rolle"), show_default=False)
    ] = "",
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("sider.valg.ut_maned"))
    ] = None,
    mappe: opt.Mappe = None,
    regler: opt.Regler = None,
    som_json: opt.Json = False,
) -> int:
    """How far the controls have come; outside a municipality's folder, every årshjul there is."""
    sted = folder(mappe)
    if sted is None or regler:
        return _every_list(mappe, regler, som_json=som_json, asked=bool(maned or ar or enhet or ut or rolle))
    if ut is not None:
        return _page(sted, ut, maned, ar, enhet, rolle)
    from bvaudit.cli.year_lines import show
    from bvaudit.reports.year_facts import YearWish, year_plain
    from bvaudit.reports.year_status import year_view
    from bvaudit.workflows.unit_typed import unit_named
    from bvaudit.workflows.year import facts_of
    from bvaudit.workflows.year_page import role_named

    if maned is not None and ar is not None and maned.year != ar:
        raise UsageError(text("aret.maned_utenfor", maned=f"{maned:%Y-%m}", ar=ar))
    today = now().date()
    shown = maned if maned is not None or ar is not None else today.replace(day=1)
    year = shown.year if shown is not None else ar or today.year
    content = _content(sted)
    facts = facts_of(sted, content, (year - 1, year), today)
    here = unit_named(enhet, facts.kontekst) if enhet else ""
    wish = YearWish(ar=year, maned=shown, enhet=here, rolle=role_named(rolle, facts.kontekst), hele=detaljer)
    if som_json:
        say_json(year_plain(facts, wish))
        return 0
    view = year_view(facts, wish)
    show(view)
    say(text("lesing.neste", kommando=typed("bvaudit", *view.neste, *own.extra_words(mappe))))
    return 0


def sett(
    oppgave: Annotated[str, typer.Argument(metavar="OPPGAVE", help=text("aret.valg.oppgave"))],
    maned: _Maned = None,
    enhet: Annotated[
        list[str] | None, typer.Option("--enhet", metavar="NAVN", help=text("aret.valg.sett_enhet"))
    ] = None,
    status: Annotated[
        str, typer.Option("--status", metavar="STATUS", help=text("aret.valg.status"), show_default=False)
    ] = "",
    dato: Annotated[
        date | None, typer.Option("--dato", parser=values.dag, metavar="DATO", help=text("aret.valg.dato"))
    ] = None,
    belegg: Annotated[
        str, typer.Option("--belegg", metavar="TEKST", help=text("aret.valg.belegg"), show_default=False)
    ] = "",
    grunn: Annotated[
        str, typer.Option("--grunn", metavar="TEKST", help=text("aret.valg.grunn"), show_default=False)
    ] = "",
    frist: Annotated[
        date | None, typer.Option("--frist", parser=values.dag, metavar="DATO", help=text("aret.valg.frist"))
    ] = None,
    eier: Annotated[
        str, typer.Option("--eier", metavar="ROLLE@ENHET", help=text("aret.valg.eier"), show_default=False)
    ] = "",
    som: Annotated[
        str, typer.Option("--som", metavar="ROLLE@ENHET", help=text("registeret.valg.som"), show_default=False)
    ] = "",
    godta_tekst: own.Godta = False,
    mappe: opt.Mappe = None,
) -> int:
    """Write how far a control has come."""
    from bvaudit.model.registeret.redigering import erases
    from bvaudit.reports.year_facts import done_lines
    from bvaudit.workflows.register_folder import context_of
    from bvaudit.workflows.year_set import SetRequest, set_task

    for said in (belegg, grunn):
        own.may_stand(said, godta_tekst)
    given = {"status": status, "belegg": belegg, "grunn": grunn, "eier": eier}
    given |= {name: day.isoformat() for name, day in (("utfort", dato), ("frist", frist)) if day is not None}
    felt = {name: "" if erases(said) else said for name, said in given.items() if said}
    sted = folder_or_stop(mappe)
    content = _content(sted)
    request = SetRequest(
        mappe=sted,
        content=content,
        oppgave=oppgave,
        som=som,
        maned=maned,
        enheter=tuple(enhet or ()),
        felt=felt,
    )
    done = set_task(request, now())
    for logget, sentence in zip(done.acted.skrevet, done.acted.setninger, strict=True):
        say(text("registeret.skrevet", nr=logget.nr, setning=sentence))
    for line in done_lines(done.stands, context_of(sted, content)):
        say(line)
    month = f"{done.stands[0].maned:%Y-%m}"
    say(text("lesing.neste", kommando=typed("bvaudit", "arshjul", "--maned", month, *own.extra_words(mappe))))
    return 0


def _page(sted: "Mappe", ut: Path, maned: date | None, ar: int | None, enhet: str, rolle: str) -> int:
    if maned is None and ar is not None:
        raise UsageError(text("aret.ett_papir"), hint=text("aret.ett_papir_hint"))
    from bvaudit.workflows.year_page import write_month_page

    today = now().date()
    write_month_page(sted, _content(sted), ut, maned=maned or today, dag=today, enhet=enhet, rolle=rolle)
    say(text("sider.skrevet", fil=ut))
    return 0


def _every_list(mappe: Path | None, regler: list[Path] | None, *, som_json: bool, asked: bool) -> int:
    if asked and not regler:
        folder_or_stop(mappe)
    from bvaudit.cli.list_commands import every_arshjul

    return every_arshjul(mappe, regler, som_json=som_json)


def _content(sted: "Mappe") -> "Content":
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.from_folder import with_own_roles
    from bvaudit.workflows.own_content import own_content

    return with_own_roles(content_or_stop(own_content(sted, ())), sted.kommune)


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"arshjul": {"": arshjul, "sett": sett}}
