"""The command that says how a rule is counted, and how it came out for one case: forklar."""

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder
from bvaudit.cli.next_step import typed
from bvaudit.cli.progress import progress
from bvaudit.cli.reading import read_as
from bvaudit.cli.screen import say, say_json
from bvaudit.cli.surroundings import home, now
from bvaudit.errors import UsageError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.explain_case import CaseOverview, Where

# One letter and a dash: no rule begins so.
_ID = re.compile(r"\s*[A-Za-zÆØÅæøå]\s*[-‐-―]")


def forklar(
    regel: Annotated[str, typer.Argument(metavar="REGEL", help=text("forklaring.valg.regel"))],
    sak: Annotated[str | None, typer.Option("--sak", metavar="ID", help=text("forklaring.valg.sak"))] = None,
    detaljer: Annotated[bool, typer.Option("--detaljer", help=text("forklaring.valg.detaljer"))] = False,
    sql: Annotated[bool, typer.Option("--sql", help=text("forklaring.valg.sql"))] = False,
    per: opt.Per = None,
    objekt: Annotated[str | None, typer.Option("--objekt", metavar="ID", help=text("forklaring.valg.objekt"))] = None,
    uttrekk: opt.MaybeUttrekk = None,
    mappe: opt.Mappe = None,
    regler: opt.Regler = None,
    som_json: opt.Json = False,
    nokkel: opt.Nokkel = None,
    enheter: opt.Enheter = None,
    kart: opt.Kart = None,
    tolerant: opt.Tolerant = False,
    streng: opt.Streng = False,
    xsd: opt.Xsd = None,
    behold_id: opt.BeholdId = False,
) -> int:
    """A rule in plain words, its query, or how it came out for one case."""
    alone = regel if _ID.match(regel) else None
    about = sak or objekt or alone
    if about is None:
        if uttrekk:
            raise UsageError(text("forklaring.mangler_sak"), hint=text("forklaring.mangler_sak_hint"))
        from bvaudit.workflows.own_content import own_content

        return _rule(regel, sql, per, own_content(folder(mappe), values.several(regler)), som_json)
    _refuse({"--sak": sak, "--objekt": objekt}, {"--sql": sql, "--sak": sak}, {"--sql": sql, "--objekt": objekt})
    from bvaudit.workflows.explain_case import Where

    sted = folder(mappe)
    inputs = read_as(uttrekk or (), nokkel, enheter, kart, tolerant, streng, xsd, behold_id)
    where = Where(inputs=inputs, mappe=sted, per=per, now=now(), home=home(), regler=values.several(regler))
    if alone:
        return _overview(alone, where, som_json)
    from bvaudit.reports.reckoning import reckoning_lines
    from bvaudit.workflows.explain_case import explain_case

    with progress() as at:
        case = explain_case(regel, about, where, progress=at)
    if som_json:
        say_json(_plain(case))
    else:
        for line in reckoning_lines(case, every_way=detaljer):
            say(line)
    return 0


def _rule(regel: str, sql: bool, per: date | None, regler: tuple[Any, ...], som_json: bool) -> int:
    from bvaudit.reports.rule_explained import rule_lines
    from bvaudit.workflows.explain_rule import explain_rule, explain_sql

    if sql:
        query = explain_sql(regel, per=per, now=now().date(), regler=regler)
        say_json({"regel": regel, "sql": query}) if som_json else say(query)
        return 0
    rule = explain_rule(regel, per=per, now=now().date(), regler=regler)
    if som_json:
        say_json(_plain(rule))
    else:
        for line in rule_lines(rule):
            say(line)
    return 0


def _overview(sak: str, where: "Where", som_json: bool) -> int:
    from bvaudit.workflows.explain_case import case_overview

    with progress() as at:
        found = case_overview(sak, where, progress=at)
    if som_json:
        say_json(_plain(found))
        return 0
    say(text("forklaring.oversikt", kort=found.kort, enhet=found.enhet, per=f"{found.per:%d.%m.%Y}"))
    _say_broken(found, where)
    return 0


def _say_broken(found: "CaseOverview", where: "Where") -> None:
    if not found.regler:
        say(text("forklaring.ingen_brudd"))
        return
    for one in found.regler:
        brudd = one.brudd.rstrip(".")
        say("  " + text("forklaring.brudd", regel=one.regel, brudd=brudd, utfall=one.vist))
    sources = [word for source in where.inputs.kilder for word in ("--uttrekk", source)]
    command = typed("bvaudit", "forklar", found.regler[0].regel, "--sak", found.kort, *sources)
    say(text("forklaring.se_utregning", kommando=command))


def _refuse(*pairs: dict[str, object]) -> None:
    for pair in pairs:
        if all(pair.values()):
            a, b = pair
            raise UsageError(text("forklaring.ikke_begge", a=a, b=b), hint=text("forklaring.velg"))


def _plain(record: Any) -> Any:
    """The record as JSON has it: days in ISO, lists, and the words of what is chosen among few."""
    return _value(asdict(record))


def _value(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _value(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_value(one) for one in value]
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


COMMANDS: dict[str, Callable[..., int]] = {"forklar": forklar}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}
