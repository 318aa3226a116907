"""Objektet skal ikke være ført to ganger: ingen andre av samme slag i saken er like i alt unntatt id.

    unik: {under: [melder, saksinnhold]}

Egne felt og radene i «under» sammenlignes. Rekkefølgen på radene teller ikke, men antallet gjør det. Et tomt felt er
likt et annet tomt felt. Id-er og løpenumre er ikke med, og koblinger og rader lenger ned er det heller ikke. Fritekst
leses aldri inn, så to som bare har ulik presisering, regnes som like. Alle de like er brudd, ikke bare den siste.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bvaudit.model.tables import BY_NAME, Column, Table
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Krav
from bvaudit.vocabulary.answer import Answer, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import RuleFault, Scope

_NOT_CONTENT = {"lopenr", "eier_id"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    under: tuple[str, ...] = arg("Tabellene med rader som hører til objektet og skal være like.", default=())


def answer(args: Args, sql: Scope) -> Answer:
    table = sql.root.table
    under = _known(args.under, table)
    with sql.reading():  # a field the source does not have is alike in all of them
        own = _text((sql.column(c.navn) for c in _content(table)), sql)
    for navn in under:
        if not BY_NAME[navn].noen_formater:  # what a format does not have, no two differ in
            sql.require(navn)
    parts = [own, *(f"COALESCE({_below(BY_NAME[navn], sql)}, '')" for navn in under)]
    content = sql.let("innhold", " || '#' || ".join(parts))
    alike = sql.let("like", f"CAST(COUNT(*) OVER (PARTITION BY o.sak_nr, {content}) AS INTEGER)")
    return Answer(
        utfall=case((f"{alike} > 1", Utfall.IKKE_OPPFYLT), otherwise=Utfall.OPPFYLT),
        krav="1",
        funnet=alike,
        steps=(Step(navn="like i saken, medregnet objektet selv", expression=alike),),
    )


def _known(under: tuple[str, ...], table: Table) -> tuple[str, ...]:
    for navn in under:
        below = BY_NAME.get(navn)
        if below is None or not (below.forelder == table.navn or below.eid):
            raise RuleFault(f"«{navn}» ligger ikke under «{table.navn}»")
    return under


def _below(table: Table, sql: Scope) -> str:
    """The rows under each object as one text, sorted so that the order they were written in does not matter."""
    d, objekt = sql.dialect, sql.root.table
    owner, where = f"r.{d.identifier(str(objekt.nr))}", ""
    if table.eid:
        owner, where = "r.eier_nr", f" WHERE r.eier_type = {d.text(objekt.navn)}"
    row = _text((f"r.{d.identifier(c.navn)}" for c in _content(table)), sql)
    return sql.joined(f"{sql.source(table.navn)} r{where}", owner, d.sorted_text(row))


def _content(table: Table) -> Iterable[Column]:
    return (c for c in table.kolonner if c.navn not in _NOT_CONTENT)


def _text(columns: Iterable[str], sql: Scope) -> str:
    return " || '|' || ".join(f"COALESCE(CAST({column} AS VARCHAR(200)), '')" for column in columns)
