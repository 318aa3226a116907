"""The command that says how many cases must be read: utvalg planlegg."""

from collections.abc import Callable
from fractions import Fraction
from typing import Annotated, Any

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.screen import say, say_json
from bvaudit.cli.wrong_use import WrongValue
from bvaudit.texts import text


def andel(value: str | int) -> Fraction:
    """A percentage above 0 and below 100: 10, 2,5, «10 %»."""
    typed = str(value).strip().removesuffix("%").strip().replace(",", ".")
    whole, _, decimals = typed.partition(".")
    if not (typed.isascii() and whole.isdigit() and (decimals.isdigit() or "." not in typed) and len(typed) <= 8):
        raise WrongValue(text("trekning.valg.ikke_prosent", fant=value), hint=text("trekning.valg.ikke_prosent_hint"))
    share = Fraction(typed) / 100
    if not 0 < share < 1:
        raise WrongValue(text("trekning.valg.utenfor_prosent", fant=value))
    return share


def planlegg(
    ramme: Annotated[
        Any, typer.Option("--ramme", parser=values.minst_en, metavar="ANTALL", help=text("trekning.valg.ramme"))
    ] = None,
    hoyst: Annotated[
        Any, typer.Option("--hoyst", parser=andel, metavar="PROSENT", help=text("trekning.valg.hoyst"))
    ] = "10",
    sikkerhet: Annotated[
        Any, typer.Option("--sikkerhet", parser=andel, metavar="PROSENT", help=text("trekning.valg.sikkerhet"))
    ] = "95",
    tillatt: Annotated[
        int, typer.Option("--tillatt", parser=values.antall, metavar="ANTALL", help=text("trekning.valg.tillatt"))
    ] = 0,
    antall: Annotated[
        Any, typer.Option("--antall", parser=values.minst_en, metavar="ANTALL", help=text("trekning.valg.antall"))
    ] = None,
    som_json: opt.Json = False,
) -> int:
    """How many cases to read, and what a number of them can say."""
    from bvaudit.reports.draw_plan import as_plain, plan_lines
    from bvaudit.workflows.plan_draw import plan_draw

    plan = plan_draw(ramme=ramme, hoyst=hoyst, sikkerhet=sikkerhet, tillatt=tillatt, antall=antall)
    if som_json:
        say_json(as_plain(plan))
        return 0
    for line in plan_lines(plan):
        say(line)
    return 0


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"utvalg": {"planlegg": planlegg}}
