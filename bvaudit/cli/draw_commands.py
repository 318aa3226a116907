"""The command that draws cases for people to read: utvalg."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder
from bvaudit.cli.next_step import after_drawing
from bvaudit.cli.progress import progress
from bvaudit.cli.reading import needed, read_as
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import home, now
from bvaudit.errors import ContentError, UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.inputs import ImportInputs

_PER_UNIT, _RESERVE = 10, 5


def utvalg(
    uttrekk: opt.MaybeUttrekk = None,
    ut: Annotated[
        Path | None,
        typer.Option("--ut", parser=values.ny_mappe, metavar="MAPPE", help=text("mappe.valg.ut_utvalg")),
    ] = None,
    mappe: opt.Mappe = None,
    per_enhet: Annotated[
        int, typer.Option("--per-enhet", parser=values.minst_en, metavar="ANTALL", help=text("valg.per_enhet"))
    ] = _PER_UNIT,
    reserve: Annotated[
        int, typer.Option("--reserve", parser=values.antall, metavar="ANTALL", help=text("valg.reserve"))
    ] = _RESERVE,
    fro: Annotated[
        str | None,
        typer.Option("--fro", metavar="TEKST", help=text("valg.fro")),
    ] = None,
    navn: Annotated[str | None, typer.Option("--navn", metavar="NAVN", help=text("valg.navn"))] = None,
    etterprov: Annotated[
        Path | None,
        typer.Option(
            "--etterprov",
            parser=values.fil,
            metavar="FIL",
            help=text("valg.etterprov"),
        ),
    ] = None,
    avtrykk: Annotated[
        str | None,
        typer.Option("--avtrykk", metavar="TEKST", help=text("valg.avtrykk_utvalg")),
    ] = None,
    nokkel: opt.Nokkel = None,
    enheter: opt.Enheter = None,
    kart: opt.Kart = None,
    tolerant: opt.Tolerant = False,
    streng: opt.Streng = False,
    xsd: opt.Xsd = None,
    behold_id: opt.BeholdId = False,
    som_json: opt.Json = False,
    stille: opt.Stille = False,
) -> int:
    """Draw cases for review, or try an earlier draw again."""
    if etterprov is not None:
        if ut is not None:
            raise UsageError(text("terminal.etterprov.uten_ut"), hint=text("terminal.etterprov.uten_ut_hint"))
        inputs = read_as(uttrekk, nokkel, enheter, kart, tolerant, streng, xsd, behold_id) if uttrekk else None
        return _verify(etterprov, inputs, avtrykk)
    if avtrykk is not None:
        raise UsageError(text("terminal.etterprov.bare_etterprov"), hint=text("terminal.etterprov.bare_etterprov_hint"))
    sted = folder(mappe)
    needed("utvalg", "--uttrekk KILDE", uttrekk, sted)
    needed("utvalg", "--ut MAPPE", ut, sted)
    inputs = read_as(uttrekk or (), nokkel, enheter, kart, tolerant, streng, xsd, behold_id)
    from bvaudit.cli.judged import Shown
    from bvaudit.cli.outcomes import show_draw, show_draw_as_json
    from bvaudit.workflows.draw_sample import draw_sample

    with progress() as at:
        outcome = draw_sample(
            inputs,
            per_enhet=per_enhet,
            reserve=reserve,
            fro=fro,
            navn=navn,
            ut=ut,
            mappe=sted,
            now=now(),
            home=home(),
            progress=at,
        )
    if som_json:
        show_draw_as_json(outcome)
    else:
        show_draw(outcome, Shown(stille=stille, neste=after_drawing(outcome.filer)))
    return 0


def _verify(fil: Path, inputs: "ImportInputs | None", protokoll: str | None) -> int:
    from bvaudit.workflows.draw_sample import check_sample

    with progress() as at:
        check = check_sample(fil, inputs, protokoll=protokoll, now=now(), home=home(), progress=at)
    for line in check.forskjeller:
        say(line)
    if check.forskjeller:
        raise ContentError(text("terminal.etterprov.stemmer_ikke"), hint=text("terminal.etterprov.stemmer_ikke_hint"))
    say(text("terminal.etterprov.stemmer"))
    say(text("terminal.trekk.avtrykk", avtrykk=check.utvalg.kort_avtrykk))
    for line in check.ikke_kontrollert:
        say(text("terminal.etterprov.ikke_kontrollert", hva=line))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {"utvalg": utvalg}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
