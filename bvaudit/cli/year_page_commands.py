"""The year on paper, and what it leaves: arshjul avvik, signer, kalender, neste."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import VERSION, now
from bvaudit.errors import UsageError
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.model.mappe import Mappe
    from bvaudit.workflows.content import Content
    from bvaudit.workflows.register_events import Acted
    from bvaudit.workflows.year_next import NextYear

_SHOWN = 8  # proposals on the screen
_TOLD = 3  # events of one avvik

Ar: TypeAlias = Annotated[
    int | None, typer.Option("--ar", parser=values.arstall, metavar="ÅR", help=text("sider.valg.ar"))
]
Enhet: TypeAlias = Annotated[
    str, typer.Option("--enhet", metavar="NAVN", help=text("sider.valg.enhet"), show_default=False)
]
Som: TypeAlias = Annotated[
    str, typer.Option("--som", metavar="ROLLE@ENHET", help=text("sider.valg.som"), show_default=False)
]
Dato: TypeAlias = Annotated[
    date | None, typer.Option("--dato", parser=values.dag, metavar="DATO", help=text("sider.valg.dato"))
]


def avvik(
    oppgave: Annotated[
        str, typer.Argument(metavar="OPPGAVE", help=text("sider.valg.oppgave"), show_default=False)
    ] = "",
    maned: Annotated[
        date | None, typer.Option("--maned", parser=values.maned, metavar="MÅNED", help=text("sider.valg.maned"))
    ] = None,
    enhet: Enhet = "",
    alvor: Annotated[
        Alvorlighetsgrad | None,
        typer.Option("--alvor", parser=values.grad, metavar="GRAD", help=text("sider.valg.alvor")),
    ] = None,
    som: Som = "",
    dato: Dato = None,
    ar: Ar = None,
    mappe: opt.Mappe = None,
) -> int:
    """Make a control that was not done an avvik; alone, the controls that are proposed."""
    from bvaudit.workflows.year_missed import MissedRequest, make_avvik

    sted = folder_or_stop(mappe)
    content = _content(sted)
    if not oppgave:
        return _proposed(sted, content, ar or now().year, enhet)
    request = MissedRequest(
        mappe=sted,
        content=content,
        oppgave=oppgave,
        som=som,
        ar=ar or now().year,
        maned=maned,
        enhet=enhet,
        alvor=alvor,
        dato=dato,
    )
    done = make_avvik(request, now())
    _tell(done, most=_TOLD)
    nr = done.skrevet[-1].hendelse.om[0]
    say(text("sider.avvik.varsle", nr=nr))
    return 0


def signer(
    ar: Ar = None,
    enhet: Enhet = "",
    som: Som = "",
    dato: Dato = None,
    tekst: Annotated[
        str, typer.Option("--tekst", metavar="TEKST", help=text("sider.valg.tekst"), show_default=False)
    ] = "",
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("sider.valg.ut_side"))
    ] = None,
    godta_tekst: own.Godta = False,
    mappe: opt.Mappe = None,
) -> int:
    """Sign for the year, and get its status as one page."""
    from bvaudit.model.enhet import slug
    from bvaudit.workflows.year_page import SignRequest, sign, write_signed_page

    sted = folder_or_stop(mappe)
    wanted = ar or now().year
    file = ut or Path(f"arshjul-{wanted}{f'-{slug(enhet)}' if enhet else ''}.docx")
    _new(file, ".docx")  # before anything is written
    request = SignRequest(
        mappe=sted,
        content=_content(sted),
        ar=wanted,
        enhet=enhet,
        som=som,
        dato=dato,
        tekst=own.may_stand(tekst, godta_tekst),
    )
    signed = sign(request, now())
    write_signed_page(signed.view, file, sted, now().date())
    for line in signed.view.om:
        say(line)
    if signed.skrevet is not None:
        _tell(signed.skrevet)
    elif not signed.signert:
        where = ("--enhet", enhet) if enhet else ()
        command = typed("bvaudit", "arshjul", "signer", "--ar", wanted, *where, "--som", text("sider.avvik.hvem"))
        say(text("sider.signer.usignert", kommando=command))
    say(text("sider.skrevet", fil=file))
    return 0


def kalender(
    ut: Annotated[Path, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("sider.valg.ut_ics"))],
    ar: Ar = None,
    enhet: Enhet = "",
    alt: Annotated[bool, typer.Option("--alt", help=text("sider.valg.alt"))] = False,
    mappe: opt.Mappe = None,
) -> int:
    """The year as a file for the calendars people have."""
    from bvaudit.workflows.year_calendar import write_calendar

    sted = folder_or_stop(mappe)
    today = now().date()
    n = write_calendar(sted, _content(sted), ut, ar=ar or today.year, dag=today, enhet=enhet, alt=alt)
    say(counted("sider.kalender.skrevet", n, fil=ut))
    return 0


def neste(
    ar: Annotated[
        int | None, typer.Option("--ar", parser=values.arstall, metavar="ÅR", help=text("sider.valg.ar_neste"))
    ] = None,
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("sider.valg.ut_skjema"))
    ] = None,
    mappe: opt.Mappe = None,
) -> int:
    """What the year that has gone leaves for the next årshjul, each with its reason."""
    from bvaudit.workflows.year_next import next_year, next_year_form

    if ut is not None:
        _new(ut, ".xlsx")
    sted = folder_or_stop(mappe)
    content, today = _content(sted), now().date()
    made = next_year(sted, content, ar or today.year + 1, today)
    _show_next(made)
    if ut is None:
        if made.nye:
            say(text("sider.neste.lag", ar=made.ar))
        return 0
    from bvaudit.reports.xlsx.form import write_form

    write_form(next_year_form(made, content, program=VERSION, dag=today), ut)
    say(text("sider.skrevet", fil=ut))
    say(text("sider.neste.les", fil=typed(ut)))
    return 0


def _proposed(sted: "Mappe", content: "Content", ar: int, enhet: str) -> int:
    from bvaudit.workflows.year_missed import proposals

    found = proposals(sted, content, ar, now().date(), enhet)
    if not found:
        say(text("sider.avvik.ingen"))
        return 0
    say(counted("sider.avvik.hode", len(found)))
    for one in found[:_SHOWN]:
        say(f"  {one.linje}")
        say(f"    {typed('bvaudit', *one.kommando, text('sider.avvik.hvem'))}")
    if len(found) > _SHOWN:
        say(counted("sider.avvik.flere_linjer", len(found) - _SHOWN))
    if laws := dict.fromkeys(law for one in found for law in one.hjemmel.split("; ") if law):
        say(text("sider.avvik.hjemmel", hjemmel="; ".join(laws)))
    return 0


def _show_next(made: "NextYear") -> None:
    if not made.forslag:
        say(text("sider.neste.ingen", ar=made.ar - 1))
        return
    say(text("sider.neste.hode", ar=made.ar))
    for key, every in (("nye", made.nye), ("star", made.star)):
        if every:
            say(counted(f"sider.neste.{key}", len(every)))
        for one in every[:_SHOWN]:
            say(f"  {one.tittel}. {one.hvorfor}")
        if len(every) > _SHOWN:
            say(counted("sider.neste.flere", len(every) - _SHOWN))


def _new(path: Path, kind: str) -> None:
    """People write in it, and what they have written is not to be lost."""
    from bvaudit.workflows.year_page import kind_of

    kind_of(path, (kind,))
    if path.exists():
        raise UsageError(text("skjemaer.finnes", fil=path), hint=text("skjemaer.finnes_hint"))


def _content(sted: "Mappe") -> "Content":
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.from_folder import with_own_roles
    from bvaudit.workflows.own_content import own_content

    return with_own_roles(content_or_stop(own_content(sted, ())), sted.kommune)


def _tell(acted: "Acted", most: int = 1) -> None:
    for logget, sentence in list(zip(acted.skrevet, acted.setninger, strict=True))[:most]:
        say(text("registeret.skrevet", nr=logget.nr, setning=sentence))
    if len(acted.skrevet) > most:
        say(counted("sider.avvik.flere_maneder", len(acted.skrevet) - most))


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {
    "arshjul": {"avvik": avvik, "signer": signer, "kalender": kalender, "neste": neste}
}
