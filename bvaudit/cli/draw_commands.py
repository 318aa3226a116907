"""The command that draws cases for people to read: utvalg."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

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
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.model.mappe import Mappe
    from bvaudit.workflows.draw_sample import DrawOutcome
    from bvaudit.workflows.inputs import ImportInputs

_PER_UNIT, _RESERVE = 10, 5


def utvalg(
    uttrekk: opt.MaybeUttrekk = None,
    ut: Annotated[
        Path | None,
        typer.Option("--ut", parser=values.ny_mappe, metavar="MAPPE", help=text("mappe.valg.ut_utvalg")),
    ] = None,
    mappe: opt.Mappe = None,
    sjekkliste: Annotated[
        str | None, typer.Option("--sjekkliste", metavar="ID", help=text("trekning.valg.sjekkliste"))
    ] = None,
    enhet: Annotated[
        list[str] | None, typer.Option("--enhet", metavar="NAVN", help=text("trekning.valg.enhet"))
    ] = None,
    per: Annotated[
        date | None, typer.Option("--per", parser=values.dag, metavar="DATO", help=text("trekning.valg.per"))
    ] = None,
    periode: Annotated[
        Any, typer.Option("--periode", parser=values.periode, metavar="FRA..TIL", help=text("trekning.valg.periode"))
    ] = None,
    forrige: Annotated[
        str | None, typer.Option("--forrige", metavar="NAVN", help=text("trekning.valg.forrige"))
    ] = None,
    startet_etter: Annotated[
        date | None,
        typer.Option("--startet-etter", parser=values.dag, metavar="DATO", help=text("trekning.valg.startet_etter")),
    ] = None,
    per_enhet: Annotated[
        Any, typer.Option("--per-enhet", parser=values.minst_en, metavar="ANTALL", help=text("trekning.valg.per_enhet"))
    ] = None,
    reserve: Annotated[
        Any, typer.Option("--reserve", parser=values.antall, metavar="ANTALL", help=text("trekning.valg.reserve"))
    ] = None,
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
    by_list = {
        "--enhet": tuple(enhet or ()),
        "--per": per,
        "--periode": periode,
        "--forrige": forrige or "",
        "--startet-etter": startet_etter,
    }
    from bvaudit.cli.judged import Shown
    from bvaudit.cli.outcomes import show_draw, show_draw_as_json

    how = _Draw(per_enhet=per_enhet, reserve=reserve, fro=fro, navn=navn, ut=ut, mappe=sted)
    if sjekkliste:
        outcome = _by_list(sjekkliste, by_list, inputs, how)
    else:
        _refuse_without_list(by_list)
        outcome = _of_all(inputs, how)
    if som_json:
        show_draw_as_json(outcome)
    else:
        show_draw(outcome, Shown(stille=stille, neste=after_drawing(outcome.filer)))
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draw:
    """How many, from what word, and where."""

    per_enhet: int | None
    reserve: int | None
    fro: str | None
    navn: str | None
    ut: Path | None
    mappe: "Mappe | None"


def _of_all(inputs: "ImportInputs", how: _Draw) -> "DrawOutcome":
    from bvaudit.workflows.draw_sample import draw_sample

    with progress() as at:
        return draw_sample(
            inputs,
            per_enhet=how.per_enhet or _PER_UNIT,
            reserve=_RESERVE if how.reserve is None else how.reserve,
            fro=how.fro,
            navn=how.navn,
            ut=how.ut,
            mappe=how.mappe,
            now=now(),
            home=home(),
            progress=at,
        )


def _by_list(sjekkliste: str, asked: dict[str, Any], inputs: "ImportInputs", how: _Draw) -> "DrawOutcome":
    from bvaudit.workflows.draw_for_audit import ListRequest, draw_by_list

    request = ListRequest(
        sjekkliste=sjekkliste.strip(),
        navn=how.navn or "",
        enheter=asked["--enhet"],
        per=asked["--per"],
        periode=asked["--periode"],
        per_enhet=how.per_enhet,
        reserve=how.reserve,
        forrige=asked["--forrige"].strip(),
        startet_etter=asked["--startet-etter"],
        fro=how.fro or "",
    )
    with progress() as at:
        return draw_by_list(request, inputs, mappe=how.mappe, ut=how.ut, now=now(), home=home(), progress=at)


def _refuse_without_list(asked: dict[str, Any]) -> None:
    if given := [name for name, value in asked.items() if value]:
        raise UsageError(
            text("trekning.valg.bare_sjekkliste", valg=given[0]), hint=text("trekning.valg.bare_sjekkliste_hint")
        )


def _verify(fil: Path, inputs: "ImportInputs | None", protokoll: str | None) -> int:
    from bvaudit.workflows.draw_sample import check_sample

    with progress() as at:
        check = check_sample(fil, inputs, protokoll=protokoll, now=now(), home=home(), progress=at)
    for line in check.forskjeller:
        say(line)
    if check.forskjeller:
        raise ContentError(text("terminal.etterprov.stemmer_ikke"), hint=text("terminal.etterprov.stemmer_ikke_hint"))
    say(text("terminal.etterprov.stemmer"))
    if check.linjer:
        say(counted("trekning.etterprov.logg_stemmer", check.linjer))
        say(text("trekning.etterprov.loggens_siste", avtrykk=check.logg_avtrykk))
    say(text("terminal.trekk.avtrykk", avtrykk=check.utvalg.kort_avtrykk))
    for line in check.sagt:
        say(line)
    for line in check.ikke_kontrollert:
        say(text("terminal.etterprov.ikke_kontrollert", hva=line))
    return 0


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"utvalg": {"": utvalg}}
