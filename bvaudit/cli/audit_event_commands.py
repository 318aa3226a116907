"""What happens in an audit while it is read: revisjon stryk, utvid, malrett, merknader, kontrollert."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.audit_options import audit_named, extra_words, may_stand, who_as
from bvaudit.cli.audit_outcomes import next_line
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import now
from bvaudit.errors import UsageError
from bvaudit.texts import counted, text


def stryk(
    navn: own.Navn,
    sak: Annotated[str, typer.Argument(metavar="SAK", help=text("revisjonen.valg.sak"))],
    grunn: Annotated[
        str, typer.Option("--grunn", metavar="KODE", help=text("revisjonen.valg.grunnkode"), show_default=False)
    ] = "",
    tekst: Annotated[
        str, typer.Option("--tekst", metavar="TEKST", help=text("revisjonen.valg.grunntekst"), show_default=False)
    ] = "",
    godta_tekst: own.Godta = False,
    som: own.Som = "stab",
    mappe: opt.Mappe = None,
) -> int:
    """Strike a case that cannot be read; the next in reserve takes its place."""
    from bvaudit.model.kortid import short_ids
    from bvaudit.workflows.audits_events import strike

    audit = audit_named(navn, mappe)
    audit, struck, new = strike(audit, sak, grunn, may_stand(tekst, godta_tekst), who_as(audit, som))
    short = short_ids(one.sak for one in audit.plasser)
    say(text("revisjonen.sagt.strok", sak=short[struck.sak], enhet=struck.enhet))
    if new is None:
        say(text("revisjonen.sagt.ingen_reserve", enhet=struck.enhet))
    else:
        say(text("revisjonen.sagt.erstattet", sak=short[new.sak], plass=new.plass))
    next_line(audit, extra_words(mappe))
    return 0


def utvid(
    navn: own.Navn,
    enhet: own.Enhet = "",
    antall: Annotated[
        Any, typer.Option("--antall", parser=values.minst_en, metavar="ANTALL", help=text("revisjonen.valg.antall"))
    ] = 1,
    som: own.Som = "stab",
    mappe: opt.Mappe = None,
) -> int:
    """Read more cases of a unit, under the plan that was set before."""
    from bvaudit.workflows.audits_events import extend

    audit = audit_named(navn, mappe)
    audit = extend(audit, enhet, antall, who_as(audit, som))
    say(counted("revisjonen.sagt.utvidet", antall, enhet=enhet))
    next_line(audit, extra_words(mappe))
    return 0


def malrett(
    navn: own.Navn,
    sak: Annotated[str, typer.Argument(metavar="SAK", help=text("revisjonen.valg.sak"))],
    grunn: own.Grunn = "",
    godta_tekst: own.Godta = False,
    som: own.Som = "stab",
    mappe: opt.Mappe = None,
) -> int:
    """Read a case somebody points at; it is in no statistics."""
    from bvaudit.workflows.audits_events import target

    audit = audit_named(navn, mappe)
    audit, place = target(audit, sak, may_stand(grunn, godta_tekst), who_as(audit, som))
    say(text("revisjonen.sagt.malrettet", enhet=place.enhet, plass=place.plass))
    next_line(audit, extra_words(mappe))
    return 0


def merknader(
    navn: own.Navn,
    enhet: own.Enhet = "",
    dato: own.Dato = None,
    tekst: Annotated[
        str, typer.Option("--tekst", metavar="TEKST", help=text("revisjonen.valg.tekst"), show_default=False)
    ] = "",
    fil: Annotated[
        Path | None, typer.Option("--fil", parser=values.fil, metavar="FIL", help=text("revisjonen.valg.tekstfil"))
    ] = None,
    godta_tekst: own.Godta = False,
    som: own.Som = "stab",
    mappe: opt.Mappe = None,
) -> int:
    """What a unit has to say of what was found, with the day it was given."""
    from bvaudit.workflows.audits_events import remarks

    if bool(tekst) == (fil is not None):
        raise UsageError(text("revisjonen.hendelse.tekst_eller_fil"))
    audit = audit_named(navn, mappe)
    said = may_stand(tekst or _text_in(fil), godta_tekst)
    audit = remarks(audit, enhet, dato or now().date(), said, who_as(audit, som))
    say(text("revisjonen.sagt.merknader", enhet=enhet))
    next_line(audit, extra_words(mappe))
    return 0


def kontrollert(
    navn: own.Navn,
    skjema: Annotated[str, typer.Argument(metavar="SKJEMA", help=text("revisjonen.valg.skjema"))],
    som: own.MaSom = "",
    mappe: opt.Mappe = None,
) -> int:
    """Note that a second level has gone through a form."""
    from bvaudit.workflows.audits_events import checked

    audit = audit_named(navn, mappe)
    audit = checked(audit, skjema, who_as(audit, som))
    say(text("revisjonen.sagt.kontrollert", skjema=skjema, rolle=som))
    next_line(audit, extra_words(mappe))
    return 0


def _text_in(fil: Path | None) -> str:
    assert fil is not None, "there is a text or a file"
    try:
        return fil.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(text("revisjonen.hendelse.ikke_tekst", fil=fil)) from error


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {
    "revisjon": {
        "stryk": stryk,
        "utvid": utvid,
        "malrett": malrett,
        "merknader": merknader,
        "kontrollert": kontrollert,
    }
}
