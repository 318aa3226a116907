"""Key figures: nokkeltall, nokkeltall vis, nokkeltall hvorfor."""

from collections.abc import Callable
from itertools import groupby, takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.figure_periods import figure_periods
from bvaudit.cli.in_folder import folder
from bvaudit.cli.judged import say_files
from bvaudit.cli.next_step import typed
from bvaudit.cli.progress import progress
from bvaudit.cli.reading import needed, read_as
from bvaudit.cli.screen import plain_width, say, say_json, say_wrapped, tell, tell_problems
from bvaudit.cli.surroundings import home, now
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.figure_why import Why
    from bvaudit.workflows.figures_run import FigureOutcome

GROUP, ONLY = "nokkeltall", "--tall"


def spelled_out(argv: list[str]) -> list[str]:
    """«nokkeltall meldinger henlagt_andel» is «nokkeltall --tall meldinger --tall henlagt_andel»: words right after
    «nokkeltall» are ids, unless the first is one of its commands."""
    ids = list(takewhile(lambda word: not word.startswith("-"), argv[1:]))
    if not ids or ids[0] in GROUPS[GROUP]:
        return argv
    return [GROUP, *(word for id_ in ids for word in (ONLY, id_)), *argv[1 + len(ids) :]]


def nokkeltall(
    tall: Annotated[list[str] | None, typer.Option(ONLY, metavar="ID", help=text("nokkeltall.valg.id"))] = None,
    ar: Annotated[
        list[Any] | None,
        typer.Option("--ar", parser=figure_periods, metavar="PERIODE", help=text("nokkeltall.valg.ar")),
    ] = None,
    enhet: Annotated[
        list[str] | None, typer.Option("--enhet", metavar="NAVN", help=text("nokkeltall.valg.enhet"))
    ] = None,
    kommune: Annotated[
        list[str] | None, typer.Option("--kommune", metavar="NAVN", help=text("nokkeltall.valg.kommune"))
    ] = None,
    per: opt.Per = None,
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.ny_mappe, metavar="MAPPE", help=text("nokkeltall.valg.ut"))
    ] = None,
    uttrekk: opt.MaybeUttrekk = None,
    mappe: opt.Mappe = None,
    detaljer: opt.Detaljer = False,
    stille: opt.Stille = False,
    som_json: opt.Json = False,
    regler: opt.Regler = None,
    nokkel: opt.Nokkel = None,
    enheter: opt.Enheter = None,
    kart: opt.Kart = None,
    tolerant: opt.Tolerant = False,
    streng: opt.Streng = False,
    xsd: opt.Xsd = None,
    behold_id: opt.BeholdId = False,
    tidligere: opt.Tidligere = None,
) -> int:
    """Count, tell it in 25 lines, and write the table and the workbook."""
    sted = folder(mappe)
    needed("nokkeltall", "--uttrekk KILDE", uttrekk, sted)
    from bvaudit.workflows.figures_run import FigureRequest, run_figures

    request = FigureRequest(
        inputs=read_as(uttrekk or (), nokkel, enheter, kart, tolerant, streng, xsd, behold_id, tidligere),
        mappe=sted,
        ut=ut,
        per=per,
        perioder=tuple(dict.fromkeys(one for some in ar for one in some)) if ar else None,
        tall=tuple(tall or ()),
        enheter=tuple(enhet or ()),
        kommuner=tuple(kommune or ()),
        regler=values.several(regler),
    )
    with progress() as at:
        outcome = run_figures(request, now=now(), home=home(), progress=at)
    if som_json:
        from bvaudit.reports.figure_lines import figures_json

        say_json(figures_json(outcome.fakta, outcome.filer))
        return 0
    _told(outcome, detaljer=detaljer, stille=stille, enkelte=bool(tall))
    return 0


def _told(outcome: "FigureOutcome", *, detaljer: bool, stille: bool, enkelte: bool) -> None:
    if not stille:
        from bvaudit.cli.figure_table import show
        from bvaudit.reports.figure_lines import figure_lines

        view = figure_lines(
            outcome.fakta,
            outcome.endringer,
            hele=detaljer,
            enkelte=enkelte,
            steder=outcome.steder,
            bok=bool(outcome.filer),
            bredde=plain_width(),
        )
        show(view)
    tell_problems(outcome.problems)
    for beskjed in outcome.beskjeder:
        tell(beskjed)
    say_files(outcome.filer)
    if not stille:
        say(text("terminal.neste", kommando=_next(outcome)))


