"""What is asked of the register's log: register etterprov, historikk, sladd."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.audit_options import Godta, may_stand
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.screen import plain_width, say, say_json
from bvaudit.cli.surroundings import now
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.errors import UsageError
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.model.registeret.etterprovd import Etterprovd, Prove

_WRONG = 3
_NOTHING = text("registeret_logg.sladding.ingenting")
_PARTS = {"tekst": "tekst", "saker": "nokler"}


def del_(typed: Any) -> str:
    """What is struck, in the words people use."""
    part = _PARTS.get(str(typed).strip().lower())
    if part is None:
        raise WrongValue(text("registeret_logg.sladding.ukjent_del", fant=typed))
    return part


def etterprov(
    papirer: Annotated[
        list[str] | None,
        typer.Argument(metavar="PAPIR", help=text("registeret_logg.valg.papirer"), show_default=False),
    ] = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """Check that the log of the register is whole, against its copies and papers that are left."""
    from bvaudit.workflows.check_register import check_register

    found = check_register(folder_or_stop(mappe), papirer or ())
    if som_json:
        say_json({**asdict(found), "hel": found.hel})
    else:
        for line in _lines(found):
            say(line)
    return 0 if found.hel else _WRONG


def historikk(
    nummer: Annotated[str, typer.Argument(metavar="NUMMER", help=text("registeret_logg.valg.nummer"))],
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """What has happened to an avvik, a measure or a plan, as a story."""
    from bvaudit.reports.register_story import story_as_plain, story_lines
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.register_story import tell_story

    sted = folder_or_stop(mappe)
    historie = tell_story(sted, content_or_stop((sted.rot,)), nummer, now().tzinfo)
    if som_json:
        say_json(story_as_plain(historie))
    else:
        for line in story_lines(historie, plain_width()):
            say(line)
    return 0


def sladd(
    hendelse: Annotated[
        Any,
        typer.Option("--hendelse", parser=values.minst_en, metavar="NR", help=text("registeret_logg.valg.hendelse")),
    ] = None,
    del_valgt: Annotated[
        Any, typer.Option("--del", parser=del_, metavar="DEL", help=text("registeret_logg.valg.del"))
    ] = "tekst",
    grunn: Annotated[
        str, typer.Option("--grunn", metavar="TEKST", help=text("registeret_logg.valg.grunn"), show_default=False)
    ] = "",
    som: Annotated[str, typer.Option("--som", metavar="ROLLE", help=text("registeret_logg.valg.som"))] = "stab",
    godta_tekst: Godta = False,
    skriv: Annotated[bool, typer.Option("--skriv", help=text("registeret_logg.valg.skriv"))] = False,
    mappe: opt.Mappe = None,
) -> int:
    """Strike text or cases from the log, and from its copies."""
    from bvaudit.model.registeret.logg import Del
    from bvaudit.workflows.content import content_or_stop
    from bvaudit.workflows.register_folder import context_of
    from bvaudit.workflows.register_strike import may_be_struck, strike, strike_after_watch

    sted = folder_or_stop(mappe)
    if hendelse is not None and not grunn.strip():
        raise UsageError(text("registeret_logg.sladding.uten_grunn"))
    may_stand(grunn, godta_tekst)  # it stays for ever
    if not skriv:
        ready = [one.nr for one in may_be_struck(sted, now().date())] if hendelse is None else [hendelse]
        say(counted("registeret_logg.sladding.kan_sladdes", len(ready)) if ready else _NOTHING)
        return 0
    kontekst = context_of(sted, content_or_stop((sted.rot,)))
    if hendelse is None:
        struck = strike_after_watch(sted, som, now(), kontekst=kontekst)
    else:
        struck = strike(sted, hendelse, Del(del_valgt), grunn.strip(), som, now(), kontekst=kontekst)
    say(counted("registeret_logg.sladding.sladdet", len(struck)) if struck else _NOTHING)
    return 0


def _lines(found: "Etterprovd") -> Iterator[str]:
    if found.funn:
        yield text("registeret_logg.etterprovd.ikke_hel")
        yield from (f"  {one.tekst}" for one in found.funn)
    elif found.hel:
        yield counted("registeret_logg.etterprovd.hel", found.antall, hode=found.hode.vist)
    else:
        yield counted("registeret_logg.etterprovd.hel_i_seg_selv", found.antall, hode=found.hode.vist)
    yield from _tried(text("registeret_logg.etterprovd.papirer"), found.papirer)
    yield from _tried(text("registeret_logg.etterprovd.kopier"), found.kopier)
    if found.uten_kopi:
        yield counted("registeret_logg.etterprovd.uten_kopi", found.uten_kopi)
    if not found.hel and found.nyeste_hele:
        yield text("registeret_logg.etterprovd.nyeste_hele", kopi=found.nyeste_hele)


def _tried(heading: str, tried: "tuple[Prove, ...]") -> Iterator[str]:
    if tried:
        yield heading
        yield from (f"  {one.navn}: {one.tekst}" for one in tried)


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {
    "register": {"historikk": historikk, "etterprov": etterprov, "sladd": sladd}
}
