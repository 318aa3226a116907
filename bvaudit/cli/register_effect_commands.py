"""Whether the measures work: register effekt."""

from collections.abc import Callable
from typing import Annotated

import typer

from bvaudit.cli import audit_options as own
from bvaudit.cli import options as opt
from bvaudit.cli.in_folder import folder_or_stop
from bvaudit.cli.progress import progress
from bvaudit.cli.screen import say, say_json, tell, tell_problems
from bvaudit.cli.surroundings import home, now
from bvaudit.texts import text


def effekt(
    nummer: Annotated[
        list[str] | None, typer.Argument(metavar="AV-…", help=text("registeret_effekt.valg.nummer"), show_default=False)
    ] = None,
    enhet: Annotated[
        str, typer.Option("--enhet", metavar="NAVN", help=text("registeret_effekt.valg.enhet"), show_default=False)
    ] = "",
    alle: Annotated[bool, typer.Option("--alle", help=text("registeret_effekt.valg.alle"))] = False,
    forsok: Annotated[bool, typer.Option("--forsok", help=text("registeret_effekt.valg.forsok"))] = False,
    som: own.MaSom = "",
    per: opt.Per = None,
    uttrekk: opt.MaybeUttrekk = None,
    mappe: opt.Mappe = None,
    som_json: opt.Json = False,
) -> int:
    """How it goes after the measure came in use; with ``--forsok``, an attempt that counts."""
    from bvaudit.reports.effect_view import effect_lines, effect_plain
    from bvaudit.workflows.inputs import ImportInputs
    from bvaudit.workflows.register_effect import EffectRequest, measure_effect

    sted = folder_or_stop(mappe)
    request = EffectRequest(
        mappe=sted,
        inputs=ImportInputs(kilder=tuple(uttrekk or ())),
        numre=tuple(nummer or ()),
        enhet=enhet,
        alle=alle,
        forsok=forsok,
        som=som.strip(),
        per=per,
    )
    with progress() as at:
        outcome = measure_effect(request, now=now(), home=home(), progress=at)
    tell_problems(outcome.problems)
    for line in outcome.beskjeder:
        tell(line)
    if som_json:
        say_json(effect_plain(outcome.malt, outcome.per))
        return 0
    for line in effect_lines(outcome.malt, outcome.per):
        say(line)
    return 0


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"register": {"effekt": effekt}}
