"""The command that says how a rule is counted, and how it came out for one case: forklar."""

from collections.abc import Callable
from typing import Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.progress import progress
from bvaudit.cli.reading import read_as
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import home, now
from bvaudit.errors import UsageError


def forklar(
    regel: Annotated[str, typer.Argument(metavar="REGEL", help="Regelens id, for eksempel MEL-01.")],
    sql: Annotated[bool, typer.Option("--sql", help="Vis spørringen som gir tallene.")] = False,
    per: opt.Per = None,
    objekt: Annotated[
        str | None, typer.Option("--objekt", metavar="ID", help="Vis utregningen for ett objekt i resultater.csv.")
    ] = None,
    uttrekk: opt.MaybeUttrekk = None,
    regler: opt.Regler = None,
    nokkel: opt.Nokkel = None,
    enheter: opt.Enheter = None,
    kart: opt.Kart = None,
    tolerant: opt.Tolerant = False,
    streng: opt.Streng = False,
    xsd: opt.Xsd = None,
    behold_id: opt.BeholdId = False,
) -> int:
    """Vis hva en regel spør om, hvilken lov den bygger på, og hvordan det telles."""
    egne = values.several(regler)
    if objekt is None and uttrekk:
        raise UsageError("mangler «--objekt ID»", hint="id-en står i resultater.csv, i kolonnen objekt_id")
    if objekt is not None and not uttrekk:
        raise UsageError("mangler «--uttrekk KILDE»", hint="utregningen trenger uttrekket objektet står i")
    if objekt is not None and sql:
        raise UsageError("«--sql» kan ikke brukes sammen med «--objekt»", hint="velg én av dem")
    from bvaudit.workflows.explain_rule import explain_rule, explain_sql

    if objekt is not None:
        from bvaudit.workflows.explain_object import explain_object

        inputs = read_as(uttrekk or (), nokkel, enheter, kart, tolerant, streng, xsd, behold_id)
        with progress() as at:
            lines = explain_object(regel, objekt, inputs, per=per, now=now(), home=home(), progress=at, regler=egne)
    elif sql:
        lines = (explain_sql(regel, per=per, now=now().date(), regler=egne),)
    else:
        lines = explain_rule(regel, per=per, now=now().date(), regler=egne).linjer
    for line in lines:
        say(line)
    return 0


COMMANDS: dict[str, Callable[..., int]] = {"forklar": forklar}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