def _next(outcome: "FigureOutcome") -> str:
    """Whoever has the workbook wants to know what a number means; whoever has not, wants the workbook."""
    if outcome.filer:
        first = next(iter(outcome.fakta.tekster), "meldinger")
        return typed("bvaudit", "nokkeltall", "vis", first)
    return typed("bvaudit", "nokkeltall", "--ut", "nokkeltall")


def vis(
    id_: Annotated[
        str | None, typer.Argument(metavar="ID", help=text("nokkeltall.valg.vis_id"), show_default=False)
    ] = None,
    mappe: opt.Mappe = None,
    regler: opt.Regler = None,
    som_json: opt.Json = False,
) -> int:
    """What a figure counts, in plain words; without an id, every figure there is."""
    from bvaudit.workflows.figure_shown import every_figure, figure_told

    sted = folder(mappe)
    if id_ is None:
        rows = every_figure(sted, values.several(regler))
        if som_json:
            say_json([{"id": id_, "tema": tema, "tittel": tittel} for id_, tema, tittel in rows])
            return 0
        width = max((len(row[0]) for row in rows), default=0)
        for tema, lines in groupby(rows, key=lambda row: row[1]):
            say(tema)
            for row in lines:
                say(f"  {row[0]:<{width}}  {row[2]}")
        say(text("terminal.neste", kommando=typed("bvaudit", GROUP, "vis", rows[0][0])) if rows else "")
        return 0
    told = figure_told(sted, values.several(regler), id_)
    if som_json:
        say_json(told.som_json)
        return 0
    for line in told.linjer:
        say_wrapped(line)
    say(text("terminal.neste", kommando=typed("bvaudit", GROUP, id_)))
    return 0


def hvorfor(
    id_: Annotated[str, typer.Argument(metavar="ID", help=text("hvorfor.valg.id"))],
    fra: Annotated[str, typer.Option("--fra", metavar="UTTREKK", help=text("hvorfor.valg.fra"))],
    til: Annotated[str, typer.Option("--til", metavar="UTTREKK", help=text("hvorfor.valg.til"))],
    ar: Annotated[
        Any, typer.Option("--ar", parser=figure_periods, metavar="PERIODE", help=text("hvorfor.valg.ar"))
    ] = None,
    lesning: Annotated[
        str, typer.Option("--lesning", metavar="NAVN", help=text("hvorfor.valg.lesning"), show_default=False)
    ] = "",
    enhet: Annotated[
        str, typer.Option("--enhet", metavar="NAVN", help=text("hvorfor.valg.enhet"), show_default=False)
    ] = "",
    kommune: Annotated[
        str, typer.Option("--kommune", metavar="NUMMER", help=text("hvorfor.valg.kommune"), show_default=False)
    ] = "",
    gruppe: Annotated[
        str, typer.Option("--gruppe", metavar="DEL", help=text("hvorfor.valg.gruppe"), show_default=False)
    ] = "",
    mappe: opt.Mappe = None,
    regler: opt.Regler = None,
    detaljer: Annotated[bool, typer.Option("--detaljer", help=text("hvorfor.valg.detaljer"))] = False,
    som_json: opt.Json = False,
) -> int:
    """Why a figure is another number in a later extract."""
    from bvaudit.workflows.figure_why import WhyRequest, why_changed

    if ar is not None and len(ar) != 1:
        raise UsageError(text("hvorfor.en_periode"), hint=text("nokkeltall.bruk.periode_hint"))
    if enhet and kommune:
        raise UsageError(text("hvorfor.ett_sted"))
    found = why_changed(
        WhyRequest(
            tall=id_,
            fra=fra,
            til=til,
            periode=ar[0] if ar is not None else None,
            lesning=lesning,
            enhet=enhet,
            kommune=kommune,
            gruppe=gruppe,
            mappe=folder(mappe),
            regler=values.several(regler),
        )
    )
    _told_why(found, detaljer=detaljer, som_json=som_json)
    return 0


def _told_why(found: "Why", *, detaljer: bool, som_json: bool) -> None:
    from bvaudit.reports.why_view import measure_plain, why_plain
    from bvaudit.workflows.figure_why_told import why_told

    if som_json:
        told: dict[str, object] = {del_.value: why_plain(one) for del_, one in found.deler}
        say_json({**told, "storrelser": [measure_plain(one) for one in found.malinger]})
        return
    for line in why_told(found, saker=detaljer):
        say_wrapped(line)


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {GROUP: {"": nokkeltall, "vis": vis, "hvorfor": hvorfor}}
